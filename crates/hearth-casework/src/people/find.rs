use std::collections::HashMap;

use hearth_access::Action;
use hearth_practice::matching::{Fit, Roll};
use hearth_record::{
    Digest, Flag,
    find::{self, TermKind},
    ids::{FileId, PersonId},
};
use hearth_store::{FileRow, Outcome};
use jiff::civil::Date;

use super::{
    Query,
    candidates::{self, KeptBack},
};
use crate::{Desk, Failure, facts};

/// Somebody who was found: what a list may show of them.
pub struct Found {
    /// The file.
    pub file: FileId,
    /// The person.
    pub person: PersonId,
    /// The name they go by now.
    pub name: String,
    /// The date of birth, or the expected one.
    pub born: Option<Date>,
    /// The local identifier.
    pub la_child_id: Option<String>,
    /// What stands over the file.
    pub flags: Vec<Flag>,
    /// How well they fit, from 0 to 1.
    pub score: f64,
    /// Why they were found, in words.
    pub why: Vec<String>,
}

impl Found {
    /// What a list may show of a file.
    pub(super) fn of(row: &FileRow, digest: &Digest, score: f64, why: Vec<String>) -> Self {
        Self {
            file: row.file,
            person: row.person,
            name: digest.name.whole(),
            born: digest.born,
            la_child_id: digest.la_child_id.clone(),
            flags: digest.flags.clone(),
            score,
            why,
        }
    }
}

/// How many candidates are opened, and how many of them are shown.
const OPENED: usize = 60;
const SHOWN: usize = 20;
/// What fits worse than this is not shown.
const WORTH_SHOWING: f64 = 0.2;
/// How many people an authority is taken to know. It puts nobody in another order; scores are shares here.
const POPULATION: f64 = 200_000.0;
/// What each word of a name takes away that nobody asked for, so that the whole name comes first.
const EXTRA_WORD: f64 = 0.004;

/// Finds people by what was typed into the box, best first. Costs four queries, up to six where the name as
/// typed finds few, up to two more where a postcode was typed, one more for each twenty who may not be shown, and one entry of the audit, whatever the size of the
/// authority.
///
/// Files behind the adoption wall are looked for only by those who may pass it; for everybody else they are not there.
///
/// # Errors
/// What access and the store refuse.
pub async fn find(desk: &Desk, text: &str) -> Result<Vec<Found>, Failure> {
    let permit = desk.may(Action::Search).await?;
    let query = Query::read(text);
    let found = if query.is_empty() { Vec::new() } else { look(desk, &query).await? };
    let mut entry = desk.entry("person.search", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    entry.detail = Some(detail(text, &found));
    desk.instance().store.note(vec![entry]).await?;
    Ok(found)
}

/// The search as the audit keeps it, sealed: who could have been seen can be answered later.
fn detail(text: &str, found: &[Found]) -> Vec<u8> {
    let files: Vec<String> = found.iter().map(|found| found.file.to_string()).collect();
    serde_json::json!({ "searched": text, "shown": files }).to_string().into_bytes()
}

async fn look(desk: &Desk, query: &Query) -> Result<Vec<Found>, Failure> {
    let walled = candidates::passes_the_wall(desk.subject().role);
    let names = desk.instance().names(desk.authority(), walled, desk.now()).await?;
    let found = candidates::found(desk, query.terms(|word| names.spellings(word)), OPENED).await?;
    let files: Vec<FileId> = found.candidates.iter().map(|candidate| candidate.file).collect();
    let mut opened = candidates::digests(desk, &files).await?;
    // Where nobody asked for a postcode none is compared.
    let by_place = found.terms.iter().any(|term| term.kind == TermKind::Postcode);
    let kept = if by_place { KeptBack::of(desk, &mut opened, &found.terms).await? } else { KeptBack::default() };
    let mut fitting = fitting(query, &found, opened, &kept);
    fitting.sort_by(|(a, of_a, _), (b, of_b, _)| b.share.total_cmp(&a.share).then(of_a.file.cmp(&of_b.file)));
    // Who may see a file costs more than how well it fits: only those who would be shown are decided, best first.
    let mut found: Vec<Found> = Vec::new();
    let mut fitting = fitting.into_iter().peekable();
    while found.len() < SHOWN && fitting.peek().is_some() {
        let next: Vec<_> = fitting.by_ref().take(SHOWN).collect();
        found.extend(permitted(desk, next).await?);
    }
    found.truncate(SHOWN);
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)).then(a.file.cmp(&b.file)));
    Ok(found)
}

/// Those of them whom who asks may find. One query.
async fn permitted(desk: &Desk, fitting: Vec<(Fit, FileRow, Digest)>) -> Result<Vec<Found>, Failure> {
    let files: Vec<FileId> = fitting.iter().map(|(_, row, _)| row.file).collect();
    let work = desk.instance().store.work_of(&files).await?;
    let may = |row: &FileRow| {
        let facts = facts::of(row, &work);
        desk.instance().policies.decide(desk.subject(), Action::Find, &facts, &desk.context(None)).is_permitted()
    };
    let found = fitting.into_iter().filter(|(_, row, _)| may(row));
    Ok(found.map(|(fit, row, digest)| Found::of(&row, &digest, fit.share, fit.why)).collect())
}

/// Those of the opened files who are worth showing.
fn fitting(
    query: &Query,
    found: &candidates::Found,
    opened: Vec<(FileRow, Digest)>,
    kept: &KeptBack,
) -> Vec<(Fit, FileRow, Digest)> {
    let terms_of: HashMap<FileId, &[usize]> =
        found.candidates.iter().map(|candidate| (candidate.file, &candidate.terms[..])).collect();
    let mut roll = Roll::of_population(POPULATION);
    for (row, digest) in &opened {
        let matched = terms_of.get(&row.file).into_iter().copied().flatten().map(|&n| &found.terms[n]);
        roll.add(&candidates::described(digest, matched.filter(|term| kept.tells(row.file, term))));
    }
    let mut fitting = Vec::new();
    for (mut fit, (row, digest)) in roll.fits(&query.readings()).into_iter().zip(opened) {
        fit.share = (fit.share - EXTRA_WORD * extra(query, &digest)).max(0.0);
        if fit.share >= WORTH_SHOWING {
            fitting.push((fit, row, digest));
        }
    }
    fitting
}

/// How many words of a name nobody asked for.
fn extra(query: &Query, digest: &Digest) -> f64 {
    let words = find::words(&digest.name.whole()).len();
    u32::try_from(words.saturating_sub(query.words.len()).min(4)).map_or(0.0, f64::from)
}
