use crate::prelude::*;

/// That something about the person is to be told to somebody in another country: why this case requires it, what protects it there, and
/// who approved it (UK GDPR Articles 44 to 49; Data Protection Act 2018 ss.17A to 18).
#[derive(Record, Clone)]
#[record(kind = "international_transfer", title = "Transfer abroad", service = Sharing, category = Governance, given)]
pub struct InternationalTransfer {
    /// The day on which it was proposed.
    #[field(label = "Proposed on")]
    pub proposed_on: Open<Date>,
    /// Who is to be told.
    #[field(label = "With whom", of = ThirdParty)]
    pub recipient: Private<Line>,
    /// The country in which they are.
    pub country: Private<sets::CountryOfRecipient>,
    /// What they are to do with it.
    pub purpose: Private<Line>,
    /// What is to be told.
    #[field(label = "What is to be told", of = ThirdParty)]
    pub what: Private<Narrative>,
    /// Why this case requires it, out of the ordinary.
    #[field(label = "Why this case requires it", of = ThirdParty)]
    pub exceptional_because: Private<Narrative>,
    /// What makes it lawful there.
    #[field(label = "What makes it lawful")]
    pub mechanism: Private<sets::TransferMechanism>,
    /// The safeguard and its date or number.
    #[field(label = "Which safeguard")]
    pub safeguard: Private<Option<Line>>,
    /// Which exception of Article 49.
    #[field(label = "Which exception")]
    pub exception: Private<Option<sets::TransferException>>,
    /// The day on which the person, or whoever speaks for them, was told.
    #[field(label = "Told on")]
    pub told_on: Private<Option<Date>>,
    /// What was said to them.
    #[field(label = "What was said", of = ThirdParty)]
    pub told: Private<Option<Narrative>>,
    /// Why they are not told.
    #[field(label = "Why not told?")]
    pub not_told_because: Private<Option<sets::NotToldBecause>>,
    /// That reason in words.
    #[field(label = "The reason in words", of = ThirdParty)]
    pub not_told_words: Private<Option<Narrative>>,
    /// Who proposed it.
    #[field(label = "Proposed by", of = Staff)]
    pub proposed_by: Open<WorkerId>,
    /// When it was approved.
    #[field(label = "Approved")]
    pub approved_at: Private<Option<Timestamp>>,
    /// Who approved it: the data protection officer or a lawyer, and never whoever proposed it.
    #[field(label = "Approved by", of = Staff)]
    pub approved_by: Open<Option<WorkerId>>,
    /// Whether it was approved that the person is not told.
    #[field(label = "Approved without telling them?")]
    pub approved_untold: Private<Option<bool>>,
    /// When approval was refused.
    #[field(label = "Refused")]
    pub refused_at: Private<Option<Timestamp>>,
    /// Why it was approved or refused.
    #[field(label = "Why it was approved or refused")]
    pub decided_because: Private<Option<Narrative>>,
    /// The record of what was told.
    #[field(label = "What was told, and when")]
    pub told_in: Open<Option<RecordId>>,
}

impl Makes for InternationalTransfer {
    fn events(&self) -> Events {
        events![
            transfer_abroad.proposed => self.proposed_on,
            transfer_abroad.approved => *self.approved_at.reveal(),
            transfer_abroad.refused => *self.refused_at.reveal(),
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let by = |code: &str| self.mechanism.reveal().code() == code;
        let (safeguard, exception) = (self.safeguard.reveal().is_some(), self.exception.reveal().is_some());
        problems.add_if(by("SAFEGUARDS") && !safeguard, "safeguard", "is needed: name the safeguard and its date");
        problems.add_if(by("EXCEPTION") && !exception, "exception", "is needed: say which exception");
        let (reason, words) = (self.not_told_because.reveal().is_some(), self.not_told_words.reveal().is_some());
        problems.add_if(reason && !words, "not_told_words", "is needed: say in words why they are not told");
        let both = reason && self.told_on.reveal().is_some();
        problems.add_if(both, "not_told_because", "must be empty where they were told");
        let own = *self.approved_by == Some(*self.proposed_by);
        problems.add_if(own, "approved_by", "must be somebody else than whoever proposed it");
        problems
    }

    fn work(&self) -> Vec<Work> {
        let decided = self.approved_at.reveal().is_some() || self.refused_at.reveal().is_some();
        awaits("international_transfer", decided, None, None)
    }

    fn headline(&self) -> String {
        let stands = match (self.refused_at.reveal(), self.approved_at.reveal()) {
            (Some(_), _) => "refused",
            (None, Some(_)) => "approved",
            (None, None) => "waits for approval",
        };
        format!("{}: {stands}", self.country.reveal().words())
    }
}
