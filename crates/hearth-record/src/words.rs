//! Values as people say them, and what changed between two versions, for pages and letters.

use jiff::{Timestamp, civil::Date};
use serde_json::Value as Json;

use crate::{
    code,
    fields::Fields,
    schema::{FieldSchema, KindSchema},
    value::ValueType,
};

impl FieldSchema {
    /// The value in words: "25 November 2026", the meaning of a code, "Yes", a list as "a, b and c".
    ///
    /// An id stays an id: whose it is, this crate cannot know. A value that is not of the field's type is told as it stands.
    pub fn in_words(&self, value: &Json) -> String {
        in_words(self.value, value)
    }
}

/// The value in words, by its type.
pub fn in_words(of: ValueType, value: &Json) -> String {
    match (of, value) {
        (_, Json::Null) => String::new(),
        (ValueType::List(of), Json::Array(values)) => {
            listed(&values.iter().map(|value| in_words(*of, value)).collect::<Vec<_>>())
        }
        (_, Json::Bool(true)) => "Yes".to_owned(),
        (_, Json::Bool(false)) => "No".to_owned(),
        (_, Json::String(text)) => text_in_words(of, text).unwrap_or_else(|| text.clone()),
        (_, other) => other.to_string(),
    }
}

fn text_in_words(of: ValueType, text: &str) -> Option<String> {
    match of {
        ValueType::Date => Some(date(text.parse().ok()?)),
        ValueType::PartialDate => partial_date(text),
        ValueType::Moment => Some(moment(text.parse().ok()?)),
        ValueType::Code(set) => code::set(set).find(text).ok().map(|code| code.words().to_owned()),
        ValueType::NhsNumber if text.len() == 10 && text.is_ascii() => {
            Some(format!("{} {} {}", &text[..3], &text[3..6], &text[6..]))
        }
        _ => None,
    }
}

fn date(date: Date) -> String {
    hearth_calendar::in_words::date_without_weekday(date)
}

/// "25 November 2026, 14:30" by the clocks of England.
fn moment(at: Timestamp) -> String {
    let civil = hearth_calendar::london_datetime(at);
    format!("{}, {:02}:{:02}", date(civil.date()), civil.hour(), civil.minute())
}

/// "March 2014", "2014", "25 March, year not known", as much as is known.
fn partial_date(text: &str) -> Option<String> {
    let mut parts = text.split('-').map(|part| part.parse::<i16>().ok());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month_name = |month| {
        let first = Date::new(2000, i8::try_from(month).ok()?, 1).ok()?;
        Some(date(first).split(' ').nth(1)?.to_owned())
    };
    let month = match month {
        Some(month) => Some(month_name(month)?),
        None => None,
    };
    Some(match (day, month, year) {
        (Some(day), Some(month), Some(year)) => format!("{day} {month} {year}"),
        (None, Some(month), Some(year)) => format!("{month} {year}"),
        (_, None, Some(year)) => year.to_string(),
        (Some(day), Some(month), None) => format!("{day} {month}, year not known"),
        (None, Some(month), None) => format!("{month}, year not known"),
        (_, None, None) => "not known".to_owned(),
    })
}

/// "a", "a and b", "a, b and c".
fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// One field that two versions of a record have differently. It holds values, so it has no `Debug`.
pub struct Difference {
    /// The field: its label for the page, its category for the decision whether the page may show it.
    pub field: &'static FieldSchema,
    /// What stood there before, in words; empty where nothing did.
    pub before: String,
    /// What stands there after, in words; empty where nothing does.
    pub after: String,
}

/// What differs between two versions of a record of `kind`, in the order of its form.
pub fn differences(kind: &KindSchema, before: &Fields, after: &Fields) -> Vec<Difference> {
    let words =
        |field: &FieldSchema, fields: &Fields| fields.get(field.name).map_or_else(String::new, |v| field.in_words(v));
    let changed = kind.fields.iter().filter(|field| before.get(field.name) != after.get(field.name));
    changed.map(|field| Difference { field, before: words(field, before), after: words(field, after) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_and_a_moment_are_told_as_people_say_them() {
        assert_eq!(in_words(ValueType::Date, &"2026-11-25".into()), "25 November 2026");
        assert_eq!(in_words(ValueType::Moment, &"2026-07-01T13:05:00Z".into()), "1 July 2026, 14:05");
    }

    #[test]
    fn what_is_known_of_a_date_is_told_and_no_more() {
        for (written, told) in [
            ("2014-03-25", "25 March 2014"),
            ("2014-03-zz", "March 2014"),
            ("2014-zz-zz", "2014"),
            ("2014-zz-25", "2014"),
            ("zzzz-03-25", "25 March, year not known"),
            ("zzzz-zz-zz", "not known"),
        ] {
            assert_eq!(in_words(ValueType::PartialDate, &written.into()), told);
        }
    }

    #[test]
    fn a_code_is_told_by_its_meaning_in_the_year_that_defines_it() {
        assert_eq!(in_words(ValueType::Code("sex"), &"1".into()), "Male");
        assert_eq!(in_words(ValueType::Code("sex"), &"F@2025".into()), "Female");
        assert_eq!(in_words(ValueType::Code("sex"), &"gone".into()), "gone");
    }

    #[test]
    fn a_list_is_told_as_one_sentence() {
        let disabilities = ValueType::List(&ValueType::Code("disability"));
        assert_eq!(
            in_words(disabilities, &serde_json::json!(["HEAR", "VIS", "LD"])),
            "Hearing, Vision and Learning disability"
        );
        assert_eq!(in_words(disabilities, &serde_json::json!(["HEAR"])), "Hearing");
        assert_eq!(in_words(ValueType::YesNo, &Json::Bool(false)), "No");
        assert_eq!(in_words(ValueType::NhsNumber, &"9434765919".into()), "943 476 5919");
    }

    #[test]
    fn a_correction_is_told_field_by_field() {
        let kind = crate::kind("placement").unwrap();
        let before = Fields::new().with("started", "2026-04-01").with("placement_type", "U1");
        let after =
            Fields::new().with("started", "2026-04-02").with("placement_type", "U1").with("ended", "2026-05-01");
        let told: Vec<_> = differences(kind, &before, &after)
            .into_iter()
            .map(|difference| (difference.field.label, difference.before, difference.after))
            .collect();
        assert_eq!(
            told,
            [
                ("Started", "1 April 2026".to_owned(), "2 April 2026".to_owned()),
                ("Ended", String::new(), "1 May 2026".to_owned()),
            ]
        );
    }
}
