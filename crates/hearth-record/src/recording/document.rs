use crate::prelude::*;

/// A stored document: a letter, a report, a photograph. Its bytes are sealed apart; the record says what it is and proves
/// that no byte has changed.
#[derive(Record, Clone)]
#[record(kind = "document", title = "Document", service = Recording, category = PersonalInformation)]
pub struct Document {
    /// What the document is called.
    #[field(of = ThirdParty)]
    pub title: Private<Line>,
    /// What sort of document it is.
    #[field(label = "Type of document")]
    pub document_kind: Open<Option<sets::DocumentKind>>,
    /// On what it was kept before it came here.
    pub medium: Open<Option<sets::RecordMedium>>,
    /// The day on which it came.
    #[field(label = "Received on")]
    pub received_on: Open<Date>,
    /// The day that it bears.
    #[field(label = "Date on the document")]
    pub dated_on: Open<Option<Date>>,
    /// Who wrote it.
    #[field(label = "From whom", of = ThirdParty)]
    pub author: Private<Option<Line>>,
    /// Who else it is about, as far as they are known here.
    #[field(label = "Who else is it about?", of = ThirdParty, find = Refers)]
    pub people: Private<Vec<PersonId>>,
    /// Whether it tells of other people: then it is gone through before anybody gets a copy.
    #[field(label = "Does it tell of other people?")]
    pub third_party: Open<Option<bool>>,
    /// How it is classed. Where nothing is said it is official-sensitive and special category.
    #[field(hint = "Special category, unless you say otherwise and why")]
    pub classification: Open<Option<sets::DocumentClassification>>,
    /// Why it is classed lower than special category.
    #[field(label = "Why a lower classification?")]
    pub lowered_because: Private<Option<Line>>,
    /// The stored bytes.
    #[field(label = "The document itself", given)]
    pub blob: Open<BlobId>,
    /// The SHA-256 of the bytes, in hexadecimal, checked each time it is opened. Private: it would tell who holds a copy that
    /// this is the same.
    #[field(label = "Fingerprint", given)]
    pub sha256: Private<Line<64>>,
    /// The media type that the bytes were found to have.
    #[field(label = "Format", given)]
    pub media_type: Open<Option<Line<100>>>,
    /// How many bytes it has.
    #[field(label = "Size in bytes", given)]
    pub size: Open<Option<Whole<0, { i64::MAX }>>>,
}

/// What stands where nothing is said: personal data of the most protected sort.
const DEFAULT_CLASSIFICATION: &str = "SPECIAL";

impl Document {
    /// How the document is classed: special category where nothing else is said.
    ///
    /// # Panics
    /// Never: the default is a code of the set.
    pub fn classed_as(&self) -> sets::DocumentClassification {
        self.classification.unwrap_or_else(|| {
            sets::DocumentClassification::parse(DEFAULT_CLASSIFICATION).expect("the default is a code of the set")
        })
    }
}

impl Makes for Document {
    fn events(&self) -> Events {
        events![document.received => self.received_on]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let lowered = self.classed_as().code() != DEFAULT_CLASSIFICATION;
        let unreasoned = lowered && self.lowered_because.reveal().is_none();
        problems.add_if(unreasoned, "lowered_because", "say why it is classed lower than special category");
        let hash = &self.sha256.reveal().0;
        let sound = hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        problems.add_if(!sound, "sha256", "must be 64 hexadecimal digits");
        problems
    }

    fn headline(&self) -> String {
        self.title.reveal().0.clone()
    }
}
