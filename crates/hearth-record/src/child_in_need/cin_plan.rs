use crate::prelude::*;

/// A child in need plan (Children Act 1989 s.17; CIN N00689, N00690). It never runs beside a child protection plan.
#[derive(Record, Clone)]
#[record(kind = "cin_plan", title = "Child in need plan", service = ChildInNeed, category = ChildInNeedPlans)]
pub struct CinPlan {
    /// The day on which it began.
    pub started: Open<Date>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// The social care episode that it belongs to.
    #[field(label = "Social care episode")]
    pub episode: Open<Option<RecordId>>,
    /// What the child needs and why.
    #[field(label = "What the child needs", of = ThirdParty)]
    pub needs: Private<Option<Narrative>>,
    /// What is to change, who does what by when.
    #[field(label = "What is to change, and who does what", of = ThirdParty)]
    pub plan: Private<Option<Narrative>>,
    /// What the child and the parents think of it.
    #[field(label = "What the family thinks", of = ThirdParty)]
    pub family_view: Private<Option<Narrative>>,
    /// At most how many weeks lie between visits, where the plan says so.
    #[field(label = "Visit at least every (weeks)")]
    pub visit_within: Open<Option<Whole<1, 52>>>,
    /// Why it ended.
    #[field(label = "Why it ended", of = ThirdParty)]
    pub end_because: Private<Option<Narrative>>,
    /// The team that holds it.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The worker who holds it.
    #[field(label = "Lead practitioner", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for CinPlan {
    fn events(&self) -> Events {
        events![cin_plan.started => self.started, cin_plan.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn work(&self) -> Vec<Work> {
        open_until("cin_plan", self.ended.is_some(), *self.team, *self.worker)
    }

    fn flags(&self) -> Vec<Flag> {
        if self.ended.is_none() { vec![Flag::InNeedPlan] } else { Vec::new() }
    }
}
