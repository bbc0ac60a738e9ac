//! Who may be meant: files that stand in the index under the terms of a search.

use hearth_record::{
    find::Term,
    ids::{AuthorityId, FileId},
};

use crate::{
    Store,
    driver::{Place, params},
    error::StoreError,
};

/// A file that some of the terms found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The file.
    pub file: FileId,
    /// Which terms found it, by their place in the search.
    pub terms: Vec<usize>,
}

/// What the index gave.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Candidates {
    /// The files, those whose terms weigh most first, then by id.
    pub found: Vec<Candidate>,
    /// Terms so common that not all their files were looked at, by their place in the search. A file that only such a term would have
    /// found may be missing, so say so.
    pub capped: Vec<usize>,
}

impl Store {
    /// The files of the authority that stand under these terms: behind the adoption wall, or everywhere else. At most `cap` are taken from
    /// each term. Nothing is decided here: candidates are opened and scored by who asked.
    pub async fn candidates(
        &self,
        authority: &AuthorityId,
        terms: &[Term],
        walled: bool,
        cap: u32,
    ) -> Result<Candidates, StoreError> {
        let weighted: Vec<(Term, f32)> = terms.iter().map(|term| (term.clone(), 1.0)).collect();
        self.best_candidates(authority, &weighted, walled, cap, usize::MAX).await
    }

    /// The same for terms that weigh differently: only the `most` files whose terms weigh most together, those first.
    pub async fn best_candidates(
        &self,
        authority: &AuthorityId,
        terms: &[(Term, f32)],
        walled: bool,
        cap: u32,
        most: usize,
    ) -> Result<Candidates, StoreError> {
        const SQL: &str = "SELECT reference FROM term WHERE token = $1 ORDER BY reference LIMIT $2";
        let own = self.authority_keys(authority)?;
        let keyed: Vec<_> = terms.iter().map(|(term, _)| own.index_key(walled).keyed(term)).collect();
        let asked = keyed.iter().map(|k| params![k.token(), i64::from(cap) + 1]).collect();
        let answers = self.driver().references(Place::Data, SQL, asked).await?;
        let mut capped = Vec::new();
        // A common name brings thousands of references, so they are kept flat, sorted and counted, not collected by file.
        let mut hits: Vec<(FileId, usize)> = Vec::with_capacity(answers.iter().map(Vec::len).sum());
        for (i, (references, keyed)) in answers.iter().zip(&keyed).enumerate() {
            if references.len() > cap as usize {
                capped.push(i);
            }
            hits.extend(references.iter().take(cap as usize).map(|reference| (keyed.open(reference), i)));
        }
        hits.sort_unstable();
        let weight = |of: &[(FileId, usize)]| of.iter().map(|(_, i)| terms[*i].1).sum::<f32>();
        let mut files: Vec<_> = hits.chunk_by(|a, b| a.0 == b.0).map(|of| (weight(of), of)).collect();
        files.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1[0].0.cmp(&b.1[0].0)));
        files.truncate(most);
        let candidate =
            |of: &[(FileId, usize)]| Candidate { file: of[0].0, terms: of.iter().map(|hit| hit.1).collect() };
        Ok(Candidates { found: files.into_iter().map(|(_, of)| candidate(of)).collect(), capped })
    }
}
