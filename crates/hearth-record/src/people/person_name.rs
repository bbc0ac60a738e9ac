use crate::prelude::*;

/// Another name that the person has or had: at birth, by marriage, an alias, a spelling in an old paper.
#[derive(Record, Clone)]
#[record(kind = "person_name", title = "Other name", service = People, category = PersonalInformation)]
pub struct PersonName {
    /// What sort of name it is.
    pub name_type: Private<sets::NameType>,
    /// The given names.
    #[field(label = "First names", find = Given)]
    pub forename: Private<Option<Line>>,
    /// The family name.
    #[field(label = "Last name", find = Family)]
    pub surname: Private<Option<Line>>,
    /// The day from which it was used, where that is known.
    #[field(label = "Used from")]
    pub started: Open<Option<Date>>,
    /// The last day on which it was used.
    #[field(label = "Used until")]
    pub ended: Open<Option<Date>>,
}

impl Makes for PersonName {
    fn events(&self) -> Events {
        events![person.renamed => self.started]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(*self.started, "ended", *self.ended, "the day it was first used");
        let nameless = self.forename.reveal().is_none() && self.surname.reveal().is_none();
        problems.add_if(nameless, "surname", "enter a first name, a last name or both");
        problems
    }

    fn headline(&self) -> String {
        self.name_type.reveal().words().to_owned()
    }
}
