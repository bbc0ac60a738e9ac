//! Recording, correcting, withdrawing.
