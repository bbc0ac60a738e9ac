//! The tables are what the changes say, whatever the changes.

use std::collections::BTreeMap;

use hearth_record::ids::{FileId, RecordId};
use hearth_store::{Change, NewWork, Revision, StoreError};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::world::{Engine, World, minute, version};

/// One step of an invented history: in which file, on which record, from how old a reading.
#[derive(Debug, Clone)]
struct Act {
    file: usize,
    record: usize,
    behind: u64,
    body: Vec<u8>,
    work: Option<u8>,
}

fn act() -> impl Strategy<Value = Act> {
    let body = proptest::collection::vec(any::<u8>(), 0..60);
    (0..4_usize, 0..3_usize, prop_oneof![4 => Just(0_u64), 1 => 1..3_u64], body, proptest::option::of(0..3_u8))
        .prop_map(|(file, record, behind, body, work)| Act { file, record, behind, body, work })
}

/// What the changes say should stand there.
#[derive(Default)]
struct Expected {
    revision: u64,
    versions: BTreeMap<(RecordId, u32), (i64, Vec<u8>)>,
    work: BTreeMap<RecordId, Vec<u8>>,
}

#[test]
fn any_history_of_changes_leaves_tables_equal_to_its_replay() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let Some(world) = runtime.block_on(World::new(engine)) else { continue };
        let config = ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() };
        let mut runner = TestRunner::new(config);
        runner
            .run(&proptest::collection::vec(act(), 1..40), |history| {
                runtime.block_on(replay(&world, history));
                Ok(())
            })
            .expect("the tables equal the replay");
    }
}

async fn replay(world: &World, history: Vec<Act>) {
    let ids: Vec<(FileId, Vec<RecordId>)> =
        (0..4).map(|_| (world.file_id(), (0..3).map(|_| world.record_id()).collect())).collect();
    let mut expected: Vec<Expected> = (0..4).map(|_| Expected::default()).collect();
    for (at, act) in (1_i64..).zip(history) {
        let (file, records) = &ids[act.file];
        let record = records[act.record];
        let seen = &mut expected[act.file];
        let number = 1 + u32::try_from(seen.versions.keys().filter(|(r, _)| *r == record).count()).expect("few");
        let claimed = seen.revision.saturating_sub(act.behind);
        let mut change = if seen.revision == 0 {
            let (made, _, mut change) = world.new_file(minute(at), b"");
            change.new_files[0].file = *file;
            change.digests.clear();
            change.versions.clear();
            change.entries[0].file = Some(*file);
            assert_ne!(made, *file);
            change
        } else {
            let mut change = Change::new(world.authority.clone(), minute(at));
            change.reads.push((*file, Revision(claimed)));
            change.entries.push(world.entry(minute(at), "record.add", Some(*file)));
            change
        };
        change.versions.push(version(*file, record, number, &act.body));
        change.digests.push((*file, act.body.clone()));
        if let Some(state) = act.work {
            let row =
                NewWork { kind: "task".to_owned(), state: state.to_string(), due: None, team: None, worker: None };
            change.work.push((*file, record, vec![row]));
        }
        let outcome = world.store.commit(change).await;
        if seen.revision > 0 && claimed != seen.revision {
            assert_eq!(outcome, Err(StoreError::Moved { files: vec![*file] }));
            continue;
        }
        seen.revision += 1;
        assert_eq!(outcome.expect("committed").revisions, [(*file, Revision(seen.revision))]);
        seen.versions.insert((record, number), (at, act.body));
        if let Some(state) = act.work {
            seen.work.insert(record, vec![state]);
        }
    }
    for ((file, _), expected) in ids.iter().zip(&expected).filter(|(_, e)| e.revision > 0) {
        compare(world, *file, expected).await;
    }
}

async fn compare(world: &World, file: FileId, expected: &Expected) {
    let loaded = world.load(file).await;
    assert_eq!(loaded.row.revision, Revision(expected.revision));
    let found: BTreeMap<_, _> =
        loaded.versions.iter().map(|v| ((v.record, v.version), (v.recorded_at, v.body.to_vec()))).collect();
    let wanted: BTreeMap<_, _> =
        expected.versions.iter().map(|(k, (at, body))| (*k, (minute(*at), body.clone()))).collect();
    assert_eq!(found, wanted);
    let middle = wanted.values().map(|(at, _)| *at).nth(wanted.len() / 2).expect("a version");
    let then = world.store.load(file, Some(middle)).await.expect("loaded");
    assert_eq!(then.versions.len(), wanted.values().filter(|(at, _)| *at <= middle).count());
    let newest = wanted.values().max_by_key(|(at, _)| *at).map(|(_, body)| body.clone()).expect("a version");
    let digests = world.store.digests(&[file]).await.expect("digests");
    assert_eq!(digests[0].1.to_vec(), newest);
    let rows = world.store.work_of(&[file]).await.expect("work");
    let states: BTreeMap<_, _> =
        rows.into_iter().map(|r| (r.record, vec![r.state.parse::<u8>().expect("a state")])).collect();
    assert_eq!(states, expected.work);
    let entries = world.store.entries(&hearth_store::EntryQuery::File(file), None, 100).await.expect("entries");
    assert_eq!(entries.len() as u64, expected.revision, "one entry for each write that was confirmed");
}
