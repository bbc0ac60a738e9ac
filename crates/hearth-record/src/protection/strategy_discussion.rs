use crate::prelude::*;

/// The talk between social care, police, health and others on whether a child suffers or may suffer significant harm
/// (Children Act 1989 s.47; Working Together). The one that begins an enquiry starts the clock of the conference.
#[derive(Record, Clone)]
#[record(kind = "strategy_discussion", title = "Strategy discussion", service = Protection, category = ChildProtectionPlans)]
pub struct StrategyDiscussion {
    /// When it was held.
    #[field(label = "Held")]
    pub held_at: Open<Timestamp>,
    /// The social care episode that it belongs to.
    #[field(label = "Social care episode")]
    pub episode: Open<Option<RecordId>>,
    /// Who took part, with the agency of each.
    #[field(label = "Who took part", hint = "One a line, with their agency", of = Staff)]
    pub attendees: Private<Vec<Line>>,
    /// What each agency told.
    #[field(label = "What each agency told", of = ThirdParty)]
    pub information: Private<Option<Narrative>>,
    /// What was decided.
    pub decision: Private<Option<sets::StrategyDecision>>,
    /// Why.
    #[field(label = "Why this decision?", of = ThirdParty)]
    pub rationale: Private<Option<Narrative>>,
    /// How the child is kept safe from now on.
    #[field(label = "Safety until the next step", of = ThirdParty)]
    pub safety: Private<Option<Narrative>>,
    /// Who led it.
    #[field(of = Staff)]
    pub chaired_by: Open<Option<WorkerId>>,
    /// The team that holds the case.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
}

impl Makes for StrategyDiscussion {
    fn events(&self) -> Events {
        events![strategy_discussion.held => self.held_at]
    }

    fn headline(&self) -> String {
        self.decision.reveal().map_or("", sets::StrategyDecision::words).to_owned()
    }
}
