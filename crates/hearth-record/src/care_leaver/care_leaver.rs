use crate::prelude::*;

/// A young person to whom the authority owes the duties of leaving care (Children Act 1989 ss.23A to 24D).
#[derive(Record, Clone)]
#[record(kind = "care_leaver", title = "Care leaver", service = CareLeaver, file = Care, category = CareLeavers)]
pub struct CareLeaver {
    /// The day from which the authority owes them.
    pub started: Open<Option<Date>>,
    /// The day on which they ended.
    pub ended: Open<Option<Date>>,
    /// Which duties are owed. Worked out from the periods of care and the age; kept where another system gave it.
    #[field(given)]
    pub eligibility: Open<Option<sets::CareLeaverEligibility>>,
    /// The personal adviser (s.23D).
    #[field(of = Staff)]
    pub personal_adviser: Open<Option<WorkerId>>,
    /// The name of the personal adviser, where the adviser is no worker of the authority.
    #[field(label = "Name of the personal adviser", hint = "Where the adviser is no worker of the authority", of = Staff)]
    pub adviser_name: Private<Option<Line>>,
    /// The team.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The social worker, where there is one beside the adviser.
    #[field(label = "Social worker", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for CareLeaver {
    fn events(&self) -> Events {
        events![care_leaver.started => self.started, care_leaver.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day it started")
    }

    fn work(&self) -> Vec<Work> {
        let worker = self.personal_adviser.or(*self.worker);
        open_until("care_leaver", self.ended.is_some(), *self.team, worker)
    }

    fn headline(&self) -> String {
        self.eligibility.map(|eligibility| eligibility.words().to_owned()).unwrap_or_default()
    }
}
