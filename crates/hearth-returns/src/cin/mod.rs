//! The children in need census.

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
use crate::xml_map::{Does, Draw, Node};

mod case;
mod census;
mod from_records;
mod need;
mod rules;
mod tables;

pub use case::{
    Assessment, Case, Characteristics, Details, Disability, Factor, Identifiers, Plan, PreProceedings, ProtectionPlan,
    Review, Section47,
};
pub use census::Heading;
pub use from_records::{FromRecords, Sender};
pub use rules::Cin;
pub use tables::CIN;

/// Reads the XML file, or a folder of CSV tables, either zipped or not, by what the path holds.
pub fn read(path: &Path, limits: &Limits) -> Result<Tables, ReadError> {
    folder::read_path(&CIN, path, limits, read_xml)
}

/// Reads files that are in memory, by name and bytes, as [`read`] reads a path that holds them: a zip archive, the XML file, or CSV
/// files, in order of name.
pub fn read_given(files: Vec<(String, Vec<u8>)>, limits: &Limits) -> Result<Tables, ReadError> {
    folder::read_given(&CIN, files, limits, read_xml)
}

/// Reads the census as CSV tables.
pub fn read_files(inputs: Vec<NamedInput>, limits: &Limits) -> Result<Tables, ReadError> {
    files::read_inputs(&CIN, inputs, Notices::default(), limits)
}

/// Reads the census file, with or without a namespace.
///
/// `CINdetailsID`, `AssessmentID` and `CPPID` are positions in the file, from 1:
/// they join a file's tables and mean nothing beyond it.
pub fn read_xml(input: NamedInput, limits: &Limits) -> Result<Tables, ReadError> {
    read_with(&CIN, &elements(&CIN), input, limits)
}

/// Writes the census file.
pub fn write_xml(tables: &Tables, out: impl Write) -> io::Result<()> {
    crate::xml_write::write(tables, &elements(&CIN), out)
}

fn elements(spec: &'static ReturnSpec) -> Node {
    let draw = Draw { spec };
    let levels = Node::new("CBDSLevels", Does::Ignored, Vec::new());
    let heading = vec![
        Node::holds("CollectionDetails", draw.cells("Header", &["Collection", "Year", "ReferenceDate"])),
        Node::holds(
            "Source",
            draw.cells("Header", &["SourceLevel", "LEA", "SoftwareCode", "Release", "SerialNo", "DateTime"]),
        ),
        Node::holds("Content", vec![levels]),
    ];
    let disability = draw.listed("Disability", ("Disabilities", "Disability"), None);
    let characteristics = vec![
        draw.cell("Ethnicity", "ChildCharacteristics", "Ethnicity"),
        Node::holds("Disabilities", vec![disability]),
    ];
    let child = vec![
        draw.row("ChildIdentifiers", "ChildIdentifiers", draw.cells("ChildIdentifiers", &tables::IDENTIFIERS)),
        draw.row("ChildCharacteristics", "ChildCharacteristics", characteristics),
        details(draw),
    ];
    Node::holds(
        "Message",
        vec![
            draw.row("Header", "Header", heading).unit(),
            Node::holds("Children", vec![Node::holds("Child", child).unit()]),
        ],
    )
}

fn details(draw: Draw) -> Node {
    let row = |table, columns: &[&'static str]| draw.row(table, table, draw.cells(table, columns));
    let factor = || {
        draw.listed(
            "AssessmentFactors",
            ("AssessmentFactorsList", "AssessmentFactor"),
            Some(("Assessments", "AssessmentFactors")),
        )
    };
    let mut assessment = draw.cells("Assessments", &tables::ASSESSMENT_DATES);
    assessment.push(Node::holds("FactorsIdentifiedAtAssessment", vec![factor()]));
    assessment.push(factor());
    let mut plan = draw.cells("ChildProtectionPlans", &tables::PLAN_VALUES);
    let review = draw.listed("CPPreviewDate", ("Reviews", "CPPreviewDate"), None);
    plan.push(Node::holds("Reviews", vec![review]));
    let mut inside = draw.cells("CINdetails", &tables::DETAILS);
    inside.push(draw.numbered("Assessments", "Assessments", "AssessmentID", assessment));
    inside.push(row("CINplanDates", &["CINPlanStartDate", "CINPlanEndDate"]).counts_empty());
    inside.push(row("Section47", &tables::SECTION_47));
    inside.push(draw.numbered("ChildProtectionPlans", "ChildProtectionPlans", "CPPID", plan));
    inside.push(row("PreProceedingsandFGDM", &tables::PRE_PROCEEDINGS));
    draw.numbered("CINdetails", "CINdetails", "CINdetailsID", inside)
}
