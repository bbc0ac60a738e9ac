//! How much a file may hold before it is refused.

/// Caps that keep memory bounded whatever the file holds.
///
/// The defaults are far above any real return of a council and far below what
/// would trouble a server: a cap that is met means a damaged or hostile file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of one file.
    pub file_bytes: u64,
    /// Most bytes of one CSV line, or of one XML tag, comment or piece of text.
    pub line_bytes: usize,
    /// Most bytes of one cell.
    pub cell_bytes: usize,
    /// Most columns of one CSV file.
    pub columns: usize,
    /// Most files of one return.
    pub files: usize,
    /// Deepest nesting of XML elements.
    pub depth: usize,
    /// Most rows of all tables together that one child may have; no more than the return itself allows
    /// ([`ReturnSpec::rows_per_child`](crate::ReturnSpec::rows_per_child)). Rows beyond are rejected; an XML file in which one element of
    /// a child holds more than this is refused.
    pub rows_per_child: usize,
    /// Most notices, rejects and pieces kept aside; further ones are only counted.
    pub remarks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 2 << 30,
            line_bytes: 4 << 20,
            cell_bytes: 1 << 20,
            columns: 512,
            files: 200,
            depth: 16,
            rows_per_child: 100_000,
            remarks: 100_000,
        }
    }
}
