//! Files: a person × a file type, and the records in one.

use std::{collections::HashMap, str::FromStr};

use jiff::Timestamp;

use crate::{event::Event, ids::RecordId, record::Record, schema::KindSchema, version::Version};

/// What a file is for. Retention, keys and the adoption wall follow the file, so each service that keeps a person's papers
/// apart has a type of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileType {
    /// A child's file: referral to care leaving.
    Care,
    /// The adoption case record (Adoption Agencies Regulations 2005), behind the wall.
    Adoption,
    /// A foster carer's case record (Fostering Services Regulations 2011 reg 30).
    FosterCarer,
    /// An adult who is known through a child: a parent, a carer, a member of the household.
    Adult,
    /// The council's own papers: what it did with its records as a whole, such as the returns that it sent. One a council, of nobody:
    /// no list, search or page of a file reaches it.
    Council,
}

impl FileType {
    /// Every type, in the order of the codes.
    pub const ALL: [Self; 5] = [Self::Care, Self::Adoption, Self::FosterCarer, Self::Adult, Self::Council];

    /// The code that is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Care => "care",
            Self::Adoption => "adoption",
            Self::FosterCarer => "foster_carer",
            Self::Adult => "adult",
            Self::Council => "council",
        }
    }
}

/// A text that is no file type.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no type of file: expected care, adoption, foster_carer, adult or council")]
pub struct NotAFileType(String);

impl FromStr for FileType {
    type Err = NotAFileType;
    fn from_str(text: &str) -> Result<Self, NotAFileType> {
        Self::ALL.into_iter().find(|t| t.code() == text).ok_or_else(|| NotAFileType(text.chars().take(40).collect()))
    }
}

/// One record in a file, with every version of it.
#[derive(Clone)]
pub struct Held {
    /// The record.
    pub id: RecordId,
    /// What is known of its kind.
    pub schema: &'static KindSchema,
    /// Its versions, oldest first; never empty.
    versions: Vec<Version>,
}

impl Held {
    /// The version that counts: the newest.
    ///
    /// # Panics
    /// Never: a held record has a version.
    pub fn current(&self) -> &Version {
        self.versions.last().expect("INVARIANT: a held record has a version, see `File::of`")
    }

    /// Every version, oldest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Whether it was withdrawn as written in error.
    pub fn withdrawn(&self) -> bool {
        self.current().written.withdrawn
    }

    /// The fields that are kept back even in a file that is open.
    pub fn withheld(&self) -> &'static [&'static str] {
        (self.schema.withheld)(&self.current().fields)
    }

    /// The events of the version that counts; none once it is withdrawn.
    pub fn events(&self) -> Vec<Event> {
        if self.withdrawn() { Vec::new() } else { (self.schema.events)(&self.current().fields) }
    }
}

/// A file as it is known: a list of records.
#[derive(Clone, Default)]
pub struct File {
    records: Vec<Held>,
    places: HashMap<RecordId, usize>,
    unknown: usize,
}

impl File {
    /// The file that these versions make, in whatever order they come.
    ///
    /// Versions of a kind that this build does not know are counted ([`unknown`](Self::unknown)), not dropped in silence.
    pub fn of(versions: impl IntoIterator<Item = Version>) -> Self {
        let mut file = Self::default();
        for version in versions {
            file.take(version);
        }
        file
    }

    /// Takes one more version, of a record that is there or of a new one.
    pub fn take(&mut self, version: Version) {
        if let Some(&place) = self.places.get(&version.record) {
            let versions = &mut self.records[place].versions;
            let after = versions.partition_point(|earlier| earlier.number <= version.number);
            versions.insert(after, version);
        } else if let Some(schema) = crate::kind(&version.kind) {
            self.places.insert(version.record, self.records.len());
            self.records.push(Held { id: version.record, schema, versions: vec![version] });
        } else {
            self.unknown += 1;
        }
    }

    /// Every record, withdrawn ones too.
    pub fn records(&self) -> &[Held] {
        &self.records
    }

    /// The record `id`.
    pub fn record(&self, id: RecordId) -> Option<&Held> {
        self.places.get(&id).map(|&place| &self.records[place])
    }

    /// The records that count, of the kind `R`, as structs. One that no longer reads as its kind is left out here and shown
    /// by [`records`](Self::records).
    pub fn all<R: Record>(&self) -> impl Iterator<Item = (RecordId, R)> {
        let of_kind = self.records.iter().filter(|held| held.schema.kind == R::SCHEMA.kind && !held.withdrawn());
        of_kind.filter_map(|held| R::from_fields(&held.current().fields).ok().map(|record| (held.id, record)))
    }

    /// How many versions are of kinds that this build does not know.
    pub fn unknown(&self) -> usize {
        self.unknown
    }

    /// The file as it was known at `moment`: only what had been written by then.
    #[must_use]
    pub fn as_known_at(&self, moment: Timestamp) -> Self {
        let written =
            self.records.iter().flat_map(|held| &held.versions).filter(|version| version.recorded_at <= moment);
        Self::of(written.cloned())
    }

    /// Every event of every record that counts, in order of date.
    pub fn events(&self) -> Vec<Event> {
        let mut events: Vec<Event> = self.records.iter().flat_map(Held::events).collect();
        events.sort_unstable();
        events
    }
}
