//! Fields of the dataset for which there is no record: they are written empty, and said to be.

/// A field that nothing fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotKept {
    /// The table.
    pub table: &'static str,
    /// The field.
    pub field: &'static str,
    /// Why, in words for whoever receives the dataset.
    pub why: &'static str,
}

const VOICE: &str = "the questionnaire has no published wording for councils yet; what children say stands in the records of visits and \
                     reviews, in their own words";
const STAGING: &str = "it is the working table of another way of sending to the department; what was sent from here, when, and what was \
                       answered stands in the sharing log of each child";
const PLACEHOLDER: &str = "the dataset has not said yet what it is";
const HEARING: &str = "records of proceedings do not hold it apart from the hearing's directions";

/// Every field that is written empty.
pub const NOT_KEPT: &[NotKept] = &[
    not("ssd_voice_of_child", "voch_table_id", VOICE),
    not("ssd_voice_of_child", "voch_person_id", VOICE),
    not("ssd_voice_of_child", "voch_explained_worries", VOICE),
    not("ssd_voice_of_child", "voch_story_help_understand", VOICE),
    not("ssd_voice_of_child", "voch_agree_worker", VOICE),
    not("ssd_voice_of_child", "voch_plan_safe", VOICE),
    not("ssd_voice_of_child", "voch_tablet_help_explain", VOICE),
    not("ssd_api_data_staging", "id", STAGING),
    not("ssd_api_data_staging", "person_id", STAGING),
    not("ssd_api_data_staging", "json_payload", STAGING),
    not("ssd_api_data_staging", "current_hash", STAGING),
    not("ssd_api_data_staging", "previous_hash", STAGING),
    not("ssd_api_data_staging", "submission_status", STAGING),
    not("ssd_api_data_staging", "submission_timestamp", STAGING),
    not("ssd_api_data_staging", "api_response", STAGING),
    not("ssd_api_data_staging", "row_state", STAGING),
    not("ssd_api_data_staging", "last_updated", STAGING),
    not("ssd_version_log", "release_date", "whoever publishes the dataset says when"),
    not("ssd_version_log", "impact_description", "whoever publishes the dataset says what a version changes"),
    not("ssd_pre_proceedings", "prep_parents_legal_rep_point_of_issue", HEARING),
    not("ssd_pre_proceedings", "prep_la_inital_plan_approved", HEARING),
    not("ssd_pre_proceedings", "prep_la_final_plan_approved", HEARING),
    not("ssd_s251_finance", "s251_placeholder_1", PLACEHOLDER),
    not("ssd_s251_finance", "s251_placeholder_2", PLACEHOLDER),
    not("ssd_s251_finance", "s251_placeholder_3", PLACEHOLDER),
    not("ssd_s251_finance", "s251_placeholder_4", PLACEHOLDER),
];

const fn not(table: &'static str, field: &'static str, why: &'static str) -> NotKept {
    NotKept { table, field, why }
}
