//! The kinds and states of work rows on which access, lists and queues run.
//!
//! Work rows stand in clear; these are the words in them that more than one room reads, written once.

/// Somebody is involved: worker and team, [`OPEN`] or [`CLOSED`].
pub const INVOLVEMENT: &str = "involvement";
/// Beside an [`INVOLVEMENT`] of the same record: they review the case from outside the team.
pub const REVIEWS: &str = "reviews";
/// Somebody has a task on the file.
pub const TASK: &str = "task";
/// A contact waits for a decision.
pub const CONTACT: &str = "contact";
/// An agency was asked and has not answered.
pub const ENQUIRY: &str = "enquiry";
/// The kinds that put a file at the front door while they are [`OPEN`].
pub const FRONT_DOOR: &[&str] = &[CONTACT, ENQUIRY];
/// A worker is named on a restricted file.
pub const NAMED: &str = "named";
/// A conflict of interest stands: [`DECLARED`] or [`DETECTED`]. One that was set aside has no row.
pub const CONFLICT: &str = "conflict";
/// A worker broke the glass; the state is the moment until which it lasts, in UTC.
pub const BROKEN_GLASS: &str = "broken_glass";
/// Beside a [`BROKEN_GLASS`] of the same record: the second person who approved it.
pub const GLASS_APPROVED: &str = "glass_approved";

/// A clock runs: under the record whose event started it, the state is the number of its rule, such as `T104`.
pub const CLOCK: &str = "clock";

/// It goes on.
pub const OPEN: &str = "open";
/// It is over.
pub const CLOSED: &str = "closed";
/// The worker told of it.
pub const DECLARED: &str = "declared";
/// Comparing records suggested it.
pub const DETECTED: &str = "detected";
