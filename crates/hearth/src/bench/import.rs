//! Import: a looked-after children return as CSV files, read and written by the driver that `hearth import` uses.

use std::sync::Arc;

use hearth_casework::import::{Import, Importing, run as import};
use hearth_returns::{Limits, NamedInput, ssda903};
use hearth_store::Actor;
use hearth_synth::{World, returns::Ssda903};

use super::{
    bare,
    ground::Ground,
    measure::{self, median},
    table::Figure,
};
use crate::{output::Failed, world};

/// Families whose children the return of a run is made of; those who were never looked after are not in it.
const FAMILIES: u64 = 12_000;
/// The world of the return uses every service, so that the return is long.
const CHILDREN: u32 = 4_000;
/// What the body of an imported record comes to, sealed, in bytes.
const BODY: usize = 230;

/// The figures.
pub async fn measure(ground: &Arc<Ground>, runs: u64) -> Result<Vec<Figure>, Failed> {
    let (mut rates, mut children, mut records) = (Vec::new(), 0, 0);
    for run in 0..runs {
        let inputs = written(ground, run);
        let started = measure::start();
        let tables = ssda903::read_files(inputs, &Limits::default()).map_err(|e| Failed(e.to_string()))?;
        let year = u16::try_from(year(ground)).unwrap_or(2026);
        let reading = Import::new(&tables, year);
        let by = Actor::Job("bench".to_owned());
        let importing =
            Importing { instance: &ground.instance, authority: &ground.authority, by, now: world::now(), team: None };
        let imported = import(&importing, &reading, || {}).await?;
        let seconds = started.elapsed().as_secs_f64();
        children = imported.account.children;
        records = imported.account.kinds.values().map(|kind| kind.new + kind.changed).sum();
        rates.push(measure::rate(records, seconds));
    }
    let lines = rates.iter().map(|rate| format!("{rate:.0}")).collect::<Vec<_>>().join(", ");
    let rate = median(rates);
    let measured = format!(
        "**{rate:.0} records a second** (runs: {lines}); {children} children and {records} records in the last"
    );
    let (bare, group) = bare::grouped_inserts(&ground.dir, BODY)?;
    let name = "import of an SSDA903 return as CSV: read, plan, a change and an audit entry a child";
    let limit = format!("bare insert of one row of {BODY} bytes, {group} to a transaction: {bare:.0} a second");
    Ok(vec![Figure::against(name, "≥ 15,000 records a second", measured, rate >= 15_000.0).beside(limit)])
}

/// The collection year that ended last.
fn year(ground: &Ground) -> i16 {
    let today = ground.world.today();
    if (today.month(), today.day()) > (3, 31) { today.year() } else { today.year() - 1 }
}

/// A return of children who are not in the database yet: the moment keeps two runs on one folder apart.
fn written(ground: &Ground, run: u64) -> Vec<NamedInput> {
    let world = World::new(
        ground.world.now().as_second().unsigned_abs(),
        ground.world.authority().clone(),
        ground.world.today(),
        CHILDREN,
    );
    let mut writing = Ssda903::new(&world, year(ground));
    // Numbers of children come from the place of their family, and a child number has eight digits.
    let from = 2_000_000 + (world::now().as_second().unsigned_abs() % 700 + run * 700) * FAMILIES % 10_000_000;
    for index in from..from + FAMILIES {
        writing.add(&world.family(index));
    }
    writing.files().into_iter().map(|(name, text)| NamedInput::from_text(name, text)).collect()
}
