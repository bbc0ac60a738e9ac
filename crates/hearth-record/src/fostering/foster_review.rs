use crate::prelude::*;

/// The yearly review whether a foster carer is still suitable (Fostering Services (England) Regulations 2011 reg 28).
#[derive(Record, Clone)]
#[record(
    kind = "foster_review",
    title = "Foster carer review",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterReview {
    /// The day for which it is arranged.
    #[field(label = "Arranged for")]
    pub arranged: Open<Option<Date>>,
    /// The day on which it was held.
    #[field(label = "Held on")]
    pub held: Open<Option<Date>>,
    /// Who led it.
    #[field(label = "Reviewing officer", of = Staff)]
    pub reviewing_officer: Open<Option<WorkerId>>,
    /// What the carers say.
    #[field(label = "What the carers say")]
    pub carers_view: Private<Option<Narrative>>,
    /// What the children who are placed, and the carers' own, say.
    #[field(label = "What the children say", of = ThirdParty)]
    pub children_view: Private<Option<Narrative>>,
    /// What was found.
    #[field(label = "What was found", of = ThirdParty)]
    pub findings: Private<Option<Narrative>>,
    /// What came of it.
    pub outcome: Private<Option<sets::FosterReviewOutcome>>,
    /// Whether it went to the fostering panel, as the first one must.
    #[field(label = "Did it go to panel?")]
    pub to_panel: Open<Option<bool>>,
}

impl Makes for FosterReview {
    fn events(&self) -> Events {
        events![foster_carer.reviewed => self.held]
    }

    fn work(&self) -> Vec<Work> {
        awaits("foster_review", self.held.is_some(), *self.arranged, *self.reviewing_officer)
    }

    fn headline(&self) -> String {
        self.outcome.reveal().map_or("", sets::FosterReviewOutcome::words).to_owned()
    }
}
