use crate::prelude::*;

/// Papers of the file that are put together for proceedings: which records, in which order, and who may let them go. Each release to a
/// party is information shared from this record (Family Procedure Rules 2010 Practice Direction 27A).
#[derive(Record, Clone)]
#[record(kind = "court_bundle", title = "Court bundle", service = Court, category = ChildProtectionPlans, given)]
pub struct CourtBundle {
    /// The proceedings.
    #[field(label = "Proceedings")]
    pub case: Open<RecordId>,
    /// What it is called, such as the hearing it is for.
    pub title: Private<Line>,
    /// The day on which it was proposed.
    #[field(label = "Proposed on")]
    pub proposed_on: Open<Date>,
    /// Who proposed it.
    #[field(label = "Proposed by", of = Staff)]
    pub proposed_by: Open<WorkerId>,
    /// The records that are in it, in their order.
    #[field(label = "What is in it")]
    pub items: Open<Vec<RecordId>>,
    /// Why each is needed by the court.
    #[field(label = "Why the court needs it", of = ThirdParty)]
    pub because: Private<Narrative>,
    /// How many pages it has.
    pub pages: Open<Whole<1, 100_000>>,
    /// The SHA-256 of its text, in hexadecimal: what is released is this and nothing else.
    #[field(label = "Fingerprint")]
    pub sha256: Private<Line<64>>,
}

impl Makes for CourtBundle {
    fn events(&self) -> Events {
        events![court_bundle.proposed => self.proposed_on]
    }

    fn headline(&self) -> String {
        self.title.reveal().0.clone()
    }
}
