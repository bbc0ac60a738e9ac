//! What keeps people safe and files closed: protected addresses, working copies, emergency access, restrictions.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use hearth_store::EntryQuery;
use rstest::rstest;

use crate::{browser::Browser, day::sisters};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_protected_address_is_shown_with_a_reason_and_on_that_answer_alone(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, None).await;
    let refuge = [
        ("address_type", "HOME"),
        ("house", "9"),
        ("street", "Larkspur Close"),
        ("town", "Southport"),
        ("postcode", "PR8 1AA"),
        ("started", "2026-02-01"),
        ("protected", "yes"),
    ];
    let child =
        Paper::child("Kayla", "Okell", "2018-05-01").with("address", &refuge).held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    let reveal = format!("{record}/reveal");
    let tells = |body: &str| body.contains("Larkspur") || body.contains("PR8 1AA");
    let pages =
        ["", "/records", "/timeline", "/family", "/documents", "/access"].map(|end| format!("{}{end}", child.page()));
    for page in pages.iter().chain([&record, &format!("{record}/correct"), &reveal]) {
        let page_shown = browser.see(page).await;
        assert!(!tells(&page_shown.body), "{page} tells where she is");
    }
    assert!(browser.see(&child.page()).await.body.contains(&reveal), "the header leads to asking for it");
    for (to, q) in [("/search", "Larkspur"), (&format!("{}/search", child.page()) as &str, "Larkspur Southport")] {
        let found = browser.post(to, &[("q", q), ("within", "file")]).await;
        assert_eq!(found.status, StatusCode::OK);
        assert!(found.text().contains("Nothing was found"), "{}", found.text());
    }
    let print = browser.post(&format!("{}/print", child.page()), &[]).await;
    assert!(print.status == StatusCode::OK && !tells(&print.body));
    let unreasoned = browser.post(&reveal, &[("reason", " ")]).await;
    assert_eq!(unreasoned.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!tells(&unreasoned.body));
    let shown = browser.post(&reveal, &[("reason", "visit this afternoon")]).await;
    assert!(shown.text().contains("Larkspur Close") && shown.text().contains("PR8 1AA"), "{}", shown.text());
    assert!(!tells(&browser.see(&record).await.body), "the next page keeps it back again");
    let audit = stage.audit(&EntryQuery::File(child.file)).await;
    let asked: Vec<_> = audit.iter().filter(|entry| entry.action == "address.reveal").collect();
    assert_eq!(asked.len(), 1);
    assert_eq!(stage.detail(asked[0].id).await.as_deref(), Some("visit this afternoon"));
    // A correction leaves what it does not show as it is.
    let correct = format!("{record}/correct");
    let form = browser.see(&correct).await.form(&correct).date("ended", "1", "3", "2026").set("because", "moved on");
    browser.send_and_follow(&form).await;
    assert!(browser.post(&reveal, &[("reason", "to look again")]).await.text().contains("Larkspur Close"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_working_copy_is_one_click_and_is_written_down_first(#[case] engine: Engine) {
    let Some(sisters) = sisters(engine).await else { return };
    let mut browser = sisters.browser().await;
    let timeline = browser.see(&format!("{}/timeline", sisters.mia.page())).await;
    let form = timeline.form(&format!("{}/print", sisters.mia.page()));
    let copy = browser.send(&form).await;
    assert_eq!(copy.status, StatusCode::OK);
    let text = copy.text();
    for said in ["Mia Thornley", "Official, sensitive: personal", &format!("Printed by {}", sisters.priya.name)] {
        assert!(text.contains(said), "{said} is not on the copy: {text}");
    }
    let audit = sisters.stage.audit(&EntryQuery::File(sisters.mia.file)).await;
    assert_eq!(audit.iter().filter(|entry| entry.action == "file.print").count(), 1);
    let log = browser.see(&format!("{}/access", sisters.mia.page())).await.text();
    assert!(log.contains("Printed a working copy"), "{log}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn emergency_access_waits_until_somebody_else_has_looked_at_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let jed = stage.person(Role::PersonalAdviser, None).await;
    let ruth = stage.person(Role::Dpo, None).await;
    let child =
        Paper::child("Theo", "Thirlby", "2023-02-01").held_by_team(stage.team("locality_south")).file(&stage).await;
    for (person, reason) in
        [(&jed, "she stands at our door and is crying"), (&manager, "the police ask for a safe address")]
    {
        let mut browser = Browser::of(&stage, person).await;
        let page = browser.post(&format!("{}/break-glass", child.page()), &[("reason", reason)]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    }
    let mut his = Browser::of(&stage, &manager).await;
    let queue = "/access/emergency";
    let page = his.see(queue).await;
    let text = page.text();
    assert!(text.contains("she stands at our door") && text.contains("Theo Thirlby"), "{text}");
    assert!(text.contains("You opened this file yourself"), "nobody looks at their own: {text}");
    assert_eq!(page.body.matches("action=\"/access/emergency\"").count(), 1);
    let form = page.form(queue);
    let unsaid = his.send(&form).await;
    assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
    let worried = his.send(&form.clone().set("review", "WRONG")).await;
    assert!(worried.status == StatusCode::UNPROCESSABLE_ENTITY && worried.text().contains("Your words are needed"));
    let left = his.send_and_follow(&form.set("review", "RIGHT")).await.text();
    assert!(!left.contains("she stands at our door") && left.contains("the police ask"), "{left}");
    let mut hers = Browser::of(&stage, &ruth).await;
    let form = hers.see(queue).await.form(queue).set("review", "WRONG").set("notes", "Her own team was on call.");
    let done = hers.send_and_follow(&form).await.text();
    assert!(done.contains("Nothing waits to be looked at"), "{done}");
    let actions: Vec<String> =
        stage.audit(&EntryQuery::File(child.file)).await.into_iter().map(|entry| entry.action).collect();
    assert_eq!(actions.iter().filter(|action| *action == "glass.review").count(), 2);
    assert!(actions.contains(&"glass.read".to_owned()));
    assert_eq!(Browser::of(&stage, &jed).await.get(queue).await.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_restricted_opened_again_and_closed_to_whoever_declares_a_tie(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let jo = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let child = Paper::child("Nell", "Prescott", "2017-06-01").held_by_team(north).file(&stage).await;
    let (mut hers, mut his) = (Browser::of(&stage, &priya).await, Browser::of(&stage, &gareth).await);
    let path = format!("{}/restrict", child.page());
    assert_eq!(hers.get(&path).await.status, StatusCode::FORBIDDEN);
    let form = his.see(&path).await.form(&path);
    let unnamed = his.send(&form.clone().set("reason", "a parent works for the council")).await;
    assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = form.set("reason", "a parent works for the council").and("allowed", &jo.worker.to_string());
    let now = his.send_and_follow(&form).await;
    assert!(now.text().contains("Lift the restriction of this file"), "{}", now.text());
    assert_eq!(hers.get(&child.page()).await.status, StatusCode::FORBIDDEN);
    assert_eq!(Browser::of(&stage, &jo).await.get(&child.page()).await.status, StatusCode::OK);
    let lift = now.form(&path).set("because", "the parent has left");
    his.send_and_follow(&lift).await;
    assert_eq!(hers.get(&child.page()).await.status, StatusCode::OK);
    let path = format!("{}/conflict", child.page());
    let form = hers.see(&path).await.form(&path);
    assert_eq!(hers.send(&form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(hers.send(&form.set("tie", "her aunt is my neighbour")).await.location(), "/");
    let closed = hers.get(&child.page()).await;
    assert_eq!(closed.status, StatusCode::FORBIDDEN);
    assert!(!closed.body.contains("break-glass"), "no emergency opens it: {}", closed.text());
}
