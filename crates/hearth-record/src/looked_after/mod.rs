//! Looked-after children: periods of care, legal statuses, placements, and the episodes derived from them.

crate::kinds_of_service! {
    placement::Placement,
}
