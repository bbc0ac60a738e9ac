//! `hearth retention`: what is due over a whole council, and what another schedule would move.

use hearth_stage::Engine;
use rstest::rstest;
use serde_json::Value as Json;

use crate::command::{Ground, hearth};

/// A council with looked-after children and children in need, and somebody who keeps its schedule.
async fn council(engine: Engine, id: &str) -> Option<Ground> {
    let ground = Ground::new(engine).await?;
    ground.hearth(&["init", "--authority", id]).ended(0);
    let (care, need) = (ground.path("care"), ground.path("need"));
    let today = ["--today", "2016-04-01", "--seed", "3"];
    hearth(&[&["synth", "ssda903", "--children", "12", "--out", &care][..], &today].concat()).ended(0);
    hearth(&[&["synth", "cin", "--children", "12", "--out", &need][..], &today].concat()).ended(0);
    let rejects = ground.path("rejects.csv");
    for (what, from) in [("ssda903", care), ("cin", format!("{need}/cin.xml"))] {
        let said = ground.hearth(&["import", what, &from, "--authority", id, "--year", "2016", "--rejects", &rejects]);
        assert!(said.code <= 1, "{}", said.err);
    }
    let account = ["account", "open", "records.manager", "--name", "Ines Okoro", "--role", "records_manager"];
    ground.hearth(&[&account[..], &["--authority", id]].concat()).ended(0);
    Some(ground)
}

fn due(ground: &Ground, authority: &str, more: &[&str]) -> Json {
    let words = ["retention", "due", "--authority", authority, "--format", "json"];
    let said = ground.hearth(&[&words[..], more].concat()).ended(0);
    serde_json::from_str(&said.out).expect("JSON")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_falls_due_is_told_with_its_reasons_and_what_another_schedule_would_move(#[case] engine: Engine) {
    let Some(ground) = council(engine, "sefton").await else { return };
    let all = due(&ground, "sefton", &["--until", "2200-01-01"]);
    let files = all["files"].as_array().expect("files");
    assert!(files.len() >= 12, "{all:#}");
    let care: Vec<&Json> = files.iter().filter(|file| file["wins"] == "K04").collect();
    assert!(!care.is_empty(), "{all:#}");
    assert!(care.iter().all(|file| file["sum"].as_str().is_some_and(|sum| sum.contains("18th birthday"))));
    assert!(due(&ground, "sefton", &["--until", "2017-01-01"])["files"].as_array().is_some_and(Vec::is_empty));
    let table = ground.hearth(&["retention", "due", "--authority", "sefton", "--until", "2200-01-01"]).ended(0).out;
    assert!(table.contains("Looked after: 18th birthday"), "{table}");

    let path = ground.path("schedule.toml");
    let schedule = "[retention]\nsupplied = true\n[retention.years]\nK01 = 7\nK02 = 8\nK03 = 75\nK04 = 80\nK07 = 100\n";
    std::fs::write(&path, schedule).expect("written");
    let moved = due(&ground, "sefton", &["--schedule", &path, "--compare"]);
    assert_eq!(moved["classes"]["Looked after"]["nearer"], 0, "{moved:#}");
    assert!(moved["classes"]["Looked after"]["later"].as_u64().is_some_and(|later| later > 0), "{moved:#}");
    std::fs::write(&path, schedule.replace("K04 = 80", "K04 = 50")).expect("written");
    let refused =
        ground.hearth(&["retention", "due", "--authority", "sefton", "--schedule", &path, "--compare"]).ended(2);
    assert!(refused.err.contains("lowering the rule below the floor is refused"), "{}", refused.err);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_council_that_has_not_supplied_its_schedule_has_nothing_due(#[case] engine: Engine) {
    let Some(ground) = council(engine, "knowsley").await else { return };
    let all = due(&ground, "knowsley", &["--until", "2999-01-01"]);
    assert_eq!((&all["schedule_supplied"], &all["files"]), (&Json::Bool(false), &Json::Array(Vec::new())));
    assert!(all["without_a_rule"].as_u64().is_some_and(|files| files > 0), "{all:#}");
}
