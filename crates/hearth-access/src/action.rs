//! What a worker may ask to do.

use std::fmt;

use hearth_record::class::Category;

/// What an action is done on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Object {
    /// One file: ask [`decide`](crate::Policies::decide).
    File,
    /// The whole authority: ask [`decide_at`](crate::Policies::decide_at).
    Authority,
    /// Either.
    Both,
}

/// An act that is asked for. Its code stands in the audit and in the policies.
///
/// Of the categories [`Category::Medical`] and [`Category::Adopters`] close a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open a file: its overview, its timeline, the sections that are not closed.
    OpenFile,
    /// Read the section of a category in a file that is open.
    ReadSection {
        /// The category of the section.
        category: Category,
    },
    /// Add a record.
    Record,
    /// Add a version to a record that is there.
    Correct {
        /// The category of the record that is corrected.
        category: Category,
    },
    /// Add a version to what a reviewing officer wrote, apart from the team that holds the case.
    CorrectReview,
    /// Print a page of the file.
    Print,
    /// Decide what a contact on the file leads to.
    DecideContact,
    /// Learn who told, where they asked not to be named.
    KnowReferrer,
    /// Take a copy of the file out of the system, for the person or for a court.
    Export,
    /// Appear among the results of a search.
    Find,
    /// Appear as a row of a list.
    ListRow,
    /// Open the file although nothing connects the worker with it.
    BreakGlass,
    /// As the second person, set a detected conflict aside or approve another's break-glass.
    ApproveAccess,
    /// Restrict the file to those named, change who is named, or lift the restriction.
    Restrict,
    /// Say that two files are of one person, or withdraw it.
    Merge,
    /// Destroy the file under an executed disposition.
    Destroy,
    /// See the coded fields that a statutory return is made of.
    ReadReturn,
    /// Correct such a field.
    CorrectReturn,
    /// See how long the file is kept and why.
    ReadRetention,
    /// Answer what one's agency was asked.
    AnswerEnquiry,
    /// Hand over what the returns ask about adopters, in codes: into a file, or see for whom in the authority that is still to be done.
    HandOver,
    /// Let a bundle of the file go to the parties of proceedings, and decide what of a relative who withdrew may be in it.
    ReleaseToCourt,
    /// Clear what was proposed to be told abroad, or let what was kept from a family's list stand in it.
    ClearDisclosure,
    /// Write down that somebody asks about the information in the file, or complains: it opens no file, and gives whoever answers a task.
    TakeRequest,
    /// See who did what: on a file, or in the whole authority.
    ReadAudit,
    /// Search for people.
    Search,
    /// See the queue of the front door.
    ViewQueue,
    /// See reports and statistics.
    ViewReports,
    /// See the register of processing.
    ReadRegister,
    /// Start a file for a person who has none.
    StartFile,
    /// Make a statutory return.
    RunReturn,
    /// Sign off a statutory return, for whoever answers for it.
    SignReturn,
    /// Import files from a return or a data set.
    Import,
    /// Make, change and close accounts.
    ManageAccounts,
    /// Change settings of the authority.
    ChangeSettings,
    /// Review how the glass was broken.
    ReviewAccess,
    /// Approve rules of retention and sharing.
    ApproveRules,
    /// Look at who may stand in two files, and say whether they do.
    ReviewDoubles,
    /// Decide what of a file is shared, or that it is not.
    Share,
    /// As the second person, agree to what somebody shares, or look at what was shared in an emergency.
    ApproveShare,
    /// See what is shared across the authority.
    ReadSharing,
    /// Take files whose time has come together, review them, and execute what was approved.
    ProposeDisposal,
    /// As the second person, approve what is to be destroyed.
    ApproveDisposal,
    /// Ask whether a file of somebody was destroyed here.
    AskAfterDestroyed,
    /// See what people ask and complain of across the authority.
    ReadRequests,
    /// Open a hold, put files under it, propose to close it or close it.
    ManageHolds,
    /// Approve a version of the privacy notice, which is then in force.
    ApproveNotice,
}

impl Action {
    /// Every action; those with a category carry an ordinary one.
    pub const ALL: &'static [Self] = &[
        Self::OpenFile,
        Self::ReadSection { category: Category::PersonalInformation },
        Self::Record,
        Self::Correct { category: Category::PersonalInformation },
        Self::CorrectReview,
        Self::Print,
        Self::DecideContact,
        Self::KnowReferrer,
        Self::Export,
        Self::Find,
        Self::ListRow,
        Self::BreakGlass,
        Self::ApproveAccess,
        Self::Restrict,
        Self::Merge,
        Self::Destroy,
        Self::ReadReturn,
        Self::CorrectReturn,
        Self::ReadRetention,
        Self::AnswerEnquiry,
        Self::HandOver,
        Self::ReleaseToCourt,
        Self::ClearDisclosure,
        Self::TakeRequest,
        Self::ReadAudit,
        Self::Search,
        Self::ViewQueue,
        Self::ViewReports,
        Self::ReadRegister,
        Self::StartFile,
        Self::RunReturn,
        Self::SignReturn,
        Self::Import,
        Self::ManageAccounts,
        Self::ChangeSettings,
        Self::ReviewAccess,
        Self::ApproveRules,
        Self::ReviewDoubles,
        Self::Share,
        Self::ApproveShare,
        Self::ReadSharing,
        Self::ProposeDisposal,
        Self::ApproveDisposal,
        Self::AskAfterDestroyed,
        Self::ReadRequests,
        Self::ManageHolds,
        Self::ApproveNotice,
    ];

    /// The code in the policies and in the audit.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OpenFile => "open_file",
            Self::ReadSection { .. } => "read_section",
            Self::Record => "record",
            Self::Correct { .. } => "correct",
            Self::CorrectReview => "correct_review",
            Self::Print => "print",
            Self::DecideContact => "decide_contact",
            Self::KnowReferrer => "know_referrer",
            Self::Export => "export",
            Self::Find => "find",
            Self::ListRow => "list_row",
            Self::BreakGlass => "break_glass",
            Self::ApproveAccess => "approve_access",
            Self::Restrict => "restrict",
            Self::Merge => "merge",
            Self::Destroy => "destroy",
            Self::ReadReturn => "read_return",
            Self::CorrectReturn => "correct_return",
            Self::ReadRetention => "read_retention",
            Self::AnswerEnquiry => "answer_enquiry",
            Self::HandOver => "hand_over",
            Self::ReleaseToCourt => "release_to_court",
            Self::ClearDisclosure => "clear_disclosure",
            Self::TakeRequest => "take_request",
            Self::ReadAudit => "read_audit",
            Self::Search => "search",
            Self::ViewQueue => "view_queue",
            Self::ViewReports => "view_reports",
            Self::ReadRegister => "read_register",
            Self::StartFile => "start_file",
            Self::RunReturn => "run_return",
            Self::SignReturn => "sign_return",
            Self::Import => "import",
            Self::ManageAccounts => "manage_accounts",
            Self::ChangeSettings => "change_settings",
            Self::ReviewAccess => "review_access",
            Self::ApproveRules => "approve_rules",
            Self::ReviewDoubles => "review_doubles",
            Self::Share => "share",
            Self::ApproveShare => "approve_share",
            Self::ReadSharing => "read_sharing",
            Self::ProposeDisposal => "propose_disposal",
            Self::ApproveDisposal => "approve_disposal",
            Self::AskAfterDestroyed => "ask_after_destroyed",
            Self::ReadRequests => "read_requests",
            Self::ManageHolds => "manage_holds",
            Self::ApproveNotice => "approve_notice",
        }
    }

    /// What it is done on.
    pub const fn object(self) -> Object {
        match self {
            Self::HandOver | Self::ReadAudit => Object::Both,
            Self::Search
            | Self::ViewQueue
            | Self::ViewReports
            | Self::ReadRegister
            | Self::StartFile
            | Self::RunReturn
            | Self::SignReturn
            | Self::Import
            | Self::ManageAccounts
            | Self::ChangeSettings
            | Self::ReviewAccess
            | Self::ApproveRules
            | Self::ReviewDoubles
            | Self::ProposeDisposal
            | Self::ApproveDisposal
            | Self::AskAfterDestroyed
            | Self::ReadRequests
            | Self::ManageHolds
            | Self::ApproveNotice
            | Self::ReadSharing => Object::Authority,
            _ => Object::File,
        }
    }

    /// Whether it shows or adds what a file says.
    pub const fn is_content(self) -> bool {
        matches!(
            self,
            Self::OpenFile
                | Self::ReadSection { .. }
                | Self::Record
                | Self::Correct { .. }
                | Self::CorrectReview
                | Self::Print
                | Self::DecideContact
                | Self::KnowReferrer
                | Self::Export
                | Self::Share
        )
    }

    pub(crate) const fn category(self) -> Option<Category> {
        match self {
            Self::ReadSection { category } | Self::Correct { category } => Some(category),
            _ => None,
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
