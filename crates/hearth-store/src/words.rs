//! The words of the names in use, for widening a search to near spellings.
//!
//! Each word stands once for an authority, sealed, under the token it has in the index. It goes when no row of the index has its token
//! any more, so a name that only a destroyed file held is not kept here. On PostgreSQL a word may also go when the last file that had it
//! loses it in the same instant in which another gains it; that name is then found by its exact spelling alone until it is next written.

use hearth_record::ids::AuthorityId;

use crate::{
    Store,
    driver::{Place, params},
    error::StoreError,
    seal::Aad,
};

/// Words that one step reads.
const STRIDE: u32 = 4096;

impl Store {
    /// Every word of a name by which a file of the authority can be found: behind the adoption wall, or everywhere else. In no order.
    pub async fn vocabulary(&self, authority: &AuthorityId, walled: bool) -> Result<Vec<String>, StoreError> {
        const SQL: &str = "SELECT token, sealed FROM word WHERE authority = $1 AND walled = $2 AND token > $3 ORDER BY token LIMIT $4";
        const FIRST: &str =
            "SELECT token, sealed FROM word WHERE authority = $1 AND walled = $2 AND token = $3 LIMIT $4";
        let own = self.authority_keys(authority)?;
        let mut words = Vec::new();
        let (mut sql, mut past) = (FIRST, i64::MIN);
        loop {
            let rows = self.driver().query(Place::Data, sql, params![authority, walled, past, STRIDE]).await?;
            for row in &rows {
                past = row.int(0)?;
                let word = own.shared().open(&Aad::word(past), row.bytes(1)?);
                let word = word
                    .map_err(|source| StoreError::Sealed { what: "a word of the names in use".to_owned(), source })?;
                words.push(String::from_utf8_lossy(&word).into_owned());
            }
            if sql == SQL && rows.is_empty() {
                return Ok(words);
            }
            sql = SQL;
        }
    }
}
