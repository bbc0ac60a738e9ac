//! With nothing in memory: a new process, and the pages of the databases not in the kernel's cache.

use std::{
    fs::File,
    process::{Command, Stdio},
    time::Duration,
};

use hearth_store::Location;

use super::{
    child,
    ground::{Ground, folder},
    load::LONG,
    measure::Times,
    table::Figure,
};
use crate::{args, output::Failed};

/// Files that are opened, each by a process of its own.
const FILES: u64 = 20;
/// The files of the databases.
const DATABASES: [&str; 4] = ["data.db", "data.db-wal", "keys.db", "keys.db-wal"];

/// The figures. They come last, because they leave the machine cold. On PostgreSQL the server keeps the pages, so there are none.
pub fn measure(ground: &Ground, bench: &args::Bench) -> Result<Vec<Figure>, Failed> {
    if matches!(ground.location, Location::Postgres { .. }) {
        return Ok(Vec::new());
    }
    let mut times = Vec::new();
    for n in 0..FILES {
        forget(bench);
        let told = child::ask(bench, &format!("open:{n}"))?;
        times.push(Duration::from_secs_f64(told.number("open_ms") / 1000.0));
    }
    let times = Times::of(times);
    let open =
        format!("p50 {:.1} ms, longest of {} {:.1} ms", times.percentile(50), times.count(), times.percentile(100));
    forget(bench);
    let start = child::ask(bench, "idle")?.number("page_ms");
    Ok(vec![
        Figure::told(
            format!("open a file of {LONG} records, cold: a new process, nothing of the database in memory"),
            open,
        ),
        Figure::told("start on existing data, cold", format!("{start:.0} ms")),
    ])
}

/// Reads the databases once, so that the figures that say warm begin warm, as far as memory reaches.
pub fn warm(bench: &args::Bench) {
    for name in DATABASES {
        if let Ok(mut file) = File::open(folder(bench).join(name)) {
            // Where it fails the first figures are colder than they say, no more.
            let _ = std::io::copy(&mut file, &mut std::io::sink());
        }
    }
}

/// Asks the kernel to keep no page of the databases, as after a restart of the machine.
fn forget(bench: &args::Bench) {
    for name in DATABASES {
        let file = folder(bench).join(name);
        if file.exists() {
            let input = format!("if={}", file.display());
            // `dd` with `nocache` and a count of 0 is the way to this from a shell; where it fails the figure is only less cold.
            let _ = Command::new("dd").args([&input, "iflag=nocache", "count=0"]).stderr(Stdio::null()).status();
        }
    }
}
