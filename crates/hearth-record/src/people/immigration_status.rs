use crate::prelude::*;

/// The person's immigration status from a date. The status of an unaccompanied asylum-seeking child gives the UASC flag and
/// its end (DUC) of the SSDA903.
#[derive(Record, Clone)]
#[record(kind = "immigration_status", title = "Immigration status", service = People, category = Characteristics)]
pub struct ImmigrationStatus {
    /// The status.
    pub status: Private<sets::ImmigrationStatus>,
    /// The day from which it held, where that is known.
    #[field(label = "From")]
    pub started: Open<Option<Date>>,
    /// The last day on which it held: for an unaccompanied child, the 18th birthday at the latest.
    #[field(label = "Until")]
    pub ended: Open<Option<Date>>,
    /// What the Home Office decided or was asked, and by when.
    pub notes: Private<Option<Narrative>>,
}

impl Makes for ImmigrationStatus {
    /// A return gives the flag of an unaccompanied child and not always the day from which it held.
    fn events(&self) -> Events {
        if self.status.reveal().code() == "UASC" {
            events![unaccompanied.started => self.started, unaccompanied.ended => self.ended]
        } else {
            events![immigration.recorded => self.started]
        }
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the first day")
    }

    fn headline(&self) -> String {
        self.status.reveal().words().to_owned()
    }
}
