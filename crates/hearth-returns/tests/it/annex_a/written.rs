//! The workbook says what the lists and the CSV files say.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use hearth_returns::annex_a::{AnnexA, BY_POSTCODE, Cover, LISTS, NOT_FILLED};
use serde_json::json;

use super::{DAY, made, made_with, making};
use crate::drawn::{Drawn, id};

fn cover() -> Cover<'static> {
    Cover {
        authority: "Sefton Council",
        made_by: "Piotr Wolski",
        remarks: vec!["3 files are closed to whoever made the lists".to_owned()],
    }
}

fn opened(lists: &AnnexA) -> Xlsx<Cursor<Vec<u8>>> {
    let mut book = Cursor::new(Vec::new());
    lists.write_xlsx(&cover(), &mut book).expect("written");
    Xlsx::new(Cursor::new(book.into_inner())).expect("a workbook")
}

/// A cell as the CSV form writes it.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{day:02}/{month:02}/{year:04}")
        }
        other => other.to_string(),
    }
}

fn a_child() -> Drawn {
    Drawn::child()
        .with("contact", json!({"received_at": "2026-11-03T09:00:00Z", "source": "6"}))
        .with("social_care_episode", json!({"received_on": "2026-11-03", "worker": id(50)}))
}

#[test]
fn every_list_has_a_sheet_that_says_what_its_csv_file_says() {
    let lists = made(&[&a_child()]);
    let mut book = opened(&lists);
    assert_eq!(book.sheet_names().len(), 11, "the first sheet and the ten lists that are not behind the wall");
    for filled in lists.lists.iter().filter(|filled| filled.left_out.is_none()) {
        let sheet = book.worksheet_range(&filled.title()).expect("a sheet");
        let mut csv = Vec::new();
        filled.write_csv(&mut csv).expect("memory");
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_slice());
        let written: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("CSV").iter().map(str::to_owned).collect()).collect();
        let shown: Vec<Vec<String>> = sheet
            .rows()
            .map(|row| {
                let mut cells: Vec<String> = row.iter().map(text).collect();
                cells.resize(filled.list.columns.len(), String::new());
                cells
            })
            .collect();
        assert_eq!(shown, written, "{}", filled.title());
    }
}

#[test]
fn the_first_sheet_says_what_it_is_and_what_is_not_there() {
    let mut book = opened(&made(&[&a_child()]));
    let sheet = book.worksheet_range("About").expect("a first sheet");
    let said: Vec<String> = sheet.rows().map(|row| row.iter().map(text).collect::<Vec<_>>().join(" ")).collect();
    let said = said.join("\n");
    for part in [
        "Sefton Council",
        "22 November 2026",
        "Piotr Wolski",
        "List 1: Contacts 1 row",
        "List 8: Children looked after 0 rows",
        "List 10: Adoption 0 rows",
        "List 11: Adopters left out",
        "Blank in list 10 Family identifier",
        "Placement Location: no directory",
        "3 files are closed",
        "Counts every referral",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(!said.contains("Blank in list 11"), "what a list lacks that is left out is not said:\n{said}");
}

#[test]
fn a_name_that_looks_like_a_formula_stays_words() {
    let child = Drawn::child().with("early_help_episode", json!({"started": "2026-05-30", "organisation": "=1+1"}));
    let lists = made(&[&child]);
    let mut csv = Vec::new();
    lists.lists[1].write_csv(&mut csv).expect("memory");
    assert!(String::from_utf8(csv).expect("text").contains("'=1+1"));
    let sheet = opened(&lists).worksheet_range("List 2").expect("a sheet");
    assert_eq!(sheet.get((1, 7)), Some(&Data::String("=1+1".to_owned())));
}

#[test]
fn every_list_says_whom_it_counts_and_every_blank_column_is_one_of_a_list() {
    let mut numbers = Vec::new();
    for list in &LISTS {
        let period = list.period();
        assert!(period.counts.len() > 20 && !period.name.is_empty(), "list {}", list.number);
        assert!(["A", "B", "C"].contains(&period.sure.as_str()), "{}", period.sure);
        assert_eq!(period.sure == "C", period.settled.is_some(), "list {}: what is open is settled", list.number);
        numbers.push(list.number);
        let mut columns = list.columns.to_vec();
        columns.sort_unstable();
        columns.dedup();
        assert_eq!(columns.len(), list.columns.len());
    }
    assert_eq!(numbers, (1..=11).collect::<Vec<u8>>());
    let months: Vec<u16> = LISTS.iter().map(|list| list.period().months).collect();
    assert_eq!(months, [6, 6, 6, 6, 6, 6, 6, 6, 0, 12, 12]);
    for not in NOT_FILLED {
        assert!(LISTS[usize::from(not.list - 1)].columns.contains(&not.column), "{}", not.column);
    }
    assert!(BY_POSTCODE.iter().all(|column| LISTS[7].columns.contains(column)));
}

#[test]
fn lists_that_are_made_twice_are_the_same() {
    let one = made_with(making(), &[&a_child()]);
    let other = made_with(making(), &[&a_child()]);
    let csv = |lists: &AnnexA| {
        let mut all = Vec::new();
        lists.lists.iter().for_each(|filled| filled.write_csv(&mut all).expect("memory"));
        all
    };
    assert_eq!((one.day, csv(&one)), (DAY, csv(&other)));
    let book = |lists: &AnnexA| {
        let mut book = Cursor::new(Vec::new());
        lists.write_xlsx(&cover(), &mut book).expect("written");
        book.into_inner()
    };
    assert!(book(&one) == book(&other), "to the byte");
}
