use hearth_access::{Action, Role, role::Group};
use hearth_record::{
    Digest, Flag,
    find::Term,
    ids::{FileId, PersonId},
};
use hearth_store::{Candidate, FileRow, Outcome};
use jiff::civil::Date;

use super::{
    Query,
    score::{Score, score},
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

/// How many candidates are opened, and how many of them are shown.
const OPENED: usize = 60;
const SHOWN: usize = 20;
/// How many references of one term are read: a term that half the authority has tells nothing.
const CAP: u32 = 2_000;
/// What fits worse than this is not shown.
const WORTH_SHOWING: f64 = 0.5;

/// Finds people by what was typed into the box, best first. Costs four queries and one entry of the audit, whatever the size
/// of the authority.
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
    let store = &desk.instance().store;
    let walled = passes_the_wall(desk.subject().role);
    let names = desk.instance().names(desk.authority(), walled, desk.now()).await?;
    let weighted = query.terms(|word| names.near(word));
    let mut candidates = store.best_candidates(desk.authority(), &weighted, false, CAP, OPENED).await?.found;
    if walled {
        candidates.extend(store.best_candidates(desk.authority(), &weighted, true, CAP, OPENED).await?.found);
        let weight = |candidate: &Candidate| candidate.terms.iter().map(|&n| weighted[n].1).sum::<f32>();
        candidates.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.file.cmp(&b.file)));
        candidates.truncate(OPENED);
    }
    let files: Vec<FileId> = candidates.iter().map(|candidate| candidate.file).collect();
    let (work, digests) = tokio::join!(store.work_of(&files), store.digests(&files));
    let (work, digests) = (work?, digests?);
    let mut fitting = Vec::new();
    for (row, sealed) in digests {
        let Some(candidate) = candidates.iter().find(|candidate| candidate.file == row.file) else { continue };
        let digest = Digest::from_bytes(&sealed)
            .map_err(|e| hearth_store::StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
        let matched: Vec<&Term> = candidate.terms.iter().map(|&n| &weighted[n].0).collect();
        let scored = score(query, &digest, &matched);
        if scored.score >= WORTH_SHOWING {
            fitting.push((scored, row, digest));
        }
    }
    fitting.sort_by(|(a, of_a, _), (b, of_b, _)| b.score.total_cmp(&a.score).then(of_a.file.cmp(&of_b.file)));
    // A decision costs more than a score: only those who would be shown are decided, best first.
    let permitted = |row: &FileRow| {
        let facts = facts::of(row, &work);
        desk.instance().policies.decide(desk.subject(), Action::Find, &facts, &desk.context(None)).is_permitted()
    };
    let shown = fitting.into_iter().filter(|(_, row, _)| permitted(row)).take(SHOWN);
    let mut found: Vec<Found> = shown.map(|(scored, row, digest)| told(scored, &row, digest)).collect();
    found.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.name.cmp(&b.name)).then(a.file.cmp(&b.file)));
    Ok(found)
}

fn told(scored: Score, row: &FileRow, digest: Digest) -> Found {
    Found {
        file: row.file,
        person: row.person,
        name: digest.name.whole(),
        born: digest.born,
        la_child_id: digest.la_child_id,
        flags: digest.flags,
        score: scored.score,
        why: scored.why,
    }
}

fn passes_the_wall(role: Role) -> bool {
    role.is_in(Group::Adoption)
}
