//! Adoption: the path of a child to a permanent home, and the adopters.

crate::kinds_of_service! {
    permanence_case::PermanenceCase,
    adoptive_household::AdoptiveHousehold,
}
