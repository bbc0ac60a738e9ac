//! Sharing: what was told to others about a person, and why it could be.

crate::kinds_of_service! {
    shared::Shared,
}
