//! Finding people by what somebody types, as the search page does it.

use std::sync::Arc;

use hearth_casework::people::find;
use hearth_record::ids::{FileId, PersonId};
use hearth_store::Location;
use rand_core::Rng;

use super::{
    bare,
    ground::{Ground, chance},
    measure::{self, Times, median},
    table::Figure,
};
use crate::output::Failed;

/// Searches of each sort in a run.
const SEARCHES: u64 = 100;
/// Tokens that a search asks for, and digests that it opens, in the bare measurement.
const TOKENS: usize = 12;
const DIGESTS: u64 = 60;

/// How somebody searches.
#[derive(Clone, Copy)]
enum Sort {
    Exact,
    Typo,
    Swapped,
    Born,
}

const SORTS: [(Sort, &str); 4] = [
    (Sort::Exact, "both names right"),
    (Sort::Typo, "one letter wrong"),
    (Sort::Swapped, "two letters swapped"),
    (Sort::Born, "last name and date of birth"),
];

/// The figures.
pub async fn measure(ground: &Arc<Ground>, runs: u64) -> Result<Vec<Figure>, Failed> {
    let desk = ground.desk();
    let started = measure::start();
    find(&desk, "Somebody Unheardof").await?;
    let first = started.elapsed().as_secs_f64() * 1000.0;
    let mut figures = Vec::new();
    let mut all: Vec<Vec<std::time::Duration>> = vec![Vec::new(); usize::try_from(runs).unwrap_or(1)];
    for (sort, words) in SORTS {
        let (mut p50, mut p99, mut seen) = (Vec::new(), Vec::new(), 0);
        for (run, kept) in (0..runs).zip(&mut all) {
            let mut times = Vec::new();
            for n in 0..SEARCHES {
                let (text, person) = query(ground, sort, run * SEARCHES + n);
                let started = measure::start();
                let found = find(&desk, &text).await?;
                times.push(started.elapsed());
                seen += u64::from(found.iter().any(|found| found.person == person));
            }
            kept.extend(&times);
            let times = Times::of(times);
            p50.push(times.percentile(50));
            p99.push(times.percentile(99));
        }
        let share = seen * 100 / (runs * SEARCHES);
        let measured =
            format!("p50 {:.1} ms, p99 {:.1} ms; the one meant is shown in {share} %", median(p50), median(p99));
        figures.push(Figure::told(format!("— {words}"), measured));
    }
    let runs: Vec<Times> = all.into_iter().map(Times::of).collect();
    let of = |percent| median(runs.iter().map(|run| run.percentile(percent)).collect());
    let (p50, p99) = (of(50), of(99));
    let name = "candidates for a person from the blind index, opened, decided, scored, audited";
    let measured = format!(
        "**p50 {p50:.1} ms, p99 {p99:.1} ms**; the first search after a start {first:.0} ms (it reads the names in use)"
    );
    let mut figure = Figure::against(name, "p50 ≤ 5 ms, p99 ≤ 30 ms", measured, p50 <= 5.0 && p99 <= 30.0);
    if let Location::Sqlite { dir } = &ground.location {
        let files = |n: u64| -> Vec<FileId> { (0..DIGESTS).map(|m| ground.somebody(n * DIGESTS + m)).collect() };
        let searches: Vec<Vec<FileId>> = (0..100).map(files).collect();
        let bare = bare::candidates(dir, &searches, TOKENS)?;
        let (b50, b99) = (bare.percentile(50), bare.percentile(99));
        figure = figure
            .beside(format!("bare read of {TOKENS} tokens and {DIGESTS} digests: p50 {b50:.2} ms, p99 {b99:.2} ms"));
    }
    figures.insert(0, figure);
    Ok(figures)
}

/// What is typed, and who is meant.
fn query(ground: &Ground, sort: Sort, n: u64) -> (String, PersonId) {
    let family = ground.world.family(ground.somewhere(n * 7 + sort as u64));
    let mut random = chance(n);
    let mut below = |limit: usize| random.next_u32() as usize % limit.max(1);
    let person = &family.people[below(family.people.len())];
    let text = match sort {
        Sort::Exact => format!("{} {}", person.forename, person.surname),
        Sort::Typo => format!("{} {}", person.forename, wrong(&person.surname, below(100))),
        Sort::Swapped => format!("{} {}", person.forename, swapped(&person.surname, below(100))),
        Sort::Born => format!("{} {}", person.surname, person.birth.day()),
    };
    (text, person.id)
}

/// The name with one letter after the first replaced.
fn wrong(name: &str, at: usize) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let place = 1 + at % letters.len().saturating_sub(1).max(1);
    if let Some(letter) = letters.get_mut(place) {
        *letter = if *letter == 'e' { 'a' } else { 'e' };
    }
    letters.into_iter().collect()
}

/// The name with two neighbours after the first letter swapped.
fn swapped(name: &str, at: usize) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    if letters.len() > 3 {
        let place = 1 + at % (letters.len() - 2);
        letters.swap(place, place + 1);
    }
    letters.into_iter().collect()
}
