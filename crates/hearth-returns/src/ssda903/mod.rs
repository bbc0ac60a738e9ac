//! SSDA903, the annual return of looked-after children and care leavers.

use std::io::{self, Write};
use std::path::Path;

use crate::error::ReadError;
use crate::files::{self, NamedInput};
use crate::folder;
use crate::limits::Limits;
use crate::notice::Notices;
use crate::spec::ReturnSpec;
use crate::tables::Tables;
use crate::xml::read_xml as read_with;
use crate::xml_map::{Draw, Node};

mod care;
mod case;
mod from_records;
mod places;
mod rules;
mod tables;

pub use case::{Ad1, Case, Dolo, Episode, Header, Missing, Oc2, Oc3, Placed, PrevPerm, Review, Rows, SwEpisode, Uasc};
pub use from_records::{FromRecords, Untold};
pub use rules::Ssda903;
pub use tables::SSDA903;

/// Reads a folder of CSV files, zipped or not, one CSV file, or the XML file (it may be zipped too), by what the path holds.
pub fn read(path: &Path, limits: &Limits) -> Result<Tables, ReadError> {
    folder::read_path(&SSDA903, path, limits, read_xml)
}

/// Reads files that are in memory, by name and bytes, as [`read`] reads a path that holds them: a zip archive, the XML file, or CSV
/// files, in order of name.
pub fn read_given(files: Vec<(String, Vec<u8>)>, limits: &Limits) -> Result<Tables, ReadError> {
    folder::read_given(&SSDA903, files, limits, read_xml)
}

/// Reads the CSV files of the return, in this order where two are of the same table.
pub fn read_files(inputs: Vec<NamedInput>, limits: &Limits) -> Result<Tables, ReadError> {
    files::read_inputs(&SSDA903, inputs, Notices::default(), limits)
}

/// Reads the XML form.
///
/// It has the same tables but `SWEpisodes` and `DoLo`, which only the CSV form has.
pub fn read_xml(input: NamedInput, limits: &Limits) -> Result<Tables, ReadError> {
    read_with(&SSDA903, &elements(&SSDA903), input, limits)
}

/// Writes the XML form, which has no `SWEpisodes` and no `DoLo`.
pub fn write_xml(tables: &Tables, out: impl Write) -> io::Result<()> {
    crate::xml_write::write(tables, &elements(&SSDA903), out)
}

fn elements(spec: &'static ReturnSpec) -> Node {
    let draw = Draw { spec };
    let row = |element, table, columns: &[&'static str]| draw.row(element, table, draw.cells(table, columns));
    let mut header = vec![draw.cell("CHILDID", "Header", "CHILD")];
    header.extend(draw.cells("Header", &["UPN", "SEX", "DOB", "ETHNIC", "UASC", "MOTHER", "MC_DOB"]));
    // These tables have one row a child, and their values stand in the heading itself.
    header.extend(draw.cells("UASC", &["DUC"]));
    header.extend(draw.cells("OC3", &["IN_TOUCH", "ACTIV", "ACCOM"]));
    let adoption = ["DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"];
    header.extend(draw.cells("AD1", &adoption));
    header.push(row("AREVIEW", "Reviews", &["REVIEW", "REVIEW_CODE"]));
    header.push(row("AMISSING", "Missing", &["MISSING", "MIS_START", "MIS_END"]));
    let placed = ["DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"];
    header.push(row("AD_PLACED", "PlacedAdoption", &placed));
    header.push(row("PERMANENCE", "PrevPerm", &["PREV_PERM", "LA_PERM", "DATE_PERM"]));
    header.push(row("OC2", "OC2", &tables::OC2_VALUES));
    let mut episode = draw.cells("Episodes", &tables::EPISODE_VALUES);
    episode.push(draw.cell("PL", "Episodes", "PLACE"));
    let child = vec![draw.row("HEADER", "Header", header), draw.row("EPISODE", "Episodes", episode)];
    Node::holds("EXPSSDA903", vec![Node::holds("CHILD", child).unit()])
}
