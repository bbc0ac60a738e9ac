//! Failed sign-ins slow the next try down, and lock nobody out.
//!
//! A worker must not be kept from a child's file because a stranger typed their name, so every delay has a ceiling. Three
//! counts run side by side, and the latest of their answers holds: a login at one address (where guessing sits) slows down
//! hard, a login from anywhere a little, an address that tries many logins after more tries, since a council's whole
//! office may stand behind one. An hour without a failure forgets.

use jiff::{SignedDuration, Timestamp};

/// After this long without a failure, the count begins anew.
pub const FORGETS_AFTER: SignedDuration = SignedDuration::from_hours(1);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Track {
    /// One login tried from one address.
    LoginAtAddress,
    /// One login, from wherever.
    Login,
    /// One address, whatever the login.
    Address,
}

impl Track {
    /// Every track.
    pub const ALL: [Self; 3] = [Self::LoginAtAddress, Self::Login, Self::Address];

    /// The code that is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::LoginAtAddress => "login_at_address",
            Self::Login => "login",
            Self::Address => "address",
        }
    }

    /// How many failures cost nothing.
    const fn free(self) -> u32 {
        match self {
            Self::LoginAtAddress => 3,
            Self::Login => 5,
            Self::Address => 20,
        }
    }

    /// The longest wait. A right password waits no longer than this either.
    pub const fn ceiling(self) -> SignedDuration {
        match self {
            Self::LoginAtAddress => SignedDuration::from_mins(5),
            Self::Login => SignedDuration::from_secs(30),
            Self::Address => SignedDuration::from_mins(1),
        }
    }
}

/// Failures on one track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many since the last hour without one.
    pub count: u32,
    /// The last one.
    pub last: Timestamp,
}

/// The earliest moment at which the next try on this track is looked at.
///
/// The wait is one second after the first failure that costs, and doubles with each, up to the ceiling.
pub fn next_try(track: Track, failures: Failures) -> Timestamp {
    let Some(over) = failures.count.checked_sub(track.free()).filter(|over| *over > 0) else {
        return failures.last;
    };
    let seconds = 1_i64.checked_shl(over - 1).filter(|seconds| *seconds > 0).unwrap_or(i64::MAX);
    let wait = SignedDuration::from_secs(seconds).min(track.ceiling());
    failures.last.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// How long to wait at `now` before the next try is looked at, over all tracks; none when it may be looked at.
pub fn wait(tracks: &[(Track, Failures)], now: Timestamp) -> Option<SignedDuration> {
    let earliest = tracks
        .iter()
        .filter(|(_, failures)| !forgotten(*failures, now))
        .map(|(track, failures)| next_try(*track, *failures))
        .max()?;
    // A clock that went back must not lock anyone out: no wait is longer than the longest ceiling.
    let wait = earliest.duration_since(now).min(Track::LoginAtAddress.ceiling());
    (wait > SignedDuration::ZERO).then_some(wait)
}

fn forgotten(failures: Failures, now: Timestamp) -> bool {
    now.duration_since(failures.last) >= FORGETS_AFTER
}
