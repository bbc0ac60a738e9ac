use crate::prelude::*;

/// One person of a foster household, and the checks that were made of them (Fostering Services (England) Regulations 2011 reg
/// 26 and Schedule 3).
#[derive(Record, Clone)]
#[record(
    kind = "foster_carer",
    title = "Person in a foster household",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterCarer {
    /// The name.
    #[field(of = ThirdParty)]
    pub name: Private<Line>,
    /// The person, where the authority knows them.
    #[field(label = "Person known here", of = ThirdParty, find = Refers)]
    pub person: Private<Option<PersonId>>,
    /// What they are in the household.
    #[field(label = "What are they in the household?")]
    pub part: Open<sets::FosterMember>,
    /// The date of birth.
    #[field(label = "Date of birth", of = ThirdParty)]
    pub born: Private<Option<Date>>,
    /// The day of the certificate of the Disclosure and Barring Service.
    #[field(label = "DBS certificate dated", of = ThirdParty)]
    pub dbs_on: Private<Option<Date>>,
    /// The day of the medical.
    #[field(label = "Medical on", of = ThirdParty)]
    pub medical_on: Private<Option<Date>>,
    /// The day on which the training, support and development standards were completed.
    #[field(label = "Training standards completed on", of = ThirdParty)]
    pub standards_on: Private<Option<Date>>,
    /// The day on which they joined the household.
    #[field(label = "Joined")]
    pub started: Open<Option<Date>>,
    /// The day on which they left it.
    #[field(label = "Left")]
    pub ended: Open<Option<Date>>,
}

impl Makes for FosterCarer {
    fn events(&self) -> Events {
        events![foster_carer.joined => self.started, foster_carer.left => self.ended]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day of joining")
    }

    fn headline(&self) -> String {
        format!("{}, {}", self.name.reveal().0, self.part.words().to_lowercase())
    }
}
