//! `hearth catalogue`

use std::collections::BTreeMap;

use hearth_casework::governance::{
    field_use::{Used, field_use},
    registers::{Registers, live},
};
use hearth_record::catalogue::{HEADINGS, Row, rows};

use super::notice::{instance_of, pack_of};
use crate::{
    args::{self, Format},
    output::{Done, Failed},
    world,
};

/// What stands beside the fields of the catalogue for a council.
#[derive(Default)]
struct Beside {
    registers: Option<Registers>,
    used: Option<BTreeMap<(&'static str, &'static str), Used>>,
}

impl Beside {
    fn headings(&self) -> Vec<String> {
        let purpose = self.registers.iter().map(|_| "purpose");
        let used = self.used.iter().flat_map(|_| ["records", "answered", "use_rate"]);
        HEADINGS.into_iter().chain(purpose).chain(used).map(str::to_owned).collect()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let mut cells = row.cells().to_vec();
        if let Some(registers) = &self.registers {
            let purposes: Vec<&str> = registers.asking(row.kind.service).map(|purpose| purpose.name.as_str()).collect();
            cells.push(purposes.join("; "));
        }
        if let Some(used) = &self.used {
            let used = used.get(&(row.kind.kind, row.field.name)).copied().unwrap_or_default();
            let rate = (used.answered * 100).checked_div(used.records);
            cells.push(used.records.to_string());
            cells.push(used.answered.to_string());
            cells.push(rate.map_or_else(|| "never asked".to_owned(), |rate| format!("{rate} %")));
        }
        cells
    }
}

/// Prints every field that can be recorded; for a council with the purpose that it is asked for, and for an instance with how often it
/// is answered.
pub async fn run(catalogue: &args::Catalogue) -> Result<Done, Failed> {
    let mut beside = Beside::default();
    if let Some(authority) = &catalogue.authority {
        let pack = pack_of(authority, None)?;
        beside.registers = Some(Registers::of(&pack));
        if let Some(instance) = instance_of(&catalogue.place).await? {
            beside.registers = Some(live(&instance, &pack.id).await?);
            beside.used = Some(field_use(&instance, &pack.id, world::now()).await?);
            instance.store.close().await?;
        }
    } else if catalogue.place.data.is_some() || catalogue.place.config.is_some() {
        return Err(Failed::new("say whose files are counted: --authority sefton"));
    }
    let headings = beside.headings();
    match catalogue.format {
        Format::Json => {
            let objects: Vec<_> = rows()
                .map(|row| {
                    let cells = beside.cells(&row).into_iter().map(serde_json::Value::from);
                    headings.iter().cloned().zip(cells).collect::<serde_json::Map<_, _>>()
                })
                .collect();
            println!("{}", serde_json::to_string_pretty(&objects).map_err(|e| Failed(e.to_string()))?);
        }
        Format::Csv | Format::Table => {
            println!("{}", line(&headings));
            for row in rows() {
                println!("{}", line(&beside.cells(&row)));
            }
        }
    }
    Ok(Done::Well)
}

/// A line of CSV, every cell in quotes.
fn line(cells: &[String]) -> String {
    cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
}
