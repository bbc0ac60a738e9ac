//! A report as a list of findings: CSV, and a workbook.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::{Finding, Form, Report, Severity};

const HEADINGS: [&str; 10] = ["rule", "severity", "stage", "table", "row", "line", "child", "fields", "message", "fix"];

fn cells(finding: &Finding<'_>) -> [String; 10] {
    [
        finding.rule.to_owned(),
        finding.severity.to_string(),
        finding.stage.to_string(),
        finding.table.to_owned(),
        finding.row.to_string(),
        finding.line.to_string(),
        finding.child.to_owned(),
        finding.fields.join(" "),
        finding.message.clone(),
        finding.fix.to_owned(),
    ]
}

/// What is found about the authority as a whole, as a row without a table.
fn about_authority<F: Form>(report: &Report<'_, F>) -> impl Iterator<Item = [String; 10]> {
    report.about_authority().map(|(rule, said)| {
        let blank = String::new;
        let (rule, severity, stage) = (rule.code.to_owned(), rule.severity.to_string(), rule.stage.to_string());
        [rule, severity, stage, blank(), blank(), blank(), blank(), blank(), said.to_owned(), String::new()]
    })
}

/// Writes one finding a line, with a heading. A cell that a spreadsheet would take for a formula begins with an apostrophe.
pub fn write_csv<F: Form>(report: &Report<'_, F>, out: impl Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(HEADINGS)?;
    let rows = report.findings().map(|finding| cells(&finding)).chain(about_authority(report));
    for row in rows {
        writer.write_record(row.map(safe))?;
    }
    writer.flush()
}

/// Writes a workbook: the findings with filters on their headings, and the rules that could not run.
pub fn write_xlsx<F: Form>(report: &Report<'_, F>, out: impl Write + io::Seek + Send) -> io::Result<()> {
    workbook(report).and_then(|mut book| book.save_to_writer(out)).map_err(io::Error::other)
}

fn workbook<F: Form>(report: &Report<'_, F>) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let sheet = book.add_worksheet().set_name("Findings")?;
    for (column, heading) in (0_u16..).zip(HEADINGS) {
        sheet.write_with_format(0, column, heading, &bold)?;
    }
    let mut last = 0;
    // A sheet has 1,048,576 rows; whoever has more findings than that takes the CSV.
    let rows = report.findings().map(|finding| cells(&finding)).chain(about_authority(report));
    for (row, cells) in (1_u32..MOST_ROWS).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match (column, cell.parse::<u32>()) {
                (2 | 4 | 5, Ok(number)) => sheet.write(row, column, number)?,
                _ => sheet.write(row, column, cell)?,
            };
        }
        last = row;
    }
    sheet.autofilter(0, 0, last, 9)?.set_freeze_panes(1, 0)?;
    for (column, width) in [(0, 10), (3, 18), (6, 14), (7, 24), (8, 70), (9, 60)] {
        sheet.set_column_width(column, width)?;
    }
    let sheet = book.add_worksheet().set_name("Could not run")?;
    sheet.write_with_format(0, 0, "rule", &bold)?.write_with_format(0, 1, "because", &bold)?;
    for (row, could_not) in (1_u32..).zip(report.could_not_run()) {
        sheet.write(row, 0, could_not.rule)?.write(row, 1, could_not.because.as_str())?;
    }
    sheet.set_column_width(1, 70)?;
    Ok(book)
}

const MOST_ROWS: u32 = 1_048_576;

/// A cell that no spreadsheet takes for a formula.
pub(crate) fn safe(cell: String) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell }
}

impl std::fmt::Display for Severity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Query => "query",
        })
    }
}
