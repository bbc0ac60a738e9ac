use crate::prelude::*;

/// A hold: an instruction that certain files are not destroyed whatever their schedule says, until it is closed by a decision of two
/// people. It has a day on which it is looked at again, and no day on which it ends by itself.
#[derive(Record, Clone)]
#[record(kind = "legal_hold", title = "Hold", service = Retention, file = Council, category = Governance, given)]
pub struct LegalHold {
    /// What it is called.
    pub name: Private<Line>,
    /// Who may order it: an inquiry, a court, the council's own decision.
    #[field(label = "By whose authority?")]
    pub authority: Private<Line>,
    /// Why.
    #[field(label = "Why")]
    pub reason: Private<Narrative>,
    /// Which files it covers.
    #[field(label = "Which files?")]
    pub scope: Open<sets::HoldScope>,
    /// Of those with whom the council worked between two days, the first of the two.
    #[field(label = "Worked with from")]
    pub served_from: Open<Option<Date>>,
    /// The second of the two.
    #[field(label = "Worked with until")]
    pub served_until: Open<Option<Date>>,
    /// The day on which it was opened.
    #[field(label = "Opened")]
    pub opened_on: Open<Date>,
    /// Who opened it.
    #[field(label = "Opened by", of = Staff)]
    pub opened_by: Open<WorkerId>,
    /// The day by which somebody asks whether it still stands.
    #[field(label = "To be reviewed by")]
    pub review_on: Open<Date>,
    /// What is known of how the matter stands, such as that an inquiry has reported.
    #[field(label = "How the matter stands")]
    pub note: Private<Option<Narrative>>,
    /// When somebody proposed to close it.
    #[field(label = "Closing proposed")]
    pub closing_proposed_at: Open<Option<Timestamp>>,
    /// Who proposed it.
    #[field(label = "Closing proposed by", of = Staff)]
    pub closing_proposed_by: Open<Option<WorkerId>>,
    /// Why it may be closed.
    #[field(label = "Why it may be closed")]
    pub closing_because: Private<Option<Narrative>>,
    /// When a second person closed it.
    #[field(label = "Closed")]
    pub closed_at: Open<Option<Timestamp>>,
    /// Who closed it.
    #[field(label = "Closed by", of = Staff)]
    pub closed_by: Open<Option<WorkerId>>,
}

impl LegalHold {
    /// Whether it holds files: it was not closed.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }

    /// The two days between which somebody was worked with, where it covers files by that.
    pub fn served(&self) -> Option<(Date, Date)> {
        (*self.served_from).zip(*self.served_until).filter(|_| self.scope.code() == "SERVED_BETWEEN")
    }
}

impl Makes for LegalHold {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let by_days = self.scope.code() == "SERVED_BETWEEN";
        problems.add_if(by_days && self.served_from.is_none(), "served_from", "is needed: the first of the two days");
        problems.add_if(
            by_days && self.served_until.is_none(),
            "served_until",
            "is needed: the second of the two days",
        );
        let days = [*self.served_from, *self.served_until];
        let without = !by_days && days.iter().any(Option::is_some);
        problems.add_if(
            without,
            "scope",
            "covers no days: take them away, or choose the files of those worked with between them",
        );
        let turned = self.served().is_some_and(|(from, until)| until < from);
        problems.add_if(turned, "served_until", "must not be before the first of the two days");
        let whole = [
            self.closing_proposed_at.is_some(),
            self.closing_proposed_by.is_some(),
            self.closing_because.reveal().is_some(),
        ];
        let torn = whole.contains(&true) && whole.contains(&false);
        problems.add_if(torn, "closing_because", "a closing has a moment, a name and a reason together");
        let closed = self.closed_at.is_some() || self.closed_by.is_some();
        let unproposed = closed && (self.closing_proposed_at.is_none() || self.closed_by.is_none());
        problems.add_if(unproposed, "closed_at", "must follow a proposal, and has a name");
        let alone = closed && *self.closed_by == *self.closing_proposed_by;
        problems.add_if(alone, "closed_by", "must be another person than the one who proposed it");
        problems.join(must_follow(
            *self.closing_proposed_at,
            "closed_at",
            *self.closed_at,
            "the moment at which it was proposed",
        ));
        problems
    }

    fn headline(&self) -> String {
        self.name.reveal().0.clone()
    }
}
