//! Properties of reading: what is written is what is read, for any table.

use hearth_returns::{Limits, NamedInput, ReturnSpec, TableSpec, cin, ssd, ssda903};
use proptest::prelude::*;

/// Any table of a return with any rows; cells without blanks around them.
fn table_of(spec: &'static ReturnSpec) -> impl Strategy<Value = (&'static TableSpec, Vec<Vec<String>>)> {
    (0..spec.tables.len()).prop_flat_map(move |at| {
        let table = spec.tables[at];
        let row = proptest::collection::vec("[A-Za-z0-9/;\"',é=-]{0,6}( [a-z\n,]{1,4}[a-z])?", table.columns.len());
        // A row that repeats the heading is rejected by design; random cells never do.
        (Just(table), proptest::collection::vec(row, 1..6))
    })
}

fn written(table: &TableSpec, rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(table.columns.iter().map(|column| column.name)).expect("memory takes every row");
    for row in rows {
        writer.write_record(row).expect("memory takes every row");
    }
    writer.into_inner().expect("memory takes every row")
}

fn reads_back(spec: &'static ReturnSpec, table: &TableSpec, rows: &[Vec<String>]) -> Result<(), TestCaseError> {
    let input = vec![NamedInput::from_text("t.csv", written(table, rows))];
    let limits = Limits::default();
    let read = match spec.name {
        "ssda903" => ssda903::read_files(input, &limits),
        "cin" => cin::read_files(input, &limits),
        _ => ssd::read_files(input, &limits),
    };
    let read = read.map_err(|fault| TestCaseError::fail(fault.to_string()))?;
    prop_assert_eq!(read.rejects(), &[]);
    let kept = read.table(table.name).expect("the table is of the return");
    prop_assert_eq!(kept.len(), rows.len());
    for (row, expected) in kept.rows().zip(rows) {
        for (column, cell) in table.columns.iter().zip(expected) {
            prop_assert_eq!(row.cell(column.name), cell.trim());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn an_ssda903_table_is_read_as_written((table, rows) in table_of(&ssda903::SSDA903)) {
        reads_back(&ssda903::SSDA903, table, &rows)?;
    }

    #[test]
    fn a_census_table_is_read_as_written((table, rows) in table_of(&cin::CIN)) {
        reads_back(&cin::CIN, table, &rows)?;
    }

    #[test]
    fn a_dataset_table_is_read_as_written((table, rows) in table_of(&ssd::SSD)) {
        reads_back(&ssd::SSD, table, &rows)?;
    }
}

#[test]
fn a_return_can_be_read_by_several_threads_at_once() {
    fn shared<T: Send + Sync>() {}
    shared::<hearth_returns::Tables>();
}

#[test]
fn a_folder_is_read_and_what_is_no_csv_is_named() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("B.CSV"), "CHILD,DOB,DOLO_START,DOLO_END\n1,,,\n").unwrap();
    std::fs::write(folder.path().join("notes.txt"), "x").unwrap();
    let read = ssda903::read(folder.path(), &Limits::default()).unwrap();
    assert_eq!(read.table("DoLo").unwrap().len(), 1);
    assert!(read.notices()[0].to_string().starts_with("notes.txt"), "{}", read.notices()[0]);
    let empty = tempfile::tempdir().unwrap();
    assert!(ssda903::read(empty.path(), &Limits::default()).is_err());
    assert!(ssda903::read(&empty.path().join("none"), &Limits::default()).is_err());
}

#[test]
fn a_single_file_is_taken_by_its_first_character() {
    let folder = tempfile::tempdir().unwrap();
    let xml = folder.path().join("a.dat");
    std::fs::write(&xml, "\u{feff}\n<EXPSSDA903></EXPSSDA903>").unwrap();
    assert_eq!(ssda903::read(&xml, &Limits::default()).unwrap().rows(), 0);
    let csv = folder.path().join("b.dat");
    std::fs::write(&csv, "CHILD,DOB,DOLO_START,DOLO_END\n1,,,\n").unwrap();
    assert_eq!(ssda903::read(&csv, &Limits::default()).unwrap().rows(), 1);
}
