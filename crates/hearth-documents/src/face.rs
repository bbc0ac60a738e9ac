//! The typeface: which letters it has, how wide they are.

use krilla::text::{Font, Tag};
use skrifa::{
    FontRef, MetadataProvider,
    instance::{Location, Size},
    metrics::GlyphMetrics,
};

/// A typeface that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("a typeface cannot be read")]
pub struct BadFace;

/// What stands for a letter that no face has.
const UNKNOWN: char = '?';

/// A typeface of one or more files, each with letters that the others lack, in an ordinary and a bold weight.
pub struct Faces(Vec<Face>);

/// One file of a typeface, which varies in weight.
struct Face {
    bytes: &'static [u8],
    /// In ordinary weight, and bold.
    fonts: [Font; 2],
    locations: [Location; 2],
}

/// The weight of ordinary text, and that of headings.
const WEIGHTS: [f32; 2] = [400.0, 650.0];

/// A stretch of text in one file of the typeface.
pub(crate) struct Run {
    pub face: usize,
    pub text: String,
    pub width: f32,
}

impl Faces {
    /// The typeface of these files, as TrueType that varies in weight.
    ///
    /// # Errors
    /// [`BadFace`] where one is none, or there is none.
    pub fn new(files: &[&'static [u8]]) -> Result<Self, BadFace> {
        let face = |bytes: &&'static [u8]| {
            let axes = FontRef::new(bytes).map_err(|_| BadFace)?.axes();
            let [ordinary, bold] = WEIGHTS.map(|weight| {
                let data = krilla::Data::from(bytes.to_vec());
                Font::new_variable(data, 0, &[(Tag::new(b"wght"), weight)]).ok_or(BadFace)
            });
            let locations = WEIGHTS.map(|weight| axes.location([("wght", weight)]));
            Ok(Face { bytes, fonts: [ordinary?, bold?], locations })
        };
        let faces = files.iter().map(face).collect::<Result<Vec<_>, BadFace>>()?;
        if faces.is_empty() { Err(BadFace) } else { Ok(Self(faces)) }
    }

    pub(crate) fn font(&self, face: usize, bold: bool) -> Font {
        self.0[face].fonts[usize::from(bold)].clone()
    }

    /// The typeface in a size and a weight.
    pub(crate) fn at(&self, size: f32, bold: bool) -> Measured<'_> {
        Measured(self.0.iter().filter_map(|face| Measure::of(face, size, bold)).collect())
    }
}

/// A typeface in a size and a weight.
pub(crate) struct Measured<'a>(Vec<Measure<'a>>);

impl Measured<'_> {
    /// A text in runs, each in the first file that has its letters.
    pub fn runs(&self, text: &str) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for letter in text.chars() {
            let Some((face, letter, width)) = self.letter(letter) else { continue };
            match runs.last_mut().filter(|run| run.face == face) {
                Some(run) => {
                    run.text.push(letter);
                    run.width += width;
                }
                None => runs.push(Run { face, text: letter.to_string(), width }),
            }
        }
        runs
    }

    /// How wide a text is.
    pub fn width(&self, text: &str) -> f32 {
        text.chars().filter_map(|letter| self.letter(letter)).map(|(.., width)| width).sum()
    }

    /// The file that has a letter, the letter that is shown, and how wide it is.
    fn letter(&self, letter: char) -> Option<(usize, char, f32)> {
        let letter = if letter.is_control() { ' ' } else { letter };
        let found = self.0.iter().enumerate().find_map(|(n, measure)| Some((n, letter, measure.width(letter)?)));
        found.or_else(|| Some((0, UNKNOWN, self.0.first()?.width(UNKNOWN)?)))
    }
}

struct Measure<'a> {
    letters: skrifa::charmap::Charmap<'a>,
    widths: GlyphMetrics<'a>,
}

impl<'a> Measure<'a> {
    fn of(face: &'a Face, size: f32, bold: bool) -> Option<Self> {
        let font = FontRef::new(face.bytes).ok()?;
        let widths = GlyphMetrics::new(&font, Size::new(size), &face.locations[usize::from(bold)]);
        Some(Self { letters: font.charmap(), widths })
    }

    fn width(&self, letter: char) -> Option<f32> {
        self.letters.map(letter).and_then(|glyph| self.widths.advance_width(glyph))
    }
}
