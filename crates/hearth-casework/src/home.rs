//! The first screen of the day: what is mine.

use hearth_record::{
    Digest, Flag,
    ids::{FileId, PersonId, TeamId},
};
use hearth_store::{EntryQuery, FileRow, Listing, Outcome, StoreError};
use jiff::civil::Date;

use crate::{Desk, Failure, lists};

/// A file in a list.
#[derive(Clone)]
pub struct Listed {
    /// The file.
    pub file: FileId,
    /// The person.
    pub person: PersonId,
    /// The name they go by now.
    pub name: String,
    /// The family name, by which families stand together.
    pub family: String,
    /// The date of birth, or the expected one.
    pub born: Option<Date>,
    /// What stands over the file.
    pub flags: Vec<Flag>,
    /// The last event of the file that is not in the future.
    pub latest: Option<hearth_record::Event>,
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

/// Files that this person opened lately, the latest first, at most eight. Three queries.
///
/// # Errors
/// What the store refuses.
pub async fn opened_lately(desk: &Desk) -> Result<Vec<(Listed, jiff::Timestamp)>, Failure> {
    let entries =
        desk.instance().store.entries(&EntryQuery::Account(desk.subject().account), None, LOOKED_BACK).await?;
    let mut lately: Vec<(FileId, jiff::Timestamp)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.action == "file.open" && entry.outcome == Outcome::Done) {
        if let Some(file) = entry.file.filter(|file| !lately.iter().any(|(known, _)| known == file)) {
            lately.push((file, entry.at));
        }
    }
    lately.truncate(SHOWN_LATELY);
    let files: Vec<FileId> = lately.iter().map(|(file, _)| *file).collect();
    let listed = shown(desk, &files).await?;
    let with_time = |(file, at): (FileId, jiff::Timestamp)| {
        listed.iter().find(|line| line.file == file).map(|line| (line.clone(), at))
    };
    Ok(lately.into_iter().filter_map(with_time).collect())
}

/// How many entries of the audit are looked through for files opened lately, and how many files are shown.
const LOOKED_BACK: u32 = 200;
const SHOWN_LATELY: usize = 8;

/// The files that a team of this person is involved with now, by family. Four queries, however many they are.
///
/// # Errors
/// What the store refuses.
pub async fn team_files(desk: &Desk, team: TeamId) -> Result<Vec<Listed>, Failure> {
    listed(desk, "list.team", &lists::of_team(desk.subject(), team)).await
}

async fn listed(desk: &Desk, action: &'static str, listing: &Listing) -> Result<Vec<Listed>, Failure> {
    let rows = lists::rows(desk, listing, MOST).await?;
    let shown: Result<Vec<Listed>, Failure> = rows.iter().map(|(row, sealed)| line(desk, row, sealed)).collect();
    let mut shown = shown?;
    shown.sort_by(|a, b| (&a.family, a.born, a.file).cmp(&(&b.family, b.born, b.file)));
    let mut entry = desk.entry(action, None, None, Outcome::Done);
    entry.count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    Ok(shown)
}

/// Those of `files` that the policies let stand in a list of this person.
async fn shown(desk: &Desk, files: &[FileId]) -> Result<Vec<Listed>, Failure> {
    let store = &desk.instance().store;
    let (digests, work) = tokio::join!(store.digests(files), store.work_of(files));
    let (digests, work) = (digests?, work?);
    let permitted = digests.iter().filter(|(row, _)| lists::may_list(desk, row, &work));
    permitted.map(|(row, sealed)| line(desk, row, sealed)).collect()
}

fn line(desk: &Desk, row: &FileRow, sealed: &[u8]) -> Result<Listed, Failure> {
    let digest =
        Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
    let today = desk.today();
    let latest = digest.events.iter().rev().map(|(event, _)| *event).find(|event| event.on <= today);
    Ok(Listed {
        file: row.file,
        person: row.person,
        name: digest.name.whole(),
        family: digest.name.family,
        born: digest.born,
        flags: digest.flags,
        latest,
    })
}
