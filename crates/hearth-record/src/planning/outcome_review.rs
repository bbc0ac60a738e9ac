use crate::prelude::*;

/// How far an outcome of a plan has come, as a review found it.
#[derive(Record, Clone)]
#[record(kind = "outcome_review", title = "How an outcome stands", service = Planning, category = ChildInNeedPlans)]
pub struct OutcomeReview {
    /// The outcome.
    pub outcome: Open<RecordId>,
    /// The day of the review.
    #[field(label = "Reviewed on")]
    pub reviewed_on: Open<Date>,
    /// The review at which it was said.
    #[field(label = "At which review")]
    pub review: Open<Option<RecordId>>,
    /// How it stands.
    #[field(label = "How does it stand?")]
    pub state: Private<sets::OutcomeState>,
    /// What was seen that says so.
    #[field(label = "What we have seen", of = ThirdParty)]
    pub evidence: Private<Option<Narrative>>,
}

impl Makes for OutcomeReview {
    fn events(&self) -> Events {
        events![outcome.reviewed => self.reviewed_on]
    }

    fn headline(&self) -> String {
        self.state.reveal().words().to_owned()
    }
}
