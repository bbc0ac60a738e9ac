//! What holds for every kind and every field.

use std::collections::BTreeSet;

use hearth_record::{Class, Fields, catalogue, code, kinds, schema, value::ValueType};
use proptest::{prelude::*, test_runner::TestRunner};

use crate::generated;

#[test]
fn the_names_of_kinds_are_unique_and_can_stand_in_an_address() {
    let names: Vec<_> = kinds().map(|kind| kind.kind).collect();
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    for name in names {
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{name}");
    }
}

#[test]
fn the_fields_of_a_kind_are_unique_and_a_kind_has_some() {
    for kind in kinds() {
        let names: BTreeSet<_> = kind.fields.iter().map(|field| field.name).collect();
        assert_eq!(names.len(), kind.fields.len(), "{}", kind.kind);
        assert!(!names.is_empty(), "{}", kind.kind);
    }
}

#[test]
fn every_kind_and_field_says_what_it_is() {
    for kind in kinds() {
        assert!(!kind.title.is_empty() && kind.about.ends_with('.'), "{}", kind.kind);
        for field in kind.fields {
            let place = format!("{}.{}", kind.kind, field.name);
            assert!(!field.label.is_empty() && !field.label.ends_with('.'), "{place}");
            assert!(field.label.starts_with(|c: char| c.is_uppercase()), "{place}: {}", field.label);
            assert!(field.about.ends_with('.'), "{place}: {}", field.about);
        }
    }
}

/// What every form sends beside the fields of its kind.
const OF_THE_PAGE: [&str; 5] = ["csrf", "act", "from", "because", "once"];

#[test]
fn no_field_of_a_form_is_called_what_the_page_itself_sends() {
    for kind in kinds().filter(|kind| !kind.given) {
        for field in kind.form() {
            assert!(!OF_THE_PAGE.contains(&field.name), "{}.{}", kind.kind, field.name);
        }
    }
}

/// Q016: the export of the field catalogue shows no field without a category.
#[test]
fn q016_no_cell_of_the_field_catalogue_is_blank() {
    let rows: Vec<_> = catalogue::rows().collect();
    assert_eq!(rows.len(), kinds().map(|kind| kind.fields.len()).sum::<usize>());
    for row in rows {
        for (cell, heading) in row.cells().iter().zip(catalogue::HEADINGS) {
            assert!(!cell.trim().is_empty(), "{}.{}: {heading}", row.kind.kind, row.field.name);
        }
    }
}

#[test]
fn words_about_a_person_are_never_open() {
    for row in catalogue::rows() {
        let of = match row.field.value {
            ValueType::List(of) => *of,
            of => of,
        };
        let words = matches!(
            of,
            ValueType::Narrative
                | ValueType::Postcode
                | ValueType::Upn
                | ValueType::NhsNumber
                | ValueType::Phone
                | ValueType::Email
                | ValueType::Person
        );
        assert!(!words || row.field.class == Class::Private, "{}.{}", row.kind.kind, row.field.name);
        assert!(row.field.find.is_none() || row.field.class == Class::Private, "{}.{}", row.kind.kind, row.field.name);
    }
}

#[test]
fn every_set_that_a_field_names_is_there() {
    for row in catalogue::rows() {
        if let ValueType::Code(set) | ValueType::List(&ValueType::Code(set)) = row.field.value {
            assert!(!code::set(set).codes().is_empty(), "{}.{}", row.kind.kind, row.field.name);
        }
    }
}

#[test]
fn every_field_of_the_medical_kind_is_medical_and_its_headline_tells_nothing() {
    let medical = crate::kind("medical");
    assert!(medical.fields.iter().all(|field| field.category == hearth_record::Category::Medical));
    let fields = crate::typed("medical", &[("noted_on", "1/7/2026"), ("what", "peanut allergy")]);
    assert_eq!((medical.headline)(&fields), "");
}

#[test]
fn every_kind_has_a_json_schema_with_a_property_for_each_field() {
    for kind in kinds() {
        let schema = schema::json_schema(kind);
        let properties = schema["properties"].as_object().unwrap();
        assert!(properties.keys().map(String::as_str).eq(kind.fields.iter().map(|field| field.name)), "{}", kind.kind);
        assert!(properties.values().all(|property| property.get("type").is_some()), "{}", kind.kind);
    }
}

#[test]
fn every_kind_reads_what_it_writes() {
    let mut runner = TestRunner::new(ProptestConfig::with_cases(40));
    for kind in kinds() {
        let records = generated::record(kind);
        runner
            .run(&records, |json| {
                let fields = Fields::from_json(json).unwrap();
                let Ok(rewritten) = (kind.rewrite)(&fields) else {
                    return Err(TestCaseError::fail(format!("{} does not read its own values", kind.kind)));
                };
                prop_assert!(rewritten == fields, "{} writes other values than it read", kind.kind);
                prop_assert!(rewritten.iter().eq(fields.iter()), "{} writes them in another order", kind.kind);
                Ok(())
            })
            .unwrap_or_else(|failed| panic!("{}: {failed}", kind.kind));
    }
}

#[test]
fn a_refusal_names_a_field_of_its_kind() {
    let mut runner = TestRunner::new(ProptestConfig::with_cases(40));
    for kind in kinds() {
        runner
            .run(&generated::record(kind), |json| {
                let fields = Fields::from_json(json).unwrap();
                for problem in &(kind.check)(&fields) {
                    let known = problem.field.is_none_or(|name| kind.field(name).is_some());
                    prop_assert!(known, "{}: {:?}", kind.kind, problem.field);
                    prop_assert!(!problem.message.is_empty() && !problem.message.ends_with('.'));
                }
                // Whatever the values, what is made of them is made without a panic.
                let made =
                    ((kind.events)(&fields), (kind.work)(&fields), (kind.flags)(&fields), (kind.headline)(&fields));
                prop_assert!(made.0.len() < 20);
                Ok(())
            })
            .unwrap_or_else(|failed| panic!("{}: {failed}", kind.kind));
    }
}

#[test]
fn a_required_field_that_is_absent_is_refused_by_name() {
    for kind in kinds() {
        let problems = (kind.check)(&Fields::new());
        for field in kind.fields.iter().filter(|field| field.required) {
            assert!(problems.iter().any(|problem| problem.field == Some(field.name)), "{}.{}", kind.kind, field.name);
        }
    }
}
