use crate::prelude::*;

/// One stage of a complaint: local resolution, investigation, review panel, or the Ombudsman (Children Act 1989 Representations Procedure
/// (England) Regulations 2006 regs 14 to 20; Local Government Act 1974 Part III).
#[derive(Record, Clone)]
#[record(kind = "complaint_stage", title = "Stage of a complaint", service = Rights, category = Governance, given)]
pub struct ComplaintStage {
    /// The complaint.
    pub complaint: Open<RecordId>,
    /// Which stage.
    #[field(label = "Which stage?")]
    pub stage: Open<sets::ComplaintStage>,
    /// The day on which it began: of the first, the day of the complaint; of the others, the day on which it was asked for.
    #[field(label = "Asked for on")]
    pub started_on: Open<Date>,
    /// Who investigates.
    #[field(label = "Who investigates?", of = Staff)]
    pub investigator: Private<Option<Line>>,
    /// The independent person who takes part.
    #[field(label = "Independent person", of = Staff)]
    pub independent_person: Private<Option<Line>>,
    /// The day on which they were told that it takes longer.
    #[field(label = "Told of more time on")]
    pub extended_on: Open<Option<Date>>,
    /// Why it takes longer.
    #[field(label = "Why does it take longer?")]
    pub extended_because: Private<Option<Narrative>>,
    /// The day on which the panel met.
    #[field(label = "Panel met on")]
    pub held_on: Open<Option<Date>>,
    /// The day on which the panel reported.
    #[field(label = "Panel reported on")]
    pub reported_on: Open<Option<Date>>,
    /// The day on which they were answered.
    #[field(label = "Answered on")]
    pub responded_on: Open<Option<Date>>,
    /// What was found, in a word.
    #[field(label = "Was it upheld?")]
    pub outcome: Open<Option<sets::ComplaintOutcome>>,
    /// What was found.
    #[field(label = "What was found?", of = ThirdParty)]
    pub findings: Private<Option<Narrative>>,
    /// What is done about it.
    #[field(label = "What is done about it?", of = ThirdParty)]
    pub actions: Private<Option<Narrative>>,
    /// Who works on it.
    #[field(label = "Who answers it?", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl ComplaintStage {
    /// Which of the stages it is, from 0: a complaint goes through them in this order.
    pub fn place(&self) -> usize {
        ["S1", "S2", "S3", "LGSCO"].iter().position(|code| *code == self.stage.code()).unwrap_or_default()
    }
}

impl Makes for ComplaintStage {
    fn events(&self) -> Events {
        let (began, ended, longer) = (*self.started_on, *self.responded_on, *self.extended_on);
        match self.stage.code() {
            "S1" => events![complaint.extended => longer, complaint.stage1_answered => ended],
            "S2" => events![
                complaint.stage2_requested => began,
                complaint.extended => longer,
                complaint.stage2_answered => ended,
            ],
            "S3" => events![
                complaint.panel_requested => began,
                complaint.panel_held => *self.held_on,
                complaint.panel_reported => *self.reported_on,
                complaint.panel_response_sent => ended,
            ],
            _ => events![],
        }
    }

    fn problems(&self) -> Problems {
        let began = Some(*self.started_on);
        let day = "the day on which the stage began";
        let mut problems = must_follow(began, "extended_on", *self.extended_on, day);
        problems.join(must_follow(began, "held_on", *self.held_on, day));
        problems.join(must_follow(began, "responded_on", *self.responded_on, day));
        problems.join(must_follow(*self.held_on, "reported_on", *self.reported_on, "the day on which the panel met"));
        let panel = self.held_on.is_some() || self.reported_on.is_some();
        problems.add_if(panel && self.stage.code() != "S3", "held_on", "is of the review panel alone");
        let more = self.extended_on.is_some() && self.extended_because.reveal().is_none();
        problems.add_if(more, "extended_because", "is needed: say why, as they are told it");
        let answered = self.responded_on.is_some();
        problems.add_if(answered && self.outcome.is_none(), "outcome", "is needed: say whether it was upheld");
        problems.add_if(answered && self.findings.reveal().is_none(), "findings", "is needed: say what was found");
        problems
    }

    /// Whoever answers the complaint is the one whom the time of a stage runs against.
    fn work(&self) -> Vec<Work> {
        open_until("complaint_stage", self.responded_on.is_some(), None, *self.worker)
    }

    fn headline(&self) -> String {
        let stands = self.outcome.map_or("open", sets::ComplaintOutcome::words);
        format!("{}, {}", self.stage.words(), stands.to_lowercase())
    }
}
