//! What is paid a thousand times a second: a decision, a due date, a seal, a leaf.

use hearth_access::{Policies, sample};
use hearth_calendar::Calendar;
use hearth_record::ids::{FileId, RecordId};
use hearth_store::{
    seal::{Aad, FileKey},
    tree::{Frontier, leaf_hash},
};
use jiff::civil::date;

use super::{ground::chance, measure::nanoseconds, table::Figure};
use crate::output::Failed;

/// The figures.
pub fn measure() -> Result<Vec<Figure>, Failed> {
    Ok(vec![decision()?, due_date(), seal(), tree()])
}

fn decision() -> Result<Figure, Failed> {
    let policies = Policies::load()?;
    let mut random = chance(1);
    let samples: Vec<_> = (0..512).map(|_| sample::Sample::draw(&mut random)).collect();
    let each = nanoseconds(20, || {
        std::hint::black_box(sample::decide_many(&policies, &samples, samples.len()));
    });
    Ok(Figure::told("a decision of the policies on drawn facts", format!("{:.1} µs", each / 1000.0 / 512.0)))
}

fn due_date() -> Figure {
    let calendar = Calendar::england();
    let mut days = 0;
    let each = nanoseconds(1_000_000, || {
        days = days % 60 + 1;
        std::hint::black_box(calendar.add_working_days(date(2026, 11, 20), days));
    });
    Figure::told("a due date, 1 to 60 working days on", format!("{each:.0} ns"))
}

fn seal() -> Figure {
    let mut random = chance(2);
    let key = FileKey::from_bytes(&[7; 32]);
    let place = Aad::version(FileId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]), 1, "case_note");
    let body = vec![b'x'; 600];
    let seal = nanoseconds(200_000, || drop(std::hint::black_box(key.seal(&place, &body, &mut random))));
    let sealed = key.seal(&place, &body, &mut random);
    let open = nanoseconds(200_000, || drop(std::hint::black_box(key.open(&place, &sealed))));
    Figure::told("seal and open a body of 600 bytes", format!("{seal:.0} ns and {open:.0} ns"))
}

fn tree() -> Figure {
    let mut frontier = Frontier::new();
    let leaf = leaf_hash(b"an entry of the audit");
    let each = nanoseconds(1_000_000, || drop(std::hint::black_box(frontier.push(leaf))));
    Figure::told("a leaf into the audit tree", format!("{each:.0} ns"))
}
