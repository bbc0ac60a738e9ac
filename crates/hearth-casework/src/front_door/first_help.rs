//! How early help comes: days from a contact to the first service, by team.

use std::collections::BTreeMap;

use hearth_access::Action;
use hearth_record::{
    Digest, EventName, clear,
    ids::{FileId, TeamId},
};
use hearth_store::Outcome;
use jiff::civil::Date;

use crate::{Desk, Failure};

/// What the contacts of a year came to in one team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstHelp {
    /// The team; none where no team was ever involved.
    pub team: Option<TeamId>,
    /// How many children had a contact.
    pub contacts: usize,
    /// The days from the contact to the first service, fewest first, of those who had one.
    pub days: Vec<i32>,
}

impl FirstHelp {
    /// The middle of the days; none where nobody had a service.
    pub fn median(&self) -> Option<i32> {
        (!self.days.is_empty()).then(|| self.days[(self.days.len() - 1) / 2])
    }

    /// How many had a service within so many days.
    pub fn within(&self, days: i32) -> usize {
        self.days.iter().filter(|waited| **waited <= days).count()
    }
}

/// What counts as the first service after a contact: help that began, a child who was seen, an assessment or a plan.
const SERVICES: [&str; 7] = [
    "early_help.started",
    "assessment.started",
    "child.seen",
    "cin_plan.started",
    "cp_plan.started",
    "care.started",
    "mace_plan.started",
];

/// Days from each child's latest contact in the twelve months before `until` to the first service after it, by the team that was
/// involved first after the contact. Names nobody; walks over the digests of the authority once.
///
/// # Errors
/// What access and the store refuse.
pub async fn first_help(desk: &Desk, until: Date) -> Result<Vec<FirstHelp>, Failure> {
    let permit = desk.may(Action::ViewReports).await?;
    let since = hearth_calendar::add_months(until, -12);
    let store = &desk.instance().store;
    let mut found: Vec<(FileId, Option<i32>)> = Vec::new();
    let services: Vec<EventName> = SERVICES.iter().filter_map(|name| EventName::named(name).ok()).collect();
    let Ok(received) = EventName::named("contact.received") else { return Ok(Vec::new()) };
    store
        .each_digest(desk.authority(), |row, sealed| {
            if row.flags.walled {
                return;
            }
            let Ok(digest) = Digest::from_bytes(sealed) else { return };
            let contacts = digest.events.iter().map(|(event, _)| event).filter(|event| event.name == received);
            let contact = contacts.map(|event| event.on).filter(|on| (since..=until).contains(on)).max();
            let Some(contact) = contact else { return };
            let after = digest.events.iter().map(|(event, _)| event).filter(|event| services.contains(&event.name));
            let first = after.map(|event| event.on).filter(|on| (contact..=until).contains(on)).min();
            found.push((row.file, first.map(|first| hearth_calendar::days_between(contact, first))));
        })
        .await?;
    let files: Vec<FileId> = found.iter().map(|(file, _)| *file).collect();
    let work = store.work_of(&files).await?;
    let mut team_of: BTreeMap<FileId, TeamId> = BTreeMap::new();
    for line in work.iter().filter(|line| line.kind == clear::INVOLVEMENT) {
        if let Some(team) = line.team {
            team_of.entry(line.file).or_insert(team);
        }
    }
    let mut teams: BTreeMap<Option<TeamId>, FirstHelp> = BTreeMap::new();
    for (file, days) in found {
        let team = team_of.get(&file).copied();
        let of = teams.entry(team).or_insert_with(|| FirstHelp { team, contacts: 0, days: Vec::new() });
        of.contacts += 1;
        of.days.extend(days);
    }
    let mut report: Vec<FirstHelp> = teams.into_values().collect();
    for of in &mut report {
        of.days.sort_unstable();
    }
    store.note(vec![desk.entry("report.first_help", Some(&permit), None, Outcome::Done)]).await?;
    Ok(report)
}
