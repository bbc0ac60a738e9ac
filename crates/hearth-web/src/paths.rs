//! Every address of the pages, in one typed place. No name of a person stands in any of them.

use hearth_record::ids::{FileId, RecordId};

/// The address of a file.
pub fn file(id: FileId) -> String {
    format!("/children/{id}")
}

/// The address of one record of a file.
pub fn record(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}")
}

/// The address of the form that corrects a record.
pub fn correct(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}/correct")
}

/// The address of the form that withdraws a record.
pub fn withdraw(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}/withdraw")
}

/// The address of the form that adds a record of a kind. A document comes with its bytes, so it has a form of its own.
pub fn add(id: FileId, kind: &str) -> String {
    if kind == "document" { documents(id) } else { format!("/children/{id}/add/{kind}") }
}

/// The documents of a file.
pub fn documents(id: FileId) -> String {
    format!("/children/{id}/documents")
}

/// The bytes of one document.
pub fn document(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/documents/{record}")
}

/// The page that offers what can be added.
pub fn choose(id: FileId) -> String {
    format!("/children/{id}/add")
}

/// The address of the form that opens a closed file in an emergency.
pub fn break_glass(id: FileId) -> String {
    format!("/children/{id}/break-glass")
}

/// Where somebody says why they open a file that nothing in the records connects them with.
pub fn purpose(id: FileId) -> String {
    format!("/children/{id}/purpose")
}
