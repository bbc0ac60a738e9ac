use crate::prelude::*;

/// A number by which another body knows the person, with the days on which it held. The person's own record keeps the
/// local identifier, the NHS number and the pupil number that hold now.
#[derive(Record, Clone)]
#[record(kind = "person_identifier", title = "Identifier", service = People, category = PersonalInformation)]
pub struct PersonIdentifier {
    /// Whose numbering it is.
    #[field(label = "Type of identifier")]
    pub identifier_type: Open<sets::LinkedIdentifierType>,
    /// The number, as that body writes it. A former pupil number is kept even where its check letter is wrong (CIN 1560Q).
    #[field(label = "Identifier", find = Identifier)]
    pub value: Private<Line<50>>,
    /// The first day on which it held.
    pub valid_from: Open<Option<Date>>,
    /// The last day on which it held.
    pub valid_to: Open<Option<Date>>,
}

impl Makes for PersonIdentifier {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.valid_from, "valid_to", *self.valid_to, "the first day")
    }

    fn headline(&self) -> String {
        self.identifier_type.words().to_owned()
    }
}
