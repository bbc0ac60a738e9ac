//! Cells that a spreadsheet would run.

use std::io::{Cursor, Read};

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use crate::browser::Browser;

/// What begins a formula.
const STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
const HOSTILE: [&str; 4] = ["=\"x\"&A1", "+1+1", "-1+1", "@SUM(A1)"];

/// The cells of a sheet of comma-separated values.
fn cells(text: &str) -> Vec<String> {
    let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
            '"' => quoted = !quoted,
            ',' | '\n' if !quoted => cells.push(std::mem::take(&mut cell)),
            _ => cell.push(letter),
        }
    }
    cells.push(cell);
    cells
}

fn runs_nothing(what: &str, text: &str) {
    for cell in cells(text) {
        assert!(!cell.starts_with(STARTS), "{what} begins a formula: {cell}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_cell_of_a_register_that_is_downloaded_begins_a_formula(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let owner = stage.person(Role::AssetOwner, None).await;
    let mut browser = Browser::of(&stage, &owner).await;
    for (n, hostile) in HOSTILE.iter().enumerate() {
        browser.see("/settings/purposes/new").await;
        let code = format!("schools{n}");
        let pairs = [
            ("code", code.as_str()),
            ("name", hostile),
            ("safeguards", hostile),
            ("policy_document", hostile),
            ("article6", "6(1)(e)"),
            ("categories", "PERSONAL"),
            ("powers", "CA1989"),
        ];
        let added = browser.post("/settings/purposes/new", &pairs).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.text());
    }
    let sheet = browser.see("/settings/purposes.csv").await.body;
    assert!(HOSTILE.iter().all(|hostile| sheet.contains(&hostile.replace('"', "\"\""))), "{sheet}");
    runs_nothing("the register", &sheet);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_cell_of_the_findings_begins_a_formula(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let head = stage.person(Role::HeadOfService, None).await;
    // Adopted, and nobody has told anything of the adopters: a rule finds that.
    let on = "2026-02-10";
    for (n, hostile) in HOSTILE.iter().enumerate() {
        Paper::numbered(&format!("Mia{n}"), "Thornley", "2023-05-04", hostile)
            .with(
                "period_of_care",
                &[("started", "2024-01-08"), ("category_of_need", "N1"), ("ended", on), ("end_reason", "E12")],
            )
            .with("legal_status", &[("status", "E1"), ("started", "2024-01-08"), ("ended", on)])
            .with(
                "placement",
                &[("placement_type", "A6"), ("provider", "PR1"), ("started", "2024-01-08"), ("ended", on)],
            )
            .with("permanence_case", &[("decided", "2024-06-03"), ("order_made", on), ("order_type", "ADOPTION")])
            .file(&stage)
            .await;
    }
    let mut browser = Browser::of(&stage, &head).await;
    browser.see("/returns").await;
    let year = [("return", "ssda903"), ("year", "2026")];
    let sheet = browser.post("/returns/findings", &[year[0], year[1], ("as", "csv")]).await;
    assert_eq!(sheet.status, StatusCode::OK, "{}", sheet.text());
    assert!(sheet.body.contains("'+1+1"), "the children are in it, as words: {}", sheet.body);
    runs_nothing("the findings", &sheet.body);

    let book = browser.post("/returns/findings", &[year[0], year[1], ("as", "xlsx")]).await;
    assert_eq!(book.status, StatusCode::OK, "{}", book.text());
    let mut parts = zip::ZipArchive::new(Cursor::new(book.bytes)).expect("a workbook");
    let mut whole = String::new();
    for n in 0..parts.len() {
        let mut part = parts.by_index(n).expect("a part");
        if std::path::Path::new(part.name()).extension().is_some_and(|kind| kind == "xml") {
            part.read_to_string(&mut whole).expect("text");
        }
    }
    assert!(whole.contains("+1+1") && !whole.contains("<f>") && !whole.contains("<f "), "a workbook of words alone");
}
