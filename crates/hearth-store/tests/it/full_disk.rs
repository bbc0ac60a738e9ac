//! A full disk: refused in words, nothing confirmed is lost, and it goes on when there is space again.

use std::{path::Path, process::Command};

use hearth_store::{Location, Revision, Store, StoreConfig, StoreError, verify::Verify};

use crate::{
    planted::fresh_random,
    world::{Engine, World, bodies, minute, sefton, version},
};

/// A file system of a few megabytes; none when this machine does not let us mount one, which is said.
struct Small<'a>(&'a Path);

impl<'a> Small<'a> {
    fn mount(at: &'a Path) -> Option<Self> {
        std::fs::create_dir_all(at).expect("a folder");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=3m", "none"]).arg(at).output();
        if mounted.is_ok_and(|o| o.status.success()) {
            return Some(Self(at));
        }
        eprintln!("skipped: a small file system cannot be mounted here; run the tests as root to have this one");
        None
    }
}

impl Drop for Small<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0).output();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_told_and_what_was_confirmed_is_there_afterwards() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let place = world.folder.path().join("small");
    let Some(_mounted) = Small::mount(&place) else { return };
    let config = StoreConfig {
        location: Location::Sqlite { dir: place.join("data") },
        blobs: place.join("blobs"),
        ..world.config.clone()
    };
    let store = Store::create(config.clone(), &[sefton()], minute(0), fresh_random()).await.expect("a store");
    let (file, record, change) = world.new_file(minute(1), b"version 1");
    store.commit(change).await.expect("committed");
    let ballast = place.join("ballast");
    let mut confirmed = 1;
    let mut refused = None;
    for n in 2..2000_u32 {
        let body = format!("version {n} {}", "x".repeat(20_000));
        let change = world.another(
            minute(n.into()),
            file,
            Revision(u64::from(n) - 1),
            version(file, record, n, body.as_bytes()),
        );
        match store.commit(change).await {
            Ok(_) => confirmed = n,
            Err(error) => {
                refused = Some(error);
                break;
            }
        }
        if n == 20 {
            std::fs::write(&ballast, vec![0; 1 << 20]).expect("ballast");
        }
    }
    let refused = refused.expect("three megabytes are full before two thousand versions");
    assert_eq!(refused, StoreError::DiskFull);
    assert!(refused.is_passing() && refused.to_string().contains("free some space"), "{refused}");
    let document = store.blob_put(std::io::Cursor::new(vec![1; 4 << 20]), 1 << 30, minute(1)).await.err();
    assert_eq!(document, Some(StoreError::DiskFull));
    // What was confirmed can be read while the disk is full.
    assert_eq!(bodies(&store.load(file, None).await.expect("loaded")).len(), usize::try_from(confirmed).expect("few"));

    std::fs::remove_file(&ballast).expect("space again");
    let next = confirmed + 1;
    let change =
        world.another(minute(9999), file, Revision(u64::from(confirmed)), version(file, record, next, b"after"));
    store.commit(change).await.expect("it goes on");
    let report = store
        .verify(&Verify { bodies: true, documents: true, checkpoints: Vec::new() }, |_| {})
        .await
        .expect("verified");
    assert!(report.is_sound(), "{:?}", report.findings);
    assert_eq!(report.versions, u64::from(next));
    store.close().await.expect("closed");
}
