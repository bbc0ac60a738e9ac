//! Who may stand in two files: a worklist that a job fills and two people work off.
//!
//! A pair stands as a work row of the file with the lower id, in the place of a record that would have the other file's id:
//! nothing stands in clear but the two ids, how far the pair is, and who said something of it. Names, dates and reasons are
//! read from the digests whenever the list is shown. A pair that was decided keeps its row, so that the job does not raise it
//! again; who decided, and why, stands in the audit.

mod decide;
mod sweep;

use hearth_access::{Action, Role};
use hearth_practice::matching::Roll;
use hearth_record::{
    Digest, Flag, clear,
    ids::{FileId, RecordId, WorkerId},
};
use hearth_store::{FileRow, NewWork, Outcome, WorkQuery, WorkRow};
use jiff::civil::Date;

pub use self::{
    decide::{Said, another_person, one_person},
    sweep::{Swept, sweep},
};
use super::candidates::{self, KeptBack};
use crate::{Desk, Failure, facts};

/// Two files that may be of one person.
pub struct PossibleDouble {
    /// The two, side by side.
    pub sides: [Side; 2],
    /// How likely, from 0 to 1.
    pub score: f64,
    /// Why, in words.
    pub why: Vec<String>,
    /// Who said that they are one person and waits for somebody else to agree.
    pub said_by: Option<WorkerId>,
}

/// One of two files.
pub struct Side {
    /// The file.
    pub file: FileId,
    /// The name they go by.
    pub name: String,
    /// Other names.
    pub other_names: Vec<String>,
    /// The date of birth, or the expected one.
    pub born: Option<Date>,
    /// Sex: `F` or `M`.
    pub sex: Option<char>,
    /// The local identifier.
    pub la_child_id: Option<String>,
    /// The postcodes of the last addresses; none where either of the two has a protected one.
    pub postcodes: Vec<String>,
    /// What stands over the file.
    pub flags: Vec<Flag>,
}

/// How many pairs a list shows; the rest come when these are decided.
const SHOWN: usize = 50;
/// How many rows are read for it.
const READ: u32 = 200;
/// How many people an authority is taken to know.
const POPULATION: f64 = 200_000.0;

/// The pairs that wait to be looked at, the likeliest first; those that somebody waits for first of all. Costs six queries.
///
/// A pair is shown to whoever may find both files. Two files on two sides of the adoption wall are no pair, and a pair of
/// which one was adopted since is none any more.
///
/// # Errors
/// What access and the store refuse.
pub async fn possible_doubles(desk: &Desk) -> Result<Vec<PossibleDouble>, Failure> {
    let permit = desk.may(Action::ReviewDoubles).await?;
    let mut rows = in_state(desk, clear::SAID_SAME).await?;
    rows.extend(in_state(desk, clear::OPEN).await?);
    let files: Vec<FileId> = rows.iter().flat_map(pair_of).collect();
    let (mut opened, work) = candidates::opened(desk, &files).await?;
    let kept = KeptBack::of(desk, &mut opened, &[]).await?;
    let permitted = |row: &FileRow| {
        let facts = facts::of(row, &work);
        desk.instance().policies.decide(desk.subject(), Action::Find, &facts, &desk.context(None)).is_permitted()
    };
    let known: Vec<&(FileRow, Digest)> = opened.iter().filter(|(row, _)| !row.flags.walled && permitted(row)).collect();
    let known = |file: FileId| known.iter().find(|(row, _)| row.file == file).copied();
    let both = rows.iter().filter_map(|row| {
        let [one, other] = pair_of(row);
        Some((row, known(one)?, known(other)?))
    });
    let compared = |(row, one, other): (&WorkRow, &(FileRow, Digest), &(FileRow, Digest))| {
        // The one person may be the other: what either side would tell of the address is kept from both.
        let protects = |of: &(FileRow, Digest)| of.1.has(Flag::ProtectedAddress) || kept.any_of(of.0.file);
        compared(row, [one, other], protects(one) || protects(other))
    };
    let mut doubles: Vec<PossibleDouble> = both.filter_map(compared).collect();
    doubles.sort_by(|a, b| b.said_by.is_some().cmp(&a.said_by.is_some()).then(b.score.total_cmp(&a.score)));
    doubles.truncate(SHOWN);
    let mut entry = desk.entry("person.doubles", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(doubles.len()).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    Ok(doubles)
}

async fn in_state(desk: &Desk, state: &str) -> Result<Vec<WorkRow>, Failure> {
    let queue = queue(desk.authority(), state);
    Ok(desk.instance().store.work(&queue, READ).await?)
}

fn queue(authority: &hearth_record::ids::AuthorityId, state: &str) -> WorkQuery {
    WorkQuery::Queue { authority: authority.clone(), kind: clear::POSSIBLE_DOUBLE.to_owned(), state: state.to_owned() }
}

fn compared(row: &WorkRow, two: [&(FileRow, Digest); 2], protected: bool) -> Option<PossibleDouble> {
    let mut roll = Roll::of_population(POPULATION);
    let [one, other] = two.map(|(_, digest)| {
        let mut described = candidates::described(digest, []);
        described.homes.retain(|_| !protected);
        described
    });
    let place = roll.add(&one);
    let (verdict, why) = roll.compare(&other, place)?;
    let mut sides = two.map(side);
    if protected {
        for side in &mut sides {
            side.postcodes.clear();
        }
    }
    Some(PossibleDouble { sides, score: verdict.score, why, said_by: row.worker })
}

fn side((row, digest): &(FileRow, Digest)) -> Side {
    Side {
        file: row.file,
        name: digest.name.whole(),
        other_names: digest.other_names.clone(),
        born: digest.born,
        sex: digest.sex,
        la_child_id: digest.la_child_id.clone(),
        postcodes: digest.postcodes.clone(),
        flags: digest.flags.clone(),
    }
}

/// The two files of a row.
fn pair_of(row: &WorkRow) -> [FileId; 2] {
    [row.file, FileId::from_bytes(row.record.as_bytes())]
}

/// Where the row of a pair stands, whichever of the two is named first: its file, and the other in the place of a record.
fn place_of(one: FileId, other: FileId) -> (FileId, RecordId) {
    let (file, other) = if one < other { (one, other) } else { (other, one) };
    (file, RecordId::from_bytes(other.as_bytes()))
}

/// The row of a pair in a state.
fn row(state: &str, worker: Option<WorkerId>) -> NewWork {
    NewWork { kind: clear::POSSIBLE_DOUBLE.to_owned(), state: state.to_owned(), due: None, team: None, worker }
}

/// The row that says in which role somebody said it.
fn row_of_role(role: Role, worker: WorkerId) -> NewWork {
    let kind = clear::POSSIBLE_DOUBLE_ROLE.to_owned();
    NewWork { kind, state: role.code().to_owned(), due: None, team: None, worker: Some(worker) }
}
