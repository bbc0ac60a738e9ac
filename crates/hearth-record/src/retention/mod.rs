//! How long records are kept and how they end: what stands outside the system, what cannot be replaced, holds, and what was destroyed.

crate::kinds_of_service! {
    external_record::ExternalRecord,
    keepsake::Keepsake,
    held_by_hand::HeldByHand,
    legal_hold::LegalHold,
    disposal_batch::DisposalBatch,
    disposal_item::DisposalItem,
    kept_shorter::KeptShorter,
    retention_schedule::RetentionSchedule,
    retention_run::RetentionRun,
}
