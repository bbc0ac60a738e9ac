use crate::prelude::*;

/// What a return of one year said of a child's outcomes without giving dates (SSDA903 OC2, and the yearly flag of
/// unaccompanied asylum-seeking children).
///
/// It is kept as it was given and makes no events: a health check, an offence or a questionnaire of which the day is known is
/// a record of its own, and those are what the next return is made from.
#[derive(Record, Clone)]
#[record(
    kind = "annual_outcomes",
    title = "Outcomes of a year",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren,
    given
)]
pub struct AnnualOutcomes {
    /// The collection year, named by the March in which it ends: 2026 is 1 April 2025 to 31 March 2026.
    #[field(label = "Collection year")]
    pub year: Open<Whole<1981, 2200>>,
    /// The score of the strengths and difficulties questionnaire.
    #[field(label = "SDQ score")]
    pub sdq_score: Private<Option<Whole<0, 40>>>,
    /// Why there was no score.
    #[field(label = "Why there was no SDQ score")]
    pub sdq_reason: Private<Option<sets::SdqReason>>,
    /// Whether the child was convicted or cautioned in the year.
    #[field(label = "Convicted or cautioned")]
    pub convicted: Private<Option<bool>>,
    /// Whether development checks were up to date, for a child under five.
    #[field(label = "Health surveillance up to date")]
    pub health_check: Private<Option<bool>>,
    /// Whether immunisations were up to date.
    #[field(label = "Immunisations up to date")]
    pub immunisations: Private<Option<bool>>,
    /// Whether the teeth were checked in the year.
    #[field(label = "Teeth checked")]
    pub teeth_check: Private<Option<bool>>,
    /// Whether there was a health assessment in the year.
    #[field(label = "Health assessment made")]
    pub health_assessment: Private<Option<bool>>,
    /// Whether a substance misuse problem was identified.
    #[field(label = "Substance misuse identified")]
    pub substance_misuse: Private<Option<bool>>,
    /// Whether help for it was received.
    #[field(label = "Help for substance misuse received")]
    pub intervention_received: Private<Option<bool>>,
    /// Whether help for it was offered.
    #[field(label = "Help for substance misuse offered")]
    pub intervention_offered: Private<Option<bool>>,
    /// Whether the child was unaccompanied and seeking asylum at any time in the year.
    #[field(label = "Unaccompanied asylum-seeking child", category = Characteristics)]
    pub unaccompanied: Private<Option<bool>>,
}

impl Makes for AnnualOutcomes {
    fn events(&self) -> Events {
        Events::default()
    }

    fn headline(&self) -> String {
        format!("Year to 31 March {}", self.year.0.0)
    }
}
