use crate::prelude::*;

/// A review of a child in need plan.
#[derive(Record, Clone)]
#[record(kind = "cin_plan_review", title = "Child in need review", service = ChildInNeed, category = ChildInNeedPlans)]
pub struct CinPlanReview {
    /// The day on which it was held.
    #[field(label = "Held on")]
    pub held_on: Open<Date>,
    /// The plan that it reviewed.
    #[field(label = "Child in need plan")]
    pub cin_plan: Open<Option<RecordId>>,
    /// Who took part.
    #[field(label = "Who took part", hint = "One a line, with their agency", of = ThirdParty)]
    pub attendees: Private<Vec<Line>>,
    /// What the child said.
    #[field(label = "The child's voice")]
    pub voice: Private<Option<Narrative>>,
    /// What has changed since the plan or the last review.
    #[field(label = "What has changed", of = ThirdParty)]
    pub progress: Private<Option<Narrative>>,
    /// What was decided.
    pub decision: Open<Option<sets::CinReviewDecision>>,
    /// Why.
    #[field(label = "Why this decision?", of = ThirdParty)]
    pub rationale: Private<Option<Narrative>>,
    /// The day of the next review.
    #[field(label = "Next review")]
    pub next_on: Open<Option<Date>>,
}

impl Makes for CinPlanReview {
    fn events(&self) -> Events {
        events![cin_plan.reviewed => self.held_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.held_on), "next_on", *self.next_on, "the day of this one")
    }

    fn headline(&self) -> String {
        self.decision.map_or("", sets::CinReviewDecision::words).to_owned()
    }
}
