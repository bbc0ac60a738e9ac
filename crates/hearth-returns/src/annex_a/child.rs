//! What every list says of a child, and who holds the case.

use hearth_calendar::age_on;
use hearth_record::ids::{RecordId, TeamId, WorkerId};
use hearth_record::looked_after::{LegalStatus, PeriodOfCare};
use hearth_record::people::{Disability, ImmigrationStatus, Involvement, Person};
use jiff::civil::Date;

use super::answers::{self, answer, yes, yes_or_unknown};
use super::{Cell, LISTS, List, Making};
use crate::filling::Records;
use crate::window::Window;

/// What the rows of one child are made from.
pub(super) struct Told<'r> {
    pub(super) records: &'r Records<'r>,
    pub(super) of: &'r Making,
    pub(super) day: Date,
    pub(super) born: Option<Date>,
    common: [(&'static str, Cell); 6],
    pub(super) rows: Vec<(&'static List, Vec<Cell>)>,
}

impl<'r> Told<'r> {
    pub(super) fn of(of: &'r Making, day: Date, records: &'r Records<'r>, id: RecordId, person: &Person) -> Self {
        let given = person.la_child_id.reveal().as_ref().map(|id| id.0.clone());
        let born = *person.born.reveal();
        // The age at which somebody died is the last that they had.
        let age = born.and_then(|born| age_on(born, person.died.reveal().map_or(day, |died| died.min(day))));
        let sex = person
            .sex
            .reveal()
            .map_or_else(|| answers::NOT_STATED.to_owned(), |sex| answer(answers::SEX, sex.code(), sex.meaning()));
        let ethnicity = person
            .ethnicity
            .reveal()
            .map_or_else(|| answers::NOT_OBTAINED.to_owned(), |of| answer(answers::ETHNICITY, of.code(), of.meaning()));
        let common = [
            ("Child Unique ID", given.unwrap_or_else(|| id.to_string()).into()),
            ("Gender", sex.into()),
            ("Ethnicity", ethnicity.into()),
            ("Date of Birth", born.or(*person.expected.reveal()).into()),
            ("Age of Child (Years)", age.map(u32::from).into()),
            ("Does the Child have a Disability", yes_or_unknown(disabled(records, day)).into()),
        ];
        Self { records, of, day, born, common, rows: Vec::new() }
    }

    /// The time that a list looks back on.
    pub(super) fn window(&self, list: u8) -> Window {
        Window::months(list_of(list).period().months, self.day)
    }

    /// The twelve months up to the day.
    pub(super) fn year(&self) -> Window {
        Window::months(12, self.day)
    }

    /// Adds a row of a list; what is the same in every list is filled in.
    pub(super) fn row(&mut self, list: u8, cells: Vec<(&'static str, Cell)>) {
        let list = list_of(list);
        let mut row = vec![Cell::Blank; list.columns.len()];
        for (column, cell) in &self.common {
            if let Some(at) = list.place(column) {
                row[at] = cell.clone();
            }
        }
        for (column, cell) in cells {
            let at = list.place(column);
            debug_assert!(at.is_some(), "list {} has no column {column}", list.number);
            if let Some(at) = at {
                row[at] = cell;
            }
        }
        self.rows.push((list, row));
    }

    /// The names of a team and a worker; of whoever holds the case on the day, where a record names none.
    pub(super) fn staff(&self, team: Option<TeamId>, worker: Option<WorkerId>, on: Date) -> [(&'static str, Cell); 2] {
        let held = self.holder(on);
        let of_holder = |own: Option<String>, held: Option<String>| own.or(held).unwrap_or_default();
        let team = of_holder(
            team.and_then(|team| self.team(team)),
            held.as_ref().and_then(|held| held.team.and_then(|team| self.team(team))),
        );
        let worker = of_holder(
            worker.and_then(|worker| self.worker(worker)),
            held.and_then(|held| {
                let named = || held.worker_name.reveal().as_ref().map(|name| name.0.clone());
                held.worker.and_then(|worker| self.worker(worker)).or_else(named)
            }),
        );
        [("Allocated Team", team.into()), ("Allocated Worker", worker.into())]
    }

    /// The involvement of whoever holds the case on a day, else of whoever held it last.
    fn holder(&self, on: Date) -> Option<Involvement> {
        let holds = self.records.all::<Involvement>().filter(|held| held.role.code() == "CW" && *held.started <= on);
        let holds = holds.max_by_key(|held| (held.ended.is_none_or(|ended| on <= ended), *held.started));
        // A team can hold a case that no worker has yet.
        holds.or_else(|| {
            let teams = self.records.all::<Involvement>().filter(|held| held.team.is_some() && *held.started <= on);
            teams.max_by_key(|held| (held.ended.is_none_or(|ended| on <= ended), *held.started))
        })
    }

    fn team(&self, team: TeamId) -> Option<String> {
        self.of.teams.get(&team).cloned()
    }

    pub(super) fn worker(&self, worker: WorkerId) -> Option<String> {
        self.of.workers.get(&worker).cloned()
    }

    /// Whether the child was an unaccompanied asylum-seeking child at some time in the window.
    pub(super) fn unaccompanied(&self, in_time: Window) -> bool {
        self.records
            .all::<ImmigrationStatus>()
            .any(|status| status.status.reveal().code() == "UASC" && in_time.touches(*status.started, *status.ended))
    }

    /// The period of care that runs on the day, else the last that ended.
    pub(super) fn period(&self) -> Option<PeriodOfCare> {
        let begun = self.records.all::<PeriodOfCare>().filter(|period| *period.started <= self.day);
        begun.max_by_key(|period| (self.runs(period), *period.started))
    }

    pub(super) fn runs(&self, period: &PeriodOfCare) -> bool {
        *period.started <= self.day && period.ended.is_none_or(|ended| self.day < ended)
    }

    /// Whether the child is looked after on the day.
    pub(super) fn in_care(&self) -> bool {
        self.period().is_some_and(|period| self.runs(&period))
    }

    /// The legal statuses by their start, up to the day.
    pub(super) fn legal_statuses(&self) -> Vec<LegalStatus> {
        let mut all: Vec<LegalStatus> = self.records.all().filter(|of: &LegalStatus| *of.started <= self.day).collect();
        all.sort_by_key(|of| *of.started);
        all
    }
}

/// Whether a disability is recorded: none where nobody asked.
fn disabled(records: &Records<'_>, day: Date) -> Option<bool> {
    let mut known: Option<bool> = None;
    for of in records.all::<Disability>() {
        let now = of.started.is_none_or(|from| from <= day) && of.ended.is_none_or(|until| day <= until);
        let is = of.disability.reveal().code() != "NONE";
        known = if now { Some(known == Some(true) || is) } else { known };
    }
    known
}

fn list_of(number: u8) -> &'static List {
    &LISTS[usize::from(number - 1)]
}

/// Yes or no, where it was said.
pub(super) fn said(answer: Option<bool>) -> Cell {
    answer.map(yes).into()
}
