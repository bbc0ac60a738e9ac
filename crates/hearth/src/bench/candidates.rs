//! Finding people by what somebody types, as the search page does it.

use std::sync::Arc;

use hearth_casework::people::{Found, find};
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
pub enum Sort {
    Exact,
    Typo,
    Swapped,
    Born,
}

pub const SORTS: [(Sort, &str); 4] = [
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
    let mut ten = (0, 0);
    let mut all: Vec<Vec<std::time::Duration>> = vec![Vec::new(); usize::try_from(runs).unwrap_or(1)];
    for (sort, words) in SORTS {
        let (mut p50, mut p99, mut seen) = (Vec::new(), Vec::new(), Seen::default());
        for (run, kept) in (0..runs).zip(&mut all) {
            let mut times = Vec::new();
            for n in 0..SEARCHES {
                let (text, person, name) = query(ground, sort, run * SEARCHES + n);
                let started = measure::start();
                let found = find(&desk, &text).await?;
                times.push(started.elapsed());
                seen.count(&found, person, &name);
            }
            kept.extend(&times);
            let times = Times::of(times);
            p50.push(times.percentile(50));
            p99.push(times.percentile(99));
        }
        if !matches!(sort, Sort::Born) {
            ten = (ten.0 + seen.ten + seen.tied, ten.1 + seen.of);
        }
        let measured = format!("p50 {:.1} ms, p99 {:.1} ms; {seen}", median(p50), median(p99));
        figures.push(Figure::told(format!("— {words}"), measured));
    }
    let runs: Vec<Times> = all.into_iter().map(Times::of).collect();
    let of = |percent| median(runs.iter().map(|run| run.percentile(percent)).collect());
    let (p50, p99) = (of(50), of(99));
    let name = "candidates for a person from the blind index, opened, decided, scored, audited";
    let measured = format!(
        "**p50 {p50:.1} ms, p99 {p99:.1} ms**; the first search after a start {first:.0} ms (it reads the names in use)"
    );
    let mut figure = Figure::against(name, "p50 ≤ 8 ms, p99 ≤ 40 ms", measured, p50 <= 8.0 && p99 <= 40.0);
    if let Location::Sqlite { dir } = &ground.location {
        let files = |n: u64| -> Vec<FileId> { (0..DIGESTS).map(|m| ground.somebody(n * DIGESTS + m)).collect() };
        let searches: Vec<Vec<FileId>> = (0..100).map(files).collect();
        let bare = bare::candidates(dir, &searches, TOKENS)?;
        let (b50, b99) = (bare.percentile(50), bare.percentile(99));
        figure = figure
            .beside(format!("bare read of {TOKENS} tokens and {DIGESTS} digests: p50 {b50:.2} ms, p99 {b99:.2} ms"));
    }
    figures.insert(0, figure);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred searches")]
    let share = ten.0 as f64 * 100.0 / ten.1.max(1) as f64;
    let name = "by name alone, the one meant among the first ten, exact ties apart";
    figures.push(Figure::against(name, "≥ 95 %", format!("**{share:.1} %**"), share >= 95.0));
    Ok(figures)
}

/// Where the one meant was found.
#[derive(Default)]
struct Seen {
    of: u64,
    /// First of all, among the first ten, shown at all.
    first: u64,
    ten: u64,
    shown: u64,
    /// Not among the first ten, which hold somebody of exactly the same name: nothing that was typed tells the two apart.
    tied: u64,
}

impl Seen {
    fn count(&mut self, found: &[Found], person: PersonId, name: &str) {
        self.of += 1;
        let place = found.iter().position(|found| found.person == person);
        self.first += u64::from(place == Some(0));
        self.shown += u64::from(place.is_some());
        if place.is_some_and(|place| place < 10) {
            self.ten += 1;
        } else {
            self.tied += u64::from(found.iter().take(10).any(|found| words(&found.name) == words(name)));
        }
    }
}

impl std::fmt::Display for Seen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let share = |n: u64| n * 100 / self.of.max(1);
        write!(f, "the one meant first in {} %, among ten in {} %", share(self.first), share(self.ten))?;
        write!(f, ", with exact ties {} %, shown in {} %", share(self.ten + self.tied), share(self.shown))
    }
}

/// The words of a name in any order.
fn words(name: &str) -> Vec<String> {
    let mut words = hearth_record::find::words(name);
    words.sort_unstable();
    words
}

/// What is typed, who is meant, and how they are called.
pub fn query(ground: &Ground, sort: Sort, n: u64) -> (String, PersonId, String) {
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
    (text, person.id, person.name())
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
