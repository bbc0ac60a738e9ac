use crate::prelude::*;

/// A visit of the supervising social worker to the foster carer. At least one a year comes unannounced (National Minimum
/// Standards for fostering, 21).
#[derive(Record, Clone)]
#[record(
    kind = "foster_supervision",
    title = "Foster supervision visit",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterSupervision {
    /// The day.
    #[field(label = "Visited on")]
    pub visited_on: Open<Date>,
    /// Whether nobody was told beforehand.
    #[field(label = "Unannounced?")]
    pub unannounced: Open<Option<bool>>,
    /// Who was there.
    #[field(label = "Who was there", of = ThirdParty)]
    pub present: Private<Vec<Line>>,
    /// How the carers are.
    #[field(label = "How the carers are")]
    pub carers: Private<Option<Narrative>>,
    /// How the children who are placed are, in a few words: their own records stand in their own files.
    #[field(label = "How the placement goes", of = ThirdParty)]
    pub placement: Private<Option<Narrative>>,
    /// The home, its safety, the bedrooms.
    #[field(label = "The home and its safety")]
    pub home: Private<Option<Narrative>>,
    /// What was agreed.
    #[field(label = "What was agreed")]
    pub agreed: Private<Option<Narrative>>,
    /// Who visited.
    #[field(label = "Supervising social worker", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for FosterSupervision {
    fn events(&self) -> Events {
        let unannounced = (*self.unannounced == Some(true)).then_some(*self.visited_on);
        events![
            foster_carer.visited => self.visited_on,
            foster_carer.visited_unannounced => unannounced,
        ]
    }

    fn headline(&self) -> String {
        if *self.unannounced == Some(true) { "Unannounced".to_owned() } else { String::new() }
    }
}
