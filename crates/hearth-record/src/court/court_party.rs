use crate::prelude::*;

/// Who takes part in proceedings: those with parental responsibility by law, others by an order.
#[derive(Record, Clone)]
#[record(kind = "court_party", title = "Party to proceedings", service = Court, category = FamilyCircumstances)]
pub struct CourtParty {
    /// The proceedings.
    #[field(label = "Proceedings")]
    pub case: Open<Option<RecordId>>,
    /// The name.
    #[field(of = ThirdParty)]
    pub name: Private<Line>,
    /// The person, where the authority knows them.
    #[field(label = "Person known here", of = ThirdParty, find = Refers)]
    pub person: Private<Option<PersonId>>,
    /// As what they take part.
    #[field(label = "They take part as", of = ThirdParty)]
    pub part: Private<sets::CourtPart>,
    /// Whether they hold parental responsibility.
    #[field(label = "Parental responsibility?", of = ThirdParty)]
    pub parental_responsibility: Private<Option<bool>>,
    /// The day of the order that joined them, where one did.
    #[field(label = "Joined by order on", of = ThirdParty)]
    pub joined_on: Private<Option<Date>>,
    /// Who represents them.
    #[field(label = "Represented by", of = ThirdParty)]
    pub lawyer: Private<Option<Line>>,
    /// The day on which they withdrew from an assessment or from the proceedings.
    #[field(label = "Withdrew on", of = ThirdParty)]
    pub withdrew_on: Private<Option<Date>>,
}

impl Makes for CourtParty {
    fn events(&self) -> Events {
        events![party.joined => self.joined_on, party.left => self.withdrew_on]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.joined_on.reveal(), "withdrew_on", *self.withdrew_on.reveal(), "the day of joining")
    }

    fn headline(&self) -> String {
        format!("{}, {}", self.name.reveal().0, self.part.reveal().words().to_lowercase())
    }
}
