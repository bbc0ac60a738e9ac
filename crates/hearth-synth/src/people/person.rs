//! A person of a story.

use hearth_calendar::age_on;
use hearth_record::ids::PersonId;
use jiff::civil::Date;

use super::names::Sex;

/// When a person was born, or is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Birth {
    /// Born on the day.
    Born(Date),
    /// Expected on the day: an unborn child.
    Expected(Date),
}

impl Birth {
    /// The day itself, whichever it is.
    pub const fn day(self) -> Date {
        match self {
            Self::Born(day) | Self::Expected(day) => day,
        }
    }

    /// The date of birth, once born.
    pub const fn born(self) -> Option<Date> {
        match self {
            Self::Born(day) => Some(day),
            Self::Expected(_) => None,
        }
    }
}

/// What a person is to the children of the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// One of the children.
    Child,
    /// Mother.
    Mother,
    /// Father.
    Father,
    /// A partner of the mother who is no parent of the children.
    Partner,
    /// A grandmother, who may become a carer.
    Grandmother,
}

/// A person, invented.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who it is.
    pub id: PersonId,
    /// What they are to the children.
    pub role: Role,
    /// The local child identifier; children only.
    pub la_child_id: Option<String>,
    /// Given name; "Unborn" for an unborn child.
    pub forename: &'static str,
    /// Family name.
    pub surname: String,
    /// Sex as the returns write it.
    pub sex: Sex,
    /// Born or expected.
    pub birth: Birth,
    /// The day of death.
    pub died: Option<Date>,
    /// Ethnicity code.
    pub ethnicity: &'static str,
    /// First language, where it is not English.
    pub language: Option<&'static str>,
    /// Disability codes; `NONE` where the answer was none, empty where it was not asked.
    pub disabilities: Vec<&'static str>,
    /// NHS number.
    pub nhs_number: Option<String>,
    /// Unique pupil number.
    pub upn: Option<String>,
    /// Why there is no pupil number; children only.
    pub upn_unknown: Option<&'static str>,
    /// Telephone number; adults only.
    pub phone: Option<String>,
    /// Whether the person came to the country alone to seek asylum.
    pub came_alone: bool,
}

impl Person {
    /// Completed years of age on a day; `None` before birth.
    pub fn age_on(&self, day: Date) -> Option<u16> {
        self.birth.born().and_then(|born| age_on(born, day))
    }

    /// Given name and family name.
    pub fn name(&self) -> String {
        format!("{} {}", self.forename, self.surname)
    }
}
