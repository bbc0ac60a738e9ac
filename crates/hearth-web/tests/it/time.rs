//! The file as it was known at a past moment.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use jiff::SignedDuration;
use rstest::rstest;

use crate::browser::Browser;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_read_as_it_was_known_last_week(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("subject", "School visit"), ("body", "Mia was at school.")];
    let child =
        Paper::child("Mia", "Thornley", "2016-05-01").with("case_note", &note).held_by(&priya).file(&stage).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    stage.clock.wait(SignedDuration::from_hours(24 * 7));
    let mut browser = Browser::of(&stage, &priya).await;
    let path = format!("{record}/correct");
    let form = browser.see(&path).await.form(&path).set("body", "Mia was away.").set("because", "the school rang");
    let now = browser.send_and_follow(&form).await;
    assert!(now.body.contains(&format!("{record}?known=")), "the page of the record leads to the file as known then");
    let add = format!("{}/add/case_note", child.page());
    let later = browser.see(&add).await.form(&add).set("subject", "Only known today").set("body", "x");
    browser.send_and_follow(&later).await;
    let then = browser.see(&format!("{record}?known=2026-03-03")).await;
    assert!(then.text().contains("Mia was at school.") && !then.text().contains("Mia was away."), "{}", then.text());
    assert!(then.text().contains("the end of 3 March 2026"), "{}", then.text());
    assert!(!then.body.contains("Correct this record"), "the past is read, not changed");
    let timeline = browser.see(&format!("{}/timeline?known=2026-03-03", child.page())).await;
    assert!(
        timeline.text().contains("School visit") && !timeline.text().contains("Only known today"),
        "{}",
        timeline.text()
    );
    let today = browser.see(&format!("{}/timeline", child.page())).await;
    assert!(today.text().contains("Only known today"), "{}", today.text());
    let before_it_was_written = browser.get(&format!("{record}?known=2026-02-25")).await;
    assert_eq!(before_it_was_written.status, StatusCode::NOT_FOUND, "the record was not known then");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_moment_of_an_earlier_version_shows_that_version(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "First words.")];
    let child =
        Paper::child("Mia", "Thornley", "2016-05-01").with("case_note", &note).held_by(&priya).file(&stage).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    let mut browser = Browser::of(&stage, &priya).await;
    for words in ["Second words.", "Third words."] {
        stage.clock.wait(SignedDuration::from_mins(1));
        let path = format!("{record}/correct");
        let form = browser.see(&path).await.form(&path).set("body", words).set("because", "heard better");
        browser.send_and_follow(&form).await;
    }
    stage.clock.wait(SignedDuration::from_mins(1));
    let page = browser.see(&record).await;
    let links: Vec<String> = page
        .body
        .split(" href=\"")
        .filter_map(|rest| rest.split('"').next())
        .filter(|to| to.contains("?known="))
        .map(str::to_owned)
        .collect();
    assert_eq!(links.len(), 2, "{}", page.text());
    let mut shown = Vec::new();
    for link in links {
        let text = browser.see(&link).await.text();
        let held =
            ["First words.", "Second words.", "Third words."].into_iter().rev().find(|words| text.contains(words));
        shown.extend(held);
    }
    assert_eq!(shown, ["Second words.", "First words."]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn looking_back_does_not_tell_an_address_that_was_protected_since(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let home = [("address_type", "HOME"), ("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")];
    let mother = Paper::child("Dana", "Okell", "1997-05-03").with("address", &home).held_by(&priya);
    let mother = mother.file(&stage).await;
    let (her, home) = (mother.person.to_string(), &home);
    let child = Paper::child("Kayla", "Okell", "2018-05-01")
        .with("address", home)
        .with("relationship", &[("relationship_type", "MOTHER"), ("other", &her)])
        .held_by(&priya)
        .file(&stage)
        .await;
    let mut browser = Browser::of(&stage, &priya).await;
    assert!(browser.see(&child.page()).await.body.contains("Larkspur"));
    stage.clock.wait(SignedDuration::from_hours(24 * 7));
    let mut browser = Browser::of(&stage, &priya).await;
    for filed in [&mother, &child] {
        let path = format!("{}/records/{}/correct", filed.page(), filed.records[1]);
        let form = browser.see(&path).await.form(&path).set("protected", "yes").set("because", "they fled");
        browser.send_and_follow(&form).await;
    }
    let tells = |body: &str| body.contains("Larkspur") || body.contains("PR8 1AA");
    let record = format!("/records/{}", child.records[1]);
    for known in ["", "?known=2026-03-03"] {
        for end in ["", "/family", "/household", "/records", "/timeline", &record] {
            let page = browser.see(&format!("{}{end}{known}", child.page())).await;
            assert!(!tells(&page.body), "{end}{known}: {}", page.text());
        }
        let family = browser.see(&format!("{}/family{known}", child.page())).await;
        assert!(family.main().contains("Address protected"), "{known}: {}", family.main());
        assert!(!family.main().contains("Has the same address"), "{known}: {}", family.main());
        let household = browser.see(&format!("{}/household{known}", child.page())).await;
        assert!(!household.main().contains("Same address"), "{known}: {}", household.main());
        let print = browser.post(&format!("{}/print{known}", child.page()), &[]).await;
        assert_eq!(print.status, StatusCode::OK);
        assert!(!tells(&print.body), "print{known}");
    }
}
