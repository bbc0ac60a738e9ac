use std::{borrow::Cow, collections::BTreeSet};

use hearth_practice::family::{self, Gender, KnownAs, Network, Said};
use hearth_record::{
    File, Flag,
    find::{Term, TermKind},
    ids::{FileId, PersonId, RecordId},
    looked_after::Placement,
    people::{HouseholdMembership, Relationship},
};
use hearth_store::{Outcome, load_some::KINDS};

use super::{
    kept,
    named::{Known, known, told},
};
use crate::{Desk, Failure, FileView, write};

/// The family and household of a person, as far as this reader may know them.
pub struct Family {
    /// Everybody and their ties.
    pub network: Network,
    /// What the reader may do with each of them, in the order of the network.
    pub members: Vec<Member>,
}

/// Somebody of a family, beside what the network says of them.
#[derive(Clone, Default)]
pub struct Member {
    /// Their file, where the reader may open it, if only after saying why.
    pub file: Option<FileId>,
    /// What stands over their file, where the reader may know it.
    pub flags: Vec<Flag>,
}

/// How much is read for a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// What the file itself says, with the names of those whom it names: for a few lines on another page.
    OwnFile,
    /// The files of those who are tied to the person as well, so far as the reader may open them: what they say of brothers and
    /// sisters, of their own parents, of who lives where.
    Family,
}

/// Most files of a family that are read.
const MOST: usize = 60;

/// The family of a person. With [`Reach::OwnFile`] three queries, with [`Reach::Family`] nine and one commit, however large it is;
/// one more where the view looks back, up to two more for what relatives protect, and up to three more where keys are not in memory.
///
/// A file that the reader may not open adds nothing to what this one says; of somebody whom they may not even find, nothing is
/// told that does not stand here. Nobody behind the adoption wall is reached, and nothing leads on to a child who was adopted.
/// Each further file that is read has its own entry in the audit.
///
/// # Errors
/// What the store refuses.
pub async fn network(desk: &Desk, view: &FileView, reach: Reach) -> Result<Family, Failure> {
    let own = own(desk, view).await?;
    let named = named_in(&view.file);
    let near = match reach {
        Reach::OwnFile => known(desk, view, &named).await?,
        Reach::Family => around(desk, view, &named).await?,
    };
    let mut said = Vec::new();
    let mut far = Vec::new();
    if reach == Reach::Family {
        let read = read(desk, &near).await?;
        let there: BTreeSet<PersonId> = near.iter().map(|known| known.row.person).chain([view.person]).collect();
        let further: BTreeSet<PersonId> = read
            .iter()
            .flat_map(|(_, file)| named_in(&then(view, file)))
            .filter(|person| !there.contains(person))
            .collect();
        far = known(desk, view, &further.into_iter().collect::<Vec<_>>()).await?;
        let known_as = |file: FileId| near.iter().find(|known| known.row.file == file);
        let kept = kept_back(desk, &near, &read).await?;
        said = read.into_iter().filter_map(|(file, now)| Some(said_by(view, known_as(file)?, &now, &kept))).collect();
    }
    let all: Vec<Known> = near.into_iter().chain(far).collect();
    let network = Network::of(own, said, &all.iter().map(|known| known_as(known, view)).collect::<Vec<_>>());
    let members =
        network.people.iter().map(|there| there.person.map(|person| member(person, &all)).unwrap_or_default());
    Ok(Family { members: members.collect(), network })
}

/// Which addresses of these files their own families protect.
pub(super) async fn kept_back(
    desk: &Desk,
    known: &[Known],
    read: &[(FileId, File)],
) -> Result<BTreeSet<RecordId>, Failure> {
    let open = read.iter().filter_map(|(file, records)| {
        let row = &known.iter().find(|known| known.row.file == *file)?.row;
        Some(kept::Open { file: *file, person: row.person, walled: row.flags.walled, records })
    });
    let open: Vec<kept::Open<'_>> = open.collect();
    kept::by_the_family(desk, &open).await
}

/// What the file of the view says at its moment, less the addresses that it or its family protects now. One query where the view
/// looks back.
pub(super) async fn own(desk: &Desk, view: &FileView) -> Result<Said, Failure> {
    let own = Said::of(view.id, view.person, view.digest.name.whole(), &view.file);
    let own = own.keeping(|record| view.kept_in_family.contains(&record));
    if view.known_at.is_none() {
        return Ok(own);
    }
    let now = load(desk, &[view.id]).await?;
    Ok(now.iter().fold(own, |own, (_, now)| own.protecting(now)))
}

/// What somebody's file says at the moment of the view, less the addresses that it protects now and those of `kept`.
pub(super) fn said_by(view: &FileView, known: &Known, now: &File, kept: &BTreeSet<RecordId>) -> Said {
    let name = known.digest.name.whole();
    let said = Said::of(known.row.file, known.row.person, name, &then(view, now)).protecting(now);
    said.keeping(|record| kept.contains(&record))
}

/// A file as it was known at the moment of the view.
fn then<'a>(view: &FileView, now: &'a File) -> Cow<'a, File> {
    view.known_at.map_or(Cow::Borrowed(now), |moment| Cow::Owned(now.as_known_at(moment)))
}

/// The records of these files that a family is made of, as they are known now: what is protected now is protected in every view.
pub(super) async fn load(desk: &Desk, files: &[FileId]) -> Result<Vec<(FileId, File)>, Failure> {
    let [person, tie, home, address, placement] = family::KINDS;
    let kinds: [&str; KINDS] = [person, tie, home, address, placement, placement];
    let loaded = desk.instance().store.load_kinds(files, kinds, None).await?;
    let mut files = Vec::new();
    for (file, versions) in loaded {
        files.push((file, write::file_from(&versions)?));
    }
    Ok(files)
}

/// The people whom a file's records name as family, household or carers.
pub(crate) fn named_in(file: &File) -> Vec<PersonId> {
    let ties = file.all::<Relationship>().filter_map(|(_, tie)| *tie.other.reveal());
    let homes = file.all::<HouseholdMembership>().flat_map(|(_, home)| home.members.into_inner());
    let carers = file.all::<Placement>().flat_map(|(_, placement)| placement.carers.into_inner());
    ties.chain(homes).chain(carers).collect::<BTreeSet<_>>().into_iter().collect()
}

/// Those whom the file names, and those whose files name its person: five queries.
async fn around(desk: &Desk, view: &FileView, named: &[PersonId]) -> Result<Vec<Known>, Failure> {
    let store = &desk.instance().store;
    let term = Term::new(TermKind::Refers, view.person.to_string());
    let cap = u32::try_from(MOST).unwrap_or(u32::MAX);
    let naming = store.candidates(desk.authority(), &[term], view.facts.walled, cap).await?;
    let naming: Vec<FileId> = naming.found.into_iter().map(|candidate| candidate.file).collect();
    let (of_people, of_files) = tokio::join!(store.files_of_people(named), store.files(&naming));
    let mut rows = of_people?;
    for row in of_files? {
        if !rows.iter().any(|there| there.file == row.file) {
            rows.push(row);
        }
    }
    rows.retain(|row| row.person != view.person);
    rows.truncate(MOST);
    told(desk, view, rows).await
}

/// The records of those files that the reader may open, of the kinds that a family is made of; each is noted in the audit before
/// anything is shown.
async fn read(desk: &Desk, near: &[Known]) -> Result<Vec<(FileId, File)>, Failure> {
    let mut entries = Vec::new();
    let mut files = Vec::new();
    for known in near.iter().filter(|known| !known.adopted()) {
        if let Some(permit) = &known.opens {
            entries.push(desk.entry("family.read", Some(permit), Some(known.row.file), Outcome::Done));
            files.push(known.row.file);
        }
    }
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let (loaded, noted) = tokio::join!(load(desk, &files), desk.instance().store.note(entries));
    noted?;
    loaded
}

/// What a search would show of somebody. Of a child who was adopted the name stands as the file has it.
fn known_as(known: &Known, view: &FileView) -> KnownAs {
    let person = known.row.person;
    let written = || {
        let ties = view.all::<Relationship>().into_iter().map(|(_, tie)| tie);
        let theirs = ties.filter(|tie| *tie.other.reveal() == Some(person));
        theirs.filter_map(|tie| tie.other_name.into_inner()).map(|line| line.0).next()
    };
    let name = if known.adopted() { written() } else { None };
    let name = name.unwrap_or_else(|| known.digest.name.whole());
    let (unborn, died) = (known.digest.has(Flag::Unborn), known.digest.has(Flag::Died));
    let gender = match known.digest.sex {
        Some('F') => Gender::Female,
        Some('M') => Gender::Male,
        _ => Gender::Other,
    };
    KnownAs { person, name, born: known.digest.born, unborn, died, gender }
}

fn member(person: PersonId, known: &[Known]) -> Member {
    let theirs = known.iter().find(|known| known.row.person == person && !known.adopted());
    Member {
        file: theirs.filter(|known| known.leads).map(|known| known.row.file),
        flags: theirs.map(|known| known.digest.flags.clone()).unwrap_or_default(),
    }
}
