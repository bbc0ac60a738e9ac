//! From what somebody typed to what is stored, and back to the form.

use hearth_record::value::ValueType;
use proptest::prelude::*;

use crate::generated;

/// Every type, and the lists that kinds hold.
const TYPES: &[ValueType] = &[
    ValueType::Date,
    ValueType::PartialDate,
    ValueType::Moment,
    ValueType::Text(200),
    ValueType::Narrative,
    ValueType::YesNo,
    ValueType::Whole(-5, 40),
    ValueType::Code("sex"),
    ValueType::Code("placement_type"),
    ValueType::Code("linked_identifier_type"),
    ValueType::Postcode,
    ValueType::Upn,
    ValueType::NhsNumber,
    ValueType::Urn,
    ValueType::Phone,
    ValueType::Email,
    ValueType::Person,
    ValueType::Record,
    ValueType::Worker,
    ValueType::Team,
    ValueType::Document,
    ValueType::Set,
    ValueType::List(&ValueType::Date),
    ValueType::List(&ValueType::Text(200)),
    ValueType::List(&ValueType::Code("disability")),
    ValueType::List(&ValueType::Worker),
    ValueType::List(&ValueType::Email),
];

/// A type with a value of it.
fn any_value() -> impl Strategy<Value = (ValueType, serde_json::Value)> {
    prop::sample::select(TYPES).prop_flat_map(|of| generated::value(of).prop_map(move |value| (of, value)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_a_form_shows_is_read_back_as_the_same_value((of, value) in any_value()) {
        let shown = of.as_typed(&value);
        prop_assert_eq!(of.canonical(&shown), Ok(Some(value)), "{:?} shown as {:?}", of, shown);
    }

    #[test]
    fn whatever_is_accepted_is_accepted_again_unchanged(text in "\\PC{0,40}|[0-9z/. -]{4,12}|[\\s\\S]{0,20}") {
        for of in TYPES {
            if let Ok(Some(value)) = of.canonical(&text) {
                prop_assert_eq!(of.canonical(&of.as_typed(&value)), Ok(Some(value.clone())), "{:?}", of);
            }
        }
    }

    #[test]
    fn no_text_makes_the_reading_fail_in_any_other_way_than_a_message(text in "[\\s\\S]{0,80}") {
        for of in TYPES {
            if let Err(bad) = of.canonical(&text) {
                prop_assert!(!bad.to_string().is_empty() && !bad.to_string().ends_with('.'), "{:?}: {}", of, bad);
            }
        }
    }

    #[test]
    fn every_value_has_words((of, value) in any_value()) {
        prop_assert!(!hearth_record::words::in_words(of, &value).is_empty(), "{:?}: {}", of, value);
    }
}

#[test]
fn a_list_of_words_is_one_a_line_because_words_hold_commas() {
    let attendees = ValueType::List(&ValueType::Text(200));
    let two = attendees.canonical("Dr Ash, paediatrician\n\n PC Elm, police ").unwrap();
    assert_eq!(two, Some(serde_json::json!(["Dr Ash, paediatrician", "PC Elm, police"])));
    let codes = ValueType::List(&ValueType::Code("disability"));
    assert_eq!(codes.canonical("HEAR, VIS").unwrap(), Some(serde_json::json!(["HEAR", "VIS"])));
}

#[test]
fn a_list_of_nothing_is_absence() {
    assert_eq!(ValueType::List(&ValueType::Date).canonical(" , \n "), Ok(None));
}

#[test]
fn a_partial_date_needs_a_sign_for_each_part_and_days_that_can_be() {
    let read = |text: &str| ValueType::PartialDate.canonical(text);
    assert_eq!(read("ZZ/3/2014"), Ok(Some("2014-03-zz".into())));
    for text in ["//2014", "31/02/zzzz", "zz/+3/2014", "2014", "zz/zz/20zz", "1/1/14"] {
        assert!(read(text).is_err(), "{text}");
    }
}
