use crate::prelude::*;

/// Something that worries a worker and that they put to a manager, with what the two decided. It waits with the manager until it is
/// answered.
#[derive(Record, Clone)]
#[record(kind = "worry", title = "Worry told to the manager", service = Recording, category = PersonalInformation)]
pub struct Worry {
    /// What is worrying: what was seen or heard, and what it may mean for the child.
    #[field(label = "What worries you?", hint = "What you saw or heard, and what it may mean for the child", of = ThirdParty)]
    pub what: Private<Narrative>,
    /// The manager who is told.
    #[field(label = "Which manager?", of = Staff)]
    pub manager: Open<WorkerId>,
    /// The visit, note or other record that it comes from.
    #[field(label = "The record that it comes from")]
    pub about: Open<Option<RecordId>>,
    /// The day.
    #[field(label = "Told on")]
    pub told_on: Open<Date>,
    /// What the manager and the worker decided.
    #[field(label = "What you decided", of = ThirdParty)]
    pub decided: Private<Option<Narrative>>,
    /// The day on which the manager answered.
    #[field(label = "Answered on")]
    pub answered_on: Open<Option<Date>>,
}

impl Makes for Worry {
    fn events(&self) -> Events {
        events![worry.told => self.told_on, worry.answered => self.answered_on]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(Some(*self.told_on), "answered_on", *self.answered_on, "the day it was told");
        let silent = self.answered_on.is_some() && self.decided.reveal().is_none();
        problems.add_if(silent, "decided", "is needed once it is answered");
        problems
    }

    /// A worry waits for nobody's week: it is due on the day it is told.
    fn work(&self) -> Vec<Work> {
        awaits("worry", self.answered_on.is_some(), Some(*self.told_on), Some(*self.manager))
    }
}
