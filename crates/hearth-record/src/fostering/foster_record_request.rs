use crate::prelude::*;

/// That another fostering service or agency asked for the records of a foster carer: access is given within 15 working days
/// (Fostering Services (England) Regulations 2011 reg 32(6)).
#[derive(Record, Clone)]
#[record(
    kind = "foster_record_request",
    title = "Foster records asked for",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterRecordRequest {
    /// The day on which they were asked for.
    #[field(label = "Asked for on")]
    pub asked_on: Open<Date>,
    /// Who asked.
    #[field(label = "Who asked?", of = ThirdParty)]
    pub asked_by: Private<Line>,
    /// What was asked for, and why.
    #[field(label = "What for?")]
    pub reason: Private<Option<Narrative>>,
    /// The day on which access was given.
    #[field(label = "Given on")]
    pub given_on: Open<Option<Date>>,
    /// What was given.
    #[field(label = "What was given")]
    pub given: Private<Option<Narrative>>,
}

impl Makes for FosterRecordRequest {
    fn events(&self) -> Events {
        events![foster_record.requested => self.asked_on, foster_record.given => self.given_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.asked_on), "given_on", *self.given_on, "the day they were asked for")
    }

    fn work(&self) -> Vec<Work> {
        open_until("foster_record_request", self.given_on.is_some(), None, None)
    }
}
