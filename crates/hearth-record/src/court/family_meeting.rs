use crate::prelude::*;

/// Family group decision-making: the family and those close to it make a proposal for the child. It is offered before the
/// authority applies to the court, unless that would not be in the child's interests (Children Act 1989 s.31ZA).
#[derive(Record, Clone)]
#[record(kind = "family_meeting", title = "Family group decision-making", service = Court, category = FamilyCircumstances)]
pub struct FamilyMeeting {
    /// The day on which it was offered.
    #[field(label = "Offered on")]
    pub offered_on: Open<Option<Date>>,
    /// To whom.
    #[field(label = "Offered to", of = ThirdParty)]
    pub offered_to: Private<Vec<Line>>,
    /// Whether it was accepted.
    #[field(label = "Accepted?", of = ThirdParty)]
    pub accepted: Private<Option<bool>>,
    /// The day on which it was decided not to offer it.
    #[field(label = "Decided not to offer it on")]
    pub not_offered_on: Open<Option<Date>>,
    /// Why it was not offered: not in the child's interests, or an emergency.
    #[field(label = "Why was it not offered?", of = ThirdParty)]
    pub not_offered_because: Private<Option<Narrative>>,
    /// The day on which it was held.
    #[field(label = "Held on")]
    pub held_on: Open<Option<Date>>,
    /// Who came.
    #[field(label = "Who came", of = ThirdParty)]
    pub network: Private<Vec<Line>>,
    /// What the child said.
    #[field(label = "The child's voice")]
    pub voice: Private<Option<Narrative>>,
    /// What the family proposes.
    #[field(label = "What the family proposes", of = ThirdParty)]
    pub proposal: Private<Option<Narrative>>,
    /// What the authority answered.
    #[field(label = "What we answered", of = ThirdParty)]
    pub answer: Private<Option<Narrative>>,
}

impl Makes for FamilyMeeting {
    fn events(&self) -> Events {
        events![
            family_meeting.offered => self.offered_on,
            family_meeting.not_offered => self.not_offered_on,
            family_meeting.held => self.held_on,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(*self.offered_on, "held_on", *self.held_on, "the day it was offered");
        let unreasoned = self.not_offered_on.is_some() && self.not_offered_because.reveal().is_none();
        problems.add_if(unreasoned, "not_offered_because", "is needed where it was not offered");
        problems
    }
}
