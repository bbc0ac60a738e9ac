use crate::prelude::*;

/// The plan of a young person's way into adult life (Children Act 1989 s.23E; Care Leavers (England) Regulations 2010 regs 6
/// to 8). When its review is due follows from the dates and is not typed.
#[derive(Record, Clone)]
#[record(kind = "pathway_plan", title = "Pathway plan", service = CareLeaver, file = Care, category = CareLeavers)]
pub struct PathwayPlan {
    /// The day on which the assessment of needs was done (reg 5).
    #[field(label = "Needs assessed on")]
    pub needs_assessed: Open<Option<Date>>,
    /// The day on which the plan was prepared.
    #[field(label = "Plan prepared on")]
    pub prepared: Open<Option<Date>>,
    /// The days on which it was reviewed (reg 7).
    #[field(label = "Reviewed on")]
    pub reviewed: Open<Vec<Date>>,
    /// The day on which the young person moved into accommodation that the authority provides, which brings a review forward
    /// (reg 7(3)).
    #[field(label = "Moved into accommodation from the authority on")]
    pub moved: Open<Option<Date>>,
    /// What the young person wants.
    #[field(label = "Wishes and feelings")]
    pub wishes: Private<Option<Narrative>>,
    /// Home: where the young person lives and is to live.
    pub accommodation: Private<Option<Narrative>>,
    /// Education, training and work.
    #[field(label = "Education, training and work")]
    pub education_and_work: Private<Option<Narrative>>,
    /// Health and wellbeing.
    #[field(category = Medical)]
    pub health: Private<Option<Narrative>>,
    /// Money and practical skills.
    #[field(label = "Money and practical skills")]
    pub money_and_skills: Private<Option<Narrative>>,
    /// Family, friends and others who matter.
    #[field(label = "Family and friends", of = ThirdParty)]
    pub family: Private<Option<Narrative>>,
    /// What happens if the plan fails.
    #[field(label = "If the plan does not work out")]
    pub contingency: Private<Option<Narrative>>,
}

impl Makes for PathwayPlan {
    fn events(&self) -> Events {
        let mut events = events![
            pathway_plan.needs_assessed => self.needs_assessed,
            pathway_plan.prepared => self.prepared,
            care_leaver.moved => self.moved,
        ];
        for review in self.reviewed.iter() {
            events.0.extend(events![pathway_plan.reviewed => *review].0);
        }
        events
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let early = self.prepared.is_some_and(|prepared| self.reviewed.iter().any(|review| *review < prepared));
        problems.add_if(early, "reviewed", "must be on or after the day on which the plan was prepared");
        problems
    }
}
