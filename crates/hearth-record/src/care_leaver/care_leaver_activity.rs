use crate::prelude::*;

/// What a care leaver mainly does, from a day: education, training, work or none of them.
#[derive(Record, Clone)]
#[record(
    kind = "care_leaver_activity",
    title = "What a care leaver does",
    service = CareLeaver,
    file = Care,
    category = CareLeavers
)]
pub struct CareLeaverActivity {
    /// The day on which it began.
    pub started: Open<Date>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// What it is, by the SSDA903 codes.
    #[field(label = "Main activity")]
    pub activity: Private<sets::CareLeaverActivity>,
    /// Where: the college, the employer.
    #[field(label = "Where", of = ThirdParty)]
    pub place: Private<Option<Line>>,
    /// What helps, and what stands in the way.
    #[field(label = "What helps, and what stands in the way")]
    pub notes: Private<Option<Narrative>>,
}

impl Makes for CareLeaverActivity {
    fn events(&self) -> Events {
        events![activity.started => self.started, activity.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn headline(&self) -> String {
        self.activity.reveal().words().to_owned()
    }
}
