//! A small stage for the tests: one file, one worker, one moment.

use std::sync::LazyLock;

use hearth_access::{
    Action, Context, Decision, FileFacts, Permit, Policies, Refusal, Role, Subject,
    facts::{BrokenGlass, Conflict, ConflictKind, Involvement, InvolvementRole, Task},
    sample::{Sample, authority, subject_of, team_no, worker_no},
};
use hearth_record::{
    Category, FileType,
    ids::{FileId, PersonId, TeamId, WorkerId},
};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

pub static POLICIES: LazyLock<Policies> = LazyLock::new(|| Policies::load().unwrap());

pub const MEDICAL: Action = Action::ReadSection { category: Category::Medical };
pub const CORRECT: Action = Action::Correct { category: Category::ReferralInformation };

pub fn noon() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

pub fn hours(n: i64) -> SignedDuration {
    SignedDuration::from_hours(n)
}

/// Dana asks, in the role given.
pub fn dana(role: Role) -> Subject {
    subject_of(role, worker_no(1))
}

pub fn file() -> FileFacts {
    let id = [9; 16];
    FileFacts::new(FileId::from_bytes(id), PersonId::from_bytes(id), authority("sefton"), FileType::Care)
}

pub fn walled() -> FileFacts {
    FileFacts { walled: true, ..file() }
}

pub fn held_by(worker: WorkerId) -> Involvement {
    Involvement { worker: Some(worker), team: None, role: InvolvementRole::Holds, open: true }
}

pub fn held_by_team(team: TeamId) -> Involvement {
    Involvement { worker: None, team: Some(team), role: InvolvementRole::Holds, open: true }
}

pub fn task_of(worker: WorkerId) -> Task {
    Task { worker: Some(worker), team: None }
}

/// A file that Dana holds, has a task on and is named on; her team holds it too, and she reviews a sibling's.
pub fn all_dana() -> FileFacts {
    let dana = worker_no(1);
    FileFacts {
        involvements: vec![held_by(dana), held_by_team(team_no(1))],
        sibling_involvements: vec![held_by(dana)],
        tasks: vec![task_of(dana)],
        permits: vec![dana],
        ..file()
    }
}

pub fn declared(worker: WorkerId) -> Conflict {
    Conflict { worker, kind: ConflictKind::Declared, yielded_to: None }
}

pub fn detected(worker: WorkerId) -> Conflict {
    Conflict { worker, kind: ConflictKind::Detected, yielded_to: None }
}

pub fn glass(worker: WorkerId, until: Timestamp) -> BrokenGlass {
    BrokenGlass { worker, until, approved_by: None }
}

pub fn decide(subject: &Subject, action: Action, facts: &FileFacts) -> Decision {
    POLICIES.decide(subject, action, facts, &Context::at(noon()))
}

pub fn may(subject: &Subject, action: Action, facts: &FileFacts) -> bool {
    decide(subject, action, facts).is_permitted()
}

pub fn may_at(subject: &Subject, action: Action, facts: &FileFacts, now: Timestamp) -> bool {
    POLICIES.decide(subject, action, facts, &Context::at(now)).is_permitted()
}

pub fn permit(subject: &Subject, action: Action, facts: &FileFacts) -> Permit {
    decide(subject, action, facts).permit().unwrap()
}

pub fn refusal(subject: &Subject, action: Action, facts: &FileFacts) -> Refusal {
    decide(subject, action, facts).permit().unwrap_err()
}

/// Worlds drawn from a seed: few workers and teams, so that most files have to do with most people.
pub fn worlds() -> impl Strategy<Value = (Sample, Action)> {
    any::<u64>().prop_map(|seed| {
        let mut random = ChaCha8Rng::seed_from_u64(seed);
        let sample = Sample::draw(&mut random);
        (sample, hearth_access::sample::any_action(&mut random))
    })
}
