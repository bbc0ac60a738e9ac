//! Who is at the desk: accounts, signing in and out, and breaking the glass.

mod account;
mod sign_in;
mod sign_out;
mod session;
mod break_glass;
mod who_looked;

pub use break_glass::break_glass;
pub use who_looked::{Look, who_looked};
pub use account::{Holder, NewAccount, open_account};
pub use session::{Seat, seat};
pub use sign_in::{Attempt, NotSignedIn, SignedIn, sign_in};
pub use sign_out::sign_out;
