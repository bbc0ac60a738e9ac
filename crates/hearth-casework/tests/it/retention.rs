//! The night's look at how long files are kept.

use hearth_casework::retention::nightly;
use hearth_stage::{Engine, Paper, Stage, authority};
use jiff::SignedDuration;
use rstest::rstest;

/// Children whose plans ended long ago.
async fn closed(stage: &Stage, children: usize) {
    for n in 0..children {
        let plan = [("started", "2014-02-01"), ("ended", "2015-01-31")];
        Paper::child(&format!("Child {n}"), "Pryce", "2008-05-10").with("cin_plan", &plan).file(stage).await;
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_night_on_which_far_more_files_are_due_raises_an_alarm(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let sefton = authority("sefton");
    closed(&stage, 2).await;
    let first = nightly(&stage.instance, &sefton, stage.now()).await.unwrap();
    assert_eq!(
        (first.files, first.due, first.alarm),
        (2, 2, false),
        "there is nothing to compare the first night with"
    );
    stage.clock.wait(SignedDuration::from_hours(24));
    closed(&stage, 21).await;
    let second = nightly(&stage.instance, &sefton, stage.now()).await.unwrap();
    assert_eq!((second.due, second.alarm), (23, true));
    stage.clock.wait(SignedDuration::from_hours(24));
    let third = nightly(&stage.instance, &sefton, stage.now()).await.unwrap();
    assert!(!third.alarm, "no more than the night before");
    let acts: Vec<String> = stage.whole_audit("sefton").await.into_iter().map(|entry| entry.action).collect();
    assert!(acts.iter().any(|act| act == "retention.alarm"), "{acts:?}");
}
