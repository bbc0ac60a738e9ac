//! A return as several CSV files: each read on its own, then put together.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
#[cfg(not(target_family = "wasm"))]
use std::sync::Mutex;

use crate::error::{Place, ReadError, ReadErrorKind};
use crate::input::{Input, clip};
use crate::limits::Limits;
use crate::notice::{NoticeKind, Notices};
use crate::recognise::{Recognised, plain, recognise};
use crate::reject::{Lost, Reject};
use crate::separated::{RawRow, SeparatedRows};
use crate::spec::{Owner, ReturnSpec};
use crate::table::Table;
use crate::tables::{Assembly, Tables};

/// A file to be read, by its name and its bytes.
pub struct NamedInput {
    name: Arc<str>,
    bytes: Bytes,
}

enum Bytes {
    Reader(Box<dyn Read + Send>),
    Path(PathBuf),
}

/// Only the name: the bytes are about people.
impl std::fmt::Debug for NamedInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NamedInput({})", self.name)
    }
}

impl NamedInput {
    /// Bytes from anywhere. The name is only for messages.
    pub fn new(name: &str, read: impl Read + Send + 'static) -> Self {
        Self { name: name.into(), bytes: Bytes::Reader(Box::new(read)) }
    }

    /// Text that is in memory already.
    pub fn from_text(name: &str, text: impl Into<Vec<u8>>) -> Self {
        Self::new(name, Cursor::new(text.into()))
    }

    /// A file, opened when its turn comes. Messages give its name without its folder.
    pub fn from_path(path: &Path) -> Self {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        Self { name: name.as_ref().into(), bytes: Bytes::Path(path.to_owned()) }
    }

    pub(crate) fn open(self, limits: &Limits) -> Result<Input<Box<dyn Read + Send>>, ReadError> {
        let read = match self.bytes {
            Bytes::Reader(read) => read,
            Bytes::Path(path) => {
                let file = File::open(&path).map_err(|why| ReadError::unreadable(&self.name, &why))?;
                Box::new(file)
            }
        };
        Ok(Input::new(read, self.name, limits))
    }
}

/// Reads several CSV files, at once where there are several processors, and puts them together.
pub(crate) fn read_inputs(
    spec: &'static ReturnSpec,
    inputs: Vec<NamedInput>,
    notices: Notices,
    limits: &Limits,
) -> Result<Tables, ReadError> {
    if inputs.len() > limits.files {
        let name: Arc<str> = format!("{} files", inputs.len()).into();
        return Err(ReadError::new(
            ReadErrorKind::TooLarge,
            Place::of_file(&name),
            format!("a return of {} has at most {} files", spec.name, limits.files),
            "give only the files of one return",
        ));
    }
    let count = inputs.len();
    let mut assembly = Assembly::new(spec, notices);
    let mut recognised = 0;
    for part in read_each(spec, inputs, limits) {
        let part = part?;
        recognised += usize::from(part.table.is_some());
        assembly.add(part)?;
    }
    if recognised == 0 {
        let name: Arc<str> = format!("{count} file(s)").into();
        return Err(ReadError::new(
            ReadErrorKind::NotRecognised,
            Place::of_file(&name),
            format!("no file has the columns of a table of {}", spec.name),
            "check that the first line of each file gives the column names",
        ));
    }
    Ok(assembly.finish_within(limits))
}

type PartRead = Result<Part, ReadError>;

#[cfg(target_family = "wasm")]
fn read_each(spec: &'static ReturnSpec, inputs: Vec<NamedInput>, limits: &Limits) -> Vec<PartRead> {
    inputs.into_iter().map(|input| read_part(spec, input, limits)).collect()
}

/// One thread a processor takes file after file; the answers stand in the files' order.
#[cfg(not(target_family = "wasm"))]
fn read_each(spec: &'static ReturnSpec, inputs: Vec<NamedInput>, limits: &Limits) -> Vec<PartRead> {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let threads = processors.min(inputs.len());
    if threads < 2 {
        return inputs.into_iter().map(|input| read_part(spec, input, limits)).collect();
    }
    let waiting = Mutex::new(inputs.into_iter().enumerate());
    let mut parts: Vec<(usize, PartRead)> = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            while let Some((at, input)) = waiting.lock().ok().and_then(|mut queue| queue.next()) {
                done.push((at, read_part(spec, input, limits)));
            }
            done
        };
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    parts.sort_unstable_by_key(|(at, _)| *at);
    parts.into_iter().map(|(_, part)| part).collect()
}

/// What one file gave.
pub(crate) struct Part {
    pub(crate) table: Option<(usize, Table)>,
    pub(crate) notices: Notices,
    pub(crate) rejects: Vec<Reject>,
}

fn read_part(spec: &'static ReturnSpec, input: NamedInput, limits: &Limits) -> PartRead {
    let mut rows = SeparatedRows::new(input.open(limits)?, limits);
    let mut notices = Notices::default();
    let file = Arc::clone(rows.file());
    let unknown = |mut notices: Notices, what: &str| {
        notices.add(NoticeKind::UnknownFile, Place::of_file(&file), what);
        Ok(Part { table: None, notices, rejects: Vec::new() })
    };
    let Some(first) = rows.next()? else {
        return unknown(notices, "the file is empty and was left out");
    };
    let line = first.line;
    let headings: Vec<&str> = first.cells().collect();
    let (table, own, extra) = match recognise(spec, &headings) {
        Recognised::Table { table, own, extra } => (table, own, extra),
        Recognised::Unknown => {
            return unknown(notices, "the first line names the columns of no table, so the file was left out");
        }
        refused => return Err(refusal(refused, &file, line)),
    };
    let width = headings.len();
    let heading = headings.iter().take(2).map(|heading| plain(heading)).collect();
    let kept = Table::new(spec.tables[table], spec.dates);
    let mut reading = Reading { table: kept, own, extra, width, heading, rejects: Vec::new(), most: limits.remarks };
    reading.begin(&file, &mut notices, line);
    while let Some(row) = rows.next()? {
        if reading.take(row, &file, &mut notices).is_err() {
            return Err(ReadError::new(
                ReadErrorKind::TooLarge,
                Place::of_line(&file, row_line(&reading)),
                "the table holds more text than can be read at once",
                "split the file by child",
            ));
        }
    }
    if reading.table.is_empty() {
        notices.add(NoticeKind::NoRows, Place::of_file(&file), "the file has a heading and no rows");
    }
    if let Some(line) = rows.first_foreign_line() {
        notices.add(
            NoticeKind::Encoding,
            Place::of_line(&file, line),
            "the file is not UTF-8 and was read as Windows-1252; check the accented letters",
        );
    }
    if rows.separator() != b',' {
        let separator = char::from(rows.separator()).escape_default();
        notices.add(
            NoticeKind::Separator,
            Place::of_file(&file),
            format!("the cells are separated by `{separator}` instead of commas"),
        );
    }
    Ok(Part { table: Some((table, reading.table)), notices, rejects: reading.rejects })
}

fn row_line(reading: &Reading) -> u32 {
    let rows = clip(reading.table.len());
    if rows == 0 { 1 } else { reading.table.line(rows - 1) }
}

fn refusal(refused: Recognised, file: &Arc<str>, line: u32) -> ReadError {
    let at_line = Place::of_line(file, line);
    match refused {
        Recognised::Either(one, other) => ReadError::new(
            ReadErrorKind::NotRecognised,
            at_line,
            format!("the columns are as much those of {one} as of {other}"),
            "put each table into its own file",
        ),
        Recognised::NoOwner(table, column) => ReadError::new(
            ReadErrorKind::NoChildColumn,
            at_line,
            format!("the columns are those of {table}, but `{column}` is missing"),
            "add the column that says whose row it is",
        ),
        Recognised::Twice(heading, at) => ReadError::new(
            ReadErrorKind::DuplicateColumn,
            Place::at(file, line, clip(at + 1)),
            format!("the column `{}` stands twice", heading.chars().take(40).collect::<String>()),
            "remove or rename one of the two",
        ),
        Recognised::Unknown | Recognised::Table { .. } => ReadError::new(
            ReadErrorKind::NotRecognised,
            at_line,
            "the columns are those of no table",
            "check the first line of the file",
        ),
    }
}

/// One file on its way into a table.
struct Reading {
    table: Table,
    own: Vec<Option<usize>>,
    extra: Vec<(String, usize)>,
    width: usize,
    /// The first headings, by which a repeated heading line is known.
    heading: Vec<String>,
    rejects: Vec<Reject>,
    most: usize,
}

impl Reading {
    fn begin(&mut self, file: &Arc<str>, notices: &mut Notices, line: u32) {
        self.table.begin_file(file);
        self.table.set_extra(self.extra.iter().map(|(name, _)| name.clone()).collect());
        let mut missing = Vec::new();
        for (at, column) in self.table.spec().columns.iter().enumerate() {
            if self.own[at].is_some() {
                self.table.set_present(at);
            } else if !column.optional {
                missing.push(column.name);
            }
        }
        if !missing.is_empty() {
            let what = format!("the columns {} are missing and read as blank", missing.join(", "));
            notices.add(NoticeKind::MissingColumn, Place::of_line(file, line), what);
        }
        for (name, at) in &self.extra {
            let name: String = name.chars().take(40).collect();
            let what = format!("{} has no column `{name}`; it was kept aside", self.table.name());
            notices.add(NoticeKind::UnknownColumn, Place::at(file, line, clip(at + 1)), what);
        }
    }

    fn take(&mut self, row: RawRow<'_>, file: &Arc<str>, notices: &mut Notices) -> Result<(), crate::table::Full> {
        let number = self.table.count_row();
        if let Some((because, remedy)) = self.refuses(row) {
            if self.rejects.len() < self.most {
                self.rejects.push(Reject {
                    lost: Lost::Row,
                    table: self.table.name(),
                    file: Arc::clone(file),
                    line: row.line,
                    row: number,
                    child: self.child(row).chars().take(40).collect(),
                    column: None,
                    value: String::new(),
                    because,
                    remedy: remedy.to_owned(),
                });
            }
            return Ok(());
        }
        if row.len() < self.width {
            let what = "rows have fewer cells than the heading; the missing ones read as blank";
            notices.add(NoticeKind::ShortRows, Place::of_line(file, row.line), what);
        }
        let own = self.own.iter().map(|at| at.map_or("", |at| row.cell(at)));
        let extra = self.extra.iter().map(|(_, at)| row.cell(*at));
        self.table.push(row.line, number, own.chain(extra))
    }

    /// Why a row cannot be put into columns at all.
    fn refuses(&self, row: RawRow<'_>) -> Option<(String, &'static str)> {
        if row.len() > self.width && (self.width..row.len()).any(|at| !row.cell(at).is_empty()) {
            return Some((
                format!("the row has {} cells where the heading has {}", row.len(), self.width),
                "put quotes around a cell that holds a separator",
            ));
        }
        if is_shortened(self.child(row)) {
            return Some((
                "the identifier is a number that a spreadsheet has shortened".to_owned(),
                "format the column as text in the source and export it again",
            ));
        }
        if self.heading.iter().enumerate().all(|(at, heading)| plain(row.cell(at)) == *heading) {
            return Some((
                "the row repeats the heading".to_owned(),
                "remove the line, which two files put together may have left",
            ));
        }
        None
    }

    fn child<'a>(&self, row: RawRow<'a>) -> &'a str {
        let Owner::Child(owner) = self.table.spec().owner else { return "" };
        let column = self.table.spec().columns.iter().position(|column| column.name == owner);
        column.and_then(|at| self.own[at]).map_or("", |at| row.cell(at))
    }
}

/// Whether a spreadsheet has written a long number with a power of ten (`1.23457E+11`): several children may look the same then.
fn is_shortened(id: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    id.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
        digits(whole) && digits(fraction) && power.strip_prefix('+').is_some_and(digits)
    })
}
