use crate::prelude::*;

/// A conviction or caution of a child while looked after (SSDA903 OC2).
#[derive(Record, Clone)]
#[record(
    kind = "offence",
    title = "Conviction or caution",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct Offence {
    /// The day of the offence; the return counts the year in which the child was convicted or cautioned.
    #[field(label = "Date of the offence")]
    pub on: Open<Date>,
    /// The day of the conviction or caution, where it is another.
    #[field(label = "Date of the conviction or caution")]
    pub decided: Open<Option<Date>>,
    /// What came of it.
    pub outcome: Private<Option<sets::OffenceOutcome>>,
    /// What the offence was.
    #[field(of = ThirdParty)]
    pub description: Private<Option<Narrative>>,
}

impl Makes for Offence {
    fn events(&self) -> Events {
        events![offence.convicted => self.decided.unwrap_or(*self.on)]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.on), "decided", *self.decided, "the day of the offence")
    }

    fn headline(&self) -> String {
        self.outcome.reveal().map(|outcome| outcome.words().to_owned()).unwrap_or_default()
    }
}
