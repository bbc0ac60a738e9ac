//! Lists: the rule of access as the store runs it, and the policies' word on each row that is shown.
//!
//! The store finds the rows by an index ([`Listing`]); the policies decide each of them again. Both say the same in every
//! world that is tried in the tests. Should they ever differ, the row is left out and the audit says so.

use hearth_access::{
    Action, FileFacts, Purpose, Subject,
    lists::{self, ListRule, WayIn},
};
use hearth_record::{
    clear,
    ids::{FileId, PersonId, TeamId},
};
use hearth_store::{Bar, Entry, FileRow, Listing, Outcome, Way, WorkRow};
use zeroize::Zeroizing;

use crate::{Desk, Failure, facts};

/// Every file that may stand in a list of this person.
pub fn of(subject: &Subject) -> Listing {
    let rule = lists::list_rule(subject);
    let ways_in = rule.ways_in.iter().map(way).collect();
    Listing {
        authority: rule.authority.clone(),
        worker: Some(subject.worker),
        teams: subject.teams.clone(),
        ways_in,
        bars: bars(&rule),
    }
}

/// The files in which this person is involved now, as far as their role lists any.
pub fn mine(subject: &Subject) -> Listing {
    Listing { teams: Vec::new(), ..involved(subject) }
}

/// The files in which a team is involved now, as far as this person's role and teams list them.
pub fn of_team(subject: &Subject, team: TeamId) -> Listing {
    let teams = if subject.teams.contains(&team) { vec![team] } else { Vec::new() };
    Listing { worker: None, teams, ..involved(subject) }
}

fn involved(subject: &Subject) -> Listing {
    let whole = of(subject);
    let narrows = |way: &Way| matches!(way, Way::Every | Way::Own(clear::INVOLVEMENT));
    let ways_in = if whole.ways_in.iter().any(narrows) { vec![Way::Own(clear::INVOLVEMENT)] } else { Vec::new() };
    Listing { ways_in, ..whole }
}

const fn way(way: &WayIn) -> Way {
    match way {
        WayIn::WorkOf { kind, .. } => Way::Own(kind),
        WayIn::WorkOfAnyone { kinds } => Way::Anyones(kinds),
        WayIn::Every => Way::Every,
    }
}

fn bars(rule: &ListRule) -> Vec<Bar> {
    let bar = |bar: &lists::Bar| match *bar {
        lists::Bar::BehindTheWall => Bar::Walled,
        lists::Bar::RestrictedUnlessNamed(worker) => Bar::RestrictedUnlessNamed(worker),
        lists::Bar::ConflictOf(worker) => Bar::Conflict(worker),
    };
    rule.bars.iter().map(bar).collect()
}

/// A row that may be shown, with its opened digest.
pub(crate) type Row = (FileRow, Zeroizing<Vec<u8>>);

/// The first `most` files of a list that the policies, too, let stand in it. Three queries, however many they are.
///
/// # Errors
/// What the store refuses.
pub(crate) async fn rows(desk: &Desk, listing: &Listing, most: u32) -> Result<Vec<Row>, Failure> {
    let store = &desk.instance().store;
    let found = store.listing(listing, None, most).await?;
    let files: Vec<FileId> = found.iter().map(|row| row.file).collect();
    let (digests, work) = tokio::join!(store.digests(&files), store.work_of(&files));
    agreed(desk, &found, digests?, &work?).await
}

/// Those of `rows`, found as `found`, that the policies, too, let stand in the list. No query where both agree.
///
/// # Errors
/// What the store refuses.
pub(crate) async fn agreed(
    desk: &Desk,
    found: &[FileRow],
    mut rows: Vec<Row>,
    work: &[WorkRow],
) -> Result<Vec<Row>, Failure> {
    let mut answers = Answers::at(desk);
    let mut keeps_out = |row: &FileRow| !answers.permit(Action::ListRow, &facts::of(row, work), None);
    let refused: Vec<FileId> = rows.extract_if(.., |(row, _)| keeps_out(row)).map(|(row, _)| row.file).collect();
    if !refused.is_empty() {
        alarm(desk, found, &refused).await?;
    }
    Ok(rows)
}

/// What the policies answer while one list is made.
///
/// They answer by what is true of a file, never by which file it is. So files of which the same is true are decided once: of two
/// hundred contacts in the queue most are.
pub(crate) struct Answers<'a> {
    desk: &'a Desk,
    known: Vec<(Action, Option<Purpose>, FileFacts, bool)>,
}

impl<'a> Answers<'a> {
    /// None yet, at this desk.
    pub(crate) fn at(desk: &'a Desk) -> Self {
        Self { desk, known: Vec::new() }
    }

    /// Whether they permit `action` on the file of these facts.
    pub(crate) fn permit(&mut self, action: Action, facts: &FileFacts, purpose: Option<Purpose>) -> bool {
        // The ids are all that may differ between two files that are decided as one.
        let nobody = [0; 16];
        let true_of_it =
            FileFacts { file: FileId::from_bytes(nobody), person: PersonId::from_bytes(nobody), ..facts.clone() };
        let known = self.known.iter().find(|(a, p, known, _)| *a == action && *p == purpose && *known == true_of_it);
        if let Some((.., permitted)) = known {
            return *permitted;
        }
        let desk = self.desk;
        let decision = desk.instance().policies.decide(desk.subject(), action, facts, &desk.context(purpose));
        let permitted = decision.is_permitted();
        self.known.push((action, purpose, true_of_it, permitted));
        permitted
    }
}

/// Whether the policies let the file of `row`, whose work rows are among `work`, stand in a list of this person.
pub(crate) fn may_list(desk: &Desk, row: &FileRow, work: &[WorkRow]) -> bool {
    let facts = facts::of(row, work);
    desk.instance().policies.decide(desk.subject(), Action::ListRow, &facts, &desk.context(None)).is_permitted()
}

/// Says that list and policies disagreed on these files. One that was written to while the list was made is no disagreement.
async fn alarm(desk: &Desk, found: &[FileRow], refused: &[FileId]) -> Result<(), Failure> {
    let store = &desk.instance().store;
    let now = store.files(refused).await?;
    let stood_still =
        now.iter().filter(|row| found.iter().any(|seen| seen.file == row.file && seen.revision == row.revision));
    let entries: Vec<Entry> = stood_still
        .map(|row| {
            tracing::error!(file = %row.file, role = desk.subject().role.code(), "a list and the policies disagree on a row; it was left out");
            desk.entry("list.disagreed", None, Some(row.file), Outcome::Failed)
        })
        .collect();
    if entries.is_empty() { Ok(()) } else { Ok(store.note(entries).await?) }
}

/// For the tests: the files of any listing as this person would be shown them.
#[doc(hidden)]
pub async fn shown(desk: &Desk, listing: &Listing, most: u32) -> Result<Vec<FileId>, Failure> {
    Ok(rows(desk, listing, most).await?.into_iter().map(|(row, _)| row.file).collect())
}
