use crate::prelude::*;

/// What an adoption panel recommended on a child, on adopters or on a match, and what the agency decided on it (Adoption
/// Agencies Regulations 2005 regs 18 to 20, 30A, 30B, 32 and 33). The decision comes within seven working days of the final
/// minutes; those concerned hear of it within two, and in writing within five.
#[derive(Record, Clone)]
#[record(kind = "adoption_panel", title = "Adoption panel", service = Adoption, file = Adoption, category = Adoption)]
pub struct AdoptionPanel {
    /// What the panel was asked.
    #[field(label = "What was the panel asked?")]
    pub question: Open<sets::AdoptionPanelQuestion>,
    /// The day on which it met.
    #[field(label = "Panel held on")]
    pub held_on: Open<Date>,
    /// What it recommended.
    pub recommendation: Private<Option<sets::PanelRecommendation>>,
    /// Why.
    #[field(label = "Reasons of the panel", of = ThirdParty)]
    pub reasons: Private<Option<Narrative>>,
    /// The day on which the minutes were final.
    #[field(label = "Minutes final on")]
    pub minutes_final: Open<Option<Date>>,
    /// The day on which the agency's decision-maker decided.
    #[field(label = "Agency decided on")]
    pub decided_on: Open<Option<Date>>,
    /// What was decided.
    #[field(label = "Decision of the agency")]
    pub decision: Private<Option<sets::PanelRecommendation>>,
    /// Why, where it is not what the panel recommended.
    #[field(label = "Reasons of the decision-maker", of = ThirdParty)]
    pub decision_because: Private<Option<Narrative>>,
    /// The day on which those concerned were told by word of mouth.
    #[field(label = "Told on")]
    pub told_on: Open<Option<Date>>,
    /// The day on which they were told in writing.
    #[field(label = "Told in writing on")]
    pub told_in_writing: Open<Option<Date>>,
}

impl Makes for AdoptionPanel {
    fn events(&self) -> Events {
        events![
            adoption_panel.held => self.held_on,
            adoption_panel.minutes_final => self.minutes_final,
            adoption_panel.decided => self.decided_on,
            adoption_panel.told => self.told_on,
            adoption_panel.told_in_writing => self.told_in_writing,
        ]
    }

    fn problems(&self) -> Problems {
        let held = Some(*self.held_on);
        let mut problems = must_follow(held, "minutes_final", *self.minutes_final, "the day of the panel");
        problems.join(must_follow(held, "decided_on", *self.decided_on, "the day of the panel"));
        for (field, told) in [("told_on", *self.told_on), ("told_in_writing", *self.told_in_writing)] {
            problems.join(must_follow(*self.decided_on, field, told, "the day of the decision"));
        }
        problems
    }

    fn headline(&self) -> String {
        self.question.words().to_owned()
    }
}
