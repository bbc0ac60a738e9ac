use crate::prelude::*;

/// What is to be better for the child through a plan. How far it has come is said at each review.
#[derive(Record, Clone)]
#[record(kind = "plan_outcome", title = "Outcome of a plan", service = Planning, category = ChildInNeedPlans)]
pub struct PlanOutcome {
    /// The plan.
    pub plan: Open<Option<RecordId>>,
    /// What is to be better, in words that the child and the family would use.
    #[field(label = "What is to be better", of = ThirdParty)]
    pub outcome: Private<Line<300>>,
    /// By what everybody will see it.
    #[field(label = "How we will know", of = ThirdParty)]
    pub measure: Private<Option<Narrative>>,
    /// The day on which it was agreed.
    #[field(label = "Agreed on")]
    pub agreed_on: Open<Date>,
    /// By when it is to be reached.
    #[field(label = "By when")]
    pub by_when: Open<Option<Date>>,
}

impl Makes for PlanOutcome {
    fn events(&self) -> Events {
        events![outcome.agreed => self.agreed_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.agreed_on), "by_when", *self.by_when, "the day it was agreed")
    }

    fn headline(&self) -> String {
        self.outcome.reveal().0.clone()
    }
}
