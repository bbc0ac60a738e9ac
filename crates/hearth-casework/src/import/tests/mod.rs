//! What an import promises.

mod any;
mod cin;
mod round_trip;
mod samples;
mod ssd;
mod ssda903;
mod twice;

use hearth_record::ids::RecordId;
use hearth_returns::{Limits, NamedInput, Tables};

use super::{Account, HeldRecord, Import, ImportedChild, ImportedRecord, Plan, plan};

fn files(named: &[(&str, &str)]) -> Vec<NamedInput> {
    named.iter().map(|(name, text)| NamedInput::from_text(name, *text)).collect()
}

fn read_903(named: &[(&str, &str)]) -> Tables {
    hearth_returns::ssda903::read_files(files(named), &Limits::default()).unwrap()
}

fn read_cin(text: &str) -> Tables {
    hearth_returns::cin::read_xml(NamedInput::from_text("census.xml", text), &Limits::default()).unwrap()
}

fn read_ssd(named: &[(&str, &str)]) -> Tables {
    hearth_returns::ssd::read_files(files(named), &Limits::default()).unwrap()
}

/// The one child of the tables, imported into an empty file.
fn only_child(tables: &Tables, year: u16) -> ImportedChild {
    let import = Import::new(tables, year);
    let child = import.children().next().expect("a child");
    import.child(child, &[])
}

fn of_kind<'c>(child: &'c ImportedChild, kind: &str) -> Vec<&'c ImportedRecord> {
    child.records.iter().filter(|record| record.schema.kind == kind).collect()
}

/// One field of each record of a kind, as text.
fn texts<'c>(child: &'c ImportedChild, kind: &str, field: &str) -> Vec<&'c str> {
    of_kind(child, kind).iter().map(|record| record.fields.text(field).unwrap_or("-")).collect()
}

/// New ids in order, for a test.
fn ids(from: u128) -> impl FnMut() -> RecordId {
    let mut next = from;
    move || {
        next += 1;
        RecordId::from_bytes(next.to_be_bytes())
    }
}

fn planned(child: &ImportedChild, held: &[HeldRecord]) -> Plan {
    let first = held.iter().map(|held| u128::from_be_bytes(held.id.as_bytes())).max().unwrap_or(0);
    plan(child, held, |_, _| None, ids(first), |_| None)
}

/// What a file holds once the plan is committed.
fn committed(plan: &Plan, held: &[HeldRecord]) -> Vec<HeldRecord> {
    let mut after = held.to_vec();
    for planned in plan.writes() {
        let record = HeldRecord { id: planned.id, schema: planned.record.schema, fields: planned.fields.clone() };
        match after.iter_mut().find(|held| held.id == planned.id) {
            Some(held) => *held = record,
            None => after.push(record),
        }
    }
    after
}

/// Imports every child into empty files; gives the account.
fn account_of(tables: &Tables, year: u16) -> Account {
    let import = Import::new(tables, year);
    let mut account = Account::of(tables);
    account.add_rows(&import.outside());
    for child in import.children() {
        let imported = import.child(child, &[]);
        for record in &imported.records {
            let problems = checked(record);
            assert!(problems.is_empty(), "{}: {problems}", record.schema.kind);
        }
        let plan = planned(&imported, &[]);
        account.add(&imported, &plan);
    }
    account
}

/// What the kind finds wrong with a record, references that are followed later set aside.
fn checked(record: &ImportedRecord) -> hearth_record::Problems {
    let mut fields = record.fields.clone();
    for reference in &record.refers {
        let id = serde_json::Value::from("0".repeat(32));
        fields.set(reference.field, Some(if reference.many { vec![id].into() } else { id }));
    }
    (record.schema.check)(&fields)
}
