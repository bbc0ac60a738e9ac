use crate::prelude::*;

/// A tie between a worker and the person whose file this is. A declared one stands until the worker withdraws it; one that
/// was only detected yields when a second person has looked at it.
#[derive(Record, Clone)]
#[record(kind = "conflict_of_interest", title = "Conflict of interest", service = Access, category = Governance, given)]
pub struct ConflictOfInterest {
    /// Whose tie it is.
    #[field(of = Staff)]
    pub worker: Open<WorkerId>,
    /// Whether the worker told of it or the records suggest it.
    #[field(label = "How it is known", of = Staff)]
    pub conflict_kind: Open<sets::ConflictKind>,
    /// When it came to be known.
    #[field(label = "Known")]
    pub noted_at: Open<Timestamp>,
    /// What the tie is.
    #[field(label = "What the tie is", of = Staff)]
    pub tie: Private<Option<Narrative>>,
    /// The second person who looked at a detected tie and set it aside.
    #[field(label = "Set aside by", of = Staff)]
    pub yielded_to: Open<Option<WorkerId>>,
    /// When it was set aside.
    #[field(label = "Set aside")]
    pub yielded_at: Open<Option<Timestamp>>,
    /// Why it was set aside.
    #[field(label = "Why was it set aside?", of = Staff)]
    pub yielded_because: Private<Option<Narrative>>,
}

impl ConflictOfInterest {
    /// Whether the worker told of it.
    pub fn declared(&self) -> bool {
        self.conflict_kind.code() == "DECLARED"
    }
}

impl Makes for ConflictOfInterest {
    fn events(&self) -> Events {
        if self.declared() {
            events![conflict.declared => self.noted_at]
        } else {
            events![conflict.detected => self.noted_at, conflict.set_aside => self.yielded_at]
        }
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(Some(*self.noted_at), "yielded_at", *self.yielded_at, "the moment it was known");
        let yielded = self.yielded_to.is_some();
        problems.add_if(self.declared() && yielded, "yielded_to", "must be empty: a declared tie is never set aside");
        let alone = *self.yielded_to == Some(*self.worker);
        problems.add_if(alone, "yielded_to", "must be somebody else than the worker whose tie it is");
        problems
    }

    /// One row while it stands; none once somebody else has set a detected one aside.
    fn work(&self) -> Vec<Work> {
        let set_aside = !self.declared() && self.yielded_to.is_some_and(|second| second != *self.worker);
        if set_aside {
            return Vec::new();
        }
        let state = if self.declared() { clear::DECLARED } else { clear::DETECTED };
        vec![Work { kind: clear::CONFLICT, state: state.into(), due: None, team: None, worker: Some(*self.worker) }]
    }

    fn headline(&self) -> String {
        self.conflict_kind.words().to_owned()
    }
}
