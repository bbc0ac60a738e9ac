//! A walk over the digests of a council: one task reads and opens them, a thread beside it makes something of them.

use std::sync::mpsc;

use hearth_record::ids::AuthorityId;
use hearth_store::FileRow;
use zeroize::Zeroizing;

use crate::{Failure, Instance};

/// How many digests are handed over at once.
const TOGETHER: usize = 1_000;
/// How many such handfuls may wait: memory stays bounded where reading is faster than what is made of it.
const WAIT: usize = 4;

/// Goes through every file of a council; `take` is told of each in a thread of its own, with what it has made so far. `step` is told how
/// many were read.
///
/// # Errors
/// What the store refuses.
pub(super) async fn each<T: Send + 'static>(
    instance: &Instance,
    authority: &AuthorityId,
    mut made: T,
    take: fn(&mut T, FileRow, &[u8]),
    mut step: impl FnMut(u64) + Send,
) -> Result<T, Failure> {
    let (send, receive) = mpsc::sync_channel::<Vec<(FileRow, Zeroizing<Vec<u8>>)>>(WAIT);
    let making = tokio::task::spawn_blocking(move || {
        for (row, bytes) in receive.into_iter().flatten() {
            take(&mut made, row, &bytes);
        }
        made
    });
    let mut some = Vec::with_capacity(TOGETHER);
    let mut seen = 0;
    let read = |row: FileRow, bytes: &[u8]| {
        some.push((row, Zeroizing::new(bytes.to_vec())));
        if some.len() == TOGETHER {
            seen += TOGETHER as u64;
            step(seen);
            // Where the other end is gone it has panicked, and says so below.
            let _ = send.send(std::mem::replace(&mut some, Vec::with_capacity(TOGETHER)));
        }
    };
    let walked = instance.store.each_digest(authority, read).await;
    let _ = send.send(some);
    drop(send);
    let made = making.await.map_err(|error| Failure::Wrong(format!("the walk over the files broke off: {error}")))?;
    walked?;
    Ok(made)
}
