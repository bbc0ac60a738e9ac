use crate::prelude::*;

/// How a looked-after child and somebody who matters to them keep in touch (Children Act 1989 s.34 and Schedule 2
/// paragraph 15).
#[derive(Record, Clone)]
#[record(kind = "family_time", title = "Family time", service = LookedAfter, file = Care, category = FamilyCircumstances)]
pub struct FamilyTime {
    /// With whom.
    #[field(label = "With", of = ThirdParty, find = Refers)]
    pub with: Private<Vec<PersonId>>,
    /// In which way they meet.
    #[field(label = "How")]
    pub manner: Open<sets::FamilyTimeKind>,
    /// How often, in words: once a fortnight, at Eid, never without the aunt.
    #[field(label = "How often", of = ThirdParty)]
    pub frequency: Private<Option<Line>>,
    /// Whether somebody has to be there.
    #[field(label = "Supervised?")]
    pub supervised: Open<Option<bool>>,
    /// The order of a court that rules it, where there is one.
    #[field(label = "Court order", find = Identifier)]
    pub court_order: Private<Option<Line<40>>>,
    /// The day from which it holds.
    pub started: Open<Date>,
    /// The day to which it held.
    pub ended: Open<Option<Date>>,
    /// What has to be known: what the child wants, what must not happen.
    #[field(of = ThirdParty)]
    pub arrangements: Private<Option<Narrative>>,
}

impl Makes for FamilyTime {
    fn events(&self) -> Events {
        events![family_time.started => self.started, family_time.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn headline(&self) -> String {
        self.manner.words().to_owned()
    }
}
