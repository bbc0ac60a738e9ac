//! The twelve tables of SSDA903, their columns and what each holds.
//!
//! Source: the Department for Education's guide to the return, 2026 to 2027.

use crate::spec::ColumnKind::{Child, Code, Date, Decimal, Flag, Key, PartialDate, Private, Whole};
use crate::spec::{ColumnSpec, DateOrder, Owner, ReturnSpec, TableSpec, col, opt};

/// The return: twelve tables, dates as DD/MM/YYYY.
pub static SSDA903: ReturnSpec = ReturnSpec {
    name: "ssda903",
    tables: &[
        &HEADER,
        &EPISODES,
        &REVIEWS,
        &UASC,
        &OC2,
        &OC3,
        &AD1,
        &PLACED_ADOPTION,
        &PREV_PERM,
        &MISSING,
        &SW_EPISODES,
        &DOLO,
    ],
    dates: DateOrder::DayFirst,
    rows_per_child: 1_000,
};

const CHILD: ColumnSpec = col("CHILD", Child);
const DOB: ColumnSpec = col("DOB", Date);
const SEX: ColumnSpec = col("SEX", Code);

const fn table(name: &'static str, columns: &'static [ColumnSpec]) -> TableSpec {
    TableSpec { name, columns, owner: Owner::Child("CHILD"), aliases: &[("CHILDID", "CHILD")] }
}

pub(super) static HEADER: TableSpec = table(
    "Header",
    &[
        CHILD,
        SEX,
        DOB,
        col("ETHNIC", Code),
        col("UPN", Private),
        col("MOTHER", Flag),
        col("MC_DOB", Date),
        // Only the XML form says it here.
        opt("UASC", Flag),
    ],
);

pub(super) static EPISODES: TableSpec = TableSpec {
    aliases: &[("CHILDID", "CHILD"), ("PL", "PLACE")],
    ..table(
        "Episodes",
        &[
            CHILD,
            col("DECOM", Date),
            col("RNE", Code),
            col("LS", Code),
            col("CIN", Code),
            col("PLACE", Code),
            col("PLACE_PROVIDER", Code),
            col("DEC", Date),
            col("REC", Code),
            col("REASON_PLACE_CHANGE", Code),
            col("HOME_POST", Private),
            col("PL_POST", Private),
            col("URN", Key),
            // Derived by the department from the postcodes; some suppliers send them.
            opt("PL_LA", Code),
            opt("PL_LOCATION", Code),
            opt("PL_DISTANCE", Decimal),
        ],
    )
};

/// What an `EPISODE` element holds under the names of the table's columns.
pub(super) const EPISODE_VALUES: [&str; 14] = [
    "DECOM",
    "RNE",
    "LS",
    "CIN",
    "PLACE_PROVIDER",
    "DEC",
    "REC",
    "REASON_PLACE_CHANGE",
    "HOME_POST",
    "PL_POST",
    "URN",
    "PL_LA",
    "PL_LOCATION",
    "PL_DISTANCE",
];

pub(super) static REVIEWS: TableSpec = table("Reviews", &[CHILD, DOB, col("REVIEW", Date), col("REVIEW_CODE", Code)]);

pub(super) static UASC: TableSpec = table("UASC", &[CHILD, SEX, DOB, col("DUC", Date)]);

pub(super) static OC2: TableSpec = table(
    "OC2",
    &[
        CHILD,
        DOB,
        col("SDQ_SCORE", Whole),
        col("SDQ_REASON", Code),
        col("CONVICTED", Flag),
        col("HEALTH_CHECK", Flag),
        col("IMMUNISATIONS", Flag),
        col("TEETH_CHECK", Flag),
        col("HEALTH_ASSESSMENT", Flag),
        col("SUBSTANCE_MISUSE", Flag),
        col("INTERVENTION_RECEIVED", Flag),
        col("INTERVENTION_OFFERED", Flag),
    ],
);

/// What an `OC2` element holds.
pub(super) const OC2_VALUES: [&str; 10] = [
    "SDQ_SCORE",
    "SDQ_REASON",
    "CONVICTED",
    "HEALTH_CHECK",
    "IMMUNISATIONS",
    "TEETH_CHECK",
    "HEALTH_ASSESSMENT",
    "SUBSTANCE_MISUSE",
    "INTERVENTION_RECEIVED",
    "INTERVENTION_OFFERED",
];

pub(super) static OC3: TableSpec =
    table("OC3", &[CHILD, DOB, col("IN_TOUCH", Code), col("ACTIV", Code), col("ACCOM", Code)]);

pub(super) static AD1: TableSpec = table(
    "AD1",
    &[
        CHILD,
        DOB,
        col("DATE_INT", Date),
        col("DATE_MATCH", Date),
        col("FOSTER_CARE", Flag),
        col("NB_ADOPTR", Code),
        col("SEX_ADOPTR", Code),
        col("LS_ADOPTR", Code),
    ],
);

pub(super) static PLACED_ADOPTION: TableSpec = table(
    "PlacedAdoption",
    &[CHILD, DOB, col("DATE_PLACED", Date), col("DATE_PLACED_CEASED", Date), col("REASON_PLACED_CEASED", Code)],
);

pub(super) static PREV_PERM: TableSpec =
    table("PrevPerm", &[CHILD, DOB, col("PREV_PERM", Code), col("LA_PERM", Code), col("DATE_PERM", PartialDate)]);

pub(super) static MISSING: TableSpec =
    table("Missing", &[CHILD, DOB, col("MISSING", Code), col("MIS_START", Date), col("MIS_END", Date)]);

pub(super) static SW_EPISODES: TableSpec = table(
    "SWEpisodes",
    &[CHILD, DOB, col("SW_ID", Key), col("SW_DECOM", Date), col("SW_DEC", Date), col("SW_REASON", Code)],
);

pub(super) static DOLO: TableSpec = table("DoLo", &[CHILD, DOB, col("DOLO_START", Date), col("DOLO_END", Date)]);
