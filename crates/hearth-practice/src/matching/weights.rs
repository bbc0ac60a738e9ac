//! What agreeing and disagreeing is worth, in bits against a stranger.
//!
//! Each value is the logarithm (base 2) of how much likelier the observation is for the same person, and for another member
//! of the household, than for a stranger. They were set from how lists of families go wrong, and checked on lists with the
//! truth beside them; see the tests of `hearth match` and `docs/performance.md`.
//!
//! INVARIANT: where two descriptions agree outright, `same` is neither below `mate` nor below 0, so that evidence which
//! agrees never makes a match less likely.

/// Evidence for the two of the three hypotheses; the third, strangers, is the measure.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Weight {
    /// For the same person.
    pub same: f32,
    /// For two members of one household.
    pub mate: f32,
}

impl Weight {
    /// No evidence.
    pub(super) const NONE: Self = Self { same: 0.0, mate: 0.0 };

    pub(super) const fn of(same: f32, mate: f32) -> Self {
        Self { same, mate }
    }

    /// Evidence that tells a person from a stranger, and not from who lives with them.
    pub(super) const fn shared(bits: f32) -> Self {
        Self { same: bits, mate: bits }
    }

    /// How far it tells the person from both others.
    pub(super) fn apart(self) -> f32 {
        self.same - self.mate.max(0.0)
    }
}

impl std::ops::Add for Weight {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { same: self.same + other.same, mate: self.mate + other.mate }
    }
}

impl std::ops::AddAssign for Weight {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// Sex agrees, or not.
pub(super) const SEX_SAME: Weight = Weight::of(0.95, 0.0);
pub(super) const SEX_OTHER: Weight = Weight::of(-4.5, 0.0);

/// An identifier that both have; two numbers of one scheme that differ.
pub(super) const IDENTIFIER_SAME: Weight = Weight::of(19.0, 8.0);
pub(super) const IDENTIFIER_OTHER: Weight = Weight::of(-5.0, 0.0);

/// Given and family name in each other's place.
pub(super) const SWAPPED: Weight = Weight::of(-4.5, -6.0);

/// A telephone number that both have; families share theirs.
pub(super) const PHONE_SAME: f32 = 8.0;

/// Somebody of the household who is named alike and born on the same day; at most, where only the name is known.
pub(super) const KIN_BORN: f32 = 11.0;
pub(super) const KIN_NAMED: f32 = 6.5;

/// How many members a household has beside the one asked about, as a logarithm, where nothing says otherwise.
pub(super) const MATES: f32 = 2.0;
/// Below this a list holds no households: whoever shares an address in it is one person.
pub(super) const NO_HOUSEHOLDS: f32 = -4.0;

/// Two given names that cannot be one and nothing exact beside them, where households are listed: a brother or sister.
pub(super) const ANOTHER_MEMBER: Weight = Weight::of(-7.5, 0.0);
