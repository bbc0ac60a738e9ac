use crate::prelude::*;

/// What somebody does by a day so that a plan works.
#[derive(Record, Clone)]
#[record(kind = "plan_action", title = "Action of a plan", service = Planning, category = ChildInNeedPlans)]
pub struct PlanAction {
    /// The plan, or the meeting or audit that asked for it.
    #[field(label = "Plan")]
    pub plan: Open<Option<RecordId>>,
    /// The outcome that it serves.
    pub outcome: Open<Option<RecordId>>,
    /// What is to be done.
    #[field(label = "What is to be done", of = ThirdParty)]
    pub action: Private<Line<300>>,
    /// Who does it, where it is no worker of the council: a parent, a school, the police.
    #[field(label = "Who does it", hint = "A parent, the school, the police", of = ThirdParty)]
    pub who: Private<Option<Line>>,
    /// The worker who does it or sees to it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
    /// The day on which it was agreed.
    #[field(label = "Agreed on")]
    pub agreed_on: Open<Date>,
    /// The day by which it is to be done.
    #[field(label = "To be done by")]
    pub due: Open<Option<Date>>,
    /// The day on which it was done.
    #[field(label = "Done on")]
    pub done_on: Open<Option<Date>>,
    /// What came of it.
    #[field(label = "What came of it", of = ThirdParty)]
    pub result: Private<Option<Narrative>>,
}

impl Makes for PlanAction {
    fn events(&self) -> Events {
        events![action.agreed => self.agreed_on, action.done => self.done_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.agreed_on), "done_on", *self.done_on, "the day it was agreed")
    }

    fn work(&self) -> Vec<Work> {
        awaits("plan_action", self.done_on.is_some(), *self.due, *self.worker)
    }

    fn headline(&self) -> String {
        self.action.reveal().0.clone()
    }
}
