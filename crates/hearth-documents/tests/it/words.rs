//! What people wrote stands in a document letter for letter, whatever an engine of templates would make of it: read out again by a reader
//! that knows nothing of us.

use std::{
    io::Write as _,
    process::{Command, Stdio},
};

use hearth_documents::{Block, Print, pdf, typeface};

use crate::document;

/// What an engine of templates would take for its own. What it would make of the sums is 1337.
const COMMANDS: [&str; 9] = [
    "{{ 7*191 }}",
    "{% include \"/etc/passwd\" %}",
    "#read(\"/etc/passwd\")",
    "#eval(\"7*191\")",
    "#import \"/etc/passwd\": *",
    "${7*191}",
    "<%= 7*191 %>",
    "\\input{/etc/passwd} $7*191$",
    "%!PS (%stdin) run </TEXT> &lt;b&gt;",
];

/// The text of a document as Debian's `poppler-utils` reads it; none where it is not there, which is no choice in CI.
fn read(bytes: &[u8]) -> Option<String> {
    let reader = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut reader) = reader else {
        assert!(std::env::var("CI").is_err(), "install poppler-utils: in CI documents are read out again");
        eprintln!("skipped: there is no pdftotext");
        return None;
    };
    let mut into = reader.stdin.take().expect("a pipe");
    let bytes = bytes.to_vec();
    let writing = std::thread::spawn(move || into.write_all(&bytes));
    let said = reader.wait_with_output().expect("it ends");
    writing.join().expect("written").expect("all of it");
    assert!(said.status.success());
    let text = String::from_utf8(said.stdout).expect("text");
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn what_looks_like_a_command_is_words_in_every_part_of_a_document() {
    let Ok(faces) = typeface() else { return };
    for command in COMMANDS {
        let of = |part: &str| format!("{part} {command}");
        let mut document = document(vec![
            Block::Heading(of("heading")),
            Block::Paragraph(of("paragraph")),
            Block::List(vec![of("item")]),
            Block::Rows(vec![(of("asked"), String::new()), ("Told".to_owned(), of("said"))]),
            Block::Banner(of("banner")),
            Block::Contents,
        ]);
        document.title = of("title");
        document.from = of("sender");
        document.foot = of("foot");
        for print in [Print::Usual, Print::Large] {
            let Some(text) = read(&pdf(&document, faces, print).expect("written")) else { return };
            for part in ["title", "sender", "foot", "heading", "paragraph", "item", "banner"] {
                assert!(text.contains(&of(part)), "{part} does not say {command}: {text}");
            }
            // A column is narrow: what stands in it is broken into lines.
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            for part in ["asked", "said"] {
                assert!(solid(&text).contains(&solid(&of(part))), "{part} does not say {command}: {text}");
            }
            assert!(!text.contains("1337") && !text.contains("root:"), "{command} was run: {text}");
        }
    }
}
