//! An invented list of providers as large as the one that Ofsted sends to authorities: 6,000 providers on two sheets, of which the first has
//! 5,000 rows of a hundred columns, and a sheet of conditions that says nothing of what the check asks.

use std::path::Path;

use rust_xlsxwriter::{Format, IntoExcelData, Workbook, Worksheet, XlsxError};

use crate::output::Failed;

const HEADINGS: [&str; 10] = [
    "Web link",
    "URN",
    "Provider type",
    "Placement code",
    "Placement provider code",
    "Setting address postcode",
    "Deregistration date",
    "Local authority",
    "Setting name",
    "Registration date",
];
const TOWNS: [&str; 8] = ["Bootle", "Crosby", "Formby", "Southport", "Huyton", "Kirkby", "Prescot", "Whiston"];
const AUTHORITIES: [&str; 6] = ["Sefton", "Knowsley", "Liverpool", "Wirral", "St Helens", "Lancashire"];
const GRADES: [&str; 4] = ["Good", "Outstanding", "Requires improvement to be good", "Inadequate"];
const HOMES: u32 = 5_000;

/// Writes the list.
pub fn write(path: &Path) -> Result<(), Failed> {
    list().and_then(|mut book| book.save(path)).map_err(|e| Failed(format!("{}: {e}", path.display())))
}

fn list() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let mut drawn = Drawn(1);
    register(book.add_worksheet().set_name("Children's homes")?, HOMES, 100, &mut drawn)?;
    register(book.add_worksheet().set_name("Supported accommodation")?, 1_000, 29, &mut drawn)?;
    let conditions = book.add_worksheet().set_name("Conditions")?;
    conditions.write(0, 0, "URN")?.write(0, 1, "Condition")?;
    for row in 1..=HOMES {
        conditions.write(row, 0, format!("SC{}", 100_000 + row))?;
        conditions.write(row, 1, format!("May provide care for up to {} children", row % 9 + 1))?;
    }
    Ok(book)
}

fn register(sheet: &mut Worksheet, rows: u32, columns: u16, drawn: &mut Drawn) -> Result<(), XlsxError> {
    for column in 0..columns {
        let heading = HEADINGS.get(usize::from(column));
        sheet.write(0, column, heading.map_or_else(|| format!("Question {column}"), |said| (*said).to_owned()))?;
    }
    let mut pen = Pen { day: Format::new().set_num_format("dd/mm/yyyy"), text: Format::new().set_text_wrap(), sheet };
    for row in 1..=rows {
        // The numbers of the two sheets do not meet.
        let number = rows * 20 + row;
        pen.text(row, 0, format!("https://reports.example/provider/SC{number}"))?;
        pen.text(row, 1, format!("SC{number}"))?;
        pen.text(row, 2, "Children's home")?;
        pen.text(row, 3, drawn.of(&["K2", "K2, R3", "K1"]))?;
        pen.text(row, 4, drawn.of(&["PR1", "PR4", "PR5"]))?;
        pen.text(row, 5, format!("L{} {}AB", drawn.below(40), drawn.below(9)))?;
        if drawn.below(5) == 0 {
            pen.day(row, 6, drawn)?;
        } else {
            pen.text(row, 6, "-")?;
        }
        pen.text(row, 7, drawn.of(&AUTHORITIES))?;
        pen.text(row, 8, format!("House {number}"))?;
        pen.day(row, 9, drawn)?;
        for column in 10..columns {
            match column % 6 {
                0 => pen.text(row, column, drawn.below(20))?,
                1 => pen.text(row, column, drawn.of(&["Yes", "No", "-"]))?,
                2 => pen.text(row, column, drawn.of(&TOWNS))?,
                3 => pen.text(row, column, format!("{} Care {} Ltd", drawn.of(&TOWNS), drawn.below(3_000)))?,
                4 => pen.day(row, column, drawn)?,
                _ => pen.text(row, column, drawn.of(&GRADES))?,
            }
        }
    }
    Ok(())
}

/// Writes cells with the formats that such lists give to every one of them.
struct Pen<'a> {
    sheet: &'a mut Worksheet,
    day: Format,
    text: Format,
}

impl Pen<'_> {
    fn text(&mut self, row: u32, column: u16, said: impl IntoExcelData) -> Result<(), XlsxError> {
        self.sheet.write_with_format(row, column, said, &self.text).map(drop)
    }

    /// Some day of the years from 2009.
    fn day(&mut self, row: u32, column: u16, drawn: &mut Drawn) -> Result<(), XlsxError> {
        self.sheet.write_with_format(row, column, 40_000 + drawn.below(6_000), &self.day).map(drop)
    }
}

/// Numbers that look drawn and are the same in every run.
struct Drawn(u32);

impl Drawn {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) % end
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let end = u32::try_from(choices.len()).unwrap_or(1);
        choices.get(self.below(end) as usize).copied().unwrap_or_default()
    }
}
