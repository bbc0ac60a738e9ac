use crate::prelude::*;

/// Whether a looked-after child's immunisations are up to date, as found on a day (SSDA903 OC2).
#[derive(Record, Clone)]
#[record(
    kind = "immunisation_status",
    title = "Immunisations",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct ImmunisationStatus {
    /// The day on which this was found.
    #[field(label = "As at")]
    pub as_at: Open<Date>,
    /// Whether the child has had all that the schedule asks for at their age.
    #[field(label = "Up to date?")]
    pub up_to_date: Private<bool>,
    /// Which are missing, and why.
    #[field(label = "What is missing", category = Medical)]
    pub missing: Private<Option<Narrative>>,
}

impl Makes for ImmunisationStatus {
    fn events(&self) -> Events {
        events![immunisations.checked => self.as_at]
    }

    fn headline(&self) -> String {
        if *self.up_to_date.reveal() { "Up to date".to_owned() } else { "Not up to date".to_owned() }
    }
}
