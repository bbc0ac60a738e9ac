//! What a field can hold: one trait for the types, one description for forms, schemas and imports.
//!
//! A value goes into the seal as JSON and comes from people as text. [`ValueType::canonical`] is the one way from text to
//! JSON, so that a form, a return and the API refuse the same things in the same words.

use jiff::{Timestamp, civil::Date};
use serde_json::Value as Json;

use crate::{
    code::{self, NotACode},
    ids::{BlobId, PersonId, RecordId, SetId, TeamId, WorkerId},
};

/// Why a value cannot stand in its field. Lower case, without the value where the field may be private.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadValue(pub String);

impl BadValue {
    /// A refusal in these words.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

/// A type that a field can have.
pub trait FieldValue: Sized {
    /// What forms, schemas and imports know of it.
    const TYPE: ValueType;
    /// Whether a record can be saved without it.
    const REQUIRED: bool = true;
    /// The value as it goes into the seal; `None` leaves no trace.
    fn write(&self) -> Option<Json>;
    /// The value as it came out of the seal, or from a form by way of [`ValueType::canonical`].
    fn read(json: Option<&Json>) -> Result<Self, BadValue>;
}

/// What sort of value a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueType {
    /// A civil date in England.
    Date,
    /// A date of which parts may be unknown, written `2014-zz-zz`.
    PartialDate,
    /// A moment, kept in UTC.
    Moment,
    /// One line of text of at most so many characters.
    Text(u16),
    /// Text of any length, with paragraphs.
    Narrative,
    /// Yes or no.
    YesNo,
    /// A whole number within bounds, both included.
    Whole(i64, i64),
    /// A code of the named set.
    Code(&'static str),
    /// A postcode.
    Postcode,
    /// A unique pupil number.
    Upn,
    /// An NHS number.
    NhsNumber,
    /// An Ofsted unique reference number.
    Urn,
    /// A telephone number.
    Phone,
    /// An electronic mail address.
    Email,
    /// A person known to the authority.
    Person,
    /// Another record of the same file.
    Record,
    /// A worker.
    Worker,
    /// A team.
    Team,
    /// A stored document.
    Document,
    /// A set of records written together.
    Set,
    /// Several of the same.
    List(&'static ValueType),
}

impl ValueType {
    /// The JSON of `text` as a person or a file wrote it, or why it cannot be.
    ///
    /// Empty text is absence (`None`). Dates are read as `2026-11-25`, `25/11/2026` or `25 11 2026`. A list is read one a
    /// line, or with commas where its values are not words.
    pub fn canonical(&self, text: &str) -> Result<Option<Json>, BadValue> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        if text.contains('\0') {
            return Err(BadValue::new("holds a NUL character; remove it"));
        }
        Ok(Some(match self {
            Self::Date => Json::from(date(text)?.to_string()),
            Self::PartialDate => Json::from(partial_date(text)?),
            Self::Moment => Json::from(moment(text)?.to_string()),
            Self::Text(most) => {
                if text.chars().count() > usize::from(*most) {
                    return Err(BadValue::new(format!("must be {most} characters or fewer")));
                }
                if text.contains(['\n', '\r']) {
                    return Err(BadValue::new("must be one line"));
                }
                Json::from(text)
            }
            Self::Narrative => Json::from(text.replace("\r\n", "\n").replace('\r', "\n")),
            Self::YesNo => Json::from(yes_no(text)?),
            Self::Whole(least, most) => Json::from(whole(text, *least, *most)?),
            Self::Code(set) => {
                Json::from(code::set(set).find(text).map_err(|e: NotACode| BadValue(e.to_string()))?.stored())
            }
            Self::Postcode => crate::identifier::Postcode::parse(text)?.write().unwrap_or_default(),
            Self::Upn => crate::identifier::Upn::parse(text)?.write().unwrap_or_default(),
            Self::NhsNumber => crate::identifier::NhsNumber::parse(text)?.write().unwrap_or_default(),
            Self::Urn => crate::identifier::Urn::parse(text)?.write().unwrap_or_default(),
            Self::Phone => crate::identifier::Phone::parse(text)?.write().unwrap_or_default(),
            Self::Email => crate::identifier::Email::parse(text)?.write().unwrap_or_default(),
            Self::Person => id::<PersonId>(text, "person")?,
            Self::Record => id::<RecordId>(text, "record")?,
            Self::Worker => id::<WorkerId>(text, "worker")?,
            Self::Team => id::<TeamId>(text, "team")?,
            Self::Document => id::<BlobId>(text, "document")?,
            Self::Set => id::<SetId>(text, "set")?,
            Self::List(of) => {
                // Words may hold a comma of their own: `Dr Ash, paediatrician`.
                let in_words = matches!(of, Self::Text(_) | Self::Narrative);
                let parts = text.split(|c| c == '\n' || (c == ',' && !in_words));
                let values: Result<Vec<_>, _> = parts.map(|part| of.canonical(part)).collect();
                let values: Vec<_> = values?.into_iter().flatten().collect();
                if values.is_empty() {
                    return Ok(None);
                }
                Json::from(values)
            }
        }))
    }

    /// The value as text for a form field, the inverse of [`canonical`](Self::canonical).
    pub fn as_typed(&self, json: &Json) -> String {
        match (self, json) {
            (Self::List(of), Json::Array(values)) => {
                values.iter().map(|v| of.as_typed(v)).collect::<Vec<_>>().join("\n")
            }
            (Self::YesNo, Json::Bool(true)) => "yes".to_owned(),
            (Self::YesNo, Json::Bool(false)) => "no".to_owned(),
            (_, Json::String(text)) => text.clone(),
            (_, other) => other.to_string(),
        }
    }
}

fn id<T: std::str::FromStr + ToString>(text: &str, what: &str) -> Result<Json, BadValue> {
    let id = text.parse::<T>().map_err(|_| BadValue::new(format!("must be a {what}; choose one from the list")))?;
    Ok(Json::from(id.to_string()))
}

/// A civil date as people and returns write it.
///
/// # Errors
/// When the text is no date, or no day of the calendar (29 February of a common year).
pub fn date(text: &str) -> Result<Date, BadValue> {
    let bad = || BadValue::new("must be a real date, such as 25/11/2026");
    let parts: Vec<&str> = text.split(['-', '/', ' ', '.']).filter(|p| !p.is_empty()).collect();
    let [a, b, c] = parts[..] else { return Err(bad()) };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 || ![month, day].iter().all(|p| (1..=2).contains(&p.len())) {
        return Err(bad());
    }
    let number = |p: &str| {
        if p.bytes().all(|b| b.is_ascii_digit()) { p.parse::<i16>().map_err(|_| bad()) } else { Err(bad()) }
    };
    let small = |p: &str| number(p).and_then(|n| i8::try_from(n).map_err(|_| bad()));
    Date::new(number(year)?, small(month)?, small(day)?).map_err(|_| bad())
}

fn partial_date(text: &str) -> Result<String, BadValue> {
    let bad = || BadValue::new("must be a date, with zz for a part that is not known, such as zz/03/2014");
    let parts: Vec<&str> = text.split(['-', '/', ' ', '.']).filter(|part| !part.is_empty()).collect();
    let [a, b, c] = parts[..] else { return Err(bad()) };
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    let part = |part: &str, letters: std::ops::RangeInclusive<usize>| {
        // A form marks a box that was left empty with a question mark.
        if part == "?" {
            return Ok(None);
        }
        let unknown = part.bytes().all(|b| b.eq_ignore_ascii_case(&b'z'));
        let known = part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse::<i16>().ok()).flatten();
        (letters.contains(&part.len()) && (unknown || known.is_some())).then_some(known).ok_or_else(bad)
    };
    let (year, month, day) = (part(year, 4..=4)?, part(month, 1..=2)?, part(day, 1..=2)?);
    // What is known must be able to be: 2000 is a leap year, and January has 31 days.
    let small = |number: Option<i16>| i8::try_from(number.unwrap_or(1)).map_err(|_| bad());
    Date::new(year.unwrap_or(2000), small(month)?, small(day)?).map_err(|_| bad())?;
    let written = |number: Option<i16>, width: usize| match number {
        Some(number) => format!("{number:0>width$}"),
        None => "z".repeat(width),
    };
    Ok(format!("{}-{}-{}", written(year, 4), written(month, 2), written(day, 2)))
}

fn moment(text: &str) -> Result<Timestamp, BadValue> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let bad = || BadValue::new("must be a date and time, such as 25/11/2026 14:30");
    let (day, time) = text.rsplit_once([' ', 'T']).ok_or_else(bad)?;
    let time: jiff::civil::Time = time.replace('.', ":").parse().map_err(|_| bad())?;
    hearth_calendar::london_moment(date(day)?.to_datetime(time)).ok_or_else(bad)
}

fn yes_no(text: &str) -> Result<bool, BadValue> {
    match text.to_ascii_lowercase().as_str() {
        "yes" | "y" | "true" | "1" => Ok(true),
        "no" | "n" | "false" | "0" => Ok(false),
        _ => Err(BadValue::new("must be yes or no")),
    }
}

fn whole(text: &str, least: i64, most: i64) -> Result<i64, BadValue> {
    let number = text.parse::<i64>().map_err(|_| BadValue::new("must be a whole number"))?;
    if (least..=most).contains(&number) {
        Ok(number)
    } else {
        Err(BadValue::new(format!("must be between {least} and {most}")))
    }
}

/// What is said where a required value is absent.
pub(crate) fn absent() -> BadValue {
    BadValue::new("is needed")
}

pub(crate) fn text_of(json: Option<&Json>) -> Result<&str, BadValue> {
    match json {
        None | Some(Json::Null) => Err(absent()),
        Some(Json::String(text)) => Ok(text),
        Some(other) => Err(BadValue::new(format!("must be text, not {}", crate::fields::shape(other)))),
    }
}

macro_rules! text_values {
    ($($type:ty, $value_type:expr, $read:expr;)*) => {$(
        impl crate::value::FieldValue for $type {
            const TYPE: crate::value::ValueType = $value_type;
            fn write(&self) -> Option<serde_json::Value> {
                Some(serde_json::Value::from(self.to_string()))
            }
            fn read(json: Option<&serde_json::Value>) -> Result<Self, crate::value::BadValue> {
                let read: fn(&str) -> Result<Self, crate::value::BadValue> = $read;
                read(crate::value::text_of(json)?)
            }
        }
    )*};
}
pub(crate) use text_values;

text_values! {
    Date, ValueType::Date, date;
    Timestamp, ValueType::Moment, moment;
    PersonId, ValueType::Person, |t| t.parse().map_err(|_| BadValue::new("must be a person"));
    RecordId, ValueType::Record, |t| t.parse().map_err(|_| BadValue::new("must be a record"));
    WorkerId, ValueType::Worker, |t| t.parse().map_err(|_| BadValue::new("must be a worker"));
    TeamId, ValueType::Team, |t| t.parse().map_err(|_| BadValue::new("must be a team"));
    BlobId, ValueType::Document, |t| t.parse().map_err(|_| BadValue::new("must be a document"));
    SetId, ValueType::Set, |t| t.parse().map_err(|_| BadValue::new("must be a set of records"));
}

/// A line of text of at most `MOST` characters.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Line<const MOST: u16 = 200>(pub String);

impl<const MOST: u16> FieldValue for Line<MOST> {
    const TYPE: ValueType = ValueType::Text(MOST);
    fn write(&self) -> Option<Json> {
        Some(Json::from(self.0.as_str()))
    }
    fn read(json: Option<&Json>) -> Result<Self, BadValue> {
        let text = text_of(json)?;
        match Self::TYPE.canonical(text)? {
            Some(Json::String(line)) => Ok(Self(line)),
            _ => Err(absent()),
        }
    }
}

impl<const MOST: u16> From<&str> for Line<MOST> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Text with paragraphs, kept as it was written.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Narrative(pub String);

impl FieldValue for Narrative {
    const TYPE: ValueType = ValueType::Narrative;
    fn write(&self) -> Option<Json> {
        Some(Json::from(self.0.as_str()))
    }
    fn read(json: Option<&Json>) -> Result<Self, BadValue> {
        let text = text_of(json)?;
        if text.trim().is_empty() { Err(absent()) } else { Ok(Self(text.to_owned())) }
    }
}

impl From<&str> for Narrative {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// A date of which parts may be unknown, written `2014-zz-zz`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PartialDate(String);

impl PartialDate {
    /// The date in the form `2014-03-zz`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

text_values! { PartialDate, ValueType::PartialDate, |t| partial_date(t).map(PartialDate); }

impl FieldValue for bool {
    const TYPE: ValueType = ValueType::YesNo;
    fn write(&self) -> Option<Json> {
        Some(Json::from(*self))
    }
    fn read(json: Option<&Json>) -> Result<Self, BadValue> {
        match json {
            None | Some(Json::Null) => Err(absent()),
            Some(Json::Bool(yes)) => Ok(*yes),
            Some(_) => Err(BadValue::new("must be yes or no")),
        }
    }
}

/// A whole number from `LEAST` to `MOST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Whole<const LEAST: i64, const MOST: i64>(pub i64);

impl<const LEAST: i64, const MOST: i64> FieldValue for Whole<LEAST, MOST> {
    const TYPE: ValueType = ValueType::Whole(LEAST, MOST);
    fn write(&self) -> Option<Json> {
        Some(Json::from(self.0))
    }
    fn read(json: Option<&Json>) -> Result<Self, BadValue> {
        let number = match json {
            None | Some(Json::Null) => return Err(absent()),
            Some(json) => json.as_i64().ok_or_else(|| BadValue::new("must be a whole number"))?,
        };
        whole(&number.to_string(), LEAST, MOST).map(Self)
    }
}

impl<T: FieldValue> FieldValue for Option<T> {
    const TYPE: ValueType = T::TYPE;
    const REQUIRED: bool = false;
    fn write(&self) -> Option<Json> {
        self.as_ref().and_then(FieldValue::write)
    }
    fn read(json: Option<&Json>) -> Result<Self, BadValue> {
        match json {
            None | Some(Json::Null) => Ok(None),
            Some(json) => T::read(Some(json)).map(Some),
        }
    }
}

impl<T: FieldValue> FieldValue for Vec<T> {
    const TYPE: ValueType = ValueType::List(&T::TYPE);
    const REQUIRED: bool = false;
    fn write(&self) -> Option<Json> {
        if self.is_empty() { None } else { Some(Json::Array(self.iter().filter_map(FieldValue::write).collect())) }
    }
    fn read(json: Option<&Json>) -> Result<Self, BadValue> {
        match json {
            None | Some(Json::Null) => Ok(Self::new()),
            Some(Json::Array(values)) => values.iter().map(|value| T::read(Some(value))).collect(),
            Some(_) => Err(BadValue::new("must be a list")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_and_returns_write_it() {
        for text in ["2026-11-25", "25/11/2026", "25 11 2026", " 25.11.2026 "] {
            assert_eq!(ValueType::Date.canonical(text), Ok(Some(Json::from("2026-11-25"))), "{text}");
        }
    }

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_refused() {
        for text in ["29/02/2025", "31/04/2026", "0/1/2026", "soon", "1/1/26", "2026-13-01", "+1/01/2026"] {
            assert!(ValueType::Date.canonical(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_partial_date_keeps_what_is_known() {
        assert_eq!(ValueType::PartialDate.canonical("zz/03/2014"), Ok(Some(Json::from("2014-03-zz"))));
        assert!(ValueType::PartialDate.canonical("zz/13/2014").is_err());
        assert_eq!(ValueType::PartialDate.canonical("? 3 2014"), Ok(Some(Json::from("2014-03-zz"))), "an empty box");
        assert_eq!(ValueType::PartialDate.canonical("20 2 2014"), Ok(Some(Json::from("2014-02-20"))));
    }

    #[test]
    fn empty_text_is_absence_and_not_a_value() {
        assert_eq!(ValueType::Text(10).canonical("  "), Ok(None));
        assert!(Line::<10>::read(None).is_err());
        assert!(Option::<Line<10>>::read(None).is_ok_and(|line| line.is_none()));
    }

    #[test]
    fn text_with_a_nul_is_refused() {
        assert!(ValueType::Narrative.canonical("a\0b").is_err());
    }
}
