//! Clocks follow what is saved: the rows in clear, and the clocks on the file.

use hearth_access::Role;
use hearth_casework::{
    Desk,
    clocks::refresh,
    recording::{Added, Correction, add, correct, read_form, withdraw},
};
use hearth_practice::clocks::State;
use hearth_record::{
    Fields, KindSchema, clear,
    ids::{FileId, RecordId, WorkerId},
};
use hearth_stage::{Engine, Filed, Paper, Stage};
use hearth_store::Change;
use jiff::{Timestamp, civil::Date};
use rstest::rstest;

fn kind(name: &str) -> &'static KindSchema {
    hearth_record::kind(name).expect("a kind")
}

fn form(name: &str, values: &[(&str, &str)]) -> Fields {
    let typed = |field: &str| values.iter().find(|(name, _)| *name == field).map(|(_, text)| *text);
    read_form(kind(name), &Fields::new(), typed).expect("a form")
}

async fn save(desk: &Desk, file: FileId, name: &str, values: &[(&str, &str)]) -> RecordId {
    let added = Added { kind: kind(name), fields: form(name, values), purpose: None, draft: None };
    add(desk, file, added).await.expect("saved").record
}

/// The rows of clocks in clear: state, due date, record and worker.
async fn rows(stage: &Stage, child: &Filed) -> Vec<(String, Option<Date>, RecordId, Option<WorkerId>)> {
    let rows = stage.instance.store.work_of(&[child.file]).await.expect("rows");
    let clocks = rows.into_iter().filter(|row| row.kind == clear::CLOCK);
    let mut clocks: Vec<_> = clocks.map(|row| (row.state, row.due, row.record, row.worker)).collect();
    clocks.sort();
    clocks
}

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

fn at(stage: &Stage, moment: &str) {
    stage.clock.set(moment.parse::<Timestamp>().expect("a moment"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_rows_of_clocks_follow_a_save_a_correction_and_a_withdrawal(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&worker).file(&stage).await;
    assert_eq!(rows(&stage, &child).await, []);
    at(&stage, "2026-03-20T12:00:00Z");
    let desk = stage.desk(&worker);
    let discussion = save(&desk, child.file, "strategy_discussion", &[("held_at", "2026-03-20 09:00")]).await;
    let conference = ("T05".to_owned(), Some(day("2026-04-14")), discussion, Some(worker.worker));
    assert_eq!(rows(&stage, &child).await, [conference], "whoever holds the case has to stop it");
    // The discussion was held a week earlier than was written.
    let fields = form("strategy_discussion", &[("held_at", "2026-03-13 09:00")]);
    let because = "the date of the minutes".to_owned();
    let correction = Correction { record: discussion, from: 1, fields, because, purpose: None, draft: None };
    correct(&desk, child.file, correction).await.expect("corrected");
    assert_eq!(
        rows(&stage, &child).await,
        [("T05".to_owned(), Some(day("2026-04-07")), discussion, Some(worker.worker))]
    );
    // A conference that is held takes the row away from under the record of the discussion.
    at(&stage, "2026-04-02T12:00:00Z");
    let desk = stage.desk(&worker);
    let values = [("conference_kind", "INITIAL"), ("held_on", "2026-04-02"), ("plan_made", "no")];
    let held = save(&desk, child.file, "conference", &values).await;
    assert_eq!(rows(&stage, &child).await, []);
    withdraw(&desk, child.file, held, "another child’s", None).await.expect("withdrawn");
    assert_eq!(
        rows(&stage, &child).await,
        [("T05".to_owned(), Some(day("2026-04-07")), discussion, Some(worker.worker))]
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_contact_waits_for_its_own_team_until_its_own_decision(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mash = stage.team("mash").to_string();
    let contact = |received| [("received_at", received), ("source", "1A"), ("team", mash.as_str())];
    let child = Paper::child("Mia", "Thornley", "2016-05-01")
        .with("contact", &contact("2026-02-27 21:40"))
        .with("contact", &contact("2026-03-02 08:15"))
        .file(&stage)
        .await;
    let rows = stage.instance.store.work_of(&[child.file]).await.expect("rows");
    let clocks: Vec<_> = rows.iter().filter(|row| row.kind == clear::CLOCK).collect();
    assert_eq!(clocks.len(), 2);
    assert!(clocks.iter().all(|row| row.state == "T104" && row.team == Some(stage.team("mash"))));
    let due: Vec<_> =
        child.records[1..].iter().map(|id| clocks.iter().find(|row| row.record == *id).and_then(|r| r.due)).collect();
    assert_eq!(due, [Some(day("2026-03-02")), Some(day("2026-03-03"))], "a Friday night is due on Monday");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_date_that_derives_from_a_birthday_stands_in_clear_as_the_monday_of_its_week(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let child = Paper::child("Mia", "Thornley", "2010-02-12")
        .with("period_of_care", &[("started", "2020-01-06"), ("category_of_need", "N1")])
        .file(&stage)
        .await;
    let needs = rows(&stage, &child).await.into_iter().find(|(state, ..)| state == "T56");
    // Three months from the sixteenth birthday end on Tuesday 12 May.
    assert_eq!(needs.map(|(_, due, record, _)| (due, record)), Some((Some(day("2026-05-11")), child.records[0])));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_shows_what_is_late_first_and_why(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01")
        .with("cp_plan", &[("started", "2026-02-02"), ("initial_category", "NEG")])
        .held_by(&worker)
        .file(&stage)
        .await;
    let view = stage.desk(&worker).open(child.file, None, None).await.expect("opened");
    let clocks = view.clocks();
    let told: Vec<_> = clocks.iter().map(|of| (of.clock.rule.name.as_str(), of.clock.state)).collect();
    assert_eq!(
        told,
        [
            ("First core group", State::Overdue),
            ("Child protection visit", State::Overdue),
            ("First review conference", State::Running),
        ]
    );
    assert!(clocks.iter().all(|of| of.record == child.records[1] && of.started.name.as_str() == "cp_plan.started"));
    // As it was known before the core group was due, nothing was late.
    let then = "2026-02-10T18:00:00Z".parse().expect("a moment");
    let known = stage.desk(&worker).open(child.file, None, Some(then)).await.expect("opened");
    assert!(known.clocks().is_empty(), "nothing was written yet");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_conference_that_was_written_ahead_stops_its_clock_once_its_day_has_come(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let child = Paper::child("Mia", "Thornley", "2016-05-01")
        .with("strategy_discussion", &[("held_at", "2026-03-02 09:00")])
        .with("conference", &[("conference_kind", "INITIAL"), ("held_on", "2026-03-12"), ("plan_made", "no")])
        .file(&stage)
        .await;
    Paper::child("Ben", "Thornley", "2018-05-01").file(&stage).await;
    let sefton = hearth_stage::authority("sefton");
    let refreshed = async |stage: &Stage| {
        let mut after = None;
        loop {
            let next = refresh(&stage.instance, &sefton, after, 1, stage.now()).await.expect("refreshed");
            if next.is_none() {
                break;
            }
            after = next;
        }
    };
    refreshed(&stage).await;
    let open = rows(&stage, &child).await;
    assert_eq!(open.iter().map(|row| row.0.as_str()).collect::<Vec<_>>(), ["T05"], "it lies ahead");
    at(&stage, "2026-03-12T18:00:00Z");
    refreshed(&stage).await;
    assert_eq!(rows(&stage, &child).await, []);
    let work = stage.instance.store.work_of(&[child.file]).await.expect("rows");
    assert!(work.iter().any(|row| row.kind == "conference"), "the other rows stand as they did");
    let written = stage.audit(&hearth_store::EntryQuery::File(child.file)).await;
    let refreshes = written.iter().filter(|entry| entry.action == "clocks.refresh").count();
    assert_eq!(refreshes, 1, "what is right already is not written again");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_a_night_took_away_runs_again_once_its_conference_is_withdrawn(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01")
        .with("strategy_discussion", &[("held_at", "2026-03-02 09:00")])
        .with("conference", &[("conference_kind", "INITIAL"), ("held_on", "2026-03-12"), ("plan_made", "no")])
        .held_by(&worker)
        .file(&stage)
        .await;
    at(&stage, "2026-03-12T18:00:00Z");
    let sefton = hearth_stage::authority("sefton");
    refresh(&stage.instance, &sefton, None, 100, stage.now()).await.expect("refreshed");
    assert_eq!(rows(&stage, &child).await, [], "the conference has been held");
    at(&stage, "2026-03-13T09:00:00Z");
    withdraw(&stage.desk(&worker), child.file, child.records[2], "it was put off", None).await.expect("withdrawn");
    let again: Vec<_> = rows(&stage, &child).await.into_iter().map(|(state, _, record, _)| (state, record)).collect();
    assert_eq!(again, [("T05".to_owned(), child.records[1])]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn clocks_of_other_files_are_refreshed_past_one_that_does_not_read(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let child = |name: &str| {
        Paper::child(name, "Thornley", "2016-05-01")
            .with("strategy_discussion", &[("held_at", "2026-03-02 09:00")])
            .with("conference", &[("conference_kind", "INITIAL"), ("held_on", "2026-03-12"), ("plan_made", "no")])
    };
    let sefton = hearth_stage::authority("sefton");
    let mut change = Change::new(sefton.clone(), stage.now());
    let first = child("Mia").add_to(&stage, &mut change);
    for version in &mut change.versions {
        version.body = b"of another build".to_vec();
    }
    stage.instance.store.commit(change).await.expect("written");
    stage.clock.wait(jiff::SignedDuration::from_mins(1));
    let second = child("Ben").file(&stage).await;
    assert!(first.file < second.file, "the one that does not read comes first");
    at(&stage, "2026-03-12T18:00:00Z");
    assert_eq!(rows(&stage, &second).await.len(), 1);
    refresh(&stage.instance, &sefton, None, 100, stage.now()).await.expect("gone on with");
    assert_eq!(rows(&stage, &second).await, [], "the file behind it");
    assert_eq!(rows(&stage, &first).await.len(), 1, "what stood before the file broke");
}
