//! What a path, or a handful of files in memory, holds: CSV files, the same zipped, one CSV file, or an XML file.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use crate::error::{Place, ReadError, ReadErrorKind};
use crate::files::{NamedInput, read_inputs};
use crate::limits::Limits;
use crate::notice::{NoticeKind, Notices};
use crate::spec::ReturnSpec;
use crate::tables::Tables;
use crate::zipped::{Unpacked, looks_zipped, unpack, unpack_bytes};

/// What a folder holds: its CSV files in order of name, and the names of other files.
fn in_folder(folder: &Path) -> Result<(Vec<NamedInput>, Vec<Arc<str>>), ReadError> {
    let name: Arc<str> = folder.display().to_string().into();
    let entries = fs::read_dir(folder).map_err(|why| ReadError::unreadable(&name, &why))?;
    let mut csv = Vec::new();
    let mut others = Vec::new();
    for entry in entries {
        let path = entry.map_err(|why| ReadError::unreadable(&name, &why))?.path();
        if !path.is_file() {
            continue;
        }
        if is_csv(&path) {
            csv.push(path);
        } else {
            let other = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            others.push(Arc::from(other.as_ref()));
        }
    }
    csv.sort_unstable();
    others.sort_unstable();
    Ok((csv.iter().map(|path| NamedInput::from_path(path)).collect(), others))
}

/// Reads the XML form of a return.
pub(crate) type ReadXml = fn(NamedInput, &Limits) -> Result<Tables, ReadError>;

/// Reads a folder of CSV files, zipped or not, one CSV file, or the XML file, by what the path holds.
pub(crate) fn read_path(
    spec: &'static ReturnSpec,
    path: &Path,
    limits: &Limits,
    read_xml: ReadXml,
) -> Result<Tables, ReadError> {
    if path.is_dir() {
        return read_folder(spec, path, limits);
    }
    let mut first = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut first)).unwrap_or(0);
    let first = &first[..read];
    if looks_zipped(first) {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        return read_unpacked(spec, &name, unpack(path, limits)?, limits, read_xml);
    }
    let input = NamedInput::from_path(path);
    if looks_like_xml(first) {
        read_xml(input, limits)
    } else {
        read_inputs(spec, vec![input], Notices::default(), limits)
    }
}

/// Reads files that are in memory, by name and bytes, as a path that holds them is read: one archive, one XML file, or CSV files in
/// order of name.
pub(crate) fn read_given(
    spec: &'static ReturnSpec,
    mut files: Vec<(String, Vec<u8>)>,
    limits: &Limits,
    read_xml: ReadXml,
) -> Result<Tables, ReadError> {
    if files.len() == 1 {
        let (name, bytes) = files.remove(0);
        if looks_zipped(&bytes) {
            return read_unpacked(spec, &name, unpack_bytes(&name, &bytes, limits)?, limits, read_xml);
        }
        let is_xml = looks_like_xml(&bytes);
        let input = NamedInput::from_text(&name, bytes);
        return if is_xml {
            read_xml(input, limits)
        } else {
            read_inputs(spec, vec![input], Notices::default(), limits)
        };
    }
    files.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    let (csv, others): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| is_csv(Path::new(name)));
    let others: Vec<Arc<str>> = others.into_iter().map(|(name, _)| name.into()).collect();
    let csv = csv.into_iter().map(|(name, bytes)| NamedInput::from_text(&name, bytes)).collect();
    read_listed(spec, "the files", csv, &others, limits)
}

fn read_unpacked(
    spec: &'static ReturnSpec,
    name: &str,
    unpacked: Unpacked,
    limits: &Limits,
    read_xml: ReadXml,
) -> Result<Tables, ReadError> {
    let Unpacked { csv, mut xml, others } = unpacked;
    match (csv.is_empty(), xml.pop()) {
        (true, Some(only)) if xml.is_empty() => read_xml(only, limits),
        (_, None) => read_listed(spec, name, csv, &others, limits),
        _ => Err(ReadError::new(
            ReadErrorKind::NotRecognised,
            Place::of_file(&name.into()),
            "the archive holds XML files beside others",
            "pack either the one XML file or the CSV files of the return",
        )),
    }
}

fn is_csv(path: &Path) -> bool {
    path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("csv"))
}

/// Whether the first character, after a byte order mark and blanks, opens a tag.
fn looks_like_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<')
}

/// Reads the CSV files of a folder.
pub(crate) fn read_folder(spec: &'static ReturnSpec, folder: &Path, limits: &Limits) -> Result<Tables, ReadError> {
    let (csv, others) = in_folder(folder)?;
    read_listed(spec, &folder.display().to_string(), csv, &others, limits)
}

/// Reads the CSV files of a folder or an archive, and remarks on the others.
fn read_listed(
    spec: &'static ReturnSpec,
    name: &str,
    csv: Vec<NamedInput>,
    others: &[Arc<str>],
    limits: &Limits,
) -> Result<Tables, ReadError> {
    if csv.is_empty() {
        return Err(ReadError::new(
            ReadErrorKind::NotRecognised,
            Place::of_file(&name.into()),
            "no CSV file is there",
            "give the CSV files of the return together, or its one XML file",
        ));
    }
    let mut notices = Notices::default();
    for other in others {
        notices.add(NoticeKind::UnknownFile, Place::of_file(other), "the file is no CSV file and was left out");
    }
    read_inputs(spec, csv, notices, limits)
}
