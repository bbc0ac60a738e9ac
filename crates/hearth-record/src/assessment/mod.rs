//! Assessments of a child and the family.

crate::kinds_of_service! {
    child_and_family::Assessment,
}
