use crate::prelude::*;

/// An agreement to share that was added to the council's register, or the end of one that stands in its settings.
#[derive(Record, Clone)]
#[record(kind = "agreement_made", title = "Agreement", service = Governance, file = Council, category = Governance, given)]
pub struct AgreementMade {
    /// A short code for it.
    #[field(label = "Short code", hint = "Small letters, such as venus_contract")]
    pub code: Open<Line<60>>,
    /// Its title.
    #[field(label = "Title")]
    pub name: Private<Line>,
    /// What sort it is.
    #[field(label = "What sort of agreement?")]
    pub sort: Open<sets::AgreementSort>,
    /// With whom, codes of recipients.
    #[field(label = "With whom?")]
    pub recipients: Open<Vec<Line<60>>>,
    /// What may be shared under it.
    #[field(label = "What may be shared?")]
    pub scope: Private<Narrative>,
    /// For what, codes of purposes.
    #[field(label = "For which purposes?")]
    pub purposes: Open<Vec<Line<60>>>,
    /// The first day on which it holds.
    #[field(label = "From")]
    pub from: Open<Date>,
    /// The last day on which it holds.
    #[field(label = "Until", hint = "The last day; leave it empty where no end is agreed")]
    pub until: Open<Option<Date>>,
    /// What protects people under it.
    #[field(label = "What protects people?")]
    pub safeguards: Private<Narrative>,
    /// Why it was ended early.
    #[field(label = "Why was it ended?", given)]
    pub ended_because: Private<Option<Line>>,
}

impl Makes for AgreementMade {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.from), "until", *self.until, "the day from which it holds")
    }

    fn headline(&self) -> String {
        self.name.reveal().0.clone()
    }
}
