use crate::prelude::*;

/// Somebody looked how good the work with this child is, gave it a grade and asked for what must be better. What is asked for
/// stands as actions that name the audit.
#[derive(Record, Clone)]
#[record(kind = "case_audit", title = "Case audit", service = Review, category = PersonalInformation)]
pub struct CaseAudit {
    /// The day.
    #[field(label = "Audited on")]
    pub held_on: Open<Date>,
    /// The questions that were asked, such as a theme of the quarter.
    #[field(label = "Theme or tool")]
    pub tool: Private<Option<Line>>,
    /// The grade.
    pub grade: Open<sets::AuditGrade>,
    /// What is good.
    #[field(label = "What is good", of = ThirdParty)]
    pub strengths: Private<Option<Narrative>>,
    /// What must be better.
    #[field(label = "What must be better", of = ThirdParty)]
    pub findings: Private<Option<Narrative>>,
    /// What the child, the family and the worker said of it.
    #[field(label = "What the child, the family and the worker say", of = ThirdParty)]
    pub voices: Private<Option<Narrative>>,
    /// What the service learns from it.
    #[field(label = "What the service learns")]
    pub learning: Private<Option<Narrative>>,
    /// Who did it.
    #[field(label = "Auditor", of = Staff)]
    pub auditor: Open<Option<WorkerId>>,
    /// The day on which everything that it asked for was done.
    #[field(label = "Closed on")]
    pub closed_on: Open<Option<Date>>,
}

impl Makes for CaseAudit {
    fn events(&self) -> Events {
        events![case.audited => self.held_on]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.held_on), "closed_on", *self.closed_on, "the day of the audit")
    }

    fn work(&self) -> Vec<Work> {
        open_until("case_audit", self.closed_on.is_some(), None, *self.auditor)
    }

    fn headline(&self) -> String {
        self.grade.words().to_owned()
    }
}
