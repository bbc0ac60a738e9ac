//! Young people who have left care, or are about to.

crate::kinds_of_service! {
    care_leaver::CareLeaver,
    care_leaver_contact::CareLeaverContact,
    pathway_plan::PathwayPlan,
    care_leaver_accommodation::CareLeaverAccommodation,
    care_leaver_activity::CareLeaverActivity,
}
