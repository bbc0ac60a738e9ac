//! Documents that go along with what is told: their bytes as they were stored, under names that say nothing of anybody.

use hearth_record::{
    FieldSchema, File, Held, Record,
    ids::{FileId, RecordId},
    recording::Document,
};
use zeroize::Zeroizing;

use crate::{Failure, Instance, recording::document::sound};

/// What stands in a list for the bytes of a document.
pub(crate) const THE_DOCUMENT: &str = "as it was stored";
/// The field of a document that stands for its bytes.
const BYTES: &str = "blob";

/// Whether a field is the bytes of a document.
pub(crate) fn is_document(held: &Held, field: &FieldSchema) -> bool {
    held.schema.kind == Document::SCHEMA.kind && field.name == BYTES
}

/// A document that goes along.
pub(crate) struct Enclosed {
    /// Its record.
    pub record: RecordId,
    /// The name under which it goes.
    pub name: String,
    /// The SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its bytes.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// The name under which the document of this number goes: its place and its format, and nothing that anybody called it.
pub(crate) fn name(number: usize, document: &Document) -> String {
    let media_type = document.media_type.as_ref().map_or("", |of| of.0.as_str());
    let end = match media_type {
        "application/pdf" => "pdf",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/tiff" => "tiff",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "application/msword" => "doc",
        "application/vnd.oasis.opendocument.text" => "odt",
        "audio/mpeg" => "mp3",
        "video/mp4" => "mp4",
        "text/plain" => "txt",
        _ => "bin",
    };
    format!("D{number}.{end}")
}

/// The documents of these records with their bytes, each checked against what was stored. A query a document.
///
/// # Errors
/// [`Failure::Damaged`] where a byte has changed: then nothing goes; and what the store refuses.
pub(crate) async fn enclosed(
    instance: &Instance,
    (id, file): (FileId, &File),
    records: &[RecordId],
) -> Result<Vec<Enclosed>, Failure> {
    let mut enclosed = Vec::new();
    for record in records {
        let Some((_, document)) = file.all::<Document>().find(|(held, _)| held == record) else { continue };
        let damaged = || Failure::Damaged(format!("document {record} is not what was stored, so nothing went"));
        enclosed.push(Enclosed {
            record: *record,
            name: name(enclosed.len() + 1, &document),
            sha256: document.sha256.reveal().0.clone(),
            bytes: sound(instance, id, &document).await?.ok_or_else(damaged)?,
        });
    }
    Ok(enclosed)
}

/// The records whose documents are among these items.
pub(crate) fn among<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<RecordId> {
    keys.filter_map(|key| key.split_once('.').filter(|(_, field)| *field == BYTES)?.0.parse().ok()).collect()
}
