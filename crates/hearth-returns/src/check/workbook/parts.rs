//! What a workbook says of itself: its sheets, which numbers are days, and from which day they count.

use std::collections::HashMap;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::tags::{Broken, Tags, unescaped};

/// What a part points at: by its id the address and the kind.
pub(super) struct Relations(Vec<(String, String, String)>);

impl Relations {
    pub(super) fn of(part: &[u8]) -> Result<Self, Broken> {
        let mut relations = Vec::new();
        for (_, tag) in Tags::of(part).filter(|(_, tag)| !tag.closes() && tag.name() == b"Relationship") {
            let [id, kind, target] = [b"Id".as_slice(), b"Type", b"Target"].map(|name| tag.text(name));
            let kind = kind?.unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            relations.push((id?.unwrap_or_default(), kind, target?.unwrap_or_default()));
        }
        Ok(Self(relations))
    }

    /// The address of the last of a kind.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&str> {
        self.0.iter().rev().find(|(_, is, _)| is == kind).map(|(.., target)| target.as_str())
    }

    fn sheet(&self, id: &str) -> Option<(&str, &str)> {
        self.0.iter().rev().find(|(is, ..)| is == id).map(|(_, kind, target)| (kind.as_str(), target.as_str()))
    }
}

/// The addresses of the sheets that have cells, in their order, and whether days count from 1904.
pub(super) fn sheets(part: &[u8], relations: &Relations) -> Result<(Vec<String>, bool), Broken> {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    for (_, tag) in Tags::of(part).filter(|(_, tag)| !tag.closes()) {
        match tag.name() {
            b"sheet" => {
                // Prefixed as the document likes: `r:id`.
                let id = tag.attributes().filter(|(key, _)| key.rsplit(|b| *b == b':').next() == Some(b"id")).last();
                let id = unescaped(id.map_or(b"", |(_, id)| id))?;
                let (kind, target) = relations.sheet(&id).ok_or(Broken("it does not say where a sheet is"))?;
                // A chart or a macro sheet has no cells.
                if kind == "worksheet" {
                    sheets.push(target.to_owned());
                }
            }
            b"workbookPr" => from_1904 = matches!(tag.attribute(b"date1904"), Some(b"1" | b"true")),
            _ => {}
        }
    }
    Ok((sheets, from_1904))
}

/// Which of the styles of cells show a number as a day.
#[derive(Default)]
pub(super) struct Styles(Vec<bool>);

impl Styles {
    pub(super) fn of(part: &[u8]) -> Result<Self, Broken> {
        let (mut written, mut days) = (HashMap::new(), Vec::new());
        let mut of_cells = false;
        for (_, tag) in Tags::of(part) {
            match tag.name() {
                b"cellXfs" => of_cells = !tag.closes() && !tag.is_empty(),
                b"numFmt" if !tag.closes() => {
                    if let (Some(id), Some(code)) = (tag.attribute(b"numFmtId"), tag.text(b"formatCode")?) {
                        written.insert(id, shows_days(&code));
                    }
                }
                b"xf" if of_cells && !tag.closes() => {
                    let id = tag.attribute(b"numFmtId").unwrap_or_default();
                    days.push(written.get(id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            }
        }
        Ok(Self(days))
    }

    /// Whether cells of a style show days; a cell without one does not.
    pub(super) fn shows_days(&self, style: Option<&[u8]>) -> bool {
        let Some(style) = style else { return false };
        let style = std::str::from_utf8(style).ok().and_then(|style| style.trim().parse().ok()).unwrap_or(0_usize);
        self.0.get(style).copied().unwrap_or(false)
    }
}

/// The formats of days and times that every spreadsheet has (ECMA-376 part 1, 18.8.30).
fn built_in(id: &[u8]) -> bool {
    let id: Option<u16> = std::str::from_utf8(id).ok().and_then(|id| id.parse().ok());
    matches!(id, Some(14..=22 | 45..=47))
}

/// Whether a format has a sign for a day, a month, a year or a time outside quotes, before its second part.
fn shows_days(format: &str) -> bool {
    let (mut quoted, mut bracket) = (false, None::<String>);
    let mut signs = format.chars();
    while let Some(sign) = signs.next() {
        match (sign.to_ascii_lowercase(), &mut bracket) {
            ('"', _) => quoted = !quoted,
            _ if quoted => {}
            // The sign after these stands for itself.
            ('_' | '\\' | '*', _) => drop(signs.next()),
            (';', None) => return false,
            ('[', None) => bracket = Some(String::new()),
            // A time that runs past a day stands in brackets, as do colours and languages.
            (']', Some(inside)) => {
                if matches!(inside.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss") {
                    return true;
                }
                bracket = None;
            }
            (sign, Some(inside)) => inside.push(sign),
            ('d' | 'm' | 'h' | 'y' | 's', None) => return true,
            _ => {}
        }
    }
    false
}

/// A number of days as YYYY-MM-DD, as spreadsheets count: from the end of 1899 with a 29 February 1900 that never was, or from 1904.
pub(super) fn day(number: f64, from_1904: bool) -> Option<String> {
    let days = number.floor();
    if !(0.0..3_000_000.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "it is a whole number below three million")]
    let days = days as i32;
    let start: Date = match days {
        _ if from_1904 => date(1904, 1, 1),
        60 => return Some("1900-02-29".to_owned()),
        ..60 => date(1899, 12, 31),
        _ => date(1899, 12, 30),
    };
    start.checked_add(days.days()).ok().map(|day| day.to_string())
}
