//! Where each line stands: broken at spaces, kept off the edges, a heading never alone at the foot of a page.

use std::collections::BTreeMap;

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
/// How wide a line of text may be.
const WIDE: f32 = PAGE.0 - 2.0 * MARGIN;
/// The part of it that the first of two columns takes, and the room between the two.
const FIRST: f32 = 0.34;
const GUTTER: f32 = 14.0;
/// How far the text of a box stays from its edges.
const INSET: f32 = 12.0;

/// What a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// The title of the document.
    Title,
    /// A block, by its place.
    Block(usize),
    /// The mark of an item of a list, the first column of a row, the page of an entry of the contents.
    Mark(usize, usize),
    /// An item of a list, the second column of a row, an entry of the contents.
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

/// A page: its lines, the thin rules between rows, and where its boxes begin and end from the top.
#[derive(Default)]
pub(crate) struct Page {
    pub lines: Vec<Line>,
    pub rules: Vec<f32>,
    pub boxes: Vec<(f32, f32)>,
}

/// A document in pages, with the page on which the first line of each heading and paragraph stands, counted from 0.
pub(crate) struct Laid {
    pub pages: Vec<Page>,
    pub begins: BTreeMap<usize, usize>,
}

struct Setting<'a> {
    faces: &'a Faces,
    pages: Vec<Page>,
    y: f32,
    /// Where the page of each entry of the contents is to stand: which entry, on which page, how far down.
    entries: Vec<(Part, usize, f32)>,
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

/// The headings of a document with their places.
pub(crate) fn headings(document: &Document) -> impl Iterator<Item = (usize, &str)> {
    document.blocks.iter().enumerate().filter_map(|(n, block)| match block {
        Block::Heading(words) => Some((n, words.as_str())),
        _ => None,
    })
}

/// The pages of a document.
pub(crate) fn laid_out(document: &Document, faces: &Faces, print: Print) -> Laid {
    let body = match print {
        Print::Usual => 11.0,
        Print::Large => 18.0,
    };
    let plain = Style { size: body, bold: false, leading: body * 1.45, indent: 0.0, before: body * 0.6, keeps: 0.0 };
    let heading = Style { size: body * 1.3, bold: true, leading: body * 1.6, before: body * 1.6, keeps: 2.5, ..plain };
    let title = Style { size: body * 1.9, bold: true, leading: body * 2.2, before: 0.0, ..plain };
    let item = Style { indent: body * 1.4, before: body * 0.25, ..plain };
    let mut setting = Setting { faces, pages: vec![Page::default()], y: MARGIN + 8.0, entries: Vec::new() };
    setting.text(Part::Title, &document.title, title);
    for (n, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading(words) => setting.text(Part::Block(n), words, heading),
            Block::Paragraph(words) => setting.text(Part::Block(n), words, plain),
            Block::List(items) => {
                for (m, words) in items.iter().enumerate() {
                    setting.item((n, m), words, item);
                }
            }
            Block::Rows(rows) => {
                for (m, row) in rows.iter().enumerate() {
                    setting.row((n, m), row, plain);
                }
            }
            Block::Banner(words) => setting.banner(Part::Block(n), words, plain),
            Block::Contents => {
                for (m, (_, words)) in headings(document).filter(|(at, _)| *at > n).enumerate() {
                    setting.entry((n, m), words, item);
                }
            }
            Block::NewPage => setting.new_page(),
        }
    }
    let mut begins = BTreeMap::new();
    for (page, number) in setting.pages.iter().zip(0..) {
        for line in &page.lines {
            if let Part::Block(n) = line.part {
                begins.entry(n).or_insert(number);
            }
        }
    }
    setting.number(document, &begins, plain);
    Laid { pages: setting.pages, begins }
}

impl Setting<'_> {
    fn text(&mut self, part: Part, words: &str, style: Style) {
        let lines = self.broken(words, style, WIDE - style.indent);
        // The first two lines of a paragraph stand together, and so do the last two.
        let first = if lines.len() > 1 { 2.0 } else { 1.0 };
        self.room(style.before, style.leading * (first + style.keeps));
        for (n, line) in lines.iter().enumerate() {
            self.room(0.0, style.leading * together(n, lines.len()));
            self.line(part, line, MARGIN + style.indent, style);
        }
    }

    fn item(&mut self, (n, m): (usize, usize), words: &str, style: Style) {
        let lines = self.broken(words, style, WIDE - style.indent);
        self.room(style.before, style.leading);
        for (at, line) in lines.iter().enumerate() {
            self.room(0.0, style.leading * together(at, lines.len()));
            if at == 0 {
                let y = self.y;
                self.line(Part::Mark(n, m), "•", MARGIN + style.indent * 0.35, style);
                self.y = y;
            }
            self.line(Part::Item(n, m), line, MARGIN + style.indent, style);
        }
    }

    /// A row of two columns, with a rule under it.
    fn row(&mut self, (n, m): (usize, usize), (label, value): &(String, String), style: Style) {
        let bold = Style { bold: true, ..style };
        let second = WIDE * FIRST + GUTTER;
        let labels = self.broken(label, bold, WIDE * FIRST);
        let values = self.broken(value, style, WIDE - second);
        let lines = labels.len().max(values.len());
        let before = style.before * if m == 0 { 1.5 } else { 0.5 };
        self.room(before, style.leading * if lines > 1 { 2.0 } else { 1.0 });
        for at in 0..lines {
            self.room(0.0, style.leading * together(at, lines));
            let y = self.y;
            if let Some(words) = labels.get(at) {
                self.line(Part::Mark(n, m), words, MARGIN, bold);
            }
            self.y = y;
            if let Some(words) = values.get(at) {
                self.line(Part::Item(n, m), words, MARGIN + second, style);
            }
            self.y = y + style.leading;
        }
        self.y += style.before * 0.6;
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.rules.push(y);
        }
    }

    /// A paragraph in a box, on one page where it is no longer than that.
    fn banner(&mut self, part: Part, words: &str, style: Style) {
        let lines = self.broken(words, style, WIDE - 2.0 * INSET);
        self.room(style.before + style.leading * 0.4, style.leading * lines_of(&lines) + INSET * 2.0);
        let mut top = self.y;
        self.y += INSET * 0.6;
        for line in &lines {
            let page = self.pages.len();
            self.room(0.0, style.leading + INSET);
            if self.pages.len() > page {
                self.boxed(page - 1, top, BOTTOM);
                top = self.y;
            }
            self.line(part, line, MARGIN + INSET, style);
        }
        self.y += INSET;
        self.boxed(self.pages.len() - 1, top, self.y);
    }

    fn boxed(&mut self, page: usize, top: f32, bottom: f32) {
        self.pages[page].boxes.push((top, bottom));
    }

    /// An entry of the contents; its page comes when it is known.
    fn entry(&mut self, (n, m): (usize, usize), words: &str, style: Style) {
        let lines = self.broken(words, style, WIDE - style.size * 4.0);
        self.room(style.before, style.leading * lines_of(&lines));
        for line in &lines {
            self.line(Part::Item(n, m), line, MARGIN, style);
        }
        self.entries.push((Part::Mark(n, m), self.pages.len() - 1, self.y));
    }

    /// Writes the pages of the entries of the contents.
    fn number(&mut self, document: &Document, begins: &BTreeMap<usize, usize>, style: Style) {
        for (part, page, y) in std::mem::take(&mut self.entries) {
            let Part::Mark(n, m) = part else { continue };
            let Some((block, _)) = headings(document).filter(|(at, _)| *at > n).nth(m) else { continue };
            let number = begins.get(&block).map_or(0, |page| page + 1).to_string();
            let measured = self.faces.at(style.size, style.bold);
            let (x, runs) = (PAGE.0 - MARGIN - measured.width(&number), measured.runs(&number));
            self.pages[page].lines.push(Line { part, runs, x, y, size: style.size, bold: style.bold });
        }
    }

    fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = MARGIN + 8.0;
    }

    /// Leaves room before something, and begins a page where it does not fit.
    fn room(&mut self, before: f32, height: f32) {
        let empty = self.pages.last().is_none_or(|page| page.lines.is_empty());
        if self.y + before + height > BOTTOM && !empty {
            self.new_page();
        } else if !empty {
            self.y += before;
        }
    }

    fn line(&mut self, part: Part, words: &str, x: f32, style: Style) {
        self.y += style.leading;
        let runs = self.faces.at(style.size, style.bold).runs(words);
        let line = Line { part, runs, x, y: self.y, size: style.size, bold: style.bold };
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(line);
        }
    }

    /// A text in lines of at most `width`: at its own line breaks, at spaces, and inside a word only where it is wider than a line.
    fn broken(&self, words: &str, style: Style, width: f32) -> Vec<String> {
        let measured = self.faces.at(style.size, style.bold);
        let paragraphs = words.lines().filter(|line| !line.trim().is_empty());
        paragraphs.flat_map(|paragraph| filled(&measured, paragraph, width)).collect()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a paragraph has fewer lines than a float counts")]
fn lines_of(lines: &[String]) -> f32 {
    lines.len() as f32
}

/// One paragraph in lines.
fn filled(measured: &Measured<'_>, words: &str, width: f32) -> Vec<String> {
    let space = measured.width(" ");
    let (mut lines, mut line, mut filled) = (Vec::new(), String::new(), 0.0);
    for word in words.split_whitespace() {
        for piece in pieces(measured, word, width) {
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

    fn document(blocks: Vec<Block>) -> Document {
        Document {
            title: "A notice".to_owned(),
            from: "Sefton Council".to_owned(),
            foot: String::new(),
            date: date(2026, 11, 22),
            blocks,
        }
    }

    #[test]
    fn a_long_document_has_many_pages_and_large_print_more_and_nothing_stands_over_the_edge() {
        let Ok(faces) = crate::typeface() else { return };
        let words = "It is kept for as long as the schedule says. ".repeat(12);
        let mut blocks: Vec<Block> = (0..40).map(|_| Block::Paragraph(words.clone())).collect();
        blocks.push(Block::Rows(vec![("What was said".to_owned(), words.repeat(9)); 4]));
        blocks.push(Block::Banner(words.repeat(6)));
        let document = document(blocks);
        let [usual, large] = [Print::Usual, Print::Large].map(|print| laid_out(&document, faces, print).pages);
        assert!(usual.len() > 2 && large.len() > usual.len(), "{} and {} pages", usual.len(), large.len());
        let edge = PAGE.0 - MARGIN + 0.5;
        for line in usual.iter().chain(&large).flat_map(|page| &page.lines) {
            let end = line.x + line.runs.iter().map(|run| run.width).sum::<f32>();
            assert!(end <= edge && line.y <= BOTTOM + line.size, "a line stands over the edge");
        }
    }

    #[test]
    fn the_contents_name_the_page_on_which_each_heading_stands() {
        let Ok(faces) = crate::typeface() else { return };
        let mut blocks = vec![Block::Contents];
        for n in 0..60 {
            blocks.extend([Block::NewPage, Block::Heading(format!("Part {n}")), Block::Paragraph("Words.".to_owned())]);
        }
        let document = document(blocks);
        let (pages, headings) = crate::paged(&document, faces, Print::Usual);
        assert!(pages > 61, "the contents alone take more than a page");
        assert_eq!(headings, (pages - 59..=pages).collect::<Vec<_>>());
        let laid = laid_out(&document, faces, Print::Usual);
        let says = |line: &Line| line.runs.iter().map(|run| run.text.as_str()).collect::<String>();
        let numbers: Vec<String> = laid
            .pages
            .iter()
            .flat_map(|page| &page.lines)
            .filter(|line| matches!(line.part, Part::Mark(0, _)))
            .map(says)
            .collect();
        assert_eq!(numbers, headings.iter().map(usize::to_string).collect::<Vec<_>>());
    }
}
