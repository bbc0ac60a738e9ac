//! Returns that the command makes from the records.

use hearth_stage::Engine;
use rstest::rstest;
use serde_json::Value as Json;

use crate::command::{Ground, hearth, rows};

/// An instance with an imported return and somebody who prepares returns; what the import came from.
async fn imported(engine: Engine) -> Option<(Ground, String)> {
    let ground = Ground::new(engine).await?;
    ground.hearth(&["init", "--authority", "sefton"]).ended(0);
    let from = ground.path("from");
    hearth(&["synth", "ssda903", "--children", "60", "--seed", "3", "--out", &from, "--today", "2026-04-01"]).ended(0);
    let rejects = ground.path("rejects.csv");
    let words = ["import", "ssda903", &from, "--authority", "sefton", "--year", "2026", "--rejects", &rejects];
    let said = ground.hearth(&words);
    assert!(said.code <= 1, "{}", said.err);
    let role = ["--role", "data_analyst", "--authority", "sefton"];
    let account = ["account", "open", "piotr.wolski", "--name", "Piotr Wolski"];
    ground.hearth(&[&account[..], &role[..]].concat()).ended(0);
    Some((ground, from))
}

fn made(ground: &Ground, out: &str, more: &[&str]) -> Json {
    let words = ["return", "ssda903", "--authority", "sefton", "--year", "2026", "--by", "piotr.wolski", "--out", out];
    let said = ground.hearth(&[&words[..], more].concat());
    assert!(said.code <= 1, "{}{}", said.out, said.err);
    let run = std::fs::read_to_string(format!("{out}/run.json")).expect("the record of the run");
    let run: Json = serde_json::from_str(&run).expect("JSON");
    let hash = run["sha256"].as_str().expect("a hash");
    assert!(said.out.contains(hash) && said.out.contains("Children Act 1989 section 83"), "{}", said.out);
    run
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q091_a_return_holds_the_children_of_the_records_and_each_ones_file_says_that_it_was_sent(
    #[case] engine: Engine,
) {
    let Some((ground, from)) = imported(engine).await else { return };
    let out = ground.path("return");
    let draft = made(&ground, &out, &[]);
    assert_eq!(draft["children_told"], Json::Null, "a return that is only made tells nobody");
    let children = draft["children"].as_u64().expect("a count");
    assert!(children > 0);
    assert_eq!(rows(format!("{out}/Header.csv").as_ref()) as u64, children);
    let before = rows(format!("{from}/episodes.csv").as_ref());
    let after = rows(format!("{out}/Episodes.csv").as_ref());
    assert!(after > 0 && after <= before, "{after} of {before} episodes");
    // What was written is a return that the check reads, as CSV and as XML.
    for path in [out.clone(), format!("{out}/ssda903.xml")] {
        let checked = hearth(&["check", "ssda903", &path, "--year", "2026", "--format", "json"]);
        let report: Json = serde_json::from_str(&checked.out).unwrap_or_else(|e| panic!("{e}: {}", checked.err));
        assert_eq!(report["rows"]["Header"].as_u64(), Some(children), "{path}");
    }
    let sent = made(&ground, &out, &["--sent"]);
    assert_eq!(sent["children_told"], sent["children"], "one record of it for each child");
    assert_eq!(sent["sha256"], draft["sha256"], "the same records make the same file");
    ground.hearth(&["ledger", "verify"]).ended(0);
    let nobody = ["return", "ssda903", "--authority", "sefton", "--year", "2026", "--by", "nobody", "--out", &out];
    ground.hearth(&nobody).ended(2);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q107_the_record_of_a_run_names_section_83_of_the_children_act(#[case] engine: Engine) {
    names(engine, "Children Act 1989 section 83").await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q108_the_record_of_a_run_names_section_7_of_the_act_of_2008(#[case] engine: Engine) {
    names(engine, "Children and Young Persons Act 2008 section 7").await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q109_the_record_of_a_run_names_the_pupil_information_regulations(#[case] engine: Engine) {
    let power =
        "Education (Information About Individual Pupils) (England) Regulations 2013 (SI 2013/2094) regulation 3";
    names(engine, power).await;
}

async fn names(engine: Engine, power: &str) {
    let Some((ground, _)) = imported(engine).await else { return };
    let run = made(&ground, &ground.path("return"), &[]);
    let powers = run["powers"].as_array().expect("a list");
    assert!(powers.iter().any(|named| named == power), "{powers:?}");
    assert_eq!(run["reason"], "POLICY");
}
