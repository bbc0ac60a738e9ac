//! Looked-after children: periods of care, legal statuses, placements, and the episodes derived from them.

pub mod care_episodes;
mod span;

crate::kinds_of_service! {
    period_of_care::PeriodOfCare,
    legal_status::LegalStatus,
    placement::Placement,
    placement_notice::PlacementNotice,
    placement_cost::PlacementCost,
    deprivation_of_liberty_order::DeprivationOfLibertyOrder,
    secure_accommodation::SecureAccommodation,
    care_plan::CarePlan,
    placement_plan::PlacementPlan,
    care_review::CareReview,
    visit_request::VisitRequest,
    health_check::HealthCheck,
    immunisation_status::ImmunisationStatus,
    substance_misuse::SubstanceMisuse,
    offence::Offence,
    sdq::Sdq,
    annual_outcomes::AnnualOutcomes,
    missing_episode::MissingEpisode,
    return_interview::ReturnInterview,
    pep::Pep,
    family_time::FamilyTime,
    previous_permanence::PreviousPermanence,
}
