use crate::prelude::*;

/// That somebody complained about what the council did for the person (Children Act 1989 s.26; Children Act 1989 Representations Procedure
/// (England) Regulations 2006). Each stage that it goes through is a record of its own.
#[derive(Record, Clone)]
#[record(kind = "complaint", title = "Complaint", service = Rights, category = Governance, given)]
pub struct Complaint {
    /// The day on which it reached the council.
    #[field(label = "Received on", hint = "The day on which it reached anybody in the council")]
    pub received_on: Open<Date>,
    /// How it came.
    #[field(label = "How did it come?")]
    pub channel: Open<Option<sets::RequestChannel>>,
    /// Who complains.
    #[field(label = "Who complains?", of = ThirdParty)]
    pub complainant: Private<Line>,
    /// In what capacity they complain.
    #[field(label = "In what capacity?", of = ThirdParty)]
    pub capacity: Private<sets::RequesterCapacity>,
    /// What it is about, in their own words.
    #[field(label = "What is it about?", of = ThirdParty)]
    pub what: Private<Narrative>,
    /// What would put it right for them.
    #[field(label = "What would put it right?", of = ThirdParty)]
    pub wants: Private<Option<Narrative>>,
    /// Who speaks for a child who complains.
    #[field(label = "Advocate", of = ThirdParty)]
    pub advocate: Private<Option<Line>>,
    /// Whether it came within a year of its grounds (reg 9).
    #[field(label = "Made within a year of what it is about?")]
    pub in_time: Open<Option<bool>>,
    /// Whether the procedure of the regulations is the one for it.
    #[field(label = "Is it for the children’s complaints procedure?")]
    pub eligible: Open<Option<bool>>,
    /// Who works on it.
    #[field(label = "Who answers it?", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
    /// The day on which it was closed: answered, and taken no further.
    #[field(label = "Closed on")]
    pub closed_on: Open<Option<Date>>,
}

impl Makes for Complaint {
    fn events(&self) -> Events {
        events![complaint.received => *self.received_on]
    }

    fn problems(&self) -> Problems {
        let received = Some(*self.received_on);
        must_follow(received, "closed_on", *self.closed_on, "the day on which it was received")
    }

    /// Whoever answers it has a task on the file until it is closed.
    fn work(&self) -> Vec<Work> {
        let over = self.closed_on.is_some();
        let mut work = open_until(clear::COMPLAINT, over, None, *self.worker);
        if !over && self.worker.is_some() {
            work.extend(open_until(clear::TASK, false, None, *self.worker));
        }
        work
    }

    fn headline(&self) -> String {
        let stands = if self.closed_on.is_some() { "closed" } else { "open" };
        format!("{}, {stands}", self.capacity.reveal().words())
    }
}
