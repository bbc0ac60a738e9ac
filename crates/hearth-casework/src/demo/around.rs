//! The families around the stories: what of them would spoil what a story says is told otherwise.

use hearth_practice::clocks::Clocks;
use hearth_record::{Author, Digest, File, clear, ids::WorkerId};
use hearth_synth::{Worker, World, records::Member};
use jiff::civil::Date;
use serde_json::Value as Json;

use crate::{clocks, write::work_of};

/// The members of a family as they stand around the stories; none where a contact about them waits for its decision: the queue
/// of the front door is that of the stories.
///
/// What is late with `worker`, who acts in the stories, is a colleague's: what is late there is said by a story.
pub(super) fn around(
    world: &World,
    clocks: &Clocks,
    worker: WorkerId,
    family: u64,
    mut members: Vec<Member>,
) -> Vec<Member> {
    let (mut waits, mut late) = (false, false);
    for member in &members {
        let file = File::of(member.versions.iter().cloned());
        let open = |row: &hearth_store::NewWork| row.kind == clear::CONTACT && row.state == clear::OPEN;
        waits |= file.records().iter().any(|held| work_of(held).iter().any(open));
        late |= named(member, worker) && is_late(clocks, &file, worker, world.today());
    }
    if waits {
        return Vec::new();
    }
    if let Some(colleague) = colleague(world, worker, family).filter(|_| late) {
        for member in &mut members {
            hand_over(member, worker, colleague);
        }
    }
    members
}

fn named(member: &Member, worker: WorkerId) -> bool {
    let id = worker.to_string();
    member.versions.iter().any(|version| version.fields.text("worker") == Some(id.as_str()))
}

fn is_late(clocks: &Clocks, file: &File, worker: WorkerId, today: Date) -> bool {
    let rows = clocks::rows(clocks, (file, &Digest::of(file)), false, today);
    rows.into_values().flatten().any(|row| row.worker == Some(worker) && row.due.is_some_and(|due| due < today))
}

/// Somebody else of the same team, another one for each family.
fn colleague(world: &World, worker: WorkerId, family: u64) -> Option<&Worker> {
    let staff = world.staff();
    let team = staff.workers.iter().find(|known| known.id == worker)?.team;
    let others: Vec<&Worker> = staff.workers.iter().filter(|known| known.team == team && known.id != worker).collect();
    let place = usize::try_from(family).unwrap_or(0).checked_rem(others.len())?;
    others.get(place).copied()
}

/// Writes a colleague wherever the worker stood.
fn hand_over(member: &mut Member, worker: WorkerId, colleague: &Worker) {
    let (old, new) = (worker.to_string(), colleague.id.to_string());
    for version in &mut member.versions {
        let held: Vec<String> = version
            .fields
            .iter()
            .filter(|(_, value)| value.as_str() == Some(old.as_str()))
            .map(|(name, _)| name.to_owned())
            .collect();
        for name in &held {
            version.fields.set(name, Some(Json::from(new.as_str())));
        }
        if !held.is_empty() && version.fields.get("worker_name").is_some() {
            version.fields.set("worker_name", Some(Json::from(colleague.name.as_str())));
            version.fields.set("registration", Some(Json::from(colleague.registration.as_str())));
        }
        if matches!(&version.written.by, Author::Worker { id, .. } if *id == worker) {
            version.written.by = Author::Worker { id: colleague.id, name: colleague.name.clone() };
        }
    }
}
