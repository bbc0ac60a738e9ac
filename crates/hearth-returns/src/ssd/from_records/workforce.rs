//! The workers and teams that other rows name.

use std::collections::BTreeMap;

use hearth_record::people::{Involvement, Team, Worker};
use jiff::civil::{Date, date};

use super::cells::Cells;
use crate::filling::Records;
use crate::window::Window;

/// A worker, as far as the council knows them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Professional {
    /// The id by which rows name them; the registration number of one who has none.
    pub id: String,
    /// The number in the council's staff records.
    pub staff_id: String,
    /// The name.
    pub name: String,
    /// The number with Social Work England.
    pub registration: String,
    /// The post.
    pub job_title: String,
    /// The department, or the team.
    pub department: String,
    /// Of full time, in per cent.
    pub full_time_percent: Option<i64>,
    /// Whether an agency employs them.
    pub agency: Option<bool>,
}

/// A team.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Department {
    /// The id by which rows name it.
    pub id: String,
    /// The name.
    pub name: String,
    /// The id of the team above it.
    pub parent: String,
}

/// The workers and teams met so far.
#[derive(Default)]
pub(super) struct Workforce {
    workers: BTreeMap<String, Professional>,
    teams: BTreeMap<String, Department>,
    /// How many children each worker held on the last 30 September.
    caseloads: BTreeMap<String, u32>,
}

/// The id by which a row names the worker of an involvement.
pub(super) fn id_of(held: &Involvement) -> String {
    let registered = || held.registration.reveal().as_ref().map(|number| number.0.clone());
    held.worker.map(|worker| worker.to_string()).or_else(registered).unwrap_or_default()
}

/// The last 30 September before the day, or on it.
fn thirtieth_of_september(day: Date) -> Date {
    let of = |year| date(year, 9, 30);
    if of(day.year()) <= day { of(day.year()) } else { of(day.year() - 1) }
}

impl Workforce {
    pub(super) fn meet(&mut self, records: &Records<'_>, window: Window) {
        let counted = thirtieth_of_september(window.day);
        for held in records.all::<Involvement>().filter(|held| window.touches(Some(*held.started), *held.ended)) {
            let id = id_of(&held);
            if id.is_empty() {
                continue;
            }
            let line = |text: Option<String>| text.unwrap_or_default();
            self.know(Professional {
                id: id.clone(),
                name: line(held.worker_name.reveal().as_ref().map(|name| name.0.clone())),
                registration: line(held.registration.reveal().as_ref().map(|number| number.0.clone())),
                ..Professional::default()
            });
            let on_the_day = *held.started <= counted && held.ended.is_none_or(|ended| counted < ended);
            if held.role.code() == "CW" && on_the_day {
                *self.caseloads.entry(id).or_default() += 1;
            }
        }
        for (of, worker) in records.each::<Worker>() {
            let line = |text: Option<&String>| text.cloned().unwrap_or_default();
            self.know(Professional {
                id: worker.worker.map_or_else(|| of.to_string(), |worker| worker.to_string()),
                staff_id: line(worker.staff_id.reveal().as_ref().map(|number| &number.0)),
                name: worker.name.reveal().0.clone(),
                registration: line(worker.registration.reveal().as_ref().map(|number| &number.0)),
                job_title: line(worker.job_title.reveal().as_ref().map(|post| &post.0)),
                department: line(worker.department.reveal().as_ref().map(|name| &name.0)),
                full_time_percent: worker.full_time_percent.reveal().as_ref().map(|percent| percent.0),
                agency: *worker.agency,
            });
        }
        for (of, team) in records.each::<Team>() {
            self.know_team(Department {
                id: team.team.map_or_else(|| of.to_string(), |team| team.to_string()),
                name: team.name.0.0.clone(),
                parent: team.parent.map(|parent| parent.to_string()).unwrap_or_default(),
            });
        }
    }

    /// Adds what is known of a worker; what was known before stays.
    pub(super) fn know(&mut self, worker: Professional) {
        let known = self
            .workers
            .entry(worker.id.clone())
            .or_insert_with(|| Professional { id: worker.id.clone(), ..Professional::default() });
        let told = [
            (&mut known.staff_id, worker.staff_id),
            (&mut known.name, worker.name),
            (&mut known.registration, worker.registration),
            (&mut known.job_title, worker.job_title),
            (&mut known.department, worker.department),
        ];
        for (known, told) in told {
            if known.is_empty() {
                *known = told;
            }
        }
        known.full_time_percent = known.full_time_percent.or(worker.full_time_percent);
        known.agency = known.agency.or(worker.agency);
    }

    pub(super) fn know_team(&mut self, team: Department) {
        self.teams.entry(team.id.clone()).or_insert(team);
    }

    pub(super) fn rows(self) -> impl Iterator<Item = Cells> {
        let names: BTreeMap<String, String> =
            self.teams.values().map(|team| (team.id.clone(), team.name.clone())).collect();
        let caseloads = self.caseloads;
        let workers = self.workers.into_values().map(move |worker| {
            let caseload = caseloads.get(&worker.id).copied().unwrap_or(0);
            #[expect(clippy::cast_precision_loss, reason = "a per cent has at most three digits")]
            let full_time = worker.full_time_percent.map(|percent| percent as f64 / 100.0);
            Cells::of("ssd_professionals")
                .text("prof_professional_id", worker.id)
                .text("prof_staff_id", worker.staff_id)
                .text("prof_professional_name", worker.name)
                .text("prof_social_worker_registration_no", worker.registration)
                .text("prof_professional_job_title", worker.job_title)
                .shown("prof_professional_caseload", Some(caseload))
                .text("prof_professional_department", worker.department)
                .shown("prof_full_time_equivalency", full_time)
                .yes("prof_agency_worker_flag", worker.agency)
        });
        let teams = self.teams.into_values().map(move |team| {
            let parent = names.get(&team.parent).cloned().unwrap_or_default();
            Cells::of("ssd_department")
                .text("dept_team_id", team.id)
                .text("dept_team_name", team.name)
                .text("dept_team_parent_id", team.parent)
                .text("dept_team_parent_name", parent)
        });
        workers.chain(teams)
    }
}
