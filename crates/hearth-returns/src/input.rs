//! Bytes from outside, as checked text in bounded pieces.
//!
//! Every reader stands on [`Input`]: it refuses other formats by their first
//! bytes, takes off a byte order mark, refuses NUL, turns what is not UTF-8
//! into text as Windows-1252 (which loses nothing) and keeps count of where it
//! is. It never holds more than one piece of the file.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use crate::error::{Place, ReadError, ReadErrorKind};
use crate::limits::Limits;

const PIECE: usize = 128 * 1024;

/// How bytes outside ASCII are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    /// UTF-8; a byte that is not is read as Windows-1252.
    Utf8First,
    /// Windows-1252 throughout, as the file declares.
    Windows1252,
}

pub(crate) struct Input<R> {
    read: R,
    file: Arc<str>,
    raw: Vec<u8>,
    /// Bytes at the start of `raw` that wait for the rest of their character.
    carried: usize,
    text: String,
    at: usize,
    encoding: Encoding,
    taken: u64,
    most: u64,
    line: u32,
    column: u32,
    since_mark: usize,
    most_since_mark: usize,
    first_foreign_line: Option<u32>,
    /// A fault in the bytes just after `text`.
    behind: Option<Behind>,
    /// A fault told to a reader that can pass on only an `io::Error`.
    told: Option<ReadError>,
    started: bool,
    ended: bool,
}

#[derive(Debug, Clone, Copy)]
enum Behind {
    Nul,
    Undefined(u8),
}

impl<R: Read> Input<R> {
    pub(crate) fn new(read: R, file: Arc<str>, limits: &Limits) -> Self {
        Self {
            read,
            file,
            raw: vec![0; PIECE],
            carried: 0,
            text: String::with_capacity(PIECE + 4),
            at: 0,
            encoding: Encoding::Utf8First,
            taken: 0,
            most: limits.file_bytes,
            line: 1,
            column: 1,
            since_mark: 0,
            most_since_mark: limits.line_bytes,
            first_foreign_line: None,
            behind: None,
            told: None,
            started: false,
            ended: false,
        }
    }

    pub(crate) fn file(&self) -> &Arc<str> {
        &self.file
    }

    /// The place of the next byte.
    pub(crate) fn place(&self) -> Place {
        Place::at(&self.file, self.line, self.column)
    }

    /// The line and the column of the next byte, from 1.
    pub(crate) fn at(&self) -> (u32, u32) {
        (self.line, self.column)
    }

    /// The first line that holds bytes outside UTF-8.
    pub(crate) fn first_foreign_line(&self) -> Option<u32> {
        self.first_foreign_line
    }

    /// Starts the count that the cap on one line or one tag is held against.
    pub(crate) fn mark(&mut self) {
        self.since_mark = 0;
    }

    /// The fault behind an `io::Error` that this input gave.
    pub(crate) fn take_told(&mut self) -> Option<ReadError> {
        self.told.take()
    }

    /// The text that is at hand, read on when there is none; empty at the end of the file.
    pub(crate) fn rest(&mut self) -> Result<&str, ReadError> {
        while self.at == self.text.len() {
            if let Some(fault) = self.behind.take() {
                return Err(self.fault(fault));
            }
            if self.ended {
                return Ok("");
            }
            self.fill()?;
        }
        if self.since_mark > self.most_since_mark {
            return Err(self.too_long());
        }
        Ok(&self.text[self.at..])
    }

    /// Passes over bytes of what [`rest`](Self::rest) gave.
    pub(crate) fn pass(&mut self, bytes: usize) {
        let passed = &self.text.as_bytes()[self.at..self.at + bytes];
        if let Some(last) = passed.iter().rposition(|b| *b == b'\n') {
            self.line = self.line.saturating_add(line_feeds(passed));
            self.column = clip(bytes - last);
        } else {
            self.column = self.column.saturating_add(clip(bytes));
        }
        self.at += bytes;
        self.since_mark += bytes;
    }

    fn fill(&mut self) -> Result<(), ReadError> {
        let mut held = self.carried;
        // The first piece must be long enough to tell the format by.
        let wanted = if self.started { held + 1 } else { 512 };
        while held < wanted {
            match self.read.read(&mut self.raw[held..]) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => held += read,
                Err(why) if why.kind() == io::ErrorKind::Interrupted => {}
                Err(why) => return Err(ReadError::unreadable(&self.file, &why)),
            }
        }
        self.taken += (held - self.carried) as u64;
        if self.taken > self.most {
            return Err(ReadError::new(
                ReadErrorKind::TooLarge,
                self.place(),
                format!("the file is larger than {} bytes", self.most),
                "check that it is the right file, or split it by child",
            ));
        }
        let from = if self.started { 0 } else { self.start(held)? };
        self.started = true;
        self.text.clear();
        self.at = 0;
        self.decode(from, held);
        Ok(())
    }

    /// Looks at the first bytes; gives how many of them are a byte order mark.
    fn start(&mut self, held: usize) -> Result<usize, ReadError> {
        let first = &self.raw[..held];
        if let Some((_, name, remedy)) = FOREIGN.iter().find(|(magic, ..)| first.starts_with(magic)) {
            return Err(ReadError::new(
                ReadErrorKind::OtherFormat,
                Place::of_file(&self.file),
                format!("the file is {name}"),
                *remedy,
            ));
        }
        let from = if first.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
        match declared_encoding(&first[from..]).as_deref() {
            None | Some("utf-8" | "us-ascii" | "utf8" | "ascii") => {}
            Some("windows-1252" | "iso-8859-1" | "latin1" | "cp1252") => {
                self.encoding = Encoding::Windows1252;
            }
            Some(other) => {
                return Err(ReadError::new(
                    ReadErrorKind::Refused,
                    Place::of_line(&self.file, 1),
                    format!("the file declares the encoding `{other}`, which is not read"),
                    "save it as UTF-8 and change its first line to encoding=\"UTF-8\"",
                ));
            }
        }
        Ok(from)
    }

    /// Turns `raw[from..to]` into `text`, as far as a fault or an unfinished character.
    fn decode(&mut self, from: usize, to: usize) {
        let mut bytes = &self.raw[from..to];
        if let Some(nul) = bytes.iter().position(|b| *b == 0) {
            self.behind = Some(Behind::Nul);
            self.ended = true;
            bytes = &bytes[..nul];
        }
        self.carried = 0;
        while !bytes.is_empty() {
            let valid = match self.encoding {
                Encoding::Windows1252 => ascii_prefix(bytes),
                Encoding::Utf8First => match std::str::from_utf8(bytes) {
                    Ok(text) => {
                        self.text.push_str(text);
                        return;
                    }
                    Err(why) if why.error_len().is_none() && !self.ended => {
                        let (whole, part) = bytes.split_at(why.valid_up_to());
                        push_valid(&mut self.text, whole);
                        let carried = part.len();
                        let start = to - carried;
                        self.raw.copy_within(start..to, 0);
                        self.carried = carried;
                        return;
                    }
                    Err(why) => why.valid_up_to(),
                },
            };
            push_valid(&mut self.text, &bytes[..valid]);
            bytes = &bytes[valid..];
            let Some((&byte, after)) = bytes.split_first() else { return };
            let Some(character) = windows_1252(byte) else {
                self.behind = Some(Behind::Undefined(byte));
                self.ended = true;
                return;
            };
            if self.encoding == Encoding::Utf8First && self.first_foreign_line.is_none() {
                self.first_foreign_line = Some(self.line.saturating_add(line_feeds(self.text.as_bytes())));
            }
            self.text.push(character);
            bytes = after;
        }
    }

    fn fault(&self, fault: Behind) -> ReadError {
        match fault {
            Behind::Nul => ReadError::new(
                ReadErrorKind::BadByte,
                self.place(),
                "there is a NUL byte, which no text has",
                "the file is damaged or is UTF-16: export it again as CSV UTF-8 or XML UTF-8",
            ),
            Behind::Undefined(byte) => ReadError::new(
                ReadErrorKind::BadByte,
                self.place(),
                format!("the byte {byte:#04x} belongs to neither UTF-8 nor Windows-1252"),
                "the file is damaged or in another encoding: export it again as UTF-8",
            ),
        }
    }

    fn too_long(&self) -> ReadError {
        ReadError::new(
            ReadErrorKind::TooLarge,
            self.place(),
            format!("one line, tag or text is longer than {} bytes", self.most_since_mark),
            "the file is damaged, or a quote or tag before this place is not closed",
        )
    }
}

/// What tells another format: first bytes, its name, the remedy.
const FOREIGN: [(&[u8], &str, &str); 6] = [
    (b"PK\x03\x04", "a zip archive or an Excel workbook", "unpack it, or save each sheet as CSV UTF-8"),
    (b"\xD0\xCF\x11\xE0", "an old Excel or Word file", "save each sheet as CSV UTF-8"),
    (b"%PDF", "a PDF", "ask for the CSV or XML file it was made from"),
    (b"\x1F\x8B", "a gzip archive", "unpack it first"),
    (b"\xFF\xFE", "UTF-16 text", "save it as CSV UTF-8 or XML UTF-8"),
    (b"\xFE\xFF", "UTF-16 text", "save it as CSV UTF-8 or XML UTF-8"),
];

/// The encoding that an XML declaration names, in lower case.
fn declared_encoding(first: &[u8]) -> Option<String> {
    if !first.starts_with(b"<?xml") {
        return None;
    }
    let end = first.iter().position(|b| *b == b'>')?;
    let declaration = std::str::from_utf8(&first[..end]).ok()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = value[1..].split(quote).next()?;
    Some(name.trim().to_ascii_lowercase())
}

fn ascii_prefix(bytes: &[u8]) -> usize {
    bytes.iter().position(|b| !b.is_ascii()).unwrap_or(bytes.len())
}

fn push_valid(text: &mut String, bytes: &[u8]) {
    // INVARIANT: the callers pass only what `from_utf8` or ASCII has vouched for.
    text.push_str(std::str::from_utf8(bytes).unwrap_or_default());
}

/// One byte of Windows-1252; `None` for the five bytes that it leaves undefined.
fn windows_1252(byte: u8) -> Option<char> {
    const HIGH: [u16; 32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D,
        0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,
        0x017E, 0x0178,
    ];
    match byte {
        0x80..=0x9F => match HIGH[usize::from(byte - 0x80)] {
            0 => None,
            unit => char::from_u32(u32::from(unit)),
        },
        _ => Some(char::from(byte)),
    }
}

/// How many lines end here.
#[expect(clippy::naive_bytecount, reason = "the compiler makes vector code of it; no crate is needed")]
pub(crate) fn line_feeds(bytes: &[u8]) -> u32 {
    clip(bytes.iter().filter(|b| **b == b'\n').count())
}

/// A count as 32 bits, at most `u32::MAX`.
pub(crate) fn clip(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl<R: Read> Read for Input<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let bytes = self.fill_buf()?;
        let count = bytes.len().min(into.len());
        into[..count].copy_from_slice(&bytes[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Input<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.rest() {
            Ok(_) => Ok(&self.text.as_bytes()[self.at..]),
            Err(fault) => {
                self.told = Some(fault);
                Err(io::Error::other("the input was refused"))
            }
        }
    }

    fn consume(&mut self, bytes: usize) {
        self.pass(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<(String, Option<u32>), ReadError> {
        let mut input = Input::new(bytes, "a.csv".into(), &Limits::default());
        let mut text = String::new();
        loop {
            let piece = input.rest()?;
            if piece.is_empty() {
                return Ok((text, input.first_foreign_line()));
            }
            text.push_str(piece);
            let length = piece.len();
            input.pass(length);
        }
    }

    #[test]
    fn a_byte_order_mark_is_taken_off() {
        assert_eq!(all(b"\xEF\xBB\xBFCHILD").unwrap(), ("CHILD".into(), None));
    }

    #[test]
    fn windows_1252_is_read_without_loss_and_its_first_line_is_known() {
        assert_eq!(all(b"a\nZo\xEB \x80").unwrap(), ("a\nZo\u{eb} \u{20ac}".into(), Some(2)));
    }

    #[test]
    fn a_declared_windows_1252_is_believed_even_where_the_bytes_are_also_utf_8() {
        let (text, line) = all(b"<?xml version='1.0' encoding='Windows-1252'?>\xC3\xA9").unwrap();
        assert!(text.ends_with("\u{c3}\u{a9}"));
        assert_eq!(line, None);
    }

    #[test]
    fn a_character_over_the_edge_of_a_piece_is_whole() {
        let mut bytes = vec![b'a'; PIECE - 1];
        bytes.extend_from_slice("é!".as_bytes());
        let (text, foreign) = all(&bytes).unwrap();
        assert!(text.ends_with("aé!"));
        assert_eq!(foreign, None);
    }

    #[test]
    fn an_unfinished_character_at_the_end_is_read_as_windows_1252() {
        assert_eq!(all(b"caf\xC3").unwrap().0, "caf\u{c3}");
    }

    #[test]
    fn a_nul_is_refused_at_its_place() {
        let fault = all(b"ab\ncd\0e").unwrap_err();
        assert_eq!(fault.kind(), ReadErrorKind::BadByte);
        assert_eq!(fault.place().to_string(), "a.csv, line 2, column 3");
    }

    #[test]
    fn an_undefined_byte_is_refused_at_its_place() {
        let fault = all(b"ab\x81").unwrap_err();
        assert_eq!(fault.place().to_string(), "a.csv, line 1, column 3");
    }

    #[test]
    fn other_formats_are_refused_by_name() {
        for (magic, name, _) in FOREIGN {
            let fault = all(magic).unwrap_err();
            assert_eq!(fault.kind(), ReadErrorKind::OtherFormat);
            assert!(fault.what().contains(name), "{fault}");
        }
    }

    #[test]
    fn a_file_over_the_cap_is_refused() {
        let limits = Limits { file_bytes: 10, ..Limits::default() };
        let mut input = Input::new(&[b'a'; 11][..], "a.csv".into(), &limits);
        assert_eq!(input.rest().unwrap_err().kind(), ReadErrorKind::TooLarge);
    }
}
