use crate::prelude::*;

/// A review of the case of a looked-after child, chaired by an independent reviewing officer (Care Planning, Placement and
/// Case Review (England) Regulations 2010 regs 32 to 38).
///
/// When a review is due follows from the reviews before it and is not typed.
#[derive(Record, Clone)]
#[record(
    kind = "care_review",
    title = "Looked-after review",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter,
    independent
)]
pub struct CareReview {
    /// The day for which the review is arranged.
    #[field(label = "Arranged for")]
    pub arranged: Open<Option<Date>>,
    /// The day on which it was held.
    #[field(label = "Held on")]
    pub held: Open<Option<Date>>,
    /// Whether it was called off.
    pub cancelled: Open<Option<bool>>,
    /// How the child took part, by the SSDA903 codes.
    #[field(label = "How did the child take part?")]
    pub participation: Open<Option<sets::ReviewParticipation>>,
    /// The independent reviewing officer who chaired it.
    #[field(label = "Independent reviewing officer", of = Staff)]
    pub reviewing_officer: Open<Option<WorkerId>>,
    /// Who was there, and who was asked and did not come.
    #[field(of = ThirdParty)]
    pub attended: Private<Option<Narrative>>,
    /// What the child said or wished to be said.
    #[field(label = "The child's views")]
    pub child_views: Private<Option<Narrative>>,
    /// What was decided, by whom it is to be done, and by when.
    pub decisions: Private<Option<Narrative>>,
    /// How far the reviewing officer took a disagreement with the plan (Children Act 1989 s.25B(3)).
    pub escalation: Open<Option<sets::ReviewEscalation>>,
    /// The day on which the decisions were sent out.
    #[field(label = "Decisions sent on")]
    pub decisions_sent: Open<Option<Date>>,
    /// The day on which the full record was sent out.
    #[field(label = "Record sent on")]
    pub record_sent: Open<Option<Date>>,
    /// The due date that another system gave, kept beside the one that is worked out here.
    #[field(given)]
    pub due_given: Open<Option<Date>>,
}

impl CareReview {
    fn is_cancelled(&self) -> bool {
        *self.cancelled == Some(true)
    }
}

impl Makes for CareReview {
    fn events(&self) -> Events {
        events![
            care_review.held => self.held,
            care_review.decisions_sent => self.decisions_sent,
            care_review.record_sent => self.record_sent,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let both = self.is_cancelled() && self.held.is_some();
        problems.add_if(both, "cancelled", "must be no for a review that was held");
        for (field, sent) in [("decisions_sent", *self.decisions_sent), ("record_sent", *self.record_sent)] {
            problems.join(must_follow(*self.held, field, sent, "the day of the review"));
        }
        problems
    }

    fn work(&self) -> Vec<Work> {
        let over = self.held.is_some() || self.is_cancelled();
        awaits("care_review", over, *self.arranged, *self.reviewing_officer)
    }

    fn headline(&self) -> String {
        self.participation.map(|how| how.words().to_owned()).unwrap_or_default()
    }
}
