//! Documents from outside: the bytes that a reader opens.

mod words;

use hearth_documents::{Block, Document, Print, pdf, typeface};
use jiff::civil::date;

fn document(blocks: Vec<Block>) -> Document {
    Document {
        title: "Privacy notice: children’s social care".to_owned(),
        from: "Sefton Council".to_owned(),
        foot: "Controller of this information: Sefton Metropolitan Borough Council, Magdalen House, 30 Trinity Road, Bootle, L20 3NJ."
            .to_owned(),
        date: date(2026, 11, 22),
        blocks,
    }
}

#[test]
fn a_document_is_one_for_long_keeping_and_for_everybody() {
    let Ok(faces) = typeface() else { return };
    let blocks = vec![
        Block::Heading("Who we are".to_owned()),
        Block::Paragraph("The council – “we” – answers for it. Łukasz and Zoë are people too.".to_owned()),
        Block::List(vec!["one thing".to_owned(), "another, which is so long that it goes over more than one line of the page and is broken where there is a space".to_owned()]),
        Block::Paragraph("a".repeat(400)),
        Block::Banner("Use this only for what it was sent for.".to_owned()),
        Block::Rows(vec![("First names".to_owned(), "Zoë\nalso called Zo".to_owned()), ("Nothing".to_owned(), String::new())]),
        Block::Contents,
        Block::NewPage,
        Block::Heading("What follows".to_owned()),
    ];
    let bytes = pdf(&document(blocks.clone()), faces, Print::Usual).expect("written");
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let has = |needle: &str| bytes.windows(needle.len()).any(|window| window == needle.as_bytes());
    assert!(has("pdfaid:part") && has("pdfuaid:part"), "it says that it is PDF/A and PDF/UA");
    assert_eq!(bytes, pdf(&document(blocks), faces, Print::Usual).expect("written"), "the same text, the same file");
}

#[test]
fn letters_that_the_typeface_lacks_are_shown_as_unknown_and_text_is_never_a_template() {
    let Ok(faces) = typeface() else { return };
    let blocks = vec![Block::Paragraph("名前 #read(\"/etc/passwd\") {{ 7 * 7 }} \u{0}\u{7}".to_owned())];
    pdf(&document(blocks), faces, Print::Usual).expect("written all the same");
}
