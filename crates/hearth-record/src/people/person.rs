use crate::prelude::*;

/// Who the person is. One record a file, corrected in place; earlier versions are the history.
#[derive(Record, Clone)]
#[record(kind = "person", title = "Person", service = People, category = PersonalInformation, once)]
pub struct Person {
    /// The local child identifier: 1 to 20 letters and digits, unique in the authority, never used again (R1, R2).
    #[field(label = "Local identifier", find = Identifier, given)]
    pub la_child_id: Private<Option<Line<20>>>,
    /// The identifier in the records system, where it is another than the local one: 0 to 36 letters, digits, `_` and `-`.
    #[field(label = "Records system identifier", find = Identifier)]
    pub mis_child_id: Private<Option<Line<36>>>,
    /// The identifier in the system that was used before this one.
    #[field(label = "Identifier in the old system", find = Identifier)]
    pub legacy_id: Private<Option<Line<48>>>,
    /// The given names in law.
    #[field(label = "First names", find = Given)]
    pub forename: Private<Option<Line>>,
    /// The family name in law.
    #[field(label = "Last name", find = Family)]
    pub surname: Private<Option<Line>>,
    /// What the person likes to be called.
    #[field(find = OtherName)]
    pub preferred_name: Private<Option<Line>>,
    /// The date of birth.
    #[field(label = "Date of birth", find = Born)]
    pub born: Private<Option<Date>>,
    /// How well the date of birth is known.
    #[field(label = "How sure is the date of birth?")]
    pub born_precision: Private<Option<sets::BirthPrecision>>,
    /// When the child is expected, until the birth (R3).
    #[field(label = "Expected date of birth", find = Expected)]
    pub expected: Private<Option<Date>>,
    /// The date of death.
    #[field(label = "Date of death")]
    pub died: Private<Option<Date>>,
    /// Sex as recognised in law.
    #[field(category = Characteristics)]
    pub sex: Private<Option<sets::Sex>>,
    /// Gender identity, where the person wishes it recorded.
    #[field(category = Characteristics)]
    pub gender_identity: Private<Option<sets::GenderIdentity>>,
    /// Ethnicity, as the person or the family says.
    #[field(category = Characteristics)]
    pub ethnicity: Private<Option<sets::Ethnicity>>,
    /// Nationality.
    #[field(category = Characteristics)]
    pub nationality: Private<Option<sets::CountryOfOrigin>>,
    /// The first language.
    #[field(category = Characteristics)]
    pub first_language: Private<Option<Line>>,
    /// Whether an interpreter is needed.
    #[field(category = Characteristics)]
    pub interpreter_needed: Private<Option<bool>>,
    /// Religion or belief.
    #[field(category = Characteristics)]
    pub religion: Private<Option<Line>>,
    /// The NHS number: the consistent identifier where regulations under the Children Act 2004 s.16LC name it.
    #[field(label = "NHS number", find = Identifier)]
    pub nhs_number: Private<Option<NhsNumber>>,
    /// The unique pupil number.
    #[field(label = "Unique pupil number", find = Identifier)]
    pub upn: Private<Option<Upn>>,
    /// Why there is no unique pupil number (R4).
    #[field(label = "Why there is no pupil number")]
    pub upn_unknown: Private<Option<sets::UpnUnknown>>,
    /// The day on which somebody made sure who this is.
    #[field(label = "Identity confirmed on")]
    pub identity_confirmed_on: Open<Option<Date>>,
    /// Who made sure.
    #[field(label = "Identity confirmed by", of = Staff)]
    pub identity_confirmed_by: Open<Option<WorkerId>>,
    /// From what, such as the birth certificate.
    #[field(label = "Identity confirmed from")]
    pub identity_confirmed_from: Private<Option<Line>>,
}

impl Makes for Person {
    fn events(&self) -> Events {
        events![person.born => self.born, person.died => self.died]
    }

    fn problems(&self) -> Problems {
        let (born, expected, died) = (*self.born.reveal(), *self.expected.reveal(), *self.died.reveal());
        let mut problems = Problems::none();
        let backwards = matches!((born, died), (Some(born), Some(died)) if died < born);
        problems.add_if(backwards, "died", "must be on or after the date of birth");
        // A stillborn child keeps the expected date and has a date of death (R3).
        problems.add_if(born.is_some() && expected.is_some(), "expected", "must be empty once the child is born");
        problems
    }

    fn flags(&self) -> Vec<Flag> {
        let mut flags = Vec::new();
        if self.died.reveal().is_some() {
            flags.push(Flag::Died);
        } else if self.expected.reveal().is_some() {
            flags.push(Flag::Unborn);
        }
        flags
    }
}
