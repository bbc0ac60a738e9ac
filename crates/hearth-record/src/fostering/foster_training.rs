use crate::prelude::*;

/// Training that a foster carer did.
#[derive(Record, Clone)]
#[record(
    kind = "foster_training",
    title = "Foster carer training",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterTraining {
    /// The course.
    pub course: Private<Line>,
    /// Who did it.
    #[field(label = "Who did it", of = ThirdParty)]
    pub who: Private<Option<Line>>,
    /// The day on which it was completed.
    #[field(label = "Completed on")]
    pub completed_on: Open<Date>,
    /// The day until which it counts.
    #[field(label = "Counts until")]
    pub until: Open<Option<Date>>,
    /// What the carer took from it.
    #[field(label = "What the carer took from it")]
    pub notes: Private<Option<Narrative>>,
}

impl Makes for FosterTraining {
    fn events(&self) -> Events {
        events![foster_carer.trained => self.completed_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.completed_on), "until", *self.until, "the day it was completed")
    }

    fn headline(&self) -> String {
        self.course.reveal().0.clone()
    }
}
