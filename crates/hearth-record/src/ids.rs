//! Identifiers of what Hearth keeps.
//!
//! Every id is a UUID of version 7: the time of making leads, so that rows written together stand together. The time and
//! the randomness are arguments. The text form is 32 lower-case hexadecimal digits without dashes, which fits an address,
//! a file name and a DfE identifier (at most 36 of letters, digits, `_` and `-`).

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use rand_core::Rng;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that should have been an id and is not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not an id: expected 32 hexadecimal digits")]
pub struct NotAnId(String);

/// A version 7 UUID made from the given moment and randomness.
///
/// Moments before 1970 count as 1970: an id tells order, never a date.
pub fn new_uuid(at: Timestamp, random: &mut (impl Rng + ?Sized)) -> Uuid {
    let mut tail = [0_u8; 10];
    random.fill_bytes(&mut tail);
    let millis = u64::try_from(at.as_millisecond()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid()
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Uuid);

        impl $name {
            /// A new id, made at `at` with `random`.
            pub fn new(at: Timestamp, random: &mut (impl Rng + ?Sized)) -> Self {
                Self(new_uuid(at, random))
            }

            /// The id that a UUID spells.
            pub const fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }

            /// The UUID behind the id.
            pub const fn as_uuid(&self) -> Uuid {
                self.0
            }

            /// The id of these sixteen bytes, as stored.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }

            /// The sixteen bytes to store.
            pub const fn as_bytes(&self) -> [u8; 16] {
                *self.0.as_bytes()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.simple())
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::try_parse(text).map(Self).map_err(|_| NotAnId(text.chars().take(40).collect()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = NotAnId;
            fn try_from(text: String) -> Result<Self, NotAnId> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.to_string()
            }
        }
    )*};
}

ids! {
    /// A natural person as the authority knows one. An adopted child has two, joined only by a sealed link (R1).
    PersonId;
    /// A person × a file type: the unit of keys, access and retention.
    FileId;
    /// One record in a file, through all its versions.
    RecordId;
    /// One stored document.
    BlobId;
    /// A worker, inside or outside the council; stays the same when the sign-in account changes.
    WorkerId;
    /// A team of the authority.
    TeamId;
    /// One entry of the audit.
    EntryId;
    /// A sign-in account.
    AccountId;
    /// A set of records written together into several files, such as a note about siblings.
    SetId;
}

/// The short name of an authority, such as `sefton`: lower-case letters, digits and hyphens, 1 to 40 of them.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AuthorityId(String);

/// A text that cannot name an authority.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` cannot name an authority: use 1 to 40 lower-case letters, digits and hyphens, such as `sefton`")]
pub struct NotAnAuthority(String);

impl AuthorityId {
    /// The authority that `text` names.
    pub fn new(text: &str) -> Result<Self, NotAnAuthority> {
        let sound = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if (1..=40).contains(&text.len()) && text.chars().all(sound) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotAnAuthority(text.chars().take(40).collect()))
        }
    }

    /// The name as stored and as it stands in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AuthorityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for AuthorityId {
    type Err = NotAnAuthority;
    fn from_str(text: &str) -> Result<Self, NotAnAuthority> {
        Self::new(text)
    }
}

impl TryFrom<String> for AuthorityId {
    type Error = NotAnAuthority;
    fn try_from(text: String) -> Result<Self, NotAnAuthority> {
        Self::new(&text)
    }
}

impl From<AuthorityId> for String {
    fn from(id: AuthorityId) -> Self {
        id.0
    }
}
