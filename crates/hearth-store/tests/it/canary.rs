//! Nothing that was planted stands in clear in any byte that an instance leaves behind.

use hearth_store::{Revision, backup::BackupFolders};
use rstest::rstest;

use crate::{
    planted::{NOTE, disposition, seen_in},
    world::{Engine, World, minute},
};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_name_address_or_note_stands_in_clear_in_database_log_document_or_backup(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    // Whatever is logged, at every level, goes to a file that is searched too.
    let log = std::fs::File::create(world.folder.path().join("log")).expect("a log");
    let _ = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(std::sync::Arc::new(log))
        .try_init();
    // The search itself: it finds what does stand there.
    let proof = tempfile::tempdir().expect("a folder");
    std::fs::write(proof.path().join("note"), NOTE).expect("written");
    assert_eq!(seen_in(proof.path()).len(), 1);

    let (first, second) = (world.plant(minute(1)).await, world.plant(minute(2)).await);
    let seen = |folders: Vec<std::path::PathBuf>| folders.iter().flat_map(|f| seen_in(f)).collect::<Vec<_>>();
    assert_eq!(seen(world.folders().await), Vec::<String>::new(), "after writing");
    let folders =
        BackupFolders { data: world.folder.path().join("kept-data"), keys: world.folder.path().join("kept-keys") };
    world.store.backup(&folders, minute(3)).await.expect("a backup");
    assert_eq!(seen(world.folders().await), Vec::<String>::new(), "after a backup");
    world
        .store
        .destroy(first.file, Revision(2), &disposition([9; 16], minute(4)), &first.terms)
        .await
        .expect("destroyed");
    assert_eq!(seen(world.folders().await), Vec::<String>::new(), "after a destruction");
    assert_eq!(world.load(second.file).await.versions.len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_destruction_not_even_the_sealed_bytes_are_left_on_the_disk() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let planted = world.plant(minute(1)).await;
    let wanted = |name: &str, sql: &str| -> Vec<Vec<u8>> {
        let connection = rusqlite::Connection::open(world.data_folder().join(name)).expect("a database");
        let mut statement = connection.prepare(sql).expect("a statement");
        let rows = statement.query_map([], |row| row.get::<_, Vec<u8>>(0)).expect("rows");
        rows.collect::<Result<_, _>>().expect("bytes")
    };
    let file = planted.file;
    let mut sealed = wanted("data.db", &format!("SELECT sealed FROM version WHERE file = X'{file}'"));
    sealed.extend(wanted("data.db", &format!("SELECT digest FROM file WHERE id = X'{file}'")));
    sealed.extend(wanted("data.db", &format!("SELECT sealed FROM draft WHERE file = X'{file}'")));
    sealed.extend(wanted("data.db", &format!("SELECT sealed FROM blob_key WHERE file = X'{file}'")));
    sealed.extend(wanted("data.db", &format!("SELECT sealed FROM audit_detail WHERE file = X'{file}'")));
    sealed.extend(wanted("data.db", "SELECT reference FROM term"));
    sealed.extend(wanted("keys.db", &format!("SELECT wrapped FROM file_key WHERE file = X'{file}'")));
    assert!(sealed.len() >= 9);
    let on_disk = || -> usize {
        let files: Vec<Vec<u8>> = ["data.db", "data.db-wal", "keys.db", "keys.db-wal"]
            .iter()
            .filter_map(|name| std::fs::read(world.data_folder().join(name)).ok())
            .collect();
        let part = |bytes: &[u8]| bytes[bytes.len().saturating_sub(16)..].to_vec();
        sealed.iter().filter(|s| files.iter().any(|f| f.windows(16).any(|w| w == part(s)))).count()
    };
    assert_eq!(on_disk(), sealed.len(), "the search finds what stands there");
    world.store.destroy(file, Revision(2), &disposition([9; 16], minute(4)), &planted.terms).await.expect("destroyed");
    assert_eq!(on_disk(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_run_of_destructions_no_page_of_postgresql_holds_a_destroyed_key() {
    let Some(world) = World::new(Engine::Postgres).await else { return };
    let hearth_store::Location::Postgres { key_url, .. } = &world.config.location else {
        panic!("PostgreSQL was asked for")
    };
    let (gone, kept) = (world.plant(minute(1)).await, world.plant(minute(2)).await);
    let client = crate::world::admin(key_url).await;
    let wrapped = async |file: hearth_record::ids::FileId| -> Vec<u8> {
        let bytes = file.as_bytes().to_vec();
        client.query_one("SELECT wrapped FROM file_key WHERE file = $1", &[&bytes]).await.expect("a key").get(0)
    };
    let (gone_key, kept_key) = (wrapped(gone.file).await, wrapped(kept.file).await);
    let on_disk = async || -> Vec<u8> {
        client.batch_execute("CHECKPOINT").await.expect("written out");
        let sql = "SELECT current_setting('data_directory') || '/' || pg_relation_filepath('file_key')";
        let path: String = client.query_one(sql, &[]).await.expect("a path").get(0);
        std::fs::read(path).unwrap_or_default()
    };
    let holds = |pages: &[u8], key: &[u8]| pages.windows(key.len()).any(|w| w == key);
    let before = on_disk().await;
    if before.is_empty() {
        eprintln!("skipped: the server's files cannot be read from here");
        return;
    }
    assert!(holds(&before, &gone_key) && holds(&before, &kept_key));
    // Somebody still looks at the keys as they were; it is waited for until he is done.
    let mut old = crate::world::admin(key_url).await;
    let view = old.build_transaction().isolation_level(tokio_postgres::IsolationLevel::RepeatableRead);
    let view = view.start().await.expect("begun");
    view.query("SELECT file FROM file_key", &[]).await.expect("a view");
    world
        .store
        .destroy(gone.file, Revision(2), &disposition([9; 16], minute(4)), &gone.terms)
        .await
        .expect("destroyed");
    let store = world.store.clone();
    let clearing = tokio::spawn(async move { store.clear_traces().await });
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert!(!clearing.is_finished(), "the keys were taken for cleared while an old view of them was open");
    view.commit().await.expect("done");
    clearing.await.expect("ended").expect("cleared");
    let after = on_disk().await;
    assert!(!holds(&after, &gone_key) && holds(&after, &kept_key));
}
