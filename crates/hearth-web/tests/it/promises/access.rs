//! Who may do what, for which purpose, in which council.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use hearth_store::{EntryQuery, Outcome};
use rstest::rstest;

use super::mia;
use crate::browser::Browser;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q134_one_build_runs_as_either_council_from_its_settings(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut shown = Vec::new();
    for (council, name, other) in [("sefton", "Sefton Council", "Knowsley"), ("knowsley", "Knowsley Council", "Sefton")]
    {
        let team = stage.team_of(council, "mash");
        let worker = stage.person_at(council, Role::ContactOfficer, vec![team]).await;
        let child = Paper::child("Nell", "Prescott", "2017-06-01").at(council).held_by(&worker).file(&stage).await;
        let mut browser = Browser::of(&stage, &worker).await;
        let home = browser.see("/").await;
        assert!(home.body.contains(name) && !home.body.contains(other), "{council}");
        let pack = stage.instance.pack(&worker.authority).expect("a pack");
        let team = &pack.team(team).expect("a team").name;
        assert!(home.text().contains(team) || home.body.contains(team), "the team is called {team} there");
        assert!(browser.see(&child.page()).await.text().contains("Nell Prescott"));
        assert!(browser.post("/find", &[("q", "Nell Prescott")]).await.text().contains("1 person"));
        shown.push((browser, child));
    }
    let (first, second) = (shown[0].1.page(), shown[1].1.page());
    assert_eq!(
        shown[0].0.get(&second).await.status,
        StatusCode::NOT_FOUND,
        "one council’s file is not there for the other"
    );
    assert_eq!(shown[1].0.get(&first).await.status, StatusCode::NOT_FOUND);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q140_the_access_log_has_a_purpose_for_every_read_of_a_file(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let priya = stage.person(Role::SocialWorker, None).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let bev = stage.person(Role::Iro, None).await;
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let anita = stage.person(Role::HeadOfService, None).await;
    let jed = stage.person(Role::PersonalAdviser, None).await;
    let child = mia()
        .held_by(&priya)
        .held_by_team(north)
        .involving(Some(bev.worker), None, "IRO", None)
        .with("contact", &[("received_at", "2026-03-01 10:00"), ("source", "2A")])
        .file(&stage)
        .await;
    for person in [&priya, &gareth, &bev, &holly] {
        Browser::of(&stage, person).await.see(&child.page()).await;
    }
    let mut overseer = Browser::of(&stage, &anita).await;
    let asked = overseer.get(&child.page()).await;
    assert_eq!(asked.status, StatusCode::FORBIDDEN);
    let form = asked.form(&format!("{}/purpose", child.page())).set("purpose", "oversight");
    overseer.send_and_follow(&form).await;
    for (person, query) in [(&jed, ""), (&jed, "?purpose=oversight"), (&jed, "?purpose=curiosity")] {
        let page = Browser::of(&stage, person).await.get(&format!("{}{query}", child.page())).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "without a purpose of theirs nobody reads: {query}");
    }
    let mut glass = Browser::of(&stage, &jed).await;
    glass.get(&child.page()).await;
    glass.post(&format!("{}/break-glass", child.page()), &[("reason", "she stands at the door and is crying")]).await;
    glass.see(&child.page()).await;
    let entries = stage.audit(&EntryQuery::File(child.file)).await;
    let reads: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.action == "file.open" && entry.outcome == Outcome::Done)
        .map(|entry| entry.purpose.as_str())
        .collect();
    assert_eq!(reads, ["direct_work", "team_work", "review", "front_door", "oversight", "broken_glass"]);
    let log = Browser::of(&stage, &priya).await.see(&format!("{}/access", child.page())).await.text();
    for words in [
        "working with this person",
        "covering for the team",
        "reviewing the plan",
        "deciding a contact",
        "overseeing the service",
        "break-glass, with a reason",
    ] {
        assert!(log.contains(words), "{words} is not told: {log}");
    }
    assert_eq!(log.matches("Refused: opened the file").count(), 5, "{log}");
    for person in [&priya, &gareth, &jed] {
        assert!(log.contains(&person.name), "{log}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q190_a_view_only_user_cannot_edit(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let viewer = stage.onlooker(Role::SocialWorker, Some("locality_north")).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "Mia was at school.")];
    let child = mia().with("case_note", &note).held_by(&viewer).file(&stage).await;
    let mut browser = Browser::of(&stage, &viewer).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    let page = browser.see(&record).await;
    assert!(page.text().contains("Mia was at school."), "who may look looks");
    for end in ["", "/records", "/timeline", "/family", "/documents"] {
        let page = browser.see(&format!("{}{end}", child.page())).await;
        assert!(!page.body.contains("/add/") && !page.body.contains("/correct\""), "{end} offers no change");
        assert!(!page.body.contains("type=\"file\""), "{end}");
    }
    assert!(!page.body.contains("/correct\"") && !page.body.contains("/withdraw\""));
    let add = format!("{}/add/case_note", child.page());
    let (correct, withdraw) = (format!("{record}/correct"), format!("{record}/withdraw"));
    for form in [&add, &correct, &withdraw] {
        let page = browser.get(form).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{form}: {}", page.text());
        assert!(page.text().contains("may look and may not record"), "{form}: {}", page.text());
    }
    let values =
        [("occurred_at", "2026-02-20 10:00"), ("body", "Changed."), ("from", "1"), ("because", "because I say so")];
    for form in [&add, &correct, &withdraw] {
        let page = browser.post(form, &values).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{form}: {}", page.text());
    }
    let upload = browser
        .upload(&format!("{}/documents", child.page()), &[("title", "x"), ("received_on", "2026-02-20")], b"%PDF-1.4")
        .await;
    assert_eq!(upload.status, StatusCode::FORBIDDEN);
    let start = browser.post("/children/new", &[("forename", "Ada"), ("surname", "Quarmby")]).await;
    assert_eq!(start.status, StatusCode::FORBIDDEN);
    let store = &stage.instance.store;
    assert_eq!(store.load(child.file, None).await.expect("the file").versions.len(), 3, "nothing was written");
    assert!(store.drafts_of(viewer.account).await.expect("drafts").is_empty(), "and nothing begun");
    let denied: Vec<String> = stage
        .audit(&EntryQuery::Account(viewer.account))
        .await
        .into_iter()
        .filter(|entry| entry.outcome == Outcome::Denied)
        .map(|entry| entry.action)
        .collect();
    assert_eq!(denied.iter().filter(|action| *action == "record").count(), 3, "{denied:?}");
    assert_eq!(denied.iter().filter(|action| *action == "correct").count(), 4, "{denied:?}");
    assert!(denied.contains(&"start_file".to_owned()), "{denied:?}");
}
