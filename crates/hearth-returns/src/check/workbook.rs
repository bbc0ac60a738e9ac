//! The sheets of a workbook: the columns that are asked for, with caps on what it may come to.
//!
//! A list of providers unpacks to tens of megabytes of which a twentieth is asked for. So a sheet is unpacked in a thread beside and read
//! as it comes, cells of other columns are passed over by their brackets, the rest of a row is jumped over once it has had all that is asked
//! for, shared texts are decoded where they are asked for, one row is kept at a time, and a sheet without headings is left after its
//! first rows.
//!
//! A workbook is a zip archive of XML, and a small one can be made that unpacks to more than any memory, or that says of two cells
//! that they stand a million rows apart. So its parts are counted as they are announced and again as they come, and cells are taken
//! one by one instead of as the rectangle that holds them.

mod ahead;
mod cells;
mod parts;
mod tags;
mod texts;

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use self::cells::{Book, Cells, Stopped};
use self::parts::{Relations, Styles};
use self::tags::Broken;
use self::texts::Texts;
use super::ProvidersError;

/// The lists that Ofsted sends are under two megabytes, and unpacked some ten times that.
const MOST_BYTES: usize = 64 << 20;
const MOST_UNPACKED: u64 = 256 << 20;
const MOST_TIMES: u64 = 200;
/// What a small workbook may unpack to all the same.
const LEAST_ROOM: u64 = 4 << 20;
const MOST_PARTS: usize = 2_000;
const MOST_CELLS: usize = 4_000_000;
const MOST_TEXT: usize = 128 << 20;
const MOST_COLUMNS: u32 = 512;
/// In how many of the first rows headings are looked for.
const ROWS_WITH_HEADINGS: usize = 20;

/// The columns that a sheet is asked for, by its headings; a place without a column stays blank in every row. No column may be named
/// twice.
pub(super) type Columns = Vec<Option<usize>>;

/// Goes through the rows of a workbook and says how many sheets it has. `headings` looks at the first rows of a sheet until it knows
/// one: it names the columns that are asked for, or none where the sheet has nothing of interest. `each` is given the number of a sheet
/// from 0 and a row: that of the headings, then those under it that have any of the columns, each with these in their order, as text.
///
/// # Errors
/// Says what keeps it from being read, and what to do: an old or locked workbook, one that is damaged, one that is far too large.
pub(super) fn rows(
    bytes: &[u8],
    headings: impl Fn(&[String]) -> Option<Columns>,
    mut each: impl FnMut(usize, &[String]),
) -> Result<usize, ProvidersError> {
    if !bytes.starts_with(b"PK") {
        return Err(ProvidersError(
            "it is a workbook of an old kind, or locked with a password; save it as .xlsx without one".to_owned(),
        ));
    }
    let mut package = Package::open(bytes)?;
    let (book, sheets) = package.book()?;
    let mut room = Room { cells: MOST_CELLS, text: MOST_TEXT };
    for (number, at) in sheets.iter().enumerate() {
        let take = |part: &mut dyn Read| sheet(part, &book, &headings, &mut room, |row| each(number, row));
        let (archive, left) = (&package.archive, &mut package.room);
        ahead::unpacked(archive, *at, left, take)??;
    }
    Ok(sheets.len())
}

fn damaged(why: &dyn std::fmt::Display) -> ProvidersError {
    ProvidersError(format!("the workbook is damaged ({why}); save it again as .xlsx"))
}

fn too_large(what: &str) -> ProvidersError {
    ProvidersError(format!(
        "the workbook {what}, far more than a list of providers; copy the list alone into a new workbook"
    ))
}

fn unpacks_too_far() -> ProvidersError {
    too_large("unpacks to hundreds of megabytes")
}

impl From<Broken> for ProvidersError {
    fn from(Broken(why): Broken) -> Self {
        damaged(&why)
    }
}

impl From<Stopped> for ProvidersError {
    fn from(stopped: Stopped) -> Self {
        match stopped {
            Stopped::Broken(broken) => broken.into(),
            Stopped::Unread(why) if why.kind() == std::io::ErrorKind::FileTooLarge => unpacks_too_far(),
            Stopped::Unread(why) => damaged(&why),
        }
    }
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The archive that a workbook is, and how much it may still unpack to.
struct Package<'a> {
    archive: Archive<'a>,
    /// The parts by their addresses in small letters: programs do not agree on them.
    parts: HashMap<String, usize>,
    room: u64,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, ProvidersError> {
        if bytes.len() > MOST_BYTES {
            return Err(too_large("has more than 64 megabytes"));
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|why| damaged(&why))?;
        if archive.len() > MOST_PARTS {
            return Err(too_large("has more than 2,000 parts"));
        }
        let packed = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let room = MOST_UNPACKED.min(packed.saturating_mul(MOST_TIMES).max(LEAST_ROOM));
        let (mut parts, mut announced) = (HashMap::new(), 0_u64);
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|why| damaged(&why))?;
            announced = announced.saturating_add(part.size());
            parts.insert(part.name().replace('\\', "/").to_ascii_lowercase(), at);
        }
        // An archive may say less than is so: what is unpacked is counted again.
        if announced > room { Err(unpacks_too_far()) } else { Ok(Self { archive, parts, room }) }
    }

    fn at(&self, address: &str) -> Option<usize> {
        self.parts.get(&address.to_ascii_lowercase()).copied()
    }

    /// A whole part, if there is one of this address.
    fn part(&mut self, address: &str) -> Result<Option<Vec<u8>>, ProvidersError> {
        let Some(at) = self.at(address) else { return Ok(None) };
        let part = self.archive.by_index(at).map_err(|why| damaged(&why))?;
        // Both sizes are the archive's word: what it says is room to begin with, and no more than that.
        let mut whole = Vec::with_capacity(usize::try_from(part.size().min(self.room)).unwrap_or(0));
        // One byte more than there is room for tells that there is more.
        let size = part.take(self.room + 1).read_to_end(&mut whole).map_err(|why| damaged(&why))?;
        self.room = self.room.checked_sub(size as u64).ok_or_else(unpacks_too_far)?;
        Ok(Some(whole))
    }

    /// What all sheets share, and which parts they are.
    fn book(&mut self) -> Result<(Book, Vec<usize>), ProvidersError> {
        let other = || ProvidersError("it is no workbook of Excel's newer kind; save it again as .xlsx".to_owned());
        let package = Relations::of(&self.part("_rels/.rels")?.ok_or_else(other)?)?;
        let document = package.of_kind("officeDocument").ok_or_else(other)?.trim_start_matches('/');
        let (folder, name) = document.rsplit_once('/').map_or(("", document), |(folder, name)| (folder, name));
        let within = |target: &str| match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None if folder.is_empty() => target.to_owned(),
            None => format!("{folder}/{target}"),
        };
        let relations = Relations::of(&self.part(&within(&format!("_rels/{name}.rels")))?.ok_or_else(other)?)?;
        let workbook = self.part(document)?.ok_or_else(other)?;
        if !name.to_ascii_lowercase().ends_with(".xml") {
            return Err(other());
        }
        let (sheets, from_1904) = parts::sheets(&workbook, &relations)?;
        let beside = |kind: &str, usual: &str| within(relations.of_kind(kind).unwrap_or(usual));
        let styles = self.part(&beside("styles", "styles.xml"))?.unwrap_or_default();
        let texts = match self.part(&beside("sharedStrings", "sharedStrings.xml"))? {
            Some(texts) => Texts::of(texts)?,
            None => Texts::default(),
        };
        let missing = Broken("a sheet is missing");
        let sheets: Result<_, _> = sheets.iter().map(|sheet| self.at(&within(sheet)).ok_or(missing.clone())).collect();
        Ok((Book { texts, styles: Styles::of(&styles)?, from_1904 }, sheets?))
    }
}

/// What the cells of a workbook may still come to.
struct Room {
    cells: usize,
    text: usize,
}

impl Room {
    fn cells(&mut self, more: usize) -> Result<(), ProvidersError> {
        self.cells = self.cells.checked_sub(more).ok_or_else(|| too_large("has more than four million cells"))?;
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ProvidersError> {
        self.text =
            self.text.checked_sub(text.len()).ok_or_else(|| too_large("has more than 128 megabytes of text"))?;
        Ok(())
    }
}

fn sheet(
    part: &mut dyn Read,
    book: &Book,
    headings: &impl Fn(&[String]) -> Option<Columns>,
    room: &mut Room,
    mut each: impl FnMut(&[String]),
) -> Result<(), ProvidersError> {
    let mut cells = Cells::of(part);
    let Some(top) = top(&mut cells, book, headings, room)? else { return Ok(()) };
    let mut places = vec![None; MOST_COLUMNS as usize];
    for (place, column) in top.columns.iter().enumerate() {
        if let Some(kept) = column.and_then(|column| places.get_mut(column)) {
            *kept = Some(place);
        }
    }
    cells.ask(places.iter().flatten().count());
    // One row after another is put together here.
    let mut kept: Vec<String> =
        top.columns.iter().map(|at| at.and_then(|at| top.row.get(at)).cloned().unwrap_or_default()).collect();
    let mut last = None;
    let place_of = |column: u32| places.get(column as usize).copied().flatten();
    let mut take = |row: u32, column: u32, said: Option<Cow<'_, str>>| -> Result<(), ProvidersError> {
        let (Some(place), Some(said)) = (place_of(column), said) else { return Ok(()) };
        room.text(&said)?;
        if last != Some(row) {
            room.cells(kept.len())?;
            each(&kept);
            kept.iter_mut().for_each(String::clear);
            last = Some(row);
        }
        kept[place].clear();
        kept[place].push_str(&said);
        Ok(())
    };
    // The cell that began the row under the headings was read with them.
    if let Some((row, column, said)) = top.next {
        take(row, column, said.map(Cow::Owned))?;
    }
    while let Some(cell) = cells.next(|column| place_of(column).is_some())? {
        take(cell.row, cell.column, cell.said(book)?)?;
    }
    each(&kept);
    cells.drain().map_err(Stopped::Unread)?;
    Ok(())
}

/// The row of the headings, the columns that they are asked for, and the first cell of the next row.
struct Top {
    row: Vec<String>,
    columns: Columns,
    next: Option<(u32, u32, Option<String>)>,
}

/// Looks for the headings in the first rows that have any cell.
fn top<R: Read>(
    cells: &mut Cells<R>,
    book: &Book,
    headings: &impl Fn(&[String]) -> Option<Columns>,
    room: &mut Room,
) -> Result<Option<Top>, ProvidersError> {
    let (mut row, mut last) = (Vec::new(), None);
    let mut rows = 0;
    loop {
        let next = match cells.next(|column| column < MOST_COLUMNS)? {
            Some(cell) => match cell.said(book)? {
                None => continue,
                said => Some((cell.row, cell.column, said.map(Cow::into_owned))),
            },
            None => None,
        };
        if let Some((at, column, Some(said))) = &next
            && last.is_none_or(|last| last == *at)
        {
            room.text(said)?;
            last = Some(*at);
            put(&mut row, *column as usize, said.clone(), room)?;
            continue;
        }
        // A row has ended.
        if let Some(columns) = headings(&row) {
            // A sheet of which nothing is asked is left where it stands.
            return Ok((!columns.is_empty()).then_some(Top { row, columns, next }));
        }
        rows += 1;
        row.clear();
        match next {
            Some((at, column, Some(said))) if rows < ROWS_WITH_HEADINGS => {
                room.text(&said)?;
                last = Some(at);
                put(&mut row, column as usize, said, room)?;
            }
            _ => return Ok(None),
        }
    }
}

/// Puts a cell into its row; the blanks before it take room too.
fn put(row: &mut Vec<String>, column: usize, said: String, room: &mut Room) -> Result<(), ProvidersError> {
    if row.len() <= column {
        room.cells(column + 1 - row.len())?;
        row.resize(column + 1, String::new());
    }
    row[column] = said;
    Ok(())
}

#[cfg(test)]
mod tests;
