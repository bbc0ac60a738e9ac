use crate::prelude::*;

/// What a placement costs a week, and who pays (Apprenticeships, Skills, Children and Learning Act 2009 s.251).
#[derive(Record, Clone)]
#[record(
    kind = "placement_cost",
    title = "Cost of a placement",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct PlacementCost {
    /// The placement.
    pub placement: Open<Option<RecordId>>,
    /// The cost of a week, in whole pounds.
    #[field(label = "Cost of a week, in pounds")]
    pub weekly: Private<Whole<0, 100_000>>,
    /// The day from which it is paid.
    #[field(label = "From")]
    pub started: Open<Date>,
    /// The last day for which it is paid.
    #[field(label = "Until")]
    pub ended: Open<Option<Date>>,
    /// Who pays which part: social care, education, health.
    #[field(label = "Who pays which part")]
    pub split: Private<Option<Narrative>>,
}

impl Makes for PlacementCost {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn headline(&self) -> String {
        format!("£{} a week", self.weekly.reveal().0)
    }
}
