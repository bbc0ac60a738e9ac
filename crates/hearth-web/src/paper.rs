//! Documents on paper, in the typeface of the pages.

use hearth_casework::{
    Pack,
    governance::notice::{Block as Part, Notice},
};
use hearth_documents::{Block, Document, Print, pdf, typeface};
use jiff::civil::Date;

/// A notice as PDF. `stands` says which version it is, `date` from which day it holds.
///
/// # Errors
/// Words on why it could not be written.
pub fn notice(pack: &Pack, notice: &Notice, stands: &str, date: Date, print: Print) -> Result<Vec<u8>, String> {
    let faces = typeface().map_err(|error| error.to_string())?;
    let mut blocks = vec![Block::Paragraph(stands.to_owned())];
    for section in &notice.sections {
        if !section.heading.is_empty() {
            blocks.push(Block::Heading(section.heading.clone()));
        }
        blocks.extend(section.blocks().into_iter().map(|block| match block {
            Part::Paragraph(words) => Block::Paragraph(words.to_owned()),
            Part::List(items) => Block::List(items.into_iter().map(str::to_owned).collect()),
        }));
    }
    let document = Document {
        title: notice.title.clone(),
        from: format!("{}, {}", pack.name, pack.service),
        foot: pack.owner(),
        date,
        blocks,
    };
    pdf(&document, faces, print).map_err(|error| error.to_string())
}
