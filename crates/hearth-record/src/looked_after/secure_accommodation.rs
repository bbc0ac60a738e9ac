use crate::prelude::*;

/// That a child's liberty was restricted in secure accommodation (Children Act 1989 s.25; Children (Secure Accommodation)
/// Regulations 1991): 72 hours in any 28 days without a court, and reviews within one month and then every three.
#[derive(Record, Clone)]
#[record(
    kind = "secure_accommodation",
    title = "Secure accommodation",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct SecureAccommodation {
    /// The moment from which the child was locked in.
    #[field(label = "From")]
    pub started_at: Open<Timestamp>,
    /// The day on which a court made an order.
    #[field(label = "Order made on")]
    pub ordered_on: Open<Option<Date>>,
    /// The day to which the order runs.
    #[field(label = "Order runs to")]
    pub runs_to: Open<Option<Date>>,
    /// The days on which three people reviewed whether it is still needed (1991 Regulations regs 15 and 16).
    #[field(label = "Reviewed on")]
    pub reviewed: Open<Vec<Date>>,
    /// Why nothing else would keep the child or others safe.
    #[field(label = "Why is it needed?", of = ThirdParty)]
    pub why_needed: Private<Option<Narrative>>,
    /// What the child says.
    #[field(label = "The child's voice")]
    pub voice: Private<Option<Narrative>>,
    /// The moment at which it ended.
    #[field(label = "Until")]
    pub ended_at: Open<Option<Timestamp>>,
}

impl Makes for SecureAccommodation {
    fn events(&self) -> Events {
        let mut events = events![
            secure_accommodation.started => self.started_at,
            secure_accommodation.ordered => self.ordered_on,
            secure_accommodation.ended => self.ended_at,
        ];
        for review in self.reviewed.iter() {
            events.0.extend(events![secure_accommodation.reviewed => *review].0);
        }
        events
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(Some(*self.started_at), "ended_at", *self.ended_at, "the moment it began");
        problems.join(must_follow(*self.ordered_on, "runs_to", *self.runs_to, "the day of the order"));
        let began = hearth_calendar::london_date(*self.started_at);
        let early = self.reviewed.iter().any(|review| *review < began);
        problems.add_if(early, "reviewed", "must be on or after the day it began");
        problems
    }

    fn work(&self) -> Vec<Work> {
        awaits("secure_accommodation", self.ended_at.is_some(), *self.runs_to, None)
    }
}
