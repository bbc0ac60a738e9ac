//! To whom information may go, what of it, and how; and the agreements under which it does.

use hearth_record::{Category, code};
use jiff::civil::Date;
use serde::Deserialize;

use super::Pack;

/// A category of information as the notice names it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DataCategory {
    /// The code, one of `notice_data_category`.
    pub code: String,
    /// What it is, in plain words.
    pub name: String,
    /// The categories of records that belong to it, by their codes.
    pub records: Vec<String>,
    /// Whether it is of a special category (UK GDPR Article 9(1)) or tells of offences (Article 10).
    #[serde(default)]
    pub special: bool,
}

/// What sort of recipient somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Another agency that works with children and families.
    Partner,
    /// Somebody who provides a service under contract.
    Commissioned,
    /// Another part of the council.
    Internal,
    /// A court, or a party to proceedings.
    Court,
    /// A department or regulator of national government.
    Government,
    /// The family.
    Family,
}

impl Sort {
    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Partner => "Partner agency",
            Self::Commissioned => "Service under contract",
            Self::Internal => "Part of the council",
            Self::Court => "Court or party",
            Self::Government => "National government or regulator",
            Self::Family => "Family",
        }
    }

    /// What people call several of it.
    pub const fn several(self) -> &'static str {
        match self {
            Self::Partner => "Partner agencies",
            Self::Commissioned => "Services under contract",
            Self::Internal => "Other parts of the council",
            Self::Court => "Courts and parties to proceedings",
            Self::Government => "National government and regulators",
            Self::Family => "Your family",
        }
    }
}

/// What has to be so on the child's file while somebody may be a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnlyWhile {
    /// A child in need plan is open.
    CinPlanOpen,
    /// A service that both share is on the case.
    SharedService,
    /// The person is a party to proceedings about the child.
    PartyToProceedings,
    /// The subject is a mother whose children were removed, in her own record.
    MotherInOwnRecord,
}

/// How something reaches a recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A package that only the recipient's key opens.
    Encrypted,
    /// The partners' pages of this system.
    Portal,
    /// The system of a government department.
    GovernmentService,
    /// By post to a recorded address.
    Post,
    /// In person.
    InPerson,
    /// Inside the council's own system.
    Internal,
}

impl Channel {
    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Encrypted => "Encrypted package",
            Self::Portal => "Partners’ pages",
            Self::GovernmentService => "The department’s own service",
            Self::Post => "Post to a recorded address",
            Self::InPerson => "In person",
            Self::Internal => "Inside this system",
        }
    }
}

/// Somebody who may be told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// The code.
    pub code: String,
    /// The kind that the notice names, a code of `notice_recipient`.
    pub kind: String,
    /// The name.
    pub name: String,
    /// What sort of recipient it is.
    pub sort: Sort,
    /// What they may be told of, codes of the pack's categories.
    pub allowed: Vec<String>,
    /// How it reaches them.
    pub channel: Channel,
    /// The country they receive it in, as two letters (ISO 3166-1).
    #[serde(default = "at_home")]
    pub country: String,
    /// What has to be so on the child's file.
    #[serde(default)]
    pub only_while: Option<OnlyWhile>,
    /// Whether they may be told only under an agreement that is live.
    #[serde(default)]
    pub contract_needed: bool,
    /// What they do, where it limits what they may be told.
    #[serde(default)]
    pub note: Option<String>,
}

fn at_home() -> String {
    "GB".to_owned()
}

impl Recipient {
    /// The words of its kind.
    pub fn kind_words(&self) -> &'static str {
        code::set("notice_recipient").find(&self.kind).map_or("", |code| code.words())
    }

    /// Whether it is outside the United Kingdom.
    pub fn is_abroad(&self) -> bool {
        !self.country.eq_ignore_ascii_case("GB")
    }
}

/// What sort of agreement something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgreementKind {
    /// A protocol between agencies.
    Protocol,
    /// A contract with a service.
    Contract,
    /// What the law itself sets out.
    Statutory,
}

impl AgreementKind {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Protocol => "protocol",
            Self::Contract => "contract",
            Self::Statutory => "statutory",
        }
    }

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Protocol => "Information sharing protocol",
            Self::Contract => "Contract",
            Self::Statutory => "Set out in law",
        }
    }

    /// The kind with this code.
    pub fn parse(code: &str) -> Option<Self> {
        [Self::Protocol, Self::Contract, Self::Statutory].into_iter().find(|kind| kind.code() == code)
    }
}

/// An agreement to share.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// The code.
    pub code: String,
    /// Its title.
    pub name: String,
    /// With whom, codes of recipients.
    pub recipients: Vec<String>,
    /// What sort it is.
    pub kind: AgreementKind,
    /// What may be shared under it.
    pub scope: String,
    /// For what, codes of purposes.
    pub purposes: Vec<String>,
    /// The first day on which it holds.
    pub from: Date,
    /// The last day on which it holds; none while no end is agreed.
    #[serde(default)]
    pub until: Option<Date>,
    /// What protects people under it.
    pub safeguards: String,
}

impl Agreement {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

impl Pack {
    /// The recipient with this code.
    pub fn recipient(&self, code: &str) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| recipient.code == code)
    }

    /// The category of the notice to which records of `category` belong; none for what is never told of, such as how the record is governed.
    pub fn data_category(&self, category: Category) -> Option<&DataCategory> {
        self.categories.iter().find(|of| of.records.iter().any(|code| code == category.code()))
    }

    /// Whether a recipient may be told of records of `category`.
    pub fn allows(&self, recipient: &Recipient, category: Category) -> bool {
        self.data_category(category).is_some_and(|of| recipient.allowed.contains(&of.code))
    }
}

/// Why the recipients and agreements of a pack cannot be used.
pub(super) fn wrong(pack: &Pack) -> Option<String> {
    let kinds = code::set("notice_recipient");
    let category = |code: &String| pack.categories.iter().any(|of| of.code == *code);
    for recipient in &pack.recipients {
        let name = &recipient.code;
        if kinds.find(&recipient.kind).is_err() {
            return Some(format!("the recipient {name} is of no kind that a notice names: `{}`", recipient.kind));
        }
        if let Some(unknown) = recipient.allowed.iter().find(|code| !category(code)) {
            return Some(format!("the recipient {name} may be told of `{unknown}`, which is no category of the pack"));
        }
        if pack.recipients.iter().filter(|other| other.code == *name).count() > 1 {
            return Some(format!("two recipients have the code {name}"));
        }
    }
    for agreement in &pack.agreements {
        let name = &agreement.code;
        if let Some(unknown) = agreement.recipients.iter().find(|code| pack.recipient(code).is_none()) {
            return Some(format!("the agreement {name} is with `{unknown}`, who is no recipient of the pack"));
        }
        if let Some(unknown) = agreement.purposes.iter().find(|code| !pack.purposes.iter().any(|of| of.code == **code))
        {
            return Some(format!("the agreement {name} is for `{unknown}`, which is no purpose of the pack"));
        }
    }
    None
}
