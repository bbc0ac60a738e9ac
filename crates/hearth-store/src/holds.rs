//! Holds: which files must not be destroyed, whatever else is decided about them.
//!
//! A row of `hold` keeps one file. A row of `open_hold` says of which sort of file a hold that is open speaks; its scope is a code. A
//! change that finds a file to be of that sort puts it under every such hold in its own commit, on whichever node it is written.

use hearth_record::ids::{AuthorityId, FileId};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{
    Store,
    driver::{LONGEST_LIST, Place, Step, Value, params},
    entries::Entry,
    error::StoreError,
};

/// Under which holds a change puts a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoldFor {
    /// Under every open one of this scope, by its code.
    Scope(String),
    /// Under every open one of this scope whose two days, which stand behind its code, meet these.
    Days {
        /// The code.
        scope: String,
        /// The first day of the file.
        first: Date,
        /// The last.
        last: Date,
    },
    /// Under this one.
    Hold(Uuid),
}

/// A hold that is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenHold {
    /// Its id.
    pub id: Uuid,
    /// The code of its scope, with its two days behind it where it has any: `SERVED_BETWEEN 2001-01-01 2004-12-31`.
    pub scope: String,
}

impl Store {
    /// Opens a hold: from now on each change that finds a file in its scope puts the file under it. What was written before is placed
    /// by who calls, with [`Store::place_holds`]. Written with its audit entry.
    pub async fn open_hold(
        &self,
        authority: &AuthorityId,
        hold: Uuid,
        scope: &str,
        entry: Entry,
    ) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO open_hold (authority, id, scope) VALUES ($1, $2, $3) ON CONFLICT (authority, id) DO NOTHING";
        let mut commit = self.noting(&[entry]).await?;
        commit.steps.insert(0, Step::new(SQL, params![authority, hold.into_bytes(), scope]));
        self.driver().commit(commit).await
    }

    /// Closes a hold and releases every file that stood under it, with its audit entry. Whether it may be closed is decided above.
    pub async fn close_hold(&self, authority: &AuthorityId, hold: Uuid, entry: Entry) -> Result<(), StoreError> {
        const CLOSE: &str = "DELETE FROM open_hold WHERE authority = $1 AND id = $2";
        let mut commit = self.noting(&[entry]).await?;
        let close = Step::new(CLOSE, params![authority, hold.into_bytes()]);
        let release = Step::new("DELETE FROM hold WHERE id = $1", params![hold.into_bytes()]);
        commit.steps.splice(0..0, [close, release]);
        self.driver().commit(commit).await
    }

    /// The holds that are open in an authority.
    pub async fn open_holds(&self, authority: &AuthorityId) -> Result<Vec<OpenHold>, StoreError> {
        const SQL: &str = "SELECT id, scope FROM open_hold WHERE authority = $1 ORDER BY id";
        let rows = self.driver().query(Place::Data, SQL, params![authority]).await?;
        rows.iter()
            .map(|row| Ok(OpenHold { id: Uuid::from_bytes(row.array(0)?), scope: row.text(1)?.to_owned() }))
            .collect()
    }

    /// Puts files under a hold, those that are under it already too; entries name each of them. A destroyed file is passed over.
    pub async fn place_holds(&self, hold: Uuid, entries: Vec<Entry>) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO hold (file, id, placed_at) SELECT id, $2, $3 FROM file \
             WHERE id = $1 AND destroyed_at IS NULL ON CONFLICT (file, id) DO NOTHING";
        let mut commit = self.noting(&entries).await?;
        let mut steps = Vec::with_capacity(entries.len());
        for entry in &entries {
            let file = entry.file.ok_or(StoreError::Unaudited { file: None })?;
            steps.push(Step::new(SQL, params![file, hold.into_bytes(), entry.at]));
        }
        steps.append(&mut commit.steps);
        commit.steps = steps;
        self.driver().commit(commit).await
    }

    /// Which holds stand on these files.
    pub async fn holds_of(&self, files: &[FileId]) -> Result<Vec<(FileId, Uuid)>, StoreError> {
        const SQL: &str = "SELECT file, id FROM hold WHERE file IN LIST($1) ORDER BY file, id";
        let mut found = Vec::new();
        for some in files.chunks(LONGEST_LIST) {
            let rows = self.driver().query(Place::Data, SQL, vec![Value::ids(some.iter().copied())]).await?;
            for row in &rows {
                found.push((row.id(0)?, Uuid::from_bytes(row.array(1)?)));
            }
        }
        Ok(found)
    }

    /// The files that stand under a hold.
    pub async fn held_by(&self, hold: Uuid) -> Result<Vec<FileId>, StoreError> {
        const SQL: &str = "SELECT file FROM hold WHERE id = $1 ORDER BY file";
        let rows = self.driver().query(Place::Data, SQL, params![hold.into_bytes()]).await?;
        rows.iter().map(|row| row.id(0)).collect()
    }
}

/// The statement of a change that puts a file under holds.
pub(crate) fn step(authority: &AuthorityId, file: FileId, placed: &HoldFor, at: Timestamp) -> Step {
    const BY_SCOPE: &str = "INSERT INTO hold (file, id, placed_at) SELECT $1, h.id, $3 FROM open_hold h \
         WHERE h.authority = $2 AND h.scope = $4 ON CONFLICT (file, id) DO NOTHING";
    // Days are ten letters, and stand after the code and a space.
    const BY_DAYS: &str = "INSERT INTO hold (file, id, placed_at) SELECT $1, h.id, $3 FROM open_hold h \
         WHERE h.authority = $2 AND h.scope LIKE $4 AND substr(h.scope, length(h.scope) - 20, 10) <= $6 \
         AND substr(h.scope, length(h.scope) - 9, 10) >= $5 ON CONFLICT (file, id) DO NOTHING";
    const BY_HAND: &str = "INSERT INTO hold (file, id, placed_at) SELECT $1, h.id, $3 FROM open_hold h \
         WHERE h.authority = $2 AND h.id = $4 ON CONFLICT (file, id) DO NOTHING";
    match placed {
        HoldFor::Scope(scope) => Step::new(BY_SCOPE, params![file, authority, at, scope.as_str()]),
        HoldFor::Days { scope, first, last } => {
            let days = format!("{scope} ____-__-__ ____-__-__");
            Step::new(BY_DAYS, params![file, authority, at, days, first.to_string(), last.to_string()])
        }
        HoldFor::Hold(id) => Step::new(BY_HAND, params![file, authority, at, id.into_bytes()]),
    }
}
