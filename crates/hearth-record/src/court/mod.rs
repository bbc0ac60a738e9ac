//! Court: the way to it (pre-proceedings and family group decision-making), the proceedings, their parties, hearings and
//! orders.

crate::kinds_of_service! {
    pre_proceedings::PreProceedings,
    family_meeting::FamilyMeeting,
    court_case::CourtCase,
    court_party::CourtParty,
    court_hearing::CourtHearing,
    court_order::CourtOrder,
    court_bundle::CourtBundle,
}
