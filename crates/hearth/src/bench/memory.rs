//! Memory and start, each of a new process.

use super::{
    child::{self, UNDER_LOAD},
    measure::{self, median},
    table::Figure,
};
use crate::{args, output::Failed};

/// The figures.
pub fn measure(bench: &args::Bench, runs: u64) -> Result<Vec<Figure>, Failed> {
    let (mut start, mut opened, mut idle) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let told = child::ask(bench, "idle")?;
        start.push(told.number("page_ms"));
        opened.push(told.number("opened_ms"));
        idle.push(told.number("rss"));
    }
    let load = child::ask(bench, "load")?;
    let (start, opened, idle) = (median(start), median(opened), median(idle));
    let most = load.number("most");
    let acts = format!(
        "{:.0} a second; p50 {:.1} ms, p99 {:.1} ms, longest {:.0} ms",
        load.number("rate"),
        load.number("p50"),
        load.number("p99"),
        load.number("longest")
    );
    Ok(vec![
        Figure::told(
            format!("whole acts for {UNDER_LOAD} s, 16 people: facts, policy, load of the file, check, commit"),
            acts,
        ),
        Figure::against("memory, idle", "≤ 120 MB", format!("**{idle:.0} MB**"), idle <= 120.0),
        Figure::against("memory, the most under those acts", "≤ 500 MB", format!("**{most:.0} MB**"), most <= 500.0),
        Figure::against(
            "start on existing data, to the first list of files",
            "≤ 1 s",
            format!("**{start:.0} ms** (store and policies {opened:.0} ms)"),
            start <= 1000.0,
        ),
    ])
}

/// How busy the machine was with other things when the bench began.
pub fn shared() -> String {
    format!("load average {:.1} when it began", measure::load_average())
}
