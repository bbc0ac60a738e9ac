//! Work rows: what stands in clear so that a queue or a home page is one indexed query.

use hearth_record::ids::{AuthorityId, FileId, RecordId, TeamId, WorkerId};
use jiff::civil::Date;

use crate::{
    Store,
    driver::{LONGEST_LIST, Place, Row, Value, params},
    error::StoreError,
};

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkRow {
    /// In which file.
    pub file: FileId,
    /// By which record.
    pub record: RecordId,
    /// Which of the record's work rows, from 0.
    pub n: u32,
    /// What is to be done.
    pub kind: String,
    /// How far it is.
    pub state: String,
    /// By when.
    pub due: Option<Date>,
    /// Whose team.
    pub team: Option<TeamId>,
    /// Whose task.
    pub worker: Option<WorkerId>,
}

/// Which work: one queue, by what it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WorkQuery {
    /// Of a worker.
    Worker(WorkerId),
    /// Of a team.
    Team(TeamId),
    /// Of one kind in one state, across an authority.
    Queue {
        /// The authority.
        authority: AuthorityId,
        /// What is to be done.
        kind: String,
        /// How far it is.
        state: String,
    },
}

/// What has no date is stored as due on the last day there is, so that it comes last and the index alone gives the order.
const NO_DATE: Date = Date::MAX;

/// A due date as stored.
pub(crate) fn stored_due(due: Option<Date>) -> Date {
    due.unwrap_or(NO_DATE)
}

macro_rules! columns {
    () => {
        "file, record, n, kind, state, due, team, worker"
    };
}
const OF_WORKER: &str =
    concat!("SELECT ", columns!(), " FROM work WHERE worker = $1 ORDER BY due, file, record, n LIMIT $2");
const OF_TEAM: &str =
    concat!("SELECT ", columns!(), " FROM work WHERE team = $1 ORDER BY due, file, record, n LIMIT $2");
const OF_QUEUE: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM work WHERE authority = $1 AND kind = $2 AND state = $3 ",
    "ORDER BY due, file, record, n LIMIT $4"
);
const OF_FILES: &str = concat!("SELECT ", columns!(), " FROM work WHERE file IN LIST($1) ORDER BY file, record, n");

fn of_row(row: &Row) -> Result<WorkRow, StoreError> {
    Ok(WorkRow {
        file: row.id(0)?,
        record: row.id(1)?,
        n: u32::try_from(row.int(2)?).map_err(|_| StoreError::Form("a work row has no number from 0".to_owned()))?,
        kind: row.text(3)?.to_owned(),
        state: row.text(4)?.to_owned(),
        due: Some(row.date(5)?).filter(|due| *due != NO_DATE),
        team: row.opt_id(6)?,
        worker: row.opt_id(7)?,
    })
}

impl Store {
    /// At most `limit` rows of a queue, those due first in front. It is no access: each file that is shown is decided by the policies.
    pub async fn work(&self, query: &WorkQuery, limit: u32) -> Result<Vec<WorkRow>, StoreError> {
        let (sql, params) = match query {
            WorkQuery::Worker(worker) => (OF_WORKER, params![*worker, limit]),
            WorkQuery::Team(team) => (OF_TEAM, params![*team, limit]),
            WorkQuery::Queue { authority, kind, state } => {
                (OF_QUEUE, params![authority, kind.as_str(), state.as_str(), limit])
            }
        };
        self.driver().query(Place::Data, sql, params).await?.iter().map(of_row).collect()
    }

    /// The work rows of these files, by file.
    pub async fn work_of(&self, files: &[FileId]) -> Result<Vec<WorkRow>, StoreError> {
        let mut found = Vec::new();
        for some in files.chunks(LONGEST_LIST) {
            let rows = self.driver().query(Place::Data, OF_FILES, vec![Value::ids(some.iter().copied())]).await?;
            for row in &rows {
                found.push(of_row(row)?);
            }
        }
        Ok(found)
    }
}
