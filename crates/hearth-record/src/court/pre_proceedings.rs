use crate::prelude::*;

/// The Public Law Outline before care proceedings: from the legal meeting to the decision to step down or to issue (Practice
/// Direction 12A; CIN `PreProceedings` from 2026-27).
#[derive(Record, Clone)]
#[record(kind = "pre_proceedings", title = "Pre-proceedings", service = Court, category = ChildProtectionPlans)]
pub struct PreProceedings {
    /// The day of the legal meeting that decided on it (CIN `PPStartDate`).
    #[field(label = "Legal meeting on")]
    pub decided_on: Open<Date>,
    /// What the legal meeting decided.
    #[field(label = "What did the legal meeting decide?")]
    pub gateway: Private<Option<sets::PloLegalGatewayOutcome>>,
    /// Why.
    #[field(label = "Why this decision?", of = ThirdParty)]
    pub reasons: Private<Option<Narrative>>,
    /// The day on which the letter before proceedings was sent.
    #[field(label = "Letter before proceedings sent on")]
    pub letter_on: Open<Option<Date>>,
    /// The day of the first meeting with the parents and their lawyers.
    #[field(label = "First meeting on")]
    pub first_meeting: Open<Option<Date>>,
    /// The days of the meetings that reviewed it.
    #[field(label = "Review meetings on")]
    pub review_meetings: Open<Vec<Date>>,
    /// Whether the parents were advised by a lawyer.
    #[field(label = "Parents legally represented?", of = ThirdParty)]
    pub represented: Private<Option<sets::YesNoUnknown>>,
    /// The assessments, the support and the tests that were agreed.
    #[field(label = "What was agreed with the parents", of = ThirdParty)]
    pub agreed: Private<Option<Narrative>>,
    /// The day of the decision to step down or to issue.
    #[field(label = "Decided to step down or to issue on")]
    pub step_decided_on: Open<Option<Date>>,
    /// What was decided then.
    pub outcome: Private<Option<sets::PloPreprocOutcome>>,
    /// The day on which the parents were told in writing that proceedings begin.
    #[field(label = "Letter of issue sent on")]
    pub issue_letter_on: Open<Option<Date>>,
    /// The day of the application to the court (CIN `CourtAppDate`).
    #[field(label = "Applied to the court on")]
    pub applied_on: Open<Option<Date>>,
    /// Whether the application was made at short notice, and why.
    #[field(label = "Why at short notice?")]
    pub short_notice: Private<Option<sets::PloShortNoticeReason>>,
    /// The plan for the child with which the application began.
    #[field(label = "Plan at the start")]
    pub first_plan: Private<Option<sets::PloInitialCarePlan>>,
    /// The plan for the child on which the court decided.
    #[field(label = "Plan at the end")]
    pub final_plan: Private<Option<sets::PloFinalCarePlan>>,
    /// The worker who holds it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl PreProceedings {
    fn issued(&self) -> bool {
        self.outcome.reveal().is_some_and(|outcome| outcome.code() == "ISSUE")
    }
}

impl Makes for PreProceedings {
    /// A decision to issue and one to step down are made on the same day of the form; which it was, the outcome says.
    fn events(&self) -> Events {
        let stepped = self.outcome.reveal().is_some_and(|outcome| outcome.code() == "STEPDOWN");
        let (issue, step_down) = (
            self.step_decided_on.filter(|_| self.issued()),
            self.step_decided_on.filter(|_| stepped),
        );
        let mut events = events![
            pre_proceedings.started => self.decided_on,
            pre_proceedings.letter_sent => self.letter_on,
            pre_proceedings.met => self.first_meeting,
            pre_proceedings.stepped_down => step_down,
            proceedings.decided => issue,
        ];
        for met in self.review_meetings.iter() {
            events.0.extend(events![pre_proceedings.met => *met].0);
        }
        events
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        for (field, day) in [
            ("letter_on", *self.letter_on),
            ("first_meeting", *self.first_meeting),
            ("step_decided_on", *self.step_decided_on),
            ("applied_on", *self.applied_on),
        ] {
            problems.join(must_follow(Some(*self.decided_on), field, day, "the day of the legal meeting"));
        }
        problems
    }

    fn work(&self) -> Vec<Work> {
        let over = self.step_decided_on.is_some() || self.applied_on.is_some();
        open_until("pre_proceedings", over, None, *self.worker)
    }

    fn headline(&self) -> String {
        self.outcome.reveal().map_or("", sets::PloPreprocOutcome::words).to_owned()
    }
}
