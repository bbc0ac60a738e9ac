use super::span::{moment_on, on_or_at};
use crate::prelude::*;

/// Under which law a child is looked after, from a date. Where two run together, such as a care order and a placement order,
/// the return takes the one that began last.
#[derive(Record, Clone)]
#[record(
    kind = "legal_status",
    title = "Legal status",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct LegalStatus {
    /// The status, by the SSDA903 codes.
    #[field(label = "Legal status")]
    pub status: Open<sets::LegalStatus>,
    /// The day on which it began.
    pub started: Open<Date>,
    /// The moment at which it began, where the law counts hours: police protection lasts 72 hours at most (Children Act 1989
    /// s.46(6)).
    #[field(
        label = "Moment at which it began",
        hint = "For police protection, emergency protection and PACE detention"
    )]
    pub started_at: Open<Option<Timestamp>>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// The moment at which it ended, where the law counts hours.
    #[field(label = "Moment at which it ended")]
    pub ended_at: Open<Option<Timestamp>>,
    /// The day to which the order was made, where the court gave one.
    #[field(label = "Order runs to")]
    pub runs_to: Open<Option<Date>>,
    /// The court that made the order.
    pub court: Private<Option<Line>>,
    /// The number of the case at court.
    #[field(find = Identifier)]
    pub case_number: Private<Option<Line<40>>>,
}

impl Makes for LegalStatus {
    /// A status whose time is limited by law has events of its own: its clock must not start for the others.
    fn events(&self) -> Events {
        let (began, over) = (on_or_at(Some(*self.started), *self.started_at), on_or_at(*self.ended, *self.ended_at));
        match self.status.code() {
            "L1" => events![police_protection.started => began, police_protection.ended => over],
            "L2" => events![emergency_protection.started => began, emergency_protection.ended => over],
            "L3" => events![child_assessment.ordered => began, child_assessment.ended => over],
            "J2" => events![pace_detention.started => began, pace_detention.ended => over],
            "V3" => events![short_break.started => began, short_break.ended => over],
            _ => events![legal_status.started => began, legal_status.ended => over],
        }
    }

    fn problems(&self) -> Problems {
        let mut problems = ends_before_it_starts(*self.started, *self.ended);
        problems.join(moment_on("started_at", Some(*self.started), *self.started_at));
        problems.join(moment_on("ended_at", *self.ended, *self.ended_at));
        problems
    }

    fn work(&self) -> Vec<Work> {
        // Only an order that runs to a day has to be watched.
        let over = self.ended.is_some() || self.runs_to.is_none();
        awaits("legal_status", over, *self.runs_to, None)
    }

    fn headline(&self) -> String {
        self.status.words().to_owned()
    }
}
