use crate::prelude::*;

/// Something that cannot be replaced, such as a photograph, a letter from a parent or life-story work: before the file that holds it is
/// destroyed it is offered to the person whose it is.
#[derive(Record, Clone)]
#[record(kind = "keepsake", title = "Something that cannot be replaced", service = Retention, category = PersonalInformation)]
pub struct Keepsake {
    /// What it is.
    #[field(label = "What is it?", of = ThirdParty, hint = "Such as “two photographs with his grandad”")]
    pub what: Private<Line>,
    /// The document in the file that it is, where it stands here.
    #[field(label = "Which document?")]
    pub document: Open<Option<RecordId>>,
    /// The record kept elsewhere that holds it, where it stands there.
    #[field(label = "Which record kept elsewhere?")]
    pub external_record: Open<Option<RecordId>>,
    /// The day on which it was offered.
    #[field(label = "Offered on")]
    pub offered_on: Open<Option<Date>>,
    /// To whom it was offered.
    #[field(label = "Offered to", of = ThirdParty)]
    pub offered_to: Private<Option<Line>>,
    /// What they said.
    #[field(label = "What did they say?")]
    pub answer: Open<Option<sets::KeepsakeAnswer>>,
    /// The day on which it was handed over.
    #[field(label = "Returned on")]
    pub returned_on: Open<Option<Date>>,
}

impl Keepsake {
    /// Whether the file may end without it: it was handed over, or they said that they do not want it.
    pub fn settled(&self) -> bool {
        self.returned_on.is_some() || self.answer.is_some_and(|answer| answer.code() == "DECLINED")
    }
}

impl Makes for Keepsake {
    fn events(&self) -> Events {
        events![keepsake.offered => self.offered_on, keepsake.returned => self.returned_on]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.offered_on, "returned_on", *self.returned_on, "the day on which it was offered")
    }

    fn lacks(&self) -> Problems {
        let mut problems = Problems::none();
        let unsaid = self.answer.is_some() && (self.offered_on.is_none() || self.offered_to.reveal().is_none());
        problems.add_if(unsaid, "offered_to", "is needed beside an answer: say to whom it was offered, and when");
        problems
    }

    fn headline(&self) -> String {
        self.what.reveal().0.clone()
    }
}
