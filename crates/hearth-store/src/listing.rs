//! Lists of files: which files may stand in somebody's list, as one indexed statement.
//!
//! A [`Listing`] is the rule of access as data, at most [`MOST_CLAUSES`] of it; nothing here knows why a clause is there. The policies are
//! asked about each row that is shown all the same.

use hearth_record::{
    FileType, clear,
    ids::{AuthorityId, FileId, TeamId, WorkerId},
};

use crate::{
    Store,
    driver::{Place, Value, params},
    error::StoreError,
    files::{self, FileRow},
};

/// A listing has at most this many clauses, ways in and bars together.
pub const MOST_CLAUSES: usize = 6;

/// Within one authority, files that at least one way leads to and no bar keeps out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The authority whose files are listed.
    pub authority: AuthorityId,
    /// The worker whose list it is.
    pub worker: Option<WorkerId>,
    /// The teams whose list it is; may be empty.
    pub teams: Vec<TeamId>,
    /// Any of these lets a file in. None at all: the list is empty.
    pub ways_in: Vec<Way>,
    /// Any of these keeps it out.
    pub bars: Vec<Bar>,
}

/// A way for a file into a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// An open work row of this kind that names the worker or one of the teams. A listing has at most two kinds of its own work.
    Own(&'static str),
    /// An open work row of one of these kinds, at most two, whoever has it.
    Anyones(&'static [&'static str]),
    /// Every file.
    Every,
}

/// What keeps a file out of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bar {
    /// It stands behind the adoption wall.
    Walled,
    /// It is restricted, and no row of kind [`clear::NAMED`] names this worker.
    RestrictedUnlessNamed(WorkerId),
    /// A row of kind [`clear::CONFLICT`] names this worker.
    Conflict(WorkerId),
}

/// What every listing asks of a file: the council's own papers are nobody's and stand in no list. The parameters `$1` to `$8` are the same in both statements. A bar that is not there gets a
/// parameter that nothing fails.
macro_rules! unbarred {
    () => {
        " AND f.authority = $1 AND f.destroyed_at IS NULL AND f.walled <= $3 AND f.file_type NOT IN ('council', $4) \
          AND (f.restricted <= $5 OR EXISTS (SELECT 1 FROM work n WHERE n.file = f.id AND n.kind = 'named' AND n.worker = $6)) \
          AND NOT EXISTS (SELECT 1 FROM work c WHERE c.file = f.id AND c.kind = 'conflict' AND c.worker = $7) \
         ORDER BY f.id LIMIT $8"
    };
}
const BY_WORK: &str = concat!(
    "SELECT ",
    files::columns!(),
    " FROM file f WHERE f.id > $2 AND f.id IN (\
      SELECT w.file FROM work w WHERE w.worker = $9 AND w.state = 'open' AND w.kind IN ($10, $11) AND w.file > $2 \
      UNION ALL \
      SELECT t.file FROM work t WHERE t.team IN LIST($12) AND t.state = 'open' AND t.kind IN ($10, $11) AND t.file > $2 \
      UNION ALL \
      SELECT a.file FROM work a WHERE a.authority = $1 AND a.kind IN ($13, $14) AND a.state = 'open' AND a.file > $2)",
    unbarred!()
);
const EVERY: &str = concat!("SELECT ", files::columns!(), " FROM file f WHERE f.id > $2", unbarred!());

impl Listing {
    /// How many clauses it has.
    pub fn clauses(&self) -> usize {
        self.ways_in.len() + self.bars.len()
    }

    fn kinds(&self, of: impl Fn(&Way) -> &[&'static str]) -> Result<[&'static str; 2], StoreError> {
        let kinds: Vec<&'static str> = self.ways_in.iter().flat_map(of).copied().collect();
        match *kinds.as_slice() {
            // No work row has an empty kind.
            [] => Ok(["", ""]),
            [one] => Ok([one, one]),
            [one, other] => Ok([one, other]),
            _ => Err(StoreError::Refused(format!(
                "a list asks for {} kinds of work, and at most two can be asked for",
                kinds.len()
            ))),
        }
    }

    fn barred(&self, bar: impl Fn(&Bar) -> Option<WorkerId>) -> Option<WorkerId> {
        self.bars.iter().find_map(bar)
    }

    /// The parameters that both statements have.
    fn params(&self, after: FileId, limit: u32) -> Vec<Value> {
        let walled = self.bars.contains(&Bar::Walled);
        let restricted =
            self.barred(|bar| if let Bar::RestrictedUnlessNamed(worker) = bar { Some(*worker) } else { None });
        let conflict = self.barred(|bar| if let Bar::Conflict(worker) = bar { Some(*worker) } else { None });
        params![
            &self.authority,
            after,
            !walled,
            if walled { FileType::Adoption.code() } else { "" },
            restricted.is_none(),
            restricted,
            conflict,
            limit
        ]
    }
}

impl Store {
    /// At most `limit` files of a list, in the order of their ids, after the file `after`.
    pub async fn listing(
        &self,
        listing: &Listing,
        after: Option<FileId>,
        limit: u32,
    ) -> Result<Vec<FileRow>, StoreError> {
        if listing.clauses() > MOST_CLAUSES {
            return Err(StoreError::Refused(format!(
                "a list has {} clauses, and at most {MOST_CLAUSES} can be asked",
                listing.clauses()
            )));
        }
        if listing.ways_in.is_empty() {
            return Ok(Vec::new());
        }
        let mut params = listing.params(after.unwrap_or(FileId::from_bytes([0; 16])), limit);
        let every = listing.ways_in.contains(&Way::Every);
        if !every {
            let own = listing.kinds(|way| if let Way::Own(kind) = way { std::slice::from_ref(kind) } else { &[] })?;
            let anyones = listing.kinds(|way| if let Way::Anyones(kinds) = way { kinds } else { &[] })?;
            params.extend(params![listing.worker, own[0], own[1]]);
            params.push(Value::ids(listing.teams.iter().copied()));
            params.extend(params![anyones[0], anyones[1]]);
        }
        let sql = if every { EVERY } else { BY_WORK };
        self.driver().query(Place::Data, sql, params).await?.iter().map(files::of_row).collect()
    }
}

// The words in the statements are those that the records write.
const _: () = assert!(
    same(FileType::Council.code(), "council")
        && same(clear::NAMED, "named")
        && same(clear::CONFLICT, "conflict")
        && same(clear::OPEN, "open")
);

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}
