//! Whether the clock can be believed: what is due is a matter of dates, and a clock that jumps makes everything due.

use hearth_store::Outcome;
use jiff::{SignedDuration, Timestamp};

use crate::{Desk, Failure};

/// So far behind the newest signed checkpoint a clock may be: two machines never agree to the second.
const BEHIND: SignedDuration = SignedDuration::from_mins(5);
/// A checkpoint that is older than this was signed before today's work.
const YESTERDAY: SignedDuration = SignedDuration::from_hours(24);
/// No longer than this ago somebody must have signed that day: what stood still for longer is looked at by people first.
const STOOD_STILL: SignedDuration = SignedDuration::from_hours(24 * 45);

/// Asks the signed checkpoints of the audit whether this can be the date. One query.
///
/// # Errors
/// [`Failure::Wrong`] in words where the clock went back behind the newest checkpoint, or where none was signed for weeks before
/// yesterday; the refusal stands in the audit as an alarm. And what the store refuses.
pub async fn clock_agrees(desk: &Desk) -> Result<(), Failure> {
    let store = &desk.instance().store;
    let signed = store.checkpoint_times(desk.now().checked_sub(YESTERDAY).unwrap_or(Timestamp::MIN)).await?;
    let Some(why) = disagrees(desk.now(), signed) else { return Ok(()) };
    tracing::error!(why, "the clock does not agree with the audit; nothing is proposed or destroyed");
    store.note(vec![desk.entry("clock.disagrees", None, None, Outcome::Denied)]).await?;
    Err(Failure::Wrong(format!("{why}; nothing is proposed or destroyed until somebody has put the clock right")))
}

/// Why the clock cannot be right: `signed` is when the newest checkpoint was signed, and when the newest that is older than a day was.
fn disagrees(now: Timestamp, signed: (Option<Timestamp>, Option<Timestamp>)) -> Option<&'static str> {
    let (newest, before_today) = signed;
    if newest.is_some_and(|newest| newest.duration_since(now) > BEHIND) {
        return Some("the clock stands behind what this system has already signed");
    }
    let long_ago = before_today.is_some_and(|signed| now.duration_since(signed) > STOOD_STILL);
    long_ago.then_some("between the last days on which this system signed anything and now lies too long a time")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_clock_that_jumps_eighty_years_or_goes_back_is_not_believed() {
        let signed = at("2026-11-21T09:00:00Z");
        let now = at("2026-11-22T10:00:00Z");
        assert_eq!(disagrees(now, (Some(at("2026-11-22T09:59:00Z")), Some(signed))), None);
        let jumped = at("2106-11-22T10:00:00Z");
        assert!(disagrees(jumped, (Some(jumped), Some(signed))).is_some(), "signed since the jump, and not before");
        assert!(disagrees(jumped, (Some(signed), Some(signed))).is_some());
        assert!(disagrees(at("2026-11-20T10:00:00Z"), (Some(signed), None)).is_some(), "back");
        assert_eq!(disagrees(now, (None, None)), None, "nothing was signed yet");
    }
}
