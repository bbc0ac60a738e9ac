//! That the department receives on time what it is owed.

use std::time::Duration;

use hearth_access::Role;
use hearth_casework::returns::daily::{Answer, Broken, Line, Patience, send};
use hearth_stage::{Engine, Paper, Stage};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;

use crate::browser::Browser;

/// A department that accepts whatever comes, with a receipt.
struct Department(Timestamp);

const RECEIPT: &str = "0191e0a4-2b1c-4f6e-9d3a-77c1c0de0001";

impl Line for Department {
    async fn post(&self, _: String) -> Result<Answer, Broken> {
        Ok(Answer { status: 200, retry_after: None, body: format!("\"{RECEIPT}\"") })
    }

    async fn wait(&self, _: Duration) {}

    fn now(&self) -> Timestamp {
        self.0
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn q106_the_calendar_shows_the_next_return_due_and_the_log_yesterdays_receipt(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let piotr = stage.person(Role::DataAnalyst, None).await;
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let need = [("received_on", "2026-01-05")];
    let ada = Paper::numbered("Ada", "Lewin", "2016-05-04", "SF1").with("social_care_episode", &need);
    let ada = ada.held_by(&priya).file(&stage).await;
    let calendar = Browser::of(&stage, &piotr).await.see("/returns").await.text();
    let (first, later) = (calendar.find("Due 30 June 2026"), calendar.find("Due 31 July 2026"));
    assert!(first.is_some() && first < later, "what is due next stands first: {calendar}");
    assert!(!calendar.contains("Daily data"), "nothing was ever sent");

    let line = Department(stage.now());
    let run = send(&stage.desk(&piotr), &line, &Patience::NIGHT, |_, _| ()).await.expect("a run");
    assert_eq!(run.sent, 1);
    stage.clock.wait(SignedDuration::from_hours(24));
    let page = Browser::of(&stage, &piotr).await.see("/returns").await.text();
    assert!(page.contains("yesterday") && page.contains("2 March 2026") && page.contains(RECEIPT), "{page}");
    assert!(page.contains("1 child sent"), "{page}");
    let hers = Browser::of(&stage, &priya).await.see(&format!("{}/timeline", ada.page())).await.text();
    assert!(hers.contains("Information shared"), "{hers}");
}
