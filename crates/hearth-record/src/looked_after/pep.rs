use crate::prelude::*;

/// A personal education plan of a term (Children Act 1989 s.22(3A); statutory guidance on promoting the education of
/// looked-after children, 2018).
#[derive(Record, Clone)]
#[record(
    kind = "pep",
    title = "Personal education plan",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct Pep {
    /// The school or early-years setting.
    pub school: Private<Option<Line>>,
    /// The term.
    pub term: Open<Option<sets::SchoolTerm>>,
    /// The day on which the plan was begun.
    pub started: Open<Date>,
    /// The day of the meeting at which it was completed.
    #[field(label = "Meeting held on")]
    pub held: Open<Option<Date>>,
    /// How the virtual school judges it.
    pub quality: Open<Option<sets::PepQuality>>,
    /// The pupil premium plus that the plan spends, in whole pounds.
    #[field(label = "Pupil premium plus, in pounds")]
    pub pupil_premium: Private<Option<Whole<0, 100_000>>>,
    /// How the plan stands.
    pub status: Open<Option<sets::PepStatus>>,
    /// How the child is doing, and what the child says of it.
    #[field(label = "Progress and the child's views")]
    pub progress: Private<Option<Narrative>>,
    /// What is to be reached, by whose help, by when.
    pub targets: Private<Option<Narrative>>,
}

impl Makes for Pep {
    fn events(&self) -> Events {
        events![pep.started => self.started, pep.held => self.held]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.started), "held", *self.held, "the day on which the plan was begun")
    }

    fn work(&self) -> Vec<Work> {
        let not_needed = self.status.is_some_and(|status| status.code() == "NOT_REQUIRED");
        awaits("pep", self.held.is_some() || not_needed, None, None)
    }
}
