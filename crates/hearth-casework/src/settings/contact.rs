//! The controller of the records, and where people write and ring.

use jiff::civil::Date;
use serde::Deserialize;

use super::Pack;

/// Who answers in law for the records (UK GDPR Article 4(7)).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// The name in full, as letters, forms, shares and returns carry it.
    pub name: String,
    /// Its number in the Information Commissioner's register of fee payers, where the council has given it.
    #[serde(default)]
    pub registration: Option<String>,
    /// Where it is written to, one line each.
    pub post: Vec<String>,
}

impl Pack {
    /// Who owns the information, and where they and the data protection officer are written to: on every page, form and printed sheet, and on
    /// everything that goes out, so that it stands there before anybody sends anything (UK GDPR Article 13(1)(a) and (b)).
    pub fn owner(&self) -> String {
        let controller =
            format!("Controller of this information: {}, {}.", self.controller.name, self.controller.post.join(", "));
        match self.contact(ContactFor::DataProtectionOfficer) {
            Some(officer) if !officer.post.is_empty() => format!("{controller} {}.", officer.post.join(", ")),
            _ => controller,
        }
    }
}

/// What a contact is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactFor {
    /// The data protection officer (UK GDPR Article 37).
    DataProtectionOfficer,
    /// Requests to use a right.
    Rights,
    /// The officers who give access to files.
    AccessToFiles,
    /// Who owns the information of the service.
    AssetOwner,
    /// Complaints about the service.
    Complaints,
    /// The Information Commissioner, where a complaint about information goes in the end.
    Commissioner,
}

impl ContactFor {
    /// Each of them, in the order in which a notice names them.
    pub const ALL: [Self; 6] = [
        Self::DataProtectionOfficer,
        Self::Rights,
        Self::AccessToFiles,
        Self::AssetOwner,
        Self::Complaints,
        Self::Commissioner,
    ];

    /// What people go there for.
    pub const fn words(self) -> &'static str {
        match self {
            Self::DataProtectionOfficer => "Data protection officer",
            Self::Rights => "Using a right",
            Self::AccessToFiles => "Seeing your file",
            Self::AssetOwner => "Owner of the service’s information",
            Self::Complaints => "Complaining about the service",
            Self::Commissioner => "Information Commissioner",
        }
    }
}

/// Where people write and ring.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What it is for.
    #[serde(rename = "for")]
    pub purpose: ContactFor,
    /// Who answers: a name or a role.
    pub name: String,
    /// Where they are written to, one line each.
    #[serde(default)]
    pub post: Vec<String>,
    /// Their mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Their telephone numbers, as people write them.
    #[serde(default)]
    pub telephones: Vec<String>,
    /// Their page.
    #[serde(default)]
    pub website: Option<String>,
    /// The day on which somebody last checked that all this still holds.
    pub reviewed: Date,
}

/// A page that the notice leads to.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The code.
    pub code: String,
    /// What stands behind it, in words.
    pub name: String,
    /// The address.
    pub address: String,
    /// The day on which it was last seen to answer.
    pub checked: Date,
    /// What was found then, where it did not answer.
    #[serde(default)]
    pub dead: Option<String>,
}
