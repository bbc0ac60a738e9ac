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
/// Beside a [`CONTACT`] of the same record: it was decided; the state is the day, such as `2026-11-25`.
pub const CONTACT_DECIDED: &str = "contact_decided";
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
/// Beside a [`BROKEN_GLASS`] of the same record: nobody has looked at it yet; due on the next day.
pub const GLASS_REVIEW: &str = "glass_review";

/// A paper original that was scanned is to be destroyed; due on that day.
pub const ORIGINAL: &str = "original";

/// A clock runs: under the record whose event started it, the state is the number of its rule, such as `T104`.
pub const CLOCK: &str = "clock";

/// Two files may be of one person: stands in one of them, in the place of a record that has the other's id. [`OPEN`] while
/// nobody has said anything, [`SAID_SAME`] while somebody waits for a second, [`JOINED`] or [`APART`] once it is decided.
pub const POSSIBLE_DOUBLE: &str = "possible_double";
/// Beside a [`POSSIBLE_DOUBLE`] of the same pair: the role in which somebody said that they are one.
pub const POSSIBLE_DOUBLE_ROLE: &str = "possible_double_role";
/// One person has said that two are one.
pub const SAID_SAME: &str = "said_same";
/// Two have said so.
pub const JOINED: &str = "joined";
/// They are two people.
pub const APART: &str = "apart";

/// An urgent disclosure was made and nobody has looked at it yet; due on the next working day.
pub const SHARE_REVIEW: &str = "share_review";
/// A share waits for a second person.
pub const SHARE_APPROVAL: &str = "share_approval";
/// A share is on its way and can still be taken back.
pub const SHARE_QUEUED: &str = "share_queued";
/// A standing share; due on its last day.
pub const SHARE_STANDING: &str = "share_standing";
/// It was decided not to share.
pub const SHARE_WITHHELD: &str = "share_withheld";
/// Somebody holds what was corrected or restricted since: they are to be told.
pub const SHARE_RECALL: &str = "share_recall";
/// Information was shared for a reason: the state is its code, such as `SAFEGUARD`.
pub const SHARE_REASON: &str = "share_reason";

/// Somebody asked to see, change or end what is held about them, and has no answer yet.
pub const REQUEST: &str = "data_subject_request";
/// A request was put off until a hold is released.
pub const REQUEST_PUT_OFF: &str = "request_put_off";
/// A complaint that is not closed.
pub const COMPLAINT: &str = "complaint";

/// It goes on.
pub const OPEN: &str = "open";
/// It is over.
pub const CLOSED: &str = "closed";
/// The worker told of it.
pub const DECLARED: &str = "declared";
/// Comparing records suggested it.
pub const DETECTED: &str = "detected";
