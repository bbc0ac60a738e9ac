//! Generated worlds: a few workers and teams, and files that often have to do with them in every way that access knows.

use hearth_access::{Role, Subject, sample};
use hearth_record::{
    FileType, clear,
    ids::{FileId, TeamId, WorkerId},
};
use hearth_stage::{Paper, Stage, authority};
use hearth_store::{Change, NewWork};
use jiff::SignedDuration;
use rand_chacha::{ChaCha8Rng, rand_core::Rng};

const CAST: u32 = 4;
const TEAMS: u32 = 3;

/// Throws dice.
pub struct Dice<'a>(pub &'a mut ChaCha8Rng);

impl Dice<'_> {
    pub fn below(&mut self, limit: u32) -> u32 {
        self.0.next_u32() % limit
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        let most = u32::try_from(of.len()).expect("a short list");
        of[self.below(most) as usize]
    }

    fn worker(&mut self) -> WorkerId {
        sample::worker_no(u8::try_from(self.below(CAST)).expect("a small cast"))
    }

    fn team(&mut self) -> TeamId {
        sample::team_no(u8::try_from(self.below(TEAMS)).expect("few teams"))
    }

    /// Somebody of the cast in any role, in up to two teams.
    pub fn subject(&mut self, role: Role) -> Subject {
        let teams = (0..self.below(3)).map(|_| self.team()).collect();
        let council = if self.chance(85) { "sefton" } else { "knowsley" };
        Subject { teams, authority: authority(council), ..sample::subject_of(role, self.worker()) }
    }
}

/// Files `count` drawn files, and answers which they are.
pub async fn file_some(stage: &Stage, dice: &mut Dice<'_>, count: u32) -> Vec<FileId> {
    stage.clock.wait(SignedDuration::from_secs(1));
    let mut files = Vec::new();
    for council in ["sefton", "knowsley"] {
        let mut change = Change::new(authority(council), stage.now());
        let share = if council == "sefton" { count - count / 6 } else { count / 6 };
        for _ in 0..share {
            let paper = paper(stage, dice).at(council);
            let added = paper.add_to(stage, &mut change);
            // No kind of record writes tasks yet; lists must hold once one does.
            change.work.push((added.file, added.records[0], tasks(dice)));
            files.push(added.file);
        }
        stage.instance.store.commit(change).await.expect("filed");
    }
    files
}

fn tasks(dice: &mut Dice<'_>) -> Vec<NewWork> {
    let task = |dice: &mut Dice<'_>| NewWork {
        kind: clear::TASK.to_owned(),
        state: if dice.chance(70) { clear::OPEN } else { clear::CLOSED }.to_owned(),
        due: None,
        team: dice.chance(50).then(|| dice.team()),
        worker: dice.chance(60).then(|| dice.worker()),
    };
    (0..dice.below(3)).map(|_| task(dice)).collect()
}

fn paper(stage: &Stage, dice: &mut Dice<'_>) -> Paper {
    let mut paper = Paper::child("Kit", "Lomax", "2015-04-01");
    if dice.chance(25) {
        paper = paper.of_type(dice.pick(&FileType::ALL));
    }
    if dice.chance(15) {
        paper = paper.walled();
    }
    for _ in 0..dice.below(4) {
        paper = involve(paper, dice);
    }
    for _ in 0..dice.below(2) {
        paper = at_the_front_door(paper, dice);
    }
    if dice.chance(25) {
        let named: Vec<WorkerId> = (0..dice.below(3)).map(|_| dice.worker()).collect();
        paper = paper.restricted_to(&named);
    }
    for _ in 0..dice.below(3) {
        paper = conflict(paper, dice);
    }
    if dice.chance(30) {
        paper = broken_glass(paper, stage, dice);
    }
    paper
}

fn involve(paper: Paper, dice: &mut Dice<'_>) -> Paper {
    let (worker, team) = (dice.chance(60).then(|| dice.worker()), dice.chance(50).then(|| dice.team()));
    // An involvement is of somebody.
    let worker = worker.or_else(|| team.is_none().then(|| dice.worker()));
    let ended = dice.chance(30).then_some("2026-02-01");
    paper.involving(worker, team, dice.pick(&["CW", "PA", "IRO", "CP_CHAIR", "OTHER"]), ended)
}

fn at_the_front_door(paper: Paper, dice: &mut Dice<'_>) -> Paper {
    let over = dice.chance(40);
    if dice.chance(50) {
        let decided = if over { "2026-02-03 10:00" } else { "" };
        paper.with("contact", &[("received_at", "2026-02-02 10:00"), ("source", "2A"), ("decided_at", decided)])
    } else {
        let answered = if over { "2026-02-03 10:00" } else { "" };
        paper.with("mash_enquiry", &[("agency", "POLICE"), ("asked_at", "2026-02-02 10:00"), ("answered_at", answered)])
    }
}

fn conflict(paper: Paper, dice: &mut Dice<'_>) -> Paper {
    let (worker, second) = (dice.worker(), dice.worker());
    match dice.below(3) {
        0 => paper.conflict_of(worker, true),
        1 if worker != second => paper.conflict_set_aside(worker, second),
        _ => paper.conflict_of(worker, false),
    }
}

fn broken_glass(paper: Paper, stage: &Stage, dice: &mut Dice<'_>) -> Paper {
    let hours = i64::from(dice.below(8)) - 4;
    let at = stage.now() + SignedDuration::from_hours(hours - 4);
    let until = stage.now() + SignedDuration::from_hours(hours);
    let (worker, reason) = (dice.worker().to_string(), "police ask where the child is");
    paper.with(
        "broken_glass",
        &[("worker", &worker), ("at", &at.to_string()), ("until", &until.to_string()), ("reason", reason)],
    )
}
