//! PostgreSQL: two pools, a transaction a commit, its statements sent without waiting for each other.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use deadpool_postgres::{
    GenericClient, Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime, Timeouts,
};
use tokio_postgres::{
    NoTls, Statement,
    error::SqlState,
    types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};

use super::{
    Commit, Place, Query, Step, refused, sequencer,
    sql::{self, Text},
    transport::{self, Transport},
    value::{Row, Value},
};
use crate::error::StoreError;

/// Connections to each of the two databases.
const CONNECTIONS: usize = 16;
/// A database that does not answer for so long counts as gone.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a commit is tried again after a serialisation failure.
const ATTEMPTS: u32 = 8;

/// A PostgreSQL instance: two databases.
#[derive(Clone)]
pub(crate) struct Postgres {
    data: Pool,
    keys: Pool,
    /// Ends the sequencer when the last handle goes.
    _alive: Arc<tokio::sync::watch::Sender<()>>,
    guard: sequencer::Guard,
}

impl Postgres {
    /// Pools for both databases and the task that assigns leaves. Nothing is connected yet.
    pub(crate) fn open(url: &str, key_url: &str, guard: sequencer::Guard) -> Result<Self, StoreError> {
        let (alive, ended) = tokio::sync::watch::channel(());
        let driver = Self { data: pool(url)?, keys: pool(key_url)?, _alive: Arc::new(alive), guard };
        sequencer::start(driver.data.clone(), driver.guard.clone(), ended);
        Ok(driver)
    }

    fn pool(&self, place: Place) -> &Pool {
        match place {
            Place::Data => &self.data,
            Place::Keys => &self.keys,
        }
    }

    pub(super) async fn queries(&self, place: Place, queries: Vec<Query>) -> Result<Vec<Vec<Row>>, StoreError> {
        let client = client(self.pool(place)).await?;
        let mut statements = Vec::with_capacity(queries.len());
        for (sql, _) in &queries {
            statements.push(prepare(&client, Text::Fixed(sql)).await?);
        }
        let asked = queries.iter().zip(&statements).map(|((_, params), statement)| rows(&client, statement, params));
        in_order(asked.collect()).await.into_iter().collect()
    }

    /// Runs to its end even when who asked goes away: a connection never returns to the pool in the middle of a transaction.
    pub(super) async fn commit(&self, commit: Commit) -> Result<(), StoreError> {
        let driver = self.clone();
        let task = tokio::spawn(async move {
            if !commit.keys.is_empty() {
                transact(&driver.keys, &[], &commit.keys).await?;
            }
            if commit.checks.is_empty() && commit.steps.is_empty() && commit.leaves.is_empty() {
                return Ok(());
            }
            let mut steps = commit.steps;
            steps.extend(sequencer::waiting_steps(&commit.leaves));
            transact(&driver.data, &commit.checks, &steps).await
        });
        task.await.map_err(|_| StoreError::Closing)?
    }

    /// A connection of its own, for what is neither a query nor a commit: copying tables, vacuuming.
    pub(crate) async fn client(&self, place: Place) -> Result<Object, StoreError> {
        client(self.pool(place)).await
    }

    /// Runs one statement that cannot stand in a transaction.
    pub(crate) async fn vacuum(&self, place: Place, sql: &'static str) -> Result<(), StoreError> {
        self.client(place).await?.batch_execute(sql).await.map_err(|e| error(&e))
    }

    pub(super) async fn sequence(&self) -> Result<u64, StoreError> {
        sequencer::sequence(&self.data, &self.guard).await
    }

    pub(super) async fn close(&self) -> Result<(), StoreError> {
        let sequenced = self.sequence().await;
        self.data.close();
        self.keys.close();
        sequenced.map(drop)
    }
}

fn pool(url: &str) -> Result<Pool, StoreError> {
    let config: tokio_postgres::Config = url.parse().map_err(|_| {
        StoreError::Refused("the database address is not of the form postgres://user@host:port/name".to_owned())
    })?;
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    let manager = match transport::of(config)? {
        Transport::Plain(config) => Manager::from_config(config, NoTls, recycling),
        Transport::Encrypted(config, tls) => Manager::from_config(config, tls, recycling),
    };
    let timeouts = Timeouts { wait: Some(PATIENCE), create: Some(PATIENCE), recycle: Some(PATIENCE) };
    Pool::builder(manager)
        .max_size(CONNECTIONS)
        .timeouts(timeouts)
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|e| StoreError::Engine(e.to_string()))
}

pub(super) async fn client(pool: &Pool) -> Result<Object, StoreError> {
    pool.get().await.map_err(|e| match e {
        PoolError::Closed => StoreError::Closing,
        PoolError::Timeout(_) => {
            StoreError::Unavailable { why: format!("no connection within {} seconds", PATIENCE.as_secs()) }
        }
        PoolError::Backend(e) => match error(&e) {
            // Whatever goes wrong while connecting, the database cannot be used now.
            StoreError::Engine(why) => StoreError::Unavailable { why },
            other => other,
        },
        other => StoreError::Unavailable { why: other.to_string() },
    })
}

/// One transaction, tried again when the engine could not serialise it.
pub(super) async fn transact(pool: &Pool, checks: &[Step], steps: &[Step]) -> Result<(), StoreError> {
    let mut attempt = 1;
    loop {
        match attempt_once(pool, checks, steps).await {
            Err(Failure::Again(_)) if attempt < ATTEMPTS => attempt += 1,
            Err(Failure::Again(error) | Failure::Final(error)) => return Err(error),
            Ok(()) => return Ok(()),
        }
    }
}

enum Failure {
    /// Serialisation failure or deadlock: the same statements may succeed.
    Again(StoreError),
    Final(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Final(error)
    }
}

impl From<tokio_postgres::Error> for Failure {
    fn from(e: tokio_postgres::Error) -> Self {
        let again = [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED];
        if e.code().is_some_and(|code| again.contains(code)) { Self::Again(error(&e)) } else { Self::Final(error(&e)) }
    }
}

async fn attempt_once(pool: &Pool, checks: &[Step], steps: &[Step]) -> Result<(), Failure> {
    let client = client(pool).await?;
    let all: Vec<&Step> = checks.iter().chain(steps).collect();
    let mut statements = Vec::with_capacity(all.len());
    for step in &all {
        statements.push(prepare(&client, step.text).await?);
    }
    let outcome = pipeline(&client, &all, &statements, checks.len()).await;
    if outcome.is_err() {
        // Undoes nothing when the connection is gone; then the engine undoes it.
        let _ = client.batch_execute("ROLLBACK").await;
        return outcome;
    }
    client.batch_execute("COMMIT").await.map_err(|e| {
        if e.code().is_some() {
            return Failure::from(e);
        }
        Failure::Final(StoreError::OutcomeUnknown { why: brief(&e) })
    })
}

/// A statement on its way: how many rows it will have touched.
type Sent<'a> = Pin<Box<dyn Future<Output = Result<u64, tokio_postgres::Error>> + Send + 'a>>;

async fn pipeline(client: &Object, all: &[&Step], statements: &[Statement], checks: usize) -> Result<(), Failure> {
    let mut sent: Vec<Sent<'_>> = vec![Box::pin(async { client.batch_execute("BEGIN").await.map(|()| 1) })];
    for (step, statement) in all.iter().zip(statements) {
        sent.push(Box::pin(async move { client.execute_raw(statement, step.params.iter()).await }));
    }
    let mut answers = in_order(sent).await.into_iter();
    if let Some(begun) = answers.next() {
        begun?;
    }
    let mut refusals = Vec::new();
    for (i, (answer, step)) in answers.zip(all).enumerate() {
        // The first refused statement speaks: those after it were only stopped by it.
        if i == checks
            && let Some(refusal) = refused(std::mem::take(&mut refusals))
        {
            return Err(refusal.into());
        }
        let touched = match answer {
            Ok(touched) => touched,
            Err(e) => return Err(refused(refusals).map_or_else(|| e.into(), Failure::Final)),
        };
        match &step.refusal {
            Some(refusal) if touched == 0 && i < checks => refusals.push(refusal.clone()),
            Some(refusal) if touched == 0 => return Err(refusal.clone().into()),
            _ => {}
        }
    }
    refused(refusals).map_or(Ok(()), |refusal| Err(refusal.into()))
}

/// Polls futures in their order until all are done. The order matters: each sends its statement when it is first polled.
pub(super) async fn in_order<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut waiting: Vec<_> = futures.into_iter().map(|f| (Box::pin(f), None)).collect();
    poll_fn(|cx| {
        let mut all = true;
        for (future, answer) in waiting.iter_mut().filter(|(_, answer)| answer.is_none()) {
            match future.as_mut().poll(cx) {
                Poll::Ready(value) => *answer = Some(value),
                Poll::Pending => all = false,
            }
        }
        if all { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    waiting.into_iter().filter_map(|(_, answer)| answer).collect()
}

pub(super) async fn prepare(client: &impl GenericClient, text: Text) -> Result<Statement, StoreError> {
    client.prepare_cached(&sql::for_postgres(&text)).await.map_err(|e| error(&e))
}

pub(super) async fn rows(
    client: &impl GenericClient,
    statement: &Statement,
    params: &[Value],
) -> Result<Vec<Row>, StoreError> {
    let params: Vec<_> = params.iter().map(|p| p as &(dyn ToSql + Sync)).collect();
    let answer = client.query(statement, &params).await.map_err(|e| error(&e))?;
    answer.iter().map(from_postgres).collect()
}

fn from_postgres(row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let mut values = Vec::with_capacity(row.len());
    for (i, column) in row.columns().iter().enumerate() {
        let value = match *column.type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(i).map(|v| v.map(Value::Int)),
            Type::INT4 => row.try_get::<_, Option<i32>>(i).map(|v| v.map(|v| Value::Int(v.into()))),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i).map(|v| v.map(Value::Bytes)),
            _ => row.try_get::<_, Option<String>>(i).map(|v| v.map(Value::Text)),
        };
        values.push(value.map_err(|e| StoreError::Form(e.to_string()))?.unwrap_or(Value::Null));
    }
    Ok(Row(values))
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(v) if *ty == Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
            Self::Int(v) => v.to_sql(ty, out),
            Self::Text(v) => v.to_sql(ty, out),
            Self::Bytes(v) => v.to_sql(ty, out),
            Self::Blobs(v) => v.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// The engine's own words, without the row that it may quote in its detail.
fn brief(e: &tokio_postgres::Error) -> String {
    if let Some(db) = e.as_db_error() {
        return db.message().to_owned();
    }
    let mut text = e.to_string();
    let mut source = std::error::Error::source(e);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

/// What an error of PostgreSQL means to who called.
pub(crate) fn error(e: &tokio_postgres::Error) -> StoreError {
    let why = brief(e);
    let Some(code) = e.code() else {
        return StoreError::Unavailable { why };
    };
    let class = code.code().get(..2).unwrap_or_default();
    match (code, class) {
        (&SqlState::UNIQUE_VIOLATION, _) => {
            let constraint = e.as_db_error().and_then(|db| db.constraint()).unwrap_or_default().to_owned();
            StoreError::AlreadyThere { constraint }
        }
        (&SqlState::DISK_FULL, _) => StoreError::DiskFull,
        (&SqlState::RAISE_EXCEPTION, _) => StoreError::Refused(why),
        // Connection lost, out of resources, stopped by an operator, system error, read-only after a fail-over.
        (_, "08" | "53" | "57" | "58") | (&SqlState::READ_ONLY_SQL_TRANSACTION, _) => StoreError::Unavailable { why },
        _ => StoreError::Engine(why),
    }
}
