//! Who is this: the people of a letter or a call against everybody who is known, the whole household in one pass.

use std::collections::{BTreeMap, BTreeSet};

use hearth_access::Action;
pub use hearth_practice::matching::Described;
use hearth_practice::matching::{Home, Kin, Roll};
use hearth_record::{
    Digest,
    find::{self, Term},
    ids::{FileId, PersonId},
};
use hearth_store::{FileRow, Outcome};
use jiff::civil::Date;

use super::{
    Query,
    candidates::{self, KeptBack, described, opened},
    find::Found,
    query::{Terms, Tier, WHOLE_NAME},
};
use crate::{Desk, Failure, facts};

/// Somebody known who may be the person described, with how likely it is and why.
pub type Likely = Found;

/// How many files are opened for each person described, and how many are offered.
const OPENED: usize = 80;
const OFFERED: usize = 10;
/// Who is less likely than this is not offered.
const WORTH_OFFERING: f64 = 0.02;
/// Who is less likely than this is not named as a brother or sister of somebody else.
const WORTH_NAMING: f64 = 0.5;
/// How many people an authority is taken to know: what makes an agreement of common names worth little.
const POPULATION: f64 = 200_000.0;

/// Who each of the people described may be, likeliest first; nobody where they seem to be new.
///
/// They are taken for one household: whoever of them is known together supports each other. Costs four queries and up to
/// three more for each person described (twice that for those who may pass the adoption wall), and one entry of the audit.
///
/// Files behind the adoption wall are looked for only by those who may pass it; for everybody else they are not there.
///
/// # Errors
/// What access and the store refuse.
pub async fn who_is_this(desk: &Desk, people: &[Described]) -> Result<Vec<Vec<Likely>>, Failure> {
    let permit = desk.may(Action::Search).await?;
    let likely = if people.iter().all(Described::is_empty) {
        people.iter().map(|_| Vec::new()).collect()
    } else {
        look(desk, people).await?
    };
    let shown: BTreeSet<FileId> = likely.iter().flatten().map(|likely| likely.file).collect();
    let mut entry = desk.entry("person.match", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    entry.detail = Some(detail(people, &shown));
    desk.instance().store.note(vec![entry]).await?;
    Ok(likely)
}

/// Who was asked about and who was shown, as the audit keeps it, sealed.
fn detail(people: &[Described], shown: &BTreeSet<FileId>) -> Vec<u8> {
    let asked: Vec<String> = people
        .iter()
        .map(|person| {
            let born = person.born.or(person.expected).map(|date| date.to_string()).unwrap_or_default();
            format!("{} {} {born}", person.given, person.family).trim().to_owned()
        })
        .collect();
    let shown: Vec<String> = shown.iter().map(ToString::to_string).collect();
    serde_json::json!({ "asked": asked, "shown": shown }).to_string().into_bytes()
}

/// Everything that was read for one household.
struct Read {
    /// What the terms of each person found.
    found: Vec<candidates::Found>,
    known: BTreeMap<FileId, (FileRow, Digest)>,
    /// What their families keep back.
    kept: KeptBack,
}

async fn look(desk: &Desk, people: &[Described]) -> Result<Vec<Vec<Likely>>, Failure> {
    let walled = candidates::passes_the_wall(desk.subject().role);
    let names = desk.instance().names(desk.authority(), walled, desk.now()).await?;
    let mut read = Read { found: Vec::new(), known: BTreeMap::new(), kept: KeptBack::default() };
    for person in people {
        let terms = terms(person, |word| names.spellings(word));
        read.found.push(candidates::found(desk, terms, OPENED).await?);
    }
    let files: BTreeSet<FileId> =
        read.found.iter().flat_map(|found| &found.candidates).map(|candidate| candidate.file).collect();
    let files: Vec<FileId> = files.into_iter().collect();
    let (mut digests, work) = opened(desk, &files).await?;
    let asked: Vec<Term> = read.found.iter().flat_map(|found| found.terms.clone()).collect();
    read.kept = KeptBack::of(desk, &mut digests, &asked).await?;
    let permitted = |row: &FileRow| {
        let facts = facts::of(row, &work);
        desk.instance().policies.decide(desk.subject(), Action::Find, &facts, &desk.context(None)).is_permitted()
    };
    // Before anybody is compared: a file that this reader may not find supports nobody and is nobody's match.
    read.known =
        digests.into_iter().filter(|(row, _)| permitted(row)).map(|(row, digest)| (row.file, (row, digest))).collect();
    let mut likely: Vec<Vec<Likely>> = people.iter().enumerate().map(|(n, _)| offered(people, n, &read)).collect();
    say_siblings(&mut likely, &read);
    Ok(likely)
}

/// Says of whoever is offered that their file makes them a brother or sister of somebody who is offered for another of the household.
fn say_siblings(likely: &mut [Vec<Likely>], read: &Read) {
    let sure = |offered: &Vec<Likely>| -> Vec<(PersonId, String)> {
        let worth = offered.iter().filter(|likely| likely.score >= WORTH_NAMING);
        worth.map(|likely| (likely.person, likely.name.clone())).collect()
    };
    let named: Vec<Vec<(PersonId, String)>> = likely.iter().map(sure).collect();
    for (n, offered) in likely.iter_mut().enumerate() {
        let others = || named.iter().enumerate().filter(|(m, _)| *m != n).flat_map(|(_, named)| named);
        for one in offered {
            let Some((_, digest)) = read.known.get(&one.file) else { continue };
            let called = match digest.sex {
                Some('F') => "sister",
                Some('M') => "brother",
                _ => "brother or sister",
            };
            let of: BTreeSet<&str> = others()
                .filter(|(person, _)| *person != one.person && related(read, digest, one.person, *person))
                .map(|(_, name)| name.as_str())
                .collect();
            one.why.extend(of.into_iter().map(|name| format!("{called} of {name}")));
        }
    }
}

/// Whether the file of either says that they are brothers or sisters.
fn related(read: &Read, digest: &Digest, one: PersonId, other: PersonId) -> bool {
    let says = |(row, theirs): &(FileRow, Digest)| row.person == other && theirs.siblings.contains(&one);
    digest.siblings.contains(&other) || read.known.values().any(says)
}

/// Who the `n`th of the household may be.
fn offered(people: &[Described], n: usize, read: &Read) -> Vec<Likely> {
    let asked = in_household(people, n);
    let found = &read.found[n];
    let by_person: BTreeMap<PersonId, &Digest> =
        read.known.values().map(|(row, digest)| (row.person, digest)).collect();
    let mut roll = Roll::of_population(POPULATION);
    let mut known = Vec::new();
    for candidate in &found.candidates {
        let Some((row, digest)) = read.known.get(&candidate.file) else { continue };
        let matched = candidate.terms.iter().map(|&n| &found.terms[n]);
        let mut person = described(digest, matched.filter(|term| read.kept.tells(row.file, term)));
        person.kin = digest.kin.iter().filter_map(|kin| by_person.get(kin)).map(|digest| kin(digest)).collect();
        roll.add(&person);
        known.push((row, digest));
    }
    let mut offered = Vec::new();
    for (place, (row, digest)) in (0_u32..).zip(known) {
        let Some((verdict, why)) = roll.compare(&asked, place) else { continue };
        if verdict.score >= WORTH_OFFERING {
            offered.push(Found::of(row, digest, verdict.score, why));
        }
    }
    offered.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.file.cmp(&b.file)));
    offered.truncate(OFFERED);
    offered
}

fn kin(digest: &Digest) -> Kin {
    Kin { given: digest.name.given.clone(), family: digest.name.family.clone(), born: digest.born }
}

/// A person with the others of the household beside them, and with their address where they have none of their own.
fn in_household(people: &[Described], n: usize) -> Described {
    let mut person = people[n].clone();
    for (m, other) in people.iter().enumerate().filter(|(m, _)| *m != n) {
        let _ = m;
        person.kin.push(Kin { given: other.given.clone(), family: other.family.clone(), born: other.born });
        if person.homes.is_empty() {
            person.homes.clone_from(&other.homes);
        }
    }
    person
}

/// The terms under which a person described may stand.
fn terms(person: &Described, spellings: impl Fn(&str) -> Vec<(String, f32)>) -> Terms {
    let mut names = vec![format!("{} {} {}", person.given, person.middle, person.family)];
    names.extend(person.other_names.iter().cloned());
    let mut exact: Vec<Term> = person.homes.iter().filter_map(postcode).collect();
    exact.extend(person.phones.iter().map(|phone| find::phone(phone)));
    exact.extend(person.identifiers.iter().map(|identifier| find::identifier(identifier)));
    let mut terms = Terms::default();
    for name in &names {
        terms.join(Query::of(find::words(name), person.born, exact.clone()).terms(&spellings));
    }
    if let Some(day) = person.born.or(person.expected) {
        for word in find::words(&person.family) {
            months(day).for_each(|month| terms.put(Tier::AsTyped, find::expected_in(&word, month), WHOLE_NAME));
        }
    }
    terms
}

fn postcode(home: &Home) -> Option<Term> {
    (!home.postcode.trim().is_empty()).then(|| find::postcode(&home.postcode))
}

/// The months around a birth in which the child may have been expected.
fn months(day: Date) -> impl Iterator<Item = Date> {
    [-31, 0, 31, 62, 93].into_iter().map(move |days| hearth_calendar::add_days(day, days))
}
