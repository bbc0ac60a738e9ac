//! What a path holds: a folder of CSV files, a zipped one, one CSV file, or an XML file.

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
use crate::zipped::{Unpacked, looks_zipped, unpack};

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
        if path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("csv")) {
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

/// Reads a folder of CSV files, zipped or not, one CSV file, or the XML file, by what the path holds.
pub(crate) fn read_path(
    spec: &'static ReturnSpec,
    path: &Path,
    limits: &Limits,
    read_xml: fn(NamedInput, &Limits) -> Result<Tables, ReadError>,
) -> Result<Tables, ReadError> {
    if path.is_dir() {
        return read_folder(spec, path, limits);
    }
    if looks_zipped(path) {
        let Unpacked { csv, mut xml, others } = unpack(path, limits)?;
        return match (csv.is_empty(), xml.pop()) {
            (true, Some(only)) if xml.is_empty() => read_xml(only, limits),
            (_, None) => read_listed(spec, path, csv, &others, limits),
            _ => Err(ReadError::new(
                ReadErrorKind::NotRecognised,
                Place::of_file(&path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into()),
                "the archive holds XML files beside others",
                "pack either the one XML file or the CSV files of the return",
            )),
        };
    }
    let input = NamedInput::from_path(path);
    if looks_like_xml(path) {
        read_xml(input, limits)
    } else {
        read_inputs(spec, vec![input], Notices::default(), limits)
    }
}

/// Whether the file's first character, after a byte order mark and blanks, opens a tag.
fn looks_like_xml(path: &Path) -> bool {
    let mut first = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut first)).unwrap_or(0);
    let bytes = first[..read].strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&first[..read]);
    bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<')
}

/// Reads the CSV files of a folder.
pub(crate) fn read_folder(spec: &'static ReturnSpec, folder: &Path, limits: &Limits) -> Result<Tables, ReadError> {
    let (csv, others) = in_folder(folder)?;
    read_listed(spec, folder, csv, &others, limits)
}

/// Reads the CSV files of a folder or an archive, and remarks on the others.
fn read_listed(
    spec: &'static ReturnSpec,
    folder: &Path,
    csv: Vec<NamedInput>,
    others: &[Arc<str>],
    limits: &Limits,
) -> Result<Tables, ReadError> {
    if csv.is_empty() {
        let name: Arc<str> = folder.display().to_string().into();
        return Err(ReadError::new(
            ReadErrorKind::NotRecognised,
            Place::of_file(&name),
            "the folder holds no CSV file",
            "give the folder with the CSV files of the return",
        ));
    }
    let mut notices = Notices::default();
    for other in others {
        notices.add(NoticeKind::UnknownFile, Place::of_file(other), "the file is no CSV file and was left out");
    }
    read_inputs(spec, csv, notices, limits)
}
