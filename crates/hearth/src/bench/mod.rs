//! `hearth bench`: the figures of docs/performance.md, measured on this machine.
//!
//! One file a figure. Everything goes through the store and the acts that the pages use; beside it stands what the engine
//! alone does with the same bytes.

mod bare;
mod candidates;
mod child;
mod clocks;
mod cold;
mod commits;
mod disposal;
mod governance;
mod ground;
mod import;
mod kill;
mod load;
mod matching;
mod measure;
mod memory;
mod opening;
mod pages;
mod provider_workbook;
mod returns;
mod small;
mod table;

use std::sync::Arc;

use hearth_store::Location;

use crate::{
    args,
    output::{Done, Failed},
    world,
};
use ground::Ground;
use table::Figure;

/// Runs of which the median is told.
const RUNS: u64 = 5;

/// The parts, as `--only` names them.
const PARTS: [&str; 13] = [
    "memory",
    "open",
    "clocks",
    "find",
    "pages",
    "governance",
    "commits",
    "import",
    "small",
    "cold",
    "kill",
    "match",
    "returns",
];

/// Loads what is not loaded yet, measures, prints.
pub async fn run(bench: args::Bench) -> Result<Done, Failed> {
    if let Some(task) = &bench.child {
        return child::run(&bench, task).await;
    }
    let only = bench.only.as_deref();
    if let Some(only) = only
        && !PARTS.contains(&only)
    {
        return Err(Failed(format!("there is no part `{only}`; there are {}", PARTS.join(", "))));
    }
    let wanted = |part: &str| only.is_none_or(|only| only == part);
    if let Some(part @ ("match" | "returns")) = only {
        // They need no database.
        let figures = match part {
            "match" => progress(part, matching::measure(bench.people))?,
            _ => progress(part, returns::measure(RUNS))?,
        };
        let met = figures.iter().all(|figure| figure.met != Some(false));
        table::print(&[("Machine", machine())], &figures, bench.format);
        return Ok(if met { Done::Well } else { Done::Findings });
    }
    let shared = memory::shared();
    let ground = ready(&bench).await?;
    let mut setting = setting(&ground);
    setting.push(("Shared", shared));
    let mut figures = Vec::new();
    cold::warm(&bench);
    if wanted("memory") {
        // First and alone: the other processes share the database with nobody.
        figures.extend(progress("memory", memory::measure(&bench, RUNS))?);
    }
    let ground = Arc::new(ground);
    if wanted("open") {
        figures.extend(progress("open", opening::measure(&ground, RUNS).await)?);
    }
    if wanted("clocks") {
        figures.extend(progress("clocks", clocks::measure(&ground).await)?);
    }
    if wanted("find") {
        figures.extend(progress("find", candidates::measure(&ground, RUNS).await)?);
    }
    if wanted("pages") {
        figures.extend(progress("pages", pages::measure(&ground, RUNS).await)?);
    }
    if wanted("governance") {
        figures.extend(
            governance::measure(&ground, RUNS).await.map_err(|e| Failed(format!("measuring governance: {e}")))?,
        );
    }
    if wanted("commits") {
        figures.extend(progress("commits", commits::measure(&ground, RUNS).await)?);
    }
    if wanted("import") {
        figures.extend(progress("import", import::measure(&ground, RUNS).await)?);
    }
    if wanted("small") {
        figures.extend(progress("small", small::measure())?);
    }
    if wanted("match") {
        figures.extend(progress("match", matching::measure(bench.people))?);
    }
    if wanted("returns") {
        figures.extend(progress("returns", returns::measure(RUNS))?);
    }
    ground.store.close().await?;
    if wanted("cold") {
        figures.extend(progress("cold", cold::measure(&ground, &bench))?);
    }
    if wanted("kill") {
        figures.extend(progress("kill", kill::measure(&bench).await)?);
    }
    let met = figures.iter().all(|figure| figure.met != Some(false));
    table::print(&setting, &figures, bench.format);
    Ok(if met { Done::Well } else { Done::Findings })
}

/// Tells on standard error what was measured, so that a long run shows how far it is.
fn progress(part: &str, figures: Result<Vec<Figure>, Failed>) -> Result<Vec<Figure>, Failed> {
    let figures = figures.map_err(|error| Failed(format!("measuring {part}: {error}")))?;
    figures.iter().for_each(tell);
    Ok(figures)
}

/// Tells one figure on standard error.
fn tell(figure: &Figure) {
    let against: Vec<&str> =
        [&figure.target, &figure.limit].into_iter().map(String::as_str).filter(|s| !s.is_empty()).collect();
    eprintln!("{}: {} ({})", figure.what, figure.measured, against.join("; "));
}

/// The database: as it was left by an earlier bench, or loaded now.
async fn ready(bench: &args::Bench) -> Result<Ground, Failed> {
    if let Some(ground) = Ground::open(bench).await? {
        if bench.people > 0 && ground.loaded.people < u64::from(bench.people) {
            let (is, asked) = (ground.loaded.people, bench.people);
            return Err(Failed(format!(
                "the database in {} holds {is} people and not {asked}; give another with --data, or --people {is}",
                ground.dir.display()
            )));
        }
        return Ok(ground);
    }
    let ground = load::load(Ground::create(bench).await?, bench.people.into()).await?;
    let loaded = &ground.loaded;
    eprintln!("loaded {} people, {} records in {:.0} s", loaded.people, loaded.records, loaded.seconds);
    // Measured from a start, not from what the load left in memory.
    ground.store.close().await?;
    Ground::open(bench).await?.ok_or_else(|| Failed::new("the database that was loaded is gone"))
}

fn setting(ground: &Ground) -> Vec<(&'static str, String)> {
    let loaded = &ground.loaded;
    let rate = |n: u64| measure::rate(n, loaded.seconds);
    let engine = match &ground.location {
        Location::Sqlite { .. } => format!("SQLite {}, WAL, `synchronous=FULL`", rusqlite::version()),
        Location::Postgres { .. } => "PostgreSQL, its own `synchronous_commit`".to_owned(),
    };
    vec![
        ("Machine", machine()),
        ("Engine", engine),
        (
            "People",
            format!(
                "{} with {} records, and {} files of {} records",
                loaded.people,
                loaded.records,
                loaded.long_files,
                load::LONG
            ),
        ),
        (
            "Load",
            format!(
                "{:.0} s: {:.0} people and {:.0} records a second",
                loaded.seconds,
                rate(loaded.people),
                rate(loaded.records)
            ),
        ),
        ("Day", hearth_calendar::london_date(world::now()).to_string()),
        ("Runs", format!("medians of {RUNS}, where a run can be repeated")),
    ]
}

/// Processor, cores and memory, as the kernel tells them.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let after = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    };
    let cpu = after(&read("/proc/cpuinfo"), "model name").unwrap_or_else(|| "a processor without a name".to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kib: u64 = after(&read("/proc/meminfo"), "MemTotal")
        .and_then(|value| value.strip_suffix(" kB")?.trim().parse().ok())
        .unwrap_or(0);
    format!("{cores} cores of {cpu}, {} GiB", kib / 1024 / 1024)
}
