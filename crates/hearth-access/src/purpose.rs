//! Why a file is opened: inferred from what connects the worker with it, asked for when nothing does.
//!
//! UK GDPR Article 5(1)(b): data collected for one purpose are not used for another. The audit keeps the purpose of every
//! read.

use std::str::FromStr;

use crate::{
    facts::{FileFacts, InvolvementRole, Stage, Subject},
    role::{Group, Role},
};

/// A text that names no purpose.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no purpose: use a code such as `oversight`")]
pub struct NotAPurpose(String);

macro_rules! purposes {
    ($($(#[$doc:meta])* $purpose:ident, $code:literal, $words:literal;)*) => {
        /// A reason to open a file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Purpose {
            $($(#[$doc])* $purpose,)*
        }

        impl Purpose {
            /// Every purpose.
            pub const ALL: &'static [Self] = &[$(Self::$purpose),*];

            /// The code that is stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$purpose => $code,)* }
            }

            /// What people read.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$purpose => $words,)* }
            }
        }
    };
}

purposes! {
    /// The worker is allocated.
    DirectWork, "direct_work", "working with this person";
    /// The worker reviews the plan.
    Review, "review", "reviewing the plan";
    /// The worker's team holds the file.
    TeamWork, "team_work", "covering for the team";
    /// There is a task on the file, in a role of practice.
    Task, "task", "doing a task on this file";
    /// There is a request for access to work on.
    AccessRequest, "access_request", "answering a request for access";
    /// There is a complaint to work on.
    Complaint, "complaint", "handling a complaint";
    /// There are proceedings or advice to work on.
    LegalWork, "legal_work", "legal advice or proceedings";
    /// There is a review of access, a breach or a right to work on.
    Assurance, "assurance", "data protection assurance";
    /// A panel considers the case.
    Panel, "panel", "preparing the panel";
    /// An agency was asked about the person.
    Enquiry, "enquiry", "answering an enquiry";
    /// A contact is open on the file.
    FrontDoor, "front_door", "deciding a contact";
    /// The worker works with a brother or sister.
    SiblingWork, "sibling_work", "working with a brother or sister";
    /// The worker is named on the file's list.
    Named, "named", "named on the file's list";
    /// The emergency duty team answers.
    OutOfHours, "out_of_hours", "emergency duty";
    /// The worker broke the glass.
    BrokenGlass, "broken_glass", "break-glass, with a reason";
    /// Asked for: a new contact may concern a person who is already known.
    FrontDoorCheck, "front_door_check", "checking history for a new contact";
    /// Asked for: the head of service looks.
    Oversight, "oversight", "overseeing the service";
    /// Asked for: the adoption service supports a family or an adopted adult.
    AdoptionSupport, "adoption_support", "adoption support";
}

impl Purpose {
    /// The purposes that a worker in `role` may give when nothing in the records explains why they open a file.
    pub fn askable(role: Role) -> Vec<Self> {
        [
            (Group::FrontDoor, Self::FrontDoorCheck),
            (Group::Oversight, Self::Oversight),
            (Group::Adoption, Self::AdoptionSupport),
        ]
        .into_iter()
        .filter_map(|(group, purpose)| role.is_in(group).then_some(purpose))
        .collect()
    }
}

impl FromStr for Purpose {
    type Err = NotAPurpose;
    fn from_str(code: &str) -> Result<Self, NotAPurpose> {
        Self::ALL
            .iter()
            .copied()
            .find(|purpose| purpose.code() == code)
            .ok_or_else(|| NotAPurpose(code.chars().take(40).collect()))
    }
}

/// The purpose that the records explain, if any: the closest connection wins.
///
/// It says why, not whether: the policies decide whether. Broken glass is added by
/// [`decide`](crate::Policies::decide), which knows the time.
pub fn purpose_for(subject: &Subject, facts: &FileFacts) -> Option<Purpose> {
    let role = subject.role;
    if role.is_in(Group::Practitioner)
        && let Some(purpose) = involvement(subject, facts)
    {
        return Some(purpose);
    }
    if has_task(subject, facts) {
        return Some(task_of(role));
    }
    if role.is_in(Group::FrontDoor) && facts.stage == Stage::FrontDoor {
        return Some(Purpose::FrontDoor);
    }
    let sibling = |worker| facts.sibling_involvements.iter().any(|i| i.open && i.worker == Some(worker));
    if role.is_in(Group::Practitioner) && sibling(subject.worker) {
        return Some(Purpose::SiblingWork);
    }
    if role.is_in(Group::ByTask) && facts.permits.contains(&subject.worker) {
        return Some(Purpose::Named);
    }
    (role.is_in(Group::OutOfHours) && facts.stage != Stage::Closed).then_some(Purpose::OutOfHours)
}

fn involvement(subject: &Subject, facts: &FileFacts) -> Option<Purpose> {
    let mine = |role| facts.open_involvements().any(|i| i.role == role && i.worker == Some(subject.worker));
    let ours = || facts.open_involvements().any(|i| i.team.is_some_and(|team| subject.teams.contains(&team)));
    if mine(InvolvementRole::Holds) {
        Some(Purpose::DirectWork)
    } else if mine(InvolvementRole::Reviews) {
        Some(Purpose::Review)
    } else {
        ours().then_some(Purpose::TeamWork)
    }
}

fn has_task(subject: &Subject, facts: &FileFacts) -> bool {
    facts
        .tasks
        .iter()
        .any(|task| task.worker == Some(subject.worker) || task.team.is_some_and(|team| subject.teams.contains(&team)))
}

const fn task_of(role: Role) -> Purpose {
    match role {
        Role::AccessOfficer => Purpose::AccessRequest,
        Role::ComplaintsOfficer => Purpose::Complaint,
        Role::Lawyer => Purpose::LegalWork,
        Role::Dpo => Purpose::Assurance,
        Role::PanelAdviser => Purpose::Panel,
        Role::PartnerSchool | Role::PartnerPolice => Purpose::Enquiry,
        _ => Purpose::Task,
    }
}
