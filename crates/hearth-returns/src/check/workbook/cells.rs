//! The cells of a sheet, from a stream: what nobody asks for is passed over without being looked at.

use std::borrow::Cow;
use std::io::Read;

use memchr::memmem::Finder;
use memchr::{memchr, memchr2_iter};

use super::parts::{Styles, day};
use super::tags::{self, Broken, Tag, Tags, unescaped};
use super::texts::{self, Texts};

/// What all sheets of a workbook share.
#[derive(Default)]
pub(super) struct Book {
    pub(super) texts: Texts,
    pub(super) styles: Styles,
    pub(super) from_1904: bool,
}

/// A cell where it stands: row and column from 0.
pub(super) struct Cell<'a> {
    pub(super) row: u32,
    pub(super) column: u32,
    style: Option<&'a [u8]>,
    kind: Option<&'a [u8]>,
    inside: &'a [u8],
}

/// What a number of bytes comes to at the most that belong together: a cell has 32,767 signs.
const MOST_TOGETHER: usize = 4 << 20;
/// Tests meet the end of what is held in every cell.
const AT_FIRST: usize = if cfg!(test) { 64 } else { 128 << 10 };
/// What every row ends with that did not begin with a prefix.
const ROW_END: &[u8] = b"</row";

/// The cells of a sheet in the order of the part.
pub(super) struct Cells<R> {
    from: R,
    held: Vec<u8>,
    /// What of it is filled and not yet passed.
    at: usize,
    end: usize,
    /// Whether the stream has ended.
    over: bool,
    stage: Stage,
    row: u32,
    column: u32,
    jump: Jump,
}

/// When the rest of a row can be jumped over: all that is asked for has been seen, one column behind another.
struct Jump {
    end: Finder<'static>,
    /// How many columns are asked for.
    asked: usize,
    /// How many of them the row has had so far; none counts where its columns turned back.
    seen: Option<usize>,
    /// Whether brackets mean what they look like in what is held: it has no remark, plain text or instruction that could hold another.
    plain: bool,
}

#[derive(PartialEq, Eq)]
enum Stage {
    Before,
    Within,
    After,
}

/// Why the next cell is not there.
pub(super) enum Stopped {
    Broken(Broken),
    Unread(std::io::Error),
}

impl From<Broken> for Stopped {
    fn from(broken: Broken) -> Self {
        Self::Broken(broken)
    }
}

/// Something whole in what is held, as places in it.
enum Piece {
    Tag { open: usize, end: usize },
    Cell { open: usize, end: usize, inside: usize, inside_end: usize },
}

impl<R: Read> Cells<R> {
    pub(super) fn of(from: R) -> Self {
        let held = vec![0; AT_FIRST];
        let jump = Jump { end: Finder::new(ROW_END), asked: usize::MAX, seen: None, plain: false };
        Self { from, held, at: 0, end: 0, over: false, stage: Stage::Before, row: 0, column: 0, jump }
    }

    /// From the next row on this many columns will be asked for: behind the last of them the rest of a row is not looked at.
    pub(super) fn ask(&mut self, columns: usize) {
        (self.jump.asked, self.jump.seen) = (columns, None);
    }

    /// The next cell that is `asked` for by its column; none at the end. A sheet without a place for cells, such as a chart, has none.
    pub(super) fn next(&mut self, asked: impl Fn(u32) -> bool) -> Result<Option<Cell<'_>>, Stopped> {
        loop {
            let piece = if self.jump() {
                self.hop(&asked);
                self.piece()
            } else {
                None
            };
            let Some(piece) = piece else {
                if self.refill()? {
                    continue;
                }
                return if self.stage == Stage::Within { Err(Broken("a sheet does not end").into()) } else { Ok(None) };
            };
            match piece {
                Piece::Tag { open, end } => {
                    self.at = end;
                    if self.passed(open, end)? {
                        return Ok(None);
                    }
                }
                Piece::Cell { open, end, inside, inside_end } => {
                    self.at = end;
                    let (row, column) = self.place(Tag(&self.held[open + 1..inside - 1]))?;
                    self.jump.seen = self.jump.seen.filter(|_| column >= self.column);
                    self.column = column.saturating_add(1);
                    if asked(column) {
                        self.jump.seen = self.jump.seen.map(|seen| seen + 1);
                        let (mut style, mut kind) = (None, None);
                        for (name, value) in Tag(&self.held[open + 1..inside - 1]).attributes() {
                            match name {
                                b"s" => style = Some(value),
                                b"t" => kind = Some(value),
                                _ => {}
                            }
                        }
                        return Ok(Some(Cell { row, column, style, kind, inside: &self.held[inside..inside_end] }));
                    }
                }
            }
        }
    }

    /// Where a cell stands: where it says, or behind the last one.
    fn place(&self, cell: Tag<'_>) -> Result<(u32, u32), Broken> {
        cell.attribute(b"r").map_or(Ok((self.row, self.column)), place_of)
    }

    /// Passes over cells of the usual forms that nobody asks for: nearly all of a sheet. An opening bracket stands in no attribute and in
    /// no text, so the next one always ends what came before.
    fn hop(&mut self, asked: &impl Fn(u32) -> bool) {
        if self.stage != Stage::Within {
            return;
        }
        let held = &self.held[..self.end];
        while let Some(rest) = held[self.at..].strip_prefix(b"<c r=\"") {
            let letters = rest.iter().take(4).take_while(|b| b.is_ascii_uppercase()).count();
            let column = number_of(&rest[..letters]);
            if !(1..4).contains(&letters) || asked(column - 1) {
                return;
            }
            let Some(length) = usual(&rest[letters..]) else { return };
            self.at += b"<c r=\"".len() + letters + length;
            self.jump.seen = self.jump.seen.filter(|_| column > self.column);
            self.column = column;
        }
    }

    /// Goes to the end of a row of which nothing more is asked. Says whether that is held; of other rows it is true.
    fn jump(&mut self) -> bool {
        if self.jump.seen != Some(self.jump.asked) || !self.jump.plain {
            return true;
        }
        if let Some(length) = self.jump.end.find(&self.held[self.at..self.end]) {
            self.at += length;
            return true;
        }
        // The beginning of the end may be held already.
        self.at = self.at.max(self.end.saturating_sub(ROW_END.len() - 1));
        false
    }

    /// What comes next, when it is whole in what is held.
    fn piece(&self) -> Option<Piece> {
        let held = &self.held[..self.end];
        let (open, inside) = tags::next(held, self.at)?;
        let tag = Tag(&held[open + 1..inside - 1]);
        if self.stage != Stage::Within || tag.closes() || tag.name() != b"c" {
            return Some(Piece::Tag { open, end: inside });
        }
        if tag.is_empty() {
            return Some(Piece::Cell { open, end: inside, inside, inside_end: inside });
        }
        // Nearly every cell: a value and nothing else.
        if held[inside..].starts_with(b"<v>") {
            let value = inside + 3;
            let end = value + memchr(b'<', &held[value..])?;
            if held[end..].starts_with(b"</v></c>") {
                return Some(Piece::Cell { open, end: end + 8, inside, inside_end: end + 4 });
            }
        }
        let mut rest = Tags::of(&held[inside..]);
        rest.leave(b"c").ok()?;
        Some(Piece::Cell { open, end: inside + rest.at(), inside, inside_end: inside + rest.at() })
    }

    /// Notes a tag that is no cell. Says whether it ends the cells.
    fn passed(&mut self, open: usize, end: usize) -> Result<bool, Broken> {
        let tag = Tag(&self.held[open + 1..end - 1]);
        match (tag.name(), tag.closes()) {
            (b"sheetData", closes) => {
                self.stage = if closes || tag.is_empty() { Stage::After } else { Stage::Within };
                return Ok(self.stage == Stage::After);
            }
            (b"row", closes) if self.stage == Stage::Within => {
                // With a prefix the end looks different.
                self.jump.seen = (!closes && tag.0.starts_with(b"row")).then_some(0);
                if !closes && let Some(row) = tag.attribute(b"r") {
                    self.row = place_of(row)?.0;
                }
                if closes || tag.is_empty() {
                    (self.row, self.column) = (self.row.saturating_add(1), 0);
                }
            }
            _ => {}
        }
        Ok(false)
    }

    /// Reads on, keeping what has not been passed. Says whether there was more.
    fn refill(&mut self) -> Result<bool, Stopped> {
        if self.over {
            return Ok(false);
        }
        self.held.copy_within(self.at..self.end, 0);
        (self.at, self.end) = (0, self.end - self.at);
        if self.end * 2 > self.held.len() {
            if self.held.len() >= MOST_TOGETHER {
                return Err(Broken("a cell is longer than a cell can be").into());
            }
            self.held.resize(self.held.len() * 2, 0);
        }
        while self.end < self.held.len() {
            match self.from.read(&mut self.held[self.end..]) {
                Ok(0) => {
                    self.over = true;
                    break;
                }
                Ok(more) => self.end += more,
                Err(why) if why.kind() == std::io::ErrorKind::Interrupted => {}
                Err(why) => return Err(Stopped::Unread(why)),
            }
        }
        let held = &self.held[..self.end];
        self.jump.plain = !memchr2_iter(b'!', b'?', held).any(|at| at > 0 && held[at - 1] == b'<');
        Ok(true)
    }

    /// Reads what stands after the cells, so that the part is known to be as it was packed.
    pub(super) fn drain(&mut self) -> std::io::Result<()> {
        std::io::copy(&mut self.from, &mut std::io::sink()).map(drop)
    }
}

/// The length of a cell of a usual form from within its tag on, when it is whole: empty, with a value, or with a text of its own.
fn usual(cell: &[u8]) -> Option<usize> {
    let inside = memchr(b'<', cell)?;
    match cell[..inside] {
        [.., b'/', b'>'] => return Some(inside),
        [.., b'>'] => {}
        _ => return None,
    }
    let rest = &cell[inside..];
    if let Some(value) = rest.strip_prefix(b"<v>") {
        let end = value.iter().position(|b| *b == b'<')?;
        return value[end..].starts_with(b"</v></c>").then_some(inside + 3 + end + 8);
    }
    let text = rest.strip_prefix(b"<is><t")?;
    let end = memchr(b'<', text)?;
    text[end..].starts_with(b"</t></is></c>").then_some(inside + 6 + end + 13)
}

/// The number of a column by its letters, from 1.
fn number_of(letters: &[u8]) -> u32 {
    letters.iter().fold(0, |column, b| column * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1)
}

/// Row and column, from 0, of a place such as `AB12`; of a row the column is 0.
fn place_of(place: &[u8]) -> Result<(u32, u32), Broken> {
    let letters = place.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let (letters, digits) = place.split_at(letters);
    // No sheet has a column past XFD or a row of more than seven digits.
    if letters.len() > 3 || digits.is_empty() || digits.len() > 7 || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Broken("a cell does not say where it stands"));
    }
    let row: u32 = digits.iter().fold(0, |row, b| row * 10 + u32::from(b - b'0'));
    let row = row.checked_sub(1).ok_or(Broken("a cell does not say where it stands"))?;
    Ok((row, number_of(letters).saturating_sub(1)))
}

impl Cell<'_> {
    /// What it shows, without blanks around: a whole number without a fraction, a day as YYYY-MM-DD, nothing for a fault. None where
    /// it is empty.
    pub(super) fn said<'a>(&'a self, book: &'a Book) -> Result<Option<Cow<'a, str>>, Broken> {
        let only = self.inside.strip_prefix(b"<v>").and_then(|inside| inside.strip_suffix(b"</v>"));
        if let Some(value) = only.filter(|value| memchr(b'<', value).is_none() && !self.has_its_own_text()) {
            return self.value(unescaped(value)?, book);
        }
        let mut said = None;
        let mut tags = Tags::of(self.inside);
        while let Some((_, tag)) = tags.next() {
            if tag.opens(b"v") && !self.has_its_own_text() {
                said = self.value(Cow::Owned(tags.text(b"v")?), book)?;
            } else if tag.opens(b"is") {
                said = Some(trimmed(Cow::Owned(texts::runs(&mut tags, b"is")?)));
            } else if tag.opens(b"f") {
                tags.leave(b"f")?;
            }
        }
        Ok(said)
    }

    /// Whether its text stands beside its value, which then counts for nothing.
    fn has_its_own_text(&self) -> bool {
        matches!(self.kind, Some(b"inlineStr" | b"is"))
    }

    fn value<'a>(&self, value: Cow<'a, str>, book: &'a Book) -> Result<Option<Cow<'a, str>>, Broken> {
        if value.is_empty() && self.kind != Some(b"str") {
            return Ok(None);
        }
        let said = match self.kind {
            Some(b"s") => {
                let at = value.trim().parse().map_err(|_| Broken("a cell has a text without a number"))?;
                trimmed(book.texts.get(at).ok_or(Broken("a cell has a text that is not there"))??)
            }
            Some(b"str" | b"d") => trimmed(value),
            Some(b"b") => Cow::Borrowed(if value == "0" { "false" } else { "true" }),
            Some(b"e") => Cow::Borrowed(""),
            Some(b"n") | None => match value.parse::<f64>() {
                Ok(number) => Cow::Owned(self.number(number, book)),
                Err(_) if self.kind.is_none() => trimmed(value),
                Err(_) => return Err(Broken("a cell has a number that is none")),
            },
            _ => return Err(Broken("a cell is of an unknown kind")),
        };
        Ok(Some(said))
    }

    fn number(&self, number: f64, book: &Book) -> String {
        let day = book.styles.shows_days(self.style).then(|| day(number, book.from_1904)).flatten();
        day.unwrap_or_else(|| if number.fract() == 0.0 { format!("{number:.0}") } else { number.to_string() })
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}
