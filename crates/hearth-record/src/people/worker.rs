use crate::prelude::*;

/// Somebody who works with people known here, inside or outside the council, as far as their work is concerned.
#[derive(Record, Clone)]
#[record(kind = "worker", title = "Worker", service = People, category = Staff)]
pub struct Worker {
    /// The worker.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
    /// The name.
    #[field(of = Staff)]
    pub name: Private<Line>,
    /// What they do, such as social worker or general practitioner.
    #[field(of = Staff)]
    pub job_title: Private<Option<Line>>,
    /// Where they work, where that is not the council.
    #[field(of = Staff)]
    pub organisation: Private<Option<Line>>,
    /// The department.
    #[field(of = Staff)]
    pub department: Private<Option<Line>>,
    /// The team.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The number with Social Work England.
    #[field(label = "Social work registration number", of = Staff)]
    pub registration: Private<Option<Line<12>>>,
    /// The number in the council's staff records.
    #[field(label = "Staff number", of = Staff)]
    pub staff_id: Private<Option<Line<48>>>,
    /// The telephone number at work.
    #[field(label = "Telephone number", of = Staff)]
    pub phone: Private<Option<Phone>>,
    /// The electronic mail address at work.
    #[field(label = "E-mail address", of = Staff)]
    pub email: Private<Option<Email>>,
    /// How much of a full-time post they work, in hundredths.
    #[field(label = "Full-time equivalent, per cent", of = Staff)]
    pub full_time_percent: Private<Option<Whole<0, 100>>>,
    /// Whether an agency employs them.
    #[field(label = "Agency worker?", of = Staff)]
    pub agency: Open<Option<bool>>,
}

impl Makes for Worker {
    fn events(&self) -> Events {
        events![]
    }

    fn headline(&self) -> String {
        self.job_title.reveal().as_ref().map(|title| title.0.clone()).unwrap_or_default()
    }
}
