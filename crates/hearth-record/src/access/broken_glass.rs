use crate::prelude::*;

/// That a worker opened the file although nothing connects them with it, because a child might be at risk: from when, until
/// when, and why. It is looked at afterwards; a late review never stands in the way of the next child.
#[derive(Record, Clone)]
#[record(kind = "broken_glass", title = "Emergency access", service = Access, category = Governance, given)]
pub struct BrokenGlass {
    /// Who opened the file.
    #[field(of = Staff)]
    pub worker: Open<WorkerId>,
    /// Why, in the worker's words.
    #[field(label = "Why must the file be opened now?", of = ThirdParty)]
    pub reason: Private<Narrative>,
    /// When it was opened.
    #[field(label = "From")]
    pub at: Open<Timestamp>,
    /// The first moment at which it is closed again.
    pub until: Open<Timestamp>,
    /// The second person who approved, where one was needed.
    #[field(of = Staff)]
    pub approved_by: Open<Option<WorkerId>>,
    /// What the review found.
    #[field(label = "Review", of = Staff)]
    pub review: Private<Option<sets::GlassReview>>,
    /// When it was reviewed.
    #[field(label = "Reviewed")]
    pub reviewed_at: Open<Option<Timestamp>>,
    /// Who reviewed it.
    #[field(of = Staff)]
    pub reviewed_by: Open<Option<WorkerId>>,
    /// What the review says.
    #[field(label = "Notes of the review", of = Staff)]
    pub review_notes: Private<Option<Narrative>>,
}

impl Makes for BrokenGlass {
    fn events(&self) -> Events {
        events![glass.broken => self.at]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(Some(*self.at), "until", Some(*self.until), "the moment it was opened");
        problems.join(must_follow(Some(*self.at), "reviewed_at", *self.reviewed_at, "the moment it was opened"));
        let alone = *self.approved_by == Some(*self.worker);
        problems.add_if(alone, "approved_by", "must be somebody else than the worker who opened the file");
        problems
    }

    /// The state is the moment until which it lasts, so that access needs no key to know it.
    fn work(&self) -> Vec<Work> {
        let until = self.until.to_string();
        let row = |kind, worker| Work { kind, state: until.clone().into(), due: None, team: None, worker: Some(worker) };
        let approved = self.approved_by.map(|second| row(clear::GLASS_APPROVED, second));
        let unseen = self.reviewed_at.is_none().then(|| Work {
            kind: clear::GLASS_REVIEW,
            state: clear::OPEN.into(),
            due: hearth_calendar::london_date(*self.at).tomorrow().ok(),
            team: None,
            worker: None,
        });
        std::iter::once(row(clear::BROKEN_GLASS, *self.worker)).chain(approved).chain(unseen).collect()
    }
}
