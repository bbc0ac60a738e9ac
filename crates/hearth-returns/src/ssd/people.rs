//! People: who they are, where they live, how they are related.

use crate::spec::ColumnKind::{Child, Code, Flag, Json, Key, Label, Moment, Private};
use crate::spec::{Owner, TableSpec, col, opt};

pub(super) static PERSON: TableSpec = TableSpec {
    name: "ssd_person",
    columns: &[
        col("pers_person_id", Child),
        col("pers_forename", Private),
        col("pers_surname", Private),
        col("pers_sex", Code),
        col("pers_gender", Code),
        col("pers_ethnicity", Code),
        col("pers_dob", Moment),
        col("pers_common_child_id", Private),
        col("pers_legacy_id", Private),
        col("pers_upn_unknown", Code),
        col("pers_send_flag", Flag),
        col("pers_expected_dob", Moment),
        col("pers_death_date", Moment),
        col("pers_is_mother", Flag),
        col("pers_nationality", Label),
        opt("pers_upn", Private),
        opt("pers_single_unique_id", Private),
    ],
    owner: Owner::Child("pers_person_id"),
    aliases: &[],
};

pub(super) static ADDRESS: TableSpec = TableSpec {
    name: "ssd_address",
    columns: &[
        col("addr_table_id", Key),
        col("addr_address_json", Json),
        col("addr_person_id", Child),
        col("addr_address_type", Code),
        col("addr_address_start_date", Moment),
        col("addr_address_end_date", Moment),
        col("addr_address_postcode", Private),
    ],
    owner: Owner::Child("addr_person_id"),
    aliases: &[],
};

pub(super) static DISABILITY: TableSpec = TableSpec {
    name: "ssd_disability",
    columns: &[col("disa_person_id", Child), col("disa_table_id", Key), col("disa_disability_code", Code)],
    owner: Owner::Child("disa_person_id"),
    aliases: &[],
};

pub(super) static IMMIGRATION_STATUS: TableSpec = TableSpec {
    name: "ssd_immigration_status",
    columns: &[
        col("immi_person_id", Child),
        col("immi_immigration_status_id", Key),
        col("immi_immigration_status", Label),
        col("immi_immigration_status_start_date", Moment),
        col("immi_immigration_status_end_date", Moment),
    ],
    owner: Owner::Child("immi_person_id"),
    aliases: &[],
};

pub(super) static MOTHER: TableSpec = TableSpec {
    name: "ssd_mother",
    columns: &[
        col("moth_table_id", Key),
        col("moth_person_id", Key),
        col("moth_childs_person_id", Child),
        col("moth_childs_dob", Moment),
    ],
    owner: Owner::Child("moth_childs_person_id"),
    aliases: &[],
};

pub(super) static FAMILY: TableSpec = TableSpec {
    name: "ssd_family",
    columns: &[col("fami_table_id", Key), col("fami_family_id", Key), col("fami_person_id", Child)],
    owner: Owner::Child("fami_person_id"),
    aliases: &[],
};

pub(super) static LINKED_IDENTIFIERS: TableSpec = TableSpec {
    name: "ssd_linked_identifiers",
    columns: &[
        col("link_table_id", Key),
        col("link_person_id", Child),
        col("link_identifier_type", Label),
        col("link_identifier_value", Private),
        col("link_valid_from_date", Moment),
        col("link_valid_to_date", Moment),
    ],
    owner: Owner::Child("link_person_id"),
    aliases: &[],
};

pub(super) static LEGAL_STATUS: TableSpec = TableSpec {
    name: "ssd_legal_status",
    columns: &[
        col("lega_legal_status_id", Key),
        col("lega_person_id", Child),
        col("lega_legal_status", Code),
        col("lega_legal_status_start_date", Moment),
        col("lega_legal_status_end_date", Moment),
    ],
    owner: Owner::Child("lega_person_id"),
    aliases: &[],
};

pub(super) static VOICE_OF_CHILD: TableSpec = TableSpec {
    name: "ssd_voice_of_child",
    columns: &[
        col("voch_table_id", Key),
        col("voch_person_id", Child),
        col("voch_explained_worries", Code),
        col("voch_story_help_understand", Code),
        col("voch_agree_worker", Code),
        col("voch_plan_safe", Code),
        col("voch_tablet_help_explain", Code),
    ],
    owner: Owner::Child("voch_person_id"),
    aliases: &[],
};
