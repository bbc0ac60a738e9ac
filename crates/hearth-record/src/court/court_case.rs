use crate::prelude::*;

/// Proceedings about the child in a court. Care proceedings are to end within 26 weeks (Children Act 1989 s.32).
#[derive(Record, Clone)]
#[record(kind = "court_case", title = "Court proceedings", service = Court, category = ChildProtectionPlans)]
pub struct CourtCase {
    /// What is applied for.
    #[field(label = "Application for")]
    pub application: Open<sets::CourtApplication>,
    /// The day on which the court issued the application.
    #[field(label = "Issued on")]
    pub issued_on: Open<Date>,
    /// The court.
    pub court: Private<Option<Line>>,
    /// The number of the case.
    #[field(label = "Case number", find = Identifier)]
    pub case_number: Private<Option<Line<40>>>,
    /// What the authority asks for and why: the threshold, the plan.
    #[field(label = "What we ask for, and why", of = ThirdParty)]
    pub our_case: Private<Option<Narrative>>,
    /// The day to which the court extended the time, where it did (s.32(5)).
    #[field(label = "Extended to")]
    pub extended_to: Open<Option<Date>>,
    /// The day of the final order.
    #[field(label = "Concluded on")]
    pub concluded_on: Open<Option<Date>>,
    /// How it ended.
    pub outcome: Private<Option<sets::CourtOutcome>>,
    /// The children's guardian.
    #[field(label = "Children's guardian", of = ThirdParty)]
    pub guardian: Private<Option<Line>>,
    /// The lawyer of the authority.
    #[field(label = "Our lawyer", of = Staff)]
    pub lawyer: Open<Option<WorkerId>>,
    /// The worker who holds it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for CourtCase {
    fn events(&self) -> Events {
        events![proceedings.issued => self.issued_on, proceedings.concluded => self.concluded_on]
    }

    fn problems(&self) -> Problems {
        let issued = Some(*self.issued_on);
        let mut problems = must_follow(issued, "concluded_on", *self.concluded_on, "the day it was issued");
        problems.join(must_follow(issued, "extended_to", *self.extended_to, "the day it was issued"));
        problems
    }

    /// While it runs, the lawyer has a task on the file: that is what opens it to them.
    fn work(&self) -> Vec<Work> {
        let over = self.concluded_on.is_some();
        let mut work = open_until("court_case", over, None, *self.worker);
        if !over && self.lawyer.is_some() {
            work.extend(open_until(clear::TASK, false, None, *self.lawyer));
        }
        work
    }

    fn headline(&self) -> String {
        self.application.words().to_owned()
    }
}
