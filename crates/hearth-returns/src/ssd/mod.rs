//! The Standard Safeguarding Dataset, version 1.4: the way out of today's systems.
//!
//! Its tables as CSV files, one a table, recognised by their columns. Each
//! column's name tells its table, so files may have any name.

use std::path::Path;

use crate::error::ReadError;
use crate::files::{self, NamedInput};
use crate::folder;
use crate::limits::Limits;
use crate::notice::Notices;
use crate::spec::{DateOrder, ReturnSpec};
use crate::tables::Tables;

mod education;
mod from_records;
mod front_door;
mod looked_after;
mod people;
mod protection;
mod workforce;

pub use from_records::{Department, FromRecords, Making, NOT_KEPT, NotKept, Professional, VERSION, YEARS};

/// The dataset: 48 tables, dates in either order with an optional time of day.
///
/// Besides the columns of the published objects it knows those that the
/// extracts of version 1.4 write: `pers_upn`, `pers_single_unique_id`,
/// `cinv_cin_plan_id`, `lacp_cla_care_plan_id`, `clar_cla_person_id`.
pub static SSD: ReturnSpec = ReturnSpec {
    name: "ssd",
    tables: &[
        &people::PERSON,
        &people::ADDRESS,
        &people::DISABILITY,
        &people::IMMIGRATION_STATUS,
        &people::MOTHER,
        &people::FAMILY,
        &people::LINKED_IDENTIFIERS,
        &people::LEGAL_STATUS,
        &people::VOICE_OF_CHILD,
        &workforce::PROFESSIONALS,
        &workforce::DEPARTMENT,
        &workforce::INVOLVEMENTS,
        &workforce::VERSION_LOG,
        &workforce::API_DATA_STAGING,
        &front_door::CONTACTS,
        &front_door::EARLY_HELP_EPISODES,
        &front_door::CIN_EPISODES,
        &front_door::CIN_ASSESSMENTS,
        &front_door::ASSESSMENT_FACTORS,
        &front_door::CIN_PLANS,
        &front_door::CIN_VISITS,
        &protection::S47_ENQUIRY,
        &protection::INITIAL_CP_CONFERENCE,
        &protection::CP_PLANS,
        &protection::CP_VISITS,
        &protection::CP_REVIEWS,
        &protection::PRE_PROCEEDINGS,
        &looked_after::CLA_EPISODES,
        &looked_after::CLA_PLACEMENT,
        &looked_after::CLA_REVIEWS,
        &looked_after::CLA_VISITS,
        &looked_after::CLA_CARE_PLAN,
        &looked_after::CLA_PREVIOUS_PERMANENCE,
        &looked_after::CLA_HEALTH,
        &looked_after::CLA_IMMUNISATIONS,
        &looked_after::CLA_SUBSTANCE_MISUSE,
        &looked_after::CLA_CONVICTIONS,
        &looked_after::SDQ_SCORES,
        &looked_after::MISSING,
        &looked_after::PERMANENCE,
        &looked_after::CARE_LEAVERS,
        &looked_after::S251_FINANCE,
        &education::SEND,
        &education::SEN_NEED,
        &education::EHCP_REQUESTS,
        &education::EHCP_ASSESSMENT,
        &education::EHCP_NAMED_PLAN,
        &education::EHCP_ACTIVE_PLANS,
    ],
    dates: DateOrder::Either,
    rows_per_child: 100_000,
};

/// Reads a folder of CSV files, or one CSV file.
pub fn read(path: &Path, limits: &Limits) -> Result<Tables, ReadError> {
    if path.is_dir() {
        return folder::read_folder(&SSD, path, limits);
    }
    read_files(vec![NamedInput::from_path(path)], limits)
}

/// Reads the CSV files of the dataset, in this order where two are of the same table.
pub fn read_files(inputs: Vec<NamedInput>, limits: &Limits) -> Result<Tables, ReadError> {
    files::read_inputs(&SSD, inputs, Notices::default(), limits)
}
