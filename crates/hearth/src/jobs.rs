//! What an instance does by itself while it is served. No job decides anything about anybody.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use hearth_casework::{
    Instance, adoption::go_on_with_splits, clocks, disposal, holds, people, retention, returns, sharing,
};
use hearth_record::ids::{AuthorityId, FileId};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::world;

/// How often the jobs run.
const EVERY: Duration = Duration::from_mins(1);
/// What was left behind by failed sign-ins, ended sessions and uploads that no record names goes after this long.
const LEFT_BEHIND: SignedDuration = SignedDuration::from_hours(24);

/// In how many files of an authority the clocks are looked at in a turn: about 140,000 a day, a few milliseconds each.
const CLOCKS_A_TURN: u32 = 100;

/// Runs the jobs every minute until the process ends. One that fails is logged and tried again at the next turn.
pub async fn run(instance: Arc<Instance>) {
    let mut turns = tokio::time::interval(EVERY);
    let mut seen = BTreeMap::new();
    let mut swept = None;
    turns.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        if let Err(error) = once(&instance, &mut seen, world::now()).await {
            tracing::warn!(%error, "a job failed; it runs again in a minute");
        }
        if let Err(error) = at_night(&instance, &mut swept, world::now()).await {
            tracing::warn!(%error, "a job of the night failed; it runs again in a minute");
        }
    }
}

/// The hours of the night in which everybody is compared with everybody and every child's file is read: it fills a core for seconds or
/// minutes.
pub const AT_NIGHT: std::ops::Range<i8> = 2..5;

/// Looks for people who stand in two files and runs the rules of the returns over every child's file, once a night; of invented people
/// as soon as they are served.
async fn at_night(
    instance: &Instance,
    swept: &mut Option<Date>,
    now: Timestamp,
) -> Result<(), hearth_casework::Failure> {
    let here = hearth_calendar::london_datetime(now);
    let due = *swept != Some(here.date()) && (AT_NIGHT.contains(&here.hour()) || instance.demo && swept.is_none());
    if due {
        for authority in instance.store.authorities() {
            people::sweep(instance, &authority, now).await?;
            returns::nightly(instance, &authority, now).await?;
            holds::sweep(instance, &authority, now).await?;
            disposal::let_go(instance, &authority, here.date()).await?;
            retention::nightly(instance, &authority, now).await?;
            sharing::sweep(instance, &authority, now).await?;
        }
        *swept = Some(here.date());
    }
    Ok(())
}

/// One turn. `seen` is, for each authority, the file up to which the clocks were looked at.
async fn once(
    instance: &Instance,
    seen: &mut BTreeMap<AuthorityId, FileId>,
    now: Timestamp,
) -> Result<(), hearth_casework::Failure> {
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
        let after = seen.get(&authority).copied();
        // Where this fails, the next turn goes on from the same file.
        match clocks::refresh(instance, &authority, after, CLOCKS_A_TURN, now).await? {
            Some(file) => seen.insert(authority, file),
            None => seen.remove(&authority),
        };
    }
    Ok(())
}
