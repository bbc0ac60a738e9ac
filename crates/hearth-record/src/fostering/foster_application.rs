use crate::prelude::*;

/// How somebody asked to foster, and what became of it (Fostering Services (England) Regulations 2011 regs 26 to 27).
#[derive(Record, Clone)]
#[record(
    kind = "foster_application",
    title = "Application to foster",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterApplication {
    /// The day on which they asked.
    #[field(label = "Received on")]
    pub received_on: Open<Date>,
    /// The day on which everything that stage 1 asks for was there. The outcome is told within ten working days.
    #[field(label = "Stage 1: everything received on")]
    pub stage1_complete: Open<Option<Date>>,
    /// The day on which they were told the outcome of stage 1.
    #[field(label = "Stage 1: outcome told on")]
    pub stage1_told: Open<Option<Date>>,
    /// The day on which stage 2 began.
    #[field(label = "Stage 2 began")]
    pub stage2_started: Open<Option<Date>>,
    /// What was found about them: history, home, references, what they can give.
    #[field(label = "What the assessment found", of = ThirdParty)]
    pub assessment: Private<Option<Narrative>>,
    /// The day on which the fostering panel recommended.
    #[field(label = "Panel held on")]
    pub panel_on: Open<Option<Date>>,
    /// What the panel recommended.
    #[field(label = "Recommendation of the panel")]
    pub recommendation: Private<Option<sets::PanelRecommendation>>,
    /// The day on which a refusal was proposed. They have 28 days to answer.
    #[field(label = "Refusal proposed on")]
    pub refusal_proposed: Open<Option<Date>>,
    /// The day on which they made representations or went to the independent review.
    #[field(label = "Representations made on")]
    pub represented: Open<Option<Date>>,
    /// The day of the decision.
    #[field(label = "Decided on")]
    pub decided_on: Open<Option<Date>>,
    /// What came of the application.
    pub outcome: Private<Option<sets::FosterOutcome>>,
    /// The day on which it ended without an approval: such a record is kept for at least three years (reg 32(3)).
    #[field(label = "Refused or withdrawn on")]
    pub ended: Open<Option<Date>>,
    /// The worker who assesses them.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for FosterApplication {
    fn events(&self) -> Events {
        events![
            foster_application.received => self.received_on,
            foster_application.stage1_complete => self.stage1_complete,
            foster_application.stage1_told => self.stage1_told,
            foster_application.stage2_started => self.stage2_started,
            foster_panel.recommended => self.panel_on,
            foster_application.refusal_proposed => self.refusal_proposed,
            foster_application.represented => self.represented,
            foster_application.decided => self.decided_on,
            foster_application.ended => self.ended,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        for (field, day) in [
            ("stage1_complete", *self.stage1_complete),
            ("stage1_told", *self.stage1_told),
            ("stage2_started", *self.stage2_started),
            ("panel_on", *self.panel_on),
            ("decided_on", *self.decided_on),
            ("ended", *self.ended),
        ] {
            problems.join(must_follow(Some(*self.received_on), field, day, "the day it was received"));
        }
        let proposed = *self.refusal_proposed;
        problems.join(must_follow(proposed, "represented", *self.represented, "the day the refusal was proposed"));
        problems
    }

    fn work(&self) -> Vec<Work> {
        let over = self.decided_on.is_some() || self.ended.is_some();
        open_until("foster_application", over, None, *self.worker)
    }

    fn headline(&self) -> String {
        self.outcome.reveal().map_or("", sets::FosterOutcome::words).to_owned()
    }
}
