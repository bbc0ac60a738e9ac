use crate::prelude::*;

/// A child under 16 who lives for 28 days or more with somebody who is neither parent nor near relative, by a private
/// arrangement (Children Act 1989 s.66; Children (Private Arrangements for Fostering) Regulations 2005).
#[derive(Record, Clone)]
#[record(kind = "private_fostering", title = "Private fostering", service = Fostering, file = Care, category = FamilyCircumstances)]
pub struct PrivateFostering {
    /// The day on which somebody told the authority (regs 3 to 5).
    #[field(label = "Notified on")]
    pub notified: Open<Option<Date>>,
    /// The day on which the authority became aware, where nobody told it: the year of visits runs from it (reg 8).
    #[field(label = "Became aware on")]
    pub aware: Open<Option<Date>>,
    /// The day on which the child moved in.
    pub started: Open<Option<Date>>,
    /// The day on which the arrangement ended.
    pub ended: Open<Option<Date>>,
    /// Who cares for the child.
    #[field(of = ThirdParty, find = Refers)]
    pub carers: Private<Vec<PersonId>>,
    /// How the carers are related to the child or came to know the family.
    #[field(of = ThirdParty)]
    pub connection: Private<Option<Line>>,
    /// The day of the first visit (reg 4 or 7).
    pub first_visit: Open<Option<Date>>,
    /// What the authority decided about the arrangement.
    pub decision: Open<Option<sets::PrivateFosteringDecision>>,
    /// The day of that decision.
    #[field(label = "Decided on")]
    pub decided: Open<Option<Date>>,
    /// What was found: the child's wishes, the home, the agreement with the parents.
    #[field(of = ThirdParty)]
    pub findings: Private<Option<Narrative>>,
}

impl Makes for PrivateFostering {
    fn events(&self) -> Events {
        events![
            private_fostering.notified => self.notified,
            private_fostering.known => self.aware,
            private_fostering.started => self.started,
            private_fostering.visited => self.first_visit,
            private_fostering.ended => self.ended,
        ]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day it started")
    }

    fn work(&self) -> Vec<Work> {
        open_until("private_fostering", self.ended.is_some(), None, None)
    }

    fn headline(&self) -> String {
        self.decision.map(|decision| decision.words().to_owned()).unwrap_or_default()
    }
}
