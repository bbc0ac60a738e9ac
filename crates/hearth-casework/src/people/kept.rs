//! What the family keeps back: an address that stands open in one file, and that the file of a relative protects.
//!
//! A mother fled; her file protects the refuge, and the file of the child who lives there with her does not. Whoever may open the
//! child's file must not learn it there, whether or not they may open hers. So it is asked of the index and not of the reader.

use std::collections::{BTreeMap, BTreeSet};

use hearth_record::{
    Digest, File,
    find::Term,
    ids::{FileId, PersonId, RecordId},
    kept,
};
use hearth_store::{FileRow, StoreError};

use super::network::named_in;
use crate::{Desk, Failure};

/// The most files that protect one place which are looked at.
const CAP: u32 = 200;

/// A file whose addresses are asked about.
pub(crate) struct Open<'a> {
    /// The file.
    pub file: FileId,
    /// Whose it is.
    pub person: PersonId,
    /// Whether it stands behind the adoption wall: nothing is asked across it.
    pub walled: bool,
    /// What it says now.
    pub records: &'a File,
}

/// The addresses of these files that are protected in another record of the same file or in the file of a relative: of somebody
/// whom the file names, who names its person, or who names somebody whom it names too.
///
/// One query where any of the files has an address, and one more where a place of them is protected by anybody; the same once more
/// behind the adoption wall.
///
/// # Errors
/// What the store refuses.
pub(crate) async fn by_the_family(desk: &Desk, files: &[Open<'_>]) -> Result<BTreeSet<RecordId>, Failure> {
    let mut kept = BTreeSet::new();
    for walled in [false, true] {
        let side: Vec<&Open<'_>> = files.iter().filter(|open| open.walled == walled).collect();
        kept.extend(on_one_side(desk, walled, &side).await?);
    }
    Ok(kept)
}

async fn on_one_side(desk: &Desk, walled: bool, files: &[&Open<'_>]) -> Result<BTreeSet<RecordId>, Failure> {
    let mut kept = BTreeSet::new();
    let mut asking: BTreeMap<Term, Vec<(usize, RecordId)>> = BTreeMap::new();
    for (n, open) in files.iter().enumerate() {
        let own = kept::protected(open.records);
        for held in open.records.records().iter().filter(|held| held.withheld().is_empty()) {
            for term in kept::asked(held) {
                if own.contains(&term) {
                    kept.insert(held.id);
                }
                asking.entry(term).or_default().push((n, held.id));
            }
        }
    }
    if asking.is_empty() {
        return Ok(kept);
    }
    let terms: Vec<Term> = asking.keys().cloned().collect();
    let protecting = Protecting::of(desk, walled, &terms).await?;
    for (term, asked) in asking.values().enumerate() {
        let by = protecting.under(term);
        for (n, record) in asked {
            let open = files[*n];
            if by.iter().any(|(row, digest)| row.file != open.file && is_family(open, row, digest)) {
                kept.insert(*record);
            }
        }
    }
    Ok(kept)
}

fn is_family(open: &Open<'_>, row: &FileRow, digest: &Digest) -> bool {
    let names = named_in(open.records);
    row.person == open.person
        || digest.kin.contains(&open.person)
        || names.contains(&row.person)
        || digest.kin.iter().any(|kin| names.contains(kin))
}

/// The files that protect places, with their digests.
struct Protecting {
    files: Vec<(FileRow, Digest)>,
    /// Which of the terms each stands under.
    terms: BTreeMap<FileId, Vec<usize>>,
}

impl Protecting {
    async fn of(desk: &Desk, walled: bool, terms: &[Term]) -> Result<Self, Failure> {
        let store = &desk.instance().store;
        let found = store.candidates(desk.authority(), terms, walled, CAP).await?.found;
        let terms: BTreeMap<FileId, Vec<usize>> = found.into_iter().map(|there| (there.file, there.terms)).collect();
        let mut files = Vec::new();
        if !terms.is_empty() {
            for (row, sealed) in store.digests(&terms.keys().copied().collect::<Vec<_>>()).await? {
                let digest = Digest::from_bytes(&sealed)
                    .map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
                files.push((row, digest));
            }
        }
        Ok(Self { files, terms })
    }

    fn under(&self, term: usize) -> Vec<&(FileRow, Digest)> {
        let stands =
            |(row, _): &&(FileRow, Digest)| self.terms.get(&row.file).is_some_and(|terms| terms.contains(&term));
        self.files.iter().filter(stands).collect()
    }
}

/// What is protected around these postcodes. One query where there are any, and one more where somebody protects an address of them.
///
/// # Errors
/// What the store refuses.
pub(crate) async fn near(
    desk: &Desk,
    walled: bool,
    postcodes: impl IntoIterator<Item = &String>,
) -> Result<Near, Failure> {
    let terms: BTreeSet<Term> = postcodes.into_iter().map(|code| kept::near(code)).collect();
    let terms: Vec<Term> = terms.into_iter().collect();
    let protecting = if terms.is_empty() { None } else { Some(Protecting::of(desk, walled, &terms).await?) };
    Ok(Near { terms, protecting })
}

/// Which of some postcodes are kept back for whom.
pub(crate) struct Near {
    terms: Vec<Term>,
    protecting: Option<Protecting>,
}

impl Near {
    /// Whether this postcode must not be told of the person of a digest: a relative's file protects an address of it.
    pub(crate) fn keeps(&self, row: &FileRow, digest: &Digest, postcode: &str) -> bool {
        let Some(protecting) = &self.protecting else { return false };
        let asked = kept::near(postcode);
        let Some(term) = self.terms.iter().position(|term| *term == asked) else { return false };
        protecting.under(term).into_iter().any(|(by, theirs)| {
            by.file != row.file
                && (by.person == row.person
                    || theirs.kin.contains(&row.person)
                    || digest.kin.contains(&by.person)
                    || theirs.kin.iter().any(|kin| digest.kin.contains(kin)))
        })
    }
}
