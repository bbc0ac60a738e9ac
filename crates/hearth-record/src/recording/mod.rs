//! What is written down in passing: notes, visits and documents.

crate::kinds_of_service! {
    case_note::CaseNote,
    visit::Visit,
    document::Document,
}
