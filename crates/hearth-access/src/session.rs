//! Sign-ins that are live, as pure functions over session rows.
//!
//! A session is a random token of 32 bytes. The browser keeps the token; the database keeps its SHA-256, so that a copied
//! database signs nobody in. It locks after 15 minutes without a request (drafts stay; the password or a code unlocks it)
//! and ends after ten hours, whatever happens. A person has two at most, because a laptop and a desk computer are ordinary and a
//! third is not: it ends the oldest, whichever account it belongs to.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hearth_record::ids::{AccountId, WorkerId};
use jiff::{SignedDuration, Timestamp};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// A session locks after this long without a request.
pub const IDLE: SignedDuration = SignedDuration::from_mins(15);

/// A session ends this long after sign-in.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(10);

/// A person's live sign-ins.
pub const MOST_LIVE: usize = 2;

/// Requests that come closer together than this write no new `last_seen`, so that reading pages costs no writes; a session
/// may lock this much early.
pub const TOUCH_EVERY: SignedDuration = SignedDuration::from_secs(30);

/// What the browser keeps in its cookie. It has no `Debug`.
#[derive(Clone)]
pub struct Token(Zeroizing<[u8; 32]>);

impl Token {
    /// A new token.
    pub fn new(random: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; 32]);
        random.fill_bytes(&mut *bytes);
        Self(bytes)
    }

    /// The token that a cookie spells; none when it spells none.
    pub fn from_cookie(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).ok()?);
        Some(Self(Zeroizing::new(bytes.as_slice().try_into().ok()?)))
    }

    /// The value of the cookie: 43 characters of base64url.
    pub fn to_cookie(&self) -> Zeroizing<String> {
        Zeroizing::new(URL_SAFE_NO_PAD.encode(*self.0))
    }

    /// What the database keeps.
    pub fn id(&self) -> SessionId {
        SessionId(Sha256::digest(*self.0).into())
    }

    pub(crate) fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The SHA-256 of a token: names the session, signs nobody in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId([u8; 32]);

impl SessionId {
    /// The id of these bytes, as stored.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The bytes to store.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ended {
    /// The worker signed out.
    SignedOut,
    /// Ten hours were over.
    TimeUp,
    /// The same person signed in a third time.
    AnotherSignIn,
    /// The account was closed, or its password or role changed.
    Withdrawn,
}

impl Ended {
    /// The code that is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignedOut => "signed_out",
            Self::TimeUp => "time_up",
            Self::AnotherSignIn => "another_sign_in",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The end of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::SignedOut, Self::TimeUp, Self::AnotherSignIn, Self::Withdrawn].into_iter().find(|e| e.code() == code)
    }
}

/// One row of the session table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The hash of its token.
    pub id: SessionId,
    /// The account that signed in.
    pub account: AccountId,
    /// The human being behind it: sign-ins are counted by person.
    pub worker: WorkerId,
    /// When they signed in.
    pub opened_at: Timestamp,
    /// The last request, to [`TOUCH_EVERY`].
    pub last_seen: Timestamp,
    /// When and why it ended, if it did.
    pub ended: Option<(Timestamp, Ended)>,
}

/// What a session is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It serves requests.
    Live,
    /// It serves the page that unlocks it, and signing out.
    Locked,
    /// It serves nothing.
    Ended(Ended),
}

impl Session {
    /// A session that begins at `now`.
    pub fn open(token: &Token, account: AccountId, worker: WorkerId, now: Timestamp) -> Self {
        Self { id: token.id(), account, worker, opened_at: now, last_seen: now, ended: None }
    }

    /// What it is good for at `now`. A clock that went back counts as no time passed.
    pub fn state(&self, now: Timestamp) -> State {
        if let Some((_, why)) = self.ended {
            State::Ended(why)
        } else if now.duration_since(self.opened_at) >= ABSOLUTE {
            State::Ended(Ended::TimeUp)
        } else if now.duration_since(self.last_seen) >= IDLE {
            State::Locked
        } else {
            State::Live
        }
    }

    /// The row to write after a request at `now`; none when the row may stay as it is, or the session is not live.
    pub fn seen(&self, now: Timestamp) -> Option<Self> {
        let due = now.duration_since(self.last_seen) >= TOUCH_EVERY;
        (self.state(now) == State::Live && due).then(|| Self { last_seen: now, ..self.clone() })
    }

    /// The row after the worker proved at `now` who they are; none when the session has ended.
    ///
    /// Unlocking does not begin the ten hours anew.
    pub fn unlock(&self, now: Timestamp) -> Option<Self> {
        (!matches!(self.state(now), State::Ended(_)))
            .then(|| Self { last_seen: now.max(self.last_seen), ..self.clone() })
    }

    /// The row after it ended. One that has ended keeps its first end.
    #[must_use]
    pub fn end(&self, now: Timestamp, why: Ended) -> Self {
        Self { ended: self.ended.or(Some((now, why))), ..self.clone() }
    }
}
