//! XML of a return into its tables, one child in hand at a time.
//!
//! Nothing that XML could do to a reader is let in: a document type, an entity
//! beyond the five of XML itself, deep nesting, a tag or text without end are
//! refused at their place. What the return does not know is kept aside.

use std::io::Read;

use quick_xml::errors::{Error as XmlError, SyntaxError};
use quick_xml::events::{BytesRef, Event};
use quick_xml::reader::Reader;

use crate::error::{Place, ReadError, ReadErrorKind};
use crate::files::NamedInput;
use crate::input::Input;
use crate::limits::Limits;
use crate::notice::{Aside, NoticeKind, Notices};
use crate::spec::ReturnSpec;
use crate::tables::{Assembly, Tables};
use crate::xml_map::{Does, Node};
use crate::xml_unit::Unit;

/// Reads one XML file of the return whose elements `root` describes.
pub(crate) fn read_xml(
    spec: &'static ReturnSpec,
    root: &Node,
    input: NamedInput,
    limits: &Limits,
) -> Result<Tables, ReadError> {
    let input = input.open(limits)?;
    let mut assembly = Assembly::new(spec, Notices::default());
    for table in &mut assembly.tables {
        table.begin_file(input.file());
    }
    let mut reader = Reader::from_reader(input);
    reader.config_mut().expand_empty_elements = true;
    let mut walk = Walk {
        root,
        limits,
        unit: Unit::new(spec),
        stack: Vec::new(),
        cell: String::new(),
        skipped: None,
        started: false,
        line: 1,
        column: 1,
        file: reader.get_ref().file().clone(),
        kept_aside: 0,
        most_rows: limits.rows_per_child.min(spec.rows_per_child),
        assembly,
    };
    walk.run(&mut reader)?;
    let mut assembly = walk.assembly;
    if let Some(line) = reader.get_ref().first_foreign_line() {
        assembly.notices.add(
            NoticeKind::Encoding,
            Place::of_line(reader.get_ref().file(), line),
            "the file is not UTF-8 and was read as Windows-1252; check the accented letters",
        );
    }
    Ok(assembly.finish_within(limits))
}

/// An element that is open and known.
struct Open<'a> {
    node: &'a Node,
    /// The row that it is, in the unit.
    row: Option<u32>,
    /// Whether it holds any element.
    touched: bool,
}

/// An element that is not known, with all it holds.
struct Skipped {
    path: String,
    line: u32,
    column: u32,
    depth: usize,
    text: String,
    silent: bool,
}

struct Walk<'a> {
    root: &'a Node,
    limits: &'a Limits,
    unit: Unit,
    stack: Vec<Open<'a>>,
    cell: String,
    skipped: Option<Skipped>,
    started: bool,
    line: u32,
    column: u32,
    file: std::sync::Arc<str>,
    kept_aside: usize,
    /// Most rows of one child.
    most_rows: usize,
    assembly: Assembly,
}

impl<'a> Walk<'a> {
    fn run<R: Read>(&mut self, reader: &mut Reader<Input<R>>) -> Result<(), ReadError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            let input = reader.get_mut();
            input.mark();
            (self.line, self.column) = input.at();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(tag)) => self.open(tag.local_name().into_inner())?,
                Ok(Event::End(_)) => self.close()?,
                Ok(Event::Text(text)) => self.text(&text)?,
                Ok(Event::CData(text)) => self.text(&text)?,
                Ok(Event::GeneralRef(reference)) => self.reference(&reference)?,
                Ok(Event::DocType(_)) => {
                    return Err(self.fault(
                        ReadErrorKind::Refused,
                        "the file declares a document type, which could define entities",
                        "remove the DOCTYPE; no return needs one",
                    ));
                }
                Ok(Event::Eof) => return self.end(),
                Ok(Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
                Err(why) => return Err(self.malformed(reader, &why)),
            }
        }
    }

    fn open(&mut self, name: &str) -> Result<(), ReadError> {
        let depth = self.stack.len() + self.skipped.as_ref().map_or(0, |skipped| skipped.depth);
        if depth >= self.limits.depth {
            return Err(self.fault(
                ReadErrorKind::Refused,
                format!("elements are nested more than {} deep", self.limits.depth),
                "check that the file is a return and that every element is closed",
            ));
        }
        if let Some(skipped) = &mut self.skipped {
            skipped.depth += 1;
            return Ok(());
        }
        let Some(above) = self.stack.last_mut() else { return self.open_root(name) };
        above.touched = true;
        let Some(node) = above.node.find(name) else {
            self.skip(name, false);
            return Ok(());
        };
        if node.does == Does::Ignored {
            self.skip(name, true);
            return Ok(());
        }
        self.enter(node)
    }

    fn open_root(&mut self, name: &str) -> Result<(), ReadError> {
        if self.started {
            return Err(self.fault(
                ReadErrorKind::Malformed,
                "a second document starts after the end of the first",
                "give each document in a file of its own",
            ));
        }
        if !self.root.name.eq_ignore_ascii_case(name) {
            return Err(self.fault(
                ReadErrorKind::NotRecognised,
                format!("the file starts with `{}`, not with `{}`", brief(name), self.root.name),
                "check that it is the file of this return",
            ));
        }
        self.started = true;
        self.enter(self.root)
    }

    fn enter(&mut self, node: &'a Node) -> Result<(), ReadError> {
        self.cell.clear();
        let above = self.stack.iter().rev().find_map(|open| open.row);
        let row = match node.does {
            Does::Row { table, numbered } => Some(self.unit.begin_row(table, self.line, above, numbered)),
            _ => None,
        };
        if self.unit.rows() > self.most_rows {
            return Err(self.fault(
                ReadErrorKind::TooLarge,
                format!("one child has more than {} rows", self.most_rows),
                "check that each child's element is closed",
            ));
        }
        self.stack.push(Open { node, row, touched: false });
        Ok(())
    }

    fn skip(&mut self, name: &str, silent: bool) {
        let mut path = self.path();
        path.push('/');
        path.push_str(&brief(name));
        let (line, column) = (self.line, self.column);
        self.skipped = Some(Skipped { path, line, column, depth: 1, text: String::new(), silent });
    }

    fn close(&mut self) -> Result<(), ReadError> {
        if let Some(skipped) = &mut self.skipped {
            skipped.depth -= 1;
            if skipped.depth == 0 {
                self.keep_aside();
            }
            return Ok(());
        }
        let Some(open) = self.stack.pop() else { return Ok(()) };
        match open.node.does {
            Does::Cell(place) => {
                let row = self.nearest(place.table);
                if !self.unit.set_cell(row, place, self.cell.trim(), self.line) {
                    let what = format!("`{}` stands more than once; the first counts", open.node.name);
                    self.notice(NoticeKind::RepeatedElement, what);
                }
            }
            Does::Listed { own, joined } => {
                let above = self.stack.iter().rev().find_map(|open| open.row);
                let joined = joined.map(|place| (self.nearest(place.table), place));
                self.unit.add_listed(own, joined, above, self.cell.trim(), self.line);
            }
            Does::Row { .. } if !open.touched => {
                if let Some(row) = open.row.filter(|_| !open.node.counts_empty) {
                    self.unit.drop_row(row);
                }
                let then = if open.node.counts_empty { "counts without any value" } else { "was passed over" };
                let what = format!("`{}` is empty and {then}", open.node.name);
                self.notice(NoticeKind::EmptyGroup, what);
            }
            Does::Row { .. } | Does::Holds | Does::Ignored => {}
        }
        self.cell.clear();
        if open.node.unit {
            self.give_out()?;
        }
        Ok(())
    }

    /// The nearest open row of the table, or of any other when the table has none open.
    fn nearest(&self, table: usize) -> (Option<u32>, bool) {
        let mut rows = self.stack.iter().rev().filter_map(|open| open.row);
        let of_table = rows.clone().find(|row| self.unit.table_of(*row) == table);
        match of_table {
            Some(row) => (Some(row), true),
            None => (rows.next(), false),
        }
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        if let Some(skipped) = &mut self.skipped {
            let room = ASIDE_BYTES.saturating_sub(skipped.text.len());
            skipped.text.extend(text.chars().take(room));
            return Ok(());
        }
        match self.stack.last().map(|open| open.node.does) {
            Some(Does::Cell(_) | Does::Listed { .. }) => {
                if self.cell.len() + text.len() > self.limits.cell_bytes {
                    return Err(self.fault(
                        ReadErrorKind::TooLarge,
                        format!("one value is longer than {} bytes", self.limits.cell_bytes),
                        "check that the element before this place is closed",
                    ));
                }
                self.cell.push_str(text);
            }
            _ if text.trim().is_empty() => {}
            _ => {
                let what = format!("there is text in `{}`, where only elements belong", self.path());
                self.notice(NoticeKind::StrayText, what);
            }
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ReadError> {
        let character = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        // XML allows no control character but these three, however it is written.
        let allowed = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r');
        match character.filter(|c| allowed(*c)) {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None => Err(self.fault(
                ReadErrorKind::Refused,
                format!("the entity `&{};` is not one of XML's own five", brief(reference)),
                "write the character itself",
            )),
        }
    }

    fn give_out(&mut self) -> Result<(), ReadError> {
        let child = self.unit.give_out(&mut self.assembly.tables).map_err(|_| {
            self.fault(
                ReadErrorKind::TooLarge,
                "the file holds more text than can be read at once",
                "split the file by child",
            )
        })?;
        for aside in self.assembly.aside.iter_mut().rev().take(self.kept_aside) {
            aside.child.clone_from(&child);
        }
        self.kept_aside = 0;
        Ok(())
    }

    fn keep_aside(&mut self) {
        let Some(skipped) = self.skipped.take() else { return };
        if skipped.silent {
            return;
        }
        let place = Place::at(&self.file, skipped.line, skipped.column);
        let what = format!("the return has no element `{}`; it was kept aside", skipped.path);
        self.assembly.notices.add(NoticeKind::UnknownElement, place.clone(), what);
        if self.assembly.aside.len() < self.limits.remarks {
            let text = skipped.text.trim().to_owned();
            self.assembly.aside.push(Aside { place, child: String::new(), path: skipped.path, text });
            self.kept_aside += 1;
        }
    }

    fn end(&self) -> Result<(), ReadError> {
        if self.started && self.stack.is_empty() {
            return Ok(());
        }
        let what = match self.stack.last() {
            Some(open) => format!("the file ends inside `{}`", open.node.name),
            None => "the file holds no element".to_owned(),
        };
        Err(self.fault(ReadErrorKind::Truncated, what, "the file is cut short: export it again"))
    }

    fn malformed<R: Read>(&self, reader: &mut Reader<Input<R>>, why: &XmlError) -> ReadError {
        if let Some(told) = reader.get_mut().take_told() {
            return told;
        }
        let cut = matches!(
            why,
            XmlError::Syntax(
                SyntaxError::UnclosedPI
                    | SyntaxError::UnclosedXmlDecl
                    | SyntaxError::UnclosedComment
                    | SyntaxError::UnclosedDoctype
                    | SyntaxError::UnclosedCData
                    | SyntaxError::UnclosedTag
                    | SyntaxError::UnclosedSingleQuotedAttributeValue
                    | SyntaxError::UnclosedDoubleQuotedAttributeValue
            )
        );
        let kind = if cut { ReadErrorKind::Truncated } else { ReadErrorKind::Malformed };
        let what = format!("this is not well-formed XML ({})", brief(&why.to_string()));
        self.fault(kind, what, "export the file again, or close the element that starts here")
    }

    fn path(&self) -> String {
        let names: Vec<&str> = self.stack.iter().map(|open| open.node.name).collect();
        names.join("/")
    }

    fn notice(&mut self, kind: NoticeKind, what: String) {
        let place = Place::at(&self.file, self.line, self.column);
        self.assembly.notices.add(kind, place, what);
    }

    fn fault(&self, kind: ReadErrorKind, what: impl Into<String>, remedy: &str) -> ReadError {
        ReadError::new(kind, Place::at(&self.file, self.line, self.column), what, remedy)
    }
}

/// Most text kept of one unknown element.
const ASIDE_BYTES: usize = 4096;

/// A text from the file as a message may hold it.
fn brief(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(80).collect()
}
