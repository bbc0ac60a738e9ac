//! Where each line stands: broken at spaces, kept off the edges, a heading never alone at the foot of a page.

use crate::{
    Block, Document, Faces, Print,
    face::{Measured, Run},
};

/// A4, in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// How far text stays from the edges.
pub(crate) const MARGIN: f32 = 68.0;
/// The baseline of the running head, and of the foot, from the top.
pub(crate) const HEAD: f32 = 42.0;
pub(crate) const FOOT: f32 = PAGE.1 - 36.0;
/// How far below the last line of text the foot begins.
const BOTTOM: f32 = PAGE.1 - 76.0;

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The title of the document.
    Title,
    /// A block, by its place.
    Block(usize),
    /// The mark of an item of a list.
    Mark(usize, usize),
    /// An item of a list.
    Item(usize, usize),
}

/// A line of text.
pub(crate) struct Line {
    pub part: Part,
    pub runs: Vec<Run>,
    pub x: f32,
    pub y: f32,
    pub size: f32,
    pub bold: bool,
}

/// A page: its lines.
pub(crate) struct Page(pub Vec<Line>);

struct Setting<'a> {
    faces: &'a Faces,
    pages: Vec<Page>,
    y: f32,
}

/// How a stretch of text is set.
#[derive(Clone, Copy)]
struct Style {
    size: f32,
    bold: bool,
    /// How far its lines stand apart.
    leading: f32,
    /// How far it is indented.
    indent: f32,
    /// The room before it.
    before: f32,
    /// How many lines of what follows stay with it.
    keeps: f32,
}

/// The pages of a document.
pub(crate) fn laid_out(document: &Document, faces: &Faces, print: Print) -> Vec<Page> {
    let body = match print {
        Print::Usual => 11.0,
        Print::Large => 18.0,
    };
    let plain = Style { size: body, bold: false, leading: body * 1.45, indent: 0.0, before: body * 0.6, keeps: 0.0 };
    let heading = Style { size: body * 1.3, bold: true, leading: body * 1.6, before: body * 1.6, keeps: 2.5, ..plain };
    let title = Style { size: body * 1.9, bold: true, leading: body * 2.2, before: 0.0, ..plain };
    let item = Style { indent: body * 1.4, before: body * 0.25, ..plain };
    let mut setting = Setting { faces, pages: vec![Page(Vec::new())], y: MARGIN + 8.0 };
    setting.text(Part::Title, &document.title, title);
    for (n, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading(words) => setting.text(Part::Block(n), words, heading),
            Block::Paragraph(words) => setting.text(Part::Block(n), words, plain),
            Block::List(items) => {
                for (m, words) in items.iter().enumerate() {
                    setting.item(Part::Mark(n, m), Part::Item(n, m), words, item);
                }
            }
        }
    }
    setting.pages
}

impl Setting<'_> {
    fn text(&mut self, part: Part, words: &str, style: Style) {
        let width = PAGE.0 - 2.0 * MARGIN - style.indent;
        let lines = self.broken(words, style, width);
        // The first two lines of a paragraph stand together, and so do the last two.
        let first = if lines.len() > 1 { 2.0 } else { 1.0 };
        self.room(style.before, style.leading * (first + style.keeps));
        for (n, line) in lines.iter().enumerate() {
            self.room(0.0, style.leading * together(n, lines.len()));
            self.line(part, line, MARGIN + style.indent, style);
        }
    }

    fn item(&mut self, mark: Part, part: Part, words: &str, style: Style) {
        let width = PAGE.0 - 2.0 * MARGIN - style.indent;
        let lines = self.broken(words, style, width);
        self.room(style.before, style.leading);
        for (n, line) in lines.iter().enumerate() {
            self.room(0.0, style.leading * together(n, lines.len()));
            if n == 0 {
                let y = self.y;
                self.line(mark, "•", MARGIN + style.indent * 0.35, style);
                self.y = y;
            }
            self.line(part, line, MARGIN + style.indent, style);
        }
    }

    /// Leaves room before something, and begins a page where it does not fit.
    fn room(&mut self, before: f32, height: f32) {
        let empty = self.pages.last().is_none_or(|page| page.0.is_empty());
        if self.y + before + height > BOTTOM && !empty {
            self.pages.push(Page(Vec::new()));
            self.y = MARGIN + 8.0;
        } else if !empty {
            self.y += before;
        }
    }

    fn line(&mut self, part: Part, words: &str, x: f32, style: Style) {
        self.y += style.leading;
        let runs = self.faces.at(style.size, style.bold).runs(words);
        let line = Line { part, runs, x, y: self.y, size: style.size, bold: style.bold };
        if let Some(page) = self.pages.last_mut() {
            page.0.push(line);
        }
    }

    /// A text in lines of at most `width`: at spaces, and inside a word only where it is wider than a line.
    fn broken(&self, words: &str, style: Style, width: f32) -> Vec<String> {
        let measured = self.faces.at(style.size, style.bold);
        let space = measured.width(" ");
        let (mut lines, mut line, mut filled) = (Vec::new(), String::new(), 0.0);
        for word in words.split_whitespace() {
            for piece in pieces(&measured, word, width) {
                let wide = measured.width(&piece);
                if !line.is_empty() && filled + space + wide > width {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    filled += space;
                }
                line.push_str(&piece);
                filled += wide;
            }
        }
        if !line.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// How many lines a line needs room for: the last but one takes the last with it.
fn together(n: usize, of: usize) -> f32 {
    if n + 2 == of { 2.0 } else { 1.0 }
}

/// A word, or the parts of one that is wider than a line.
fn pieces(measured: &Measured<'_>, word: &str, width: f32) -> Vec<String> {
    if measured.width(word) <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    let mut filled = 0.0;
    for letter in word.chars() {
        let wide = measured.width(letter.encode_utf8(&mut [0; 4]));
        if filled + wide > width {
            pieces.push(String::new());
            filled = 0.0;
        }
        filled += wide;
        if let Some(last) = pieces.last_mut() {
            last.push(letter);
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_long_document_has_many_pages_and_large_print_more() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/dist/fonts");
        let Ok(bytes) = std::fs::read(folder.join("inter-latin-opsz-normal.ttf")) else { return };
        let faces = Faces::new(&[&*bytes.leak()]).unwrap();
        let words = "It is kept for as long as the schedule says. ".repeat(12);
        let document = Document {
            title: "A notice".to_owned(),
            from: "Sefton Council".to_owned(),
            foot: String::new(),
            date: date(2026, 11, 22),
            blocks: (0..40).map(|_| Block::Paragraph(words.clone())).collect(),
        };
        let [usual, large] = [Print::Usual, Print::Large].map(|print| laid_out(&document, &faces, print));
        assert!(usual.len() > 2 && large.len() > usual.len(), "{} and {} pages", usual.len(), large.len());
        let edge = PAGE.0 - MARGIN + 0.5;
        for line in usual.iter().chain(&large).flat_map(|page| &page.0) {
            let end = line.x + line.runs.iter().map(|run| run.width).sum::<f32>();
            assert!(end <= edge && line.y <= BOTTOM + line.size, "a line stands over the edge");
        }
    }
}
