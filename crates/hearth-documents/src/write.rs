//! The pages as PDF, with the structure that a screen reader follows.

use std::{collections::BTreeMap, num::NonZeroU16};

use krilla::{
    Document as Pdf, SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, Configuration, ConfigurationBuilder},
    destination::XyzDestination,
    geom::{PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    num::NormalizedF32,
    outline::{Outline, OutlineNode},
    page::PageSettings,
    paint::{Fill, FillRule},
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup,
        TagTree,
    },
    text::TextDirection,
};

use crate::{
    Block, Document, Faces,
    layout::{FOOT, HEAD, Line, MARGIN, PAGE, Page, Part},
};

/// The language of everything that is written.
const LANGUAGE: &str = "en-GB";
/// The size of the running head and the foot.
const SMALL: f32 = 8.5;

/// The document, or why it cannot be one that lasts and that everybody can read.
pub(crate) fn written(document: &Document, faces: &Faces, pages: &[Page]) -> Result<Vec<u8>, String> {
    let settings = SerializeSettings { configuration: configuration()?, ..SerializeSettings::default() };
    let mut pdf = Pdf::new_with(settings);
    let mut read = Read::default();
    let mut outline = Outline::new();
    for (number, page) in pages.iter().enumerate() {
        let size = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or("a page has no size")?;
        let mut sheet = pdf.start_page_with(size);
        let mut surface = sheet.surface();
        ruled(&mut surface, page);
        surface.set_fill(Some(ink()));
        running(&mut surface, document, faces, (number + 1, pages.len()));
        for line in &page.lines {
            let id = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
            drawn(&mut surface, faces, line);
            surface.end_tagged();
            if read.begins(line.part) && is_heading(document, line.part) {
                let words = heading(document, line.part).to_owned();
                let place = XyzDestination::new(number, Point::from_xy(line.x, line.y - line.size));
                outline.push_child(OutlineNode::new(words, place));
            }
            read.line(line.part, id);
        }
        surface.finish();
        sheet.finish();
    }
    pdf.set_metadata(metadata(document));
    pdf.set_outline(outline);
    pdf.set_tag_tree(read.tree(document));
    pdf.finish().map_err(|error| format!("{error:?}"))
}

fn configuration() -> Result<Configuration, String> {
    ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| format!("{error:?}"))
}

fn metadata(document: &Document) -> Metadata {
    let part = |number: i8| u8::try_from(number).unwrap_or(1);
    let year = u16::try_from(document.date.year()).unwrap_or_default();
    let date = DateTime::new(year).month(part(document.date.month())).day(part(document.date.day()));
    let date = date.hour(0).minute(0).second(0).utc_offset_hour(0).utc_offset_minute(0);
    Metadata::new()
        .title(document.title.clone())
        .authors(vec![document.from.clone()])
        .description(document.foot.clone())
        .creator("Hearth".to_owned())
        .language(LANGUAGE.to_owned())
        .creation_date(date)
        // The same text makes the same file.
        .document_id(format!("{} {}", document.title, document.date))
}

fn ink() -> Fill {
    filled(rgb::Color::new(11, 12, 12))
}

fn filled(color: rgb::Color) -> Fill {
    Fill { paint: color.into(), opacity: NormalizedF32::ONE, rule: FillRule::default() }
}

/// The boxes of a page and the rules between its rows: seen, and read by nobody.
fn ruled(surface: &mut Surface<'_>, page: &Page) {
    let wide = PAGE.0 - 2.0 * MARGIN;
    let boxes = page.boxes.iter().map(|(top, bottom)| (*top, bottom - top));
    let tinted = boxes.clone().map(|(y, high)| (rgb::Color::new(238, 244, 244), (MARGIN, y, wide, high)));
    let edged = boxes.map(|(y, high)| (rgb::Color::new(11, 79, 87), (MARGIN, y, 3.0, high)));
    let rules = page.rules.iter().map(|y| (rgb::Color::new(177, 180, 182), (MARGIN, *y, wide, 0.6)));
    for (color, (x, y, width, height)) in tinted.chain(edged).chain(rules) {
        let mut path = PathBuilder::new();
        let Some(rect) = Rect::from_xywh(x, y, width, height) else { continue };
        path.push_rect(rect);
        let Some(path) = path.finish() else { continue };
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        surface.set_fill(Some(filled(color)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}

fn drawn(surface: &mut Surface<'_>, faces: &Faces, line: &Line) {
    let mut x = line.x;
    for run in &line.runs {
        let at = Point::from_xy(x, line.y);
        let font = faces.font(run.face, line.bold);
        surface.draw_text(at, font, line.size, &run.text, false, TextDirection::LeftToRight);
        x += run.width;
    }
}

/// The head and the foot of a page: read by nobody twice.
fn running(surface: &mut Surface<'_>, document: &Document, faces: &Faces, (page, of): (usize, usize)) {
    let small = faces.at(SMALL, false);
    let mut put = |words: &str, x: f32, y: f32| {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)));
        let runs = small.runs(words);
        drawn(surface, faces, &Line { part: Part::Title, runs, x, y, size: SMALL, bold: false });
        surface.end_tagged();
    };
    let right = |words: &str| PAGE.0 - MARGIN - small.width(words);
    let number = format!("Page {page} of {of}");
    // Whose letter it is on the left, what it is called on the right where there is room for both.
    put(&document.from, MARGIN, HEAD);
    let (from, title) = (small.width(&document.from), small.width(&document.title));
    if from + title + 24.0 < PAGE.0 - 2.0 * MARGIN {
        put(&document.title, right(&document.title), HEAD);
    }
    put(&number, right(&number), FOOT);
    let room = PAGE.0 - 2.0 * MARGIN - small.width(&number) - 18.0;
    let mut lines = vec![String::new()];
    for word in document.foot.split_whitespace() {
        let Some(last) = lines.last_mut() else { break };
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if small.width(&longer) > room { lines.push(word.to_owned()) } else { *last = longer }
    }
    // The last line of the foot stands beside the number, the others above it.
    let mut y = lines.iter().skip(1).fold(FOOT, |y, _| y - SMALL * 1.3);
    for words in &lines {
        put(words, MARGIN, y);
        y += SMALL * 1.3;
    }
}

fn is_heading(document: &Document, part: Part) -> bool {
    matches!(part, Part::Title) || matches!(part, Part::Block(n) if matches!(document.blocks[n], Block::Heading(_)))
}

fn heading(document: &Document, part: Part) -> &str {
    match part {
        Part::Block(n) => match &document.blocks[n] {
            Block::Heading(words) => words,
            _ => "",
        },
        _ => &document.title,
    }
}

/// The lines of each part, in the order in which they are read.
#[derive(Default)]
struct Read {
    title: Vec<Identifier>,
    blocks: BTreeMap<usize, Vec<Identifier>>,
    items: BTreeMap<(usize, usize), [Vec<Identifier>; 2]>,
}

impl Read {
    /// Whether a line of this part is its first.
    fn begins(&self, part: Part) -> bool {
        match part {
            Part::Title => self.title.is_empty(),
            Part::Block(n) => !self.blocks.contains_key(&n),
            Part::Mark(..) | Part::Item(..) => false,
        }
    }

    fn line(&mut self, part: Part, id: Identifier) {
        match part {
            Part::Title => self.title.push(id),
            Part::Block(n) => self.blocks.entry(n).or_default().push(id),
            Part::Mark(n, m) => self.items.entry((n, m)).or_default()[0].push(id),
            Part::Item(n, m) => self.items.entry((n, m)).or_default()[1].push(id),
        }
    }

    fn tree(mut self, document: &Document) -> TagTree {
        let mut tree = TagTree::new().with_lang(Some(LANGUAGE.to_owned()));
        let level = |n| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
        tree.push(group(TagGroup::new(Tag::Hn(level(1), Some(document.title.clone()))), self.title));
        for (n, block) in document.blocks.iter().enumerate() {
            let lines = self.blocks.remove(&n).unwrap_or_default();
            match block {
                Block::Heading(words) => {
                    tree.push(group(TagGroup::new(Tag::Hn(level(2), Some(words.clone()))), lines));
                }
                Block::Paragraph(_) | Block::Banner(_) => tree.push(group(TagGroup::new(Tag::P), lines)),
                Block::Rows(rows) => {
                    let mut table = TagGroup::new(Tag::Table);
                    for m in 0..rows.len() {
                        let [label, value] = self.items.remove(&(n, m)).unwrap_or_default();
                        let mut row = TagGroup::new(Tag::TR);
                        row.push(group(TagGroup::new(Tag::TH(TableHeaderScope::Row)), label));
                        row.push(group(TagGroup::new(Tag::TD), value));
                        table.push(row);
                    }
                    tree.push(table);
                }
                Block::Contents => {
                    let mut contents = TagGroup::new(Tag::TOC);
                    for (_, [page, words]) in self.items.extract_if((n, 0)..(n + 1, 0), |_, _| true) {
                        let mut entry = TagGroup::new(Tag::TOCI);
                        entry.push(group(TagGroup::new(Tag::P), words.into_iter().chain(page).collect()));
                        contents.push(entry);
                    }
                    tree.push(contents);
                }
                Block::NewPage => {}
                Block::List(items) => {
                    let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
                    for m in 0..items.len() {
                        let [mark, words] = self.items.remove(&(n, m)).unwrap_or_default();
                        let mut item = TagGroup::new(Tag::LI);
                        item.push(group(TagGroup::new(Tag::Lbl), mark));
                        item.push(group(TagGroup::new(Tag::LBody), words));
                        list.push(item);
                    }
                    tree.push(list);
                }
            }
        }
        tree
    }
}

fn group(mut group: TagGroup, lines: Vec<Identifier>) -> TagGroup {
    for line in lines {
        group.push(line);
    }
    group
}
