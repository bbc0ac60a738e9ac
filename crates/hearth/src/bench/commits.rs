//! Durable commits: one record, its event in the digest, its term in the index, its audit entry, its leaf.

use std::{sync::Arc, time::Duration};

use hearth_access::Purpose;
use hearth_casework::{
    recording::{Added, add},
    write::{Amending, file_of},
};
use hearth_record::{
    Author, Fields, KindSchema, Written,
    ids::{PersonId, RecordId, WorkerId},
};
use hearth_store::Change;
use jiff::Timestamp;
use tokio::task::JoinSet;

use super::{
    bare,
    ground::{Ground, chance},
    measure::{self, Times, median},
    table::Figure,
};
use crate::{output::Failed, world};

/// Who writes at once.
const WRITERS: usize = 16;
/// How long a run should last, in milliseconds: more than ten seconds, also when it goes faster than the trial.
const LEAST_MS: u64 = 11_500;

/// What one run gave.
struct Run {
    lasted: Duration,
    times: Times,
}

impl Run {
    fn rate(&self) -> f64 {
        measure::rate(self.times.count(), self.lasted.as_secs_f64())
    }
}

/// The figures.
pub async fn measure(ground: &Arc<Ground>, runs: u64) -> Result<Vec<Figure>, Failed> {
    // A short run says how many changes a run of ten seconds takes.
    let mut met = 0;
    let first = run(ground, prepared(ground, &mut met, 6_000).await?).await?;
    let mut done = Vec::new();
    for _ in 0..runs {
        let count = first.times.count() * LEAST_MS / u64::try_from(first.lasted.as_millis()).unwrap_or(1).max(1);
        let changes = prepared(ground, &mut met, count).await?;
        let sizes: Vec<usize> = changes.iter().take(1000).map(size).collect();
        let bytes = sizes.iter().sum::<usize>() / sizes.len().max(1);
        done.push((run(ground, changes).await?, bytes));
    }
    let of = |what: fn(&Run) -> f64| median(done.iter().map(|(run, _)| what(run)).collect());
    let (rate, p50, p99) = (of(Run::rate), of(|r| r.times.percentile(50)), of(|r| r.times.percentile(99)));
    let longest = done.iter().map(|(run, _)| run.times.percentile(100)).fold(0.0, f64::max);
    let bytes = done.first().map_or(0, |(_, bytes)| *bytes);
    let (bare_rate, group) = bare::grouped_inserts(&ground.dir, bytes)?;
    let lines = done.iter().map(|(run, _)| format!("{:.0}", run.rate())).collect::<Vec<_>>().join(", ");
    let measured = format!(
        "**{rate:.0} a second** (runs: {lines}); p50 {p50:.1} ms, **p99 {p99:.1} ms**; longest stall {longest:.0} ms"
    );
    let limit =
        format!("bare insert of one row of the same {bytes} bytes, {group} to a transaction: {bare_rate:.0} a second");
    let name = "durable commits (1 record + event + digest + index + audit + tree), 16 writers";
    Ok(vec![
        Figure::against(name, "≥ 2,000 a second, p99 ≤ 40 ms", measured, rate >= 2000.0 && p99 <= 40.0).beside(limit),
    ])
}

/// Commits prepared changes from sixteen tasks.
async fn run(ground: &Arc<Ground>, changes: Vec<Change>) -> Result<Run, Failed> {
    let mut shares: Vec<Vec<Change>> = (0..WRITERS).map(|_| Vec::new()).collect();
    for (n, change) in changes.into_iter().enumerate() {
        shares[n % WRITERS].push(change);
    }
    let started = measure::start();
    let mut tasks = JoinSet::new();
    for share in shares {
        let store = ground.store.clone();
        tasks.spawn(async move {
            let mut times = Vec::with_capacity(share.len());
            for change in share {
                let begun = measure::start();
                store.commit(change).await?;
                times.push(begun.elapsed());
            }
            Ok::<_, Failed>(times)
        });
    }
    let times = gathered(tasks).await?;
    Ok(Run { lasted: started.elapsed(), times })
}

async fn gathered(mut tasks: JoinSet<Result<Vec<Duration>, Failed>>) -> Result<Times, Failed> {
    let mut all = Vec::new();
    while let Some(done) = tasks.join_next().await {
        all.extend(done.map_err(|e| Failed(format!("a writer stopped: {e}")))??);
    }
    Ok(Times::of(all))
}

/// Changes that are ready to be committed, each to the file of somebody else.
async fn prepared(ground: &Arc<Ground>, met: &mut u64, count: u64) -> Result<Vec<Change>, Failed> {
    let mut tasks = JoinSet::new();
    let from = *met;
    let count = count.min(ground.loaded.families.saturating_sub(1));
    *met += count;
    for part in 0..8 {
        let ground = Arc::clone(ground);
        tasks.spawn(async move {
            let mut changes = Vec::new();
            for n in (from + part..from + count).step_by(8) {
                changes.push(change(&ground, n).await?);
            }
            Ok::<_, Failed>(changes)
        });
    }
    let mut all = Vec::new();
    while let Some(done) = tasks.join_next().await {
        all.extend(done.map_err(|e| Failed(format!("preparing stopped: {e}")))??);
    }
    Ok(all)
}

async fn change(ground: &Ground, n: u64) -> Result<Change, Failed> {
    let file = ground.somebody(n);
    let loaded = ground.store.load(file, None).await?;
    let at = world::now();
    let mut random = chance(u64::MAX ^ n ^ at.as_microsecond().unsigned_abs());
    let mut amending = Amending::of(&loaded.row, file_of(&loaded)?);
    let by = Author::Worker { id: WorkerId::from_bytes([2; 16]), name: "Priya Nair".to_owned() };
    let written = Written { by, because: None, set: None, withdrawn: false };
    amending.add(RecordId::new(at, &mut random), note()?, note_fields(n, at), written, at, None);
    let mut change = Change::new(ground.authority.clone(), at);
    change.entries.push(ground.entry("record.add", file, at));
    amending.finish(ground.instance.pack(&ground.authority), &mut change, None);
    Ok(change)
}

fn note() -> Result<&'static KindSchema, Failed> {
    hearth_record::kind("case_note").ok_or_else(|| Failed::new("there is no kind called case_note"))
}

/// A note of a telephone call that names another person: an event, and a term of the index.
fn note_fields(n: u64, at: Timestamp) -> Fields {
    let other = PersonId::new(at, &mut chance(n));
    let body = "Spoke to the mother by telephone. She said that the children slept well and were in school all week. \
                The health visitor has been. She would like help with the letter about the flat, and will bring it on \
                Thursday. The older one asked when the next visit is. We agreed Thursday at four, at home.";
    Fields::new()
        .with("occurred_at", at.to_string())
        .with("subject", format!("Telephone call {n}"))
        .with("body", body)
        .with("people", vec![other.to_string()])
}

/// The bytes that a change brings: bodies, digests and the fixed parts of its index, audit and tree rows.
fn size(change: &Change) -> usize {
    const SEAL: usize = 29;
    let bodies: usize = change.versions.iter().map(|v| v.body.len() + SEAL + 80).sum();
    let digests: usize = change.digests.iter().map(|(_, d)| d.len() + SEAL + 60).sum();
    let terms: usize = change.terms.iter().map(|(_, t)| t.add.len() * 24).sum();
    bodies + digests + terms + change.entries.len() * 280
}

/// What sixteen people at work do in some seconds: decide, load, compute, commit.
pub struct Acts {
    /// Acts a second.
    pub rate: f64,
    /// How long each took.
    pub times: Times,
}

/// Acts for so many seconds: each opens somebody's file under the policies and adds a note to it.
pub async fn acts(ground: &Arc<Ground>, seconds: u64) -> Result<Acts, Failed> {
    let started = measure::start();
    let mut tasks = JoinSet::new();
    for writer in 0..WRITERS {
        let ground = Arc::clone(ground);
        tasks.spawn(async move {
            let desk = ground.desk();
            let mut times = Vec::new();
            let mut n = writer as u64 + (world::now().as_second().unsigned_abs() % 1000) * 1_000;
            while started.elapsed().as_secs() < seconds {
                let begun = measure::start();
                let fields = note_fields(n, desk.now());
                let added = Added { kind: note()?, fields, purpose: Some(Purpose::FrontDoorCheck), draft: None };
                add(&desk, ground.somebody(n), added).await?;
                times.push(begun.elapsed());
                n += WRITERS as u64;
            }
            Ok::<_, Failed>(times)
        });
    }
    let times = gathered(tasks).await?;
    Ok(Acts { rate: measure::rate(times.count(), started.elapsed().as_secs_f64()), times })
}
