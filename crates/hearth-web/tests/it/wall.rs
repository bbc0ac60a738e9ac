//! The adoption wall: behind it a file does not exist, in any page, count, list, word or delay.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use hearth_access::Role;
use hearth_stage::{Engine, Filed, Paper, Stage};
use hearth_store::{EntryQuery, Outcome};
use rstest::rstest;

use crate::browser::{Browser, Page};

/// The same letters but for the token that every page carries.
fn letters(page: &Page, csrf: &str) -> String {
    page.body.replace(csrf, "")
}

fn never() -> Filed {
    let file = "01a40000000070008000000000000001".parse().expect("an id");
    let person = "01a40000000070008000000000000002".parse().expect("an id");
    Filed { file, person, records: vec!["01a40000000070008000000000000003".parse().expect("an id")] }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_walled_file_and_anothers_council_answer_letter_for_letter_as_an_absent_one(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let walled = Paper::child("Wilf", "Ashdown", "2019-01-01").walled().held_by(&priya).file(&stage).await;
    let theirs = Paper::child("Nell", "Prescott", "2019-01-01").at("knowsley").held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let absent = never();
    let below = [
        "",
        "/family",
        "/household",
        "/timeline",
        "/records",
        "/add",
        "/add/case_note",
        "/documents",
        "/access",
        "/break-glass",
        "/nothing",
    ];
    let pages = |filed: &Filed| {
        let record = format!("/records/{}", filed.records[0]);
        let more = [record.clone(), format!("{record}/correct"), format!("{record}/withdraw")];
        below
            .iter()
            .map(ToString::to_string)
            .chain(more)
            .map(|end| format!("{}{end}", filed.page()))
            .collect::<Vec<_>>()
    };
    for hidden in [&walled, &theirs] {
        for (path, other) in pages(hidden).into_iter().zip(pages(&absent)) {
            let (there, not_there) = (browser.get(&path).await, browser.get(&other).await);
            assert_eq!(there.status, not_there.status, "{path}");
            let (there, not_there) = (letters(&there, &browser.csrf), letters(&not_there, &browser.csrf));
            assert_eq!(there.replace(&hidden.page(), ""), not_there.replace(&absent.page(), ""), "{path}");
        }
        let posts = [
            ("/break-glass", vec![("reason", "police ask whether he may go home tonight")]),
            ("/add/case_note", vec![("occurred_at", "2026-02-20 10:00"), ("body", "x")]),
            ("/draft/add:case_note", vec![("body", "x")]),
        ];
        for (end, pairs) in posts {
            let there = browser.post(&format!("{}{end}", hidden.page()), &pairs).await;
            let not_there = browser.post(&format!("{}{end}", absent.page()), &pairs).await;
            assert_eq!((there.status, not_there.status), (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND), "{end}");
            assert_eq!(letters(&there, &browser.csrf), letters(&not_there, &browser.csrf), "{end}");
            assert_eq!(there.headers.keys().collect::<Vec<_>>(), not_there.headers.keys().collect::<Vec<_>>());
        }
        let entries = stage.audit(&EntryQuery::File(hidden.file)).await;
        let tried = entries.iter().filter(|entry| entry.outcome == Outcome::Denied).count();
        assert!(tried > 10, "each try is in the audit of the file that is there: {tried}");
    }
    let methods = browser.request(Method::DELETE, &walled.page(), None).await.status;
    assert_eq!(methods, browser.request(Method::DELETE, &absent.page(), None).await.status);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_search_finds_a_walled_file_only_behind_the_wall(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let head = stage.person(Role::HeadOfService, None).await;
    let seen = Paper::child("Wilf", "Ashdown", "2018-01-01").file(&stage).await;
    let before = Browser::of(&stage, &priya).await.post("/find", &[("q", "Wilf Ashdown")]).await.main();
    let home = [("address_type", "HOME"), ("postcode", "L20 3NJ"), ("street", "Quay Road")];
    let walled = Paper::child("Wilf", "Ashdown", "2019-01-01").with("address", &home).walled().file(&stage).await;
    for person in [&priya, &head] {
        let mut browser = Browser::of(&stage, person).await;
        for asked in ["Wilf Ashdown", "Ashdown", "Wif Ashdwon", "01/01/2019", "L20 3NJ"] {
            let page = browser.post("/find", &[("q", asked)]).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(!page.body.contains(&walled.file.to_string()), "{asked}");
        }
        let page = browser.post("/find", &[("q", "Wilf Ashdown")]).await;
        assert_eq!(page.main(), before, "the same people and the same count as before the walled file was there");
        assert!(page.body.contains(&seen.file.to_string()));
    }
    let mut behind = Browser::of(&stage, &leah).await;
    let page = behind.post("/find", &[("q", "Wilf Ashdown")]).await;
    assert!(
        page.body.contains(&walled.file.to_string()) && page.body.contains(&seen.file.to_string()),
        "{}",
        page.text()
    );
    let counts: Vec<u32> = stage
        .whole_audit("sefton")
        .await
        .iter()
        .filter(|entry| {
            entry.action == "person.search"
                && matches!(&entry.actor, hearth_store::Actor::Person { account, .. } if *account != leah.account)
        })
        .map(|entry| entry.count)
        .collect();
    assert!(counts.iter().all(|count| *count <= 1), "no count in the audit tells of it: {counts:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn behind_the_wall_a_file_opens_to_the_adoption_worker_who_holds_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let leah = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let walled = Paper::child("Wilf", "Ashdown", "2019-01-01").walled().held_by(&leah).file(&stage).await;
    let mut browser = Browser::of(&stage, &leah).await;
    assert!(browser.see(&walled.page()).await.text().contains("Wilf Ashdown"));
    assert!(browser.see("/").await.text().contains("Wilf"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_stated_purpose_tells_nothing_of_a_walled_file(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let walled = Paper::child("Wilf", "Ashdown", "2019-01-01").walled().file(&stage).await;
    let mut browser = Browser::of(&stage, &holly).await;
    let mut answers = Vec::new();
    for filed in [&walled, &never()] {
        let stated = browser.post(&format!("{}/purpose", filed.page()), &[("purpose", "front_door_check")]).await;
        let page = browser.get(&filed.page()).await;
        answers.push((stated.status, stated.headers.len(), page.status, letters(&page, &browser.csrf)));
    }
    assert_eq!(answers[0].2, StatusCode::NOT_FOUND);
    assert_eq!(answers[0], answers[1]);
}

/// The middle of what `path` took in `rounds` askings, beside the middle of `other`, asked in turn.
#[expect(clippy::disallowed_methods, reason = "a delay can be told from another only by a clock")]
async fn middles(browser: &mut Browser, path: &str, other: &str, rounds: usize) -> (Duration, Duration) {
    let mut took = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        for (path, took) in [path, other].into_iter().zip(&mut took) {
            let began = Instant::now();
            browser.get(path).await;
            took.push(began.elapsed());
        }
    }
    let [mut one, mut two] = took;
    one.sort_unstable();
    two.sort_unstable();
    (one[rounds / 2], two[rounds / 2])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_of_a_walled_file_takes_as_long_as_that_of_an_absent_one() {
    let stage = Stage::open(Engine::Sqlite).await.expect("SQLite is always there");
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let walled = Paper::child("Wilf", "Ashdown", "2019-01-01").walled().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let mut seen = Vec::new();
    // Other work on the machine makes one try wrong; nothing but a difference makes every try wrong.
    for _ in 0..5 {
        let (there, absent) = middles(&mut browser, &walled.page(), &never().page(), 60).await;
        let ratio = there.as_secs_f64() / absent.as_secs_f64();
        seen.push(ratio);
        if (0.8..1.25).contains(&ratio) {
            return;
        }
    }
    panic!("the one takes so many times as long as the other: {seen:?}");
}
