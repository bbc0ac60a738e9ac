//! Whom records name by an id: their names for pages, and whom a form can offer.

use std::collections::BTreeSet;

use hearth_access::{Action, FileFacts, Permit, Purpose};
use hearth_record::{
    Digest, FieldSchema, Fields, Flag, KindSchema, Problems,
    ids::{FileId, PersonId},
    looked_after::Placement,
    people::{HouseholdMembership, Relationship},
    value::ValueType,
};
use hearth_store::{FileRow, StoreError};
use jiff::civil::Date;
use serde_json::Value as Json;

use super::find::{Found, find};
use crate::{Desk, Failure, FileView, facts};

/// Somebody whom a record of a file names.
#[derive(Clone)]
pub struct Named {
    /// Who.
    pub person: PersonId,
    /// What they are called; `None` where neither this file says it nor the reader may know it.
    pub name: Option<String>,
    /// Born, where the reader may know it.
    pub born: Option<Date>,
    /// What stands over their file, where the reader may know it.
    pub flags: Vec<Flag>,
    /// Their file, where the reader may open it, if only after saying why.
    pub file: Option<FileId>,
    /// What they are to the person of the file, such as "mother"; empty where the file does not say.
    pub relation: String,
}

impl Named {
    /// What a page shows: the name, or that somebody is not shown.
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or("Person not shown")
    }
}

/// A file that tells of somebody, as far as this reader may find it.
pub(super) struct Known {
    /// What stands in clear.
    pub row: FileRow,
    /// The file in brief.
    pub digest: Digest,
    /// The permit to open it, where the reader may.
    pub opens: Option<Permit>,
    /// Whether the reader may go there: because it opens, or because it would for a purpose that their role can state.
    pub leads: bool,
}

impl Known {
    /// Whether the person was adopted since: from then on nothing leads from here to them.
    pub fn adopted(&self) -> bool {
        self.digest.was_adopted()
    }
}

/// Those of these people whom this reader may find from `view`. Three queries, however many they are.
///
/// Nobody behind the adoption wall is found from before it, by whomever: the one file must not lead to the other.
pub(super) async fn known(desk: &Desk, view: &FileView, people: &[PersonId]) -> Result<Vec<Known>, Failure> {
    let rows = desk.instance().store.files_of_people(people).await?;
    told(desk, view, rows).await
}

/// The same for files whose rows are at hand. Two queries.
pub(super) async fn told(desk: &Desk, view: &FileView, mut rows: Vec<FileRow>) -> Result<Vec<Known>, Failure> {
    let store = &desk.instance().store;
    rows.retain(|row| view.facts.walled || !row.flags.walled);
    let work = store.work_of(&rows.iter().map(|row| row.file).collect::<Vec<_>>()).await?;
    rows.retain(|row| decided(desk, &facts::of(row, &work), Action::Find).is_some());
    let files: Vec<FileId> = rows.iter().map(|row| row.file).collect();
    let mut known = Vec::with_capacity(files.len());
    for (row, sealed) in store.digests(&files).await? {
        let digest =
            Digest::from_bytes(&sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
        let mut facts = facts::of(&row, &work);
        if digest.siblings.contains(&view.person) && !digest.was_adopted() {
            facts.sibling_involvements.clone_from(&view.facts.involvements);
        }
        let opens = decided(desk, &facts, Action::OpenFile);
        let leads = opens.is_some() || opens_when_asked(desk, &facts);
        known.push(Known { row, digest, opens, leads });
    }
    // Where somebody has several files, the one that opens comes first, then the oldest.
    known.sort_by_key(|known| (known.row.person, known.opens.is_none(), known.row.file));
    Ok(known)
}

fn decided(desk: &Desk, facts: &FileFacts, action: Action) -> Option<Permit> {
    let context = desk.about(facts, desk.context(None));
    desk.instance().policies.decide(desk.subject(), action, facts, &context).permit().ok()
}

/// Whether the file would open for a purpose that the reader's role can state.
fn opens_when_asked(desk: &Desk, facts: &FileFacts) -> bool {
    let policies = &desk.instance().policies;
    let permits = |purpose: &Purpose| {
        let context = desk.context(Some(*purpose));
        policies.decide(desk.subject(), Action::OpenFile, facts, &context).is_permitted()
    };
    Purpose::askable(desk.subject().role).iter().any(permits)
}

/// What a page calls these people. Three queries, however many they are; none where there are none.
///
/// # Errors
/// What the store refuses.
pub async fn named(desk: &Desk, view: &FileView, people: &[PersonId]) -> Result<Vec<Named>, Failure> {
    let people: Vec<PersonId> = people.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    if people.is_empty() {
        return Ok(Vec::new());
    }
    let known = known(desk, view, &people).await?;
    let said = view.all::<Relationship>();
    Ok(people.into_iter().map(|person| one(person, &known, &said)).collect())
}

fn one<R>(person: PersonId, known: &[Known], said: &[(R, Relationship)]) -> Named {
    let theirs = known.iter().find(|known| known.row.person == person);
    let ties = || said.iter().map(|(_, tie)| tie).filter(|tie| *tie.other.reveal() == Some(person));
    let written = ties().find_map(|tie| tie.other_name.reveal().as_ref()).map(|line| line.0.clone());
    let relation = ties().map(|tie| tie.relationship_type.reveal().words().to_lowercase()).next().unwrap_or_default();
    let adopted = theirs.is_some_and(Known::adopted);
    let found = theirs.map(|known| known.digest.name.whole());
    Named {
        person,
        name: if adopted { written.or(found) } else { found.or(written) },
        born: theirs.and_then(|known| known.digest.born),
        flags: theirs.filter(|_| !adopted).map(|known| known.digest.flags.clone()).unwrap_or_default(),
        file: theirs.filter(|known| known.leads && !adopted).map(|known| known.row.file),
        relation,
    }
}

/// Whom a form of this file offers where a record can name people: everybody whom the file names, and `held`, whom the form
/// names already. Three queries, however many they are.
///
/// # Errors
/// What the store refuses.
pub async fn offered(desk: &Desk, view: &FileView, held: &[PersonId]) -> Result<Vec<Named>, Failure> {
    let relatives = view.all::<Relationship>().into_iter().filter_map(|(_, tie)| *tie.other.reveal());
    let households = view.all::<HouseholdMembership>().into_iter().flat_map(|(_, home)| home.members.reveal().clone());
    let carers = view.all::<Placement>().into_iter().flat_map(|(_, placement)| placement.carers.reveal().clone());
    let people: Vec<PersonId> = relatives.chain(households).chain(carers).chain(held.iter().copied()).collect();
    let mut named = named(desk, view, &people).await?;
    // Whom the reader cannot tell by a name can be kept where the form has them, never chosen.
    named.retain(|somebody| {
        held.contains(&somebody.person) || (somebody.name.is_some() && somebody.person != view.person)
    });
    named.sort_by(|a, b| (a.name.is_none(), &a.name).cmp(&(b.name.is_none(), &b.name)));
    Ok(named)
}

/// Finds people whom a record of this file could name: as [`find`](super::find()) does, less the person of the file and whoever
/// stands on the other side of the adoption wall. Three queries more.
///
/// # Errors
/// What access and the store refuse.
pub async fn find_to_name(desk: &Desk, view: &FileView, text: &str) -> Result<Vec<Found>, Failure> {
    let mut found = find(desk, text).await?;
    let people: Vec<PersonId> = found.iter().map(|found| found.person).collect();
    let known = known(desk, view, &people).await?;
    found.retain(|found| found.person != view.person && known.iter().any(|known| known.row.file == found.file));
    Ok(found)
}

/// The people whom these fields name.
pub fn people_in(kind: &KindSchema, fields: &Fields) -> Vec<PersonId> {
    kind.fields.iter().flat_map(|field| people_of(field, fields)).collect()
}

/// The people whom one field names.
fn people_of(field: &FieldSchema, fields: &Fields) -> Vec<PersonId> {
    let named = |json: &Json| json.as_str().and_then(|id| id.parse().ok());
    match (field.value, fields.get(field.name)) {
        (ValueType::Person, Some(one)) => named(one).into_iter().collect(),
        (ValueType::List(ValueType::Person), Some(Json::Array(several))) => several.iter().filter_map(named).collect(),
        _ => Vec::new(),
    }
}

/// Refuses people whom nobody here can mean: those without a file, of another council, or on the other side of the adoption
/// wall, all in the same words. Whom `base` names already stays. No query where nobody is named anew, three otherwise.
///
/// # Errors
/// [`Failure::Problems`] at the field, and what the store refuses.
pub async fn must_be_known(
    desk: &Desk,
    view: &FileView,
    kind: &KindSchema,
    base: &Fields,
    fields: &Fields,
) -> Result<(), Failure> {
    let before = people_in(kind, base);
    let new: Vec<PersonId> = people_in(kind, fields).into_iter().filter(|person| !before.contains(person)).collect();
    if new.is_empty() {
        return Ok(());
    }
    let known = known(desk, view, &new).await?;
    let stranger = |person: &PersonId| new.contains(person) && !known.iter().any(|known| known.row.person == *person);
    let mut problems = Problems::none();
    for field in kind.fields {
        let strange = people_of(field, fields).iter().any(stranger);
        problems.add_if(strange, field.name, "must be somebody known here; choose them from the list or find them");
    }
    Ok(problems.or_ok(())?)
}
