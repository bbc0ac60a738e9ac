//! What answers "did you ever hold a file on me?" after the file is gone: a keyed hash of a name and a date of birth, never the name.
//!
//! It stands in both databases. The key database has the list of what was destroyed, so that an older backup of the data takes no
//! answer away; a destruction that was cut off between the two takes it from the data.

use hearth_record::ids::{AuthorityId, FileId};
use jiff::civil::Date;

use super::Certificate;
use crate::{
    Store,
    driver::{Place, Step, Value, params},
    error::StoreError,
};

/// What may be asked for of a destroyed file, and how long it can be.
#[derive(Clone)]
pub struct Stub {
    /// Whom somebody may ask after: a name and a date of birth as one text, spelled as the question will be. Never stored.
    pub people: Vec<String>,
    /// The last day on which it answers.
    pub kept_until: Date,
}

const KEEP: &str =
    "INSERT INTO stub (token, file, kept_until) VALUES ($1, $2, $3) ON CONFLICT (token, file) DO NOTHING";

impl Store {
    /// The certificates of the files that were destroyed of whoever is asked after, as far as their answers are still kept.
    pub async fn was_destroyed(
        &self,
        authority: &AuthorityId,
        person: &str,
        today: Date,
    ) -> Result<Vec<Certificate>, StoreError> {
        const SQL: &str = "SELECT d.certificate FROM stub s JOIN destroyed d ON d.file = s.file \
             WHERE s.token = $1 AND s.kept_until >= $2";
        let asked = params![self.keys().stub_hash(authority, person), today.to_string()];
        let rows = self.driver().query(Place::Keys, SQL, asked).await?;
        rows.iter().map(|row| Certificate::parse(row.text(0)?)).collect()
    }

    /// Lets go of answers that were kept long enough. A job does this.
    pub async fn let_go_of_stubs(&self, today: Date) -> Result<(), StoreError> {
        const SQL: &str = "DELETE FROM stub WHERE kept_until < $1";
        for place in [Place::Data, Place::Keys] {
            self.driver().write(place, vec![Step::new(SQL, params![today.to_string()])]).await?;
        }
        Ok(())
    }

    /// The statements that keep a stub.
    pub(super) fn stub_steps(&self, authority: &AuthorityId, file: FileId, stub: Option<&Stub>) -> Vec<Step> {
        let Some(stub) = stub else { return Vec::new() };
        let step = |person: &String| {
            let token = self.keys().stub_hash(authority, person);
            Step::new(KEEP, params![token, file, stub.kept_until.to_string()])
        };
        stub.people.iter().map(step).collect()
    }

    /// The statements that keep in the key database what the data kept when a destruction was cut off.
    pub(super) async fn stubs_of(&self, file: FileId) -> Result<Vec<Step>, StoreError> {
        const SQL: &str = "SELECT token, kept_until FROM stub WHERE file = $1";
        let rows = self.driver().query(Place::Data, SQL, params![file]).await?;
        rows.iter()
            .map(|row| {
                let values: Vec<Value> = params![row.array::<32>(0)?, file, row.text(1)?];
                Ok(Step::new(KEEP, values))
            })
            .collect()
    }
}
