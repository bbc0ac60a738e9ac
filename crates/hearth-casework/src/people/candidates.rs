//! From terms to opened digests: who may be meant, before anybody is compared.

use std::{collections::BTreeSet, ops::Range};

use hearth_access::{Role, role::Group};
use hearth_practice::matching::{Described, Home, Sex};
use hearth_record::{
    Digest, Flag,
    find::{self, Term, TermKind},
    ids::FileId,
};
use hearth_store::{Candidate, FileRow, StoreError, WorkRow};

use super::{
    kept,
    query::{Terms, WHOLE_NAME},
};
use crate::{Desk, Failure};

/// How many references of one term are read: a term that half the authority has tells nothing.
const CAP: u32 = 2_000;

/// So many who bear the very name make it needless to look for other spellings; so many at all, for single words.
const ENOUGH: usize = 20;

/// How many more files a look takes than are kept at last: what one tier ranks low, the next can lift.
const WIDER: usize = 10;

/// What a search found in the index.
pub(super) struct Found {
    /// The terms that were looked for.
    pub terms: Vec<Term>,
    /// The files, those whose terms weigh most first, with the places of their terms.
    pub candidates: Vec<Candidate>,
}

/// The files that the terms find, at most so many. One query, up to three where the first find few; twice as many for those
/// who may pass the adoption wall: the index behind it has another key, and for everybody else nobody is there.
pub(super) async fn found(desk: &Desk, terms: Terms, most: usize) -> Result<Found, Failure> {
    let (weighted, ends) = terms.in_order();
    let weight = |candidate: &Candidate| candidate.terms.iter().map(|&n| weighted[n].1).sum::<f32>();
    let (mut found, mut from) = (Vec::new(), 0);
    for (tier, to) in ends.into_iter().enumerate() {
        let enough = match tier {
            0 => 0,
            1 => found.iter().filter(|candidate| weight(candidate) >= WHOLE_NAME).count(),
            _ => found.len(),
        };
        if from < to && (tier == 0 || enough < ENOUGH) {
            found.extend(look(desk, &weighted, from..to, most * WIDER).await?);
            found = together(found);
        }
        from = to;
    }
    found.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.file.cmp(&b.file)));
    found.truncate(most);
    Ok(Found { terms: weighted.into_iter().map(|(term, _)| term).collect(), candidates: found })
}

async fn look(
    desk: &Desk,
    weighted: &[(Term, f32)],
    part: Range<usize>,
    most: usize,
) -> Result<Vec<Candidate>, Failure> {
    let store = &desk.instance().store;
    let (from, terms) = (part.start, &weighted[part]);
    let mut found = store.best_candidates(desk.authority(), terms, false, CAP, most).await?.found;
    if passes_the_wall(desk.subject().role) {
        found.extend(store.best_candidates(desk.authority(), terms, true, CAP, most).await?.found);
    }
    found.iter_mut().flat_map(|candidate| &mut candidate.terms).for_each(|place| *place += from);
    Ok(found)
}

/// Each file once, with the terms of both looks.
fn together(mut found: Vec<Candidate>) -> Vec<Candidate> {
    found.sort_by_key(|candidate| candidate.file);
    found.dedup_by(|other, kept| {
        let same = other.file == kept.file;
        if same {
            kept.terms.append(&mut other.terms);
        }
        same
    });
    found
}

/// Opens the digests of files, with the work rows that say who may see them. Two queries, side by side.
pub(super) async fn opened(desk: &Desk, files: &[FileId]) -> Result<(Vec<(FileRow, Digest)>, Vec<WorkRow>), Failure> {
    let (work, digests) = tokio::join!(desk.instance().store.work_of(files), digests(desk, files));
    Ok((digests?, work?))
}

/// Opens the digests of files. One query.
pub(super) async fn digests(desk: &Desk, files: &[FileId]) -> Result<Vec<(FileRow, Digest)>, Failure> {
    let mut opened = Vec::new();
    for (row, sealed) in desk.instance().store.digests(files).await? {
        let digest =
            Digest::from_bytes(&sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
        opened.push((row, digest));
    }
    Ok(opened)
}

/// The postcodes that relatives of those found keep back: whoever lives with somebody who is protected is not found by where that is,
/// nor compared by it.
#[derive(Default)]
pub(super) struct KeptBack(BTreeSet<(FileId, String)>);

impl KeptBack {
    /// Takes them out of these digests; `asked` are those of the search, which a file may stand under although its digest has no
    /// room for it. Up to two queries, and two more for those who may pass the adoption wall; none where there is no postcode.
    pub async fn of(desk: &Desk, opened: &mut [(FileRow, Digest)], asked: &[Term]) -> Result<Self, Failure> {
        let asked = asked.iter().filter(|term| term.kind == TermKind::Postcode).map(|term| term.text.clone());
        let held = opened.iter().flat_map(|(_, digest)| digest.postcodes.clone());
        let codes: BTreeSet<String> = held.chain(asked).collect();
        let mut kept = Self::default();
        for walled in [false, true] {
            if !opened.iter().any(|(row, _)| row.flags.walled == walled) {
                continue;
            }
            let near = kept::near(desk, walled, &codes).await?;
            for (row, digest) in opened.iter_mut().filter(|(row, _)| row.flags.walled == walled) {
                let keeps = codes.iter().filter(|code| near.keeps(row, digest, code));
                kept.0.extend(keeps.map(|code| (row.file, find::postcode(code).text)));
            }
        }
        for (row, digest) in opened {
            digest.postcodes.retain(|code| !kept.0.contains(&(row.file, find::postcode(code).text)));
        }
        Ok(kept)
    }

    /// Whether a file may be said to stand under this term.
    pub fn tells(&self, file: FileId, term: &Term) -> bool {
        term.kind != TermKind::Postcode || !self.0.contains(&(file, term.text.clone()))
    }

    /// Whether anything of a file is kept back.
    pub fn any_of(&self, file: FileId) -> bool {
        self.0.iter().any(|(kept, _)| *kept == file)
    }
}

/// The person of a digest as they are compared. `matched` are the terms of the search under which the file stands: what they
/// say of telephone, identifier and postcode, the digest need not repeat.
///
/// Whoever has a protected address has no home here: that a postcode agrees would tell where they are.
pub(super) fn described<'a>(digest: &Digest, matched: impl IntoIterator<Item = &'a Term>) -> Described {
    let (unborn, protected) = (digest.has(Flag::Unborn), digest.has(Flag::ProtectedAddress));
    let mut described = Described {
        given: digest.name.given.clone(),
        family: digest.name.family.clone(),
        other_names: digest.other_names.clone(),
        born: digest.born.filter(|_| !unborn),
        expected: digest.born.filter(|_| unborn),
        sex: digest.sex.and_then(|sex| Sex::read(sex.encode_utf8(&mut [0; 4]))),
        homes: digest.postcodes.iter().filter(|_| !protected).map(|postcode| at(postcode)).collect(),
        identifiers: digest.la_child_id.iter().cloned().collect(),
        ..Described::default()
    };
    for term in matched {
        match term.kind {
            TermKind::Phone => described.phones.push(term.text.clone()),
            TermKind::Identifier => described.identifiers.push(term.text.clone()),
            TermKind::Postcode if digest.postcodes.is_empty() && !protected => described.homes.push(at(&term.text)),
            _ => {}
        }
    }
    described
}

/// A place of which the postcode is known.
pub(super) fn at(postcode: &str) -> Home {
    Home { postcode: postcode.to_owned(), ..Home::default() }
}

pub(super) fn passes_the_wall(role: Role) -> bool {
    role.is_in(Group::Adoption)
}
