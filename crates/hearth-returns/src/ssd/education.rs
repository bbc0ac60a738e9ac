//! Special educational needs.

use crate::spec::ColumnKind::{Child, Code, Key, Moment, Private};
use crate::spec::{Owner, TableSpec, col};

pub(super) static SEND: TableSpec = TableSpec {
    name: "ssd_send",
    columns: &[
        col("send_table_id", Key),
        col("send_upn", Private),
        col("send_uln", Private),
        col("send_upn_unknown", Code),
        col("send_person_id", Child),
    ],
    owner: Owner::Child("send_person_id"),
    aliases: &[],
};

pub(super) static SEN_NEED: TableSpec = TableSpec {
    name: "ssd_sen_need",
    columns: &[
        col("senn_table_id", Key),
        col("senn_active_ehcp_id", Key),
        col("senn_active_ehcp_need_type", Code),
        col("senn_active_ehcp_need_rank", Code),
    ],
    owner: Owner::Through { column: "senn_active_ehcp_id", table: "ssd_ehcp_active_plans", key: "ehcp_active_ehcp_id" },
    aliases: &[],
};

pub(super) static EHCP_REQUESTS: TableSpec = TableSpec {
    name: "ssd_ehcp_requests",
    columns: &[
        col("ehcr_ehcp_request_id", Key),
        col("ehcr_send_table_id", Key),
        col("ehcr_ehcp_req_date", Moment),
        col("ehcr_ehcp_req_outcome_date", Moment),
        col("ehcr_ehcp_req_outcome", Code),
    ],
    owner: Owner::Through { column: "ehcr_send_table_id", table: "ssd_send", key: "send_table_id" },
    aliases: &[],
};

pub(super) static EHCP_ASSESSMENT: TableSpec = TableSpec {
    name: "ssd_ehcp_assessment",
    columns: &[
        col("ehca_ehcp_assessment_id", Key),
        col("ehca_ehcp_request_id", Key),
        col("ehca_ehcp_assessment_outcome_date", Moment),
        col("ehca_ehcp_assessment_outcome", Code),
        col("ehca_ehcp_assessment_exceptions", Code),
    ],
    owner: Owner::Through { column: "ehca_ehcp_request_id", table: "ssd_ehcp_requests", key: "ehcr_ehcp_request_id" },
    aliases: &[],
};

pub(super) static EHCP_NAMED_PLAN: TableSpec = TableSpec {
    name: "ssd_ehcp_named_plan",
    columns: &[
        col("ehcn_named_plan_id", Key),
        col("ehcn_ehcp_asmt_id", Key),
        col("ehcn_named_plan_start_date", Moment),
        col("ehcn_named_plan_ceased_date", Moment),
        col("ehcn_named_plan_ceased_reason", Code),
    ],
    owner: Owner::Through { column: "ehcn_ehcp_asmt_id", table: "ssd_ehcp_assessment", key: "ehca_ehcp_assessment_id" },
    aliases: &[],
};

pub(super) static EHCP_ACTIVE_PLANS: TableSpec = TableSpec {
    name: "ssd_ehcp_active_plans",
    columns: &[
        col("ehcp_active_ehcp_id", Key),
        col("ehcp_ehcp_request_id", Key),
        col("ehcp_active_ehcp_last_review_date", Moment),
    ],
    owner: Owner::Through { column: "ehcp_ehcp_request_id", table: "ssd_ehcp_requests", key: "ehcr_ehcp_request_id" },
    aliases: &[],
};
