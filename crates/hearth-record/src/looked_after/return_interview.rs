use super::span::{moment_on, on_or_at};
use crate::prelude::*;

/// The talk with a child who has been missing, offered within 72 hours of the return (statutory guidance on children who run
/// away or go missing, 2014). The due time follows from the missing episode and is not typed.
#[derive(Record, Clone)]
#[record(
    kind = "return_interview",
    title = "Return interview",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct ReturnInterview {
    /// The missing episode after which it was offered.
    pub missing_episode: Open<RecordId>,
    /// Whether it was offered.
    #[field(label = "Was it offered?")]
    pub offered: Open<Option<sets::YesNoNa>>,
    /// Whether the child accepted it.
    #[field(label = "Did the child accept?")]
    pub accepted: Open<Option<sets::YesNoNa>>,
    /// The day on which the child declined it.
    #[field(label = "Declined on")]
    pub declined: Open<Option<Date>>,
    /// The day on which it was held.
    #[field(label = "Held on")]
    pub held: Open<Option<Date>>,
    /// The moment at which it was held, where it is known.
    #[field(label = "Held at")]
    pub held_at: Open<Option<Timestamp>>,
    /// Who held it.
    #[field(of = Staff)]
    pub interviewer: Private<Option<Line>>,
    /// Whether that person is independent of the child's carers and of the authority's care of the child.
    #[field(label = "Is the interviewer independent?")]
    pub independent: Open<Option<bool>>,
    /// What drove the child away or drew them elsewhere.
    #[field(label = "Push and pull factors")]
    pub factors: Private<Vec<sets::MissingFactor>>,
    /// What the child said, and what is to be done.
    #[field(of = ThirdParty)]
    pub findings: Private<Option<Narrative>>,
}

impl Makes for ReturnInterview {
    fn events(&self) -> Events {
        events![
            return_interview.done => on_or_at(*self.held, *self.held_at),
            return_interview.declined => self.declined,
        ]
    }

    fn problems(&self) -> Problems {
        moment_on("held_at", *self.held, *self.held_at)
    }

    fn work(&self) -> Vec<Work> {
        let declined = [*self.offered, *self.accepted].into_iter().flatten().any(|answer| answer.code() != "Y");
        awaits("return_interview", self.held.is_some() || self.declined.is_some() || declined, None, None)
    }
}
