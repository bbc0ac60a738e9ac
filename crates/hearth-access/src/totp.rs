//! The second factor: time-based one-time codes (RFC 6238), six digits every 30 seconds.
//!
//! A code is taken within one step on either side of the clock, and never twice: the account keeps the last step that was
//! used, and a code of that step or an earlier one is refused.

use jiff::Timestamp;
use rand_core::CryptoRng;
use totp_rs::{Algorithm, Builder, Totp};
use zeroize::Zeroizing;

use crate::AccessError;

/// Seconds in a step.
pub const STEP_SECONDS: u64 = 30;

/// A secret shared with the worker's authenticator. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// A new secret of 160 bits, as RFC 4226 recommends.
    pub fn new(random: &mut impl CryptoRng) -> Self {
        let mut bytes = Zeroizing::new(vec![0_u8; 20]);
        random.fill_bytes(&mut bytes);
        Self(bytes)
    }

    /// The secret of these bytes, as stored (sealed).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, AccessError> {
        let secret = Self(Zeroizing::new(bytes.to_vec()));
        secret.totp().map(|_| secret)
    }

    /// The bytes to store, sealed.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The secret in base 32, for typing into an authenticator by hand.
    pub fn base32(&self) -> Zeroizing<String> {
        Zeroizing::new(totp_rs::Secret::from(self.0.to_vec()).to_base32())
    }

    /// The address that an authenticator reads from a square code.
    ///
    /// `issuer` is what the worker's authenticator shows, such as the council's name; `login` is their sign-in name.
    pub fn otpauth_uri(&self, issuer: &str, login: &str) -> Zeroizing<String> {
        let (issuer, login) = (percent(issuer), percent(login));
        Zeroizing::new(format!(
            "otpauth://totp/{issuer}:{login}?secret={}&issuer={issuer}&algorithm=SHA1&digits=6&period={STEP_SECONDS}",
            *self.base32()
        ))
    }

    /// Checks a code at `now`; answers the step to keep as the last one used.
    ///
    /// Spaces in the code are forgiven. `last_step` is the step that was kept at the last success.
    pub fn check(&self, code: &str, now: Timestamp, last_step: Option<u64>) -> Result<Passed, Refused> {
        let code: Zeroizing<String> = Zeroizing::new(code.split_whitespace().collect());
        let seconds = u64::try_from(now.as_second()).map_err(|_| Refused::Wrong)?;
        let totp = self.totp().map_err(|_| Refused::Wrong)?;
        let step = totp.check(&code, seconds).ok_or(Refused::Wrong)?;
        if last_step.is_some_and(|last| step <= last) { Err(Refused::Used) } else { Ok(Passed { step }) }
    }

    /// The code at `now`, as the worker's authenticator would show it. For tests and for the demo's printed help.
    pub fn code_at(&self, now: Timestamp) -> Result<String, AccessError> {
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        self.totp().map(|totp| totp.generate(seconds).to_string())
    }

    fn totp(&self) -> Result<Totp, AccessError> {
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(6)
            .with_skew(1)
            .with_step_duration(STEP_SECONDS)
            .with_secret(self.0.to_vec())
            .build()
            .map_err(|e| AccessError::SecondFactor(e.to_string()))
    }
}

/// A code that was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    /// The step to keep with the account, in the same transaction as the sign-in.
    pub step: u64,
}

/// Why a code was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It is not the code of now.
    #[error("the code is not right: type the six digits that your authenticator shows now")]
    Wrong,
    /// It was used before.
    #[error("the code was used before: wait for the next one, at most {STEP_SECONDS} seconds")]
    Used,
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
