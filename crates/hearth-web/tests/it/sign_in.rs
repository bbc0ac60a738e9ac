//! Signing in and out, sessions, slowing down, and closed accounts.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::access::{NewAccount, open_account};
use hearth_stage::{Engine, PASSWORD, Paper, Person, Stage, authority};
use hearth_store::{Account, Actor};
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

async fn social_worker(stage: &Stage) -> Person {
    stage.person(Role::SocialWorker, Some("locality_north")).await
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn signing_in_takes_the_password_and_the_code_of_now_once(#[case] engine: Engine) {
    let Some(stage) = Stage::asking_for_codes(engine).await else { return };
    let priya = social_worker(&stage).await;
    let mut browser = Browser::new(&stage);
    let first = browser.get("/").await;
    assert_eq!(first.status, StatusCode::UNAUTHORIZED);
    assert!(first.body.contains("name=\"code\""), "the second factor is asked for");
    let secret = priya.second_factor.clone().expect("a second factor");
    let code = secret.code_at(stage.now()).expect("a code");
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for (password, code) in [(PASSWORD, ""), (PASSWORD, wrong), ("another password", code.as_str())] {
        let page = browser.post("/sign-in", &[("login", &priya.login), ("password", password), ("code", code)]).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{code}");
        assert!(page.text().contains("is not right"), "{}", page.text());
        assert!(!page.body.contains(password), "what was typed as a password is not sent back");
    }
    let nobody = browser.post("/sign-in", &[("login", "nobody.at.all"), ("password", PASSWORD), ("code", &code)]).await;
    assert!(nobody.text().contains("is not right"), "a name that is not there is told in the same words");
    assert_eq!(browser.sign_in(&stage, &priya, PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser.see("/").await;
    let again = Browser::new(&stage).sign_in(&stage, &priya, PASSWORD).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED, "a code is taken once");
    stage.clock.wait(SignedDuration::from_secs(30));
    assert_eq!(Browser::new(&stage).sign_in(&stage, &priya, PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_third_sign_in_ends_the_oldest(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = social_worker(&stage).await;
    let mut windows = Vec::new();
    for _ in 0..3 {
        windows.push(Browser::of(&stage, &priya).await);
        stage.clock.wait(SignedDuration::from_secs(1));
    }
    let mut answers = Vec::new();
    for browser in &mut windows {
        answers.push(browser.get("/").await.status);
    }
    assert_eq!(answers, [StatusCode::UNAUTHORIZED, StatusCode::OK, StatusCode::OK]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn failed_tries_slow_the_next_down_and_lock_nobody_out(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = social_worker(&stage).await;
    let mut browser = Browser::new(&stage);
    let mut slowed = 0;
    for _ in 0..12 {
        let page = browser.sign_in(&stage, &priya, "not the password").await;
        slowed += u32::from(page.status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(slowed >= 8, "{slowed} of 12 tries were slowed down");
    let right = browser.sign_in(&stage, &priya, PASSWORD).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS, "the right password waits as well");
    assert!(right.text().contains("wait"), "{}", right.text());
    stage.clock.wait(SignedDuration::from_mins(5));
    assert_eq!(
        browser.sign_in(&stage, &priya, PASSWORD).await.status,
        StatusCode::SEE_OTHER,
        "and no longer than five minutes"
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_page_left_for_a_quarter_of_an_hour_locks_and_what_was_written_is_kept(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = social_worker(&stage).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let add = format!("{}/add/case_note", child.page());
    let form = browser.see(&add).await.form(&add).set("body", "Half a sent");
    browser.post(&format!("{}/draft/add:case_note", child.page()), &[("body", "Half a sent")]).await;
    stage.clock.wait(SignedDuration::from_mins(15));
    let locked = browser.send(&form).await;
    assert_eq!(locked.status, StatusCode::UNAUTHORIZED);
    let page = browser.get(&add).await;
    assert!(page.text().contains("You were away for a while"), "{}", page.text());
    assert!(!page.body.contains("Thornley"));
    assert!(page.body.contains(&format!("name=\"next\" value=\"{add}\"")), "signing in leads back");
    let back = browser.post("/sign-in", &[("login", &priya.login), ("password", PASSWORD), ("next", &add)]).await;
    assert_eq!(back.location(), add);
    assert_eq!(browser.see(&add).await.form(&add).value("body"), "Half a sent");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_ten_hours_however_busy(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = social_worker(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    for _ in 0..59 {
        stage.clock.wait(SignedDuration::from_mins(10));
        assert_eq!(browser.get("/find").await.status, StatusCode::OK);
    }
    stage.clock.wait(SignedDuration::from_mins(10));
    assert_eq!(browser.get("/find").await.status, StatusCode::UNAUTHORIZED);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_is_out_on_the_next_click_and_cannot_come_back(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = social_worker(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let account = stage.instance.store.account(priya.account).await.expect("read").expect("an account");
    let closed = Account { active: false, ..account };
    stage.instance.store.put_account(&closed, &[entry(&stage)]).await.expect("closed");
    assert_eq!(browser.get("/").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(browser.sign_in(&stage, &priya, PASSWORD).await.status, StatusCode::UNAUTHORIZED);
}

fn entry(stage: &Stage) -> hearth_store::Entry {
    hearth_store::Entry {
        id: stage.instance.draw(|random| hearth_record::ids::EntryId::new(stage.now(), random)),
        at: stage.now(),
        actor: Actor::Job("test".to_owned()),
        authority: authority("sefton"),
        purpose: String::new(),
        action: "account.close",
        file: None,
        record: None,
        outcome: hearth_store::Outcome::Done,
        count: 1,
        detail: None,
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn signing_out_ends_the_session_and_clears_what_the_browser_keeps(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = social_worker(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let mut thief = browser.window();
    let out = browser.post("/sign-out", &[]).await;
    assert_eq!(out.location(), "/sign-in");
    let cleared = out.headers.get("clear-site-data").expect("a header").to_str().expect("letters");
    assert!(cleared.contains("cache") && cleared.contains("storage"), "{cleared}");
    assert_eq!(thief.get("/").await.status, StatusCode::UNAUTHORIZED, "a copied cookie is worth nothing afterwards");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_password_is_refused_where_people_are_real() {
    let stage = Stage::asking_for_codes(Engine::Sqlite).await.expect("SQLite is always there");
    for password in ["short", "password", "holly.banks1"] {
        let new = NewAccount {
            login: "holly.banks",
            authority: authority("sefton"),
            worker: None,
            name: "Holly Banks",
            role: Role::ContactOfficer,
            teams: vec![],
            may_record: true,
            password,
            second_factor: None,
        };
        let by = Actor::Job("test".to_owned());
        assert!(open_account(&stage.instance, new, by, stage.now()).await.is_err(), "{password}");
    }
}

/// Tries to sign in with a wrong password, as `peer` that says it answers `forwarded`.
async fn fail_from(stage: &Stage, login: &str, peer: &str, forwarded: Option<&str>) -> StatusCode {
    let body = crate::markup::encoded(&[("login", login), ("password", "not the password")]);
    let mut request = axum::http::Request::post("/sign-in").header("content-type", "application/x-www-form-urlencoded");
    if let Some(forwarded) = forwarded {
        request = request.header("x-forwarded-for", forwarded);
    }
    let peer: std::net::SocketAddr = peer.parse().expect("an address");
    let request = request.extension(axum::extract::ConnectInfo(peer)).body(axum::body::Body::from(body));
    tower::ServiceExt::oneshot(crate::browser::app(stage), request.expect("a request"))
        .await
        .expect("an answer")
        .status()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_guesses_from_one_address_slows_nobody_else_down() {
    let stage = Stage::open(Engine::Sqlite).await.expect("SQLite is always there");
    let proxy = "127.0.0.1:40000";
    // Many names from one address, through what speaks TLS for us.
    for n in 0..25 {
        fail_from(&stage, &format!("nobody.{n}"), proxy, Some("198.51.100.7")).await;
    }
    let guesser = fail_from(&stage, "nobody.99", proxy, Some("198.51.100.7")).await;
    assert_eq!(guesser, StatusCode::TOO_MANY_REQUESTS);
    let office = fail_from(&stage, "nobody.99", proxy, Some("203.0.113.9")).await;
    assert_eq!(office, StatusCode::UNAUTHORIZED, "another address is not slowed down");
    let posing = fail_from(&stage, "nobody.98", proxy, Some("203.0.113.9, 198.51.100.7")).await;
    assert_eq!(posing, StatusCode::TOO_MANY_REQUESTS, "only what was said last counts");
    for n in 0..25 {
        fail_from(&stage, &format!("other.{n}"), "192.0.2.4:40000", Some(&format!("203.0.113.{n}"))).await;
    }
    let direct = fail_from(&stage, "other.99", "192.0.2.4:40000", Some("203.0.113.200")).await;
    assert_eq!(direct, StatusCode::TOO_MANY_REQUESTS, "from elsewhere the header is not believed");
}
