//! How long a file is kept, and why, computed from its events.
//!
//! The classes of files, what is open business and what the law asks for are dated data (`rules/retention.toml`); a council's
//! [`Schedule`] adds its own years. [`Schedule::of`] answers for one [`Case`]: the longest rule wins, status moves a file up and
//! never down, whatever is not known for certain keeps it longer, and nothing that is open lets it go. Nothing here destroys or
//! proposes: the answer is a date with its reasons.
//!
//! Only this engine makes such a date. Anniversaries are those of [`hearth_calendar::LeapDay::Later`].

mod born;
mod case;
mod council;
mod interest;
mod kept;
mod rule;
mod run;
mod words;

pub use born::Born;
pub use case::{Case, Named};
pub use council::{BadSchedule, Contradiction, Own, Schedule, Stretch};
pub use hearth_record::keeping::Precision;
pub use kept::{Because, Kept, Lack, Standing, Trigger};
pub use rule::{BadRules, Beside, Class, Counts, Rule, Rules, Span};
