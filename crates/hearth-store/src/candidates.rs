//! Who may be meant: files that stand in the index under the terms of a search.

use std::collections::HashMap;

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
    /// The files, those that most terms found first, then by id.
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
        const SQL: &str = "SELECT reference FROM term WHERE token = $1 ORDER BY reference LIMIT $2";
        let own = self.authority_keys(authority)?;
        let keyed: Vec<_> = terms.iter().map(|term| own.index_key(walled).keyed(term)).collect();
        let queries = keyed.iter().map(|k| (SQL, params![k.token(), i64::from(cap) + 1])).collect();
        let answers = self.driver().queries(Place::Data, queries).await?;
        let mut by_file: HashMap<FileId, Vec<usize>> = HashMap::new();
        let mut capped = Vec::new();
        for (i, (rows, keyed)) in answers.iter().zip(&keyed).enumerate() {
            if rows.len() > cap as usize {
                capped.push(i);
            }
            for row in rows.iter().take(cap as usize) {
                by_file.entry(keyed.open(&row.array(0)?)).or_default().push(i);
            }
        }
        let mut found: Vec<_> = by_file.into_iter().map(|(file, terms)| Candidate { file, terms }).collect();
        found.sort_by(|a, b| b.terms.len().cmp(&a.terms.len()).then(a.file.cmp(&b.file)));
        Ok(Candidates { found, capped })
    }
}
