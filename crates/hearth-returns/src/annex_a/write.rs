//! The lists as a workbook, and as CSV files.

use std::io::{self, Seek, Write};

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatBorder, Workbook, Worksheet, XlsxError};

use super::{AnnexA, Cell, Filled, source};
use crate::check::safe;

/// What the first sheet says beside the lists.
#[derive(Debug, Clone)]
pub struct Cover<'a> {
    /// The council.
    pub authority: &'a str,
    /// Who made the lists.
    pub made_by: &'a str,
    /// Remarks, such as which files could not be read.
    pub remarks: Vec<String>,
}

const MOST_ROWS: u32 = 1_048_576;

impl Filled {
    /// The name of its sheet: `List 1`.
    pub fn title(&self) -> String {
        format!("List {}", self.list.number)
    }

    /// Writes the list as CSV, its heading first. A cell that a spreadsheet would take for a formula begins with an apostrophe.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write_csv(&self, out: impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(self.list.columns)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|cell| safe(cell.to_string())))?;
        }
        writer.flush()
    }

    fn told(&self) -> String {
        match self.left_out {
            Some(why) => format!("left out: {why}"),
            None if self.rows.len() == 1 => "1 row".to_owned(),
            None => format!("{} rows", self.rows.len()),
        }
    }
}

impl AnnexA {
    /// Writes a workbook: a first sheet that says what it is, and a sheet for each list.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write_xlsx(&self, cover: &Cover<'_>, out: impl Write + Seek + Send) -> io::Result<()> {
        self.workbook(cover).and_then(|mut book| book.save_to_writer(out)).map_err(io::Error::other)
    }

    fn workbook(&self, cover: &Cover<'_>) -> Result<Workbook, XlsxError> {
        let mut book = Workbook::new();
        // The same lists make the same file: the day stands for the moment that the library would read from a clock.
        book.set_properties(&DocProperties::new().set_creation_datetime(&excel(self.day)?));
        let style = Style::new();
        self.first_sheet(cover, book.add_worksheet(), &style)?;
        for filled in self.lists.iter().filter(|filled| filled.left_out.is_none()) {
            sheet(filled, book.add_worksheet(), &style)?;
        }
        Ok(book)
    }

    fn first_sheet(&self, cover: &Cover<'_>, sheet: &mut Worksheet, style: &Style) -> Result<(), XlsxError> {
        sheet.set_name("About")?.set_column_width(0, 34)?.set_column_width(1, 110)?;
        let mut at = 0;
        let mut line = |sheet: &mut Worksheet, label: &str, text: &str| -> Result<(), XlsxError> {
            sheet.write_with_format(at, 0, label, &style.label)?.write_with_format(at, 1, text, &style.words)?;
            at += 1;
            Ok(())
        };
        line(sheet, "Child-level data for Ofsted", "Annex A of the inspection of local authority children's services")?;
        line(sheet, "Council", cover.authority)?;
        line(sheet, "As at", &shown(self.day))?;
        line(sheet, "Made by", cover.made_by)?;
        line(sheet, "Children", &self.children.to_string())?;
        line(sheet, "Source", source())?;
        line(sheet, "", "")?;
        for filled in &self.lists {
            let period = filled.list.period();
            line(sheet, &format!("{}: {}", filled.title(), period.name), &filled.told())?;
            line(sheet, "", &format!("Counts {}.", period.counts))?;
            if let Some(settled) = &period.settled {
                line(sheet, "", &format!("Settled here: {settled}."))?;
            }
        }
        line(sheet, "", "")?;
        for not in self.not_filled.iter().filter(|not| !self.is_left_out(not.list)) {
            line(sheet, &format!("Blank in list {}", not.list), &format!("{}: {}.", not.column, not.why))?;
        }
        for remark in &cover.remarks {
            line(sheet, "Remark", remark)?;
        }
        Ok(())
    }

    fn is_left_out(&self, number: u8) -> bool {
        self.lists.iter().any(|filled| filled.list.number == number && filled.left_out.is_some())
    }
}

/// How the sheets look: calm.
struct Style {
    label: Format,
    words: Format,
    heading: Format,
    day: Format,
}

impl Style {
    fn new() -> Self {
        Self {
            label: Format::new().set_bold().set_align(rust_xlsxwriter::FormatAlign::Top),
            words: Format::new().set_text_wrap().set_align(rust_xlsxwriter::FormatAlign::Top),
            heading: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(rust_xlsxwriter::FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin),
            day: Format::new().set_num_format("dd/mm/yyyy"),
        }
    }
}

fn sheet(filled: &Filled, sheet: &mut Worksheet, style: &Style) -> Result<(), XlsxError> {
    sheet.set_name(filled.title())?.set_freeze_panes(1, 1)?;
    for (column, heading) in (0_u16..).zip(filled.list.columns) {
        sheet.write_with_format(0, column, *heading, &style.heading)?;
        sheet.set_column_width(column, if heading.contains("Date") || heading.contains("date") { 14 } else { 18 })?;
    }
    let mut last = 0;
    // A sheet has 1,048,576 rows: more than any council has children.
    for (at, row) in (1_u32..MOST_ROWS).zip(&filled.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell {
                Cell::Blank => {}
                Cell::Text(text) => _ = sheet.write_string(at, column, text.as_ref())?,
                Cell::Day(day) => _ = sheet.write_with_format(at, column, excel(*day)?, &style.day)?,
                Cell::Number(number) => _ = sheet.write(at, column, *number)?,
            }
        }
        last = at;
    }
    let columns = u16::try_from(filled.list.columns.len()).unwrap_or(u16::MAX);
    sheet.autofilter(0, 0, last, columns.saturating_sub(1))?;
    Ok(())
}

fn excel(day: Date) -> Result<ExcelDateTime, XlsxError> {
    let part = |part: i8| u8::try_from(part).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), part(day.month()), part(day.day()))
}

fn shown(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}
