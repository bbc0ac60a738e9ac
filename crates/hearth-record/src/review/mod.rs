//! Independent review and the quality of the work: what reviewing officers see and raise, supervision, audits. The reviews
//! themselves stand with what they review.

crate::kinds_of_service! {
    escalation::Escalation,
    escalation_answer::EscalationAnswer,
    reviewing_officer_contact::ReviewingOfficerContact,
    supervision::Supervision,
    case_audit::CaseAudit,
}
