use crate::prelude::*;

/// What keeps a child safe from today: agreed with the family, until something firmer takes its place.
#[derive(Record, Clone)]
#[record(kind = "safety_plan", title = "Safety plan", service = Protection, category = ChildProtectionPlans)]
pub struct SafetyPlan {
    /// The day on which it was made.
    #[field(label = "Made on")]
    pub made_on: Open<Date>,
    /// What the child must be kept safe from.
    #[field(label = "What we are worried about", of = ThirdParty)]
    pub worries: Private<Narrative>,
    /// Who does what so that the child is safe.
    #[field(label = "What keeps the child safe, and who does it", of = ThirdParty)]
    pub plan: Private<Narrative>,
    /// Who says so: those who told of the risk, and when.
    #[field(label = "Who says so?", of = ThirdParty)]
    pub source: Private<Option<Line>>,
    /// What to do when it does not hold.
    #[field(label = "If it does not hold", of = ThirdParty)]
    pub contingency: Private<Option<Narrative>>,
    /// Who agreed to it, and who did not.
    #[field(label = "Agreed with", of = ThirdParty)]
    pub agreed_with: Private<Vec<Line>>,
    /// What the child says of it.
    #[field(label = "The child's voice")]
    pub voice: Private<Option<Narrative>>,
    /// The day on which it is looked at again.
    #[field(label = "Look at it again on")]
    pub review_on: Open<Option<Date>>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// The worker who holds it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for SafetyPlan {
    fn events(&self) -> Events {
        events![safety_plan.made => self.made_on, safety_plan.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(Some(*self.made_on), "ended", *self.ended, "the day it was made");
        problems.join(must_follow(Some(*self.made_on), "review_on", *self.review_on, "the day it was made"));
        problems
    }

    fn work(&self) -> Vec<Work> {
        awaits("safety_plan", self.ended.is_some(), *self.review_on, *self.worker)
    }
}
