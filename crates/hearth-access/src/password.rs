//! Passwords: argon2id, with the parameters as a value.
//!
//! OWASP ASVS 5 asks for at least 46 MiB, one pass and one lane, which is [`Hashing::PRODUCTION`]. Tests and the demo use
//! [`Hashing::LIGHT`]. A hash keeps its own parameters, so old hashes stay checkable when they change and are renewed at
//! the next sign-in.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{CustomizedPasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use rand_core::CryptoRng;

use crate::AccessError;

/// A password has at least this many characters.
pub const FEWEST_CHARACTERS: usize = 12;

/// A password has at most this many bytes, so that hashing one cannot be made slow from outside.
pub const MOST_BYTES: usize = 256;

/// What hashing costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hashing {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Hashing {
    /// For real accounts: 46 MiB, one pass, one lane.
    pub const PRODUCTION: Self = Self { memory_kib: 46 * 1024, passes: 1, lanes: 1 };

    /// For tests and for invented people: quick, and no protection.
    pub const LIGHT: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    /// Hashes a password with a salt drawn from `random`, as a PHC string to store.
    pub fn hash(self, password: &str, random: &mut impl CryptoRng) -> Result<String, AccessError> {
        let mut salt = [0_u8; 16];
        random.fill_bytes(&mut salt);
        let hash = Argon2::default()
            .hash_password_customized(
                password.as_bytes(),
                &salt,
                Some("argon2id"),
                Some(Version::V0x13.into()),
                self.params()?,
            )
            .map_err(|e| AccessError::Password(e.to_string()))?;
        Ok(hash.to_string())
    }

    /// Checks a password against a stored hash, in time that does not depend on where they differ.
    ///
    /// An error means that the stored text is no hash of ours.
    pub fn check(self, password: &str, stored: &str) -> Result<Check, AccessError> {
        if password.len() > MOST_BYTES {
            return Ok(Check::Wrong);
        }
        let hash = PasswordHash::new(stored).map_err(|e| AccessError::Password(e.to_string()))?;
        match Argon2::default().verify_password(password.as_bytes(), &hash) {
            Ok(()) => Ok(if self.made(&hash) { Check::Right } else { Check::RightAndStale }),
            Err(argon2::password_hash::Error::PasswordInvalid) => Ok(Check::Wrong),
            Err(e) => Err(AccessError::Password(e.to_string())),
        }
    }

    /// Spends the time of a check and finds the password wrong: for a login that does not exist, so that the time taken does
    /// not tell which logins do.
    pub fn check_nobody(self, password: &str) -> Check {
        let mut out = [0_u8; 32];
        if let Ok(params) = self.params()
            && password.len() <= MOST_BYTES
        {
            let hasher = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
            // Whatever comes of it, the answer is the same.
            let _ = hasher.hash_password_into(password.as_bytes(), b"nobody's salt...", &mut out);
        }
        std::hint::black_box(out);
        Check::Wrong
    }

    fn params(self) -> Result<Params, AccessError> {
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32))
            .map_err(|e| AccessError::Password(e.to_string()))
    }

    fn made(self, hash: &PasswordHash) -> bool {
        hash.algorithm.as_str() == "argon2id"
            && Params::try_from(hash).is_ok_and(|params| {
                (params.m_cost(), params.t_cost(), params.p_cost()) == (self.memory_kib, self.passes, self.lanes)
            })
    }
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub enum Check {
    /// It is the password.
    Right,
    /// It is the password, hashed with other parameters: hash it anew now that it is at hand.
    RightAndStale,
    /// It is not.
    Wrong,
}

impl Check {
    /// Whether it is the password.
    pub const fn is_right(self) -> bool {
        matches!(self, Self::Right | Self::RightAndStale)
    }
}

/// Why a new password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// It is short.
    #[error("use at least {FEWEST_CHARACTERS} characters, such as three words that have nothing to do with each other")]
    TooShort,
    /// It is very long.
    #[error("use at most {MOST_BYTES} bytes")]
    TooLong,
    /// It holds the sign-in name.
    #[error("leave your sign-in name out of the password")]
    HoldsLogin,
    /// It repeats a few characters.
    #[error("use more different characters")]
    Repeats,
}

/// Whether a new password will do for this login. Length counts; no rule asks for digits or signs.
pub fn sound(password: &str, login: &str) -> Result<(), WeakPassword> {
    let lower = password.to_lowercase();
    let different = lower.chars().collect::<std::collections::BTreeSet<_>>().len();
    if password.chars().count() < FEWEST_CHARACTERS {
        Err(WeakPassword::TooShort)
    } else if password.len() > MOST_BYTES {
        Err(WeakPassword::TooLong)
    } else if login.chars().count() > 2 && lower.contains(&login.to_lowercase()) {
        Err(WeakPassword::HoldsLogin)
    } else if different < 5 {
        Err(WeakPassword::Repeats)
    } else {
        Ok(())
    }
}
