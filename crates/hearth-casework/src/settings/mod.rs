//! Authority packs: what differs between councils, as data. One build serves them all.
//!
//! A pack is one file, or one file and a folder of the same name beside it, each file of which holds some of its sections.

mod automated;
mod contact;
mod notice;
mod purpose;
mod recipient;
mod residency;
mod statute;
mod team;
mod watch;

use std::collections::BTreeMap;

use hearth_practice::{clocks::Clocks, retention::Schedule};
use hearth_record::ids::AuthorityId;
use serde::Deserialize;

pub use self::{
    automated::{AutomatedDecision, Computed},
    contact::{Contact, ContactFor, Controller, Link},
    notice::{Claim, NoticeSettings, Published},
    purpose::{Power, Purpose, Rights},
    recipient::{Agreement, AgreementKind, Channel, DataCategory, OnlyWhile, Recipient, Sort},
    residency::Residency,
    statute::Statute,
    team::Team,
    watch::Watch,
};

/// What a council sets.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// The short name in addresses and in the store.
    pub id: AuthorityId,
    /// The name in full.
    pub name: String,
    /// The name in a heading.
    pub short_name: String,
    /// What the council calls its children's service.
    pub service: String,
    /// The three-digit DfE code.
    pub la_code: String,
    /// The ONS code.
    pub ons_code: String,
    /// What the council calls the system in its notice.
    pub system_of_record: String,
    /// Its clocks, with the amounts that it sets itself.
    #[serde(default)]
    pub clocks: Clocks,
    /// The teams.
    #[serde(rename = "team")]
    pub teams: Vec<Team>,
    /// Who answers in law for the records.
    pub controller: Controller,
    /// Where people write and ring.
    #[serde(rename = "contact")]
    pub contacts: Vec<Contact>,
    /// The pages that its notice leads to.
    #[serde(rename = "link")]
    pub links: Vec<Link>,
    /// The purposes for which it uses information, with what allows each.
    #[serde(rename = "purpose")]
    pub purposes: Vec<Purpose>,
    /// The laws that it acts under.
    #[serde(rename = "statute")]
    pub statutes: Vec<Statute>,
    /// The categories of information that its notice names.
    #[serde(rename = "category")]
    pub categories: Vec<DataCategory>,
    /// To whom information may go.
    #[serde(rename = "recipient")]
    pub recipients: Vec<Recipient>,
    /// The agreements under which it does.
    #[serde(rename = "agreement", default)]
    pub agreements: Vec<Agreement>,
    /// How long files are kept: its own years over the floors of the law.
    #[serde(default)]
    pub retention: Schedule,
    /// From how many files a day somebody asks why.
    #[serde(default)]
    pub watch: Watch,
    /// What is settled about its privacy notice.
    pub notice: NoticeSettings,
    /// Where records may be kept and sent through.
    pub residency: Residency,
    /// What is worked out about people, and who decides.
    #[serde(rename = "computed")]
    pub computed: Vec<Computed>,
    /// The decisions that nobody takes part in: none, in either council.
    #[serde(rename = "automated_decision", default)]
    pub automated_decisions: Vec<AutomatedDecision>,
}

/// A pack that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the authority pack {place} cannot be used: {why}; correct it and start again")]
pub struct BadPack {
    place: String,
    why: String,
}

impl Pack {
    /// The pack that these parts write, each with its place, which names it in an error. The first is the pack's own file.
    pub fn read(parts: &[(&str, &str)]) -> Result<Self, BadPack> {
        let bad = |place: &str, why: String| BadPack { place: place.to_owned(), why };
        let mut whole = toml::Table::new();
        for (place, text) in parts {
            for (section, value) in text.parse::<toml::Table>().map_err(|e| bad(place, e.to_string()))? {
                if whole.insert(section.clone(), value).is_some() {
                    return Err(bad(place, format!("the section {section} stands in another file of it too")));
                }
            }
        }
        let place = parts.first().map_or("", |(place, _)| place);
        let pack: Self = whole.try_into().map_err(|e: toml::de::Error| bad(place, e.to_string()))?;
        match pack.wrong() {
            Some(why) => Err(bad(place, why)),
            None => Ok(pack),
        }
    }

    /// Why it cannot be used.
    fn wrong(&self) -> Option<String> {
        if self.la_code.len() != 3 || !self.la_code.bytes().all(|b| b.is_ascii_digit()) {
            return Some(format!("la_code `{}` is not three digits", self.la_code));
        }
        team::wrong(&self.teams).or_else(|| recipient::wrong(self)).or_else(|| purpose::wrong(self))
    }

    /// The contact for something.
    pub fn contact(&self, what: ContactFor) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.purpose == what)
    }

    /// A page that the notice leads to.
    pub fn link(&self, code: &str) -> Option<&Link> {
        self.links.iter().find(|link| link.code == code)
    }
}

/// The files of a pack: its own, and those of the folder beside it.
macro_rules! parts {
    ($pack:literal: $($section:literal),*) => {
        &[
            (concat!("authorities/", $pack, ".toml"), include_str!(concat!("../../../../authorities/", $pack, ".toml"))),
            $((
                concat!("authorities/", $pack, "/", $section, ".toml"),
                include_str!(concat!("../../../../authorities/", $pack, "/", $section, ".toml")),
            )),*
        ]
    };
}

/// The files of the packs that are compiled in.
const COMPILED_IN: [&[(&str, &str)]; 2] = [
    parts!("sefton": "contacts", "purposes", "legislation", "recipients", "computed", "notice", "retention"),
    parts!("knowsley": "contacts", "purposes", "legislation", "recipients", "computed", "notice", "retention"),
];

/// The packs that are compiled in, by authority.
///
/// # Panics
/// Never in a build that was tested: each is read by a test.
pub fn compiled_in() -> BTreeMap<AuthorityId, Pack> {
    let read = |parts| Pack::read(parts).expect("INVARIANT: the packs that are compiled in are read by a test");
    COMPILED_IN.into_iter().map(read).map(|pack| (pack.id.clone(), pack)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sefton's pack with one text in the place of another.
    fn changed(from: &str, to: &str) -> Result<Pack, BadPack> {
        let texts: Vec<(&str, String)> =
            COMPILED_IN[0].iter().map(|(place, text)| (*place, text.replace(from, to))).collect();
        Pack::read(&texts.iter().map(|(place, text)| (*place, text.as_str())).collect::<Vec<_>>())
    }

    #[test]
    fn both_councils_are_read_from_their_packs() {
        let packs = compiled_in();
        let names: Vec<_> = packs.values().map(|pack| pack.short_name.as_str()).collect();
        assert_eq!(names, ["Knowsley", "Sefton"]);
    }

    #[test]
    fn one_team_code_is_two_teams_in_two_councils() {
        let packs = compiled_in();
        let ids: Vec<_> = packs.values().map(|pack| pack.team_id("mash")).collect();
        assert_ne!(ids[0], ids[1]);
    }

    #[test]
    fn a_postcode_names_the_team_of_its_area() {
        let sefton = &compiled_in()[&AuthorityId::new("sefton").unwrap()];
        let named = |postcode| sefton.team_for(postcode).map(|team| team.code.as_str());
        assert_eq!(named("L20 3NJ"), Some("locality_south"));
        assert_eq!(named("pr81aa"), Some("locality_north"));
        assert_eq!(named("L1 8JQ"), None, "another council’s");
        assert_eq!(named("next to the church"), None);
    }

    #[test]
    fn two_teams_with_one_area_are_refused() {
        assert!(changed("\"L23\"", "\"L20\"").is_err());
    }

    #[test]
    fn a_pack_with_a_word_it_does_not_know_is_refused() {
        assert!(changed("short_name", "nickname").is_err());
    }
}
