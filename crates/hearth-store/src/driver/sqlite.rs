//! SQLite: readers of their own, one writer thread.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use rusqlite::{
    Connection, ErrorCode,
    config::DbConfig,
    types::{ToSql, ToSqlOutput, ValueRef},
};
use tokio::sync::{Semaphore, mpsc, oneshot};

use super::{
    Commit, Place, Query, Synchronous,
    sql::{self, Text},
    value::{Row, Value},
    writer::{Job, Writer},
};
use crate::error::StoreError;

/// The file of the data database in its folder.
pub(crate) const DATA_FILE: &str = "data.db";
/// The file of the key database in its folder.
pub(crate) const KEYS_FILE: &str = "keys.db";
/// Readers at most; each holds up to [`READER_CACHE_KIB`] of pages.
const READERS: usize = 4;
const READER_CACHE_KIB: i64 = 24 * 1024;
/// Changes that may wait before the next one waits outside.
const QUEUE: usize = 1024;

/// A SQLite instance: two databases in one folder.
#[derive(Clone)]
pub(crate) struct Sqlite {
    data: Arc<Readers>,
    keys: Arc<Readers>,
    writer: mpsc::Sender<Job>,
}

impl Sqlite {
    /// Opens both databases, which are made when they are missing, and starts the writer.
    pub(crate) fn open(dir: &Path, synchronous: Synchronous) -> Result<Self, StoreError> {
        let (data, keys) = (dir.join(DATA_FILE), dir.join(KEYS_FILE));
        let (sender, jobs) = mpsc::channel(QUEUE);
        Writer::start(&data, &keys, synchronous, jobs, sender.downgrade())?;
        Ok(Self { data: Arc::new(Readers::new(data)), keys: Arc::new(Readers::new(keys)), writer: sender })
    }

    /// Where a database stands.
    pub(crate) fn path(&self, place: Place) -> &Path {
        match place {
            Place::Data => &self.data.path,
            Place::Keys => &self.keys.path,
        }
    }

    pub(super) async fn queries(&self, place: Place, queries: Vec<Query>) -> Result<Vec<Vec<Row>>, StoreError> {
        let readers = match place {
            Place::Data => &self.data,
            Place::Keys => &self.keys,
        };
        Readers::with(readers, move |link| link.answer(&queries)).await
    }

    pub(super) async fn references(
        &self,
        place: Place,
        sql: &'static str,
        asked: Vec<Vec<Value>>,
    ) -> Result<Vec<Vec<[u8; 16]>>, StoreError> {
        let readers = match place {
            Place::Data => &self.data,
            Place::Keys => &self.keys,
        };
        Readers::with(readers, move |link| asked.iter().map(|params| link.references(sql, params)).collect()).await
    }

    pub(super) async fn commit(&self, commit: Commit) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Job::Commit(Box::new(commit), reply)).await?;
        answer.await.map_err(|_| StoreError::Closing)?
    }

    /// Runs `act` on the writer's own two connections (data, keys), between two batches.
    pub(crate) async fn alone<T: Send + 'static>(
        &self,
        act: impl FnOnce(&mut Connection, &mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (reply, answer) = oneshot::channel();
        let job = Job::Alone(Box::new(move |data, keys| {
            // Who asked may have gone away; the act was done all the same.
            let _ = reply.send(act(data, keys));
        }));
        self.send(job).await?;
        answer.await.map_err(|_| StoreError::Closing)?
    }

    /// Copies both logs back and cuts them off, so that no page of before stands in them. A reader that still uses the old log is
    /// waited for as long as the connection waits for any lock.
    pub(crate) async fn truncate_logs(&self) -> Result<(), StoreError> {
        self.alone(|data, keys| {
            truncate(data)?;
            truncate(keys)
        })
        .await
    }

    /// Every statement that was asked so far with the plan that SQLite has for it.
    pub(super) async fn plans(&self) -> Result<Vec<(String, String)>, StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Job::Plans(reply)).await?;
        let mut plans = answer.await.map_err(|_| StoreError::Closing)??;
        for readers in [&self.data, &self.keys] {
            let idle = readers.idle.lock().unwrap_or_else(PoisonError::into_inner);
            for link in idle.iter() {
                plans.extend(link.plans().map_err(|e| error(&e))?);
            }
        }
        Ok(plans)
    }

    pub(super) async fn close(&self) -> Result<(), StoreError> {
        let (reply, answer) = oneshot::channel();
        self.send(Job::Close(reply)).await?;
        answer.await.map_err(|_| StoreError::Closing)
    }

    async fn send(&self, job: Job) -> Result<(), StoreError> {
        self.writer.send(job).await.map_err(|_| StoreError::Closing)
    }
}

/// Cuts off the log of one database. Who copies the log at this moment is not waited for by SQLite itself, so it is asked again.
pub(super) fn truncate(connection: &Connection) -> Result<(), StoreError> {
    for _ in 0..200 {
        let busy: i64 =
            connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(|e| error(&e))?;
        if busy == 0 {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    Err(StoreError::Unavailable { why: "a long read holds the write-ahead log".to_owned() })
}

/// Connections that only read, opened as they are needed.
struct Readers {
    path: PathBuf,
    idle: Mutex<Vec<Link>>,
    permits: Arc<Semaphore>,
}

impl Readers {
    fn new(path: PathBuf) -> Self {
        Self { path, idle: Mutex::default(), permits: Arc::new(Semaphore::new(READERS)) }
    }

    async fn with<T: Send + 'static>(
        readers: &Arc<Self>,
        act: impl FnOnce(&mut Link) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, StoreError> {
        let permit = readers.permits.clone().acquire_owned().await.map_err(|_| StoreError::Closing)?;
        let readers = readers.clone();
        let work = move || {
            let _permit = permit;
            let idle = readers.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut link = match idle {
                Some(link) => link,
                None => Link::reader(&readers.path)?,
            };
            let answer = act(&mut link);
            // A connection that failed is not trusted again.
            if answer.is_ok() {
                readers.idle.lock().unwrap_or_else(PoisonError::into_inner).push(link);
            }
            answer
        };
        match tokio::task::spawn_blocking(work).await {
            Ok(answer) => answer.map_err(|e| error(&e)),
            Err(_) => Err(StoreError::Closing),
        }
    }
}

/// A connection with the texts it has translated.
pub(super) struct Link {
    pub(super) connection: Connection,
    texts: HashMap<(Text, Vec<Option<usize>>), String>,
}

impl Link {
    pub(super) fn new(connection: Connection) -> Self {
        connection.set_prepared_statement_cache_capacity(256);
        Self { connection, texts: HashMap::new() }
    }

    fn reader(path: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        // Without it a statement whose plan looked at what is bound is prepared anew for each other value.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.pragma_update(None, "query_only", true)?;
        connection.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        Ok(Self::new(connection))
    }

    /// Each statement that was prepared here, with the lines of its plan.
    pub(super) fn plans(&self) -> rusqlite::Result<Vec<(String, String)>> {
        let explained = |sql: &String| {
            let mut statement = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let lines: Vec<String> = statement.raw_query().mapped(|row| row.get(3)).collect::<rusqlite::Result<_>>()?;
            Ok((sql.clone(), lines.join("; ")))
        };
        let asked = |sql: &&String| ["SELECT", "UPDATE", "DELETE"].iter().any(|verb| sql.starts_with(verb));
        self.texts.values().filter(asked).map(explained).collect()
    }

    fn answer(&mut self, queries: &[Query]) -> rusqlite::Result<Vec<Vec<Row>>> {
        // One statement is a moment of its own; several share one by a transaction.
        if let [(sql, params)] = queries {
            return Ok(vec![self.rows(Text::Fixed(sql), params)?]);
        }
        self.connection.prepare_cached("BEGIN")?.execute([])?;
        let answers = queries.iter().map(|(sql, params)| self.rows(Text::Fixed(sql), params)).collect();
        self.connection.prepare_cached("COMMIT")?.execute([])?;
        answers
    }

    /// The rows that a statement answers.
    pub(super) fn rows(&mut self, text: Text, params: &[Value]) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.prepared(text, params)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            let values = (0..columns).map(|c| row.get_ref(c).map(from_sqlite)).collect::<rusqlite::Result<_>>()?;
            answer.push(Row(values));
        }
        Ok(answer)
    }

    /// The first column of the rows that a statement answers: 16 bytes each.
    fn references(&mut self, sql: &'static str, params: &[Value]) -> rusqlite::Result<Vec<[u8; 16]>> {
        let mut statement = self.prepared(Text::Fixed(sql), params)?;
        let mut rows = statement.raw_query();
        let mut answer = Vec::new();
        while let Some(row) = rows.next()? {
            answer.push(row.get(0)?);
        }
        Ok(answer)
    }

    /// Runs a statement and says how many rows it touched, or found.
    pub(super) fn touch(&mut self, text: Text, params: &[Value]) -> rusqlite::Result<u64> {
        let mut statement = self.prepared(text, params)?;
        if statement.column_count() == 0 {
            return statement.raw_execute().map(|n| n as u64);
        }
        let mut rows = statement.raw_query();
        let mut found = 0;
        while rows.next()?.is_some() {
            found += 1;
        }
        Ok(found)
    }

    fn prepared(&mut self, text: Text, params: &[Value]) -> rusqlite::Result<rusqlite::CachedStatement<'_>> {
        let plain = params.iter().all(|p| p.list_len().is_none());
        let lists = if plain { Vec::new() } else { params.iter().map(|p| p.list_len().map(sql::padded)).collect() };
        let key = (text, lists);
        if !self.texts.contains_key(&key) {
            let translated = sql::for_sqlite(&key.0, &key.1);
            self.texts.insert(key.clone(), translated);
        }
        let mut statement = self.connection.prepare_cached(&self.texts[&key])?;
        let spread;
        let params = if plain {
            params
        } else {
            spread = sql::spread(params);
            &spread
        };
        debug_assert_eq!(statement.parameter_count(), params.len(), "each parameter has its place: {text:?}");
        for (i, value) in params.iter().enumerate() {
            statement.raw_bind_parameter(i + 1, value)?;
        }
        Ok(statement)
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(v) => ValueRef::Integer(*v),
            Self::Text(v) => ValueRef::Text(v.as_bytes()),
            Self::Bytes(v) => ValueRef::Blob(v),
            Self::Blobs(_) => {
                return Err(rusqlite::Error::ToSqlConversionFailure("a list stands outside LIST($n)".into()));
            }
        }))
    }
}

fn from_sqlite(value: ValueRef<'_>) -> Value {
    match value {
        // No column of ours holds a fraction: every table is STRICT.
        ValueRef::Null | ValueRef::Real(_) => Value::Null,
        ValueRef::Integer(v) => Value::Int(v),
        ValueRef::Text(v) => Value::Text(String::from_utf8_lossy(v).into_owned()),
        ValueRef::Blob(v) => Value::Bytes(v.to_vec()),
    }
}

/// What an error of SQLite means to who called.
pub(crate) fn error(error: &rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, message) = error else {
        return StoreError::Engine(error.to_string());
    };
    let why = message.clone().unwrap_or_else(|| failure.to_string());
    match failure.code {
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::ConstraintViolation => match failure.extended_code {
            rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY | rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE => {
                StoreError::AlreadyThere { constraint: why }
            }
            rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER => StoreError::Refused(why),
            _ => StoreError::Engine(why),
        },
        ErrorCode::SystemIoFailure
        | ErrorCode::CannotOpen
        | ErrorCode::DatabaseBusy
        | ErrorCode::DatabaseLocked
        | ErrorCode::ReadOnly
        | ErrorCode::FileLockingProtocolFailed
        | ErrorCode::NotADatabase
        | ErrorCode::DatabaseCorrupt
        | ErrorCode::OutOfMemory => StoreError::Unavailable { why },
        _ => StoreError::Engine(why),
    }
}
