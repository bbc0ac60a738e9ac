use crate::prelude::*;

/// A meeting of those who carry out a child protection plan: the first within ten working days of the conference (Working
/// Together).
#[derive(Record, Clone)]
#[record(kind = "core_group", title = "Core group", service = Protection, category = ChildProtectionPlans)]
pub struct CoreGroup {
    /// The day on which it was held.
    #[field(label = "Held on")]
    pub held_on: Open<Date>,
    /// The plan that it carries out.
    #[field(label = "Child protection plan")]
    pub cp_plan: Open<Option<RecordId>>,
    /// Who took part, with the agency of each.
    #[field(label = "Who took part", hint = "One a line, with their agency", of = ThirdParty)]
    pub attendees: Private<Vec<Line>>,
    /// Whether the plan was gone through and brought up to date.
    #[field(label = "Plan reviewed?")]
    pub plan_reviewed: Open<Option<bool>>,
    /// What was said and agreed.
    #[field(label = "What was agreed", of = ThirdParty)]
    pub agreed: Private<Option<Narrative>>,
    /// The minutes.
    pub minutes: Open<Option<BlobId>>,
    /// The day of the next one.
    #[field(label = "Next core group")]
    pub next_on: Open<Option<Date>>,
}

impl Makes for CoreGroup {
    fn events(&self) -> Events {
        events![core_group.held => self.held_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.held_on), "next_on", *self.next_on, "the day of this one")
    }
}
