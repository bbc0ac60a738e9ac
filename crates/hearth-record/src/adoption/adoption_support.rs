use crate::prelude::*;

/// What an adopted child or their family was found to need, and the support that is given (Adoption Support Services
/// Regulations 2005).
#[derive(Record, Clone)]
#[record(kind = "adoption_support", title = "Adoption support", service = Adoption, file = Adoption, category = Adoption)]
pub struct AdoptionSupport {
    /// The day on which the needs were assessed.
    #[field(label = "Assessed on")]
    pub assessed_on: Open<Option<Date>>,
    /// What was found.
    #[field(label = "What the family needs", of = ThirdParty)]
    pub needs: Private<Option<Narrative>>,
    /// What is given: therapy, money, advice, a group.
    #[field(label = "What is given")]
    pub support: Private<Option<Narrative>>,
    /// Who gives it.
    #[field(label = "Who gives it")]
    pub provider: Private<Option<Line>>,
    /// The day from which it is given.
    pub started: Open<Option<Date>>,
    /// The last day on which it was given.
    pub ended: Open<Option<Date>>,
    /// The worker who keeps it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for AdoptionSupport {
    fn events(&self) -> Events {
        events![
            adoption_support.assessed => self.assessed_on,
            adoption_support.started => self.started,
            adoption_support.ended => self.ended,
        ]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day it started")
    }

    fn work(&self) -> Vec<Work> {
        open_until("adoption_support", self.ended.is_some(), None, *self.worker)
    }
}
