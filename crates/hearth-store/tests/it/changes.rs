//! Writing: what a commit keeps, and what it refuses.

use hearth_record::ids::FileId;
use hearth_store::{FileFlags, Revision, StoreError};
use rstest::rstest;

use crate::world::{Engine, World, bodies, minute, moved, version};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_note_that_was_written_is_read_back_after_a_restart(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let (file, record, change) = world.new_file(minute(1), b"seen at home");
    assert_eq!(world.commit(change).await, [(file, Revision(1))]);
    world.restart().await;
    let loaded = world.load(file).await;
    assert_eq!(bodies(&loaded), ["seen at home"]);
    assert_eq!(
        (loaded.row.revision, loaded.versions[0].record, loaded.versions[0].recorded_at),
        (Revision(1), record, minute(1))
    );
    let digests = world.store.digests(&[file]).await.expect("digests");
    assert_eq!(digests[0].1.as_slice(), b"digest 1");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_correction_leaves_the_old_version_readable_as_known_then(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, record, change) = world.new_file(minute(1), b"seen on Monday");
    world.commit(change).await;
    let correction = version(file, record, 2, b"seen on Tuesday");
    assert_eq!(world.commit(world.another(minute(9), file, Revision(1), correction)).await, [(file, Revision(2))]);
    assert_eq!(bodies(&world.load(file).await), ["seen on Monday", "seen on Tuesday"]);
    for (moment, known) in [
        (0, vec![]),
        (1, vec!["seen on Monday"]),
        (8, vec!["seen on Monday"]),
        (9, vec!["seen on Monday", "seen on Tuesday"]),
    ] {
        let then = world.store.load(file, Some(minute(moment))).await.expect("loaded");
        assert_eq!(bodies(&then), known, "as known at minute {moment}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_change_computed_from_an_older_revision_is_refused_whole(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (first, record, change) = world.new_file(minute(1), b"one");
    world.commit(change).await;
    let (second, _, change) = world.new_file(minute(1), b"two");
    world.commit(change).await;
    world.commit(world.another(minute(2), first, Revision(1), version(first, record, 2, b"one, corrected"))).await;
    let mut late = world.another(minute(3), first, Revision(1), version(first, world.record_id(), 1, b"late"));
    late.reads.push((second, Revision(1)));
    late.versions.push(version(second, world.record_id(), 1, b"late too"));
    late.entries.push(world.entry(minute(3), "record.add", Some(second)));
    assert_eq!(world.store.commit(late).await, Err(moved(first)));
    assert_eq!(bodies(&world.load(first).await).len(), 2);
    assert_eq!(bodies(&world.load(second).await), ["two"]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_only_read_must_not_have_moved_either(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (child, record, change) = world.new_file(minute(1), b"child");
    world.commit(change).await;
    let (sibling, _, change) = world.new_file(minute(1), b"sibling");
    world.commit(change).await;
    let mut change =
        world.another(minute(2), child, Revision(1), version(child, record, 2, b"with the sibling in mind"));
    change.reads.push((sibling, Revision(1)));
    let again = change.clone();
    assert_eq!(world.commit(change).await, [(child, Revision(2))]);
    assert_eq!(world.load(sibling).await.row.revision, Revision(1), "reading moves nothing");
    world
        .commit(world.another(minute(3), sibling, Revision(1), version(sibling, world.record_id(), 1, b"moved")))
        .await;
    let StoreError::Moved { files } = world.store.commit(again).await.expect_err("refused") else {
        panic!("another refusal")
    };
    assert_eq!(files.into_iter().collect::<std::collections::BTreeSet<_>>(), [child, sibling].into());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_audit_no_write(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, _, mut change) = world.new_file(minute(1), b"unseen");
    let entry = change.entries.remove(0);
    assert_eq!(world.store.commit(change.clone()).await, Err(StoreError::Unaudited { file: None }));
    change.entries.push(world.entry(minute(1), "record.add", Some(world.file_id())));
    assert_eq!(world.store.commit(change.clone()).await, Err(StoreError::Unaudited { file: Some(file) }));
    assert_eq!(world.store.load(file, None).await.expect_err("nothing there"), StoreError::UnknownFile { file });
    change.entries = vec![entry];
    world.commit(change).await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_not_read_cannot_be_written(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, _, change) = world.new_file(minute(1), b"one");
    world.commit(change).await;
    let mut blind = world.another(minute(2), file, Revision(1), version(file, world.record_id(), 1, b"blind"));
    blind.reads.clear();
    assert_eq!(world.store.commit(blind).await, Err(StoreError::Unread { file }));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_files_never_share_a_local_child_identifier_but_it_can_be_corrected(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (first, _, mut change) = world.new_file(minute(1), b"one");
    change.child_numbers.push((first, Some("SEF000123".to_owned())));
    world.commit(change).await;
    let (second, _, mut change) = world.new_file(minute(2), b"two");
    change.child_numbers.push((second, Some("SEF000123".to_owned())));
    assert_eq!(world.store.commit(change.clone()).await, Err(StoreError::ChildNumberTaken { file: second }));
    change.child_numbers = vec![(second, Some("SEF000124".to_owned()))];
    world.commit(change).await;
    let mut correction =
        world.another(minute(3), first, Revision(1), version(first, world.record_id(), 1, b"a new number"));
    correction.child_numbers.push((first, Some("SEF000125".to_owned())));
    world.commit(correction).await;
    for (number, file) in [("SEF000123", None), ("SEF000124", Some(second)), ("SEF000125", Some(first))] {
        let found: Option<FileId> =
            world.store.file_of_child_number(&world.authority, number).await.expect("looked up");
        assert_eq!(found, file, "{number}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_row_imported_again_finds_the_record_it_made(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, record, mut change) = world.new_file(minute(1), b"from the return");
    change.versions[0].import_key = Some("C0001/2026-04-01".to_owned());
    world.commit(change).await;
    let keys = ["C0002/2026-04-01".to_owned(), "C0001/2026-04-01".to_owned()];
    let found = world.store.imported(&world.authority, "case_note", &keys).await.expect("looked up");
    assert_eq!(found, [None, Some((file, record, 1))]);
    assert_eq!(
        world.store.imported(&world.authority, "visit", &keys).await.expect("looked up"),
        [None, None],
        "another kind"
    );
    let mut second = version(file, record, 2, b"from the corrected return");
    second.import_key = Some(keys[1].clone());
    world.commit(world.another(minute(2), file, Revision(1), second)).await;
    let found = world.store.imported(&world.authority, "case_note", &keys).await.expect("looked up");
    assert_eq!(found[1], Some((file, record, 2)));
    let (other, _, mut change) = world.new_file(minute(3), b"a second copy");
    change.versions[0].import_key = Some(keys[1].clone());
    assert_eq!(world.store.commit(change).await, Err(StoreError::ImportKeyTaken { file: other }));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn sixteen_workers_who_write_to_one_file_lose_nothing(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, _, change) = world.new_file(minute(0), b"0");
    world.commit(change).await;
    let world = std::sync::Arc::new(world);
    let write = |n: i64| {
        let world = world.clone();
        tokio::spawn(async move {
            loop {
                let revision = world.load(file).await.row.revision;
                let note = version(file, world.record_id(), 1, n.to_string().as_bytes());
                match world.store.commit(world.another(minute(n), file, revision, note)).await {
                    Ok(_) => return,
                    Err(StoreError::Moved { .. }) => {}
                    Err(other) => panic!("{other}"),
                }
            }
        })
    };
    let writers: Vec<_> = (1..=16).map(write).collect();
    for writer in writers {
        writer.await.expect("written");
    }
    let loaded = world.load(file).await;
    assert_eq!(loaded.row.revision, Revision(17));
    let mut numbers: Vec<i64> = bodies(&loaded).iter().map(|b| b.parse().expect("a number")).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (0..=16).collect::<Vec<_>>());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_refused_change_in_a_batch_leaves_the_others_alone(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let made: Vec<_> = (0..40).map(|n| world.new_file(minute(n), n.to_string().as_bytes())).collect();
    let store = &world.store;
    let mut running = Vec::new();
    for (n, (file, _, change)) in made.iter().enumerate() {
        let mut change = change.clone();
        if n % 2 == 1 {
            // Read from a file that does not exist: refused.
            change.reads.push((world.file_id(), Revision(1)));
        }
        let store = store.clone();
        running.push((*file, n, tokio::spawn(async move { store.commit(change).await })));
    }
    for (file, n, task) in running {
        let outcome = task.await.expect("finished");
        assert_eq!(outcome.is_ok(), n % 2 == 0, "{outcome:?}");
        assert_eq!(store.load(file, None).await.is_ok(), n % 2 == 0);
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn flags_are_changed_with_the_audit_that_says_so(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, _, change) = world.new_file(minute(1), b"one");
    world.commit(change).await;
    let mut change = hearth_store::Change::new(world.authority.clone(), minute(2));
    change.reads.push((file, Revision(1)));
    change.flags.push((file, FileFlags { restricted: true, walled: false }));
    assert_eq!(world.store.commit(change.clone()).await.expect_err("refused"), StoreError::Unaudited { file: None });
    change.entries.push(world.entry(minute(2), "file.restrict", Some(file)));
    world.commit(change).await;
    let row = world.load(file).await.row;
    assert_eq!((row.flags, row.revision), (FileFlags { restricted: true, walled: false }, Revision(2)));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_new_file_refused_after_its_key_was_kept_can_be_tried_again(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let (file, _, mut change) = world.new_file(minute(1), b"second try");
    let good = change.clone();
    // Keys are kept before data, so the key of this file stays when its data are refused.
    change.reads.push((world.file_id(), Revision(1)));
    assert!(matches!(world.store.commit(change).await, Err(StoreError::Moved { .. })));
    world.commit(good.clone()).await;
    assert_eq!(bodies(&world.load(file).await), ["second try"]);
    assert!(matches!(world.store.commit(good).await, Err(StoreError::AlreadyThere { .. })));
    assert_eq!(bodies(&world.load(file).await), ["second try"], "a file made twice keeps its first key");
    world.restart().await;
    assert_eq!(bodies(&world.load(file).await), ["second try"]);
}
