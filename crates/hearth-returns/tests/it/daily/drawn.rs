//! Children whose records are drawn at random: whatever a record may hold, the description allows what is told of it.

use hearth_record::{Fields, KindSchema, code, ids::RecordId, value::ValueType};
use hearth_returns::{
    Records,
    daily::{Payload, Window, difference, payload},
};
use jiff::{ToSpan, civil::date};
use proptest::prelude::*;
use serde_json::Value;

use super::{
    TODAY,
    department::{Department, How, whole},
    id, refusals,
};

const KINDS: &[&str] = &[
    "social_care_episode",
    "social_care_episode",
    "assessment",
    "cin_plan",
    "s47_enquiry",
    "conference",
    "cp_plan",
    "period_of_care",
    "legal_status",
    "placement",
    "placement",
    "permanence_case",
    "care_leaver_contact",
    "involvement",
    "sdq",
    "disability",
    "address",
    "immigration_status",
    "person_identifier",
];

fn value(of: ValueType) -> BoxedStrategy<Option<Value>> {
    let sure: BoxedStrategy<Value> = match of {
        ValueType::Date => (0_i32..1_400)
            .prop_map(|days| Value::from(date(2023, 6, 1).saturating_add(days.days()).to_string()))
            .boxed(),
        ValueType::Moment => Just(Value::from("2026-03-01T10:00:00Z")).boxed(),
        ValueType::Text(most) => prop_oneof!["[A-Za-z0-9_-]{1,60}", "[A-Z0-9]{13}", "\\PC{1,60}"]
            .prop_map(move |text| Value::from(text.trim().chars().take(usize::from(most)).collect::<String>()))
            .boxed(),
        ValueType::Narrative => Just(Value::from("words")).boxed(),
        ValueType::YesNo => any::<bool>().prop_map(Value::from).boxed(),
        ValueType::Whole(least, most) => (least..=most).prop_map(Value::from).boxed(),
        ValueType::Code(set) => {
            let codes: Vec<String> = code::set(set).codes().iter().map(code::Code::stored).collect();
            prop::sample::select(codes).prop_map(Value::from).boxed()
        }
        ValueType::Postcode => prop::sample::select(vec!["PR8 1AA", "SW1A 1AA"]).prop_map(Value::from).boxed(),
        ValueType::Upn => Just(Value::from("A801200001001")).boxed(),
        ValueType::Record => (0_u8..22).prop_map(|place| Value::from(id(place).to_string())).boxed(),
        ValueType::List(of) => prop::collection::vec(value(*of), 0..50)
            .prop_map(|values| Value::Array(values.into_iter().flatten().collect()))
            .boxed(),
        _ => return Just(None).boxed(),
    };
    prop_oneof![1 => Just(None), 3 => sure.prop_map(Some)].boxed()
}

/// A kind and the values of its fields, in their order.
type Drawn = (&'static str, Vec<Option<Value>>);

fn record(kind: &'static str) -> impl Strategy<Value = Drawn> {
    let fields = hearth_record::kind(kind).expect("a kind").fields;
    let values: Vec<_> = fields.iter().map(|field| value(field.value)).collect();
    values.prop_map(move |values| (kind, values))
}

fn life() -> impl Strategy<Value = Vec<Drawn>> {
    std::iter::once(&"person").chain(KINDS).map(|kind| record(kind)).collect::<Vec<_>>()
}

fn told(life: &[Drawn]) -> Option<Payload> {
    let typed = (0..).zip(life).map(|(place, (kind, values))| {
        let kind = hearth_record::kind(kind).expect("a kind");
        let mut fields = Fields::new();
        for (field, value) in kind.fields.iter().zip(values) {
            fields.set(field.name, value.clone());
        }
        if kind.kind == "person" {
            fields.set("la_child_id", Some("SF1".into()));
        }
        (id(place), kind, fields)
    });
    let typed: Vec<(RecordId, &'static KindSchema, Fields)> = typed.collect();
    let records: Records<'_> = typed.iter().map(|(id, kind, fields)| (*id, *kind, fields)).collect();
    payload(&records, Window::on(TODAY)).ok().flatten()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whatever_is_recorded_the_description_allows_what_is_told(before in life(), after in life()) {
        let (before, after) = (told(&before), told(&after));
        for told in before.iter().chain(&after) {
            prop_assert_eq!(refusals(&[told]), Vec::<String>::new());
            prop_assert!(Payload::read(&told.text()).is_some_and(|again| again == *told));
            prop_assert!(difference(Some(told), None, Some(told)).is_empty());
        }
        let both = difference(before.as_ref(), after.as_ref(), after.as_ref());
        for step in difference(before.as_ref(), None, after.as_ref()).into_iter().chain(both) {
            prop_assert_eq!(refusals(&[&step]), Vec::<String>::new());
        }
    }

    #[test]
    fn after_every_step_the_department_holds_what_is_recorded_however_it_reads_an_update(
        before in life(), unheard in life(), after in life(), heard in any::<bool>(),
    ) {
        let (before, unheard, after) = (told(&before), told(&unheard), told(&after));
        for how in How::ALL {
            let mut department = Department::reading(how);
            for step in difference(None, None, before.as_ref()) {
                department.takes(&step);
            }
            // What was on its way when nobody heard the answer may have arrived, or not.
            if heard {
                for step in difference(before.as_ref(), None, unheard.as_ref()) {
                    department.takes(&step);
                }
            }
            for step in difference(before.as_ref(), unheard.as_ref(), after.as_ref()) {
                department.takes(&step);
            }
            prop_assert_eq!(department.holds("SF1"), after.as_ref().map(whole), "{:?}", how);
        }
    }
}
