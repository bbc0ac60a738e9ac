use crate::prelude::*;

/// What a worker and their manager thought through and decided about this child.
#[derive(Record, Clone)]
#[record(kind = "supervision", title = "Supervision", service = Review, category = PersonalInformation)]
pub struct Supervision {
    /// The day.
    #[field(label = "Held on")]
    pub held_on: Open<Date>,
    /// The worker.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
    /// The manager.
    #[field(of = Staff)]
    pub supervisor: Open<Option<WorkerId>>,
    /// What was thought through: what the child's life is like, what is working, what is not known.
    #[field(label = "What was thought through", of = ThirdParty)]
    pub reflection: Private<Option<Narrative>>,
    /// What was decided, who does it, by when.
    #[field(label = "What was decided", of = ThirdParty)]
    pub decisions: Private<Narrative>,
    /// The day of the next one.
    #[field(label = "Next supervision")]
    pub next_on: Open<Option<Date>>,
}

impl Makes for Supervision {
    fn events(&self) -> Events {
        events![supervision.held => self.held_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.held_on), "next_on", *self.next_on, "the day of this one")
    }
}
