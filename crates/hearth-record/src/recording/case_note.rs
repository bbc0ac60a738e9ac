use crate::prelude::*;

/// A note of something that was said, done or decided. A correction is a new version with its reason.
#[derive(Record, Clone)]
#[record(kind = "case_note", title = "Note", service = Recording, category = PersonalInformation)]
pub struct CaseNote {
    /// When it happened, which may be before it was written.
    #[field(label = "When did it happen?")]
    pub occurred_at: Open<Timestamp>,
    /// What sort of note it is.
    #[field(label = "Type of note")]
    pub note_kind: Open<Option<sets::NoteKind>>,
    /// What the work behind it was for.
    #[field(label = "What was this for?")]
    pub activity: Open<Option<sets::ActivityPurpose>>,
    /// What it is about, in a few words.
    #[field(of = ThirdParty)]
    pub subject: Private<Option<Line>>,
    /// The note.
    #[field(label = "Note", of = ThirdParty)]
    pub body: Private<Narrative>,
    /// Who else is spoken of, as far as they are known here.
    #[field(label = "Who else is it about?", of = ThirdParty, find = Refers)]
    pub people: Private<Vec<PersonId>>,
    /// Whether it is an opinion and not a fact: an access request and a correction treat the two apart.
    #[field(label = "Is this an opinion?")]
    pub opinion: Open<Option<bool>>,
    /// Whether something in it worries whoever wrote it.
    #[field(label = "Does something worry you?")]
    pub worrying: Open<Option<bool>>,
    /// Whether it belongs in the chronology.
    #[field(label = "Significant event?")]
    pub significant: Open<Option<bool>>,
}

impl Makes for CaseNote {
    fn events(&self) -> Events {
        events![note.written => self.occurred_at]
    }

    fn headline(&self) -> String {
        match self.subject.reveal() {
            Some(subject) => subject.0.clone(),
            None => self.note_kind.map_or("", sets::NoteKind::words).to_owned(),
        }
    }
}
