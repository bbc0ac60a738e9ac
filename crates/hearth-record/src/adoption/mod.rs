//! Adoption: the path of a child to a permanent home, the adopters, panels, support, and letters between the families.

crate::kinds_of_service! {
    permanence_case::PermanenceCase,
    adoptive_household::AdoptiveHousehold,
    adopters_in_codes::AdoptersInCodes,
    adoption_panel::AdoptionPanel,
    adoption_support::AdoptionSupport,
    letterbox::Letterbox,
    letterbox_exchange::LetterboxExchange,
}
