//! The gate through which everything goes that is told about a person outside the hands of those who work with them. It makes the record of
//! what was told, so nothing can be told without one; and it makes none without a basis that permits it (UK GDPR Articles 5(1)(a) and 5(2)).
//!
//! A routine share is decided on a form ([`preview`], [`decide`]), can be taken back for a quarter of an hour, and is looked at again when it
//! goes. An urgent safeguarding disclosure ([`urgent`]) is never refused and looked at afterwards. Everything else that goes out passes
//! [`Disclosure::pass`] and says by which [`Way`].

mod after;
mod asked;
mod conditions;
mod deciding;
mod disclosure;
pub(crate) mod enclosed;
mod how;
mod items;
mod letter;
mod needs;
mod overview;
pub(crate) mod package;
pub(crate) mod recall;
pub(crate) mod said;
mod sending;
mod share;
mod still;
mod sweep;
mod taint;
mod told;
mod urgent;

pub use after::{approve, received, review, stop, take_back, told_family, told_of_change};
pub use asked::Asked;
pub use deciding::Decided;
pub use disclosure::{Disclosure, Way};
pub use how::CAN_BE_TAKEN_BACK;
pub use items::Item;
pub use letter::letter;
pub use needs::Need;
pub use overview::{Count, Line, Overview, overview};
pub use package::{Package, fingerprint};
pub use sending::{Link, fetch, hand_over, make_link, standing_now};
pub use share::{agreement_of, decide, offered, preview, weigh};
pub use sweep::sweep;
pub use taint::Taint;
pub(crate) use taint::Whose;
pub use told::{Told, told, told_to_family};
pub use urgent::{Urgent, urgent};
