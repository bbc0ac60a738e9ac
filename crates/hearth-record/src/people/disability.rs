use crate::prelude::*;

/// A disability, by the codes of the children in need census, which counts those of any day of the collection year.
#[derive(Record, Clone)]
#[record(kind = "disability", title = "Disability", service = People, category = Characteristics)]
pub struct Disability {
    /// What it is. That there is none is an answer of its own, and is only recorded where somebody asked.
    #[field(label = "Disability")]
    pub disability: Private<sets::Disability>,
    /// The day from which it was known, where that is recorded.
    #[field(label = "Known from")]
    pub started: Open<Option<Date>>,
    /// The last day on which it applied.
    #[field(label = "Until")]
    pub ended: Open<Option<Date>>,
    /// Who diagnosed it.
    #[field(of = Staff)]
    pub diagnosed_by: Private<Option<Line>>,
}

impl Makes for Disability {
    fn events(&self) -> Events {
        events![disability.recorded => self.started]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day from which it was known")
    }

    fn headline(&self) -> String {
        self.disability.reveal().words().to_owned()
    }
}
