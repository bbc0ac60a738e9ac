//! The documents of a file.

use askama::Template;

use super::{Frame, Link, file::Identity, form::Field};

/// What documents there are, and the form that takes one in.
#[derive(Debug, Clone, Template)]
#[template(path = "file/documents.html")]
pub struct DocumentsPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file.
    pub identity: Identity,
    /// The documents, the latest first.
    pub rows: Vec<DocumentRow>,
    /// Where one is sent to, when this reader may.
    pub upload: Option<String>,
    /// The fields that describe it.
    pub fields: Vec<Field>,
    /// What is wrong with the document itself.
    pub file_error: Option<String>,
    /// What is wrong as a whole.
    pub problems: Vec<String>,
}

impl DocumentsPage {
    /// Whether anything is wrong, so that the summary stands at the top.
    pub fn has_problems(&self) -> bool {
        self.file_error.is_some() || !self.problems.is_empty() || self.fields.iter().any(|field| field.error.is_some())
    }
}

/// One document.
#[derive(Debug, Clone)]
pub struct DocumentRow {
    /// What it is called, leading to its bytes.
    pub title: Link,
    /// What sort it is.
    pub kind: String,
    /// When it came, in words.
    pub received: String,
    /// How it is classed.
    pub classification: String,
    /// How large it is.
    pub size: String,
    /// Its record, with every version of what was said of it.
    pub record: String,
}
