//! The clocks on a child's overview.

use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use crate::browser::Browser;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_stands_on_the_overview_with_its_reason_and_goes_when_it_is_stopped(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01")
        .with("strategy_discussion", &[("held_at", "2026-03-02 09:00"), ("decision", "SINGLE")])
        .with("cp_plan", &[("started", "2026-02-02"), ("initial_category", "NEG")])
        .held_by(&priya)
        .file(&stage)
        .await;
    let mut browser = Browser::of(&stage, &priya).await;
    let page = browser.see(&child.page()).await;
    let text = page.text();
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words} is not in {text}"));
    let clocks = &text[place("Clocks")..];
    let late = clocks.find("First core group").expect("the core group");
    let ahead = clocks.find("Initial child protection conference").expect("the conference");
    assert!(late < ahead, "what is late stands first");
    for words in [
        "14 days late",
        "Within 15 working days of the strategy discussion",
        "Strategy discussion, 2 March 2026",
        "Day 0 is Monday 2 March 2026. 15 working days from there end on Monday 23 March 2026.",
        "The same in all of England",
        "Working Together",
        "Read in the law",
    ]
    .map(str::to_lowercase)
    {
        assert!(text.to_lowercase().contains(&words), "{words} is not in {text}");
    }
    assert!(!text.contains("T05") && !text.contains("T07"), "pages show names, never numbers");
    let started = format!("{}/records/{}", child.page(), child.records[1]);
    assert!(page.body.contains(&started), "the event leads to its record");
    let add = format!("{}/add/core_group", child.page());
    let form = browser
        .see(&add)
        .await
        .form(&add)
        .set("held_on-day", "2")
        .set("held_on-month", "3")
        .set("held_on-year", "2026");
    browser.send_and_follow(&form).await;
    let after = browser.see(&child.page()).await.text();
    assert!(!after.contains("First core group") && after.contains("Next core group"), "{after}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_nothing_is_due_in_shows_no_clocks(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let page = browser.see(&child.page()).await;
    assert!(!page.body.contains("id=\"clocks\""));
}
