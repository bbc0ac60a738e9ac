//! What is written down in passing: notes, visits and documents.

crate::kinds_of_service! {
    case_note::CaseNote,
    case_summary::CaseSummary,
    visit::Visit,
    worry::Worry,
    direct_work::DirectWork,
    document::Document,
}
