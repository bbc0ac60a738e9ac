use crate::prelude::*;

/// That a file may end sooner than it once was to, because what was recorded of it was corrected: one person proposes it with the
/// reason, and another agrees. Until then the later day stands.
#[derive(Record, Clone)]
#[record(kind = "kept_shorter", title = "Kept for a shorter time", service = Retention, category = Governance, given)]
pub struct KeptShorter {
    /// The last day on which it was to be kept; none where that could not be said.
    #[field(label = "It was kept until")]
    pub before: Open<Option<Date>>,
    /// The last day on which it is to be kept now.
    #[field(label = "It is to be kept until")]
    pub after: Open<Option<Date>>,
    /// Why: what was wrong, and how that is known.
    #[field(label = "Why")]
    pub because: Private<Narrative>,
    /// When it was proposed.
    #[field(label = "Proposed")]
    pub proposed_at: Open<Timestamp>,
    /// Who proposed it.
    #[field(label = "Proposed by", of = Staff)]
    pub proposed_by: Open<WorkerId>,
    /// When a second person agreed.
    #[field(label = "Agreed")]
    pub approved_at: Open<Option<Timestamp>>,
    /// Who agreed.
    #[field(label = "Agreed by", of = Staff)]
    pub approved_by: Open<Option<WorkerId>>,
}

impl Makes for KeptShorter {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let alone = *self.approved_by == Some(*self.proposed_by);
        problems.add_if(alone, "approved_by", "must be another person than the one who proposed it");
        let torn = self.approved_at.is_some() != self.approved_by.is_some();
        problems.add_if(torn, "approved_at", "an approval has a moment and a name together");
        problems
    }
}
