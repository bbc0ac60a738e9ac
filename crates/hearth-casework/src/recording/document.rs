use hearth_access::{Action, Purpose};
use hearth_record::{
    FieldSchema, Fields, File, KindSchema, Problems, Record,
    ids::{FileId, RecordId},
    recording::Document,
    value::ValueType,
};
use hearth_store::blob::NewBlob;
use hearth_store::{Outcome, StoreError};
use serde_json::Value as Json;
use sha2::Digest as _;
use zeroize::Zeroizing;

use super::Saved;
use crate::{Desk, Failure, FileView, Instance, act::Act};

/// The largest document that is taken, in bytes.
pub const LARGEST_DOCUMENT: usize = 25 * 1024 * 1024;

/// The formats that are taken, by what their first bytes say: what can be read for decades, and what offices send.
const TAKEN: &[&str] = &[
    "application/pdf",
    "image/png",
    "image/jpeg",
    "image/tiff",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/msword",
    "application/vnd.oasis.opendocument.text",
    "audio/mpeg",
    "video/mp4",
];

/// A document that somebody sends in.
pub struct Received {
    /// What the form says of it.
    pub fields: Fields,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Why the person is in the file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
}

/// Stores a document in a file: the bytes sealed on disk, the record with their fingerprint in the file.
///
/// # Errors
/// [`Failure::Problems`] where it is empty, too large, of a format that is not taken or not described; and what access and
/// the store refuse.
pub async fn store_document(desk: &Desk, file: FileId, received: Received) -> Result<Saved, Failure> {
    let media_type = media_type(&received.bytes)?;
    // Before a byte goes to the disk: whether this person may record here at all.
    super::may(desk, file, Action::Record, received.purpose).await?;
    let limit = u64::try_from(LARGEST_DOCUMENT).unwrap_or(u64::MAX);
    let size = received.bytes.len();
    let blob = desk.instance().store.blob_put(std::io::Cursor::new(received.bytes), limit, desk.now()).await?;
    let mut fields = received.fields;
    fields.set("blob", Some(blob.id().to_string().into()));
    fields.set("sha256", Some(hex(&blob.hash()).into()));
    fields.set("media_type", Some(media_type.into()));
    fields.set("size", Some(size.into()));
    (Document::SCHEMA.check)(&fields).or_ok(())?;
    let record = desk.new_record();
    let blob = NewBlob { file, blob };
    let act = Act { blob: Some(&blob), ..Act::new(file, "document.store", received.purpose) };
    act.run(
        desk,
        Action::Record,
        |_| Ok(None),
        |_, amending| {
            amending.add(record, Document::SCHEMA, fields.clone(), desk.written(None), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await
}

/// Refuses a reference to a document that does not stand in this file, all in the same words; what was referred to `before` stays.
pub(super) fn must_stand_here(
    file: &File,
    kind: &KindSchema,
    before: &Fields,
    fields: &Fields,
) -> Result<(), Problems> {
    let mut problems = Problems::none();
    let of_documents =
        |field: &&FieldSchema| matches!(field.value, ValueType::Document | ValueType::List(ValueType::Document));
    for field in kind.fields.iter().filter(of_documents).filter(|field| !field.given) {
        let named = |fields: &Fields| -> Vec<String> {
            match fields.get(field.name) {
                Some(Json::Array(ids)) => ids.iter().filter_map(Json::as_str).map(str::to_owned).collect(),
                Some(Json::String(id)) => vec![id.clone()],
                _ => Vec::new(),
            }
        };
        let was = named(before);
        let here = |id: &String| file.all::<Document>().any(|(_, document)| document.blob.to_string() == *id);
        let strange = named(fields).iter().any(|id| !was.contains(id) && !here(id));
        problems.add_if(strange, field.name, "must be a document of this file; store it under Documents first");
    }
    problems.or_ok(())
}

fn media_type(bytes: &[u8]) -> Result<&'static str, Problems> {
    if bytes.is_empty() {
        return Err(Problems::at("document", "is needed: choose a document, and not an empty one"));
    }
    if bytes.len() > LARGEST_DOCUMENT {
        return Err(Problems::at("document", format!("must be at most {} MB", LARGEST_DOCUMENT / 1024 / 1024)));
    }
    let found = infer::get(bytes).map(|kind| kind.mime_type());
    if let Some(kind) = TAKEN.iter().find(|taken| Some(**taken) == found) {
        return Ok(kind);
    }
    // Plain text has no first bytes to know it by: it is text where it reads as text and holds no control characters.
    let text = std::str::from_utf8(bytes)
        .is_ok_and(|text| !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')));
    if text && found.is_none() {
        return Ok("text/plain");
    }
    Err(Problems::at(
        "document",
        "must be a PDF, a picture, a Word or Excel document, plain text, or a sound or video recording",
    ))
}

/// Opens a document: its bytes, whose fingerprint was checked against the record. The read is in the audit, and so is one
/// that found another document than was stored.
///
/// # Errors
/// [`Failure::Absent`] where there is no such document, [`Failure::Damaged`] where a byte has changed (nothing of it is shown
/// then), and what the store refuses.
pub async fn open_document(
    desk: &Desk,
    view: &FileView,
    record: RecordId,
) -> Result<(Document, Zeroizing<Vec<u8>>), Failure> {
    let absent = || Failure::Absent("there is no such document in this file");
    let found = view.all::<Document>().into_iter().find(|(id, _)| *id == record);
    let (_, document) = found.ok_or_else(absent)?;
    let bytes = sound(desk.instance(), view.id, &document).await?;
    let outcome = if bytes.is_some() { Outcome::Done } else { Outcome::Failed };
    let mut entry = desk.entry("document.open", Some(&view.permit), Some(view.id), outcome);
    entry.record = Some(record);
    desk.instance().store.note(vec![entry]).await?;
    let damaged = || Failure::Damaged(format!("document {record} is not what was stored"));
    Ok((document, bytes.ok_or_else(damaged)?))
}

/// The bytes of a document, where they are those that were stored; none where a byte has changed.
///
/// # Errors
/// What the store refuses.
pub(crate) async fn sound(
    instance: &Instance,
    file: FileId,
    document: &Document,
) -> Result<Option<Zeroizing<Vec<u8>>>, Failure> {
    match instance.store.blob_read(file, *document.blob).await {
        Ok(bytes) => Ok(Some(bytes).filter(|bytes| hex(&sha2::Sha256::digest(bytes)) == document.sha256.reveal().0)),
        Err(StoreError::Sealed { .. } | StoreError::Form(_)) => Ok(None),
        Err(other) => Err(other.into()),
    }
}

/// Bytes in lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
