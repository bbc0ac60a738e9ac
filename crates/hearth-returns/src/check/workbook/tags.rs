//! The tags of a part of a workbook, found by their brackets.
//!
//! A sheet of a list of providers has two million tags, and hardly one of them matters: so no tree is built, no name is compared that need
//! not be, and what stands between tags is looked at only where it is asked for. Documents, attributes, comments, sections of plain
//! text and prefixes of names are told apart all the same.

use std::borrow::Cow;

use memchr::{memchr, memmem};
use quick_xml::escape::unescape;

/// What is said of a part that is no XML as workbooks have it; the caller adds what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broken(pub(super) &'static str);

/// What stands between two angle brackets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'a>(pub(super) &'a [u8]);

impl<'a> Tag<'a> {
    /// Its name without a prefix; of a comment or an instruction nothing that a name can be.
    pub(super) fn name(self) -> &'a [u8] {
        let from = usize::from(self.closes());
        let end = self.0[from..].iter().position(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n' | b'/'));
        let name = &self.0[from..end.map_or(self.0.len(), |end| from + end)];
        match memchr(b':', name) {
            Some(colon) => &name[colon + 1..],
            None => name,
        }
    }

    /// Whether it ends what another began.
    pub(super) fn closes(self) -> bool {
        self.0.first() == Some(&b'/')
    }

    /// Whether it ends what it begins.
    pub(super) fn is_empty(self) -> bool {
        self.0.last() == Some(&b'/')
    }

    /// Whether it begins something of this name that another tag ends.
    pub(super) fn opens(self, name: &[u8]) -> bool {
        !self.closes() && !self.is_empty() && self.name() == name
    }

    /// The text of a section that is taken as it stands.
    fn plain(self) -> Option<&'a [u8]> {
        self.0.strip_prefix(b"![CDATA[")?.strip_suffix(b"]]")
    }

    /// Its attributes, with what stands between their quotes.
    pub(super) fn attributes(self) -> Attributes<'a> {
        let name = self.0.iter().position(u8::is_ascii_whitespace).unwrap_or(self.0.len());
        Attributes(&self.0[name..])
    }

    /// What stands between the quotes of an attribute, by its whole name.
    pub(super) fn attribute(self, name: &[u8]) -> Option<&'a [u8]> {
        self.attributes().find_map(|(key, value)| (key == name).then_some(value))
    }

    /// An attribute as text.
    pub(super) fn text(self, name: &[u8]) -> Result<Option<String>, Broken> {
        self.attribute(name).map(|value| Ok(unescaped(value)?.into_owned())).transpose()
    }
}

/// Names and raw values, until something is no attribute.
pub(super) struct Attributes<'a>(&'a [u8]);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.0.trim_ascii_start();
        let equals = memchr(b'=', rest)?;
        let value = rest[equals + 1..].trim_ascii_start();
        let (quote, value) = value.split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = memchr(*quote, value)?;
        self.0 = &value[end + 1..];
        Some((rest[..equals].trim_ascii_end(), &value[..end]))
    }
}

/// The next tag from a place on: where its bracket opens, and the place behind its closing one. Nothing where it is not whole.
pub(super) fn next(bytes: &[u8], from: usize) -> Option<(usize, usize)> {
    let open = match bytes.get(from)? {
        b'<' => from,
        _ => from + memchr(b'<', &bytes[from..])?,
    };
    let inside = &bytes[open + 1..];
    let length = match inside {
        [b'!', b'-', b'-', rest @ ..] => 3 + past(rest, b"-->")?,
        [b'!', b'[', rest @ ..] => 2 + past(rest, b"]]>")?,
        [b'?', rest @ ..] => 1 + past(rest, b"?>")?,
        _ => closing(inside)? + 1,
    };
    Some((open, open + 1 + length))
}

fn past(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memmem::find(bytes, what).map(|at| at + what.len())
}

/// The bracket that closes a tag: the first that stands in no quotes.
fn closing(inside: &[u8]) -> Option<usize> {
    // Nearly always the first: quotes of one kind that are all closed before it.
    let first = memchr(b'>', inside)?;
    let sum = |quote| inside[..first].iter().fold(0_usize, |sum, b| sum + usize::from(*b == quote));
    if sum(b'\'') == 0 && sum(b'"').is_multiple_of(2) {
        return Some(first);
    }
    let mut quote = None;
    for (at, byte) in inside.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The tags of something that is whole in memory, each with the raw text before it.
pub(super) struct Tags<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Tags<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The place behind the tag that came last.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The text up to the end of the element whose opening tag came last. Text of elements within it counts too.
    pub(super) fn text(&mut self, name: &[u8]) -> Result<String, Broken> {
        let mut text = String::new();
        for (before, tag) in self.by_ref() {
            text.push_str(&unescaped(before)?);
            if let Some(plain) = tag.plain() {
                text.push_str(&in_utf_8(plain)?);
            }
            if tag.closes() && tag.name() == name {
                return Ok(text);
            }
        }
        Err(Broken("a text does not end"))
    }

    /// Goes past the end of the element whose opening tag came last.
    pub(super) fn leave(&mut self, name: &[u8]) -> Result<(), Broken> {
        self.find(|(_, tag)| tag.closes() && tag.name() == name).map(|_| ()).ok_or(Broken("something does not end"))
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = (&'a [u8], Tag<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (open, end) = next(self.bytes, self.at)?;
        let before = &self.bytes[self.at..open];
        self.at = end;
        Some((before, Tag(&self.bytes[open + 1..end - 1])))
    }
}

/// Raw text or a raw value as text: references resolved, the ends of lines as one sign.
pub(super) fn unescaped(raw: &[u8]) -> Result<Cow<'_, str>, Broken> {
    let text = in_utf_8(raw)?;
    if memchr(b'&', raw).is_none() {
        return Ok(text);
    }
    unescape(&text).map(|text| Cow::Owned(text.into_owned())).map_err(|_| Broken("a text refers to something unknown"))
}

fn in_utf_8(raw: &[u8]) -> Result<Cow<'_, str>, Broken> {
    let text = std::str::from_utf8(raw).map_err(|_| Broken("a text is not UTF-8"))?;
    Ok(match memchr(b'\r', raw) {
        Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(text),
    })
}
