use crate::prelude::*;

/// Early or family help, before or after social care.
#[derive(Record, Clone)]
#[record(kind = "early_help_episode", title = "Early help", service = FrontDoor, category = ReferralInformation)]
pub struct EarlyHelpEpisode {
    /// The day on which it began.
    pub started: Open<Date>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// Why the family was helped.
    #[field(of = ThirdParty)]
    pub reason: Private<Option<Narrative>>,
    /// Why it ended.
    #[field(label = "Reason for ending")]
    pub end_reason: Open<Option<sets::EarlyHelpEndReason>>,
    /// Who helped.
    pub organisation: Private<Option<Line>>,
    /// The worker.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for EarlyHelpEpisode {
    fn events(&self) -> Events {
        events![early_help.started => self.started, early_help.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn work(&self) -> Vec<Work> {
        open_until("early_help_episode", self.ended.is_some(), None, *self.worker)
    }

    fn headline(&self) -> String {
        self.end_reason.map_or("", sets::EarlyHelpEndReason::words).to_owned()
    }
}
