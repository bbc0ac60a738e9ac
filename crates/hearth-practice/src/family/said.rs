//! What one file says of a family: the records that a network is made of, read once.

use hearth_calendar::london_date;
use hearth_record::{
    File, Record,
    ids::{FileId, PersonId, RecordId},
    looked_after::Placement,
    people::{Address, HouseholdMembership, Person, Relationship},
    sets,
    value::Line,
};
use jiff::civil::Date;

use super::bond::{Bond, Gender};

/// The kinds of record that a network is made of.
pub const KINDS: [&str; 5] = [
    Person::SCHEMA.kind,
    Relationship::SCHEMA.kind,
    HouseholdMembership::SCHEMA.kind,
    Address::SCHEMA.kind,
    Placement::SCHEMA.kind,
];

/// Where a line of a family comes from.
#[derive(Clone, PartialEq, Eq)]
pub struct Source {
    /// The file that says it.
    pub file: FileId,
    /// The record of that file.
    pub record: RecordId,
    /// Who told it or which paper, in the words of the record.
    pub says: Option<String>,
    /// Who wrote it.
    pub by: String,
    /// When it was written, by the calendar of England.
    pub on: Date,
}

/// One relationship as its record has it: what `to` is to the person of the file.
#[derive(Clone)]
pub(super) struct SaidTie {
    pub to: Option<PersonId>,
    pub to_name: Option<String>,
    pub to_born: Option<Date>,
    pub bond: Bond,
    pub started: Option<Date>,
    pub ended: Option<Date>,
    pub confirmed: Option<bool>,
    pub responsibility: Option<bool>,
    pub basis: Option<&'static str>,
    pub next_of_kin: bool,
    pub main_carer: bool,
    pub no_contact: Option<String>,
    pub source: Source,
}

/// What one file says.
#[derive(Clone)]
pub struct Said {
    /// The file.
    pub file: FileId,
    /// Whose it is.
    pub person: PersonId,
    /// What they are called there.
    pub name: String,
    /// Born.
    pub born: Option<Date>,
    /// Expected, while not born.
    pub expected: Option<Date>,
    /// Died.
    pub died: Option<Date>,
    /// How they are drawn.
    pub gender: Gender,
    pub(super) ties: Vec<SaidTie>,
    pub(super) addresses: Vec<(Address, Source)>,
    pub(super) placements: Vec<(Placement, Source)>,
    pub(super) households: Vec<(HouseholdMembership, Source)>,
    /// Addresses that are protected although this is said as it was known before.
    kept: Vec<Address>,
}

impl Said {
    /// What the file of `person` says, as far as `records` has it.
    pub fn of(file: FileId, person: PersonId, name: String, records: &File) -> Self {
        let who = records.all::<Person>().next().map(|(_, who)| who);
        let read = Reading { file, records };
        Self {
            file,
            person,
            name,
            born: who.as_ref().and_then(|who| *who.born.reveal()),
            expected: who.as_ref().and_then(|who| *who.expected.reveal()),
            died: who.as_ref().and_then(|who| *who.died.reveal()),
            gender: who.as_ref().map(gender).unwrap_or_default(),
            ties: read.all(|tie: &Relationship| said(tie.source.reveal().as_ref())).map(tie).collect(),
            addresses: read.all(|_: &Address| None).collect(),
            placements: read.all(|_: &Placement| None).collect(),
            households: read.all(|_: &HouseholdMembership| None).collect(),
            kept: Vec::new(),
        }
    }

    /// The same, with each address kept back that the file protects `now`: where a refuge is, is not told by looking back.
    #[must_use]
    pub fn protecting(mut self, now: &File) -> Self {
        for held in now.records().iter().filter(|held| held.schema.kind == Address::SCHEMA.kind) {
            if held.withheld().is_empty() {
                continue;
            }
            for (address, _) in self.addresses.iter_mut().filter(|(_, source)| source.record == held.id) {
                address.protected = Some(true).into();
            }
            // Where it was before a correction, too: the wrong house is next to the right one.
            let kept = held.versions().iter().filter_map(|said| Address::from_fields(&said.fields).ok());
            self.kept.extend(kept.map(|address| Address { protected: Some(true).into(), ..address }));
        }
        self
    }

    /// The same, with these addresses kept back as well, such as those that the file of a relative protects.
    #[must_use]
    pub fn keeping(mut self, kept: impl Fn(RecordId) -> bool) -> Self {
        for (address, _) in self.addresses.iter_mut().filter(|(_, source)| kept(source.record)) {
            address.protected = Some(true).into();
        }
        self
    }

    /// The addresses that this file protects, as far as it says where they are.
    pub(super) fn protected(&self) -> impl Iterator<Item = &Address> {
        let known = self.addresses.iter().map(|(address, _)| address).chain(&self.kept);
        known.filter(|address| *address.protected == Some(true))
    }
}

struct Reading<'a> {
    file: FileId,
    records: &'a File,
}

impl Reading<'_> {
    fn all<R: Record>(&self, says: impl Fn(&R) -> Option<String>) -> impl Iterator<Item = (R, Source)> {
        self.records.all::<R>().filter_map(move |(id, record)| {
            let first = self.records.record(id)?.versions().first()?;
            let source = Source {
                file: self.file,
                record: id,
                says: says(&record),
                by: first.written.by.name().to_owned(),
                on: london_date(first.recorded_at),
            };
            Some((record, source))
        })
    }
}

/// Gender identity is how somebody is drawn; sex as recognised in law stands in where nothing is recorded of it.
fn gender(person: &Person) -> Gender {
    match person.gender_identity.reveal().map(sets::GenderIdentity::code) {
        Some("01") => return Gender::Male,
        Some("02") => return Gender::Female,
        Some("09") => return Gender::Other,
        _ => {}
    }
    match person.sex.reveal().map(sets::Sex::code) {
        Some("F" | "2") => Gender::Female,
        Some("M" | "1") => Gender::Male,
        _ => Gender::Other,
    }
}

fn said<const MOST: u16>(line: Option<&Line<MOST>>) -> Option<String> {
    line.map(|line| line.0.clone())
}

fn tie((tie, source): (Relationship, Source)) -> SaidTie {
    let barred = tie.no_contact.reveal().unwrap_or(false);
    let because = tie.no_contact_because.reveal().as_ref().map(|text| text.0.clone()).unwrap_or_default();
    SaidTie {
        to: *tie.other.reveal(),
        to_name: said(tie.other_name.reveal().as_ref()),
        to_born: *tie.other_born.reveal(),
        bond: Bond::of(*tie.relationship_type.reveal()),
        started: *tie.started,
        ended: *tie.ended,
        confirmed: *tie.confirmed,
        responsibility: *tie.parental_responsibility.reveal(),
        basis: tie.pr_basis.reveal().map(sets::ParentalResponsibilityBasis::words),
        next_of_kin: tie.next_of_kin.reveal().unwrap_or(false),
        main_carer: tie.main_carer.reveal().unwrap_or(false),
        no_contact: barred.then_some(because),
        source,
    }
}
