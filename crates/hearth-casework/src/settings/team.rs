//! Teams, the areas that they work in, and whose postcodes lie there.

use hearth_record::ids::TeamId;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::Pack;

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

/// Why the teams of a pack cannot be used.
pub(super) fn wrong(teams: &[Team]) -> Option<String> {
    let mut codes: Vec<&str> = teams.iter().map(|team| team.code.as_str()).collect();
    codes.sort_unstable();
    if codes.windows(2).any(|two| two[0] == two[1]) {
        return Some("two teams have one code".to_owned());
    }
    let mut areas: Vec<&String> = teams.iter().flat_map(|team| &team.area).collect();
    areas.sort_unstable();
    let twice = areas.array_windows().find(|[one, other]| one == other);
    twice.map(|[area, _]| format!("two teams have the area {area}"))
}

impl Pack {
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
