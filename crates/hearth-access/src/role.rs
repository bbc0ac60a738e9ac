//! The roles that an account can act in, and the groups of roles that the policies speak of.
//!
//! An account acts in one role at a time. Which role stands in which group is written here and nowhere else; what a group
//! may do is written in `policies/`.

use std::{fmt, str::FromStr};

/// A text that names no role.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no role: use a code such as `social_worker`")]
pub struct NotARole(String);

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident, $code:literal, $name:literal, [$($group:ident),*];)*) => {
        /// A role in children's services or in the governance of its records.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role {
            $($(#[$doc])* $role,)*
        }

        impl Role {
            /// Every role.
            pub const ALL: &'static [Self] = &[$(Self::$role),*];

            /// The code that is stored and that the policies use. It never changes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$role => $code,)* }
            }

            /// The name that people read.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$role => $name,)* }
            }

            /// The groups it stands in.
            pub const fn groups(self) -> &'static [Group] {
                match self { $(Self::$role => &[$(Group::$group),*],)* }
            }
        }
    };
}

macro_rules! groups {
    ($($(#[$doc:meta])* $group:ident, $code:literal;)*) => {
        /// Roles that share rights.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Group {
            $($(#[$doc])* $group,)*
        }

        impl Group {
            /// Every group.
            pub const ALL: &'static [Self] = &[$(Self::$group),*];

            /// The code that the policies use.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$group => $code,)* }
            }
        }
    };
}

groups! {
    /// Works with children, families or carers.
    Practitioner, "practitioner";
    /// May be given a task on a file and open it for that.
    ByTask, "by_task";
    /// Finds people.
    Finder, "finder";
    /// Receives contacts.
    FrontDoor, "front_door";
    /// Sees the queue of the front door.
    Queue, "queue";
    /// Stands in for every team when the offices are shut.
    OutOfHours, "out_of_hours";
    /// Manages a team.
    Manager, "manager";
    /// Answers for the whole service.
    Oversight, "oversight";
    /// Behind the adoption wall.
    Adoption, "adoption";
    /// Reads medical fields.
    Health, "health";
    /// Approves what takes a second person.
    Approver, "approver";
    /// Restricts any file of the authority.
    Restrictor, "restrictor";
    /// Hands copies of files to those entitled to them.
    Disclosure, "disclosure";
    /// Answers what people ask about their information, and what they complain of.
    Rights, "rights";
    /// Keeps the retention schedule.
    Records, "records";
    /// Joins two files of one person.
    Merger, "merger";
    /// Answers for who looked at what.
    Assurance, "assurance";
    /// Keeps the register of processing.
    Register, "register";
    /// Approves rules of retention and sharing.
    RuleApprover, "rule_approver";
    /// Reads reports without names.
    Reports, "reports";
    /// Prepares statutory returns.
    Analyst, "analyst";
    /// Never reads narrative.
    WithoutNarrative, "without_narrative";
    /// Works for another agency.
    Partner, "partner";
}

roles! {
    /// Receives contacts at the front door and decides them with a manager.
    ContactOfficer, "contact_officer", "Contact officer", [Practitioner, ByTask, Finder, FrontDoor, Queue];
    /// Runs the multi-agency hub.
    MashManager, "mash_manager", "MASH manager", [Practitioner, ByTask, Finder, FrontDoor, Queue, Manager, Approver, Merger, Reports];
    /// Works with children and families in a locality team.
    SocialWorker, "social_worker", "Social worker", [Practitioner, ByTask, Finder];
    /// Manages a team of social workers.
    TeamManager, "team_manager", "Team manager", [Practitioner, ByTask, Finder, Queue, Manager, Approver, Merger, Reports];
    /// Works in the adolescent service.
    CasWorker, "cas_worker", "Adolescent service worker", [Practitioner, ByTask, Finder];
    /// Works with looked-after children in the corporate parenting team.
    CorporateParent, "corporate_parent", "Corporate parenting worker", [Practitioner, ByTask, Finder];
    /// Supervises foster carers.
    FosteringWorker, "fostering_worker", "Fostering worker", [Practitioner, ByTask, Finder];
    /// Advises the fostering and adoption panels.
    PanelAdviser, "panel_adviser", "Panel adviser", [ByTask, Finder];
    /// Works in the adoption service: the one role behind the wall.
    AdoptionWorker, "adoption_worker", "Adoption worker", [Practitioner, ByTask, Finder, Adoption];
    /// Reviews care plans and chairs conferences, apart from the case team.
    Iro, "iro", "Independent reviewing officer", [Practitioner, ByTask, Finder];
    /// Advises care leavers.
    PersonalAdviser, "personal_adviser", "Personal adviser", [Practitioner, ByTask, Finder];
    /// Answers for the whole service.
    HeadOfService, "head_of_service", "Head of service", [Practitioner, ByTask, Finder, Queue, Manager, Oversight, Approver, Restrictor, Reports];
    /// Prepares statutory returns.
    DataAnalyst, "data_analyst", "Data analyst", [Analyst, WithoutNarrative, Reports];
    /// Answers requests for access to files.
    AccessOfficer, "access_officer", "Access to files officer", [ByTask, Finder, Disclosure, Rights];
    /// Runs the complaints procedure.
    ComplaintsOfficer, "complaints_officer", "Complaints officer", [ByTask, Finder, Rights];
    /// The data protection officer.
    Dpo, "dpo", "Data protection officer", [ByTask, Finder, Rights, Approver, Restrictor, Assurance, Register, Reports];
    /// Proposes what is to be destroyed.
    RecordsManager, "records_manager", "Records manager", [Finder, Records, Merger, WithoutNarrative, Reports];
    /// Approves what is to be destroyed.
    RecordsApprover, "records_approver", "Records approver", [Records, WithoutNarrative];
    /// Runs the system and sees nobody's file.
    Administrator, "administrator", "Administrator", [Register];
    /// Works in the emergency duty team.
    EdtWorker, "edt_worker", "Emergency duty worker", [Practitioner, ByTask, Finder, FrontDoor, Queue, OutOfHours];
    /// Owns the information asset: approves its rules.
    AssetOwner, "asset_owner", "Information asset owner", [Register, RuleApprover, Reports];
    /// Advises on and conducts proceedings.
    Lawyer, "lawyer", "Lawyer", [ByTask, Finder, Disclosure];
    /// A school's safeguarding lead.
    PartnerSchool, "partner_school", "School safeguarding lead", [Partner];
    /// A police officer at the hub.
    PartnerPolice, "partner_police", "Police officer at the hub", [Partner];
    /// A nurse or doctor who works with the authority's children.
    HealthPractitioner, "health_practitioner", "Health practitioner", [Practitioner, ByTask, Finder, Health];
}

impl Role {
    /// The sign-in name of its demonstration account, such as `social.worker`.
    pub fn login(self) -> String {
        self.code().replace('_', ".")
    }

    /// Whether it stands in `group`.
    pub fn is_in(self, group: Group) -> bool {
        self.groups().contains(&group)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = NotARole;
    fn from_str(code: &str) -> Result<Self, NotARole> {
        Self::ALL
            .iter()
            .copied()
            .find(|role| role.code() == code)
            .ok_or_else(|| NotARole(code.chars().take(40).collect()))
    }
}
