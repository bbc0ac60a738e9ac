//! The texts that cells share: found once, decoded where a cell that is asked for has one.

use std::borrow::Cow;

use super::tags::{self, Broken, Tag, Tags};

/// The shared texts of a workbook.
#[derive(Default)]
pub(super) struct Texts {
    part: Vec<u8>,
    /// Where each begins, behind its opening tag.
    starts: Vec<u32>,
}

/// Where an empty text begins.
const NOWHERE: u32 = u32::MAX;

const MOST_TEXTS: usize = 4_000_000;

/// What an element of one text looks like from nearly every program.
const PLAIN: &[u8] = b"<t>";
const PLAIN_END: &[u8] = b"</t></si>";

impl Texts {
    /// Finds the texts of a part. One that announces more than it can have is refused: nobody wrote it in good faith.
    pub(super) fn of(part: Vec<u8>) -> Result<Self, Broken> {
        let mut starts = Vec::new();
        let (mut at, mut inside, mut ended) = (0, false, false);
        while let Some((open, end)) = tags::next(&part, at) {
            let tag = Tag(&part[open + 1..end - 1]);
            at = end;
            match tag.name() {
                b"sst" if tag.closes() => {
                    ended = true;
                    break;
                }
                b"sst" => {
                    inside = true;
                    ended = tag.is_empty();
                    if tag.attribute(b"uniqueCount").is_some_and(|count| number(count) > part.len()) {
                        return Err(Broken("it announces more texts than it has"));
                    }
                }
                b"si" if inside && tag.is_empty() => starts.push(NOWHERE),
                b"si" if inside && !tag.closes() => {
                    starts.push(u32::try_from(at).map_err(|_| Broken("its texts are too long"))?);
                    at = past(&part, at).ok_or(Broken("a text does not end"))?;
                }
                _ => {}
            }
            if starts.len() > MOST_TEXTS {
                return Err(Broken("it has more than four million texts"));
            }
        }
        if ended { Ok(Self { part, starts }) } else { Err(Broken("its texts do not end")) }
    }

    /// The text of a number, if there is one.
    pub(super) fn get(&self, at: usize) -> Option<Result<Cow<'_, str>, Broken>> {
        let start = *self.starts.get(at)?;
        if start == NOWHERE {
            return Some(Ok(Cow::Borrowed("")));
        }
        let rest = &self.part[start as usize..];
        if let Some((text, _)) = plain(rest) {
            let text = tags::unescaped(text);
            return Some(text.map(|text| match text {
                Cow::Borrowed(text) => shown(text),
                Cow::Owned(text) => Cow::Owned(shown(&text).into_owned()),
            }));
        }
        Some(runs(&mut Tags::of(rest), b"si").map(Cow::Owned))
    }
}

/// A number that is announced; one that is none, or that fits nowhere, is the largest.
fn number(digits: &[u8]) -> usize {
    std::str::from_utf8(digits).ok().and_then(|digits| digits.trim().parse().ok()).unwrap_or(usize::MAX)
}

/// The raw text of an element that holds nothing but one, and the place behind the element.
fn plain(rest: &[u8]) -> Option<(&[u8], usize)> {
    let text = rest.strip_prefix(PLAIN)?;
    let end = memchr::memchr(b'<', text)?;
    text[end..].starts_with(PLAIN_END).then(|| (&text[..end], PLAIN.len() + end + PLAIN_END.len()))
}

/// The place behind the element of a text that begins here.
fn past(part: &[u8], at: usize) -> Option<usize> {
    if let Some((_, length)) = plain(&part[at..]) {
        return Some(at + length);
    }
    let mut inside = Tags::of(&part[at..]);
    inside.leave(b"si").ok().map(|()| at + inside.at())
}

/// The text of the element whose opening tag came last: its only one, or its runs one after another, without hints for reading aloud.
pub(super) fn runs(tags: &mut Tags<'_>, closing: &[u8]) -> Result<String, Broken> {
    let mut text = String::new();
    while let Some((_, tag)) = tags.next() {
        if tag.closes() && tag.name() == closing {
            return Ok(text);
        } else if tag.opens(b"rPh") {
            tags.leave(b"rPh")?;
        } else if tag.opens(b"t") {
            let kept = tag.attribute(b"xml:space") == Some(b"preserve");
            let run = tags.text(b"t")?;
            text.push_str(&if kept { unfolded(&run) } else { shown(&run) });
        }
    }
    Err(Broken("a text does not end"))
}

/// A text without the blanks at its ends, which count only where that is said.
fn shown(text: &str) -> Cow<'_, str> {
    unfolded(text.trim_matches([' ', '\t', '\r', '\n']))
}

/// A text whose signs that XML has no place for stand as spreadsheets write them: `_x000D_`.
fn unfolded(text: &str) -> Cow<'_, str> {
    if !text.contains("_x00") {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x00") {
        plain.push_str(&rest[..at]);
        let sign = rest.get(at + 4..at + 7).filter(|sign| sign.ends_with('_'));
        let sign = sign.and_then(|sign| u8::from_str_radix(&sign[..2], 16).ok());
        let taken = if sign.is_some() { 7 } else { 1 };
        match sign {
            Some(sign) => plain.push(char::from(sign)),
            None => plain.push('_'),
        }
        rest = &rest[at + taken..];
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}
