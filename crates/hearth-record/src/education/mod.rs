//! Education: schools, attendance, suspensions and exclusions.

crate::kinds_of_service! {
    school::School,
    attendance::Attendance,
    exclusion::Exclusion,
}
