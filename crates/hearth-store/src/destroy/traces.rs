//! Clearing what may still hold old pages.

use std::time::Duration;

use crate::{
    Store,
    driver::{Driver, Place, Postgres, postgres_error},
    error::StoreError,
};

const DEAD_ROWS: &str = "VACUUM file, version, work, term, word, draft, blob_key, audit_detail";
/// How long an old transaction is waited for, and how often it is asked after.
const PATIENCE: u32 = 600;
const AGAIN: Duration = Duration::from_millis(50);

impl Store {
    /// Step 3, as far as it costs little: SQLite overwrites what it deletes (`secure_delete`) and both logs are cut off; PostgreSQL
    /// frees the dead rows.
    pub(super) async fn clear_lightly(&self) -> Result<(), StoreError> {
        match self.driver() {
            Driver::Sqlite(sqlite) => sqlite.truncate_logs().await,
            Driver::Postgres(postgres) => {
                postgres.vacuum(Place::Data, DEAD_ROWS).await?;
                postgres.vacuum(Place::Keys, "VACUUM file_key").await
            }
        }
    }

    /// Clears every page on disk that may still hold a destroyed key. Call it once after each run of destructions.
    ///
    /// On PostgreSQL a freed row stays in its page until the page is filled again, so the table of file keys is written anew; nothing
    /// can be written for as long as that takes (about a second for a million files). Backups made before, and an archive of the
    /// write-ahead log, keep what they hold until they expire: keep those of the key database for 35 days. A transaction that began
    /// before the destruction keeps its rows alive; it is waited for, and refused as [`StoreError::Unavailable`] when it does not end.
    pub async fn clear_traces(&self) -> Result<(), StoreError> {
        self.clear_lightly().await?;
        match self.driver() {
            Driver::Sqlite(_) => Ok(()),
            Driver::Postgres(postgres) => {
                wait_until_nobody_sees_the_past(postgres).await?;
                postgres.vacuum(Place::Keys, "VACUUM FULL file_key").await
            }
        }
    }
}

/// Waits until no other session on the key database has a view from before this moment.
async fn wait_until_nobody_sees_the_past(postgres: &Postgres) -> Result<(), StoreError> {
    const NOW: &str = "SELECT pg_current_xact_id()::xid::TEXT";
    const OLDER: &str = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
         AND age(backend_xmin) > age($1::TEXT::xid)";
    let client = postgres.client(Place::Keys).await?;
    let now: String = client.query_one(NOW, &[]).await.map_err(|e| postgres_error(&e))?.get(0);
    for _ in 0..PATIENCE {
        if client.query(OLDER, &[&now]).await.map_err(|e| postgres_error(&e))?.is_empty() {
            return Ok(());
        }
        tokio::time::sleep(AGAIN).await;
    }
    Err(StoreError::Unavailable {
        why: "a transaction from before the destruction still sees the destroyed keys".to_owned(),
    })
}
