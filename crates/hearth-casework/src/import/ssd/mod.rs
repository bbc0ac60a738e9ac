//! The Standard Safeguarding Dataset into records: the way out of today's systems.
//!
//! The dataset has ids for its rows, and they are the import keys: a date that is corrected in the old system corrects the
//! record here. Its codes are met in three spellings, the code, its meaning and the code with its meaning, and all are read.
//! What extracts write where they have nothing (`NULL`, `SSD_PH`) is nothing.

use std::collections::HashMap;

use hearth_returns::{BadValue, Child, Row, Tables};

use super::building::Building;
use super::draft::Draft;
use super::{ImportedChild, Target};

mod education;
mod front_door;
mod looked_after;
mod people;
mod permanence;
mod protection;
pub(super) mod workforce;

/// One person of the dataset.
struct Ssd<'r> {
    child: Child<'r>,
    year: u16,
    workers: &'r HashMap<&'r str, Row<'r>>,
    building: Building,
}

/// The workers of the dataset by id, looked up once for all children.
pub(super) fn workers(tables: &Tables) -> HashMap<&str, Row<'_>> {
    let rows = tables.table("ssd_professionals").into_iter().flat_map(hearth_returns::Table::rows);
    rows.map(|row| (row.cell("prof_professional_id"), row)).collect()
}

/// What one person's rows of the dataset come to.
pub(super) fn child<'r>(child: Child<'r>, year: u16, workers: &'r HashMap<&'r str, Row<'r>>) -> ImportedChild {
    let mut of = Ssd { child, year, workers, building: Building::of(child.id()) };
    of.person();
    of.people();
    of.involvements();
    of.front_door();
    of.protection();
    of.looked_after();
    of.permanence();
    of.education();
    of.not_kept();
    of.building.done()
}

impl<'r> Ssd<'r> {
    fn rows(&mut self, table: &str) -> Vec<Row<'r>> {
        self.building.distinct(self.child.rows(table))
    }

    /// A record of the kind for the row, known by the row's id.
    fn draft(&self, kind: &str, row: Row<'r>, id: &'static str) -> Draft<'r> {
        let mut draft = Draft::new(kind, row, self.year);
        draft.forgive_spellings();
        if row.text(id).is_some() {
            draft.key(key(row.cell(id)));
        }
        draft
    }

    /// The tables that say what no kind of record holds yet.
    fn not_kept(&mut self) {
        let tables = [
            ("ssd_voice_of_child", "questionnaires of the voice of the child"),
            ("ssd_s251_finance", "the cost of placements"),
            ("ssd_api_data_staging", "what the old system sent to the department"),
        ];
        for (table, what) in tables {
            for row in self.child.rows(table) {
                self.building.reject(row.reject(
                    format!("this version keeps no record of {what}"),
                    "keep the file and import it again when it does; nothing is made twice",
                ));
            }
        }
    }
}

/// The import key of a row with an id of its own.
fn key(id: &str) -> String {
    format!("ssd/{id}")
}

/// A record of the dataset that another one names by id; blank names none.
fn record(kind: &'static str, id: &str) -> Target {
    Target::Record(kind, if id.is_empty() { String::new() } else { key(id) })
}

/// The flags that are set in a JSON column of outcomes, and the comment that stands among them.
fn outcomes(row: Row<'_>, column: &'static str) -> Result<(Vec<String>, Option<String>), BadValue> {
    if is_nothing(row.cell(column)) {
        return Ok((Vec::new(), None));
    }
    let Some(serde_json::Value::Object(object)) = row.json(column)? else {
        return Err(row.bad(column, "this is no JSON object of flags", "check the column in the extract"));
    };
    let set = |value: &serde_json::Value| match value {
        serde_json::Value::Bool(yes) => *yes,
        serde_json::Value::Number(number) => number.as_i64() == Some(1),
        serde_json::Value::String(text) => matches!(text.to_ascii_uppercase().as_str(), "Y" | "YES" | "1" | "TRUE"),
        _ => false,
    };
    let flags = object.iter().filter(|(name, value)| name.ends_with("_FLAG") && set(value));
    let comment = ["COMMENTS", "OUTCOME_COMMENTS"].iter().find_map(|name| object.get(*name)?.as_str());
    let comment = comment.map(str::trim).filter(|text| !is_nothing(text)).map(str::to_owned);
    Ok((flags.map(|(name, _)| name.clone()).collect(), comment))
}

/// Sets a list of outcome flags, and the comment where the kind has a field for it.
fn set_outcomes<'r>(draft: &mut Draft<'r>, row: Row<'r>, column: &'static str, comments: Option<&'static str>) {
    match outcomes(row, column) {
        Ok((flags, comment)) => {
            for flag in flags {
                draft.list("outcomes", row, column, &flag);
            }
            if let (Some(field), Some(comment)) = (comments, comment) {
                draft.text_of(field, column, &comment);
            }
        }
        Err(bad) => draft.leave_out(row.reject_value(&bad)),
    }
}

/// What extracts write where they have no value.
pub(super) fn is_nothing(text: &str) -> bool {
    text.is_empty()
        || text.eq_ignore_ascii_case("NULL")
        || text.starts_with("SSD_PH")
        || text.starts_with("PLACEHOLDER")
}
