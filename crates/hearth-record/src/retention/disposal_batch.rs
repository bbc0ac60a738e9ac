use crate::prelude::*;

/// Files whose time has come, taken together on their way to be destroyed: proposed by one person, approved by another, left for a
/// while in which anybody may stop it, and executed.
#[derive(Record, Clone)]
#[record(kind = "disposal_batch", title = "Batch to be destroyed", service = Retention, file = Council, category = Governance, given)]
pub struct DisposalBatch {
    /// How many files it holds.
    pub files: Open<Whole<0, { i64::MAX }>>,
    /// Whether so large a share of all files was due that somebody must ask whether the clock or the schedule is wrong.
    #[field(label = "Unusually many")]
    pub alarm: Open<bool>,
    /// When it was proposed.
    #[field(label = "Proposed")]
    pub proposed_at: Open<Timestamp>,
    /// Who proposed it.
    #[field(label = "Proposed by", of = Staff)]
    pub proposed_by: Open<WorkerId>,
    /// When every file of it had been reviewed and it was handed on.
    #[field(label = "Handed on for approval")]
    pub submitted_at: Open<Option<Timestamp>>,
    /// Who handed it on.
    #[field(label = "Handed on by", of = Staff)]
    pub submitted_by: Open<Option<WorkerId>>,
    /// When the second person first opened it to read it.
    #[field(label = "Opened to be approved")]
    pub read_at: Open<Option<Timestamp>>,
    /// Who opened it so.
    #[field(label = "Opened to be approved by", of = Staff)]
    pub read_by: Open<Option<WorkerId>>,
    /// When a second person approved it.
    #[field(label = "Approved")]
    pub approved_at: Open<Option<Timestamp>>,
    /// Who approved it.
    #[field(label = "Approved by", of = Staff)]
    pub approved_by: Open<Option<WorkerId>>,
    /// The role in which it was approved.
    #[field(label = "Approved as")]
    pub approved_as: Open<Option<Line<40>>>,
    /// The last day on which it rests: it is executed after it.
    #[field(label = "Rests until")]
    pub rests_until: Open<Option<Date>>,
    /// When somebody stopped it.
    #[field(label = "Stopped")]
    pub stopped_at: Open<Option<Timestamp>>,
    /// Who stopped it.
    #[field(label = "Stopped by", of = Staff)]
    pub stopped_by: Open<Option<WorkerId>>,
    /// Why it was stopped.
    #[field(label = "Why it was stopped")]
    pub stopped_because: Private<Option<Narrative>>,
    /// When the data protection officer had looked at the files that chance chose.
    #[field(label = "Sample looked at")]
    pub sample_seen_at: Open<Option<Timestamp>>,
    /// Who looked at it.
    #[field(label = "Sample looked at by", of = Staff)]
    pub sample_seen_by: Open<Option<WorkerId>>,
    /// When it was executed to its end.
    #[field(label = "Executed")]
    pub executed_at: Open<Option<Timestamp>>,
    /// Who executed it.
    #[field(label = "Executed by", of = Staff)]
    pub executed_by: Open<Option<WorkerId>>,
    /// How many files were destroyed.
    #[field(label = "Files destroyed")]
    pub destroyed: Open<Option<Whole<0, { i64::MAX }>>>,
}

impl Makes for DisposalBatch {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let alone = self.approved_by.is_some()
            && (self.approved_by.0 == Some(*self.proposed_by) || *self.approved_by == *self.submitted_by);
        problems.add_if(alone, "approved_by", "must be another person than the one who proposed it");
        let torn = self.approved_at.is_some() != self.approved_by.is_some()
            || self.approved_at.is_some() != self.rests_until.is_some();
        problems.add_if(torn, "approved_at", "an approval has a moment, a name and a time to rest together");
        let early = self.executed_at.is_some() && self.approved_at.is_none();
        problems.add_if(early, "executed_at", "must follow an approval");
        problems
    }
}
