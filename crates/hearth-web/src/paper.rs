//! Documents on paper, in the typeface of the pages.

use std::{borrow::Cow, sync::LazyLock};

use hearth_casework::{
    Pack,
    governance::notice::{Block as Part, Notice},
};
use hearth_documents::{Block, Document, Faces, Print, pdf};
use jiff::civil::Date;

use crate::{assets, frame};

/// The files of the typeface, the one with the usual letters first.
const TYPEFACE: [&str; 2] = ["fonts/inter-latin-opsz-normal.ttf", "fonts/inter-latin-ext-opsz-normal.ttf"];

/// The typeface; none where the assets were not built.
static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let files: Option<Vec<&'static [u8]>> = TYPEFACE.iter().map(|path| assets::bytes(path).map(kept)).collect();
    Faces::new(&files?).ok()
});

/// Bytes for as long as the program runs: a debug build reads them once.
fn kept(bytes: Cow<'static, [u8]>) -> &'static [u8] {
    match bytes {
        Cow::Borrowed(bytes) => bytes,
        Cow::Owned(bytes) => bytes.leak(),
    }
}

/// A notice as PDF. `stands` says which version it is, `date` from which day it holds.
///
/// # Errors
/// Words on why it could not be written.
pub fn notice(pack: &Pack, notice: &Notice, stands: &str, date: Date, print: Print) -> Result<Vec<u8>, String> {
    let faces = FACES.as_ref().ok_or("the typeface of documents is not there; build the assets with scripts/assets")?;
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
        foot: frame::owner(pack),
        date,
        blocks,
    };
    pdf(&document, faces, print).map_err(|error| error.to_string())
}
