//! Who writes, and when.

use hearth_calendar::{add_days, start_of_london_day};
use hearth_record::ids::{RecordId, TeamId, WorkerId};
use hearth_record::version::{Author, Version, Written};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::Detail;
use super::draft::Draft;
use crate::chance::Chance;
use crate::family::Family;
use crate::people::person::Person;
use crate::staff::{TeamService, Worker};
use crate::story::Story;
use crate::world::World;

/// Streams above this are those of the writing, so that the telling of a story does not depend on
/// how much of it is written.
const WRITING: u64 = 1 << 40;

/// Writes the file of one person.
pub(crate) struct Scribe<'a> {
    pub(crate) world: &'a World,
    pub(crate) family: &'a Family,
    pub(crate) person: &'a Person,
    pub(crate) detail: Detail,
    pub(crate) chance: Chance,
    pub(crate) story: Option<&'a Story>,
    /// A worker of the front door, who knows the family.
    pub(crate) front_door: usize,
    /// An independent reviewing officer.
    pub(crate) reviewer: usize,
    versions: Vec<Version>,
}

impl<'a> Scribe<'a> {
    pub(crate) fn of(
        world: &'a World,
        family: &'a Family,
        person: &'a Person,
        story: Option<&'a Story>,
        number: usize,
        detail: Detail,
    ) -> Self {
        let stream = WRITING + family.index * 16 + u64::try_from(number).unwrap_or(0);
        let mut chance = Chance::of(world.seed(), stream);
        let front_door = world.staff().worker(&mut chance, TeamService::FrontDoor);
        let reviewer = world.staff().worker(&mut chance, TeamService::Review);
        Self { world, family, person, detail, chance, story, front_door, reviewer, versions: Vec::new() }
    }

    /// The versions, by the time they were written.
    pub(crate) fn finish(mut self) -> Vec<Version> {
        self.versions.sort_by_key(|version| version.recorded_at);
        self.versions
    }

    pub(crate) fn whole(&self) -> bool {
        self.detail == Detail::Whole
    }

    /// Writes a record about a day, by the worker allocated then.
    pub(crate) fn write(&mut self, day: Date, draft: Draft) -> RecordId {
        let by = self.worker_on(day);
        self.write_by(by, day, draft)
    }

    /// Writes a record about a day, by a certain worker.
    pub(crate) fn write_by(&mut self, by: usize, day: Date, draft: Draft) -> RecordId {
        let at = self.written_at(day);
        let record = RecordId::new(at, self.chance.rng());
        let kind = draft.schema.kind;
        match draft.later {
            None => self.push(record, 1, kind, at, by, draft.fields),
            Some((day, fields)) => {
                let later = self.written_at(day).max(soon_after(at)).min(soon_after(self.world.now()));
                let then = self.worker_on(day);
                if self.whole() {
                    self.push(record, 1, kind, at, by, draft.fields);
                    self.push(record, 2, kind, later, then, fields);
                } else {
                    self.push(record, 1, kind, later, then, fields);
                }
            }
        }
        record
    }

    fn push(
        &mut self,
        record: RecordId,
        number: u32,
        kind: &'static str,
        recorded_at: Timestamp,
        by: usize,
        fields: hearth_record::Fields,
    ) {
        let worker = self.worker(by);
        let by = Author::Worker { id: worker.id, name: worker.name.clone() };
        let written = Written { by, because: None, set: None, withdrawn: false };
        self.versions.push(Version { record, number, kind: kind.to_owned(), recorded_at, written, fields });
    }

    /// When something about a day was written: that day as a rule, a few days later now and then, and
    /// never after the morning of today.
    fn written_at(&mut self, day: Date) -> Timestamp {
        let late = if self.chance.percent(85) { 0 } else { self.chance.between(1, 3) };
        let minutes = i64::from(self.chance.between(9 * 60, 18 * 60));
        let at = start_of_london_day(add_days(day, late)) + SignedDuration::from_mins(minutes);
        at.min(self.world.now())
    }

    /// A moment of a day at which something happened, never after the morning of today.
    pub(crate) fn moment_on(&mut self, day: Date, from_hour: i32, to_hour: i32) -> Timestamp {
        let minutes = i64::from(self.chance.between(from_hour * 60, to_hour * 60 - 1));
        let at = start_of_london_day(day) + SignedDuration::from_mins(minutes);
        at.min(self.world.now())
    }

    pub(crate) fn worker(&self, number: usize) -> &'a Worker {
        &self.world.staff().workers[number]
    }

    /// The worker allocated on a day, or one of the front door.
    pub(crate) fn worker_on(&self, day: Date) -> usize {
        self.story.and_then(|story| story.worker_on(day)).unwrap_or(self.front_door)
    }

    pub(crate) fn worker_id(&self, day: Date) -> WorkerId {
        self.worker(self.worker_on(day)).id
    }

    pub(crate) fn team_id(&self, day: Date) -> TeamId {
        self.world.staff().team_of(self.worker_on(day)).id
    }

    /// Team and worker of a day, as most records hold them.
    pub(crate) fn held(&self, draft: Draft, day: Date) -> Draft {
        draft.id("team", self.team_id(day)).id("worker", self.worker_id(day))
    }
}

fn soon_after(at: Timestamp) -> Timestamp {
    at + SignedDuration::from_secs(1)
}
