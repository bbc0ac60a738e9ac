use crate::prelude::*;

/// How a care leaver lives, as found on a day. The SSDA903 (table `OC3`) takes the one nearest to a birthday.
#[derive(Record, Clone)]
#[record(
    kind = "care_leaver_contact",
    title = "Care leaver contact",
    service = CareLeaver,
    file = Care,
    category = CareLeavers
)]
pub struct CareLeaverContact {
    /// The day of the contact. Absent where there was none, or where a return gave no day.
    #[field(label = "Date of the contact")]
    pub on: Open<Option<Date>>,
    /// Whether the authority is in touch with the young person.
    #[field(label = "In touch?")]
    pub in_touch: Open<sets::CareLeaverInTouch>,
    /// What the young person mainly does.
    #[field(label = "Main activity")]
    pub activity: Private<Option<sets::CareLeaverActivity>>,
    /// Where the young person lives.
    pub accommodation: Private<Option<sets::CareLeaverAccommodation>>,
    /// Whether that is suitable (Care Leavers (England) Regulations 2010 reg 9).
    #[field(label = "Is the accommodation suitable?")]
    pub suitable: Private<Option<sets::AccommodationSuitability>>,
    /// The birthday for which a return gave this: the age reached on it.
    #[field(given)]
    pub birthday: Private<Option<Whole<17, 25>>>,
    /// What was said and seen.
    #[field(of = ThirdParty)]
    pub notes: Private<Option<Narrative>>,
}

impl Makes for CareLeaverContact {
    fn events(&self) -> Events {
        events![care_leaver.contacted => self.on]
    }

    fn headline(&self) -> String {
        self.in_touch.words().to_owned()
    }
}
