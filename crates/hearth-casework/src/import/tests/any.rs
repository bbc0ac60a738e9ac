//! Whatever the rows say: nothing panics, every row is accounted for, every record is one, and a second import is quiet.

use hearth_returns::{Limits, NamedInput, ReturnSpec, Tables, cin, ssd, ssda903};
use proptest::prelude::*;

use super::{account_of, committed, planned};
use crate::import::Import;

/// Cells that a return could hold in any column: right, old, wrong and empty.
const CELLS: [&str; 40] = [
    "",
    "",
    "",
    "1",
    "2",
    "7",
    "01/04/2025",
    "02/05/2025",
    "03/06/2025",
    "2025-04-01",
    "2025-05-02",
    "2025-06-03T10:00:00",
    "29/02/2023",
    "S",
    "P",
    "L",
    "T",
    "X1",
    "E4A",
    "C2",
    "V2",
    "N1",
    "U6",
    "K2",
    "T0",
    "PR1",
    "OTHER",
    "Y",
    "N",
    "YES",
    "M",
    "F",
    "WBRI",
    "SC000001",
    "L20 3NJ",
    "{\"NFA_FLAG\": \"Y\"}",
    "[\"1A\"]",
    "NULL",
    "PN1",
    "CW",
];

/// Some rows of a table: its place in the return, and the child and the cells of each, by their places above.
type Rows = (usize, Vec<(usize, Vec<usize>)>);

fn rows(spec: &'static ReturnSpec) -> impl Strategy<Value = Vec<Rows>> {
    let table = (0..spec.tables.len()).prop_flat_map(move |at| {
        let width = spec.tables[at].columns.len();
        let row = proptest::collection::vec(0..CELLS.len(), width);
        (Just(at), proptest::collection::vec((0..3_usize, row), 1..5))
    });
    proptest::collection::vec(table, 1..8)
}

fn inputs(spec: &'static ReturnSpec, tables: &[Rows]) -> Vec<NamedInput> {
    tables.iter().map(|(at, rows)| written(spec, *at, rows)).collect()
}

fn written(spec: &'static ReturnSpec, at: usize, rows: &[(usize, Vec<usize>)]) -> NamedInput {
    let table = spec.tables[at];
    let line = |cells: Vec<String>| {
        let quoted: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
        quoted.join(",") + "\n"
    };
    let mut text = line(table.columns.iter().map(|column| column.name.to_owned()).collect());
    for (child, cells) in rows {
        let cell = |(column, cell): (usize, &usize)| {
            let is_child = table.owner == hearth_returns::Owner::Child(table.columns[column].name);
            if is_child { ["1", "2", ""][*child].to_owned() } else { CELLS[*cell].to_owned() }
        };
        text += &line(cells.iter().enumerate().map(cell).collect());
    }
    NamedInput::from_text(table.name, text)
}

fn holds(tables: &Tables) -> Result<(), TestCaseError> {
    let account = account_of(tables, 2026);
    prop_assert!(account.reconciles(), "{}", account);
    let import = Import::new(tables, 2026);
    for child in import.children() {
        let held = committed(&planned(&import.child(child, &[]), &[]), &[]);
        let again = planned(&import.child(child, &held), &held);
        let written: Vec<&str> = again.writes().map(|one| one.record.schema.kind).collect();
        prop_assert!(written.is_empty(), "{:?}", written);
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_ssda903_reconciles(tables in rows(&ssda903::SSDA903)) {
        holds(&ssda903::read_files(inputs(&ssda903::SSDA903, &tables), &Limits::default()).unwrap())?;
    }

    #[test]
    fn any_census_reconciles(tables in rows(&cin::CIN)) {
        holds(&cin::read_files(inputs(&cin::CIN, &tables), &Limits::default()).unwrap())?;
    }

    #[test]
    fn any_dataset_reconciles(tables in rows(&ssd::SSD)) {
        holds(&ssd::read_files(inputs(&ssd::SSD, &tables), &Limits::default()).unwrap())?;
    }
}
