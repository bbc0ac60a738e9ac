//! The codes of a collection year, quick to ask.

use std::collections::HashSet;

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

/// The codes that hold in a collection year, set by set.
#[derive(Debug, Clone)]
pub struct Codes([HashSet<&'static str>; Set::ALL.len()]);

impl Codes {
    /// The codes of a collection year.
    pub fn of(year: i16) -> Self {
        let year = u16::try_from(year).unwrap_or(0);
        Self(Set::ALL.map(|(_, name)| {
            code::set(name).codes().iter().filter(|code| code.holds_in(year)).map(|code| code.code.as_str()).collect()
        }))
    }

    /// Whether the text is a code of the set. A blank is none.
    pub fn has(&self, set: Set, code: &str) -> bool {
        self.0[set as usize].contains(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
