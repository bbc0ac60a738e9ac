use crate::prelude::*;

/// Special educational needs: the needs themselves, and the way of an education, health and care plan from request to end
/// (Children and Families Act 2014 ss.36 to 45). One record for each request or plan.
#[derive(Record, Clone)]
#[record(kind = "special_needs", title = "Special educational needs", service = People, category = SpecialEducationalNeeds)]
pub struct SpecialNeeds {
    /// The day from which the needs were known, where that is recorded.
    #[field(label = "Known from")]
    pub identified_on: Open<Option<Date>>,
    /// The primary need.
    pub primary_need: Private<Option<sets::SenNeedType>>,
    /// The secondary need.
    pub secondary_need: Private<Option<sets::SenNeedType>>,
    /// What the child needs and what helps.
    #[field(label = "What helps")]
    pub what_helps: Private<Option<Narrative>>,
    /// The school or other setting.
    pub setting: Private<Option<Line>>,
    /// The unique learner number.
    #[field(label = "Unique learner number", find = Identifier)]
    pub uln: Private<Option<Line<10>>>,
    /// Why there is no unique pupil number, by the codes of the SEN2 return.
    #[field(label = "Why there is no pupil number (SEN2)")]
    pub upn_unknown: Private<Option<sets::UpnUnknownSen2>>,
    /// The day on which an assessment for a plan was asked for (s.36).
    #[field(label = "Assessment asked for on")]
    pub requested_on: Open<Option<Date>>,
    /// What became of the request.
    #[field(label = "Outcome of the request")]
    pub request_outcome: Private<Option<sets::EhcpRequestOutcome>>,
    /// The day on which the request was decided.
    #[field(label = "Request decided on")]
    pub request_decided_on: Open<Option<Date>>,
    /// What became of the assessment.
    #[field(label = "Outcome of the assessment")]
    pub assessment_outcome: Private<Option<sets::EhcpAssessmentOutcome>>,
    /// The day on which the assessment was decided.
    #[field(label = "Assessment decided on")]
    pub assessment_decided_on: Open<Option<Date>>,
    /// Whether an exception to the 20 weeks applied (SI 2014/1530 reg 10(4)).
    #[field(label = "Exception to the 20 weeks?")]
    pub exceptions: Open<Option<sets::EhcpExceptions>>,
    /// The day on which the plan began.
    pub plan_started: Open<Option<Date>>,
    /// The day of the last review of the plan (s.44).
    #[field(label = "Plan last reviewed")]
    pub plan_reviewed: Open<Option<Date>>,
    /// The day on which the plan ceased (s.45).
    pub plan_ended: Open<Option<Date>>,
    /// Why the plan ceased.
    #[field(label = "Why the plan ended")]
    pub plan_end_reason: Private<Option<sets::EhcpCeaseReason>>,
}

impl Makes for SpecialNeeds {
    fn events(&self) -> Events {
        events![
            special_need.identified => self.identified_on,
            ehc_plan.requested => self.requested_on,
            ehc_plan.started => self.plan_started,
            ehc_plan.reviewed => self.plan_reviewed,
            ehc_plan.ended => self.plan_ended,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(*self.plan_started, "plan_ended", *self.plan_ended, "the day the plan began");
        problems.join(must_follow(*self.plan_started, "plan_reviewed", *self.plan_reviewed, "the day the plan began"));
        let asked = "the day of the request";
        problems.join(must_follow(*self.requested_on, "request_decided_on", *self.request_decided_on, asked));
        problems.join(must_follow(*self.requested_on, "assessment_decided_on", *self.assessment_decided_on, asked));
        problems
    }

    fn flags(&self) -> Vec<Flag> {
        let active = self.plan_started.is_some() && self.plan_ended.is_none();
        if active { vec![Flag::EhcPlan] } else { Vec::new() }
    }

    fn headline(&self) -> String {
        self.primary_need.reveal().map_or("", sets::SenNeedType::words).to_owned()
    }
}
