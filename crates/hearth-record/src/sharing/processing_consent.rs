use crate::prelude::*;

/// Consent by which the council may process something at all (UK GDPR Article 6(1)(a)), such as a photograph in a newsletter. When it
/// is withdrawn, what is done on this basis alone ends; what is done on another goes on. Whether something may be shared is asked apart:
/// `consent`.
#[derive(Record, Clone)]
#[record(kind = "processing_consent", title = "Consent to processing", service = Sharing, category = Governance, given)]
pub struct ProcessingConsent {
    /// The day on which they were asked.
    #[field(label = "Asked on")]
    pub asked_on: Open<Date>,
    /// The purpose, by its code in the council's register.
    #[field(label = "Purpose in the register")]
    pub purpose: Private<Line<60>>,
    /// What the purpose was called on the day.
    #[field(label = "For what")]
    pub purpose_name: Private<Line>,
    /// Whether they said yes.
    #[field(label = "Given?")]
    pub given: Private<bool>,
    /// Who answered.
    #[field(label = "Answered by", of = ThirdParty)]
    pub giver: Private<sets::ConsentGiver>,
    /// The name of whoever answered, on the day.
    #[field(label = "Their name", of = ThirdParty)]
    pub giver_name: Private<Option<Line>>,
    /// The record that says that they hold parental responsibility.
    pub relationship: Open<Option<RecordId>>,
    /// Why they can decide it.
    #[field(label = "Able to decide because")]
    pub capacity: Private<sets::ConsentCapacity>,
    /// What was explained before they answered.
    #[field(label = "What was explained")]
    pub explained: Private<Narrative>,
    /// How it was given: a signed form, a conversation and who heard it.
    #[field(label = "How it was given")]
    pub evidence: Private<Narrative>,
    /// When it was withdrawn: from that moment nothing more is done on it.
    #[field(label = "Withdrawn")]
    pub withdrawn_at: Private<Option<Timestamp>>,
    /// Who withdrew it, and how.
    #[field(label = "Withdrawn by", of = ThirdParty)]
    pub withdrawn_by: Private<Option<Line>>,
}

impl Makes for ProcessingConsent {
    fn events(&self) -> Events {
        let (given, refused) = (*self.given.reveal(), !*self.given.reveal());
        events![
            processing_consent.given => Some(*self.asked_on).filter(|_| given),
            processing_consent.refused => Some(*self.asked_on).filter(|_| refused),
            processing_consent.withdrawn => *self.withdrawn_at.reveal(),
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let holds = self.giver.reveal().code() == "HOLDER";
        problems.add_if(holds && self.relationship.is_none(), "relationship", "must be the record of who holds it");
        problems
    }

    fn headline(&self) -> String {
        let said = match (self.withdrawn_at.reveal(), self.given.reveal()) {
            (Some(_), _) => "withdrawn",
            (None, true) => "given",
            (None, false) => "refused",
        };
        format!("{}: {said}", self.purpose_name.reveal().0)
    }
}
