use crate::prelude::*;

/// That a worker, a team or both are involved with the person, in a role and from a day. Lists, access and the social worker
/// episodes of the SSDA903 run on it.
#[derive(Record, Clone)]
#[record(kind = "involvement", title = "Involvement", service = People, category = Staff)]
pub struct Involvement {
    /// The worker.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
    /// The worker's name on the day, which a leaver keeps.
    #[field(label = "Name of the worker", of = Staff)]
    pub worker_name: Private<Option<Line>>,
    /// The worker's number with Social Work England, `SW` and digits, or `XX` and a local one (`SW_ID` of the SSDA903).
    #[field(label = "Social work registration number", of = Staff)]
    pub registration: Private<Option<Line<12>>>,
    /// The team.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The role.
    #[field(of = Staff)]
    pub role: Open<sets::InvolvementRole>,
    /// The day on which it began (`SW_DECOM`).
    pub started: Open<Date>,
    /// The day on which it ended (`SW_DEC`).
    pub ended: Open<Option<Date>>,
    /// Why the worker changed (`SW_REASON`).
    #[field(label = "Reason for the change of worker", of = Staff)]
    pub change_reason: Open<Option<sets::SwChangeReason>>,
    /// The social care episode that it belongs to.
    #[field(label = "Social care episode")]
    pub episode: Open<Option<RecordId>>,
}

impl Involvement {
    /// Whether the role reviews the case from outside the team that holds it.
    pub fn reviews(&self) -> bool {
        matches!(self.role.code(), "IRO" | "CP_CHAIR")
    }
}

impl Makes for Involvement {
    /// Only who holds the case is allocated: the clocks that run from an allocation must not start when a chair is named.
    fn events(&self) -> Events {
        match self.role.code() {
            "CW" | "PA" => events![child.allocated => self.started, child.unallocated => self.ended],
            "IRO" => events![reviewing_officer.named => self.started, involvement.ended => self.ended],
            _ => events![involvement.began => self.started, involvement.ended => self.ended],
        }
    }

    fn problems(&self) -> Problems {
        let mut problems = ends_before_it_starts(*self.started, *self.ended);
        let nobody = self.worker.is_none() && self.team.is_none() && self.registration.reveal().is_none();
        problems.add_if(nobody, "worker", "choose a worker, a team or both");
        problems
    }

    fn work(&self) -> Vec<Work> {
        let kinds: &[_] = if self.reviews() { &[clear::INVOLVEMENT, clear::REVIEWS] } else { &[clear::INVOLVEMENT] };
        kinds.iter().flat_map(|kind| open_until(kind, self.ended.is_some(), *self.team, *self.worker)).collect()
    }

    fn headline(&self) -> String {
        self.role.words().to_owned()
    }
}
