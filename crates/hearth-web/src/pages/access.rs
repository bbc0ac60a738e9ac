//! Who opened this file.

use axum::response::Response;
use hearth_access::{Purpose, Role};
use hearth_casework::access::{Look, who_looked};

use super::file::Opened;
use crate::{
    answer::{Answer, page as rendered},
    frame,
    view::{
        access::{AccessPage, AccessRow},
        file::Section,
    },
};

/// `GET /children/{id}/access`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let looks = who_looked(&opened.signed.desk, &opened.view).await.map_err(|failure| opened.failed(failure))?;
    Ok(rendered(&AccessPage {
        frame: opened.frame("Who opened this file"),
        identity: opened.identity(Some(Section::Access)),
        rows: looks.iter().map(row).collect(),
    }))
}

fn row(look: &Look) -> AccessRow {
    let role = look.role.parse::<Role>().map(Role::name).unwrap_or_default();
    let purpose = look.purpose.parse::<Purpose>().map(Purpose::words).unwrap_or_default();
    AccessRow {
        entry: look.entry.to_string(),
        at: frame::moment(look.at),
        who: look.who.clone(),
        role: role.to_owned(),
        what: what(&look.action, look.denied),
        why: purpose.to_owned(),
        denied: look.denied,
    }
}

fn what(action: &str, denied: bool) -> String {
    let words = match action {
        "file.open" | "open_file" => "Opened the file",
        "file.start" => "Started the file",
        "record.add" | "record" => "Added a record",
        "record.correct" | "correct" => "Corrected a record",
        "record.withdraw" => "Withdrew a record",
        "glass.break" | "break_glass" => "Opened it in an emergency",
        "document.store" => "Stored a document",
        "document.open" => "Opened a document",
        "file.import" => "Imported records",
        other => other,
    };
    if denied { format!("Refused: {}", words.to_lowercase()) } else { words.to_owned() }
}
