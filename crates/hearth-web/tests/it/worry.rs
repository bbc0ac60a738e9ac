//! A worry on its way: ticked at a visit, told to the manager, answered.

use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use crate::{browser::Browser, markup};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_visit_that_worries_leads_to_the_manager_whose_answer_needs_no_reason(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let oksana = stage.person(Role::TeamManager, Some("locality_north")).await;
    let elsewhere = stage.person(Role::TeamManager, Some("locality_south")).await;
    let north = stage.team("locality_north");
    let child = Paper::child("Mia", "Thornley", "2016-05-01").involving(Some(priya.worker), Some(north), "CW", None);
    let child = child.file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let add = format!("{}/add/visit", child.page());
    let calm = browser.see(&add).await.form(&add).and("child_seen", "yes").set("narrative", "All was well.");
    let done = browser.send_and_follow(&calm).await.text();
    assert!(done.contains("Visit recorded") && !done.contains("Tell the manager"), "{done}");
    let worrying = browser.see(&add).await.form(&add).and("child_seen", "yes").set("worrying", "yes");
    let done = browser.send_and_follow(&worrying).await;
    assert!(done.text().contains("Tell the manager what worries you"), "{}", done.text());

    let tell = format!("{}/add/worry", child.page());
    let page = browser.see(&tell).await;
    assert!(!page.body.contains(&elsewhere.worker.to_string()), "who could not open the file is not offered");
    let form = page.form(&tell);
    assert_eq!(form.value("manager"), oksana.worker.to_string(), "the manager of the team is chosen");
    assert!(!form.value("about").is_empty(), "and the visit that it comes from");
    let told = browser.send_and_follow(&form.set("what", "Mia had a new bruise and would not say.")).await;
    assert!(told.text().contains("Worry told to the manager recorded"), "{}", told.text());

    let mut manager = Browser::of(&stage, &oksana).await;
    let home = manager.see("/").await;
    assert!(home.text().contains("due today") && home.text().contains("Worry to answer"), "{}", home.text());
    let record = markup::between(&home.body, &format!("href=\"{}/records/", child.page()), "\"").expect("a link");
    let record = format!("{}/records/{record}", child.page());
    assert!(manager.see(&record).await.text().contains("Answer this worry"));
    let answer = format!("{record}/correct");
    let page = manager.see(&answer).await;
    assert!(page.text().contains("Mia had a new bruise") && !page.text().contains("Which manager?"), "{}", page.text());
    let silent = manager.send(&page.form(&answer)).await.text();
    assert!(silent.contains("What you decided is needed once it is answered"), "{silent}");
    let form = manager.see(&answer).await.form(&answer).set("decided", "A medical today; Priya rings at noon.");
    let answered = manager.send_and_follow(&form).await.text();
    assert!(answered.contains("Worry told to the manager: answered"), "{answered}");
    assert!(answered.contains("Mia had a new bruise"), "{answered}");
    let home = manager.see("/").await.text();
    assert!(!home.contains("Worry to answer"), "{home}");
    let records = manager.see(&format!("{}/records", child.page())).await.text();
    assert!(!records.contains("Corrected"), "an answer is no correction: {records}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_action_that_waits_is_done_without_a_reason_and_corrected_with_one(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let action = [("action", "Ask the school for a mentor"), ("agreed_on", "2026-02-20")];
    let child = Paper::child("Mia", "Thornley", "2016-05-01").with("plan_action", &action).held_by(&priya);
    let child = child.file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let record = format!("{}/records/{}", child.page(), child.records[1]);
    let correct = format!("{record}/correct");
    let whole = browser.see(&format!("{correct}?whole=yes")).await.form(&correct);
    let refused = browser.send(&whole.clone().set("action", "Ask the school for a tutor")).await.text();
    assert!(refused.contains("The reason is needed"), "{refused}");
    let corrected = whole.set("action", "Ask the school for a tutor").set("because", "it was a tutor");
    let corrected = browser.send_and_follow(&corrected).await.text();
    assert!(corrected.contains("Action of a plan corrected") && corrected.contains("a tutor"), "{corrected}");
    let form = browser.see(&correct).await.form(&correct).date("done_on", "1", "3", "2026");
    let done = browser.send_and_follow(&form).await.text();
    assert!(done.contains("Action of a plan: done") && done.contains("a tutor"), "what was not asked stays: {done}");
}
