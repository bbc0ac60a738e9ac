//! Opening a file of five hundred records.

use std::sync::Arc;

use hearth_access::Purpose;
use hearth_casework::write::file_of;
use hearth_record::ids::FileId;
use hearth_store::Location;

use super::{
    bare,
    ground::Ground,
    load::LONG,
    measure::{self, Times, median},
    table::Figure,
};
use crate::output::Failed;

/// Times that each file is opened in a run.
const ROUNDS: usize = 3;

/// The figures.
pub async fn measure(ground: &Arc<Ground>, runs: u64) -> Result<Vec<Figure>, Failed> {
    let files: Vec<FileId> = (0..ground.loaded.long_files).map(|n| ground.long_file(n)).collect();
    let (mut before, mut with) = (Vec::new(), Vec::new());
    let _ = loads(ground, &files, 1).await?;
    for _ in 0..runs {
        before.push(loads(ground, &files, ROUNDS).await?);
        with.push(opens(ground, &files, ROUNDS).await?);
    }
    let of = |runs: &[Times], percent| median(runs.iter().map(|run| run.percentile(percent)).collect());
    let (b50, b99, w50, w99) = (of(&before, 50), of(&before, 99), of(&with, 50), of(&with, 99));
    let name = |what: &str| format!("open a file of {LONG} records, {what}");
    let told = |p50, p99| format!("p50 {p50:.1} ms, **p99 {p99:.1} ms**");
    let mut figures = vec![
        Figure::against(
            name("warm, before the audit commit (load, decrypt, events)"),
            "p99 ≤ 8 ms",
            told(b50, b99),
            b99 <= 8.0,
        ),
        Figure::against(name("warm, with policy and audit commit"), "p99 ≤ 20 ms", told(w50, w99), w99 <= 20.0),
    ];
    if let Location::Sqlite { dir } = &ground.location {
        let bare = bare::versions(dir, &files)?;
        let limit =
            format!("bare read of the same rows: p50 {:.2} ms, p99 {:.2} ms", bare.percentile(50), bare.percentile(99));
        if let Some(first) = figures.first_mut() {
            first.limit = limit;
        }
    }
    Ok(figures)
}

/// Load, decrypt, records, events; nothing is written.
async fn loads(ground: &Ground, files: &[FileId], rounds: usize) -> Result<Times, Failed> {
    let mut times = Vec::new();
    for file in files.iter().cycle().take(files.len() * rounds) {
        let started = measure::start();
        let file = file_of(&ground.store.load(*file, None).await?)?;
        std::hint::black_box(file.events());
        times.push(started.elapsed());
    }
    Ok(Times::of(times))
}

/// As a page opens it: facts, policy, load, audit, events.
async fn opens(ground: &Ground, files: &[FileId], rounds: usize) -> Result<Times, Failed> {
    let mut times = Vec::new();
    for file in files.iter().cycle().take(files.len() * rounds) {
        let started = measure::start();
        open_once(ground, *file).await?;
        times.push(started.elapsed());
    }
    Ok(Times::of(times))
}

/// Opens one file and makes its timeline.
pub async fn open_once(ground: &Ground, file: FileId) -> Result<(), Failed> {
    let view = ground.desk().open(file, Some(Purpose::FrontDoorCheck), None).await?;
    std::hint::black_box(view.timeline(&hearth_casework::TimelineFilter::default()));
    Ok(())
}
