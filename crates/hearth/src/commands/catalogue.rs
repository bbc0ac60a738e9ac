//! `hearth catalogue`

use hearth_record::catalogue::{HEADINGS, rows};

use crate::{
    args::{self, Format},
    output::{Done, Failed},
};

/// Prints every field that can be recorded.
pub fn run(catalogue: &args::Catalogue) -> Result<Done, Failed> {
    match catalogue.format {
        Format::Json => {
            let objects: Vec<_> = rows()
                .map(|row| {
                    HEADINGS
                        .iter()
                        .map(|h| (*h).to_owned())
                        .zip(row.cells().map(serde_json::Value::from))
                        .collect::<serde_json::Map<_, _>>()
                })
                .collect();
            println!("{}", serde_json::to_string_pretty(&objects).map_err(|e| Failed(e.to_string()))?);
        }
        Format::Csv | Format::Table => {
            println!("{}", line(&HEADINGS.map(str::to_owned)));
            for row in rows() {
                println!("{}", line(&row.cells()));
            }
        }
    }
    Ok(Done::Well)
}

/// A line of CSV, every cell in quotes.
fn line(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
}
