use crate::prelude::*;

/// What the authority answers to a concern of the reviewing officer.
#[derive(Record, Clone)]
#[record(
    kind = "escalation_answer",
    title = "Answer to the reviewing officer",
    service = Review,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct EscalationAnswer {
    /// The concern.
    #[field(label = "Concern")]
    pub escalation: Open<Option<RecordId>>,
    /// The day of the answer.
    #[field(label = "Answered on")]
    pub answered_on: Open<Date>,
    /// What is answered, and what will be done by when.
    #[field(label = "What we answer, and what we will do", of = ThirdParty)]
    pub answer: Private<Narrative>,
    /// Who answers.
    #[field(label = "Answered by", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for EscalationAnswer {
    fn events(&self) -> Events {
        events![escalation.answered => self.answered_on]
    }
}
