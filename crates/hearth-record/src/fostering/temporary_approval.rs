use crate::prelude::*;

/// That a relative or friend may foster a child for at most 16 weeks, once extended by eight, while they are assessed (Care
/// Planning, Placement and Case Review (England) Regulations 2010 regs 24 and 25).
#[derive(Record, Clone)]
#[record(
    kind = "temporary_approval",
    title = "Temporary approval",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct TemporaryApproval {
    /// The day on which it was given.
    #[field(label = "Given on")]
    pub given_on: Open<Date>,
    /// For which child, in a few words: the child's records stand in the child's own file.
    #[field(label = "For which child", of = ThirdParty)]
    pub child: Private<Option<Line>>,
    /// Who gave it.
    #[field(label = "Given by", of = Staff)]
    pub given_by: Open<Option<WorkerId>>,
    /// Why this person, and what was checked.
    #[field(label = "What was checked", of = ThirdParty)]
    pub checks: Private<Option<Narrative>>,
    /// The day on which it was extended.
    #[field(label = "Extended on")]
    pub extended_on: Open<Option<Date>>,
    /// The day on which it ended: by full approval, or because the child moved.
    #[field(label = "Ended on")]
    pub ended: Open<Option<Date>>,
    /// Why it ended.
    #[field(label = "Why did it end?")]
    pub end_reason: Private<Option<Line>>,
}

impl Makes for TemporaryApproval {
    fn events(&self) -> Events {
        events![
            temporary_approval.given => self.given_on,
            temporary_approval.extended => self.extended_on,
            temporary_approval.ended => self.ended,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        for (field, day) in [("extended_on", *self.extended_on), ("ended", *self.ended)] {
            problems.join(must_follow(Some(*self.given_on), field, day, "the day it was given"));
        }
        problems
    }
}
