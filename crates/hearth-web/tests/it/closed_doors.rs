//! Files that are closed: breaking the glass, conflicts of interest, restrictions, sections, and those who see no content.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::access::know_own_file;
use hearth_stage::{Engine, Paper, Stage};
use hearth_store::{Actor, EntryQuery, Outcome};
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

const REASON: &str = "police ask whether she may go home to her uncle tonight";

fn mia() -> Paper {
    Paper::child("Mia", "Thornley", "2016-05-01")
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Mia told of her uncle.")])
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn broken_glass_opens_the_file_for_four_hours_and_then_it_is_closed_again(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let nadia = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let child = mia().file(&stage).await;
    let mut browser = Browser::of(&stage, &nadia).await;
    let refused = browser.get(&child.page()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let glass = format!("{}/break-glass", child.page());
    assert!(
        refused.body.contains(&format!("href=\"{glass}\"")),
        "the refusal leads to the emergency: {}",
        refused.text()
    );
    let form = browser.see(&glass).await.form(&glass);
    let short = browser.send(&form.clone().set("reason", "urgent")).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains("in a sentence"), "{}", short.text());
    assert!(browser.send_and_follow(&form.set("reason", REASON)).await.text().contains("Mia Thornley"));
    for (after, status) in [(235, StatusCode::OK), (6, StatusCode::FORBIDDEN)] {
        // Whoever works goes on clicking; the session must not be what closes the file.
        for _ in 0..after / 10 {
            stage.clock.wait(SignedDuration::from_mins(10));
            browser.get("/find").await;
        }
        stage.clock.wait(SignedDuration::from_mins(after % 10));
        assert_eq!(browser.get(&child.page()).await.status, status, "{after} minutes on");
    }
    let entries = stage.audit(&EntryQuery::File(child.file)).await;
    let broken = entries.iter().find(|entry| entry.action == "glass.break").expect("it is in the audit");
    assert_eq!(stage.detail(broken.id).await.as_deref(), Some(REASON), "the reason is kept, sealed");
    let opened: Vec<&str> = entries
        .iter()
        .filter(|entry| entry.action == "file.open" && entry.outcome == Outcome::Done)
        .map(|entry| entry.purpose.as_str())
        .collect();
    assert_eq!(opened, ["broken_glass", "broken_glass"]);
    for (place, bytes) in stage.everything_written().await {
        assert!(!String::from_utf8_lossy(&bytes).contains("her uncle"), "{place} holds the reason in clear");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_declared_conflict_never_opens_not_even_with_glass(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = mia().held_by(&priya).conflict_of(priya.worker, true).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let page = browser.get(&child.page()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text().contains("You declared a conflict of interest"), "{}", page.text());
    assert!(!page.body.contains("/break-glass"), "what would not help is not offered");
    let glass = browser.post(&format!("{}/break-glass", child.page()), &[("reason", REASON)]).await;
    assert_eq!(glass.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get(&child.page()).await.status, StatusCode::FORBIDDEN);
    let found = browser.post("/find", &[("q", "Mia Thornley")]).await;
    assert!(found.text().contains("Nobody was found"), "{}", found.text());
    let entries = stage.audit(&EntryQuery::File(child.file)).await;
    let denied = |action: &str| entries.iter().filter(|e| e.action == action && e.outcome == Outcome::Denied).count();
    assert_eq!((denied("open_file"), denied("break_glass")), (2, 1));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_detected_conflict_closes_the_file_until_a_second_person_has_set_it_aside(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let standing = mia().held_by(&priya).conflict_of(priya.worker, false).file(&stage).await;
    let looked_at = mia().held_by(&priya).conflict_set_aside(priya.worker, gareth.worker).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let page = browser.get(&standing.page()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.text().contains("suggest a tie between you and this family"), "{}", page.text());
    browser.see(&looked_at.page()).await;
    let mut browser = Browser::of(&stage, &gareth).await;
    assert_eq!(
        browser.get(&standing.page()).await.status,
        StatusCode::FORBIDDEN,
        "the manager's own tie is another matter"
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_names_the_worker_who_opens_it_closes_to_them_until_a_manager_has_looked(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let north = stage.team("locality_north");
    // Priya was in care herself; Mia is her niece.
    let own = Paper::child("Priya", "Nair", "1994-03-02").file(&stage).await;
    let aunt = [("relationship_type", "AUNT_UNCLE"), ("other", &*own.person.to_string())];
    let niece = mia().with("relationship", &aunt).held_by(&priya).held_by_team(north).file(&stage).await;
    let other = Paper::child("Ben", "Ashdown", "2018-05-01").held_by(&priya).file(&stage).await;
    Browser::of(&stage, &priya).await.see(&niece.page()).await;
    let known =
        know_own_file(&stage.instance, &priya.login, own.file, Actor::Job("test".to_owned()), stage.now()).await;
    assert_eq!(known.expect("linked"), 1);
    let mut browser = Browser::of(&stage, &priya).await;
    browser.see(&other.page()).await;
    assert!(browser.see("/").await.text().contains("Mia"), "before she opens it nothing suggests a tie in clear");
    for page in [niece.page(), format!("{}/timeline", niece.page())] {
        let refused = browser.get(&page).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        assert!(refused.text().contains("suggest a tie between you and this family"), "{}", refused.text());
        assert!(!refused.body.contains("Thornley"));
    }
    assert!(!browser.see("/").await.text().contains("Mia"), "the list closes with the file");
    let mut manager = Browser::of(&stage, &gareth).await;
    let looks = manager.see(&format!("{}/access", niece.page())).await;
    assert!(looks.text().contains("Look at a suspected tie"), "{}", looks.text());
    let tie =
        looks.body.split("href=\"").find_map(|rest| rest.split('"').next().filter(|to| to.contains("/conflict/")));
    let tie = tie.expect("a way to it").to_owned();
    assert_eq!(browser.get(&tie).await.status, StatusCode::FORBIDDEN, "nobody looks at their own tie");
    let form = manager.see(&tie).await;
    assert!(form.text().contains(&priya.name), "{}", form.text());
    let empty = manager.send(&form.form(&tie)).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    manager.send_and_follow(&form.form(&tie).set("because", "Another Priya Nair; looked at with her.")).await;
    browser.see(&niece.page()).await;
    browser.see(&niece.page()).await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_file_opens_only_to_those_named(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let imran = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let north = stage.team("locality_north");
    let child = mia().held_by(&priya).held_by_team(north).restricted_to(&[priya.worker]).file(&stage).await;
    let mut named = Browser::of(&stage, &priya).await;
    let page = named.see(&child.page()).await;
    assert!(page.text().contains("Restricted file."), "{}", page.text());
    assert!(named.see("/").await.text().contains("Mia"), "it stands in the list of who is named");
    let mut other = Browser::of(&stage, &imran).await;
    let refused = other.get(&child.page()).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.text().contains("This file is restricted"), "{}", refused.text());
    assert!(!refused.body.contains("Mia") && !refused.body.contains("Thornley"));
    assert!(!other.see("/").await.text().contains("Mia"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn administrators_run_the_system_and_see_nobodys_file(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let kit = stage.person(Role::Administrator, None).await;
    let child = mia().held_by(&kit).involving(Some(kit.worker), None, "MANAGER", None).file(&stage).await;
    let mut browser = Browser::of(&stage, &kit).await;
    for path in ["", "/family", "/timeline", "/records", "/documents", "/access", "/add", "/add/case_note"] {
        let page = browser.get(&format!("{}{path}", child.page())).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
        assert!(
            !page.body.contains("Mia") && !page.body.contains("Thornley") && !page.body.contains("uncle"),
            "{path}"
        );
    }
    let search = browser.post("/find", &[("q", "Mia Thornley")]).await;
    assert_eq!(search.status, StatusCode::FORBIDDEN, "{}", search.text());
    assert!(!browser.see("/").await.body.contains("Thornley"));
    let start = browser.post("/children/new", &[("forename", "Ada"), ("surname", "Quarmby")]).await;
    assert!(start.status.is_client_error(), "{}", start.status);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_medical_section_is_closed_to_others_and_says_that_it_is_there(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let nurse = stage.person(Role::HealthPractitioner, Some("health")).await;
    let asthma = [("noted_on", "2026-02-01"), ("what", "Asthma"), ("detail", "Keeps a blue inhaler.")];
    let child = mia().with("medical", &asthma).held_by(&priya).held_by(&nurse).file(&stage).await;
    let medical = format!("{}/records/{}", child.page(), child.records[2]);
    let mut worker = Browser::of(&stage, &priya).await;
    for path in ["", "/timeline", "/records", "/family"] {
        let page = worker.see(&format!("{}{path}", child.page())).await;
        assert!(
            page.text().contains("open to health staff only"),
            "{path} says that a section is closed: {}",
            page.text()
        );
        assert!(!page.body.contains("Asthma") && !page.body.contains("inhaler"), "{path}");
    }
    for path in [medical.clone(), format!("{medical}/correct"), format!("{medical}/withdraw")] {
        let page = worker.get(&path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!page.body.contains("Asthma"));
    }
    assert!(!worker.see(&child.page()).await.body.contains("Medical note"));
    let mut health = Browser::of(&stage, &nurse).await;
    let page = health.see(&medical).await;
    assert!(page.text().contains("Asthma") && page.text().contains("Keeps a blue inhaler."));
    assert!(!health.see(&child.page()).await.text().contains("open to health staff only"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_relative_whom_the_reader_may_not_find_is_told_only_as_the_file_tells_of_them(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let brother = Paper::child("Theo", "Hartwell", "2014-03-03").conflict_of(priya.worker, true).file(&stage).await;
    let sister = Paper::child("Ruby", "Thornley", "2012-03-03").held_by(&priya).file(&stage).await;
    let cousin = Paper::child("Nell", "Thornley", "2012-03-03").file(&stage).await;
    let tie = |person: &str| {
        [("relationship_type", "SIBLING"), ("other", person), ("other_name", "a brother or sister")]
            .map(|(n, v)| (n.to_owned(), v.to_owned()))
    };
    let mut paper = mia().held_by(&priya);
    for person in [&brother, &sister, &cousin] {
        let tie = tie(&person.person.to_string());
        paper = paper.with("relationship", &tie.each_ref().map(|(name, value)| (name.as_str(), value.as_str())));
    }
    let child = paper.file(&stage).await;
    let page = Browser::of(&stage, &priya).await.see(&format!("{}/family", child.page())).await;
    assert!(page.body.contains(&sister.page()) && page.text().contains("Ruby Thornley"), "{}", page.text());
    assert!(
        page.text().contains("Nell Thornley") && !page.body.contains(&cousin.page()),
        "found, and not hers to open"
    );
    assert!(!page.body.contains(&brother.file.to_string()) && !page.body.contains("Hartwell"), "{}", page.text());
    assert!(page.text().contains("a brother or sister"), "what this file says of him stays");
}
