//! CSV, one row at a time, with the place of everything.
//!
//! The grammar is RFC 4180 as spreadsheets write it: a cell may be quoted, a
//! quote inside a quoted cell is doubled, lines end with CR, LF or both. What
//! differs from a general CSV library is what happens with bad input: a quote
//! that never closes, a line without end or a cell too large is refused at its
//! place before it fills the memory.

use std::io::Read;
use std::sync::Arc;

use crate::error::{Place, ReadError, ReadErrorKind};
use crate::input::{Input, clip, line_feeds};
use crate::limits::Limits;

/// The rows of one file.
pub(crate) struct SeparatedRows<R> {
    input: Input<R>,
    separator: Option<u8>,
    row: String,
    ends: Vec<usize>,
    /// The line that the next byte stands on.
    line: u32,
    /// Whether a line feed now only finishes a carriage return.
    after_return: bool,
    most_line: usize,
    most_cell: usize,
    most_columns: usize,
}

/// One row: its cells as text, blanks around them not yet taken off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RawRow<'a> {
    text: &'a str,
    ends: &'a [usize],
    pub(crate) line: u32,
}

impl<'a> RawRow<'a> {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell without the blanks around it; empty past the row's end.
    pub(crate) fn cell(&self, at: usize) -> &'a str {
        let Some(&end) = self.ends.get(at) else { return "" };
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.text[start..end].trim()
    }

    pub(crate) fn cells(self) -> impl Iterator<Item = &'a str> {
        (0..self.len()).map(move |at| self.cell(at))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    /// At the start of a cell.
    Start,
    /// In a cell without quotes, or after the closing quote.
    Plain,
    /// In a quoted cell, opened on this line.
    Quoted(u32),
    /// After a quote in a quoted cell: the end of it, or half of a doubled one.
    Quote,
}

/// What a scan of a piece of text came to.
enum Step {
    More,
    EndOfRow,
}

impl<R: Read> SeparatedRows<R> {
    pub(crate) fn new(input: Input<R>, limits: &Limits) -> Self {
        Self {
            input,
            separator: None,
            row: String::new(),
            ends: Vec::new(),
            line: 1,
            after_return: false,
            most_line: limits.line_bytes,
            most_cell: limits.cell_bytes,
            most_columns: limits.columns,
        }
    }

    pub(crate) fn file(&self) -> &Arc<str> {
        self.input.file()
    }

    pub(crate) fn first_foreign_line(&self) -> Option<u32> {
        self.input.first_foreign_line()
    }

    /// What separates the cells: known once the first row is read.
    pub(crate) fn separator(&self) -> u8 {
        self.separator.unwrap_or(b',')
    }

    /// The next row that is not an empty line; `None` at the end.
    pub(crate) fn next(&mut self) -> Result<Option<RawRow<'_>>, ReadError> {
        loop {
            let line = self.line;
            let quoted_or_full = match self.read_row()? {
                None => return Ok(None),
                Some(quoted) => quoted || self.ends.len() > 1 || !self.row.is_empty(),
            };
            // A spreadsheet's word to itself about what separates the cells: `sep=;`.
            let tells_separator = line <= 1 && self.row.len() <= 5 && self.row.to_ascii_lowercase().starts_with("sep=");
            if quoted_or_full && !tells_separator {
                return Ok(Some(RawRow { text: &self.row, ends: &self.ends, line: line.max(1) }));
            }
        }
    }

    /// Reads one row into `row` and `ends`; says whether a cell was quoted, `None` at the end.
    fn read_row(&mut self) -> Result<Option<bool>, ReadError> {
        self.row.clear();
        self.ends.clear();
        self.input.mark();
        let mut within = Within::Start;
        let mut quoted = false;
        let mut any = false;
        loop {
            let step = match self.scan(&mut within, &mut quoted) {
                Ok(Some(step)) => step,
                Ok(None) => {
                    if let Within::Quoted(line) = within {
                        return Err(self.unclosed(line));
                    }
                    if any {
                        self.ends.push(self.row.len());
                    }
                    return Ok(any.then_some(quoted));
                }
                Err(fault) => return Err(self.placed(&fault, within)),
            };
            any = true;
            self.check_size(within)?;
            if matches!(step, Step::EndOfRow) {
                return Ok(Some(quoted));
            }
        }
    }

    /// Scans the text at hand as far as it goes or the row ends; `None` at the end of the file.
    fn scan(&mut self, within: &mut Within, quoted: &mut bool) -> Result<Option<Step>, ReadError> {
        let Self { input, separator, row, ends, line, after_return, most_columns, .. } = self;
        let text = input.rest()?;
        if text.is_empty() {
            return Ok(None);
        }
        if *after_return {
            *after_return = false;
            if text.starts_with('\n') {
                input.pass(1);
                // Nothing of the row was read: look again.
                return if input.rest()?.is_empty() { Ok(None) } else { Ok(Some(Step::More)) };
            }
        }
        let separator = *separator.get_or_insert_with(|| separator_of(text));
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut step = Step::More;
        while at < bytes.len() {
            match *within {
                Within::Start if bytes[at] == b'"' => {
                    *within = Within::Quoted(*line);
                    *quoted = true;
                    at += 1;
                }
                Within::Start | Within::Plain => {
                    let from = at;
                    while at < bytes.len() && bytes[at] != separator && !is_end(bytes[at]) {
                        at += 1;
                    }
                    row.push_str(&text[from..at]);
                    *within = Within::Plain;
                    if at == bytes.len() {
                        break;
                    }
                    ends.push(row.len());
                    *within = Within::Start;
                    at += 1;
                    if bytes[at - 1] != separator {
                        *line = line.saturating_add(1);
                        *after_return = bytes[at - 1] == b'\r';
                        step = Step::EndOfRow;
                        break;
                    }
                    if ends.len() > *most_columns {
                        break;
                    }
                }
                Within::Quoted(_) => {
                    let from = at;
                    while at < bytes.len() && bytes[at] != b'"' {
                        at += 1;
                    }
                    row.push_str(&text[from..at]);
                    *line = line.saturating_add(line_feeds(&bytes[from..at]));
                    if at < bytes.len() {
                        *within = Within::Quote;
                        at += 1;
                    }
                }
                Within::Quote if bytes[at] == b'"' => {
                    row.push('"');
                    *within = Within::Quoted(*line);
                    at += 1;
                }
                Within::Quote => *within = Within::Plain,
            }
        }
        input.pass(at);
        Ok(Some(step))
    }

    fn check_size(&self, within: Within) -> Result<(), ReadError> {
        let cell = self.row.len() - self.ends.last().copied().unwrap_or(0);
        let largest = self.ends.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or(0);
        let first = self.ends.first().copied().unwrap_or(0);
        let (what, most) = if self.ends.len() > self.most_columns {
            ("one line has too many cells", self.most_columns)
        } else if cell.max(largest).max(first) > self.most_cell {
            ("one cell is too long", self.most_cell)
        } else if self.row.len() > self.most_line {
            ("one line is too long", self.most_line)
        } else {
            return Ok(());
        };
        let place = match within {
            Within::Quoted(line) => Place::at(self.input.file(), line, clip(self.ends.len() + 1)),
            _ => Place::at(self.input.file(), self.line, clip(self.ends.len())),
        };
        Err(ReadError::new(
            ReadErrorKind::TooLarge,
            place,
            format!("{what} (more than {most})"),
            "the file is damaged, or a quote before this place is not closed",
        ))
    }

    fn unclosed(&self, line: u32) -> ReadError {
        ReadError::new(
            ReadErrorKind::UnclosedQuote,
            Place::at(self.input.file(), line, clip(self.ends.len() + 1)),
            "a quoted cell starts here and never ends",
            "close the quote, or double a quote that is part of the text",
        )
    }

    /// A fault of the input, with the cell instead of the byte as its column.
    fn placed(&self, fault: &ReadError, within: Within) -> ReadError {
        let line = match within {
            Within::Quoted(line) if fault.kind() == ReadErrorKind::TooLarge => line,
            _ => self.line,
        };
        let place = Place::at(self.input.file(), line, clip(self.ends.len() + 1));
        ReadError::new(fault.kind(), place, fault.what(), fault.remedy())
    }
}

fn is_end(byte: u8) -> bool {
    matches!(byte, b'\n' | b'\r')
}

/// What separates the cells, told by the first line: a comma unless it has none.
fn separator_of(text: &str) -> u8 {
    let line = text.lines().find(|line| !line.is_empty()).unwrap_or("");
    if line.contains(',') {
        return b',';
    }
    [b';', b'\t', b'|'].into_iter().find(|separator| line.as_bytes().contains(separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rows_within(bytes: &[u8], limits: &Limits) -> Result<Vec<(u32, Vec<String>)>, ReadError> {
        let input = Input::new(bytes, "a.csv".into(), limits);
        let mut rows = SeparatedRows::new(input, limits);
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            all.push((row.line, row.cells().map(str::to_owned).collect()));
        }
        Ok(all)
    }

    fn rows(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, ReadError> {
        rows_within(bytes, &Limits::default())
    }

    #[test]
    fn lines_may_end_in_any_of_the_three_ways() {
        let read = rows(b"a,b\r\nc,d\re,f\n\n\r\ng,h").unwrap();
        let lines: Vec<u32> = read.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [1, 2, 3, 6]);
        assert_eq!(read[3].1, ["g", "h"]);
    }

    #[test]
    fn a_quoted_cell_may_hold_separators_quotes_and_lines() {
        let read = rows(b"a,\"b \"\"c\"\", d\ne\"\nf,g").unwrap();
        assert_eq!(read[0], (1, vec!["a".into(), "b \"c\", d\ne".into()]));
        assert_eq!(read[1].0, 3);
    }

    #[test]
    fn a_line_of_separators_is_a_row_and_an_empty_line_is_not() {
        let read = rows(b"a,b\n,\n\n\"\"\n").unwrap();
        assert_eq!(read.len(), 3);
        assert_eq!(read[1].1, ["", ""]);
        assert_eq!(read[2].1, [""]);
    }

    #[test]
    fn semicolons_and_tabs_are_understood_where_there_is_no_comma() {
        assert_eq!(rows(b"a;b\n1;2").unwrap()[1].1, ["1", "2"]);
        assert_eq!(rows(b"a\tb\n1\t2,3").unwrap()[1].1, ["1", "2,3"]);
    }

    #[test]
    fn a_quote_that_never_closes_is_refused_where_it_opens() {
        let fault = rows(b"a,b\n1,\"2\n3,4\n").unwrap_err();
        assert_eq!(fault.kind(), ReadErrorKind::UnclosedQuote);
        assert_eq!(fault.place().to_string(), "a.csv, line 2, column 2");
    }

    #[test]
    fn a_nul_is_refused_with_its_cell() {
        let fault = rows(b"a,b\n1,\0").unwrap_err();
        assert_eq!(fault.place().to_string(), "a.csv, line 2, column 2");
    }

    /// Endless input: only a bounded reader comes back from it.
    struct Endless(u8);

    impl Read for Endless {
        fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
            into.fill(self.0);
            Ok(into.len())
        }
    }

    #[test]
    fn a_line_without_end_is_refused_before_it_fills_the_memory() {
        let limits = Limits { file_bytes: u64::MAX, ..Limits::default() };
        for (byte, kind) in
            [(b'a', ReadErrorKind::TooLarge), (b'"', ReadErrorKind::TooLarge), (b',', ReadErrorKind::TooLarge)]
        {
            let input = Input::new(Endless(byte), "a.csv".into(), &limits);
            let mut rows = SeparatedRows::new(input, &limits);
            let fault = rows.next().unwrap_err();
            assert_eq!(fault.kind(), kind);
            assert!(rows.row.capacity() <= 4 * limits.line_bytes);
        }
    }

    #[test]
    fn a_cell_over_the_cap_is_refused() {
        let limits = Limits { cell_bytes: 4, ..Limits::default() };
        assert!(rows_within(b"abcd,efgh\n", &limits).is_ok());
        let fault = rows_within(b"a\nabcd,efghi\n", &limits).unwrap_err();
        assert_eq!(fault.kind(), ReadErrorKind::TooLarge);
    }

    proptest! {
        #[test]
        fn any_bytes_never_panic(bytes: Vec<u8>) {
            let _ = rows(&bytes);
        }

        #[test]
        fn what_a_library_writes_is_read_the_same(
            table in proptest::collection::vec(
                proptest::collection::vec("[a-z\",;\n\r é'=]{0,8}", 3..4), 1..8)
        ) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["a", "b", "c"]).unwrap();
            for row in &table {
                writer.write_record(row).unwrap();
            }
            let bytes = writer.into_inner().unwrap();
            let read = rows(&bytes).unwrap();
            let cells: Vec<Vec<String>> = read.into_iter().skip(1).map(|(_, cells)| cells).collect();
            let trimmed: Vec<Vec<String>> = table
                .iter()
                .map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())
                .collect();
            prop_assert_eq!(cells, trimmed);
        }

        #[test]
        fn messy_text_is_read_as_a_csv_library_reads_it(text in "(a|b|,|\"|\n|\r\n| ){0,40}") {
            let library: Vec<Vec<String>> = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap().iter().map(|cell| cell.trim().to_owned()).collect())
                .collect();
            match rows(text.as_bytes()) {
                Ok(read) => {
                    let ours: Vec<Vec<String>> = read.into_iter().map(|(_, cells)| cells).collect();
                    // A library keeps a quoted empty line and drops no other: so do we.
                    prop_assert_eq!(ours, library);
                }
                Err(fault) => prop_assert_eq!(fault.kind(), ReadErrorKind::UnclosedQuote),
            }
        }
    }
}
