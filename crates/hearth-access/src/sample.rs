//! Invented facts: a worker, a file and a moment, drawn from a small cast so that they often have to do with each other.
//!
//! For measuring what a decision costs and for tests that compare answers over many worlds. Nothing here is read when a real
//! worker asks.

use hearth_record::{
    FileType,
    class::Category,
    ids::{AccountId, AuthorityId, FileId, PersonId, TeamId, WorkerId},
};
use jiff::{SignedDuration, Timestamp};
use rand_core::Rng;

use crate::{
    Action, Context, Policies, Purpose, Second,
    facts::{
        BrokenGlass, Conflict, ConflictKind, FileFacts, Involvement, InvolvementRole, Rights, Stage, Subject, Task,
    },
    role::Role,
};

const CAST: u8 = 4;
const TEAMS: u8 = 3;

/// One drawn world.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Who asks.
    pub subject: Subject,
    /// Of which file.
    pub facts: FileFacts,
    /// When.
    pub now: Timestamp,
    /// The purpose they state, if any.
    pub purpose: Option<Purpose>,
    /// The second person with them, if any; sometimes themselves under another account.
    pub second: Option<Second>,
}

impl Sample {
    /// The next world of this source of randomness.
    pub fn draw(random: &mut impl Rng) -> Self {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(24 * 365 * 56);
        let mut subject = subject_of(pick(random, Role::ALL), worker(random));
        subject.rights = if chance(random, 10) { Rights::View } else { Rights::Process };
        subject.teams = some(random, 2, team);
        let facts = facts(random, now);
        let purpose = chance(random, 25).then(|| pick(random, Purpose::ALL));
        let second = chance(random, 30).then(|| Second { worker: worker(random), role: pick(random, Role::ALL) });
        Self { subject, facts, now, purpose, second }
    }

    /// The asking of this world.
    pub const fn context(&self) -> Context {
        Context { now: self.now, purpose: self.purpose, second: self.second }
    }
}

/// Any action at all, sections that close included.
pub fn any_action(random: &mut impl Rng) -> Action {
    match pick(random, Action::ALL) {
        Action::ReadSection { .. } if chance(random, 50) => Action::ReadSection { category: closing(random) },
        Action::Correct { .. } if chance(random, 50) => Action::Correct { category: closing(random) },
        action => action,
    }
}

fn closing(random: &mut impl Rng) -> Category {
    pick(random, &[Category::Medical, Category::Adopters])
}

/// Decides `count` drawn askings, for a clock outside to measure; answers how many were permitted.
pub fn decide_many(policies: &Policies, samples: &[Sample], count: usize) -> usize {
    samples
        .iter()
        .cycle()
        .take(count)
        .filter(|s| policies.decide(&s.subject, Action::OpenFile, &s.facts, &s.context()).is_permitted())
        .count()
}

/// A subject of Sefton with no team and the right to record.
pub fn subject_of(role: Role, worker: WorkerId) -> Subject {
    Subject {
        account: AccountId::from_bytes(worker.as_bytes()),
        worker,
        role,
        teams: Vec::new(),
        authority: authority("sefton"),
        rights: Rights::Process,
    }
}

/// The id of the `n`th invented worker.
pub const fn worker_no(n: u8) -> WorkerId {
    WorkerId::from_bytes([n; 16])
}

/// The id of the `n`th invented team.
pub const fn team_no(n: u8) -> TeamId {
    TeamId::from_bytes([100 + n; 16])
}

/// The authority of this name.
///
/// # Panics
/// When `name` cannot name an authority.
pub fn authority(name: &str) -> AuthorityId {
    AuthorityId::new(name).expect("the samples name authorities in lower-case letters")
}

fn facts(random: &mut impl Rng, now: Timestamp) -> FileFacts {
    let file_type = if chance(random, 70) { FileType::Care } else { pick(random, &FileType::ALL) };
    let council = authority(if chance(random, 90) { "sefton" } else { "knowsley" });
    let mut id = [0; 16];
    random.fill_bytes(&mut id);
    FileFacts {
        restricted: chance(random, 25),
        walled: chance(random, 20),
        stage: pick(random, &[Stage::FrontDoor, Stage::Open, Stage::Closed]),
        involvements: some(random, 4, involvement),
        sibling_involvements: some(random, 2, involvement),
        tasks: some(random, 2, |r| Task { worker: perhaps(r, worker), team: perhaps(r, team) }),
        conflicts: some(random, 2, conflict),
        permits: some(random, 2, worker),
        broken_glass: some(random, 2, |r| glass(r, now)),
        ..FileFacts::new(FileId::from_bytes(id), PersonId::from_bytes(id), council, file_type)
    }
}

fn involvement(random: &mut (impl Rng + ?Sized)) -> Involvement {
    Involvement {
        worker: perhaps(random, worker),
        team: perhaps(random, team),
        role: if chance(random, 75) { InvolvementRole::Holds } else { InvolvementRole::Reviews },
        open: chance(random, 70),
    }
}

fn conflict(random: &mut (impl Rng + ?Sized)) -> Conflict {
    Conflict {
        worker: worker(random),
        kind: if chance(random, 40) { ConflictKind::Declared } else { ConflictKind::Detected },
        yielded_to: perhaps(random, worker),
    }
}

fn glass(random: &mut (impl Rng + ?Sized), now: Timestamp) -> BrokenGlass {
    let minutes = 2 * (i64::from(below(random, 240)) - 120);
    BrokenGlass {
        worker: worker(random),
        until: now + SignedDuration::from_mins(minutes),
        approved_by: perhaps(random, worker),
    }
}

fn worker(random: &mut (impl Rng + ?Sized)) -> WorkerId {
    worker_no(below(random, CAST))
}

fn team(random: &mut (impl Rng + ?Sized)) -> TeamId {
    team_no(below(random, TEAMS))
}

fn below(random: &mut (impl Rng + ?Sized), limit: u8) -> u8 {
    // INVARIANT: a remainder by a u8 fits a u8.
    u8::try_from(random.next_u32() % u32::from(limit)).unwrap_or(0)
}

fn chance(random: &mut (impl Rng + ?Sized), percent: u8) -> bool {
    below(random, 100) < percent
}

fn perhaps<R: Rng + ?Sized, T>(random: &mut R, draw: impl Fn(&mut R) -> T) -> Option<T> {
    chance(random, 60).then(|| draw(random))
}

fn some<R: Rng + ?Sized, T>(random: &mut R, most: u8, draw: impl Fn(&mut R) -> T) -> Vec<T> {
    (0..below(random, most + 1)).map(|_| draw(random)).collect()
}

fn pick<T: Copy>(random: &mut (impl Rng + ?Sized), of: &[T]) -> T {
    // INVARIANT: no list here is longer than 255.
    of[usize::from(below(random, u8::try_from(of.len()).unwrap_or(u8::MAX)))]
}
