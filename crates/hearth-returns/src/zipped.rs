//! A zipped folder: its files unpacked into memory, with a cap on what they may come to.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::error::{Place, ReadError, ReadErrorKind};
use crate::files::NamedInput;
use crate::limits::Limits;

/// How many times its own size an archive may come to: tables of codes and dates come to some twenty times.
const MOST_TIMES: u64 = 100;

/// What a small archive may come to all the same.
const LEAST_ROOM: u64 = 1 << 20;

/// What an archive holds.
pub(crate) struct Unpacked {
    /// Its CSV files in order of name.
    pub(crate) csv: Vec<NamedInput>,
    /// Its XML files in order of name.
    pub(crate) xml: Vec<NamedInput>,
    /// The names of its other files.
    pub(crate) others: Vec<Arc<str>>,
}

/// Whether these bytes begin as a zip archive does.
pub(crate) fn looks_zipped(first: &[u8]) -> bool {
    first.starts_with(b"PK\x03\x04")
}

/// Unpacks an archive. Folders within it do not matter; a workbook, a password or too much text is refused by name.
pub(crate) fn unpack(path: &Path, limits: &Limits) -> Result<Unpacked, ReadError> {
    let name: Arc<str> = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into();
    let file = File::open(path).map_err(|why| ReadError::unreadable(&name, &why))?;
    let packed = file.metadata().map_err(|why| ReadError::unreadable(&name, &why))?.len();
    files_of(file, packed, &name, limits)
}

/// The same for an archive that is in memory.
pub(crate) fn unpack_bytes(name: &str, bytes: &[u8], limits: &Limits) -> Result<Unpacked, ReadError> {
    files_of(Cursor::new(bytes), bytes.len() as u64, &name.into(), limits)
}

fn files_of(packed: impl Read + Seek, length: u64, name: &Arc<str>, limits: &Limits) -> Result<Unpacked, ReadError> {
    let mut archive = ZipArchive::new(packed).map_err(|why| broken(name, &why))?;
    let mut room = limits.file_bytes.min(length.saturating_mul(MOST_TIMES).max(LEAST_ROOM));
    if archive.len() > limits.files {
        return Err(too_large(name, format!("the archive holds more than {} files", limits.files)));
    }
    if archive.file_names().any(|inside| inside == "[Content_Types].xml") {
        return Err(ReadError::new(
            ReadErrorKind::OtherFormat,
            Place::of_file(name),
            "the file is an Excel workbook",
            "save each sheet as CSV UTF-8",
        ));
    }
    let mut texts: Vec<(String, bool, Vec<u8>)> = Vec::new();
    let mut others: Vec<Arc<str>> = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|why| broken(name, &why))?;
        let path = entry.name().replace('\\', "/");
        let inside = path.rsplit('/').next().unwrap_or_default().to_owned();
        // What a Mac adds beside each file is no file of the return.
        if entry.is_dir() || inside.is_empty() || inside.starts_with('.') || path.starts_with("__MACOSX/") {
            continue;
        }
        let is = |kind: &str| Path::new(&inside).extension().is_some_and(|ext| ext.eq_ignore_ascii_case(kind));
        if !is("csv") && !is("xml") {
            others.push(inside.into());
            continue;
        }
        let is_xml = is("xml");
        let mut text = Vec::new();
        // One byte more than there is room for tells that there is more.
        entry.take(room + 1).read_to_end(&mut text).map_err(|why| ReadError::unreadable(name, &why))?;
        room = room
            .checked_sub(text.len() as u64)
            .ok_or_else(|| too_large(name, "the archive unpacks to far more than files of a return do".to_owned()))?;
        texts.push((inside, is_xml, text));
    }
    texts.sort_unstable();
    others.sort_unstable();
    let (xml, csv): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(_, is_xml, _)| *is_xml);
    let inputs = |texts: Vec<(String, bool, Vec<u8>)>| {
        texts.into_iter().map(|(inside, _, text)| NamedInput::from_text(&inside, text)).collect()
    };
    Ok(Unpacked { csv: inputs(csv), xml: inputs(xml), others })
}

fn too_large(name: &Arc<str>, what: String) -> ReadError {
    ReadError::new(ReadErrorKind::TooLarge, Place::of_file(name), what, "give only the files of one return, unpacked")
}

fn broken(name: &Arc<str>, why: &ZipError) -> ReadError {
    let place = Place::of_file(name);
    match why {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => ReadError::new(
            ReadErrorKind::OtherFormat,
            place,
            "the archive is locked with a password",
            "unpack it with the password and give the folder",
        ),
        ZipError::Io(why) if why.kind() != std::io::ErrorKind::UnexpectedEof => ReadError::unreadable(name, why),
        _ => ReadError::new(
            ReadErrorKind::OtherFormat,
            place,
            format!("the archive cannot be unpacked ({why})"),
            "unpack it and give the folder, or pack it again as a plain zip",
        ),
    }
}
