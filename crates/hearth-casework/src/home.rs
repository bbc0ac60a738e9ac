//! The first screen of the day: what is mine, what must be done, what has changed.

mod activity;
mod count;
mod families;
mod team;
mod today;

pub use activity::{Activity, activity};
pub use count::Count;
pub use families::{Family, families};
pub use team::{Team, TeamWorker, team};
pub use today::{News, ToDo, Today, Unfinished, today};

use hearth_practice::clocks::Clocks;
use hearth_record::{
    Digest, EventName, FileType, Flag, KindSchema, clear,
    ids::{FileId, PersonId, TeamId},
};
use hearth_store::{FileRow, Listing, Outcome, StoreError, WorkRow};
use jiff::civil::Date;

use crate::{Desk, Failure, lists};

/// What people call the clock of a rule; for a number that no rule has, words that say as much.
pub fn clock_name(rule: &str) -> &'static str {
    Clocks::rule(rule).map_or("Something due", |rule| rule.name.as_str())
}

/// Whether the clock of a rule waits for the decision on a contact, which has a page of its own.
pub fn waits_for_a_decision(rule: &str) -> bool {
    Clocks::rule(rule)
        .is_some_and(|rule| rule.own && rule.starts.iter().any(|event| event.as_str() == "contact.received"))
}

/// Whether the clock of a rule waits for the answer to a request about personal information, which has a page of its own.
pub fn is_of_a_request(rule: &str) -> bool {
    let asked = |event: &EventName| event.as_str().ends_with("_request.received");
    Clocks::rule(rule).is_some_and(|rule| rule.service == "rights" && rule.starts.iter().all(asked))
}

/// The kind of record that stops the clock of a rule, where it is another than the one that started it: `visit` for a visit that is
/// due.
pub fn stopped_by(rule: &str) -> Option<&'static KindSchema> {
    let rule = Clocks::rule(rule).filter(|rule| !rule.own)?;
    let kind = |event: &EventName| match event.as_str().split_once('.') {
        Some((noun, "made")) if noun.ends_with("_visit") => hearth_record::kind("visit"),
        Some(("care_leaver" | "private_fostering" | "foster_carer", "visited")) => hearth_record::kind("visit"),
        Some((noun, _)) => hearth_record::kind(noun).filter(|kind| !kind.given && !kind.once),
        None => None,
    };
    rule.stops.iter().find_map(kind)
}

/// A file in a list.
#[derive(Clone)]
pub struct Listed {
    /// The file.
    pub file: FileId,
    /// The person.
    pub person: PersonId,
    /// What the file is for: a worker holds files of adults beside those of their children.
    pub file_type: FileType,
    /// The name they go by now.
    pub name: String,
    /// The family name, by which families stand together.
    pub family: String,
    /// Whom the file names as family or household; some of them may stand in the same list.
    pub kin: Vec<PersonId>,
    /// The date of birth, or the expected one.
    pub born: Option<Date>,
    /// What stands over the file.
    pub flags: Vec<Flag>,
    /// The last event of the file that is not in the future.
    pub latest: Option<hearth_record::Event>,
    /// The day on which the child was seen last; a foster carer, when they were last visited.
    pub last_seen: Option<Date>,
    /// The clock that is due first: the number of its rule, and the day.
    pub next: Option<(String, Date)>,
}

impl Listed {
    /// Whether the file is that of a child, or of a young adult who was one when it began; no foster carer's, and no adult's who is
    /// known through a child.
    pub fn is_child(&self) -> bool {
        matches!(self.file_type, FileType::Care | FileType::Adoption)
    }

    /// Whether a child's file is by now that of a young adult, such as a care leaver.
    pub fn is_grown(&self, today: Date) -> bool {
        let of_age = |born| hearth_calendar::age(born, today).is_some_and(|age| age.years >= 18);
        self.is_child() && self.born.is_some_and(of_age)
    }
}

/// The most files that a list of one's own holds.
const MOST: u32 = 500;

/// The files of those whom this person is involved with now, by family. Four queries, however many they are.
///
/// # Errors
/// What the store refuses.
pub async fn my_files(desk: &Desk) -> Result<Vec<Listed>, Failure> {
    listed(desk, "list.mine", &lists::mine(desk.subject())).await
}

/// The files that a team of this person is involved with now, by family. Four queries, however many they are.
///
/// # Errors
/// What the store refuses.
pub async fn team_files(desk: &Desk, team: TeamId) -> Result<Vec<Listed>, Failure> {
    listed(desk, "list.team", &lists::of_team(desk.subject(), team)).await
}

async fn listed(desk: &Desk, action: &'static str, listing: &Listing) -> Result<Vec<Listed>, Failure> {
    let store = &desk.instance().store;
    let found = store.listing(listing, None, MOST).await?;
    let files: Vec<FileId> = found.iter().map(|row| row.file).collect();
    let (digests, work) = tokio::join!(store.digests(&files), store.work_of(&files));
    let work = work?;
    let shown = by_family(desk, &lists::agreed(desk, &found, digests?, &work).await?, &work)?;
    let mut entry = desk.entry(action, None, None, Outcome::Done);
    entry.count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    Ok(shown)
}

/// The lines of these files, families together.
fn by_family(desk: &Desk, rows: &[lists::Row], work: &[WorkRow]) -> Result<Vec<Listed>, Failure> {
    let lines: Result<Vec<Listed>, Failure> = rows.iter().map(|(row, sealed)| line(desk, row, sealed, work)).collect();
    let mut lines = lines?;
    lines.sort_by(|a, b| (&a.family, a.born, a.file).cmp(&(&b.family, b.born, b.file)));
    Ok(lines)
}

fn line(desk: &Desk, row: &FileRow, sealed: &[u8], work: &[WorkRow]) -> Result<Listed, Failure> {
    let digest =
        Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
    let today = desk.today();
    let past = || digest.events.iter().rev().map(|(event, _)| *event).filter(|event| event.on <= today);
    let met = if row.file_type == FileType::FosterCarer { "foster_carer.visited" } else { "child.seen" };
    let (latest, seen) = (past().next(), past().find(|event| event.name.as_str() == met));
    let clocks = work.iter().filter(|line| line.file == row.file && line.kind == clear::CLOCK);
    let due = clocks.filter_map(|line| line.due.map(|due| (due, line.state.clone()))).min();
    Ok(Listed {
        file: row.file,
        person: row.person,
        file_type: row.file_type,
        name: digest.name.whole(),
        family: digest.name.family,
        kin: digest.kin.into_iter().chain(digest.siblings).collect(),
        born: digest.born,
        flags: digest.flags,
        latest,
        last_seen: seen.map(|event| event.on),
        next: due.map(|(due, rule)| (rule, due)),
    })
}
