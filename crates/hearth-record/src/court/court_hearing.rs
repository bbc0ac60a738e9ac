use crate::prelude::*;

/// A hearing in proceedings about the child.
#[derive(Record, Clone)]
#[record(kind = "court_hearing", title = "Court hearing", service = Court, category = ChildProtectionPlans)]
pub struct CourtHearing {
    /// The proceedings.
    #[field(label = "Proceedings")]
    pub case: Open<Option<RecordId>>,
    /// What sort of hearing it is.
    #[field(label = "Type of hearing")]
    pub hearing: Open<sets::HearingKind>,
    /// The day for which it is listed.
    #[field(label = "Listed for")]
    pub listed_for: Open<Option<Date>>,
    /// The day on which it was held.
    #[field(label = "Held on")]
    pub held_on: Open<Option<Date>>,
    /// Before whom.
    #[field(of = ThirdParty)]
    pub judge: Private<Option<Line>>,
    /// What the court directed, and who does it by when.
    #[field(label = "What the court directed", of = ThirdParty)]
    pub directions: Private<Option<Narrative>>,
    /// Which papers were filed, and which are to be filed by when.
    #[field(label = "Papers filed and to be filed")]
    pub papers: Private<Option<Narrative>>,
    /// The worker who goes.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for CourtHearing {
    fn events(&self) -> Events {
        events![hearing.held => self.held_on]
    }

    fn work(&self) -> Vec<Work> {
        awaits("court_hearing", self.held_on.is_some(), *self.listed_for, *self.worker)
    }

    fn headline(&self) -> String {
        self.hearing.words().to_owned()
    }
}
