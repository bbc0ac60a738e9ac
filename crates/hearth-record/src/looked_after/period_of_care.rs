use crate::prelude::*;

/// One unbroken time of being looked after (Children Act 1989 s.22(1)): legal statuses and placements lie inside it, and the
/// episodes of the SSDA903 are derived from the three (see [`care_episodes`](super::care_episodes)).
#[derive(Record, Clone)]
#[record(
    kind = "period_of_care",
    title = "Period of care",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct PeriodOfCare {
    /// The day on which the child began to be looked after; where a return held only later episodes, the first day of those.
    pub started: Open<Date>,
    /// The day on which the child ceased to be looked after.
    pub ended: Open<Option<Date>>,
    /// Why the child began to be looked after, by the SSDA903 codes: fixed for the whole period (R14).
    #[field(label = "Category of need")]
    pub category_of_need: Open<sets::CategoryOfNeed>,
    /// Why the period ended, by the SSDA903 codes.
    #[field(label = "Why did the period end?")]
    pub end_reason: Open<Option<sets::ReasonEpisodeCeased>>,
    /// The postcode of the home at the entry to care, kept as it was then. Absent where the child came unaccompanied.
    #[field(label = "Home postcode at entry to care", find = Postcode)]
    pub home_postcode: Private<Option<Postcode>>,
    /// The referral from which the period arose.
    #[field(given)]
    pub episode: Open<Option<RecordId>>,
    /// Where a return gave only the later episodes of the period: why the first of those began. The child was then looked
    /// after already, and the true first day stands in an earlier return.
    #[field(given)]
    pub earlier_not_held: Open<Option<sets::ReasonNewEpisode>>,
    /// What happened that the child came into care, in words.
    #[field(label = "Why is the child looked after?")]
    pub circumstances: Private<Option<Narrative>>,
}

impl Makes for PeriodOfCare {
    fn events(&self) -> Events {
        let (first, known) = match self.earlier_not_held.0 {
            None => (Some(*self.started), None),
            Some(_) => (None, Some(*self.started)),
        };
        events![care.started => first, care.known => known, care.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        let mut problems = ends_before_it_starts(*self.started, *self.ended);
        let goes_on = self.end_reason.is_some_and(|reason| reason.code() == "X1");
        problems.add_if(goes_on, "end_reason", "must be a reason for leaving care: X1 says that the period goes on");
        problems
    }

    fn work(&self) -> Vec<Work> {
        open_until("period_of_care", self.ended.is_some(), None, None)
    }

    fn flags(&self) -> Vec<Flag> {
        if self.ended.is_some() { Vec::new() } else { vec![Flag::LookedAfter] }
    }

    fn headline(&self) -> String {
        self.end_reason.map_or_else(|| self.category_of_need.words(), sets::ReasonEpisodeCeased::words).to_owned()
    }
}
