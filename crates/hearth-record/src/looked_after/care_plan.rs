use crate::prelude::*;

/// The plan for the whole care of a looked-after child (Care Planning, Placement and Case Review (England) Regulations 2010
/// regs 4 and 5).
#[derive(Record, Clone)]
#[record(kind = "care_plan", title = "Care plan", service = LookedAfter, file = Care, category = EpisodesOfBeingLookedAfter)]
pub struct CarePlan {
    /// The day from which the plan holds.
    pub started: Open<Date>,
    /// The day to which it held, once another has taken its place.
    pub ended: Open<Option<Date>>,
    /// The plan for permanence: where the child is to grow up. Several stand where plans run beside each other.
    #[field(label = "Plan for permanence")]
    pub permanence_plans: Open<Vec<sets::PermanencePlan>>,
    /// In how many months the child is to go home, where that is the plan (code `RETURNEV`).
    #[field(label = "Months until the return home")]
    pub months_to_return: Open<Option<Whole<0, 240>>>,
    /// The independent reviewing officer (Children Act 1989 s.25A).
    #[field(label = "Independent reviewing officer", of = Staff)]
    pub reviewing_officer: Open<Option<WorkerId>>,
    /// What the child wishes and feels, and how the plan answers it (s.22(4)).
    #[field(label = "Wishes and feelings")]
    pub wishes: Private<Option<Narrative>>,
    /// The health plan.
    #[field(category = Medical)]
    pub health: Private<Option<Narrative>>,
    /// How the child is educated, beside the personal education plan.
    pub education: Private<Option<Narrative>>,
    /// Identity, religion, language and culture.
    #[field(category = Characteristics)]
    pub identity: Private<Option<Narrative>>,
    /// How the child stays in touch with family and friends.
    #[field(label = "Family and friends", of = ThirdParty)]
    pub family: Private<Option<Narrative>>,
    /// What happens if the plan fails.
    #[field(label = "If the plan does not work out")]
    pub contingency: Private<Option<Narrative>>,
    /// Who agreed to the plan, and who did not.
    #[field(label = "Agreed with", of = ThirdParty)]
    pub agreed_with: Private<Option<Narrative>>,
}

impl Makes for CarePlan {
    fn events(&self) -> Events {
        events![care_plan.prepared => self.started]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn headline(&self) -> String {
        self.permanence_plans.iter().map(|plan| plan.words()).collect::<Vec<_>>().join("; ")
    }
}
