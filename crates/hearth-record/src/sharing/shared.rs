use crate::prelude::*;

/// That information about the person was told to somebody outside the council: to whom, for what, on which basis, what and
/// when (UK GDPR Article 5(2); Data Protection Act 2018 Schedule 1 paragraph 18).
#[derive(Record, Clone)]
#[record(kind = "sharing", title = "Information shared", service = Sharing, category = Governance)]
pub struct Shared {
    /// When it was told.
    #[field(label = "Shared")]
    pub shared_at: Open<Timestamp>,
    /// Who was told: an agency or a person.
    #[field(label = "With whom", of = ThirdParty)]
    pub recipient: Private<Line>,
    /// What the recipient is to do with it.
    pub purpose: Private<Line>,
    /// The basis on which it could be told.
    #[field(label = "Basis for sharing")]
    pub basis: Open<Option<sets::SharingBasis>>,
    /// What was told: no more than is needed.
    #[field(label = "What was shared", of = ThirdParty)]
    pub what: Private<Option<Narrative>>,
    /// Why it was right to tell it.
    #[field(label = "Why", of = ThirdParty)]
    pub justification: Private<Option<Narrative>>,
    /// The record that it was told from, such as an enquiry.
    #[field(label = "From which record", given)]
    pub from: Open<Option<RecordId>>,
    /// Who told it.
    #[field(label = "Shared by", of = Staff)]
    pub shared_by: Open<Option<WorkerId>>,
}

impl Makes for Shared {
    fn events(&self) -> Events {
        events![information.shared => self.shared_at]
    }
}
