//! Adoption: the second person and file behind the wall, and what of the adopters is handed over to the statutory returns.

mod adopted;
mod hand_over;
mod split;

pub use adopted::{Adopted, Adoptions, adoption, adoptions};
pub use hand_over::hand_over;
pub use split::{begin_split, go_on_with_splits};
