//! How audit entries get their leaf on PostgreSQL.
//!
//! A head of the tree locked in every transaction would make all commits wait in one line, so an entry commits with its row and
//! a note that it waits (`audit_waiting`). One task a node looks for those within a second; the row of the tree's head is its
//! lock, so any number of nodes may run it. Until its leaf is assigned an entry is guarded by a keyed hash: an entry that was
//! planted or altered in that second is not taken into the tree and stays behind as a finding of `verify`.

use std::{sync::Arc, time::Duration};

use deadpool_postgres::Pool;
use hearth_record::ids::EntryId;

use super::{
    Leaf, Step,
    postgres::{client, error, prepare, rows},
    sql::Text,
    value::Value,
    writer::{READ_HEAD, leaf_steps},
};
use crate::{entries, error::StoreError, tree::Frontier};

/// How often the task looks.
const EVERY: Duration = Duration::from_millis(250);
/// Entries taken at a time.
const AT_A_TIME: usize = 1024;

/// Computes the keyed hash of an entry's bytes; none while the keys are not open.
pub(crate) type Guard = Arc<dyn Fn(&[u8]) -> Option<[u8; 32]> + Send + Sync>;

/// The notes that entries wait.
pub(super) fn waiting_steps(leaves: &[Leaf]) -> Vec<Step> {
    let rows = leaves.iter().flat_map(|leaf| [Value::from(leaf.entry), Value::from(leaf.mac)]).collect();
    Step::rows("INSERT INTO audit_waiting (entry, mac) VALUES", 2, "", rows)
}

/// Starts the task; it ends when the other side of `ended` goes.
pub(super) fn start(pool: Pool, guard: Guard, mut ended: tokio::sync::watch::Receiver<()>) {
    tokio::spawn(async move {
        let mut told = false;
        loop {
            tokio::select! {
                _ = ended.changed() => return,
                () = tokio::time::sleep(EVERY) => {}
            }
            match sequence(&pool, &guard).await {
                Ok(_) => told = false,
                // Said once for each outage, not four times a second.
                Err(error) if !told => {
                    tracing::warn!(%error, "audit entries wait for their leaf");
                    told = true;
                }
                Err(_) => {}
            }
        }
    });
}

/// Assigns leaves to all that waits and says to how many.
pub(super) async fn sequence(pool: &Pool, guard: &Guard) -> Result<u64, StoreError> {
    if guard(&[]).is_none() {
        return Ok(0);
    }
    let mut total = 0;
    let mut past = EntryId::from_bytes([0; 16]);
    loop {
        let (taken, last) = take(pool, guard, past).await?;
        total += taken;
        match last {
            Some(last) => past = last,
            None => return Ok(total),
        }
    }
}

const READ_WAITING: &str = concat!(
    "SELECT w.mac, ",
    entries::columns!(),
    " FROM audit_waiting w JOIN audit_entry e ON e.id = w.entry ",
    "WHERE w.entry > $1 ORDER BY w.entry LIMIT $2"
);

/// One turn: how many were taken, and the last looked at when there may be more behind it.
async fn take(pool: &Pool, guard: &Guard, past: EntryId) -> Result<(u64, Option<EntryId>), StoreError> {
    let mut client = client(pool).await?;
    let read_head = prepare(&client, Text::Fixed(READ_HEAD)).await?;
    let read_waiting = prepare(&client, Text::Fixed(READ_WAITING)).await?;
    // Dropped without a commit it rolls back, also when this task is stopped.
    let transaction = client.transaction().await.map_err(|e| error(&e))?;
    let head = transaction.query(&read_head, &[]).await.map_err(|e| error(&e))?;
    // No row: another node holds the lock and does the work.
    let Some(head) = head.first() else { return Ok((0, None)) };
    let head: Vec<u8> = head.try_get(0).map_err(|e| StoreError::Form(e.to_string()))?;
    let mut frontier = Frontier::from_bytes(&head).map_err(|e| StoreError::Form(e.to_string()))?;
    let limit = i64::try_from(AT_A_TIME).unwrap_or(i64::MAX);
    let found = rows(&transaction, &read_waiting, &[Value::from(past), Value::from(limit)]).await?;
    let mut leaves = Vec::with_capacity(found.len());
    let mut last = None;
    for row in &found {
        let mac: [u8; 32] = row.array(0)?;
        let entry = entries::of_row(row, 1)?;
        let bytes = entry.leaf_bytes();
        last = Some(entry.id);
        if guard(&bytes) == Some(mac) {
            leaves.push(Leaf { entry: entry.id, hash: crate::tree::leaf_hash(&bytes), mac });
        } else {
            tracing::error!(entry = %entry.id, "an audit entry was altered before its leaf was assigned");
        }
    }
    let mut steps = leaf_steps(&mut frontier, &leaves);
    let done = Value::ids(leaves.iter().map(|l| l.entry));
    steps.push(Step::new("DELETE FROM audit_waiting WHERE entry IN LIST($1)", vec![done]));
    if !leaves.is_empty() {
        for step in &steps {
            let statement = prepare(&transaction, step.text).await?;
            transaction.execute_raw(&statement, step.params.iter()).await.map_err(|e| error(&e))?;
        }
    }
    transaction.commit().await.map_err(|e| error(&e))?;
    Ok((leaves.len() as u64, last.filter(|_| found.len() == AT_A_TIME)))
}
