//! What stands on paper: documents read out again by Debian's `poppler-utils`, which knows nothing of us.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use crate::browser::Page;

/// The text of a document; none where there is no reader, which is no choice in CI.
pub fn text_of(bytes: &[u8]) -> Option<String> {
    let mut reader = Command::new("pdftotext");
    let reader = reader.args(["-raw", "-enc", "UTF-8", "-", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let Ok(mut reader) = reader.spawn() else {
        assert!(std::env::var("CI").is_err(), "install poppler-utils: in CI documents are read out again");
        eprintln!("skipped: there is no pdftotext");
        return None;
    };
    let mut into = reader.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writing = std::thread::spawn(move || into.write_all(&bytes));
    let said = reader.wait_with_output().expect("it ends");
    writing.join().expect("written").expect("all of it");
    assert!(said.status.success(), "it is a document");
    let text = String::from_utf8(said.stdout).expect("text");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What somebody reads who is handed this: a page, or a document.
pub fn read(page: &Page) -> String {
    if page.bytes.starts_with(b"%PDF") { text_of(&page.bytes).unwrap_or_default() } else { page.text() }
}
