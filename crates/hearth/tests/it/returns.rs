//! Returns that the command makes from the records.

use hearth_access::Role;
use hearth_casework::{settings, sharing::told};
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;
use serde_json::Value as Json;

use crate::{
    brought_back::configured,
    command::{Ground, hearth, rows},
};

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

/// A child whom a return of 2026 counts.
fn looked_after() -> Paper {
    let home = [("placement_type", "U6"), ("provider", "PR1"), ("started", "2025-08-11"), ("postcode", "L21 1AA")];
    Paper::numbered("Jaden", "Lewin", "2011-02-09", "SF1201")
        .with("period_of_care", &[("started", "2025-08-11"), ("category_of_need", "N1"), ("home_postcode", "L20 3NJ")])
        .with("placement", &home)
        .with("legal_status", &[("status", "C2"), ("started", "2025-08-11")])
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q093_a_return_that_was_sent_rests_on_the_public_task_and_nobody_was_asked_to_agree(#[case] engine: Engine) {
    let Some(mut stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let child = looked_after().held_by(&priya).file(&stage).await;
    stage.instance.store.close().await.expect("closed");
    let config = configured(&stage.config, stage.folder());
    let out = stage.folder().join("return").to_str().expect("letters").to_owned();
    let words = ["return", "ssda903", "--authority", "sefton", "--year", "2026", "--by", &piotr.login, "--out", &out];
    let said = hearth(&[&words[..], &["--sent", "--config", &config]].concat());
    assert!(
        said.code <= 1 && said.out.contains("the files of 1 children say that it was sent"),
        "{}{}",
        said.out,
        said.err
    );
    stage.restart().await;
    let view = stage.desk(&priya).open(child.file, None, None).await.expect("opened");
    let log = told(&view);
    let [line] = log.as_slice() else { panic!("one line of it, and not {}", log.len()) };
    assert_eq!(line.shared.recipient.reveal().0, "Department for Education");
    assert_eq!(line.shared.basis.map(hearth_record::sets::SharingBasis::code), Some("PUBLIC_TASK"));
    assert_eq!(line.shared.consent_sought.map(hearth_record::sets::SharingConsent::code), Some("NOT_SOUGHT"));
    let why = &line.shared.justification.reveal().as_ref().expect("the powers").0;
    assert!(why.contains("Children Act 1989 section 83"), "{why}");
    assert_eq!(view.records().filter(|held| held.schema.kind == "consent").count(), 0, "nobody was asked");
}

#[rstest]
#[case("sefton")]
#[case("knowsley")]
#[tokio::test(flavor = "multi_thread")]
async fn q136_the_record_of_a_run_names_the_controller_and_where_it_is_written_to(#[case] council: &str) {
    let Some(ground) = Ground::new(Engine::Sqlite).await else { return };
    ground.hearth(&["init", "--authority", council]).ended(0);
    let role = ["--role", "data_analyst", "--authority", council];
    ground.hearth(&[&["account", "open", "piotr.wolski", "--name", "Piotr Wolski"][..], &role].concat()).ended(0);
    let packs = settings::compiled_in();
    let pack = packs.values().find(|pack| pack.id.as_str() == council).expect("a pack");
    for (what, year) in [("ssda903", &["--year", "2026"][..]), ("dfe-api", &[]), ("annex-a", &[])] {
        let out = ground.path(what);
        let words = ["return", what, "--authority", council, "--by", "piotr.wolski", "--out", &out];
        let said = ground.hearth(&[&words[..], year].concat());
        assert!(said.code <= 1, "{what}: {}{}", said.out, said.err);
        let run = std::fs::read_to_string(format!("{out}/run.json")).expect("the record of the run");
        let run: Json = serde_json::from_str(&run).expect("JSON");
        let named = run["controller"].as_str().unwrap_or_default();
        assert!(named.contains(&pack.controller.name), "{council}, {what}: {run}");
        assert!(named.contains(&pack.controller.post.join(", ")), "{council}, {what}: {run}");
    }
}
