//! Access to the file itself: restrictions, conflicts of interest, broken glass, and that two files are of one person.

crate::kinds_of_service! {
    restriction::Restriction,
    conflict_of_interest::ConflictOfInterest,
    broken_glass::BrokenGlass,
    same_person::SamePerson,
}
