//! Documents: sealed on disk, whole or refused with the place.

use std::{io::Cursor, path::PathBuf};

use hearth_record::ids::{BlobId, FileId};
use hearth_store::{
    Revision, StoreError,
    blob::{CHUNK, NewBlob, StoredBlob},
};
use rstest::rstest;

use crate::world::{Engine, World, minute};

const LIMIT: u64 = 1 << 24;

fn content(length: usize) -> Vec<u8> {
    (0..length).map(|n| u8::try_from(n % 251).expect("small")).collect()
}

async fn stored(world: &World, content: Vec<u8>) -> StoredBlob {
    world.store.blob_put(Cursor::new(content), LIMIT, minute(1)).await.expect("stored")
}

async fn joined(world: &World, blob: StoredBlob) -> FileId {
    let (file, _, mut change) = world.new_file(minute(1), b"note");
    change.blobs.push(NewBlob { file, blob });
    world.commit(change).await;
    file
}

fn path(world: &World, blob: BlobId) -> PathBuf {
    let name = blob.to_string();
    world.config.blobs.join(&name[30..]).join(name)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_document_of_any_length_is_read_back_as_it_was(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7] {
        let blob = stored(&world, content(length)).await;
        let id = blob.id();
        assert_eq!(blob.length(), length as u64);
        let file = joined(&world, blob).await;
        assert_eq!(world.store.blob_read(file, id).await.expect("read").to_vec(), content(length), "of {length} bytes");
        assert_eq!(world.store.blobs_of(file).await.expect("read"), [id]);
        let stranger = joined(&world, stored(&world, content(3)).await).await;
        assert!(matches!(world.store.blob_read(stranger, id).await, Err(StoreError::Refused(_))));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn any_change_on_disk_is_told_with_its_place() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let blob = stored(&world, content(2 * CHUNK + 100)).await;
    let id = blob.id();
    let file = joined(&world, blob).await;
    let whole = std::fs::read(path(&world, id)).expect("on disk");
    let sealed = CHUNK + 29;
    let mut swapped = whole[sealed..2 * sealed].to_vec();
    swapped.extend_from_slice(&whole[..sealed]);
    swapped.extend_from_slice(&whole[2 * sealed..]);
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let longer = [&whole[..], b"x"].concat();
    for (bytes, chunk) in [
        (flipped(0), 1),
        (flipped(sealed - 1), 1),
        (flipped(sealed + 5000), 2),
        (flipped(whole.len() - 1), 3),
        (whole[..whole.len() - 1].to_vec(), 3),
        (whole[..2 * sealed].to_vec(), 3),
        (whole[..sealed].to_vec(), 2),
        (longer, 3),
        (swapped, 1),
    ] {
        std::fs::write(path(&world, id), bytes).expect("altered");
        let told = world.store.blob_read(file, id).await.expect_err("altered").to_string();
        assert!(told.contains(&format!("chunk {chunk} of 3 of document {id}")), "{told}");
    }
    std::fs::remove_file(path(&world, id)).expect("removed");
    let told = world.store.blob_read(file, id).await.expect_err("gone").to_string();
    assert!(told.contains("opening the document") && told.contains(&id.to_string()), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_is_too_large_or_breaks_off_leaves_nothing() {
    struct Breaks(usize);
    impl std::io::Read for Breaks {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(1).ok_or_else(|| std::io::Error::other("the line went dead"))?;
            buffer.fill(7);
            Ok(buffer.len())
        }
    }
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let large = world.store.blob_put(Cursor::new(content(1001)), 1000, minute(1)).await.expect_err("too large");
    assert!(large.to_string().contains("larger than 1000 bytes"), "{large}");
    let broken = world.store.blob_put(Breaks(3), LIMIT, minute(1)).await.expect_err("broken off");
    assert!(broken.to_string().contains("the line went dead"), "{broken}");
    let left: Vec<_> = std::fs::read_dir(world.config.blobs.join("unfinished")).expect("a folder").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_was_stored_and_never_joined_is_swept_and_nothing_else(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let forgotten = stored(&world, content(10)).await.id();
    let blob = stored(&world, content(10)).await;
    let kept = blob.id();
    let file = joined(&world, blob).await;
    let past: jiff::Timestamp = "2001-01-01T00:00:00Z".parse().expect("a moment");
    let future: jiff::Timestamp = "2100-01-01T00:00:00Z".parse().expect("a moment");
    assert_eq!(world.store.sweep_blobs(past).await, Ok(0), "a young document may still be joined");
    assert_eq!(world.store.sweep_blobs(future).await, Ok(1));
    assert!(!path(&world, forgotten).exists() && path(&world, kept).exists());
    assert!(world.store.blob_read(file, kept).await.is_ok());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn one_document_in_two_files_is_stored_once_and_a_copy_shares_nothing(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let blob = stored(&world, content(1000)).await;
    let id = blob.id();
    let first = joined(&world, blob).await;
    let second = joined(&world, world.store.blob(first, id).await.expect("the document")).await;
    assert_eq!(world.store.blob_read(second, id).await.expect("read").to_vec(), content(1000));
    let copy = world.store.blob_copy(first, id, minute(9)).await.expect("copied");
    let copied = copy.id();
    assert_ne!(copied, id);
    let third = joined(&world, copy).await;
    assert_eq!(world.store.blob_read(third, copied).await.expect("read").to_vec(), content(1000));
    let (a, b) =
        (std::fs::read(path(&world, id)).expect("on disk"), std::fs::read(path(&world, copied)).expect("on disk"));
    assert!(!a.windows(16).any(|w| b.windows(16).any(|v| w == v)), "the two documents share bytes on disk");
    assert_eq!(world.load(first).await.row.revision, Revision(1), "reading moves nothing");
}
