//! What holds for every kind, every field and every type of value, and what practice asks of single kinds.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod access;
mod care_episodes;
mod front_door;
mod generated;
mod identifiers;
mod kinds;
mod looked_after;
mod people;
mod protection;
mod recording;
mod teams;
mod values;
mod vocabulary;

use hearth_record::{Fields, KindSchema, Problems, event::Event};

/// The kind of that name.
fn kind(name: &str) -> &'static KindSchema {
    hearth_record::kind(name).unwrap_or_else(|| panic!("no kind is called {name}"))
}

/// The fields of a record, from what somebody typed into its form.
fn typed(name: &str, values: &[(&str, &str)]) -> Fields {
    let mut fields = Fields::new();
    for (field, text) in values {
        let schema = kind(name).field(field).unwrap_or_else(|| panic!("{name} has no field {field}"));
        fields.set(field, schema.value.canonical(text).unwrap_or_else(|bad| panic!("{name}.{field}: {bad}")));
    }
    fields
}

/// The names of the fields at which a record is refused.
fn refused_at(name: &str, values: &[(&str, &str)]) -> Vec<&'static str> {
    let problems: Problems = (kind(name).check)(&typed(name, values));
    problems.iter().map(|problem| problem.field.unwrap_or("")).collect()
}

/// The events of a record, by name and date.
fn events(name: &str, values: &[(&str, &str)]) -> Vec<(String, String)> {
    let made: Vec<Event> = (kind(name).events)(&typed(name, values));
    made.iter().map(|event| (event.name.as_str().to_owned(), event.on.to_string())).collect()
}

/// The names of the events of a record.
fn event_names(name: &str, values: &[(&str, &str)]) -> Vec<String> {
    events(name, values).into_iter().map(|(name, _)| name).collect()
}

/// The work rows of a record, by kind and state.
fn work(name: &str, values: &[(&str, &str)]) -> Vec<(String, String)> {
    let rows = (kind(name).work)(&typed(name, values));
    rows.iter().map(|row| (row.kind.to_owned(), row.state.to_string())).collect()
}
