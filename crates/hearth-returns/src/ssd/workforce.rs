//! Workers, teams and who worked with whom; and the dataset's own log.

use crate::spec::ColumnKind::{Child, Code, Decimal, Flag, Json, Key, Label, Moment, Narrative, Private, Whole};
use crate::spec::{Owner, TableSpec, col};

pub(super) static PROFESSIONALS: TableSpec = TableSpec {
    name: "ssd_professionals",
    columns: &[
        col("prof_professional_id", Key),
        col("prof_staff_id", Key),
        col("prof_professional_name", Private),
        col("prof_social_worker_registration_no", Key),
        col("prof_professional_job_title", Label),
        col("prof_professional_caseload", Whole),
        col("prof_professional_department", Label),
        col("prof_full_time_equivalency", Decimal),
        col("prof_agency_worker_flag", Flag),
    ],
    owner: Owner::Nobody,
    aliases: &[],
};

pub(super) static DEPARTMENT: TableSpec = TableSpec {
    name: "ssd_department",
    columns: &[
        col("dept_team_id", Key),
        col("dept_team_name", Label),
        col("dept_team_parent_id", Key),
        col("dept_team_parent_name", Label),
    ],
    owner: Owner::Nobody,
    aliases: &[],
};

pub(super) static INVOLVEMENTS: TableSpec = TableSpec {
    name: "ssd_involvements",
    columns: &[
        col("invo_involvements_id", Key),
        col("invo_professional_id", Key),
        col("invo_professional_role_id", Label),
        col("invo_professional_team", Key),
        col("invo_involvement_start_date", Moment),
        col("invo_involvement_end_date", Moment),
        col("invo_worker_change_reason", Label),
        col("invo_person_id", Child),
        col("invo_referral_id", Key),
    ],
    owner: Owner::Child("invo_person_id"),
    aliases: &[],
};

pub(super) static VERSION_LOG: TableSpec = TableSpec {
    name: "ssd_version_log",
    columns: &[
        col("version_number", Label),
        col("release_date", Moment),
        col("description", Label),
        col("is_current", Flag),
        col("created_at", Moment),
        col("created_by", Label),
        col("impact_description", Label),
    ],
    owner: Owner::Nobody,
    aliases: &[],
};

pub(super) static API_DATA_STAGING: TableSpec = TableSpec {
    name: "ssd_api_data_staging",
    columns: &[
        col("id", Key),
        col("person_id", Child),
        col("json_payload", Json),
        col("current_hash", Key),
        col("previous_hash", Key),
        col("submission_status", Code),
        col("submission_timestamp", Moment),
        col("api_response", Narrative),
        col("row_state", Code),
        col("last_updated", Moment),
    ],
    owner: Owner::Child("person_id"),
    aliases: &[],
};
