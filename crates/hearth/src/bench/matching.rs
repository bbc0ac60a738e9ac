//! Matching people in memory: one at a time against a register, and a register against itself.
//!
//! The lists are those of `hearth synth people`, so that the truth is known; they go through the columns of `hearth match`.

use std::collections::{HashMap, HashSet};

use hearth_practice::matching::{Described, Roll};
use hearth_synth::truth::Lists;

use super::{
    measure::{self, Times},
    table::Figure,
};
use crate::{commands::match_lists::described, output::Failed, world};

/// How many are asked about, one at a time.
const ASKED: usize = 4_000;
/// Below this no pair of a register is told.
const LEAST: f64 = 0.01;

/// The figures, for a register of so many people.
pub fn measure(people: u32) -> Result<Vec<Figure>, Failed> {
    let lists = Lists::of(1, hearth_calendar::london_date(world::now()), people);
    Ok(vec![asked(&lists)?, swept(&lists)?])
}

/// A list in memory, with the place of each id.
fn roll(text: &str) -> Result<(Roll, HashMap<String, u32>), Failed> {
    let (mut roll, mut places) = (Roll::new(), HashMap::new());
    described(text.as_bytes(), |id, described: &Described| {
        places.insert(id.to_owned(), roll.add(described));
    })?;
    roll.settle();
    Ok((roll, places))
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().skip(1).filter_map(|line| line.split_once(','))
}

fn asked(lists: &Lists) -> Result<Figure, Failed> {
    let (mut roll, places) = roll(&lists.a)?;
    let truth: HashMap<&str, u32> = pairs(&lists.truth).map(|(a, b)| (b, places[a])).collect();
    let across: HashSet<(u32, &str)> = pairs(&lists.walls).map(|(a, b)| (places[a], b)).collect();
    let each = (truth.len() / ASKED).max(1);
    let (mut times, mut first, mut ten, mut of, mut walls, mut n) = (Vec::new(), 0, 0, 0, 0_u64, 0);
    described(lists.b.as_bytes(), |id, described| {
        n += 1;
        let at_wall = !described.wall.is_empty();
        if n % each != 0 && !at_wall {
            return;
        }
        let started = measure::start();
        let likely = roll.likeliest(described, 10, 0.0);
        times.push(started.elapsed());
        walls += likely.iter().filter(|likely| across.contains(&(likely.place, id))).count() as u64;
        if let Some(place) = truth.get(id) {
            of += 1;
            let found = likely.iter().position(|likely| likely.place == *place);
            first += u32::from(found == Some(0));
            ten += u32::from(found.is_some());
        }
    })?;
    let times = Times::of(times);
    let share = |n: u32| f64::from(n) * 100.0 / f64::from(of.max(1));
    let (first, ten, p95) = (share(first), share(ten), times.percentile(95));
    let measured = format!(
        "first place **{first:.1} %**, first ten **{ten:.1} %**, p95 **{p95:.1} ms**, across the wall **{walls}** (of {of} asked)"
    );
    let met = first >= 95.0 && ten >= 99.0 && p95 <= 10.0 && walls == 0;
    let name = format!("matching one person against {} in memory", roll.len());
    Ok(Figure::against(name, "≥ 95 %, ≥ 99 %, ≤ 10 ms, 0", measured, met))
}

fn swept(lists: &Lists) -> Result<Figure, Failed> {
    let before = measure::processor();
    let (mut roll, places) = roll(&lists.doubles)?;
    let found = roll.doubles(None, LEAST);
    let seconds = measure::processor() - before;
    let truth: HashSet<(u32, u32)> =
        pairs(&lists.doubles_truth).map(|(a, b)| (places[a].min(places[b]), places[a].max(places[b]))).collect();
    let mut scored: Vec<(f64, bool)> =
        found.iter().map(|pair| (pair.score, truth.contains(&(pair.a, pair.b)))).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    let f1 = best_f1(&scored, truth.len());
    let name = format!("a sweep of {} people for doubles, from CSV to pairs", roll.len());
    let measured = format!("**{seconds:.1} s** of CPU, F1 **{f1:.3}**");
    Ok(Figure::against(name, "≤ 10 s, ≥ 0.92", measured, seconds <= 10.0 && f1 >= 0.92))
}

/// The best F1 over all thresholds; pairs of one score stand or fall together.
fn best_f1(scored: &[(f64, bool)], all: usize) -> f64 {
    let float = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let (mut best, mut told, mut right) = (0.0_f64, 0_usize, 0_usize);
    for block in scored.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        told += block.len();
        right += block.iter().filter(|(_, right)| *right).count();
        best = best.max(2.0 * float(right) / float(told + all));
    }
    best
}
