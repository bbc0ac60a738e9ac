use crate::prelude::*;

/// A child protection plan, from the conference that made it (Working Together; CIN N00105 to N00115).
#[derive(Record, Clone)]
#[record(kind = "cp_plan", title = "Child protection plan", service = Protection, category = ChildProtectionPlans)]
pub struct CpPlan {
    /// The day of the conference that made it.
    pub started: Open<Date>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// The category of abuse when the plan was made.
    #[field(label = "Category of abuse at the start", of = ThirdParty)]
    pub initial_category: Private<sets::CpCategoryOfAbuse>,
    /// The category of abuse now; earlier ones stand in the record's history.
    #[field(label = "Category of abuse now", of = ThirdParty)]
    pub latest_category: Private<Option<sets::CpCategoryOfAbuse>>,
    /// How many plans the child has had before, in any authority.
    #[field(label = "Number of earlier plans")]
    pub previous_plans: Private<Option<Whole<0, 99>>>,
    /// Whether another authority holds the plan.
    #[field(label = "Plan of another authority?")]
    pub other_authority: Open<Option<bool>>,
    /// The social care episode that it belongs to.
    #[field(label = "Social care episode")]
    pub episode: Open<Option<RecordId>>,
    /// The conference that made it.
    pub conference: Open<Option<RecordId>>,
    /// At most how many working days lie between visits, where the plan says fewer than the council does.
    #[field(label = "Visit at least every (working days)")]
    pub visit_within: Open<Option<Whole<1, 60>>>,
    /// The harm that is feared.
    #[field(label = "What we are worried about", of = ThirdParty)]
    pub worries: Private<Option<Narrative>>,
    /// What must change, who does what by when.
    #[field(label = "What must change, and who does what", of = ThirdParty)]
    pub plan: Private<Option<Narrative>>,
    /// What happens if nothing changes.
    #[field(label = "If nothing changes", of = ThirdParty)]
    pub contingency: Private<Option<Narrative>>,
    /// The team that holds it.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The worker who holds it.
    #[field(label = "Lead practitioner", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for CpPlan {
    fn events(&self) -> Events {
        events![cp_plan.started => self.started, cp_plan.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn work(&self) -> Vec<Work> {
        open_until("cp_plan", self.ended.is_some(), *self.team, *self.worker)
    }

    fn flags(&self) -> Vec<Flag> {
        if self.ended.is_none() { vec![Flag::ProtectionPlan] } else { Vec::new() }
    }

    fn headline(&self) -> String {
        self.latest_category.reveal().unwrap_or(*self.initial_category.reveal()).words().to_owned()
    }
}
