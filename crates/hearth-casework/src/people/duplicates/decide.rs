use hearth_access::{Action, Refusal, Role, Second};
use hearth_record::{
    Problems, clear,
    ids::{FileId, WorkerId},
};
use hearth_store::{Change, FileRow, NewWork, Outcome, WorkRow};

use super::{place_of, row, row_of_role};
use crate::{Desk, Failure, people::same_person::same_person_agreed};

/// What saying that two are one person came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Somebody else has to agree.
    Waits,
    /// Two people have said so, and the files are joined.
    Joined,
}

/// Says that a pair is one person. The first to say so waits for a second; the second joins the files, as
/// [`same_person`](crate::people::same_person) does.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Absent`] where the pair does not wait, [`Failure::Wrong`] where the same
/// person says it twice, and what access and the store refuse.
pub async fn one_person(desk: &Desk, one: FileId, other: FileId, because: &str) -> Result<Said, Failure> {
    let because = reason(because)?;
    let pair = Waiting::of(desk, one, other).await?;
    match pair.said {
        Some((worker, _)) if worker == desk.subject().worker => {
            Err(Failure::Wrong("you have said so already; somebody else has to agree".to_owned()))
        }
        Some((worker, role)) => {
            let joined = |change: &mut Change| {
                pair.put(desk, change, vec![row(clear::JOINED, None)], "person.double_joined", because);
            };
            same_person_agreed(desk, Second { worker, role }, [one, other], because, joined).await?;
            Ok(Said::Joined)
        }
        None => {
            let worker = desk.subject().worker;
            let rows = vec![row(clear::SAID_SAME, Some(worker)), row_of_role(desk.subject().role, worker)];
            pair.leave(desk, rows, "person.double_said", because).await?;
            Ok(Said::Waits)
        }
    }
}

/// Says that a pair is two people. It is not raised again.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Absent`] where the pair does not wait, and what access and the store
/// refuse.
pub async fn another_person(desk: &Desk, one: FileId, other: FileId, because: &str) -> Result<(), Failure> {
    let because = reason(because)?;
    let pair = Waiting::of(desk, one, other).await?;
    pair.leave(desk, vec![row(clear::APART, Some(desk.subject().worker))], "person.double_parted", because).await
}

/// A pair that waits, as it was read.
struct Waiting {
    files: [FileRow; 2],
    /// Who said that they are one person, in which role.
    said: Option<(WorkerId, Role)>,
}

impl Waiting {
    /// The pair, where it waits and its reader may find both files.
    async fn of(desk: &Desk, one: FileId, other: FileId) -> Result<Self, Failure> {
        desk.may(Action::ReviewDoubles).await?;
        let (first, facts) = desk.facts_of(one, Action::Find).await?;
        desk.decided(Action::Find, &facts, &desk.context(None)).await?;
        let (second, facts) = desk.facts_of(other, Action::Find).await?;
        desk.decided(Action::Find, &facts, &desk.context(None)).await?;
        if first.flags.walled || second.flags.walled {
            return Err(Refusal::no_such_file().into());
        }
        let (file, record) = place_of(one, other);
        let work = desk.instance().store.work_of(&[file]).await?;
        let rows: Vec<&WorkRow> = work.iter().filter(|row| row.record == record).collect();
        let waits = rows.iter().any(|row| {
            row.kind == clear::POSSIBLE_DOUBLE && [clear::OPEN, clear::SAID_SAME].contains(&row.state.as_str())
        });
        if !waits {
            return Err(Failure::Absent("these two files are not on the list, or somebody has decided already"));
        }
        let role = rows.iter().find(|row| row.kind == clear::POSSIBLE_DOUBLE_ROLE);
        let said = role.and_then(|row| Some((row.worker?, row.state.parse().ok()?)));
        Ok(Self { files: [first, second], said })
    }

    /// Puts other rows in the place of those that stand, with an entry for each file.
    async fn leave(&self, desk: &Desk, rows: Vec<NewWork>, code: &'static str, because: &str) -> Result<(), Failure> {
        let mut change = desk.change();
        change.reads.extend(self.files.iter().map(|side| (side.file, side.revision)));
        self.put(desk, &mut change, rows, code, because);
        desk.instance().store.commit(change).await?;
        Ok(())
    }

    /// Adds those rows and entries to a change.
    fn put(&self, desk: &Desk, change: &mut Change, rows: Vec<NewWork>, code: &'static str, because: &str) {
        let [one, other] = &self.files;
        let (file, record) = place_of(one.file, other.file);
        change.work.push((file, record, rows));
        for side in [one, other] {
            let mut entry = desk.entry(code, None, Some(side.file), Outcome::Done);
            entry.detail = Some(because.as_bytes().to_vec());
            change.entries.push(entry);
        }
    }
}

fn reason(because: &str) -> Result<&str, Problems> {
    let because = because.trim();
    if because.is_empty() { Err(Problems::at("because", "is needed: say how you know")) } else { Ok(because) }
}
