use crate::prelude::*;

/// That the person, or whoever answers for them, chose not to answer questions that nobody has to answer. It is an answer: the case
/// goes on, and nobody asks again by mistake.
#[derive(Record, Clone)]
#[record(kind = "declined", title = "Chose not to say", service = People, category = Characteristics)]
pub struct Declined {
    /// The day on which they were asked.
    #[field(label = "Asked on")]
    pub asked_on: Open<Date>,
    /// Who was asked, where it was not the person.
    #[field(label = "Who was asked?", hint = "Where it was not the person themselves", of = ThirdParty)]
    pub asked: Private<Option<Line>>,
    /// What they chose not to say.
    #[field(label = "What did they choose not to say?")]
    pub questions: Private<Vec<sets::VoluntaryQuestion>>,
}

impl Makes for Declined {
    fn events(&self) -> Events {
        events![question.declined => self.asked_on]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        problems.add_if(self.questions.reveal().is_empty(), "questions", "is needed: choose at least one");
        problems
    }

    fn headline(&self) -> String {
        let words: Vec<&str> = self.questions.reveal().iter().map(|question| question.words()).collect();
        words.join(", ")
    }
}
