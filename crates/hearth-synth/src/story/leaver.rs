//! After care: contacts and pathway plans to 21, or 25 in education.

use jiff::civil::Date;

/// A care leaver.
#[derive(Clone, Debug)]
pub struct CareLeaver {
    /// The 18th birthday, when care ended.
    pub from: Date,
    /// The day on which support ended.
    pub to: Option<Date>,
    /// Dated observations, oldest first.
    pub contacts: Vec<LeaverContact>,
    /// Reviews of the pathway plan.
    pub plan_reviews: Vec<Date>,
}

/// What was known of a care leaver on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeaverContact {
    /// The day.
    pub on: Date,
    /// In touch or not.
    pub in_touch: &'static str,
    /// Main activity.
    pub activity: &'static str,
    /// Accommodation, by letter.
    pub accommodation: &'static str,
    /// Whether it is suitable.
    pub suitable: bool,
}
