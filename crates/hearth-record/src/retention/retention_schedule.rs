use crate::prelude::*;

/// A change of the council's retention schedule: proposed by one person, who saw which files it moves, and approved by another. From its
/// day it stands in the place of what the council's settings say.
#[derive(Record, Clone)]
#[record(kind = "retention_schedule", title = "Retention schedule", service = Retention, file = Council, category = Governance, given)]
pub struct RetentionSchedule {
    /// The years of each rule, as `K01 7`.
    #[field(label = "Years, by rule")]
    pub years: Open<Vec<Line<20>>>,
    /// The day from which it holds.
    #[field(label = "Holds from")]
    pub from: Open<Date>,
    /// Why it is changed.
    #[field(label = "Why")]
    pub because: Private<Narrative>,
    /// How many files it keeps for longer.
    #[field(label = "Files kept for longer")]
    pub later: Open<Whole<0, 100_000_000>>,
    /// How many files it keeps for a shorter time.
    #[field(label = "Files kept for a shorter time")]
    pub nearer: Open<Whole<0, 100_000_000>>,
    /// How many files would be due at once.
    #[field(label = "Files due at once")]
    pub due: Open<Whole<0, 100_000_000>>,
    /// When it was proposed.
    #[field(label = "Proposed")]
    pub proposed_at: Open<Timestamp>,
    /// Who proposed it.
    #[field(label = "Proposed by", of = Staff)]
    pub proposed_by: Open<WorkerId>,
    /// When it was decided.
    #[field(label = "Decided")]
    pub decided_at: Open<Option<Timestamp>>,
    /// Who decided.
    #[field(label = "Decided by", of = Staff)]
    pub decided_by: Open<Option<WorkerId>>,
    /// Whether it was approved.
    #[field(label = "Approved?")]
    pub approved: Open<Option<bool>>,
}

impl Makes for RetentionSchedule {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let alone = *self.decided_by == Some(*self.proposed_by);
        problems.add_if(alone, "decided_by", "must be another person than the one who proposed it");
        let decided = [self.decided_at.is_some(), self.decided_by.is_some(), self.approved.is_some()];
        let torn = decided.iter().any(|one| *one != decided[0]);
        problems.add_if(torn, "decided_at", "a decision has a moment, a name and an answer together");
        problems
    }
}
