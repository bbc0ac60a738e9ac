use crate::prelude::*;

/// A concern about the child's plan or care that a reviewing officer or a conference chair takes to the authority (Children
/// Act 1989 s.25B; IRO handbook: dispute resolution). The case team answers it in a record of its own and does not rewrite it.
#[derive(Record, Clone)]
#[record(
    kind = "escalation",
    title = "Concern of the reviewing officer",
    service = Review,
    file = Care,
    category = EpisodesOfBeingLookedAfter,
    independent
)]
pub struct Escalation {
    /// The day on which it was raised.
    #[field(label = "Raised on")]
    pub raised_on: Open<Date>,
    /// How far it has gone.
    #[field(label = "How far has it gone?")]
    pub stage: Open<sets::EscalationStage>,
    /// What it is about.
    #[field(label = "What it is about")]
    pub subject: Private<Option<sets::EscalationSubject>>,
    /// What is wrong, and what it means for the child.
    #[field(label = "What is wrong, and what it means for the child", of = ThirdParty)]
    pub concern: Private<Narrative>,
    /// What the child says.
    #[field(label = "The child's voice")]
    pub voice: Private<Option<Narrative>>,
    /// What is asked for.
    #[field(label = "What you ask for", of = ThirdParty)]
    pub asked: Private<Option<Narrative>>,
    /// By when an answer is asked for.
    #[field(label = "Answer asked for by")]
    pub answer_by: Open<Option<Date>>,
    /// To whom it is addressed.
    #[field(label = "To whom", of = Staff)]
    pub addressed_to: Open<Option<WorkerId>>,
    /// The review at which it came up.
    #[field(label = "At which review")]
    pub review: Open<Option<RecordId>>,
    /// The day on which it was settled.
    #[field(label = "Settled on")]
    pub settled_on: Open<Option<Date>>,
    /// How it was settled.
    #[field(label = "How was it settled?", of = ThirdParty)]
    pub outcome: Private<Option<Narrative>>,
}

impl Makes for Escalation {
    fn events(&self) -> Events {
        events![escalation.raised => self.raised_on, escalation.settled => self.settled_on]
    }

    fn problems(&self) -> Problems {
        let raised = Some(*self.raised_on);
        let mut problems = must_follow(raised, "settled_on", *self.settled_on, "the day it was raised");
        problems.join(must_follow(raised, "answer_by", *self.answer_by, "the day it was raised"));
        problems
    }

    fn work(&self) -> Vec<Work> {
        awaits("escalation", self.settled_on.is_some(), *self.answer_by, *self.addressed_to)
    }

    fn headline(&self) -> String {
        self.stage.words().to_owned()
    }
}
