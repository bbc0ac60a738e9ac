//! The world outside: the machine's clock and its randomness. Read here and nowhere else.

use jiff::Timestamp;
use rand_chacha::ChaCha20Rng;
use rand_core::{CryptoRng, SeedableRng};

use crate::output::Failed;

/// What the machine's clock says.
#[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A generator seeded by the operating system.
pub fn random() -> Result<Box<dyn CryptoRng + Send>, Failed> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|e| Failed(format!("the operating system gave no randomness: {e}")))?;
    Ok(Box::new(ChaCha20Rng::from_seed(seed)))
}
