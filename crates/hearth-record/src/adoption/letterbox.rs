use crate::prelude::*;

/// The agreement by which an adopted child and the birth family write to each other through the agency (Adoption Agencies
/// Regulations 2005 reg 46; Adoption and Children Act 2002 s.51A).
#[derive(Record, Clone)]
#[record(kind = "letterbox", title = "Letterbox agreement", service = Adoption, file = Adoption, category = Adoption)]
pub struct Letterbox {
    /// The day on which it was agreed.
    #[field(label = "Agreed on")]
    pub agreed_on: Open<Date>,
    /// With whom letters are exchanged, as the agency knows them.
    #[field(label = "With whom", of = ThirdParty)]
    pub with: Private<Vec<Line>>,
    /// How often and when in the year.
    #[field(label = "How often, and when in the year")]
    pub frequency: Private<Option<Line>>,
    /// What may be in a letter and what not: names, photographs, gifts.
    #[field(label = "What may be sent", of = ThirdParty)]
    pub terms: Private<Option<Narrative>>,
    /// The day on which it is looked at again.
    #[field(label = "Look at it again on")]
    pub review_on: Open<Option<Date>>,
    /// The day on which it ended.
    pub ended: Open<Option<Date>>,
    /// The worker who keeps it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for Letterbox {
    fn events(&self) -> Events {
        events![letterbox.agreed => self.agreed_on, letterbox.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.agreed_on), "ended", *self.ended, "the day it was agreed")
    }

    fn work(&self) -> Vec<Work> {
        awaits("letterbox", self.ended.is_some(), *self.review_on, *self.worker)
    }
}
