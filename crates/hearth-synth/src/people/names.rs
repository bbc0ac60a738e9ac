//! Naming people: by community, sex and the time they were born.

use crate::chance::Chance;
use crate::people::communities::Community;

/// Sex as the returns write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
    /// Unknown: a child who is not born yet.
    Unknown,
}

impl Sex {
    /// The code of the returns since 2024-25.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "F",
            Self::Male => "M",
            Self::Unknown => "U",
        }
    }
}

pub(crate) fn child_forename(chance: &mut Chance, community: &Community, sex: Sex) -> &'static str {
    match sex {
        Sex::Female => chance.by_rank(community.girls),
        Sex::Male => chance.by_rank(community.boys),
        Sex::Unknown => "Unborn",
    }
}

pub(crate) fn adult_forename(chance: &mut Chance, community: &Community, sex: Sex) -> &'static str {
    chance.by_rank(if sex == Sex::Male { community.men } else { community.women })
}

/// A family name: one of the community's, now and then two joined.
pub(crate) fn surname(chance: &mut Chance, community: &Community) -> String {
    let first = chance.by_rank(community.surnames);
    if chance.percent(4) {
        let second = chance.pick(community.surnames);
        if second != first {
            return format!("{first}-{second}");
        }
    }
    first.to_owned()
}
