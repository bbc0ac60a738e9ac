//! Kill −9 under load: whatever was acknowledged is there after a restart, and the ledger verifies.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    path::PathBuf,
    process::Child,
    time::Duration,
};

use hearth_record::{
    FileType,
    ids::{AuthorityId, FileId, PersonId, RecordId},
};
use hearth_store::{Change, FileFlags, NewFile, NewVersion, Revision, Store, verify::Verify};
use rand_core::Rng;
use tokio::task::JoinSet;

use super::{child, ground, measure, table::Figure};
use crate::{
    args,
    output::{Done, Failed, disk},
    place::Known,
    world,
};

/// Writers in the process that is killed.
const WRITERS: u64 = 16;
/// The longest that a process lives after its first acknowledgement, in milliseconds.
const LONGEST: u64 = 400;

fn folder(bench: &args::Bench) -> PathBuf {
    ground::folder(bench).join("killed")
}

fn council() -> Result<AuthorityId, Failed> {
    Ok(AuthorityId::new("sefton")?)
}

/// The figure: so many runs, each killed at a moment that nobody chose.
pub async fn measure(bench: &args::Bench) -> Result<Vec<Figure>, Failed> {
    if bench.kills == 0 {
        return Ok(Vec::new());
    }
    let dir = folder(bench);
    if dir.exists() {
        std::fs::remove_dir_all(&dir).map_err(disk("emptying the folder", &dir))?;
    }
    let known = Known::in_folder(&dir)?;
    known.create(&[council()?]).await?.close().await?;
    let started = measure::start();
    let mut random = ground::chance(started.elapsed().subsec_nanos().into());
    let mut acknowledged: BTreeMap<FileId, u32> = BTreeMap::new();
    let (mut missing, mut findings, mut entries) = (0, 0, 0);
    for run in 1..=bench.kills {
        let process = child::command(bench, &format!("kill:{run}"))?
            .spawn()
            .map_err(|e| Failed(format!("the process to be killed could not be started: {e}")))?;
        let after = Duration::from_millis(random.next_u64() % LONGEST);
        let told = tokio::task::spawn_blocking(move || until_killed(process, after)).await;
        let told = told.map_err(|e| Failed(format!("run {run}: {e}")))??;
        let store = known.open().await?;
        for (file, version) in &told {
            let held = store.load(*file, None).await.map_or(0, |loaded| loaded.versions.len());
            missing += u64::from((held as u64) < u64::from(*version));
        }
        acknowledged.extend(told);
        let thorough = run == bench.kills;
        let report = store.verify(&Verify { bodies: thorough, ..Verify::default() }, |_| {}).await?;
        findings += report.findings.len();
        entries = report.entries;
        store.close().await?;
        if run.is_multiple_of(20) {
            eprintln!("{run} of {} kills, {entries} entries verified", bench.kills);
        }
    }
    let (kills, files) = (bench.kills, acknowledged.len());
    let measured = format!(
        "{kills} kills in {:.0} s: {files} files acknowledged, **{missing} missing**; {entries} entries verified, **{findings} findings**",
        started.elapsed().as_secs_f64()
    );
    let name = format!("kill −9 within {LONGEST} ms, {WRITERS} writers, SQLite `synchronous=FULL`");
    let well = missing == 0 && findings == 0 && kills >= 200;
    Ok(vec![Figure::against(name, "≥ 200 runs, nothing missing, ledger sound", measured, well)])
}

/// Lets the process go on for a while after its first acknowledgement, kills it, and gives all that it acknowledged.
fn until_killed(mut process: Child, after: Duration) -> Result<BTreeMap<FileId, u32>, Failed> {
    let output = process.stdout.take().ok_or_else(|| Failed::new("the process has no output"))?;
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let mut told = BTreeMap::new();
    let mut take = |line: &str| {
        let (file, version) = line.split_once(' ')?;
        let version: u32 = version.parse().ok()?;
        let known = told.entry(file.parse().ok()?).or_insert(0);
        *known = version.max(*known);
        Some(())
    };
    if lines.next().and_then(|line| take(&line)).is_none() {
        let _ = process.kill();
        return Err(Failed::new("the process ended before it acknowledged anything"));
    }
    let killer = std::thread::spawn(move || {
        std::thread::sleep(after);
        // SIGKILL on Unix.
        let _ = process.kill();
        process.wait()
    });
    for line in lines {
        // A line that was cut off by the kill is none.
        let _ = take(&line);
    }
    let _ = killer.join();
    Ok(told)
}

/// The child: writes until it is killed, and prints a line for each acknowledgement.
pub async fn write_on(bench: &args::Bench, run: u64) -> Result<Done, Failed> {
    let store = Known::in_folder(&folder(bench))?.open().await?;
    let mut tasks = JoinSet::new();
    for writer in 0..WRITERS {
        tasks.spawn(writing(store.clone(), run * WRITERS + writer));
    }
    while let Some(done) = tasks.join_next().await {
        done.map_err(|e| Failed(e.to_string()))??;
    }
    Ok(Done::Well)
}

/// A new file with a record, then a second version of it, again and again.
async fn writing(store: Store, stream: u64) -> Result<(), Failed> {
    let mut random = ground::chance(stream << 20);
    let authority = council()?;
    loop {
        let at = world::now();
        let (file, record) = (FileId::new(at, &mut random), RecordId::new(at, &mut random));
        for number in 1..=2 {
            let mut change = Change::new(authority.clone(), at);
            if number == 1 {
                let person = PersonId::new(at, &mut random);
                change.new_files.push(NewFile { file, person, file_type: FileType::Care, flags: FileFlags::default() });
            } else {
                change.reads.push((file, Revision(1)));
            }
            let body = format!("{file} {number}").into_bytes();
            change.versions.push(NewVersion {
                file,
                record,
                version: number,
                kind: "case_note".to_owned(),
                body,
                import_key: None,
            });
            change.digests.push((file, b"digest".to_vec()));
            change.entries.push(entry(&authority, file, at, &mut random));
            store.commit(change).await?;
            // One write a line, so that a killed process never acknowledges half of one.
            let line = format!("{file} {number}\n");
            std::io::stdout().write_all(line.as_bytes()).map_err(|e| Failed(e.to_string()))?;
        }
    }
}

fn entry(
    authority: &AuthorityId,
    file: FileId,
    at: jiff::Timestamp,
    random: &mut rand_chacha::ChaCha20Rng,
) -> hearth_store::Entry {
    hearth_store::Entry {
        id: hearth_record::ids::EntryId::new(at, random),
        at,
        actor: hearth_store::Actor::Job("bench".to_owned()),
        authority: authority.clone(),
        purpose: "measurement".to_owned(),
        action: "record.add",
        file: Some(file),
        record: None,
        outcome: hearth_store::Outcome::Done,
        count: 0,
        detail: None,
    }
}
