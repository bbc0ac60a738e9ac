//! What makes a struct a kind of record.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    event::{Event, Events},
    fields::Fields,
    ids::{TeamId, WorkerId},
    problem::Problems,
    schema::KindSchema,
};

/// A kind of record. Implemented by `#[derive(Record)]`, never by hand.
pub trait Record: Makes + Sized {
    /// What is known of the kind and its fields.
    const SCHEMA: &'static KindSchema;
    /// The values by name.
    fn to_fields(&self) -> Fields;
    /// The record of these values.
    ///
    /// # Errors
    /// Every field that is absent, unreadable or out of its set; not yet whether the whole can be true.
    fn from_fields(fields: &Fields) -> Result<Self, Problems>;
}

/// What a record makes: its events, and what lists and the file must know of it.
pub trait Makes {
    /// What happened, by name and date.
    fn events(&self) -> Events;

    /// What cannot be true of the record on its own, such as an end before its start. Practice that is merely unusual is
    /// not a problem: the system warns of it elsewhere and never blocks it.
    fn problems(&self) -> Problems {
        Problems::none()
    }

    /// What somebody who records it here must say, though a record that came from another system may lack it, such as the
    /// factors of an assessment that is authorised.
    fn lacks(&self) -> Problems {
        Problems::none()
    }

    /// What is unusual, for a person to look at, such as a placement order before the decision that it carries out. It
    /// stands beside the record and never blocks it.
    fn doubts(&self) -> Problems {
        Problems::none()
    }

    /// What of the record stands in clear, so that a list is one indexed query.
    fn work(&self) -> Vec<Work> {
        Vec::new()
    }

    /// What the record says of the whole file.
    fn flags(&self) -> Vec<Flag> {
        Vec::new()
    }

    /// The fields of this record that are kept back even in a file that is open: they tell where somebody must not be found, or
    /// who asked not to be named.
    fn withheld(&self) -> &'static [&'static str] {
        &[]
    }

    /// One line for the timeline beside the title, such as the type of a placement. Shown inside the file only.
    fn headline(&self) -> String {
        String::new()
    }
}

/// What a list may know of a record without opening it: nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Work {
    /// What sort of row: see [`clear`](crate::clear); otherwise the kind.
    pub kind: &'static str,
    /// The state, such as `open` or `closed`; for a broken glass the moment until which it lasts.
    pub state: std::borrow::Cow<'static, str>,
    /// When it is due. A date that derives from a birthday is rounded to the week before it stands here.
    pub due: Option<Date>,
    /// The team that holds it.
    pub team: Option<TeamId>,
    /// The worker who holds it.
    pub worker: Option<WorkerId>,
}

/// What a record says of the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    /// Only those on its list may open the file.
    Restricted,
    /// An address must not be told to somebody.
    ProtectedAddress,
    /// The person has died.
    Died,
    /// The person is missing now.
    Missing,
    /// Subject of a child protection plan.
    ProtectionPlan,
    /// Looked after.
    LookedAfter,
    /// Has a child in need plan.
    InNeedPlan,
    /// Has an exploitation plan.
    ExploitationPlan,
    /// Has an education, health and care plan.
    EhcPlan,
    /// Not born yet.
    Unborn,
}

impl Flag {
    /// The words of the tag in the header of a file.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Restricted => "Restricted",
            Self::ProtectedAddress => "Protected address",
            Self::Died => "Died",
            Self::Missing => "Missing now",
            Self::ProtectionPlan => "Child protection plan",
            Self::LookedAfter => "Looked after",
            Self::InNeedPlan => "Child in need plan",
            Self::ExploitationPlan => "Exploitation plan",
            Self::EhcPlan => "Education, health and care plan",
            Self::Unborn => "Unborn",
        }
    }
}

/// Behind [`KindSchema::check`]: whether `fields` read as `R`, and can be true.
#[doc(hidden)]
pub fn check<R: Record>(fields: &Fields) -> Problems {
    let mut problems = Problems::none();
    for (name, _) in fields.iter() {
        if R::SCHEMA.field(name).is_none() {
            problems.add_if(true, "", format!("`{name}` is no field of {}", R::SCHEMA.kind));
        }
    }
    match R::from_fields(fields) {
        Ok(record) => problems.join(record.problems()),
        Err(more) => problems.join(more),
    }
    problems
}

/// Behind [`KindSchema::rewrite`].
#[doc(hidden)]
pub fn rewrite<R: Record>(fields: &Fields) -> Result<Fields, Problems> {
    R::from_fields(fields).map(|record| record.to_fields())
}

/// Behind [`KindSchema::events`].
#[doc(hidden)]
pub fn events<R: Record>(fields: &Fields) -> Vec<Event> {
    R::from_fields(fields).map(|record| record.events().0).unwrap_or_default()
}

/// Behind [`KindSchema::lacks`].
#[doc(hidden)]
pub fn lacks<R: Record>(fields: &Fields) -> Problems {
    R::from_fields(fields).map_or_else(|_| Problems::none(), |record| record.lacks())
}

/// Behind [`KindSchema::doubts`].
#[doc(hidden)]
pub fn doubts<R: Record>(fields: &Fields) -> Problems {
    R::from_fields(fields).map_or_else(|_| Problems::none(), |record| record.doubts())
}

/// Behind [`KindSchema::work`].
#[doc(hidden)]
pub fn work<R: Record>(fields: &Fields) -> Vec<Work> {
    R::from_fields(fields).map(|record| record.work()).unwrap_or_default()
}

/// Behind [`KindSchema::flags`].
#[doc(hidden)]
pub fn flags<R: Record>(fields: &Fields) -> Vec<Flag> {
    R::from_fields(fields).map(|record| record.flags()).unwrap_or_default()
}

/// Behind [`KindSchema::withheld`].
#[doc(hidden)]
pub fn withheld<R: Record>(fields: &Fields) -> &'static [&'static str] {
    R::from_fields(fields).map(|record| record.withheld()).unwrap_or_default()
}

/// Behind [`KindSchema::headline`].
#[doc(hidden)]
pub fn headline<R: Record>(fields: &Fields) -> String {
    R::from_fields(fields).map(|record| record.headline()).unwrap_or_default()
}
