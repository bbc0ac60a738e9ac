use crate::prelude::*;

/// A health assessment, dental check or other check of a looked-after child's health (Care Planning, Placement and Case Review
/// (England) Regulations 2010 reg 7).
#[derive(Record, Clone)]
#[record(
    kind = "health_check",
    title = "Health check",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct HealthCheck {
    /// What was checked.
    #[field(label = "Type of check")]
    pub check_type: Open<sets::HealthCheckType>,
    /// The day of the check, or the day for which it is planned.
    #[field(label = "Date")]
    pub on: Open<Option<Date>>,
    /// How it stands.
    pub status: Open<sets::HealthCheckStatus>,
    /// Whether it is the first health assessment, which a registered medical practitioner makes (reg 7(2)).
    #[field(label = "Is it the first?")]
    pub initial: Open<Option<bool>>,
    /// Who made it.
    #[field(of = ThirdParty)]
    pub clinician: Private<Option<Line>>,
    /// What was found and is to be done.
    #[field(category = Medical)]
    pub recommendations: Private<Option<Narrative>>,
}

impl Makes for HealthCheck {
    fn events(&self) -> Events {
        let done = if self.status.code() == "Completed" { *self.on } else { None };
        match self.check_type.code() {
            "HEALTH_ASSESSMENT" => events![health_assessment.done => done],
            "DENTAL" => events![dental_check.done => done],
            "SURVEILLANCE" => events![health_surveillance.done => done],
            _ => events![sight_test.done => done],
        }
    }

    fn work(&self) -> Vec<Work> {
        awaits("health_check", self.status.code() != "Planned", *self.on, None)
    }

    fn headline(&self) -> String {
        format!("{}: {}", self.check_type.words(), self.status.words())
    }
}
