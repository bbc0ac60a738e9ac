use hearth_record::{
    Digest, Flag,
    ids::{FileId, PersonId, RecordId},
    people::Relationship,
    sets,
};
use jiff::civil::Date;

use super::named::known;
use crate::{Desk, Failure, FileView};

/// Somebody who is this person's, as their file says it.
pub struct Relative {
    /// The record that says so.
    pub record: RecordId,
    /// Their name, from their own file where the authority knows them.
    pub name: String,
    /// What they are to this person.
    pub relationship: &'static str,
    /// Their date of birth.
    pub born: Option<Date>,
    /// Whether they hold parental responsibility, where that is known.
    pub parental_responsibility: Option<bool>,
    /// By what they hold it.
    pub pr_basis: Option<&'static str>,
    /// Whether they must not meet or reach this person.
    pub no_contact: bool,
    /// From when to when, where that is known.
    pub started: Option<Date>,
    /// Until when.
    pub ended: Option<Date>,
    /// Who says so.
    pub source: Option<String>,
    /// Their file, where there is one that this reader may find.
    pub file: Option<FileId>,
    /// What stands over their file.
    pub flags: Vec<Flag>,
}

/// Who is this person's. Three queries, however many they are.
///
/// Of a relative whom this reader may not find, only what this file says of them is told.
///
/// # Errors
/// What the store refuses.
pub async fn family(desk: &Desk, view: &FileView) -> Result<Vec<Relative>, Failure> {
    let said: Vec<(RecordId, Relationship)> = view.all::<Relationship>();
    let people: Vec<PersonId> = said.iter().filter_map(|(_, relationship)| *relationship.other.reveal()).collect();
    let known = known(desk, view, &people).await?;
    let relative = |(record, said): (RecordId, Relationship)| {
        let theirs = known.iter().find(|known| Some(known.row.person) == *said.other.reveal());
        relative(record, &said, theirs.filter(|known| !known.adopted()).map(|known| (known.row.file, &known.digest)))
    };
    let mut family: Vec<Relative> = said.into_iter().map(relative).collect();
    family
        .sort_by(|a, b| (a.ended.is_some(), a.relationship, a.born).cmp(&(b.ended.is_some(), b.relationship, b.born)));
    Ok(family)
}

fn relative(record: RecordId, said: &Relationship, theirs: Option<(FileId, &Digest)>) -> Relative {
    let written = said.other_name.reveal().as_ref().map(|line| line.0.clone());
    let name = theirs.map(|(_, digest)| digest.name.whole()).or(written).unwrap_or_else(|| "Name not known".to_owned());
    Relative {
        record,
        name,
        relationship: said.relationship_type.reveal().words(),
        born: theirs.and_then(|(_, digest)| digest.born).or(*said.other_born.reveal()),
        parental_responsibility: *said.parental_responsibility.reveal(),
        pr_basis: said.pr_basis.reveal().map(sets::ParentalResponsibilityBasis::words),
        no_contact: said.no_contact.reveal().unwrap_or(false),
        started: *said.started,
        ended: *said.ended,
        source: said.source.reveal().as_ref().map(|line| line.0.clone()),
        file: theirs.map(|(file, _)| file),
        flags: theirs.map(|(_, digest)| digest.flags.clone()).unwrap_or_default(),
    }
}
