//! Destruction: by two people, under no hold, for good.

use hearth_store::{
    Change, Location, Revision, Store, StoreError,
    blob::NewBlob,
    destroy::{Approval, Certificate},
    verify::Verify,
};
use rstest::rstest;
use uuid::Uuid;

use crate::{
    planted::{disposition, document, fresh_random, terms},
    world::{Engine, World, minute, version},
};

async fn sound(world: &World) {
    let all = Verify { bodies: true, documents: true, checkpoints: Vec::new() };
    let report = world.store.verify(&all, |_| {}).await.expect("verified");
    assert!(report.is_sound(), "{:?}", report.findings);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_destroyed_file_leaves_its_tombstone_its_certificate_and_nothing_else(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let other = world.plant(minute(2)).await;
    let mut disposition = disposition([9; 16], minute(3));
    // A clock tells finer than the databases keep.
    disposition.at += jiff::SignedDuration::from_nanos(1_234_567);
    let destroyed =
        world.store.destroy(planted.file, Revision(2), &disposition, &planted.terms).await.expect("destroyed");
    let certificate = destroyed.certificate;
    assert_eq!(destroyed.cleared, Ok(()));

    let left = world.load(planted.file).await;
    assert!(left.versions.is_empty());
    let kept = left.tombstone.expect("a tombstone").certificate.expect("a certificate");
    assert_eq!(Certificate::parse(&kept), Ok(certificate.clone()));
    assert_eq!((certificate.records, certificate.versions, certificate.documents), (1, 2, 1));
    assert_eq!(certificate.unrecoverable_after.as_second(), minute(3 + 35 * 24 * 60).as_second());
    assert_eq!(world.store.digests(&[planted.file]).await.expect("read"), []);
    assert_eq!(world.store.work_of(&[planted.file]).await.expect("read"), []);
    assert_eq!(world.store.blobs_of(planted.file).await.expect("read"), []);
    assert_eq!(world.store.blob_read(other.file, other.blob).await.expect("the other's document").to_vec(), document());
    let found = world.store.candidates(&world.authority, &terms(), false, 100).await.expect("found");
    assert_eq!(found.found.iter().map(|c| c.file).collect::<Vec<_>>(), [other.file]);
    sound(&world).await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_can_be_written_into_a_destroyed_file(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    world
        .store
        .destroy(planted.file, Revision(2), &disposition([9; 16], minute(3)), &planted.terms)
        .await
        .expect("destroyed");
    let again = world.another(minute(4), planted.file, Revision(3), version(planted.file, planted.record, 1, b"back"));
    assert_eq!(world.store.commit(again).await, Err(StoreError::Destroyed { file: planted.file }));
    let twice = world.store.destroy(planted.file, Revision(3), &disposition([8; 16], minute(5)), &[]).await;
    assert_eq!(twice.err(), Some(StoreError::Destroyed { file: planted.file }));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn one_person_with_two_accounts_destroys_nothing(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let mut alone = disposition([9; 16], minute(3));
    alone.second = Approval { worker: alone.first.worker, at: minute(2) };
    let mut named = disposition([9; 16], minute(3));
    named.because.push("Zebedee asked for it".to_owned());
    let mut early = disposition([9; 16], minute(3));
    early.second.at = minute(4);
    for refused in [alone, named, early] {
        let outcome = world.store.destroy(planted.file, Revision(2), &refused, &planted.terms).await;
        assert!(matches!(outcome, Err(StoreError::Refused(_))), "{outcome:?}");
    }
    // The database itself knows no disposition by one person.
    let (id, one) = (world.literal(planted.file.as_bytes()), world.literal([1; 16]));
    let forged = format!(
        "INSERT INTO disposition (id, file, first_approver, second_approver, executed_at, certificate) VALUES ({id}, {id}, {one}, {one}, 1, '')"
    );
    assert!(world.as_administrator(&forged).await.is_err());
    assert_eq!(world.load(planted.file).await.versions.len(), 2);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_under_a_hold_stays_until_the_hold_is_released(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let hold = Uuid::from_bytes([5; 16]);
    let place = world.entry(minute(2), "hold.place", Some(planted.file));
    world.store.place_hold(planted.file, hold, place).await.expect("held");
    let disposition = disposition([9; 16], minute(3));
    let refused = world.store.destroy(planted.file, Revision(2), &disposition, &planted.terms).await.expect_err("held");
    assert!(refused.to_string().contains("under a hold"), "{refused}");
    assert_eq!(world.load(planted.file).await.versions.len(), 2);
    let unnamed = world.entry(minute(4), "hold.release", None);
    assert!(world.store.release_hold(planted.file, hold, unnamed).await.is_err());
    let release = world.entry(minute(4), "hold.release", Some(planted.file));
    world.store.release_hold(planted.file, hold, release.clone()).await.expect("released");
    assert!(
        world
            .store
            .release_hold(planted.file, hold, world.entry(minute(4), "hold.release", Some(planted.file)))
            .await
            .is_err()
    );
    world.store.destroy(planted.file, Revision(2), &disposition, &planted.terms).await.expect("destroyed");
    sound(&world).await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_written_after_its_review_is_reviewed_again(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    world
        .commit(world.another(minute(2), planted.file, Revision(2), version(planted.file, planted.record, 3, b"late")))
        .await;
    let outcome =
        world.store.destroy(planted.file, Revision(2), &disposition([9; 16], minute(3)), &planted.terms).await;
    assert_eq!(outcome.err(), Some(StoreError::Moved { files: vec![planted.file] }));
    assert_eq!(world.load(planted.file).await.versions.len(), 3);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_two_siblings_goes_with_the_second_file(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (first, second) = (world.plant(minute(1)).await, world.plant(minute(1)).await);
    let shared = world.store.blob(first.file, first.blob).await.expect("the document");
    let mut change = Change::new(world.authority.clone(), minute(2));
    change.reads.push((second.file, Revision(2)));
    change.blobs.push(NewBlob { file: second.file, blob: shared.clone() });
    change.entries.push(world.entry(minute(2), "document.share", Some(second.file)));
    world.commit(change).await;
    world
        .store
        .destroy(first.file, Revision(2), &disposition([8; 16], minute(3)), &first.terms)
        .await
        .expect("destroyed");
    assert_eq!(world.store.blob_read(second.file, first.blob).await.expect("still there").to_vec(), document());

    // What was taken from the destroyed file cannot be joined to a third one any more.
    let (third, _, mut late) = world.new_file(minute(4), b"third");
    late.blobs.push(NewBlob { file: third, blob: shared });
    assert!(matches!(world.store.commit(late).await, Err(StoreError::Refused(_))));

    world
        .store
        .destroy(second.file, Revision(3), &disposition([9; 16], minute(5)), &second.terms)
        .await
        .expect("destroyed");
    let left: Vec<_> = walk(&world.config.blobs);
    assert_eq!(left, Vec::<std::path::PathBuf>::new());
    sound(&world).await;
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder").flatten().map(|e| e.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_destruction_that_was_cut_off_before_the_key_went_is_finished_at_the_next_start(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let keep = "CREATE TABLE kept AS SELECT * FROM file_key";
    world.in_key_database(keep).await.expect("a copy");
    world
        .store
        .destroy(planted.file, Revision(2), &disposition([9; 16], minute(3)), &planted.terms)
        .await
        .expect("destroyed");
    // As it stood after the first step: data gone, key still there, not on the list.
    world.without_guards().await;
    world.in_key_database("DELETE FROM destroyed").await.expect("unlisted");
    world.in_key_database("INSERT INTO file_key SELECT * FROM kept").await.expect("the key is back");
    world.in_key_database("DROP TABLE kept").await.expect("dropped");
    world.restart().await;
    let listed = world.in_key_database("DELETE FROM destroyed").await.expect("counted");
    let keyed = world.in_key_database("DELETE FROM file_key").await.expect("counted");
    assert_eq!((listed, keyed), (1, 0));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_file_or_another_root_key_destroys_nothing(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let nobody = world.file_id();
    let outcome = world.store.destroy(nobody, Revision(1), &disposition([9; 16], minute(3)), &[]).await;
    assert_eq!(outcome.err(), Some(StoreError::UnknownFile { file: nobody }));
    let mut config = world.config.clone();
    config.root = hearth_store::RootKey::from_bytes([8; 32]);
    if let Location::Sqlite { .. } = config.location {
        world.store.close().await.expect("closed");
    }
    let refused = Store::open(config, minute(1), fresh_random()).await.err().expect("refused");
    assert!(refused.to_string().contains("root key"), "{refused}");
}
