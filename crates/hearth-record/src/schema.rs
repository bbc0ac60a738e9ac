//! What is known of a kind of record and its fields: the one description that forms, the API, access to files, the field
//! catalogue and differences are made from.

use crate::{
    class::{Category, Class, Whose},
    event::Event,
    fields::Fields,
    file::FileType,
    problem::Problems,
    record::{Flag, Work},
    value::ValueType,
};

pub use crate::{
    json_schema::json_schema,
    words::{Difference, differences},
};

/// A field of a kind, as the derive read it from the struct.
#[derive(Debug)]
pub struct FieldSchema {
    /// The name in the seal, the form and the API.
    pub name: &'static str,
    /// The label of the form.
    pub label: &'static str,
    /// A hint for the form, or nothing.
    pub hint: &'static str,
    /// What the field means, from its doc comment.
    pub about: &'static str,
    /// Open or private.
    pub class: Class,
    /// Whose personal data it is.
    pub of: Whose,
    /// The category of information in the notices.
    pub category: Category,
    /// What sort of value it holds.
    pub value: ValueType,
    /// Whether a record can be saved without it.
    pub required: bool,
    /// What the file can be found by through this field.
    pub find: Option<FindAs>,
    /// Filled by the system, never typed: it stands in no form.
    pub given: bool,
}

/// What a field contributes to finding its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindAs {
    /// The given names of somebody called so.
    Given,
    /// The family name.
    Family,
    /// Another whole name: a nickname, an alias.
    OtherName,
    /// A date of birth.
    Born,
    /// The day on which a child is expected.
    Expected,
    /// A postcode.
    Postcode,
    /// A telephone number.
    Phone,
    /// An identifier.
    Identifier,
    /// A person whom the record names.
    Refers,
    /// The fingerprint of a link by which somebody outside fetches something, once.
    Link,
}

/// The service that a kind belongs to: the module names of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the services'")]
pub enum Service {
    People,
    FrontDoor,
    Assessment,
    Protection,
    ChildInNeed,
    Planning,
    Exploitation,
    Court,
    LookedAfter,
    Education,
    Adoption,
    CareLeaver,
    Fostering,
    Review,
    Recording,
    Sharing,
    Retention,
    Rights,
    Governance,
    Access,
}

impl Service {
    /// Every service, in the order of a child's way through them.
    pub const ALL: [Self; 20] = [
        Self::People,
        Self::FrontDoor,
        Self::Assessment,
        Self::Protection,
        Self::ChildInNeed,
        Self::Planning,
        Self::Exploitation,
        Self::Court,
        Self::LookedAfter,
        Self::Education,
        Self::Adoption,
        Self::CareLeaver,
        Self::Fostering,
        Self::Review,
        Self::Recording,
        Self::Sharing,
        Self::Retention,
        Self::Rights,
        Self::Governance,
        Self::Access,
    ];

    /// The code in addresses and filters.
    pub const fn code(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::FrontDoor => "front_door",
            Self::Assessment => "assessment",
            Self::Protection => "protection",
            Self::ChildInNeed => "child_in_need",
            Self::Planning => "planning",
            Self::Exploitation => "exploitation",
            Self::Court => "court",
            Self::LookedAfter => "looked_after",
            Self::Education => "education",
            Self::Adoption => "adoption",
            Self::CareLeaver => "care_leaver",
            Self::Fostering => "fostering",
            Self::Review => "review",
            Self::Recording => "recording",
            Self::Sharing => "sharing",
            Self::Retention => "retention",
            Self::Rights => "rights",
            Self::Governance => "governance",
            Self::Access => "access",
        }
    }

    /// The name that a page shows.
    pub const fn title(self) -> &'static str {
        match self {
            Self::People => "Person and family",
            Self::FrontDoor => "Front door",
            Self::Assessment => "Assessment",
            Self::Protection => "Child protection",
            Self::ChildInNeed => "Child in need",
            Self::Planning => "Outcomes and actions",
            Self::Exploitation => "Exploitation",
            Self::Court => "Court",
            Self::LookedAfter => "Looked after",
            Self::Education => "Education",
            Self::Adoption => "Adoption",
            Self::CareLeaver => "Care leaving",
            Self::Fostering => "Fostering",
            Self::Review => "Independent review and quality",
            Self::Recording => "Notes, visits and documents",
            Self::Sharing => "Sharing with others",
            Self::Retention => "Records kept elsewhere",
            Self::Rights => "Requests and complaints",
            Self::Governance => "Privacy notice",
            Self::Access => "Access to this file",
        }
    }
}

/// A kind of record: what the derive and its [`Makes`](crate::record::Makes) say of it.
pub struct KindSchema {
    /// The name in the store, addresses and the API, such as `cp_plan`.
    pub kind: &'static str,
    /// The name that a page shows, such as "Child protection plan".
    pub title: &'static str,
    /// What a record of the kind is, from the doc comment of the struct.
    pub about: &'static str,
    /// The service whose module holds it.
    pub service: Service,
    /// The type of file it stands in, or `None` where any may hold it.
    pub file: Option<FileType>,
    /// The category of its fields, where a field says nothing else.
    pub category: Category,
    /// Its fields, in the order of the form.
    pub fields: &'static [FieldSchema],
    /// Whether a file holds at most one that counts, corrected in place, such as the person.
    pub once: bool,
    /// Written by an act of the system, never by a form.
    pub given: bool,
    /// Written by those who review the case from outside the team that holds it: only they correct it.
    pub independent: bool,
    /// Whether the values can be read as this kind, and whether they can be true.
    pub check: fn(&Fields) -> Problems,
    /// The values as the kind itself writes them: in its order and each in its one form. What it refuses is absent,
    /// unreadable or out of its set.
    pub rewrite: fn(&Fields) -> Result<Fields, Problems>,
    /// The events that the values make.
    pub events: fn(&Fields) -> Vec<Event>,
    /// What the values lack for a record that somebody writes here.
    pub lacks: fn(&Fields) -> Problems,
    /// What is unusual in the values, for a person to look at: it stands beside the record and refuses nothing.
    pub doubts: fn(&Fields) -> Problems,
    /// What of it stands in clear for lists.
    pub work: fn(&Fields) -> Vec<Work>,
    /// What it says of the whole file.
    pub flags: fn(&Fields) -> Vec<Flag>,
    /// Which of its fields are kept back even in a file that is open.
    pub withheld: fn(&Fields) -> &'static [&'static str],
    /// One line for the timeline, shown inside the file only.
    pub headline: fn(&Fields) -> String,
}

impl KindSchema {
    /// The field called `name`.
    pub fn field(&self, name: &str) -> Option<&'static FieldSchema> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The fields of a form: all but those that the system fills.
    pub fn form(&self) -> impl Iterator<Item = &'static FieldSchema> {
        self.fields.iter().filter(|field| !field.given)
    }
}

impl std::fmt::Debug for KindSchema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KindSchema({})", self.kind)
    }
}
