//! That what law and practice ask of a record holds where it is written.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Stage};
use rstest::rstest;

use super::{adding, correcting, mia, scene};
use crate::browser::Browser;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q020_an_authorised_assessment_has_its_factors_and_none_stands_alone(#[case] engine: Engine) {
    let Some((stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let form = adding(&mut browser, &child, "assessment").await.date("started", "5", "1", "2026");
    let form = form.date("authorised_on", "20", "2", "2026").set("authorised_by", &gareth.worker.to_string());
    let without = browser.send(&form).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().contains("Factors identified must be chosen before it is authorised"), "{}", without.text());
    let mixed = browser.send(&form.clone().and("factors", "21").and("factors", "3A")).await;
    assert_eq!(mixed.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(mixed.text().contains("can only stand alone"), "{}", mixed.text());
    assert_eq!(stage.instance.store.load(child.file, None).await.expect("the file").versions.len(), 2, "nothing saved");
    let alone = browser.send_and_follow(&form.clone().and("factors", "21")).await.text();
    assert!(alone.contains("Authorised on 20 February 2026"), "{alone}");
    let several = browser.send_and_follow(&form.and("factors", "3A").and("factors", "4A")).await.text();
    assert!(several.contains("Factors identified"), "{several}");
    let open = adding(&mut browser, &child, "assessment").await.date("started", "23", "2", "2026");
    browser.send_and_follow(&open).await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q021_an_enquiry_starts_with_its_discussion_and_shows_the_day_of_the_conference(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    // The day of the discussion; Easter lies between it and the fifteenth working day.
    stage.clock.set("2026-03-20T15:00:00Z".parse().expect("a moment"));
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = mia().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = adding(&mut browser, &child, "strategy_discussion").await.date("held_at", "20", "3", "2026");
    let form = form.set("held_at-time", "10:30").set("decision", "JOINT").set("attendees", "PC Rowe, police");
    let held = browser.send(&form).await.location();
    let discussion = held.split(['?', '#']).next().and_then(|to| to.rsplit('/').next()).expect("a record").to_owned();
    let form = adding(&mut browser, &child, "s47_enquiry").await.date("started", "20", "3", "2026");
    let enquiry = browser.send_and_follow(&form.set("strategy_discussion", &discussion)).await;
    assert!(enquiry.text().contains("Started 20 March 2026"), "{}", enquiry.text());
    assert!(enquiry.body.contains(&discussion), "the enquiry leads to its discussion");
    let overview = browser.see(&child.page()).await.text();
    assert!(overview.contains("Initial child protection conference"), "{overview}");
    assert!(overview.contains("Tuesday 14 April 2026"), "15 working days over Easter: {overview}");
    let form = adding(&mut browser, &child, "s47_enquiry").await.date("started", "20", "3", "2026");
    let early = browser.send(&form.date("ended", "19", "3", "2026")).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY, "no enquiry ends before it starts");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q022_a_conference_on_a_saturday_is_refused_and_on_a_friday_taken(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = adding(&mut browser, &child, "conference").await.set("conference_kind", "INITIAL");
    for day in ["21", "22"] {
        let page = browser.send(&form.clone().date("held_on", day, "2", "2026")).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{day} February 2026");
        assert!(page.text().contains("Held on must not be a Saturday or a Sunday"), "{}", page.text());
    }
    let friday = form.date("held_on", "20", "2", "2026").set("plan_made", "yes");
    let page = browser.send_and_follow(&friday).await.text();
    assert!(page.contains("Held on 20 February 2026") && page.contains("Plan made? Yes"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q023_a_protection_plan_starts_its_core_group_visits_and_review(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = adding(&mut browser, &child, "conference").await.set("conference_kind", "INITIAL");
    let form = form.date("held_on", "27", "2", "2026").set("plan_made", "yes");
    let held = browser.send(&form).await.location();
    let conference = held.split(['?', '#']).next().and_then(|to| to.rsplit('/').next()).expect("a record").to_owned();
    let form = adding(&mut browser, &child, "cp_plan").await.date("started", "27", "2", "2026");
    let form = form.set("initial_category", "NEG").set("conference", &conference);
    assert!(browser.send_and_follow(&form).await.text().contains("Started 27 February 2026"));
    let overview = browser.see(&child.page()).await.text();
    // Ten working days; three months, of which the last has no day that does not suit.
    for told in
        ["First core group", "13 March 2026", "First review conference", "27 May 2026", "Child protection visit"]
    {
        assert!(overview.contains(told), "{told}: {overview}");
    }
    let form = adding(&mut browser, &child, "core_group").await.date("held_on", "2", "3", "2026");
    browser.send_and_follow(&form).await;
    let overview = browser.see(&child.page()).await.text();
    assert!(!overview.contains("First core group"), "it was held: {overview}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q024_an_exploitation_plan_is_opened_reviewed_at_another_risk_and_closed(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = adding(&mut browser, &child, "mace_plan").await.date("started", "5", "1", "2026");
    let form = form.set("exploitation_types", "CCE").set("risk_level", "SIGNIFICANT");
    let plan = browser.send(&form).await.location();
    assert!(browser.see(&child.page()).await.text().contains("Exploitation plan"), "it stands in the header");
    let id = plan.split(['?', '#']).next().and_then(|plan| plan.rsplit('/').next()).expect("a record").to_owned();
    let form = adding(&mut browser, &child, "mace_meeting").await.date("held_on", "2", "2", "2026");
    let form = form.set("mace_plan", &id).set("risk_before", "SIGNIFICANT").set("risk_level", "EMERGING");
    browser.send_and_follow(&form.set("actions", "Police warn the owner of the car.")).await;
    let record = format!("{}/records/{id}", child.page());
    let closed = correcting(&mut browser, &record).await.date("ended", "27", "2", "2026");
    browser.send_and_follow(&closed.set("because", "he has moved away and she is safe")).await;
    let timeline = browser.see(&format!("{}/timeline?service=exploitation", child.page())).await.text();
    for told in [
        "Exploitation plan started",
        "Exploitation plan reviewed",
        "Exploitation plan ended",
        "Significant",
        "Emerging",
    ] {
        assert!(timeline.contains(told), "{told}: {timeline}");
    }
    let page = browser.see(&record).await.text();
    assert!(page.contains("Version 2") && page.contains("she is safe"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q025_a_change_of_status_and_placement_on_one_day_is_one_episode(#[case] engine: Engine) {
    for (same_carer, reason) in [("no", "B:"), ("yes", "U:")] {
        let paper = mia()
            .with("period_of_care", &[("started", "2025-06-02"), ("category_of_need", "N1")])
            .with("legal_status", &[("status", "V2"), ("started", "2025-06-02"), ("ended", "2025-11-10")])
            .with(
                "placement",
                &[("started", "2025-06-02"), ("ended", "2025-11-10"), ("placement_type", "U6"), ("provider", "PR1")],
            );
        let Some((_stage, _, child, mut browser)) = scene(engine, paper).await else { return };
        let status =
            adding(&mut browser, &child, "legal_status").await.set("status", "C2").date("started", "10", "11", "2025");
        browser.send_and_follow(&status).await;
        let moved = adding(&mut browser, &child, "placement").await.date("started", "10", "11", "2025");
        let moved = moved.set("placement_type", "U4").set("provider", "PR1").set("same_carer", same_carer);
        browser.send_and_follow(&moved).await;
        let page = browser.see(&format!("{}/records/{}", child.page(), child.records[1])).await;
        let rows: Vec<String> = page.body.split("<tr").skip(2).map(crate::markup::text).collect();
        assert_eq!(rows.len(), 2, "one change, one new episode: {rows:?}");
        assert!(rows[0].starts_with("2 June 2025 S:") && rows[0].contains("10 November 2025 X1:"), "{rows:?}");
        assert!(rows[1].starts_with(&format!("10 November 2025 {reason}")), "{rows:?}");
        assert!(rows[1].contains("C2: Full care order") && rows[1].contains("U4:"), "{rows:?}");
        assert!(!page.body.contains("/add/care_episode"), "an episode is never typed");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q027_a_score_of_41_is_refused_and_so_are_a_score_and_a_reason(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = adding(&mut browser, &child, "sdq").await.date("completed", "20", "2", "2026");
    for (score, reason) in [("41", ""), ("-1", ""), ("17", "SDQ2")] {
        let page = browser.send(&form.clone().set("score", score).set("no_score_reason", reason)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{score} {reason}");
        assert!(page.text().contains("There is a problem"), "{}", page.text());
    }
    assert!(browser.send_and_follow(&form.clone().set("score", "40")).await.text().contains("Score 40"));
    let refused = browser.send_and_follow(&form.set("no_score_reason", "SDQ2")).await.text();
    assert!(refused.contains("Carer refused"), "{refused}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q029_a_placement_order_before_the_decision_is_recorded_and_pointed_out(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let court = adding(&mut browser, &child, "court_case").await.set("application", "PLACEMENT");
    let court = browser.send_and_follow(&court.date("issued_on", "5", "1", "2026")).await.text();
    assert!(court.contains("Issued on 5 January 2026"), "{court}");
    let form = adding(&mut browser, &child, "permanence_case").await.date("decided", "16", "2", "2026");
    let saved = browser.send(&form.date("placement_order", "9", "2", "2026")).await.location();
    let record = saved.split(['?', '#']).next().expect("an address").to_owned();
    let page = browser.see(&record).await.text();
    assert!(page.contains("Placement order made 9 February 2026"), "it is recorded: {page}");
    let said = "Placement order made must be on or after the decision";
    assert!(page.contains("Please check") && page.contains(said), "{page}");
    let form = correcting(&mut browser, &record).await.date("placement_order", "23", "2", "2026");
    let page = browser.send_and_follow(&form.set("because", "read from the sealed order")).await.text();
    assert!(!page.contains("Please check") && page.contains("23 February 2026"), "{page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q031_a_reader_without_the_health_role_sees_the_section_and_not_its_text(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let nurse = stage.person(Role::HealthPractitioner, Some("health")).await;
    let child = mia().held_by(&priya).involving(Some(nurse.worker), None, "HEALTH", None).file(&stage).await;
    let mut worker = Browser::of(&stage, &priya).await;
    // Whoever hears of an illness writes it down, and does not read on.
    assert!(worker.see(&format!("{}/add", child.page())).await.body.contains("/add/medical"), "the form is offered");
    let note = adding(&mut worker, &child, "medical").await.date("noted_on", "20", "2", "2026");
    let note = note.set("what", "Peanut allergy").set("detail", "She told me that her lips swell.");
    let after = worker.send_and_follow(&note).await.text();
    assert!(after.contains("Medical") && !after.contains("Peanut") && !after.contains("lips"), "{after}");
    for end in ["", "/records", "/timeline"] {
        let page = worker.see(&format!("{}{end}", child.page())).await.text();
        assert!(!page.contains("Peanut") && !page.contains("lips swell"), "{end}: {page}");
    }
    assert!(
        worker.see(&format!("{}/records", child.page())).await.text().contains("Medical"),
        "that it is there is said"
    );
    let mut health = Browser::of(&stage, &nurse).await;
    let records = health.see(&format!("{}/records", child.page())).await;
    let record = crate::markup::between(&records.body, &format!("{}/records/", child.page()), "\"").map(str::to_owned);
    assert!(record.is_some() && records.text().contains("Medical note"), "{}", records.text());
    let all: Vec<&str> = records.body.split(&format!("href=\"{}/records/", child.page())).skip(1).collect();
    let mut read = String::new();
    for link in all {
        let id = link.split('"').next().unwrap_or_default();
        read += &health.see(&format!("{}/records/{id}", child.page())).await.text();
    }
    assert!(read.contains("Peanut allergy") && read.contains("her lips swell"), "{read}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q032_the_flag_of_an_education_health_and_care_plan_follows_the_plan(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let flagged = "Education, health and care plan";
    let form = adding(&mut browser, &child, "special_needs").await.set("primary_need", "ASD");
    let form = form.date("requested_on", "1", "9", "2025").date("identified_on", "1", "9", "2024");
    let saved = browser.send(&form).await.location();
    let record = saved.split(['?', '#']).next().expect("an address").to_owned();
    assert!(!header(&mut browser, &child.page()).await.contains(flagged), "asking for a plan is no plan");
    let begun = correcting(&mut browser, &record).await.date("plan_started", "5", "1", "2026");
    browser.send_and_follow(&begun.set("because", "the plan was issued")).await;
    assert!(header(&mut browser, &child.page()).await.contains(flagged), "it runs");
    let over =
        correcting(&mut browser, &record).await.date("plan_ended", "27", "2", "2026").set("plan_end_reason", "1");
    browser.send_and_follow(&over.set("because", "the plan was ceased")).await;
    assert!(!header(&mut browser, &child.page()).await.contains(flagged), "it is over");
}

/// The header of a file: name, age and what stands over it.
async fn header(browser: &mut Browser, page: &str) -> String {
    let page = browser.see(page).await;
    let main = page.body.find("<h2").unwrap_or(page.body.len());
    crate::markup::text(&page.body[page.body.find("<body").unwrap_or(0)..main])
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q033_a_behaviour_entry_shows_who_said_it_and_when(#[case] engine: Engine) {
    let Some((_stage, priya, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = adding(&mut browser, &child, "behaviour").await.date("noted_on", "20", "2", "2026");
    let form = form.set("behaviour_kind", "HARM_SELF").set("source", "Mrs Okafor, her form teacher");
    let page = browser.send_and_follow(&form.set("what_happened", "Mia hid under the table.")).await.text();
    for told in ["Date 20 February 2026", "Who says so? about another person Mrs Okafor, her form teacher"] {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(page.contains(&format!("Written by {}", priya.name)), "and who wrote it: {page}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q145_an_assessment_asks_for_education_social_care_and_family_support(#[case] engine: Engine) {
    let old = [("started", "2019-05-01"), ("family", "Her grandmother lived next door.")];
    let Some((stage, _, child, mut browser)) = scene(engine, mia().with("assessment", &old)).await else { return };
    let page = browser.see(&format!("{}/add/assessment", child.page())).await;
    let headings: Vec<String> = page
        .body
        .split("<h2")
        .skip(1)
        .map(|rest| crate::markup::text(rest.split("</h2>").next().unwrap_or_default()))
        .collect();
    for part in ["Education", "Social care", "Family support"] {
        assert!(headings.iter().any(|heading| heading.contains(part)), "{part}: {headings:?}");
    }
    let form = page.form(&format!("{}/add/assessment", child.page())).date("started", "23", "2", "2026");
    let form = form
        .set("education", "She is two years behind in reading.")
        .set("social_care", "She needs a safe place after school.")
        .set("family_support", "Her aunt could take her on Fridays.");
    let saved = browser.send_and_follow(&form).await.text();
    for told in [
        "Education, early years and learning She is two years behind in reading.",
        "She needs a safe place after school.",
        "What helps the family, and what would help",
    ] {
        assert!(saved.contains(told), "{told}: {saved}");
    }
    let kept = stage.instance.store.load(child.file, None).await.expect("the file");
    assert_eq!(kept.versions.iter().filter(|version| version.kind == "assessment").count(), 2);
    let old = browser.see(&format!("{}/records/{}", child.page(), child.records[1])).await.text();
    assert!(old.contains("Family and environment"), "an older one keeps the words of its day: {old}");
}
