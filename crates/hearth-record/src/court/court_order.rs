use crate::prelude::*;

/// An order that a court made about the child. What it makes of the child's legal status stands in a record of its own.
#[derive(Record, Clone)]
#[record(kind = "court_order", title = "Court order", service = Court, category = ChildProtectionPlans)]
pub struct CourtOrder {
    /// Which order.
    pub order: Open<sets::CourtOrder>,
    /// The day on which it was made.
    #[field(label = "Made on")]
    pub made_on: Open<Date>,
    /// The proceedings.
    #[field(label = "Proceedings")]
    pub case: Open<Option<RecordId>>,
    /// The court.
    pub court: Private<Option<Line>>,
    /// The day to which it runs.
    #[field(label = "Runs to")]
    pub runs_to: Open<Option<Date>>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// To whom it gives what, and on what terms.
    #[field(label = "What it says", of = ThirdParty)]
    pub terms: Private<Option<Narrative>>,
    /// The sealed order as a document of this file.
    #[field(label = "The order itself")]
    pub document: Open<Option<BlobId>>,
}

impl Makes for CourtOrder {
    fn events(&self) -> Events {
        events![court_order.made => self.made_on, court_order.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        let made = Some(*self.made_on);
        let mut problems = must_follow(made, "ended", *self.ended, "the day it was made");
        problems.join(must_follow(made, "runs_to", *self.runs_to, "the day it was made"));
        problems
    }

    fn work(&self) -> Vec<Work> {
        let over = self.ended.is_some() || self.runs_to.is_none();
        awaits("court_order", over, *self.runs_to, None)
    }

    fn headline(&self) -> String {
        self.order.words().to_owned()
    }
}
