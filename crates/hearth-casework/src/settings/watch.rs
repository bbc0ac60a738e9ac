//! From how many files a day somebody asks why.

use serde::Deserialize;

/// How many different files one person may touch on a day before it is shown to those who look at access. It refuses nothing: a worker
/// who covers for a team opens many files, and says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Watch {
    /// Files opened, whatever was done in them.
    pub opened_a_day: u32,
    /// Files out of which something was taken: printed, downloaded, told outside.
    pub taken_a_day: u32,
}

/// What stands where a council has settled nothing: more than a caseload, and more than a day of conferences.
impl Default for Watch {
    fn default() -> Self {
        Self { opened_a_day: 60, taken_a_day: 15 }
    }
}
