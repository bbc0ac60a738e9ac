//! The workers and teams that the dataset lists: no child's, and needed before the children.

use hearth_returns::{Row, Tables};

/// A worker as the dataset lists them.
#[derive(Clone, PartialEq, Eq)]
pub struct ImportedWorker {
    /// The id by which other rows name the worker.
    pub id: String,
    /// The name.
    pub name: String,
    /// The number with Social Work England.
    pub registration: Option<String>,
    /// The post.
    pub job_title: Option<String>,
    /// The number in the council's staff records.
    pub staff_id: Option<String>,
    /// The department.
    pub department: Option<String>,
    /// Whether an agency employs them.
    pub agency: Option<bool>,
}

/// A team as the dataset lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedTeam {
    /// The id by which other rows name the team.
    pub id: String,
    /// The name.
    pub name: String,
    /// The id of the team above it.
    pub parent: Option<String>,
}

pub(in crate::import) fn workers(tables: &Tables) -> Vec<ImportedWorker> {
    let rows = tables.table("ssd_professionals").into_iter().flat_map(hearth_returns::Table::rows);
    let worker = |row: Row<'_>| ImportedWorker {
        id: row.cell("prof_professional_id").to_owned(),
        name: row.cell("prof_professional_name").to_owned(),
        registration: owned(row, "prof_social_worker_registration_no"),
        job_title: owned(row, "prof_professional_job_title"),
        staff_id: owned(row, "prof_staff_id"),
        department: owned(row, "prof_professional_department"),
        agency: row.flag("prof_agency_worker_flag").ok().flatten(),
    };
    rows.filter(|row| row.text("prof_professional_id").is_some()).map(worker).collect()
}

pub(in crate::import) fn teams(tables: &Tables) -> Vec<ImportedTeam> {
    let rows = tables.table("ssd_department").into_iter().flat_map(hearth_returns::Table::rows);
    let team = |row: Row<'_>| ImportedTeam {
        id: row.cell("dept_team_id").to_owned(),
        name: row.cell("dept_team_name").to_owned(),
        parent: owned(row, "dept_team_parent_id"),
    };
    rows.filter(|row| row.text("dept_team_id").is_some()).map(team).collect()
}

fn owned(row: Row<'_>, column: &str) -> Option<String> {
    row.text(column).filter(|text| !super::is_nothing(text)).map(str::to_owned)
}
