use crate::prelude::*;

/// An order that allows a child to be deprived of liberty in their placement. In the SSDA903 from 2026-27 (table `DoLo`).
#[derive(Record, Clone)]
#[record(
    kind = "deprivation_of_liberty_order",
    title = "Deprivation of liberty order",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct DeprivationOfLibertyOrder {
    /// The day on which the order began.
    pub started: Open<Date>,
    /// The day to which the court made it.
    #[field(label = "Order runs to")]
    pub runs_to: Open<Option<Date>>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// The court that made it.
    pub court: Private<Option<Line>>,
    /// The number of the case at court.
    #[field(find = Identifier)]
    pub case_number: Private<Option<Line<40>>>,
    /// What the order allows, and under which conditions.
    #[field(label = "Restrictions and conditions")]
    pub conditions: Private<Option<Narrative>>,
}

impl Makes for DeprivationOfLibertyOrder {
    fn events(&self) -> Events {
        events![deprivation_of_liberty.started => self.started, deprivation_of_liberty.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn work(&self) -> Vec<Work> {
        awaits("deprivation_of_liberty_order", self.ended.is_some(), *self.runs_to, None)
    }
}
