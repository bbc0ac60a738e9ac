//! The typeface of the pages and of everything on paper, as the build of the assets unpacked it.

use std::{borrow::Cow, sync::LazyLock};

use rust_embed::RustEmbed;

use crate::Faces;

#[derive(RustEmbed)]
#[folder = "../../assets/dist/fonts"]
#[include = "*.ttf"]
#[allow_missing = true]
struct Fonts;

/// Its files, the one with the usual letters first.
const FILES: [&str; 2] = ["inter-latin-opsz-normal.ttf", "inter-latin-ext-opsz-normal.ttf"];

static FACES: LazyLock<Option<Faces>> = LazyLock::new(|| {
    let file = |name| Fonts::get(name).map(|file| kept(file.data));
    Faces::new(&FILES.map(file).into_iter().collect::<Option<Vec<_>>>()?).ok()
});

/// This binary was built without the typeface.
#[derive(Debug, thiserror::Error)]
#[error("the typeface of documents is not there; build the assets with scripts/assets")]
pub struct NoTypeface;

/// The typeface of the pages.
///
/// # Errors
/// [`NoTypeface`] in a binary that was built without the assets.
pub fn typeface() -> Result<&'static Faces, NoTypeface> {
    FACES.as_ref().ok_or(NoTypeface)
}

/// Bytes for as long as the program runs: a debug build reads them once.
fn kept(bytes: Cow<'static, [u8]>) -> &'static [u8] {
    match bytes {
        Cow::Borrowed(bytes) => bytes,
        Cow::Owned(bytes) => bytes.leak(),
    }
}
