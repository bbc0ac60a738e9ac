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
    let clocks = &text[place("Needs you")..];
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
    assert!(!page.body.contains("hearth-clock\"") && !page.body.contains("id=\"needs\""));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_queue_counts_the_last_hours_of_a_decision_and_sorts_by_them(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let team = stage.team("mash").to_string();
    let contact = |received| [("received_at", received), ("source", "1A"), ("team", team.as_str())];
    // Mia’s came at night, so it has until the close of the same day by which Ben’s is due in the morning.
    let mia = Paper::child("Mia", "Thornley", "2016-05-01").with("contact", &contact("2026-03-01 21:40"));
    let mia = mia.file(&stage).await;
    Paper::child("Ben", "Ashdown", "2018-05-01").with("contact", &contact("2026-02-27 10:25")).file(&stage).await;
    for (now, says, late) in [
        ("2026-03-02T06:10:00Z", "Due today by 10:25 2 March 2026, 10:25", "0 Late"),
        ("2026-03-02T08:20:00Z", "Due in 2 hours 2 March 2026, 10:25", "0 Late"),
        ("2026-03-02T10:04:30Z", "Due in 20 minutes", "0 Late"),
        ("2026-03-02T10:26:00Z", "Overdue since 10:25 2 March 2026, 10:25", "1 Late"),
        ("2026-03-03T10:26:00Z", "Overdue since yesterday 2 March 2026, 10:25", "2 Late"),
    ] {
        stage.clock.set(now.parse().expect("a moment"));
        let mut browser = Browser::of(&stage, &holly).await;
        let queue = browser.see("/queue").await.text();
        assert!(queue.contains(says) && queue.contains(late), "{now}: {queue}");
        let place = |name: &str| queue.find(name).unwrap_or_else(|| panic!("{name} is not in {queue}"));
        assert!(place("Ben Ashdown") < place("Mia Thornley"), "{now}: what is due first stands first");
    }
    stage.clock.set("2026-03-02T15:30:00Z".parse().expect("a moment"));
    let mut browser = Browser::of(&stage, &holly).await;
    let page = browser.see(&format!("{}/contacts/{}", mia.page(), mia.records[1])).await.text();
    assert!(page.contains("Decision due in 1 hour, Monday 2 March 2026 at 17:00"), "{page}");
    assert!(!browser.see("/queue?show=today").await.text().contains("Ben Ashdown"), "what is over is not due today");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_of_school_terms_has_the_date_of_its_term_or_says_why_it_has_none(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let of = async |held: &str| {
        let child = Paper::child("Mia", "Thornley", "2014-05-01")
            .with("period_of_care", &[("started", "2020-01-06"), ("category_of_need", "N1")])
            .with("pep", &[("started", held), ("held", held)])
            .held_by(&priya)
            .file(&stage)
            .await;
        Browser::of(&stage, &priya).await.see(&child.page()).await.text()
    };
    let known = of("2025-10-14").await;
    for words in ["Review of the personal education plan", "Friday 27 March 2026", "check with the council"] {
        assert!(known.contains(words), "{words} is not in {known}");
    }
    let unknown = of("2024-05-14").await;
    for words in ["not computed", "no school calendar of Sefton covers 2024-05-14", "No date can be named"] {
        assert!(unknown.contains(words), "{words} is not in {unknown}");
    }
}
