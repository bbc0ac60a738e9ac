//! What the engine alone does on this machine, with nothing of ours around it: the limit that stands beside a figure.

use std::path::Path;

use hearth_record::ids::FileId;
use rand_core::Rng;
use rusqlite::{Connection, params};

use super::{
    ground::chance,
    measure::{self, Times, median},
};
use crate::output::Failed;

/// Rows in one transaction: as many as there are writers.
const GROUP: u64 = 16;

fn failed<T>(outcome: rusqlite::Result<T>) -> Result<T, Failed> {
    outcome.map_err(|error| Failed(format!("the bare measurement failed: {error}")))
}

/// Rows a second of so many bytes, sixteen to a transaction, flushed as the store flushes; and the size of the group.
pub fn grouped_inserts(dir: &Path, bytes: usize) -> Result<(f64, u64), Failed> {
    let path = dir.join("bare.db");
    let rate = failed(inserts(&path, bytes));
    for end in ["", "-wal", "-shm"] {
        let mut name = path.clone().into_os_string();
        name.push(end);
        let _ = std::fs::remove_file(name);
    }
    Ok((rate?, GROUP))
}

fn inserts(path: &Path, bytes: usize) -> rusqlite::Result<f64> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.execute_batch("CREATE TABLE t (id BLOB PRIMARY KEY, body BLOB NOT NULL) STRICT, WITHOUT ROWID")?;
    let mut random = chance(7);
    let mut body = vec![0; bytes];
    random.fill_bytes(&mut body);
    let mut runs = Vec::new();
    for _ in 0..5 {
        let started = measure::start();
        let mut rows = 0_u32;
        while started.elapsed().as_secs_f64() < 2.0 {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            let mut insert = connection.prepare_cached("INSERT INTO t (id, body) VALUES (?1, ?2)")?;
            for _ in 0..GROUP {
                let mut id = [0; 16];
                random.fill_bytes(&mut id);
                insert.execute(params![id, body])?;
                rows += 1;
            }
            connection.execute_batch("COMMIT")?;
        }
        runs.push(f64::from(rows) / started.elapsed().as_secs_f64());
    }
    Ok(median(runs))
}

/// Reading the sealed versions of each file, without opening them.
pub fn versions(dir: &Path, files: &[FileId]) -> Result<Times, Failed> {
    let read = || {
        let connection = reader(dir)?;
        let mut statement = connection
            .prepare("SELECT record, version, kind, recorded_at, entry, sealed FROM version WHERE file = ?1")?;
        let mut times = Vec::new();
        for file in files.iter().chain(files) {
            let started = measure::start();
            let mut rows = statement.query([file.as_bytes()])?;
            let mut bytes = 0;
            while let Some(row) = rows.next()? {
                bytes += row.get_ref(5)?.as_blob().map_or(0, <[u8]>::len);
            }
            std::hint::black_box(bytes);
            times.push(started.elapsed());
        }
        Ok(Times::of(times.split_off(files.len())))
    };
    failed(read())
}

/// Reading what a search reads: the references of a few tokens and sixty digests, without opening them.
pub fn candidates(dir: &Path, searches: &[Vec<FileId>], tokens: usize) -> Result<Times, Failed> {
    let read = || {
        let connection = reader(dir)?;
        let mut some = connection.prepare("SELECT token FROM term WHERE token >= ?1 LIMIT 1")?;
        let mut terms = connection.prepare("SELECT reference FROM term WHERE token = ?1 LIMIT 2001")?;
        let mut digests = connection.prepare("SELECT digest FROM file WHERE id = ?1")?;
        let mut random = chance(8);
        let mut times = Vec::new();
        for files in searches {
            let mut asked = Vec::new();
            for _ in 0..tokens {
                let from = random.next_u64().cast_signed();
                asked.extend(some.query_row([from], |row| row.get::<_, i64>(0)).ok());
            }
            let started = measure::start();
            for token in &asked {
                let mut rows = terms.query([token])?;
                while rows.next()?.is_some() {}
            }
            for file in files {
                let mut rows = digests.query([file.as_bytes()])?;
                while rows.next()?.is_some() {}
            }
            times.push(started.elapsed());
        }
        Ok(Times::of(times))
    };
    failed(read())
}

fn reader(dir: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(dir.join("data.db"))?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}
