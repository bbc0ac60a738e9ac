//! What an instance does by itself while it is served. No job decides anything about anybody.

use std::{sync::Arc, time::Duration};

use hearth_casework::{Instance, adoption::go_on_with_splits};
use jiff::{SignedDuration, Timestamp};

use crate::world;

/// How often the jobs run.
const EVERY: Duration = Duration::from_mins(1);
/// What was left behind by failed sign-ins, ended sessions and uploads that no record names goes after this long.
const LEFT_BEHIND: SignedDuration = SignedDuration::from_hours(24);

/// Runs the jobs every minute until the process ends. One that fails is logged and tried again at the next turn.
pub async fn run(instance: Arc<Instance>) {
    let mut turns = tokio::time::interval(EVERY);
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if let Err(error) = once(&instance, world::now()).await {
            tracing::warn!(%error, "a job failed; it runs again in a minute");
        }
    }
}

async fn once(instance: &Instance, now: Timestamp) -> Result<(), hearth_casework::Failure> {
    let store = &instance.store;
    // Signs where the audit stands, so that whoever keeps the checkpoint can show later that nothing before it was altered.
    store.checkpoint(now).await?;
    let before = now.checked_sub(LEFT_BEHIND).unwrap_or(Timestamp::MIN);
    store.let_go_of_old_drafts(now).await?;
    store.forget_ended_sessions(now).await?;
    store.forget_failures_before(before).await?;
    store.sweep_blobs(before).await?;
    for authority in store.authorities() {
        go_on_with_splits(instance, &authority, now).await?;
    }
    Ok(())
}
