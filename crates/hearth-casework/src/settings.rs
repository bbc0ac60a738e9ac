//! Authority packs: what differs between councils, as data. One build serves them all.

use std::collections::BTreeMap;

use hearth_practice::clocks::Clocks;
use hearth_record::ids::{AuthorityId, TeamId};
use serde::Deserialize;
use sha2::{Digest, Sha256};

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
}

/// A team of a council.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Team {
    /// The code, stable through renaming.
    pub code: String,
    /// The name that people read.
    pub name: String,
    /// Where colleagues and partners ring it, as people write a number.
    #[serde(default)]
    pub phone: Option<String>,
    /// Receives contacts.
    #[serde(default)]
    pub front_door: bool,
    /// The postcode districts whose families it works with, such as `L20`.
    #[serde(default)]
    pub area: Vec<String>,
}

/// A pack that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the authority pack {place} cannot be used: {why}; correct it and start again")]
pub struct BadPack {
    place: String,
    why: String,
}

impl Pack {
    /// The pack that `text` writes; `place` names it in an error.
    pub fn read(text: &str, place: &str) -> Result<Self, BadPack> {
        let bad = |why: String| BadPack { place: place.to_owned(), why };
        let pack: Self = toml::from_str(text).map_err(|e| bad(e.to_string()))?;
        let mut codes: Vec<&str> = pack.teams.iter().map(|team| team.code.as_str()).collect();
        codes.sort_unstable();
        if codes.windows(2).any(|two| two[0] == two[1]) {
            return Err(bad("two teams have one code".to_owned()));
        }
        let mut areas: Vec<&String> = pack.teams.iter().flat_map(|team| &team.area).collect();
        areas.sort_unstable();
        if let Some([area, _]) = areas.array_windows().find(|[one, other]| one == other) {
            return Err(bad(format!("two teams have the area {area}")));
        }
        if pack.la_code.len() != 3 || !pack.la_code.bytes().all(|b| b.is_ascii_digit()) {
            return Err(bad(format!("la_code `{}` is not three digits", pack.la_code)));
        }
        Ok(pack)
    }

    /// The id of the team with this code: the same in every instance, so that a pack needs no set-up.
    pub fn team_id(&self, code: &str) -> TeamId {
        let hash = Sha256::digest(format!("team\0{}\0{code}", self.id));
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash[..16]);
        TeamId::from_bytes(bytes)
    }

    /// The team in whose area a postcode lies; none where no team has that district, or what was given is no postcode.
    pub fn team_for(&self, postcode: &str) -> Option<&Team> {
        let postcode = hearth_record::identifier::Postcode::parse(postcode).ok()?.to_string();
        // A postcode ends in its inward code of three characters; what stands before is the district.
        let whole: String = postcode.chars().filter(|c| !c.is_whitespace()).collect();
        let district = whole.get(..whole.len().checked_sub(3)?)?;
        self.teams.iter().find(|team| team.area.iter().any(|area| area.eq_ignore_ascii_case(district)))
    }

    /// The team with this id.
    pub fn team(&self, id: TeamId) -> Option<&Team> {
        self.teams.iter().find(|team| self.team_id(&team.code) == id)
    }
}

/// The packs that are compiled in, by authority.
///
/// # Panics
/// Never in a build that was tested: each is read by a test.
pub fn compiled_in() -> BTreeMap<AuthorityId, Pack> {
    let texts = [
        ("authorities/sefton.toml", include_str!("../../../authorities/sefton.toml")),
        ("authorities/knowsley.toml", include_str!("../../../authorities/knowsley.toml")),
    ];
    let read =
        |(place, text)| Pack::read(text, place).expect("INVARIANT: the packs that are compiled in are read by a test");
    texts.into_iter().map(read).map(|pack| (pack.id.clone(), pack)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let text = include_str!("../../../authorities/sefton.toml").replace("\"L23\"", "\"L20\"");
        assert!(Pack::read(&text, "test").is_err());
    }

    #[test]
    fn a_pack_with_a_word_it_does_not_know_is_refused() {
        let text = include_str!("../../../authorities/sefton.toml").replace("short_name", "nickname");
        assert!(Pack::read(&text, "test").is_err());
    }
}
