//! The codes of a collection year, quick to ask.

use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use hearth_record::code;

/// A code set that rules ask about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after its set in rules/code-sets.toml")]
pub enum Set {
    Sex,
    Ethnicity,
    UpnUnknownCla,
    UpnUnknown,
    ReasonNewEpisode,
    LegalStatus,
    CategoryOfNeed,
    PlacementType,
    PlacementProvider,
    PlacementLocation,
    ReasonEpisodeCeased,
    ReasonPlacementChange,
    ReviewParticipation,
    SdqReason,
    MissingType,
    PreviousPermanence,
    LaCode,
    ReasonNoLongerPlaced,
    NumberOfAdopters,
    SexOfAdopters,
    LegalStatusOfAdopters,
    InTouch,
    Activity,
    Accommodation,
    Suitability,
    SwChangeReason,
    Disability,
    ReferralSource,
    PrimaryNeed,
    ClosureReason,
    AssessmentFactor,
    CategoryOfAbuse,
    PreProceedingsOutcome,
}

impl Set {
    const ALL: [(Self, &'static str); 33] = [
        (Self::Sex, "sex"),
        (Self::Ethnicity, "ethnicity"),
        (Self::UpnUnknownCla, "upn_unknown_cla"),
        (Self::UpnUnknown, "upn_unknown"),
        (Self::ReasonNewEpisode, "reason_new_episode"),
        (Self::LegalStatus, "legal_status"),
        (Self::CategoryOfNeed, "category_of_need_cla"),
        (Self::PlacementType, "placement_type"),
        (Self::PlacementProvider, "placement_provider"),
        (Self::PlacementLocation, "placement_location"),
        (Self::ReasonEpisodeCeased, "reason_episode_ceased"),
        (Self::ReasonPlacementChange, "reason_placement_change"),
        (Self::ReviewParticipation, "review_participation"),
        (Self::SdqReason, "sdq_reason"),
        (Self::MissingType, "missing_type"),
        (Self::PreviousPermanence, "previous_permanence"),
        (Self::LaCode, "la_code"),
        (Self::ReasonNoLongerPlaced, "reason_no_longer_placed"),
        (Self::NumberOfAdopters, "number_of_adopters"),
        (Self::SexOfAdopters, "sex_of_adopters"),
        (Self::LegalStatusOfAdopters, "legal_status_of_adopters"),
        (Self::InTouch, "care_leaver_in_touch"),
        (Self::Activity, "care_leaver_activity"),
        (Self::Accommodation, "care_leaver_accommodation"),
        (Self::Suitability, "accommodation_suitability"),
        (Self::SwChangeReason, "sw_change_reason"),
        (Self::Disability, "disability"),
        (Self::ReferralSource, "referral_source"),
        (Self::PrimaryNeed, "primary_need"),
        (Self::ClosureReason, "cin_closure_reason"),
        (Self::AssessmentFactor, "assessment_factor"),
        (Self::CategoryOfAbuse, "cp_category_of_abuse"),
        (Self::PreProceedingsOutcome, "cin_pp_outcome"),
    ];
}

/// The codes that hold in one year, set by set.
type Held = [HashSet<&'static str>; Set::ALL.len()];

/// The first collection year of which codes are asked, and how many there are.
const YEARS: (u16, usize) = (1900, 300);

/// The codes of each year, made when they are first asked for: one child on a page asks for those of its year as often as a council.
static HELD: [OnceLock<Held>; YEARS.1] = [const { OnceLock::new() }; YEARS.1];

/// The codes that hold in a collection year, set by set.
#[derive(Debug, Clone, Copy)]
pub struct Codes(&'static Held);

impl Codes {
    /// The codes of a collection year; a year before 1900 or after 2199 has those of the nearest that is neither.
    pub fn of(year: i16) -> Self {
        let year = u16::try_from(year).unwrap_or(0).clamp(YEARS.0, YEARS.0 + 299);
        let holding = |name: &str| -> HashSet<&'static str> {
            let codes = code::set(name).codes().iter();
            codes.filter(|code| code.holds_in(year)).map(|code| code.code.as_str()).collect()
        };
        Self(HELD[usize::from(year - YEARS.0)].get_or_init(|| Set::ALL.map(|(_, name)| holding(name))))
    }

    /// Whether the text is a code of the set. A blank is none.
    pub fn has(&self, set: Set, code: &str) -> bool {
        self.0[set as usize].contains(code)
    }
}

/// The longest code that may be written in small letters.
const LONGEST: usize = 8;

/// Every code of capital letters, of any year.
static CAPITALS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let codes = Set::ALL.iter().flat_map(|(_, name)| code::set(name).codes()).map(|code| code.code.as_str());
    codes.filter(|code| code.len() <= LONGEST && !code.bytes().any(|b| b.is_ascii_lowercase())).collect()
});

/// The code that was meant by a text in small letters (`c1` is C1); any other text as it is.
pub(crate) fn in_capitals(text: &str) -> &str {
    if text.len() > LONGEST || !text.bytes().any(|b| b.is_ascii_lowercase()) {
        return text;
    }
    let mut capitals = [0; LONGEST];
    let capitals = &mut capitals[..text.len()];
    capitals.copy_from_slice(text.as_bytes());
    capitals.make_ascii_uppercase();
    std::str::from_utf8(capitals).ok().and_then(|meant| CAPITALS.get(meant)).copied().unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_are_read_as_the_code_that_they_mean() {
        assert_eq!(in_capitals("c1"), "C1");
        assert_eq!(in_capitals("E4a"), "E4A");
        assert_eq!(in_capitals("other"), "OTHER");
        assert_eq!(in_capitals("zz"), "zz");
        assert_eq!(in_capitals("single period"), "single period");
    }

    #[test]
    fn each_set_stands_in_its_own_place() {
        for (at, (set, _)) in Set::ALL.iter().enumerate() {
            assert_eq!(*set as usize, at);
        }
    }

    #[test]
    fn sex_was_one_and_two_until_2024() {
        assert!(Codes::of(2024).has(Set::Sex, "1") && !Codes::of(2024).has(Set::Sex, "M"));
        assert!(Codes::of(2027).has(Set::Sex, "M") && !Codes::of(2027).has(Set::Sex, "1"));
    }
}
