//! From contact to plan: what happens at home.

use jiff::civil::Date;

/// Somebody told the authority something about a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The day it came.
    pub on: Date,
    /// Who told, by the referral source codes.
    pub source: &'static str,
    /// The day it was decided.
    pub decided: Option<Date>,
    /// What was decided, by the contact outcome codes.
    pub outcome: Option<&'static str>,
}

/// A social care episode: a referral and what came of it until the case was closed.
#[derive(Clone, Debug)]
pub struct Episode {
    /// The contact that became the referral.
    pub contact: Contact,
    /// The day of the referral.
    pub referred: Date,
    /// The primary need; none for a referral with no further action.
    pub need: Option<&'static str>,
    /// The referral led to no further action.
    pub no_further_action: bool,
    /// Assessments, oldest first, one open at most (R7).
    pub assessments: Vec<Assessment>,
    /// Section 47 enquiries with their strategy discussion, oldest first, one open at most (R8).
    pub enquiries: Vec<Enquiry>,
    /// Child protection plans, oldest first (R10).
    pub protection: Vec<ProtectionPlan>,
    /// Child in need plans, never beside a protection plan (R11).
    pub in_need: Vec<InNeedPlan>,
    /// Exploitation plans.
    pub exploitation: Vec<ExploitationPlan>,
    /// The day it was closed, and why, by the CIN codes.
    pub closed: Option<(Date, &'static str)>,
}

/// A child and family assessment.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The day it began.
    pub started: Date,
    /// The manager's checkpoint.
    pub reviewed: Option<Date>,
    /// The day it was authorised.
    pub authorised: Option<Date>,
    /// Factors, once authorised.
    pub factors: Vec<&'static str>,
    /// The child was found not to be in need.
    pub not_in_need: bool,
}

/// A section 47 enquiry and the strategy discussion that began it.
#[derive(Clone, Debug)]
pub struct Enquiry {
    /// The day of the strategy discussion, which is the day the enquiry began.
    pub started: Date,
    /// The day it ended.
    pub ended: Option<Date>,
    /// Whether a conference was needed, once known.
    pub conference_needed: Option<bool>,
    /// The day by which the conference is due: 15 working days.
    pub conference_due: Date,
    /// The initial conference.
    pub conference: Option<Conference>,
}

/// A child protection conference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conference {
    /// The day it was held: never at a weekend.
    pub held: Date,
    /// Whether a plan was made, or goes on.
    pub plan: bool,
    /// How the child took part, by the SSDA903 codes.
    pub participation: &'static str,
}

/// A child protection plan.
#[derive(Clone, Debug)]
pub struct ProtectionPlan {
    /// The day of the conference that made it.
    pub started: Date,
    /// The day it ended, at a review or when the child was taken into care.
    pub ended: Option<Date>,
    /// Category of abuse at first and now.
    pub categories: (&'static str, &'static str),
    /// Plans in the child's life before it.
    pub previous: u8,
    /// Review conferences after the first day.
    pub reviews: Vec<Conference>,
    /// Core groups.
    pub core_groups: Vec<Date>,
    /// Visits.
    pub visits: Vec<Visit>,
}

/// A child in need plan.
#[derive(Clone, Debug)]
pub struct InNeedPlan {
    /// The day it began.
    pub started: Date,
    /// The day it ended, later than it began.
    pub ended: Option<Date>,
    /// Reviews.
    pub reviews: Vec<Date>,
    /// Visits.
    pub visits: Vec<Visit>,
}

/// A multi-agency plan against exploitation.
#[derive(Clone, Debug)]
pub struct ExploitationPlan {
    /// The day it began.
    pub started: Date,
    /// The day it ended.
    pub ended: Option<Date>,
    /// The kind of exploitation.
    pub kind: &'static str,
    /// The risk at first and now.
    pub risk: (&'static str, &'static str),
    /// Reviews.
    pub reviews: Vec<Date>,
}

/// A visit to a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The day.
    pub on: Date,
    /// The child was seen.
    pub seen: bool,
    /// The child was seen alone.
    pub alone: bool,
}
