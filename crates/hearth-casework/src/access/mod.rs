//! Who is at the desk: accounts, signing in and out, and breaking the glass.

mod account;
mod acting;
mod break_glass;
mod colleagues;
mod conflict;
mod left_behind;
mod many_files;
mod print;
mod restrict;
mod review_glass;
mod session;
mod sign_in;
mod sign_out;
mod tie;
mod who_looked;

pub use account::{Holder, NewAccount, open_account};
pub use acting::acting;
pub use break_glass::break_glass;
pub use colleagues::{Colleague, colleagues};
pub use conflict::declare_conflict;
pub use left_behind::keep_left_behind;
pub use many_files::{ManyFiles, many_files};
pub use print::note_print;
pub use restrict::{is_restricted, lift_restriction, restrict};
pub use review_glass::{GlassFinding, GlassToReview, glass_to_review, review_glass};
pub use session::{Seat, seat, state_purpose};
pub use sign_in::{Attempt, NotSignedIn, SignedIn, sign_in};
pub use sign_out::sign_out;
pub(crate) use tie::suspected;
pub use tie::{know_manager, know_own_file, set_tie_aside, suspected_ties};
pub use who_looked::{Look, who_looked};
