//! Fostering: so far, private fostering.

crate::kinds_of_service! {
    private_fostering::PrivateFostering,
}
