//! People: who somebody is, where they live, who is theirs, who works with them.

crate::kinds_of_service! {
    person::Person,
    person_name::PersonName,
    person_identifier::PersonIdentifier,
    address::Address,
    contact_detail::ContactDetail,
    relationship::Relationship,
    household_membership::HouseholdMembership,
    declined::Declined,
    disability::Disability,
    immigration_status::ImmigrationStatus,
    special_needs::SpecialNeeds,
    behaviour::Behaviour,
    medical::Medical,
    involvement::Involvement,
    worker::Worker,
    team::Team,
}
