//! Access as casework enforces it, where no page shows it.

use hearth_access::{Purpose, Role};
use hearth_casework::{
    Failure,
    recording::{Added, add, withdraw},
};
use hearth_record::{Fields, Record, recording::CaseNote};
use hearth_stage::{Engine, Paper, Stage};
use hearth_store::{EntryQuery, Outcome};
use rstest::rstest;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_written_to_the_audit_is_not_read(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, None).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya).file(&stage).await;
    let desk = stage.desk(&priya);
    assert!(desk.open(child.file, None, None).await.is_ok());
    let full = match engine {
        Engine::Sqlite => "CREATE TRIGGER full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'no room'); END",
        Engine::Postgres => {
            "CREATE TRIGGER full_disk BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse('no room')"
        }
    };
    stage.as_administrator(full).await.expect("a trigger");
    assert!(matches!(desk.open(child.file, None, None).await, Err(Failure::Store(_))));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_act_that_access_refuses_writes_its_refusal_and_nothing_else(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let stranger = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "Mia was at school.")];
    let child = Paper::child("Mia", "Thornley", "2016-05-01").with("case_note", &note).file(&stage).await;
    let desk = stage.desk(&stranger);
    let fields = Fields::new().with("occurred_at", "2026-02-20T10:00:00Z").with("body", "x");
    let added = Added { kind: CaseNote::SCHEMA, fields, purpose: Some(Purpose::Oversight), draft: None };
    assert!(matches!(add(&desk, child.file, added).await, Err(Failure::Refused(_))));
    assert!(matches!(withdraw(&desk, child.file, child.records[1], "wrong", None).await, Err(Failure::Refused(_))));
    let entries = stage.audit(&EntryQuery::Account(stranger.account)).await;
    assert_eq!(entries.len(), 2);
    assert!(entries.iter().all(|entry| entry.outcome == Outcome::Denied && entry.file == Some(child.file)));
    assert_eq!(stage.instance.store.load(child.file, None).await.expect("the file").versions.len(), 2);
}
