//! Under which conditions a file may stand in a worker's list, written as data.
//!
//! Asking the policies about every file of an authority to fill one page would cost minutes, so the database gets the same
//! rule as a handful of clauses, at most [`MOST_CLAUSES`]. It is written once, in [`list_rule`]: [`listable`] applies it to facts, the
//! store turns it into SQL. A property test holds it to the policies' answer on `list_row`; the page still asks the policies
//! about each row it shows and drops, with an alarm, a row on which they disagree.
//!
//! What the store needs in its work rows, all in clear, stands in [`hearth_record::clear`]: an open row for each worker and team with
//! an open involvement, for each open task, while a contact or enquiry is open, for each worker named on a restricted file, and for
//! each conflict that stands (a detected one that was set aside has no row).

use hearth_record::{
    FileType,
    clear::{FRONT_DOOR, INVOLVEMENT, TASK},
    ids::{AuthorityId, TeamId, WorkerId},
};

use crate::{
    facts::{FileFacts, Stage, Subject},
    role::Group,
};

/// A rule has at most this many clauses, ways in and bars together.
pub const MOST_CLAUSES: usize = 6;

/// A way for a file into the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WayIn {
    /// An open work row of `kind` that names this worker or one of these teams.
    WorkOf {
        /// The kind of the row.
        kind: &'static str,
        /// The worker.
        worker: WorkerId,
        /// The teams; may be empty.
        teams: Vec<TeamId>,
    },
    /// An open work row of one of these kinds, whoever has it.
    WorkOfAnyone {
        /// The kinds of the row.
        kinds: &'static [&'static str],
    },
    /// Every file that no bar keeps out.
    Every,
}

/// What keeps a file out, whatever way leads in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bar {
    /// The file is walled, or of type [`FileType::Adoption`].
    BehindTheWall,
    /// The file is restricted and no open row of kind [`NAMED`](hearth_record::clear::NAMED) names this worker.
    RestrictedUnlessNamed(WorkerId),
    /// An open row of kind [`CONFLICT`](hearth_record::clear::CONFLICT) names this worker.
    ConflictOf(WorkerId),
}

/// A rule: within one authority, at least one way in, and no bar. The council's own papers are nobody's file and stand in no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRule {
    /// The authority whose files are listed: the range of the query rather than a clause of it.
    pub authority: AuthorityId,
    /// Any of these lets a file in. None at all: the list is empty, and the database need not be asked.
    pub ways_in: Vec<WayIn>,
    /// Any of these keeps it out.
    pub bars: Vec<Bar>,
}

/// The rule for this worker in this role.
pub fn list_rule(subject: &Subject) -> ListRule {
    ListRule { authority: subject.authority.clone(), ways_in: ways_in(subject), bars: bars(subject) }
}

/// Whether the file may stand in this worker's list.
pub fn listable(subject: &Subject, facts: &FileFacts) -> bool {
    list_rule(subject).admits(facts)
}

impl ListRule {
    /// Whether it lets this file in.
    pub fn admits(&self, facts: &FileFacts) -> bool {
        self.authority == facts.authority
            && facts.file_type != FileType::Council
            && self.ways_in.iter().any(|way| way.leads(facts))
            && !self.bars.iter().any(|bar| bar.keeps_out(facts))
    }

    /// How many clauses it has.
    pub const fn clauses(&self) -> usize {
        self.ways_in.len() + self.bars.len()
    }
}

fn ways_in(subject: &Subject) -> Vec<WayIn> {
    let work_of = |kind| WayIn::WorkOf { kind, worker: subject.worker, teams: subject.teams.clone() };
    let role = subject.role;
    if role.is_in(Group::Records) || role.is_in(Group::Analyst) {
        return vec![WayIn::Every];
    }
    let mut ways = Vec::new();
    if role.is_in(Group::Practitioner) {
        ways.push(work_of(INVOLVEMENT));
    }
    if role.is_in(Group::ByTask) || role.is_in(Group::Partner) {
        ways.push(work_of(TASK));
    }
    if role.is_in(Group::FrontDoor) {
        ways.push(WayIn::WorkOfAnyone { kinds: FRONT_DOOR });
    }
    ways
}

fn bars(subject: &Subject) -> Vec<Bar> {
    let mut bars = vec![Bar::RestrictedUnlessNamed(subject.worker), Bar::ConflictOf(subject.worker)];
    if !subject.role.is_in(Group::Adoption) {
        bars.push(Bar::BehindTheWall);
    }
    bars
}

impl WayIn {
    fn leads(&self, facts: &FileFacts) -> bool {
        match self {
            Self::WorkOf { kind, worker, teams } => {
                let rows: Vec<_> = if *kind == TASK {
                    facts.tasks.iter().map(|task| (task.worker, task.team)).collect()
                } else {
                    facts.open_involvements().map(|i| (i.worker, i.team)).collect()
                };
                rows.iter().any(|(w, t)| *w == Some(*worker) || t.is_some_and(|team| teams.contains(&team)))
            }
            Self::WorkOfAnyone { .. } => facts.stage == Stage::FrontDoor,
            Self::Every => true,
        }
    }
}

impl Bar {
    fn keeps_out(&self, facts: &FileFacts) -> bool {
        match self {
            Self::BehindTheWall => facts.walled || facts.file_type == FileType::Adoption,
            Self::RestrictedUnlessNamed(worker) => facts.restricted && !facts.permits.contains(worker),
            Self::ConflictOf(worker) => {
                facts.conflicts.iter().any(|conflict| conflict.worker == *worker && !conflict.is_set_aside())
            }
        }
    }
}
