use crate::prelude::*;

/// A purpose that was added to the council's register of lawful bases (UK GDPR Article 30).
#[derive(Record, Clone)]
#[record(kind = "purpose_added", title = "Purpose added", service = Governance, file = Council, category = Governance, given)]
pub struct PurposeAdded {
    /// A short code for it.
    #[field(label = "Short code", hint = "Small letters, such as early_years")]
    pub code: Open<Line<60>>,
    /// What is done, in plain words.
    #[field(
        label = "What is the information used for?",
        hint = "In plain words that go on from “We use information to”"
    )]
    pub name: Private<Line>,
    /// The one basis of Article 6 of the UK GDPR.
    #[field(label = "Lawful basis (Article 6)")]
    pub article6: Open<sets::LawfulBasisArticle6>,
    /// What the basis needs beside it: the emergency, for vital interests.
    #[field(label = "What is the emergency?", hint = "Only for vital interests: what has to be so")]
    pub article6_note: Private<Option<Narrative>>,
    /// The categories of data, by their codes.
    #[field(label = "Which categories of information?")]
    pub categories: Open<Vec<Line<30>>>,
    /// The condition of Article 9.
    #[field(label = "Condition for special categories (Article 9)")]
    pub article9: Open<Option<sets::Article9Condition>>,
    /// The paragraph of Schedule 1 that meets it.
    #[field(
        label = "Paragraph of Schedule 1",
        hint = "Data Protection Act 2018, such as 18 for the safeguarding of children"
    )]
    pub schedule1: Open<Option<Whole<1, 37>>>,
    /// The powers that it rests on, one a line.
    #[field(label = "By which law?")]
    pub powers: Open<Vec<Line<30>>>,
    /// The appropriate policy document, by its title.
    #[field(label = "Policy document", hint = "Where the paragraph of Schedule 1 asks for one: its title")]
    pub policy_document: Private<Option<Line>>,
    /// What protects people.
    #[field(label = "What protects people?")]
    pub safeguards: Private<Option<Narrative>>,
    /// The day from which it is in use; empty while it is being prepared.
    #[field(label = "In use from", hint = "Leave it empty while it is being prepared")]
    pub activated: Open<Option<Date>>,
}

impl Makes for PurposeAdded {
    fn events(&self) -> Events {
        events![]
    }

    fn headline(&self) -> String {
        self.name.reveal().0.clone()
    }
}
