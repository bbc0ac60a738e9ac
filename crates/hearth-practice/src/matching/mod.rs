//! Whether two descriptions are of one person.
//!
//! People are described in [`Described`] and put into a [`Roll`]; the roll finds who of it may be meant by a description
//! ([`Roll::likeliest`]), which of its people stand in it twice ([`Roll::doubles`]), and says of any two how likely they are
//! one and why ([`Roll::compare`]).
//!
//! Three things can be true of two descriptions that look alike: they are of one person, of two people of one household, or
//! of strangers who happen to agree. Every comparison is weighed for all three (after Fellegi and Sunter, who weigh two). So
//! what a household shares, such as address and family name, tells a person from a stranger and never from a brother; a
//! twin is told by the given name alone, and a name that half the town bears weighs little.
//!
//! ```
//! use hearth_practice::matching::{Described, Roll};
//! use jiff::civil::date;
//!
//! let mut roll = Roll::of_population(1_000_000.0);
//! let known = Described::named("Kayla", "Okell").born(date(2019, 3, 4)).living_at("12", "Alderwick Road", "Bootle", "L20 3NJ");
//! let place = roll.add(&known);
//! let asked = Described::named("Kayla", "Okell").born(date(2019, 4, 3)).living_at("7", "Gannet Close", "Bootle", "L20 9QP");
//! let likely = roll.likeliest(&asked, 10, 0.1);
//! assert_eq!(likely[0].place, place);
//! assert!(likely[0].why.iter().any(|why| why == "day and month of birth swapped"));
//! ```

mod address;
mod birth;
mod described;
mod doubles;
mod entry;
mod evidence;
mod fit;
mod keys;
mod lexicon;
mod name;
mod nicknames;
mod roll;
mod weights;
mod word;

pub use described::{Described, Home, Kin, Sex};
pub use doubles::Pair;
pub use evidence::Verdict;
pub use fit::Fit;
pub use nicknames::forms;
pub use roll::{Likely, Roll};
