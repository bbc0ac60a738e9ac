use crate::prelude::*;

/// A law that was added to the council's register of legislation.
#[derive(Record, Clone)]
#[record(kind = "statute_added", title = "Law added", service = Governance, file = Council, category = Governance, given)]
pub struct StatuteAdded {
    /// A short code for it.
    #[field(label = "Short code", hint = "Capital letters and the year, such as CA1989")]
    pub code: Open<Line<30>>,
    /// Its title, as it is cited.
    #[field(label = "Title", hint = "As it is cited, such as Children Act 1989")]
    pub title: Private<Line>,
    /// The day from which it can be cited here.
    #[field(label = "From when can it be cited?")]
    pub from: Open<Date>,
    /// What the council does under it, one a line.
    #[field(label = "What does the council do under it?", hint = "One a line")]
    pub functions: Private<Narrative>,
    /// What is to be confirmed about it.
    #[field(label = "What is to be confirmed?")]
    pub note: Private<Option<Line>>,
}

impl Makes for StatuteAdded {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let odd = !self.code.0.0.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        problems.add_if(odd, "code", "must be capital letters, digits and _, such as CA1989");
        problems
    }

    fn headline(&self) -> String {
        self.title.reveal().0.clone()
    }
}
