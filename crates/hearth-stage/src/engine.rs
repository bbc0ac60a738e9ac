//! The two engines: where an instance of each can stand, and what its administrator or its thief sees.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use hearth_store::{Location, RootKey, StoreConfig, Synchronous};
use tokio_postgres::{Client, NoTls};

/// The engines that every promise is proved on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// SQLite in a temporary folder.
    Sqlite,
    /// PostgreSQL at `HEARTH_TEST_POSTGRES`, in two schemas of its own.
    Postgres,
}

static SCHEMAS: AtomicU32 = AtomicU32::new(0);

/// Where a new instance of this engine can stand: two empty databases, on SQLite in `folder`. None when the engine is not there
/// to be tested; in CI that is no choice.
///
/// # Panics
/// When PostgreSQL does not answer.
pub async fn location(engine: Engine, folder: &Path) -> Option<Location> {
    Some(match engine {
        Engine::Sqlite => Location::Sqlite { dir: folder.join("data") },
        Engine::Postgres => postgres().await?,
    })
}

pub(crate) async fn config(engine: Engine, folder: &Path) -> Option<StoreConfig> {
    Some(StoreConfig {
        location: location(engine, folder).await?,
        blobs: folder.join("blobs"),
        root: RootKey::from_bytes([7; 32]),
        // A test that pulls the plug has a store of its own; here nothing is proved by waiting for the disk.
        synchronous: Synchronous::Normal,
        origin: "hearth.test.example/audit".to_owned(),
    })
}

async fn postgres() -> Option<Location> {
    let Ok(url) = std::env::var("HEARTH_TEST_POSTGRES") else {
        assert!(std::env::var("CI").is_err(), "set HEARTH_TEST_POSTGRES: in CI every test runs on both engines");
        eprintln!("skipped on PostgreSQL: HEARTH_TEST_POSTGRES is not set");
        return None;
    };
    let client = connect(&url).await;
    let n = SCHEMAS.fetch_add(1, Ordering::Relaxed);
    let within = |what: &str| format!("hearth_stage_{}_{n}_{what}", std::process::id());
    let (data, keys) = (within("data"), within("keys"));
    for schema in [&data, &keys] {
        let fresh = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        client.batch_execute(&fresh).await.expect("a schema");
    }
    let join = if url.contains('?') { '&' } else { '?' };
    let address = |schema: &str| format!("{url}{join}options=-csearch_path%3D{schema}");
    Some(Location::Postgres { url: address(&data), key_url: address(&keys) })
}

async fn connect(url: &str) -> Client {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("PostgreSQL answers");
    tokio::spawn(connection);
    client
}

/// Runs one statement as an administrator of the data database would, past the service; says how many rows it touched.
///
/// # Errors
/// The database's own words.
///
/// # Panics
/// When there is no database.
pub async fn as_administrator(location: &Location, sql: &str) -> Result<u64, String> {
    match location {
        Location::Sqlite { dir } => {
            let connection = rusqlite::Connection::open(dir.join("data.db")).expect("a database");
            connection.busy_timeout(std::time::Duration::from_secs(5)).expect("a time to wait");
            connection.execute(sql, []).map(|n| n as u64).map_err(|e| e.to_string())
        }
        Location::Postgres { url, .. } => {
            let said = |e: tokio_postgres::Error| e.as_db_error().map_or(e.to_string(), |db| db.message().to_owned());
            connect(url).await.execute(sql, &[]).await.map_err(said)
        }
    }
}

pub(crate) async fn everything_written(location: &Location, folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut written = Vec::new();
    files_below(folder, &mut written);
    if let Location::Postgres { url, key_url } = location {
        for url in [url, key_url] {
            let client = connect(url).await;
            let tables = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema()";
            for table in client.query(tables, &[]).await.expect("tables") {
                let table: String = table.get(0);
                // Bytes are turned to text without loss where they are letters, so that a name in clear would be seen.
                let rows = client.query(&format!("SELECT * FROM {table}"), &[]).await.expect("rows");
                let bytes = rows.iter().flat_map(cells).collect();
                written.push((table, bytes));
            }
        }
    }
    written
}

fn cells(row: &tokio_postgres::Row) -> Vec<u8> {
    let mut bytes = Vec::new();
    for i in 0..row.len() {
        if let Ok(Some(cell)) = row.try_get::<_, Option<Vec<u8>>>(i) {
            bytes.extend(cell);
        } else if let Ok(Some(cell)) = row.try_get::<_, Option<String>>(i) {
            bytes.extend(cell.into_bytes());
        }
        bytes.push(b'\n');
    }
    bytes
}

fn files_below(folder: &Path, written: &mut Vec<(String, Vec<u8>)>) {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<PathBuf> = entries.collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files_below(&path, written);
        } else {
            // A log may be cut off between listing and reading it.
            written.push((path.display().to_string(), std::fs::read(&path).unwrap_or_default()));
        }
    }
}
