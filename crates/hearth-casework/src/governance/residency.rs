//! Where records may be kept and sent through: a host outside the regions that the notice allows is refused before anything is opened.

use std::net::IpAddr;

use serde::Deserialize;

use crate::settings::Pack;

/// The countries of the European Economic Area, as two letters (ISO 3166-1).
const EEA: [&str; 30] = [
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IS", "IT", "LV", "LI", "LT",
    "LU", "MT", "NL", "NO", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
];

/// What a host does for the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Does {
    /// Holds the databases.
    Database,
    /// Holds documents or other files.
    Storage,
    /// Holds backups.
    Backup,
    /// Sends or receives mail.
    Mail,
}

impl Does {
    const fn words(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Storage => "storage",
            Self::Backup => "backup",
            Self::Mail => "mail",
        }
    }
}

/// A machine elsewhere, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// Its name or number.
    pub name: String,
    /// What it does.
    #[serde(rename = "for")]
    pub does: Does,
    /// The country in which it stands, as two letters (ISO 3166-1).
    pub country: String,
}

/// A host at which records may not be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Outside {
    /// Nobody said where it stands.
    #[error(
        "nobody has said in which country the {does} host {name} stands; add it to the configuration: [[host]] name = \"{name}\", for = \"{does}\", country = \"GB\""
    )]
    Unknown {
        /// The host.
        name: String,
        /// What it does.
        does: &'static str,
    },
    /// It stands where records may not be.
    #[error(
        "the {does} host {name} stands in {country}, and {council} allows records only in {allowed} (its notice says so); use a host there, or change the notice and the settings first"
    )]
    NotAllowed {
        /// The host.
        name: String,
        /// What it does.
        does: &'static str,
        /// Where it stands.
        country: String,
        /// Whose notice.
        council: String,
        /// What it allows.
        allowed: String,
    },
}

/// Whether every host stands where every council allows: those that were told, and the databases in use, which have to be told of unless
/// they stand on this machine.
///
/// # Errors
/// [`Outside`] for the first that does not.
pub fn allowed(packs: &[&Pack], told: &[Host], databases: &[String]) -> Result<(), Outside> {
    for name in databases.iter().filter(|name| !is_here(name)) {
        if !told.iter().any(|host| host.name.eq_ignore_ascii_case(name)) {
            return Err(Outside::Unknown { name: name.clone(), does: Does::Database.words() });
        }
    }
    for host in told {
        for pack in packs {
            if !allows(pack, &host.country) {
                return Err(Outside::NotAllowed {
                    name: host.name.clone(),
                    does: host.does.words(),
                    country: host.country.clone(),
                    council: pack.name.clone(),
                    allowed: pack.residency.allowed.join(" and "),
                });
            }
        }
    }
    Ok(())
}

fn allows(pack: &Pack, country: &str) -> bool {
    let country = country.to_ascii_uppercase();
    let in_eea = EEA.contains(&country.as_str());
    pack.residency.allowed.iter().any(|region| *region == country || (region == "EEA" && in_eea))
}

/// Whether a host is this machine: a socket, or an address that leads back to it.
fn is_here(name: &str) -> bool {
    let number = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    name.is_empty() || name.starts_with('/') || name == "localhost" || number.is_ok_and(|number| number.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::compiled_in;

    fn host(name: &str, country: &str) -> Host {
        Host { name: name.to_owned(), does: Does::Mail, country: country.to_owned() }
    }

    #[test]
    fn dublin_is_allowed_by_one_council_and_virginia_by_none() {
        let packs = compiled_in();
        let one = |id: &str| packs.values().filter(move |pack| pack.id.as_str() == id).collect::<Vec<_>>();
        assert!(allowed(&one("sefton"), &[host("mail.example", "IE")], &[]).is_ok());
        assert!(allowed(&one("knowsley"), &[host("mail.example", "IE")], &[]).is_err());
        assert!(allowed(&one("sefton"), &[host("mail.example", "us")], &[]).is_err());
    }

    #[test]
    fn a_database_on_this_machine_needs_no_word_and_another_does() {
        let packs = compiled_in();
        let packs: Vec<&Pack> = packs.values().collect();
        let databases = |name: &str| [name.to_owned()];
        for here in ["localhost", "127.0.0.1", "[::1]", "/run/postgresql", ""] {
            assert!(allowed(&packs, &[], &databases(here)).is_ok(), "{here}");
        }
        let unknown = allowed(&packs, &[], &databases("db.example")).unwrap_err();
        assert!(unknown.to_string().contains("[[host]]"), "{unknown}");
    }
}
