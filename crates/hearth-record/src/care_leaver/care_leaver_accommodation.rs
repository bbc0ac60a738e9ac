use crate::prelude::*;

/// Where a care leaver lives, from a day, and whether that is suitable (Care Leavers (England) Regulations 2010 reg 9).
#[derive(Record, Clone)]
#[record(
    kind = "care_leaver_accommodation",
    title = "Where a care leaver lives",
    service = CareLeaver,
    file = Care,
    category = CareLeavers
)]
pub struct CareLeaverAccommodation {
    /// The day of moving in.
    #[field(label = "Moved in")]
    pub started: Open<Date>,
    /// The day of moving out.
    #[field(label = "Moved out")]
    pub ended: Open<Option<Date>>,
    /// What sort of accommodation it is.
    #[field(label = "Type of accommodation")]
    pub accommodation: Private<sets::CareLeaverAccommodation>,
    /// Whether the authority provides it: visits and an earlier review follow from that (regs 7(3) and 8).
    #[field(label = "Does the council provide it?")]
    pub from_authority: Open<Option<bool>>,
    /// Whether it is suitable.
    #[field(label = "Is it suitable?")]
    pub suitable: Private<Option<sets::AccommodationSuitability>>,
    /// Why it is or is not (Schedule 2).
    #[field(label = "Why is it suitable, or not?", of = ThirdParty)]
    pub suitable_because: Private<Option<Narrative>>,
    /// What it costs and who pays.
    #[field(label = "Rent, and who pays it")]
    pub rent: Private<Option<Line>>,
    /// What happens if it is lost.
    #[field(label = "If it is lost")]
    pub contingency: Private<Option<Narrative>>,
}

impl Makes for CareLeaverAccommodation {
    fn events(&self) -> Events {
        let provided = (*self.from_authority == Some(true)).then_some(*self.started);
        events![
            accommodation.started => self.started,
            care_leaver.moved => provided,
            accommodation.ended => self.ended,
        ]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.started), "ended", *self.ended, "the day of moving in")
    }

    fn headline(&self) -> String {
        self.accommodation.reveal().words().to_owned()
    }
}
