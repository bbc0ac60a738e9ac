//! What a practitioner's day keeps of the promises.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::Engine;
use rstest::rstest;

use super::{adding, mia, scene};
use crate::browser::Browser;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q010_every_note_says_what_it_was_for_and_a_report_counts_it(#[case] engine: Engine) {
    let team = |stage: &hearth_stage::Stage| stage.team("locality_north");
    let Some(stage) = hearth_stage::Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let child = mia().involving(Some(priya.worker), Some(team(&stage)), "CW", None).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = adding(&mut browser, &child, "case_note").await;
    assert_eq!(form.value("activity"), "ASSESSMENT", "what the work is probably for stands there");
    let said = browser.send_and_follow(&form.set("body", "Benefits explained.").set("activity", "ADVICE")).await.text();
    assert!(said.contains("What was this for? Advice and guidance"), "{said}");
    let visit = adding(&mut browser, &child, "visit").await.and("child_seen", "yes");
    let unsaid: Vec<_> = visit.pairs.iter().filter(|(name, _)| name != "activity").cloned().collect();
    let unsaid = crate::markup::Form { pairs: unsaid, ..visit };
    let said = browser.send_and_follow(&unsaid).await.text();
    assert!(said.contains("What was this for? Assessment"), "none is without one: {said}");
    let report = Browser::of(&stage, &gareth).await.see("/reports/activity").await.text();
    for counted in ["Advice and guidance 1", "Assessment 1", "Safeguarding 0", "Not said 0"] {
        assert!(report.contains(counted), "{counted}: {report}");
    }
    assert!(!report.contains("Thornley"), "it names nobody: {report}");
    assert_eq!(browser.get("/reports/activity").await.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_child_said_at_a_visit_stands_over_the_file_as_the_childs(#[case] engine: Engine) {
    let Some((_stage, priya, child, mut browser)) = scene(engine, mia()).await else { return };
    let form = adding(&mut browser, &child, "visit").await;
    let form = form.and("child_seen", "yes").set("voice", "I want my own room.").set("narrative", "At home.");
    browser.send_and_follow(&form).await;
    let overview = browser.see(&child.page()).await.text();
    let told = "In Mia’s words I want my own room. Visit for an assessment or enquiry, 2 March 2026; written down by";
    assert!(overview.contains(&format!("{told} {}", priya.name)), "{overview}");
    // What goes to a review is made of the file; a pack of its own comes with later work.
    let review = adding(&mut browser, &child, "care_review").await;
    assert!(review.pairs.iter().any(|(name, _)| name == "child_views"), "a review asks for the child’s views");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_form_says_which_questions_the_law_asks(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let person = format!("{}/records/{}", child.page(), child.records[0]);
    let form = browser.see(&format!("{person}/correct")).await.text();
    for asked in ["Ethnicity Asked by law: Children Act 1989 s.83", "Religion Voluntary"] {
        assert!(form.contains(asked), "{asked}: {form}");
    }
    let disability = browser.see(&format!("{}/add/disability", child.page())).await.text();
    assert!(disability.contains("Asked by law"), "{disability}");
    assert!(!form.contains("Identity confirmed by Voluntary"), "what the office fills in is asked of nobody: {form}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q058_a_case_moves_on_with_every_voluntary_question_declined(#[case] engine: Engine) {
    let Some((_stage, _, child, mut browser)) = scene(engine, mia()).await else { return };
    let mut form = adding(&mut browser, &child, "declined").await.date("asked_on", "2", "3", "2026");
    let set = hearth_record::code::set("voluntary_question");
    for code in set.codes() {
        form = form.and("questions", &code.stored());
    }
    let said = browser.send_and_follow(&form).await.text();
    for code in set.codes() {
        assert!(said.contains(&code.meaning), "{}: {said}", code.meaning);
    }
    let assessment = adding(&mut browser, &child, "assessment").await.date("started", "2", "3", "2026");
    browser.send_and_follow(&assessment).await;
    let plan = adding(&mut browser, &child, "cin_plan").await.date("started", "2", "3", "2026");
    let plan = browser.send_and_follow(&plan).await.text();
    assert!(plan.contains("Child in need plan"), "{plan}");
}
