use crate::prelude::*;

/// A substance misuse problem found while a child was looked after (SSDA903 OC2).
#[derive(Record, Clone)]
#[record(
    kind = "substance_misuse",
    title = "Substance misuse",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct SubstanceMisuse {
    /// The day on which the problem was identified.
    #[field(label = "Identified on")]
    pub identified: Open<Date>,
    /// What was misused.
    pub substance: Private<Option<Line>>,
    /// Whether the child received help for it.
    #[field(label = "Was help received?")]
    pub intervention_received: Private<Option<bool>>,
    /// Whether help was offered, where none was received.
    #[field(label = "Was help offered?", hint = "Only where none was received")]
    pub intervention_offered: Private<Option<bool>>,
}

impl Makes for SubstanceMisuse {
    fn events(&self) -> Events {
        events![substance_misuse.identified => self.identified]
    }
}
