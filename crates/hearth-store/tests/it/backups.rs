//! The restore drill: what was kept comes back, what was destroyed does not.

use std::path::PathBuf;

use hearth_store::{
    Location, Revision, Store, StoreConfig, StoreError,
    backup::{BackupFolders, read_backup},
    destroy::Finished,
    verify::Verify,
};
use rstest::rstest;

use crate::{
    planted::{disposition, document, fresh_random, seen_in},
    world::{Engine, World, admin, bodies, minute, version},
};

impl World {
    fn backup_folders(&self, n: u32) -> BackupFolders {
        let at = |part: &str| self.folder.path().join(format!("backup-{n}-{part}"));
        BackupFolders { data: at("data"), keys: at("keys") }
    }

    /// The databases are lost: the data, and the keys too when `keys` says so. The documents go with the data.
    async fn lose(&self, keys: bool) {
        self.store.close().await.expect("closed");
        std::fs::remove_dir_all(&self.config.blobs).expect("lost");
        match &self.config.location {
            Location::Sqlite { dir } => {
                let lost: &[&str] = if keys { &["data.db", "keys.db"] } else { &["data.db"] };
                for name in lost {
                    for end in ["", "-wal", "-shm"] {
                        let _ = std::fs::remove_file(dir.join(format!("{name}{end}")));
                    }
                }
            }
            Location::Postgres { url, key_url } => {
                let lost: &[&String] = if keys { &[url, key_url] } else { &[url] };
                for url in lost {
                    let client = admin(url).await;
                    let row = client.query_one("SELECT current_schema()::TEXT", &[]).await.expect("a schema");
                    let schema: String = row.get(0);
                    client
                        .batch_execute(&format!("DROP SCHEMA {schema} CASCADE; CREATE SCHEMA {schema}"))
                        .await
                        .expect("lost");
                }
            }
        }
    }

    async fn restore(&mut self, n: u32) -> Finished {
        let restored = Store::restore(&self.backup_folders(n), self.config.clone(), minute(100), fresh_random())
            .await
            .expect("restored");
        self.store = restored.store;
        restored.destroyed
    }

    async fn assert_sound(&self) {
        let all = Verify { bodies: true, documents: true, checkpoints: Vec::new() };
        let report = self.store.verify(&all, |_| {}).await.expect("verified");
        assert!(report.is_sound(), "{:?}", report.findings);
    }
}

#[rstest]
#[case(Engine::Sqlite, false)]
#[case(Engine::Sqlite, true)]
#[case(Engine::Postgres, false)]
#[case(Engine::Postgres, true)]
#[tokio::test(flavor = "multi_thread")]
async fn an_instance_that_was_lost_comes_back_from_its_backup(#[case] engine: Engine, #[case] keys_too: bool) {
    let Some(mut world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let folders = world.backup_folders(1);
    let (data, keys) = world.store.backup(&folders, minute(2)).await.expect("a backup");
    assert_eq!((data.documents, data.part.as_str(), keys.part.as_str()), (1, "data", "keys"));
    let outside = data.checkpoint.clone().expect("a checkpoint");
    world
        .commit(world.another(
            minute(3),
            planted.file,
            Revision(2),
            version(planted.file, planted.record, 3, b"after the backup"),
        ))
        .await;
    world.lose(keys_too).await;
    assert_eq!(world.restore(1).await, Finished::default());
    assert_eq!(bodies(&world.load(planted.file).await).len(), 2);
    assert_eq!(world.store.blob_read(planted.file, planted.blob).await.expect("read").to_vec(), document());
    let all = Verify { bodies: true, documents: true, checkpoints: vec![outside] };
    let report = world.store.verify(&all, |_| {}).await.expect("verified");
    assert!(report.is_sound(), "{:?}", report.findings);
    // And it goes on.
    world
        .commit(world.another(
            minute(4),
            planted.file,
            Revision(2),
            version(planted.file, planted.record, 3, b"afterwards"),
        ))
        .await;
    world.assert_sound().await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_was_destroyed_after_the_backup_is_destroyed_again_before_it_opens(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let (gone, kept) = (world.plant(minute(1)).await, world.plant(minute(2)).await);
    world.store.backup(&world.backup_folders(1), minute(3)).await.expect("a backup");
    let disposition = disposition([9; 16], minute(4));
    let certificate =
        world.store.destroy(gone.file, Revision(2), &disposition, &gone.terms).await.expect("destroyed").certificate;
    world.lose(false).await;
    assert_eq!(world.restore(1).await, Finished { keys: 0, files: 1 });
    let left = world.load(gone.file).await;
    assert!(left.versions.is_empty());
    assert_eq!(left.tombstone.expect("a tombstone").certificate, Some(certificate.text()));
    assert!(world.store.blob_read(gone.file, gone.blob).await.is_err());
    assert_eq!(world.store.blobs_of(gone.file).await.expect("read"), []);
    assert_eq!(world.load(kept.file).await.versions.len(), 2);
    world.assert_sound().await;
    let seen: Vec<String> = world.folders().await.iter().flat_map(|f| seen_in(f)).collect();
    assert_eq!(seen, Vec::<String>::new());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_under_load_is_of_one_moment_and_has_every_key(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let store = world.store.clone();
    let (stop, mut stopped) = tokio::sync::watch::channel(false);
    let mut changes: Vec<_> = (0..4000).map(|n| world.new_file(minute(n), b"under load").2).collect();
    let writer = tokio::spawn(async move {
        let mut written = 0_u64;
        while let Some(change) = changes.pop() {
            if *stopped.borrow_and_update() {
                break;
            }
            store.commit(change).await.expect("committed");
            written += 1;
        }
        written
    });
    tokio::time::sleep(std::time::Duration::from_millis(150)).await;
    world.store.backup(&world.backup_folders(1), minute(1)).await.expect("a backup");
    stop.send(true).expect("heard");
    assert!(writer.await.expect("the writer") > 0);
    world.lose(true).await;
    world.restore(1).await;
    world.assert_sound().await;
    let mut files = 0;
    world.store.each_digest(&world.authority, |_, _| files += 1).await.expect("read");
    assert!(files > 0);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_restore_never_writes_over_anything_and_refuses_what_is_no_backup(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant(minute(1)).await;
    let folders = world.backup_folders(1);
    let together = BackupFolders { data: folders.data.clone(), keys: folders.data.join("keys") };
    assert!(matches!(world.store.backup(&together, minute(2)).await, Err(StoreError::Refused(_))));
    world.store.backup(&folders, minute(2)).await.expect("a backup");
    assert!(world.store.backup(&folders, minute(2)).await.is_err(), "a backup was written over");
    let restore = |folders: BackupFolders, config: StoreConfig| async move {
        Store::restore(&folders, config, minute(3), fresh_random()).await.err().expect("refused")
    };
    let there = restore(folders.clone(), world.config.clone()).await;
    assert!(matches!(there, StoreError::InstanceExists { .. }), "{there:?}");
    assert_eq!(world.load(planted.file).await.versions.len(), 2);

    let exchanged = BackupFolders { data: folders.keys.clone(), keys: folders.data.clone() };
    let refused = restore(exchanged, world.config.clone()).await.to_string();
    assert!(refused.contains("holds the keys part"), "{refused}");
    let mut other = world.config.clone();
    other.origin = "another.example/audit".to_owned();
    let refused = restore(folders.clone(), other).await.to_string();
    assert!(refused.contains("belongs to the audit log"), "{refused}");
    // A backup that was cut off has no manifest, which is written last.
    let (manifest, aside) = (folders.data.join("backup.json"), folders.data.join("aside"));
    std::fs::rename(&manifest, &aside).expect("moved");
    let refused = restore(folders.clone(), world.config.clone()).await.to_string();
    assert!(refused.contains("backup.json"), "{refused}");
    std::fs::rename(&aside, &manifest).expect("moved back");
    let manifest = read_backup(&folders.data).expect("a backup");
    let largest = manifest.files.iter().max_by_key(|f| f.bytes).expect("a file");
    let path: PathBuf = folders.data.join(&largest.name);
    let mut bytes = std::fs::read(&path).expect("on disk");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).expect("altered");
    let refused = restore(folders, world.config.clone()).await.to_string();
    assert!(refused.contains(&largest.name) && refused.contains("not the file that was backed up"), "{refused}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_was_cut_off_can_be_run_again() {
    let mut world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let planted = world.plant(minute(1)).await;
    let folders = world.backup_folders(1);
    world.store.backup(&folders, minute(2)).await.expect("a backup");
    world.lose(true).await;
    // As it stands when the keys are back and the data are half copied.
    std::fs::copy(folders.keys.join("keys.db"), world.data_folder().join("keys.db")).expect("copied");
    std::fs::write(world.data_folder().join("data.restoring"), b"half").expect("half copied");
    let absent = Store::open(world.config.clone(), minute(3), fresh_random()).await.err();
    assert!(matches!(absent, Some(StoreError::NoInstance { .. })), "{absent:?}");
    assert_eq!(world.restore(1).await, Finished::default());
    assert_eq!(world.load(planted.file).await.versions.len(), 2);
    world.assert_sound().await;
}
