//! The tables that a census file comes to, their columns and what each holds.
//!
//! Source: the Department for Education's guide to the census, 2026 to 2027,
//! with the group on pre-proceedings and family group decision-making.

use crate::spec::ColumnKind::{Child, Code, Date, Flag, Key, Label, Moment, Private, Whole};
use crate::spec::{ColumnSpec, DateOrder, Owner, ReturnSpec, TableSpec, col, opt};

/// The return: twelve tables, dates as YYYY-MM-DD.
pub static CIN: ReturnSpec = ReturnSpec {
    name: "cin",
    tables: &[
        &HEADER,
        &IDENTIFIERS_TABLE,
        &CHARACTERISTICS,
        &DISABILITIES,
        &DETAILS_TABLE,
        &ASSESSMENTS,
        &FACTORS,
        &PLAN_DATES,
        &SECTION_47_TABLE,
        &PROTECTION_PLANS,
        &REVIEWS,
        &PRE_PROCEEDINGS_TABLE,
    ],
    dates: DateOrder::YearFirst,
    rows_per_child: 1_000,
};

const CHILD: ColumnSpec = col("LAchildID", Child);
const DETAILS_ID: ColumnSpec = col("CINdetailsID", Key);
const ASSESSMENT_ID: ColumnSpec = col("AssessmentID", Key);
const PLAN_ID: ColumnSpec = col("CPPID", Key);

const fn table(name: &'static str, columns: &'static [ColumnSpec]) -> TableSpec {
    TableSpec { name, columns, owner: Owner::Child("LAchildID"), aliases: &[] }
}

pub(super) static HEADER: TableSpec = TableSpec {
    owner: Owner::Nobody,
    ..table(
        "Header",
        &[
            col("Collection", Code),
            col("Year", Whole),
            col("ReferenceDate", Date),
            col("SourceLevel", Code),
            col("LEA", Code),
            col("SoftwareCode", Label),
            col("Release", Label),
            col("SerialNo", Code),
            col("DateTime", Moment),
        ],
    )
};

pub(super) static IDENTIFIERS_TABLE: TableSpec = table(
    "ChildIdentifiers",
    &[
        CHILD,
        col("UPN", Private),
        col("FormerUPN", Private),
        col("UPNunknown", Code),
        col("PersonBirthDate", Date),
        col("ExpectedPersonBirthDate", Date),
        opt("GenderCurrent", Code),
        col("PersonDeathDate", Date),
        opt("Sex", Code),
    ],
);

/// What `ChildIdentifiers` holds. `GenderCurrent` gave way to `Sex` in 2023-24.
pub(super) const IDENTIFIERS: [&str; 9] = [
    "LAchildID",
    "UPN",
    "FormerUPN",
    "UPNunknown",
    "PersonBirthDate",
    "ExpectedPersonBirthDate",
    "GenderCurrent",
    "PersonDeathDate",
    "Sex",
];

pub(super) static CHARACTERISTICS: TableSpec = table("ChildCharacteristics", &[CHILD, col("Ethnicity", Code)]);

pub(super) static DISABILITIES: TableSpec = table("Disabilities", &[CHILD, col("Disability", Code)]);

pub(super) static DETAILS_TABLE: TableSpec = table(
    "CINdetails",
    &[
        CHILD,
        DETAILS_ID,
        col("CINreferralDate", Date),
        col("ReferralSource", Code),
        col("PrimaryNeedCode", Code),
        col("CINclosureDate", Date),
        col("ReasonForClosure", Code),
        col("DateOfInitialCPC", Date),
        col("ReferralNFA", Flag),
    ],
);

/// What `CINdetails` itself holds, its groups apart.
pub(super) const DETAILS: [&str; 7] = [
    "CINreferralDate",
    "ReferralSource",
    "PrimaryNeedCode",
    "CINclosureDate",
    "ReasonForClosure",
    "DateOfInitialCPC",
    "ReferralNFA",
];

pub(super) static ASSESSMENTS: TableSpec = table(
    "Assessments",
    &[
        CHILD,
        DETAILS_ID,
        ASSESSMENT_ID,
        col("AssessmentActualStartDate", Date),
        col("AssessmentInternalReviewDate", Date),
        col("AssessmentAuthorisationDate", Date),
        // All factors of the assessment, joined with `|`.
        opt("AssessmentFactors", Label),
    ],
);

pub(super) const ASSESSMENT_DATES: [&str; 3] =
    ["AssessmentActualStartDate", "AssessmentInternalReviewDate", "AssessmentAuthorisationDate"];

pub(super) static FACTORS: TableSpec =
    table("AssessmentFactorsList", &[CHILD, DETAILS_ID, ASSESSMENT_ID, col("AssessmentFactor", Code)]);

pub(super) static PLAN_DATES: TableSpec =
    table("CINplanDates", &[CHILD, DETAILS_ID, col("CINPlanStartDate", Date), col("CINPlanEndDate", Date)]);

pub(super) static SECTION_47_TABLE: TableSpec = table(
    "Section47",
    &[
        CHILD,
        DETAILS_ID,
        col("S47ActualStartDate", Date),
        col("InitialCPCtarget", Date),
        col("DateOfInitialCPC", Date),
        col("ICPCnotRequired", Flag),
    ],
);

pub(super) const SECTION_47: [&str; 4] =
    ["S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"];

pub(super) static PROTECTION_PLANS: TableSpec = table(
    "ChildProtectionPlans",
    &[
        CHILD,
        DETAILS_ID,
        PLAN_ID,
        col("CPPstartDate", Date),
        col("CPPendDate", Date),
        col("InitialCategoryOfAbuse", Code),
        col("LatestCategoryOfAbuse", Code),
        col("NumberOfPreviousCPP", Whole),
    ],
);

pub(super) const PLAN_VALUES: [&str; 5] =
    ["CPPstartDate", "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP"];

pub(super) static REVIEWS: TableSpec = table("Reviews", &[CHILD, DETAILS_ID, PLAN_ID, col("CPPreviewDate", Date)]);

pub(super) static PRE_PROCEEDINGS_TABLE: TableSpec = table(
    "PreProceedingsandFGDM",
    &[
        CHILD,
        DETAILS_ID,
        col("PPStartDate", Date),
        col("LBPSentDate", Date),
        col("FGDMMeetingOffer", Flag),
        col("FGDMMeetingFac", Flag),
        col("InitialPPMeetingDate", Date),
        col("ReviewMeetingsCount", Whole),
        col("StepDecisionDate", Date),
        col("PPOutcome", Code),
        col("CourtAppDate", Date),
        col("LetterInitCPDate", Date),
    ],
);

pub(super) const PRE_PROCEEDINGS: [&str; 10] = [
    "PPStartDate",
    "LBPSentDate",
    "FGDMMeetingOffer",
    "FGDMMeetingFac",
    "InitialPPMeetingDate",
    "ReviewMeetingsCount",
    "StepDecisionDate",
    "PPOutcome",
    "CourtAppDate",
    "LetterInitCPDate",
];
