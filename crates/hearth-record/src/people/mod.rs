//! People: who somebody is, where they live, who is theirs.

crate::kinds_of_service! {
    person::Person,
}
