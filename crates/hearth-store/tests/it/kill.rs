//! A writer killed at any moment loses nothing that it had confirmed, and leaves nothing half-written.
//!
//! The writer is this test binary itself, started once more: it opens the instance, writes from several tasks, destroys now and then,
//! and prints a line for each confirmation. The test kills it (SIGKILL), opens the instance as a restart does, and compares.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use hearth_record::ids::{AccountId, EntryId, FileId, RecordId};
use hearth_store::{
    Actor, Change, Entry, FileFlags, Location, NewFile, Outcome, Revision, RootKey, Store, StoreConfig, Synchronous,
    blob::NewBlob, verify::Verify,
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng, SeedableRng},
};
use rstest::rstest;

use crate::world::{Engine, World, minute, random, sefton, version};

/// Times that the writer is killed, on each engine, unless `HEARTH_TEST_KILLS` says otherwise.
const RUNS: u64 = 20;
const TASKS: u64 = 8;

/// What one process tells the other about the instance.
const FOLDER: &str = "HEARTH_TEST_CHILD_FOLDER";
const ADDRESSES: &str = "HEARTH_TEST_CHILD_ADDRESSES";
const RUN: &str = "HEARTH_TEST_CHILD_RUN";

pub fn child(test: &str, world: &World, run: u64) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, world.folder.path()).env(RUN, run.to_string());
    if let Location::Postgres { url, key_url } = &world.config.location {
        command.env(ADDRESSES, format!("{url} {key_url}"));
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// The instance that the parent named, and the number of the run.
pub async fn instance() -> (Store, u64) {
    let folder = std::env::var(FOLDER).expect("a folder");
    let run: u64 = std::env::var(RUN).expect("a run").parse().expect("a number");
    let location = match std::env::var(ADDRESSES) {
        Ok(both) => {
            let (url, key_url) = both.split_once(' ').expect("two addresses");
            Location::Postgres { url: url.to_owned(), key_url: key_url.to_owned() }
        }
        Err(_) => Location::Sqlite { dir: Path::new(&folder).join("data") },
    };
    let config = StoreConfig {
        location,
        blobs: Path::new(&folder).join("blobs"),
        root: RootKey::from_bytes([7; 32]),
        synchronous: Synchronous::Full,
        origin: "hearth.test.example/audit".to_owned(),
    };
    let store = Store::open(config, minute(0), random(1000 + run)).await.expect("opened after a kill");
    (store, run)
}

/// A confirmation, in one write, so that a killed process never prints half of one.
pub fn confirm(line: &str) {
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).expect("the parent listens");
}

fn entry(file: FileId, action: &'static str, random: &mut ChaCha20Rng) -> Entry {
    Entry {
        id: EntryId::new(minute(1), random),
        at: minute(1),
        actor: Actor::Person {
            account: AccountId::from_bytes([1; 16]),
            worker: None,
            role: "social_worker".to_owned(),
        },
        authority: sefton(),
        purpose: "allocated".to_owned(),
        action,
        file: Some(file),
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    }
}

/// New files, some with a document, the second version of each, and in one task its destruction.
async fn write_on(store: Store, task: u64, run: u64) {
    let mut random = ChaCha20Rng::seed_from_u64(run * 1000 + task);
    for n in 0_u64.. {
        let (file, record) = (FileId::new(minute(1), &mut random), RecordId::new(minute(1), &mut random));
        let mut change = Change::new(sefton(), minute(1));
        let person = hearth_record::ids::PersonId::new(minute(1), &mut random);
        change.new_files.push(NewFile {
            file,
            person,
            file_type: hearth_record::FileType::Care,
            flags: FileFlags::default(),
        });
        change.versions.push(version(file, record, 1, format!("{file} 1").as_bytes()));
        change.digests.push((file, b"digest".to_vec()));
        if n.is_multiple_of(3) {
            let content = std::io::Cursor::new(format!("{file} document"));
            let blob = store.blob_put(content, 1 << 20, minute(1)).await.expect("stored");
            change.blobs.push(NewBlob { file, blob });
        }
        change.entries.push(entry(file, "record.add", &mut random));
        store.commit(change).await.expect("committed");
        confirm(&format!("written {file} 1"));
        let mut second = Change::new(sefton(), minute(2));
        second.reads.push((file, Revision(1)));
        second.versions.push(version(file, record, 2, format!("{file} 2").as_bytes()));
        second.entries.push(entry(file, "record.add", &mut random));
        store.commit(second).await.expect("committed");
        confirm(&format!("written {file} 2"));
        // One task does nothing but make files and destroy them.
        if task == 0 {
            confirm(&format!("destroying {file}"));
            let disposition = crate::planted::disposition(file.as_bytes(), minute(3));
            store.destroy(file, Revision(2), &disposition, &[]).await.expect("destroyed");
            confirm(&format!("destroyed {file}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "the other half of `a_killed_writer_has_lost_nothing_that_it_confirmed`, which starts it"]
async fn writer_that_is_killed() {
    let (store, run) = instance().await;
    let tasks: Vec<_> = (0..TASKS).map(|task| tokio::spawn(write_on(store.clone(), task, run))).collect();
    for task in tasks {
        task.await.expect("never ends by itself");
    }
}

/// Lets the writer go on for a while after the first line that begins as awaited, kills it, and gives all it has confirmed.
fn confirmed_until_killed(mut writer: Child, awaited: &str, after: Duration) -> Vec<String> {
    let mut lines = BufReader::new(writer.stdout.take().expect("its output")).lines();
    let mut confirmed = Vec::new();
    for line in lines.by_ref() {
        let line = line.expect("a line");
        let come = line.starts_with(awaited);
        confirmed.push(line);
        if come {
            break;
        }
    }
    let killed = std::thread::spawn(move || {
        std::thread::sleep(after);
        writer.kill().expect("killed");
        writer.wait().expect("gone")
    });
    confirmed.extend(lines.map(|l| l.expect("a line")));
    let status = killed.join().expect("killed");
    assert!(!status.success(), "the writer ended before it was killed: {status}");
    confirmed
}

/// What must stand there: for each file how many versions, or that it is destroyed, or that its destruction had begun.
#[derive(Default, Debug)]
struct Confirmed {
    versions: usize,
    destroying: bool,
    destroyed: bool,
}

fn told(lines: &[String]) -> BTreeMap<FileId, Confirmed> {
    let mut told: BTreeMap<FileId, Confirmed> = BTreeMap::new();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let [what, file, rest @ ..] = words.as_slice() else { continue };
        let Ok(file) = file.parse() else { continue };
        let known = told.entry(file).or_default();
        match *what {
            "written" => known.versions = rest[0].parse().expect("a number"),
            "destroying" => known.destroying = true,
            "destroyed" => known.destroyed = true,
            _ => {}
        }
    }
    told
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_killed_writer_has_lost_nothing_that_it_confirmed(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let mut chance = ChaCha20Rng::seed_from_u64(42);
    let mut all = BTreeMap::new();
    let runs = std::env::var("HEARTH_TEST_KILLS").map_or(RUNS, |runs| runs.parse().expect("a number of kills"));
    for run in 1..=runs {
        world.store.close().await.expect("closed");
        let writer = child("kill::writer_that_is_killed", &world, run).spawn().expect("started");
        // Every second time in the middle of a destruction, whose steps take a few milliseconds each.
        let (awaited, within) = if run.is_multiple_of(2) { ("destroying", 60) } else { ("written", 250) };
        let after = Duration::from_millis(chance.next_u64() % within);
        let lines =
            tokio::task::spawn_blocking(move || confirmed_until_killed(writer, awaited, after)).await.expect("killed");
        let confirmed = told(&lines);
        assert!(!confirmed.is_empty(), "run {run} confirmed nothing");
        world.open_again().await;
        for (file, said) in &confirmed {
            compare(&world, *file, said).await;
        }
        all.extend(confirmed);
    }
    let report = world
        .store
        .verify(&Verify { bodies: true, documents: true, checkpoints: Vec::new() }, |_| {})
        .await
        .expect("verified");
    assert!(report.is_sound(), "{:?}", report.findings);
    let destroyed = all.values().filter(|c| c.destroyed).count();
    println!(
        "{runs} kills, {} files confirmed, {destroyed} of them destroyed, {} entries verified",
        all.len(),
        report.entries
    );
}

async fn compare(world: &World, file: FileId, said: &Confirmed) {
    let loaded = world.store.load(file, None).await.expect("a confirmed file is there");
    if loaded.tombstone.is_some() {
        assert!(said.destroying && loaded.versions.is_empty(), "{file} was destroyed by nobody: {said:?}");
        return;
    }
    assert!(!said.destroyed, "{file} was confirmed as destroyed and lives");
    assert!(loaded.versions.len() >= said.versions, "{file} has lost a version: {said:?}");
    for v in &loaded.versions {
        assert_eq!(*v.body, format!("{file} {}", v.version).into_bytes());
    }
    for blob in world.store.blobs_of(file).await.expect("documents") {
        let content = world.store.blob_read(file, blob).await.expect("a confirmed document");
        assert_eq!(*content, format!("{file} document").into_bytes());
    }
}
