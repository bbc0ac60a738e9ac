use crate::prelude::*;

/// One file of a batch: why its time has come, and what was decided about it. It names nobody: the file is its id.
#[derive(Record, Clone)]
#[record(kind = "disposal_item", title = "File in a batch", service = Retention, file = Council, category = Governance, given)]
pub struct DisposalItem {
    /// The file, by its id.
    #[field(label = "File")]
    pub subject: Open<Line<40>>,
    /// The rule that decides, with its version, such as `k02/1`.
    pub rule: Open<Line<60>>,
    /// The reasoning, in codes and dates.
    pub reasoning: Open<Vec<Line>>,
    /// The last day for which it is kept.
    #[field(label = "Kept until")]
    pub due_on: Open<Date>,
    /// What speaks against destroying it now, in codes.
    #[field(label = "What speaks against it")]
    pub against: Open<Vec<Line<60>>>,
    /// How many versions of records the file had when it was reviewed: one more is another file than the one that was reviewed.
    #[field(label = "Versions reviewed")]
    pub versions: Open<Option<Whole<0, { i64::MAX }>>>,
    /// What was decided.
    pub decision: Open<Option<sets::DisposalDecision>>,
    /// Why; it names nobody.
    pub because: Private<Option<Narrative>>,
    /// The day until which it is kept on, where it is.
    #[field(label = "Kept on until")]
    pub keep_until: Open<Option<Date>>,
    /// Who reviewed it.
    #[field(label = "Reviewed by", of = Staff)]
    pub reviewed_by: Open<Option<WorkerId>>,
    /// When it was reviewed.
    #[field(label = "Reviewed")]
    pub reviewed_at: Open<Option<Timestamp>>,
    /// How the copies outside the system end: the medium, and who confirmed it.
    #[field(label = "Copies elsewhere")]
    pub elsewhere: Private<Vec<Line>>,
    /// Whether chance chose it to be looked at by the data protection officer.
    #[field(label = "In the sample")]
    pub sampled: Open<Option<bool>>,
    /// When the file was destroyed.
    #[field(label = "Destroyed")]
    pub destroyed_at: Open<Option<Timestamp>>,
    /// The entry of the audit that its certificate stands under.
    #[field(label = "Entry of its certificate")]
    pub entry: Open<Option<Line<40>>>,
    /// Why it was passed over when the batch was executed.
    #[field(label = "Passed over because")]
    pub passed_over: Open<Option<Line>>,
}

impl Makes for DisposalItem {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let kept = self.decision.is_some_and(|decision| decision.code() != "DESTROY");
        problems.add_if(kept && self.because.reveal().is_none(), "because", "is needed where a file is not destroyed");
        let until = self.decision.is_some_and(|decision| decision.code() == "KEEP");
        problems.add_if(until && self.keep_until.is_none(), "keep_until", "is needed where a file is kept on");
        let torn = self.decision.is_some() != self.reviewed_by.is_some();
        problems.add_if(torn, "reviewed_by", "is needed beside a decision");
        problems
    }
}
