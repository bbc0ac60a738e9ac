//! Chance that repeats: the same seed and stream give the same story on every machine.

use hearth_calendar::{add_days, days_between};
use jiff::civil::Date;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};

/// A stream of chance. Each family has a stream of its own, so that one family can be told again
/// without telling those before it, and the order of telling changes nothing.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of one family (or of the staff) in a world.
    pub(crate) fn of(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// The source itself, for ids.
    pub(crate) fn rng(&mut self) -> &mut ChaCha8Rng {
        &mut self.0
    }

    /// A number from 0 to `n` - 1; 0 when `n` is 0. The bias of the multiplication is below one in a
    /// million for the sizes used here.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        let scaled = (u64::from(self.0.next_u32()) * u64::from(n)) >> 32;
        u32::try_from(scaled).unwrap_or(0)
    }

    /// A number from `least` to `most`, both included; `least` when they are the wrong way round.
    pub(crate) fn between(&mut self, least: i32, most: i32) -> i32 {
        let span = most.saturating_sub(least).max(0).unsigned_abs();
        least + self.below(span + 1).cast_signed()
    }

    /// True `hundredths` times in a hundred.
    pub(crate) fn percent(&mut self, hundredths: u32) -> bool {
        self.below(100) < hundredths
    }

    /// One of the choices, each as likely as the next.
    ///
    /// # Panics
    /// When there is none: the choices stand in code.
    pub(crate) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        let most = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        choices[usize::try_from(self.below(most)).unwrap_or(0)]
    }

    /// One of the choices, as often as its weight says.
    ///
    /// # Panics
    /// When there is none: the choices stand in code.
    pub(crate) fn weighted<T: Copy>(&mut self, choices: &[(T, u32)]) -> T {
        let total = choices.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total);
        for (choice, weight) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        choices[choices.len() - 1].0
    }

    /// One of the choices by rank: the first is the most common, and the weight falls as one over the
    /// rank does (Zipf), which is how names are spread.
    pub(crate) fn by_rank<T: Copy>(&mut self, choices: &[T]) -> T {
        // Inverse of the harmonic sum, near enough: rank = n^u for u even on [0, 1).
        let even = f64::from(self.0.next_u32()) / 4_294_967_296.0;
        let n = u32::try_from(choices.len()).unwrap_or(u32::MAX);
        let rank = (f64::from(n) + 1.0).powf(even) - 1.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the rank is from 0 to the number of choices"
        )]
        let index = (rank as usize).min(choices.len() - 1);
        choices[index]
    }

    /// A day from `first` to `last`, both included; `first` when they are the wrong way round.
    pub(crate) fn day(&mut self, first: Date, last: Date) -> Date {
        add_days(first, self.between(0, days_between(first, last)))
    }

    /// The day that lies `least` to `most` days after `date`.
    pub(crate) fn after(&mut self, date: Date, least: i32, most: i32) -> Date {
        add_days(date, self.between(least, most))
    }

    /// How many days of a limit of `limit` are used: mostly well inside it, a few times just past it.
    pub(crate) fn days_used(&mut self, limit: u32) -> u32 {
        if self.percent(7) {
            limit + 1 + self.below(limit / 3 + 1)
        } else {
            limit / 3 + self.below(limit - limit / 3) + 1
        }
    }
}
