//! Loading a world of people, as an import would: whole files, through the store, audited.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use hearth_casework::write::Amending;
use hearth_record::ids::RecordId;
use hearth_store::{Change, FileFlags, NewFile};
use hearth_synth::records::{Detail, Member};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::task::JoinSet;

use super::{
    ground::{Ground, chance},
    measure,
};
use crate::{output::Failed, world};

/// Families in one change. Large, because a change has a price of its own and nobody waits for one family here.
const FAMILIES: u64 = 16;
/// Changes under way at once.
const AT_ONCE: usize = 24;
/// Records in a long file, and how many such files there are.
pub const LONG: usize = 500;
const LONG_FILES: u64 = 200;

/// Loads families until there are so many people, then the long files.
pub async fn load(ground: Ground, people: u64) -> Result<Ground, Failed> {
    let started = measure::start();
    let ground = Arc::new(ground);
    let bar = bar(people);
    let written = Arc::new(Written::default());
    let mut tasks = JoinSet::new();
    let mut family = 0;
    while written.begun.load(Ordering::Relaxed) < people {
        while tasks.len() >= AT_ONCE {
            finished(tasks.join_next().await)?;
            bar.set_position(written.people.load(Ordering::Relaxed));
        }
        tasks.spawn(families(Arc::clone(&ground), family, Arc::clone(&written)));
        family += FAMILIES;
    }
    while let Some(done) = tasks.join_next().await {
        finished(Some(done))?;
    }
    bar.finish_and_clear();
    let seconds = started.elapsed().as_secs_f64();
    for n in 0..LONG_FILES {
        long_file(&ground, n).await?;
    }
    let mut ground = Arc::try_unwrap(ground).map_err(|_| Failed::new("a task of the load still runs"))?;
    ground.loaded.people = written.people.load(Ordering::Relaxed);
    ground.loaded.records = written.records.load(Ordering::Relaxed);
    ground.loaded.families = family;
    ground.loaded.long_files = LONG_FILES;
    ground.loaded.seconds = seconds;
    ground.keep()?;
    Ok(ground)
}

#[derive(Default)]
struct Written {
    /// People whose files are made or under way.
    begun: AtomicU64,
    people: AtomicU64,
    records: AtomicU64,
}

fn finished(done: Option<Result<Result<(), Failed>, tokio::task::JoinError>>) -> Result<(), Failed> {
    match done {
        Some(Ok(outcome)) => outcome,
        Some(Err(error)) => Err(Failed(format!("a task of the load stopped: {error}"))),
        None => Ok(()),
    }
}

/// A few families in one change.
async fn families(ground: Arc<Ground>, first: u64, written: Arc<Written>) -> Result<(), Failed> {
    let mut change = Change::new(ground.authority.clone(), world::now());
    for index in first..first + FAMILIES {
        let members = ground.world.family(index).members(&ground.world, Detail::Outline);
        for (number, member) in (0..).zip(members) {
            whole_file(&ground, index, number, member, false, &mut change);
        }
    }
    let (people, records) = (change.new_files.len() as u64, change.versions.len() as u64);
    written.begun.fetch_add(people, Ordering::Relaxed);
    ground.store.commit(change).await?;
    written.people.fetch_add(people, Ordering::Relaxed);
    written.records.fetch_add(records, Ordering::Relaxed);
    Ok(())
}

/// One member's whole file, put into a change. With `keyed` every record carries the key of an imported row.
pub fn whole_file(ground: &Ground, family: u64, number: u64, member: Member, keyed: bool, change: &mut Change) {
    let file = ground.file(family, number);
    let mut amending = Amending::new_file(file, false);
    for version in member.versions {
        let key = keyed.then(|| format!("{file} {}", version.record));
        amending.take(version, key);
    }
    change.entries.push(ground.entry("record.add", file, change.at));
    let flags = FileFlags::default();
    amending.finish(
        ground.instance.pack(&ground.authority),
        change,
        Some(NewFile { file, person: member.person, file_type: member.file, flags }),
    );
}

/// A file of five hundred records: a child's story in every detail, told again under other ids until there are so many.
async fn long_file(ground: &Ground, n: u64) -> Result<(), Failed> {
    let rich = |index: u64| {
        let members = ground.world.family(index).members(&ground.world, Detail::Whole);
        members.into_iter().next().filter(|child| child.versions.len() >= 60)
    };
    // INVARIANT: one family in a few has a child with a long story.
    let Some(child) = (n * 1000..).find_map(rich) else { return Ok(()) };
    let file = ground.long_file(n);
    let mut random = chance(u64::from(u32::MAX) + n);
    let mut amending = Amending::new_file(file, false);
    let first: Vec<_> = child.versions.into_iter().filter(|version| version.number == 1).collect();
    for (place, version) in first.iter().cycle().take(LONG).enumerate() {
        let mut version = version.clone();
        let once = hearth_record::kind(&version.kind).is_some_and(|kind| kind.once);
        if place >= first.len() && once {
            // Whoever is told again is not born again: a note stands in the place of the second person record.
            let Some(other) = first.iter().find(|other| other.kind == "visit" || other.kind == "case_note") else {
                continue;
            };
            version = other.clone();
        }
        if place >= first.len() {
            version.record = RecordId::new(version.recorded_at, &mut random);
        }
        amending.take(version, None);
    }
    let mut change = Change::new(ground.authority.clone(), world::now());
    change.entries.push(ground.entry("record.add", file, change.at));
    let person = hearth_record::ids::PersonId::new(change.at, &mut random);
    let begins = NewFile { file, person, file_type: child.file, flags: FileFlags::default() };
    amending.finish(ground.instance.pack(&ground.authority), &mut change, Some(begins));
    // The number belongs to the child whose story this is.
    change.child_numbers.clear();
    ground.store.commit(change).await?;
    Ok(())
}

/// A bar of progress; hidden where no terminal is there.
fn bar(people: u64) -> ProgressBar {
    let bar = ProgressBar::new(people);
    if let Ok(style) = ProgressStyle::with_template("loading {wide_bar} {pos} of {len} people, {per_sec}, {eta} to go")
    {
        bar.set_style(style);
    }
    bar
}
