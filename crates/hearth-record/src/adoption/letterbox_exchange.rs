use crate::prelude::*;

/// One letter or parcel that went through the agency's letterbox, in either direction.
#[derive(Record, Clone)]
#[record(kind = "letterbox_exchange", title = "Letterbox exchange", service = Adoption, file = Adoption, category = Adoption)]
pub struct LetterboxExchange {
    /// The agreement to which it belongs.
    #[field(label = "Letterbox agreement")]
    pub letterbox: Open<Option<RecordId>>,
    /// Which way it went.
    #[field(label = "Which way?")]
    pub direction: Open<sets::LetterboxDirection>,
    /// The day on which the agency received it.
    #[field(label = "Received on")]
    pub received_on: Open<Option<Date>>,
    /// The day on which it was sent on.
    #[field(label = "Sent on")]
    pub sent_on: Open<Option<Date>>,
    /// What was in it.
    #[field(label = "What was in it", of = ThirdParty)]
    pub contents: Private<Option<Narrative>>,
    /// What was taken out or asked to be changed, and why.
    #[field(label = "What was held back, and why?", of = ThirdParty)]
    pub held_back: Private<Option<Narrative>>,
}

impl Makes for LetterboxExchange {
    fn events(&self) -> Events {
        events![letterbox.exchanged => self.sent_on]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.received_on, "sent_on", *self.sent_on, "the day it was received")
    }

    fn headline(&self) -> String {
        self.direction.words().to_owned()
    }
}
