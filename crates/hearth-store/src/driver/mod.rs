//! The two engines behind one face: a statement, an answer, a commit.
//!
//! Everything that is written is a [`Commit`], a value: statements that must touch something or be refused, and the leaves for
//! the audit tree. Being a value it can be grouped with others on SQLite, pipelined on PostgreSQL, and tried again after a
//! serialisation failure.

mod postgres;
mod sequencer;
mod sql;
mod sqlite;
mod transport;
mod value;
mod writer;

pub(crate) use postgres::{Postgres, error as postgres_error};
pub(crate) use sequencer::Guard;
pub(crate) use sql::{LONGEST_LIST, Text};
pub(crate) use sqlite::{DATA_FILE, KEYS_FILE, Sqlite, error as sqlite_error};
pub(crate) use value::{Row, Value, params};

use hearth_record::ids::{EntryId, FileId};

use crate::error::StoreError;

/// How a commit is made durable before it is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Synchronous {
    /// The disk is flushed before each confirmation: nothing confirmed is lost, even when the power fails.
    #[default]
    Full,
    /// A crash of the machine may lose the last moments; the database stays whole. For demonstrations only.
    Normal,
}

/// Which of the two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Place {
    /// Records, index, work rows, audit.
    Data,
    /// Keys and the list of what was destroyed; with backups of its own.
    Keys,
}

/// One statement of a commit.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) text: Text,
    pub(crate) params: Vec<Value>,
    /// Why the whole commit is refused when this statement touches nothing.
    pub(crate) refusal: Option<StoreError>,
}

impl Step {
    /// A statement that may touch any number of rows.
    pub(crate) fn new(sql: &'static str, params: Vec<Value>) -> Self {
        Self { text: Text::Fixed(sql), params, refusal: None }
    }

    /// The same, refusing the whole commit when no row is touched.
    pub(crate) fn or(mut self, refusal: StoreError) -> Self {
        self.refusal = Some(refusal);
        self
    }

    /// Many rows of `width` values in as few statements as a handful of prepared texts allow.
    pub(crate) fn rows(head: &'static str, width: usize, tail: &'static str, mut values: Vec<Value>) -> Vec<Self> {
        debug_assert!(width > 0 && values.len().is_multiple_of(width));
        let mut steps = Vec::new();
        for rows in [64_usize, 16, 4, 1] {
            while values.len() >= rows * width {
                let rest = values.split_off(rows * width);
                let params = std::mem::replace(&mut values, rest);
                steps.push(Self { text: Text::Rows { head, width, rows, tail }, params, refusal: None });
            }
        }
        steps
    }
}

/// An audit entry on its way into the tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Leaf {
    pub(crate) entry: EntryId,
    /// The leaf hash of the entry's bytes.
    pub(crate) hash: [u8; 32],
    /// A keyed hash of the same bytes, which guards the entry until its leaf is assigned. Only PostgreSQL waits.
    pub(crate) mac: [u8; 32],
}

/// What is written together or not at all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Commit {
    /// Statements on the key database, made durable first: key before data on the way in.
    pub(crate) keys: Vec<Step>,
    /// Statements that must touch a row each; all are tried, and every file that moved is named.
    pub(crate) checks: Vec<Step>,
    /// The statements on the data.
    pub(crate) steps: Vec<Step>,
    /// The audit entries among them, in order.
    pub(crate) leaves: Vec<Leaf>,
}

/// Several refused checks as one error.
pub(crate) fn refused(refusals: Vec<StoreError>) -> Option<StoreError> {
    let mut moved: Vec<FileId> = Vec::new();
    let mut other = None;
    for refusal in refusals {
        match refusal {
            StoreError::Moved { files } => moved.extend(files),
            error => {
                other.get_or_insert(error);
            }
        }
    }
    other.or_else(|| (!moved.is_empty()).then_some(StoreError::Moved { files: moved }))
}

/// One of the two engines. Cheap to clone.
#[derive(Clone)]
pub(crate) enum Driver {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

/// A statement to be answered.
pub(crate) type Query = (&'static str, Vec<Value>);

impl Driver {
    /// The answer to one statement.
    pub(crate) async fn query(
        &self,
        place: Place,
        sql: &'static str,
        params: Vec<Value>,
    ) -> Result<Vec<Row>, StoreError> {
        let mut answers = self.queries(place, vec![(sql, params)]).await?;
        Ok(answers.pop().unwrap_or_default())
    }

    /// The first row of the answer to one statement.
    pub(crate) async fn first(
        &self,
        place: Place,
        sql: &'static str,
        params: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.query(place, sql, params).await?.into_iter().next())
    }

    /// The answers to several statements in one visit: one reader on SQLite, where they see the same moment; pipelined on
    /// PostgreSQL, where a later statement may see more than an earlier one.
    pub(crate) async fn queries(&self, place: Place, queries: Vec<Query>) -> Result<Vec<Vec<Row>>, StoreError> {
        match self {
            Self::Sqlite(driver) => driver.queries(place, queries).await,
            Self::Postgres(driver) => driver.queries(place, queries).await,
        }
    }

    /// The one column of ids or references that one statement answers for each set of parameters: a search reads ten thousand of
    /// them, so they are not made into rows first.
    pub(crate) async fn references(
        &self,
        place: Place,
        sql: &'static str,
        asked: Vec<Vec<Value>>,
    ) -> Result<Vec<Vec<[u8; 16]>>, StoreError> {
        if let Self::Sqlite(driver) = self {
            return driver.references(place, sql, asked).await;
        }
        let answers = self.queries(place, asked.into_iter().map(|params| (sql, params)).collect()).await?;
        answers.iter().map(|rows| rows.iter().map(|row| row.array(0)).collect()).collect()
    }

    /// Writes all of it, durably, or nothing.
    pub(crate) async fn commit(&self, commit: Commit) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(driver) => driver.commit(commit).await,
            Self::Postgres(driver) => driver.commit(commit).await,
        }
    }

    /// Writes statements that need no audit of their own (a draft, a key's wrap, the tree's checkpoint).
    pub(crate) async fn write(&self, place: Place, steps: Vec<Step>) -> Result<(), StoreError> {
        let commit = match place {
            Place::Data => Commit { steps, ..Commit::default() },
            Place::Keys => Commit { keys: steps, ..Commit::default() },
        };
        self.commit(commit).await
    }

    /// Every statement that was asked so far with its plan; SQLite only, PostgreSQL tells none.
    pub(crate) async fn plans(&self) -> Result<Vec<(String, String)>, StoreError> {
        match self {
            Self::Sqlite(driver) => driver.plans().await,
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }

    /// Assigns leaves to the entries that wait for them and says to how many. Nothing waits on SQLite.
    pub(crate) async fn sequence(&self) -> Result<u64, StoreError> {
        match self {
            Self::Sqlite(_) => Ok(0),
            Self::Postgres(driver) => driver.sequence().await,
        }
    }

    /// Writes out what can be written out and stops taking work.
    pub(crate) async fn close(&self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(driver) => driver.close().await,
            Self::Postgres(driver) => driver.close().await,
        }
    }
}
