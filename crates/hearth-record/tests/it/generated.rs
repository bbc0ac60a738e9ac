//! Values of every type and records of every kind, as proptest makes them: in canonical form, as they stand in the seal.

use hearth_record::{KindSchema, code, identifier::Upn, value::ValueType};
use proptest::prelude::*;
use serde_json::Value as Json;

/// A value of a type.
pub fn value(of: ValueType) -> BoxedStrategy<Json> {
    match of {
        ValueType::Date => date().prop_map(Json::from).boxed(),
        ValueType::PartialDate => partial_date(),
        ValueType::Moment => (-2_000_000_000_i64..4_000_000_000)
            .prop_map(|second| jiff::Timestamp::from_second(second).unwrap().to_string().into())
            .boxed(),
        ValueType::Text(most) => canonical(of, &format!("[^\\r\\n\\x00]{{1,{}}}", most.min(60))),
        ValueType::Narrative => canonical(of, "[^\\x00]{1,200}"),
        ValueType::YesNo => any::<bool>().prop_map(Json::from).boxed(),
        ValueType::Whole(least, most) => (least..=most).prop_map(Json::from).boxed(),
        ValueType::Code(set) => {
            (0..code::set(set).codes().len()).prop_map(move |n| code::set(set).codes()[n].stored().into()).boxed()
        }
        ValueType::Postcode => canonical(of, "[A-PR-Y][A-HK-Y]?[0-9][0-9A-Z]? ?[0-9][ABD-HJLNP-UW-Z]{2}"),
        ValueType::Upn => upn().prop_map(Json::from).boxed(),
        ValueType::NhsNumber => nhs_number().prop_map(Json::from).boxed(),
        ValueType::Urn => canonical(of, "[0-9]{7}|SC[0-9]{6}|XXXXXXX"),
        ValueType::Phone => canonical(of, "(\\+44 ?|0)[0-9]{2,4} [0-9]{3} [0-9]{4}"),
        ValueType::Email => canonical(of, "[a-z.]{1,20}@[a-z]{1,10}\\.example"),
        ValueType::Person
        | ValueType::Record
        | ValueType::Worker
        | ValueType::Team
        | ValueType::Document
        | ValueType::Set => "[0-9a-f]{32}".prop_map(Json::from).boxed(),
        ValueType::List(of) => prop::collection::vec(value(*of), 1..4).prop_map(Json::from).boxed(),
    }
}

/// What text of this pattern becomes in canonical form, where it can be read at all.
fn canonical(of: ValueType, pattern: &str) -> BoxedStrategy<Json> {
    let text = proptest::string::string_regex(pattern).unwrap();
    text.prop_filter_map("cannot be read", move |text| of.canonical(&text).ok().flatten()).boxed()
}

fn date() -> impl Strategy<Value = String> {
    (1900_i16..2100, 1_i8..=12, 1_i8..=31)
        .prop_filter_map("no day of the calendar", |(y, m, d)| jiff::civil::Date::new(y, m, d).ok())
        .prop_map(|date| date.to_string())
}

fn partial_date() -> BoxedStrategy<Json> {
    let part = |text: String, known: bool| if known { text } else { "z".repeat(text.len()) };
    (date(), any::<[bool; 3]>())
        .prop_map(move |(date, known)| {
            let parts: Vec<_> =
                date.split('-').map(str::to_owned).zip(known).map(|(text, known)| part(text, known)).collect();
            Json::from(parts.join("-"))
        })
        .boxed()
}

/// A unique pupil number with its check letter, permanent or temporary.
fn upn() -> impl Strategy<Value = String> {
    "[0-9]{11}[0-9A-HJ-NP-RT-Z]".prop_map(|twelve| format!("{}{twelve}", Upn::check_letter(&twelve).unwrap()))
}

/// A permanent unique pupil number.
pub fn permanent_upn() -> impl Strategy<Value = String> {
    "[0-9]{12}".prop_map(|twelve| format!("{}{twelve}", Upn::check_letter(&twelve).unwrap()))
}

/// An NHS number with its check digit; a remainder that no digit can write is never given out.
pub fn nhs_number() -> impl Strategy<Value = String> {
    prop::collection::vec(0_u32..10, 9).prop_filter_map("no check digit", |digits| {
        let sum: u32 = digits.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
        let check = (11 - sum % 11) % 11;
        let text: String = digits.iter().chain([&check]).map(u32::to_string).collect();
        (check < 10).then_some(text)
    })
}

/// The values of a record of a kind, as a JSON object: every required field, and any of the others. Fields themselves tell
/// nobody what they hold, so a failing case could not be shown.
pub fn record(kind: &'static KindSchema) -> BoxedStrategy<Json> {
    let fields: Vec<_> = kind
        .fields
        .iter()
        .map(|field| {
            let value = value(field.value);
            if field.required { value.prop_map(Some).boxed() } else { prop::option::of(value).boxed() }
        })
        .collect();
    let named = |values: Vec<Option<Json>>| {
        let names = kind.fields.iter().map(|field| field.name.to_owned());
        names.zip(values).filter_map(|(name, value)| Some((name, value?))).collect::<serde_json::Map<_, _>>()
    };
    fields.prop_map(move |values| Json::Object(named(values))).boxed()
}
