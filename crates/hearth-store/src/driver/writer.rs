//! The one thread that writes to SQLite, and the one that copies its log back.
//!
//! Whatever waits is committed together: one transaction, a savepoint for each commit, one flush for all. A commit that is
//! refused rolls back to its savepoint and leaves the others alone. The audit leaves are appended in the same transaction; the
//! tree's head is read from the database in each batch, never kept, so what stands on disk is the only truth.
//!
//! Copying the write-ahead log back into the database (checkpointing) runs on a connection of its own, so that no commit waits
//! for it. Only when the log has grown long does the writer itself finish the copy and start the log anew, between two batches.

use std::{
    path::Path,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread,
    time::Duration,
};

use rusqlite::{Connection, wal::CheckpointMode};
use tokio::sync::{mpsc, oneshot};

use super::{
    Commit, Leaf, Step, Synchronous, Text, refused,
    sqlite::{Link, error, truncate},
    value::{Value, params},
};
use crate::{error::StoreError, tree::Frontier};

/// Commits in one batch at most: more would only make the first one wait longer.
const BATCH: usize = 256;
/// Pages of the data that the writer keeps in memory: the upper levels of every index, and the leaves that are written again and again.
const DATA_CACHE_KIB: i64 = 64 * 1024;
/// Pages that every other connection here keeps.
const OTHER_CACHE_KIB: i64 = 4 * 1024;
/// Pages in the log from which it should start anew (64 MiB).
const LONG_LOG: i32 = 16 * 1024;
/// Pages in the log at which it starts anew even if much is left to copy (256 MiB).
const TOO_LONG_LOG: i32 = 64 * 1024;
/// Pages that the writer may be asked to copy while everybody waits.
const SHORT_REST: i32 = 512;
/// Copies made one after the other to get to so short a rest.
const COPIES: usize = 8;
/// The log is copied back at most this often, so that a page written many times is copied once.
const COPY_EVERY: Duration = Duration::from_millis(250);
/// How long the writer waits for readers of the old log before it gives up starting a new one.
const READERS_PATIENCE: Duration = Duration::from_millis(20);
/// How long a connection waits for another process, such as a backup.
const PATIENCE: Duration = Duration::from_secs(5);

type Reply = oneshot::Sender<Result<(), StoreError>>;

/// Something that needs both connections, data and keys, for itself.
type Alone = Box<dyn FnOnce(&mut Connection, &mut Connection) + Send>;

/// What the writer can be asked for.
pub(crate) enum Job {
    Commit(Box<Commit>, Reply),
    Alone(Alone),
    /// Tell the plans of the statements that were run.
    Plans(oneshot::Sender<Result<Vec<(String, String)>, StoreError>>),
    /// Start the log anew.
    Restart(oneshot::Sender<()>),
    /// Copy the log back, cut it off and stop.
    Close(oneshot::Sender<()>),
}

pub(super) struct Writer {
    data: Link,
    keys: Link,
    /// Wakes the checkpointer. Full means that it is awake already.
    written: SyncSender<()>,
}

impl Writer {
    pub(super) fn start(
        data: &Path,
        keys: &Path,
        synchronous: Synchronous,
        jobs: mpsc::Receiver<Job>,
        back: mpsc::WeakSender<Job>,
    ) -> Result<(), StoreError> {
        let open = |path, cache| open(path, synchronous, cache).map_err(|e| error(&e));
        let (written, wake) = sync_channel(1);
        let writer = Self {
            data: Link::new(open(data, DATA_CACHE_KIB)?),
            keys: Link::new(open(keys, OTHER_CACHE_KIB)?),
            written,
        };
        let copier = Checkpointer { data: open(data, OTHER_CACHE_KIB)?, keys: open(keys, OTHER_CACHE_KIB)?, back };
        spawn("hearth-writer", move || writer.run(jobs))?;
        spawn("hearth-checkpoint", move || copier.run(&wake))
    }

    fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut waiting = Vec::new();
        while let Some(first) = jobs.blocking_recv() {
            let mut next = Some(first);
            let mut after = None;
            while let Some(job) = next {
                match job {
                    Job::Commit(commit, reply) => waiting.push((commit, reply)),
                    other => {
                        after = Some(other);
                        break;
                    }
                }
                next = if waiting.len() < BATCH { jobs.try_recv().ok() } else { None };
            }
            self.commit_together(std::mem::take(&mut waiting));
            match after {
                Some(Job::Alone(act)) => act(&mut self.data.connection, &mut self.keys.connection),
                Some(Job::Plans(reply)) => {
                    let plans = self.data.plans().and_then(|data| Ok([data, self.keys.plans()?].concat()));
                    let _ = reply.send(plans.map_err(|e| error(&e)));
                }
                Some(Job::Restart(done)) => {
                    self.start_log_anew();
                    let _ = done.send(());
                }
                Some(Job::Close(done)) => {
                    for link in [&self.data, &self.keys] {
                        // A reader may hold the log: then it stays, whole, and the next start copies it.
                        let _ = truncate(&link.connection);
                    }
                    drop(self);
                    let _ = done.send(());
                    return;
                }
                Some(Job::Commit(..)) | None => {}
            }
        }
    }

    /// Copies what is left of the log and starts it anew, unless a reader holds the old one; then it is tried another time.
    fn start_log_anew(&self) {
        let data = &self.data.connection;
        let _ = data.busy_timeout(READERS_PATIENCE);
        let _ = data.wal_checkpoint_v2(rusqlite::DEFAULT_NAME, CheckpointMode::RESTART);
        let _ = data.busy_timeout(PATIENCE);
    }

    /// Commits all that can be committed, then answers everybody.
    fn commit_together(&mut self, waiting: Vec<(Box<Commit>, Reply)>) {
        if waiting.is_empty() {
            return;
        }
        let commits: Vec<_> = waiting.iter().map(|(commit, _)| commit.as_ref()).collect();
        let mut outcomes = vec![Ok(()); commits.len()];
        // Key before data: a key without data is waste, data without a key is lost.
        if commits.iter().any(|c| !c.keys.is_empty()) {
            together(
                &mut self.keys,
                &commits,
                &mut outcomes,
                |link, commit| apply(link, &[], &commit.keys),
                |_, _| Ok(()),
            );
        }
        let has_data = |c: &&Commit| !(c.checks.is_empty() && c.steps.is_empty() && c.leaves.is_empty());
        if commits.iter().any(has_data) {
            together(
                &mut self.data,
                &commits,
                &mut outcomes,
                |link, c| apply(link, &c.checks, &c.steps),
                append_leaves,
            );
        }
        for ((_, reply), outcome) in waiting.into_iter().zip(outcomes) {
            // Who asked may have gone away; what was committed stays.
            let _ = reply.send(outcome);
        }
        let _ = self.written.try_send(());
    }
}

/// One transaction over all commits that have not failed yet, each in a savepoint, with `last` before the flush.
fn together(
    link: &mut Link,
    commits: &[&Commit],
    outcomes: &mut [Result<(), StoreError>],
    act: impl Fn(&mut Link, &Commit) -> Result<(), StoreError>,
    last: impl Fn(&mut Link, &[&Commit]) -> Result<(), StoreError>,
) {
    let mut attempt = || -> Result<(), StoreError> {
        run(link, "BEGIN IMMEDIATE")?;
        let mut kept = Vec::with_capacity(commits.len());
        for (commit, outcome) in commits.iter().zip(outcomes.iter_mut()) {
            if outcome.is_err() {
                continue;
            }
            run(link, "SAVEPOINT change")?;
            match act(link, commit) {
                Ok(()) => kept.push(*commit),
                // The engine itself gave up the whole transaction: a full disk, a failing one.
                Err(error) if link.connection.is_autocommit() => return Err(error),
                Err(error) => {
                    *outcome = Err(error);
                    run(link, "ROLLBACK TO change")?;
                }
            }
            run(link, "RELEASE change")?;
        }
        last(link, &kept)?;
        run(link, "COMMIT")
    };
    if let Err(error) = attempt() {
        if !link.connection.is_autocommit() {
            let _ = run(link, "ROLLBACK");
        }
        for outcome in outcomes.iter_mut().filter(|o| o.is_ok()) {
            *outcome = Err(error.clone());
        }
    }
}

fn run(link: &Link, sql: &str) -> Result<(), StoreError> {
    link.connection.prepare_cached(sql).and_then(|mut s| s.raw_execute()).map(drop).map_err(|e| error(&e))
}

fn apply(link: &mut Link, checks: &[Step], steps: &[Step]) -> Result<(), StoreError> {
    let mut refusals = Vec::new();
    for check in checks {
        if let Err(refusal) = step(link, check)? {
            refusals.push(refusal);
        }
    }
    if let Some(refusal) = refused(refusals) {
        return Err(refusal);
    }
    steps.iter().try_for_each(|s| step(link, s)?)
}

/// Runs a step; the inner result tells whether it was refused.
fn step(link: &mut Link, step: &Step) -> Result<Result<(), StoreError>, StoreError> {
    let touched = link.touch(step.text, &step.params).map_err(|e| error(&e))?;
    Ok(match &step.refusal {
        Some(refusal) if touched == 0 => Err(refusal.clone()),
        _ => Ok(()),
    })
}

fn append_leaves(link: &mut Link, commits: &[&Commit]) -> Result<(), StoreError> {
    let leaves: Vec<Leaf> = commits.iter().flat_map(|c| c.leaves.iter().copied()).collect();
    if leaves.is_empty() {
        return Ok(());
    }
    let head = link.rows(Text::Fixed(READ_HEAD), &[]).map_err(|e| error(&e))?;
    let mut frontier = match head.first() {
        Some(row) => Frontier::from_bytes(row.bytes(0)?).map_err(|e| StoreError::Form(e.to_string()))?,
        None => return Err(StoreError::Form("the head of the audit tree is missing".to_owned())),
    };
    for step in leaf_steps(&mut frontier, &leaves) {
        link.touch(step.text, &step.params).map_err(|e| error(&e))?;
    }
    Ok(())
}

/// The head of the tree.
pub(super) const READ_HEAD: &str = "SELECT frontier FROM tree_head WHERE id = 1 LOCKED_ELSE_SKIP";

/// The statements that put leaves into the tree at the frontier.
pub(super) fn leaf_steps(frontier: &mut Frontier, leaves: &[Leaf]) -> Vec<Step> {
    let (mut rows, mut tiles) = (Vec::with_capacity(leaves.len() * 3), Vec::new());
    for leaf in leaves {
        rows.extend(params![number(frontier.size()), leaf.entry, leaf.hash]);
        for tile in frontier.push(leaf.hash) {
            tiles.extend(params![u32::from(tile.level), number(tile.index), tile.root]);
        }
    }
    let mut steps = Step::rows("INSERT INTO audit_leaf (leaf, entry, hash) VALUES", 3, "", rows);
    steps.extend(Step::rows("INSERT INTO tree_tile (level, idx, root) VALUES", 3, "", tiles));
    let head = params![number(frontier.size()), frontier.to_bytes()];
    steps.push(Step::new("UPDATE tree_head SET size = $1, frontier = $2 WHERE id = 1", head));
    steps
}

fn number(n: u64) -> Value {
    // INVARIANT: a tree of 2^63 entries cannot be written in the life of this universe's disks.
    Value::Int(i64::try_from(n).expect("fewer than 2^63 entries"))
}

/// Copies the log back into the database, beside the writer.
struct Checkpointer {
    data: Connection,
    keys: Connection,
    back: mpsc::WeakSender<Job>,
}

impl Checkpointer {
    fn run(self, wake: &Receiver<()>) {
        let mut copied = 0;
        while wake.recv().is_ok() {
            // The key database is written rarely; its log is copied whole and starts anew by itself.
            let _ = copy(&self.keys);
            self.copy_data(&mut copied);
            thread::sleep(COPY_EVERY);
        }
    }

    /// Copies the data's log. When it has grown long, it is copied again and again until little is left, and then started anew: what the
    /// writer must copy meanwhile keeps everybody waiting. `copied` is how much of the log had been copied before.
    fn copy_data(&self, copied: &mut i32) {
        for _ in 0..COPIES {
            let Ok((log, now)) = copy(&self.data) else { return };
            let fresh = now - std::mem::replace(copied, now);
            if log < LONG_LOG {
                return;
            }
            if fresh <= SHORT_REST || log >= TOO_LONG_LOG {
                *copied = 0;
                return self.ask_for_a_new_log();
            }
        }
    }

    fn ask_for_a_new_log(&self) {
        let Some(writer) = self.back.upgrade() else { return };
        let (done, answer) = oneshot::channel();
        if writer.blocking_send(Job::Restart(done)).is_ok() {
            let _ = answer.blocking_recv();
        }
    }
}

/// Copies as much as can be copied without waiting for anybody: pages in the log, and how many of them are copied by now.
fn copy(connection: &Connection) -> rusqlite::Result<(i32, i32)> {
    connection.wal_checkpoint_v2(rusqlite::DEFAULT_NAME, CheckpointMode::PASSIVE)
}

fn open(path: &Path, synchronous: Synchronous, cache_kib: i64) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    let synchronous = match synchronous {
        Synchronous::Full => "full",
        Synchronous::Normal => "normal",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    // What is deleted is overwritten, in the database and in its free pages.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "wal_autocheckpoint", 0)?;
    connection.pragma_update(None, "cache_size", -cache_kib)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

fn spawn(name: &str, act: impl FnOnce() + Send + 'static) -> Result<(), StoreError> {
    let spawned = thread::Builder::new().name(name.to_owned()).spawn(act);
    spawned.map(drop).map_err(|e| StoreError::Unavailable { why: format!("a thread cannot be started: {e}") })
}
