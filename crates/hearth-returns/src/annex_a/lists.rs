//! The lists, with their columns by their published names.

use std::sync::LazyLock;

use serde::Deserialize;

/// One of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct List {
    /// Its number, from 1.
    pub number: u8,
    /// Its columns in the published order.
    pub columns: &'static [&'static str],
}

/// Whom a list counts, and how far it looks back: from `rules/annex-a.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The number of the list.
    pub number: u8,
    /// Its name.
    pub name: String,
    /// How many months before the day it looks back on.
    pub months: u16,
    /// Whom it counts, in words.
    pub counts: String,
    /// How something that the guidance leaves open is settled here.
    pub settled: Option<String>,
    /// How sure it is, as in the rules of clocks.
    pub sure: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    source: String,
    list: Vec<Period>,
}

static WRITTEN: LazyLock<Written> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../rules/annex-a.toml")).expect("INVARIANT: the file is read by a test")
});

/// Who says what the lists are.
pub fn source() -> &'static str {
    &WRITTEN.source
}

impl List {
    /// Whom it counts.
    ///
    /// # Panics
    /// Never in a build that was tested: every list stands in the file.
    pub fn period(&self) -> &'static Period {
        let of = |period: &&Period| period.number == self.number;
        WRITTEN.list.iter().find(of).expect("INVARIANT: a test looks for every list")
    }

    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|name| *name == column)
    }
}

/// Every list, by number.
pub static LISTS: [List; 11] = [
    List { number: 1, columns: CONTACTS },
    List { number: 2, columns: EARLY_HELP },
    List { number: 3, columns: REFERRALS },
    List { number: 4, columns: ASSESSMENTS },
    List { number: 5, columns: ENQUIRIES },
    List { number: 6, columns: IN_NEED },
    List { number: 7, columns: PROTECTION },
    List { number: 8, columns: LOOKED_AFTER },
    List { number: 9, columns: CARE_LEAVERS },
    List { number: 10, columns: ADOPTION },
    List { number: 11, columns: ADOPTERS },
];

const CONTACTS: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Date of Contact",
    "Contact Source",
];

const EARLY_HELP: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Assessment start date",
    "Assessment completion date",
    "Organisation completing assessment",
];

const REFERRALS: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Date of referral",
    "Referral Source",
    "Referral NFA?",
    "Number of Referrals in Last 12 Months",
    "Allocated Team",
    "Allocated Worker",
];

const ASSESSMENTS: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Does the Child have a Disability",
    "Continuous Assessment Start Date",
    "Child Seen During Continuous Assessment",
    "Continuous Assessment Date of Authorisation",
    "Was the child assessed as requiring LA children's social care support?",
    "Allocated Team",
    "Allocated Worker",
];

const ENQUIRIES: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Does the Child have a Disability",
    "Strategy discussion initiating Section 47 Enquiry Start Date",
    "Was an Initial Child Protection Conference deemed unnecessary?",
    "Date of Initial Child Protection Conference",
    "Did the Initial Child Protection Conference Result in a Child Protection Plan",
    "Number of Section 47 Enquiries in the last 12 months",
    "Number of ICPCs in the last 12 months",
    "Allocated Team",
    "Allocated Worker",
];

const IN_NEED: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Does the Child have a Disability",
    "CIN Start Date",
    "Primary Need Code",
    "Date Child Was Last Seen",
    "CIN Closure Date",
    "Reason for Closure",
    "Case Status",
    "Allocated Team",
    "Allocated Worker",
];

const PROTECTION: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Does the Child have a Disability",
    "Child Protection Plan Start Date",
    "Initial Category of Abuse",
    "Latest Category of Abuse",
    "Date of the Last Statutory Visit",
    "Was the Child Seen Alone?",
    "Date of latest review conference",
    "Child Protection Plan End Date",
    "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
    "Number of Previous Child Protection Plans",
    "Allocated Team",
    "Allocated Worker",
];

const LOOKED_AFTER: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)",
    "Does the Child have a Disability",
    "Date Started to be Looked After",
    "Child's Category of Need",
    "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
    "Start date of current legal status",
    "Child's Legal Status",
    "Date of Latest Statutory Review",
    "Date of Last Social Work Visit",
    "What is the permanence plan for this child?",
    "Date of Last IRO Visit / Contact to the Child",
    "Date of Last Health Assessment",
    "Date of Last Dental Check",
    "Number of Placements in the Last 12 months",
    "Date Ceased to be Looked After",
    "Reason Ceased to be Looked After",
    "Start Date of Most Recent Placement",
    "Placement Type",
    "Placement Provider",
    "Placement postcode",
    "URN of Placement",
    "Placement Location",
    "LA of Placement",
    "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
    "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
    "Was the child offered a Return Interview after their last missing episode (Y/N)?",
    "Did the child accept a Return Interview after their last missing episode (Y/N)?",
    "Allocated Team",
    "Allocated Worker",
];

const CARE_LEAVERS: &[&str] = &[
    "Child Unique ID",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
    "Does the Child have a Disability",
    "Allocated Team",
    "Allocated Worker",
    "Allocated Personal Advisor",
    "Eligibility Category",
    "Latest Pathway Plan Review Date",
    "LA in Touch",
    "Latest Date of Contact",
    "Type of Accommodation",
    "Suitability of Accommodation",
    "Activity Status",
];

const ADOPTION: &[&str] = &[
    "Child Unique ID",
    "Family identifier",
    "Gender",
    "Ethnicity",
    "Date of Birth",
    "Age of Child (Years)",
    "Does the Child have a Disability",
    "Date the Child Entered Care",
    "Date of Decision that Child Should be Placed for Adoption",
    "Date of Placement Order",
    "Date of Matching Child and Prospective Adopters",
    "Date Placed for Adoption",
    "Date of Adoption Order",
    "Date of Decision that Child Should No Longer be Placed for Adoption",
    "Reason Why Child No Longer Placed for Adoption",
    "Date the child was placed for fostering in FFA or concurrent planning placement",
];

const ADOPTERS: &[&str] = &[
    "Individual adopter identifier",
    "Family identifier",
    "Gender",
    "Ethnicity",
    "Disability",
    "Is the (prospective) adopter fostering for adoption?",
    "Date enquiry received",
    "Date Stage 1 started",
    "Date Stage 1 ended",
    "Date Stage 2 started",
    "Date Stage 2 ended",
    "Date application submitted",
    "Date application approved",
    "Date adopter matched with child(ren)",
    "Date child/children placed with adopter(s)",
    "No. of children placed",
    "Date of Adoption Order",
    "Date of leaving adoption process",
    "Reason for leaving adoption process",
];

/// A column that nothing fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotFilled {
    /// The number of the list.
    pub list: u8,
    /// The column.
    pub column: &'static str,
    /// Why, in words for whoever reads the lists.
    pub why: &'static str,
}

const OWN_FILE: &str = "it stands in the adopter's own file, which is not read for a list of children";

/// Every column that is left blank.
pub const NOT_FILLED: &[NotFilled] = &[
    NotFilled { list: 11, column: "Gender", why: OWN_FILE },
    NotFilled { list: 11, column: "Ethnicity", why: OWN_FILE },
    NotFilled { list: 11, column: "Disability", why: OWN_FILE },
    NotFilled {
        list: 11,
        column: "Date application submitted",
        why: "no application is recorded apart from the stages of the assessment",
    },
];

/// The columns that only a directory of postcodes fills.
pub const BY_POSTCODE: [&str; 2] = ["Placement Location", "LA of Placement"];
