use crate::prelude::*;

/// Work with the child to hear what they think and feel: a tool, a drawing, a talk. What the child said is kept apart from
/// what the worker makes of it.
#[derive(Record, Clone)]
#[record(kind = "direct_work", title = "Direct work with the child", service = Recording, category = PersonalInformation)]
pub struct DirectWork {
    /// The day.
    #[field(label = "Date")]
    pub on: Open<Date>,
    /// What was used, such as three houses or a walk.
    #[field(label = "What was used")]
    pub tool: Private<Option<Line>>,
    /// What the child said, in the child's own words.
    #[field(label = "What the child said", hint = "In the child's own words")]
    pub voice: Private<Option<Narrative>>,
    /// What the child wishes and feels, as far as it showed.
    #[field(label = "Wishes and feelings")]
    pub wishes: Private<Option<Narrative>>,
    /// What the worker makes of it.
    #[field(label = "What we make of it", of = ThirdParty)]
    pub analysis: Private<Option<Narrative>>,
    /// Whether the worker told the child what the worries are.
    #[field(label = "Were the worries explained?")]
    pub explained: Open<Option<bool>>,
    /// Whether the child agrees with the worker.
    #[field(label = "Does the child agree?")]
    pub agrees: Private<Option<bool>>,
    /// Whether the child thinks that the plan keeps them safe.
    #[field(label = "Does the child feel that the plan keeps them safe?")]
    pub plan_safe: Private<Option<bool>>,
    /// Who did it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for DirectWork {
    fn events(&self) -> Events {
        events![direct_work.done => self.on]
    }

    fn headline(&self) -> String {
        self.tool.reveal().as_ref().map(|tool| tool.0.clone()).unwrap_or_default()
    }
}
