//! One child of the census with typed rows.

use jiff::civil::Date;

use super::census;
use super::tables::{
    ASSESSMENTS, CHARACTERISTICS, DETAILS_TABLE, DISABILITIES, FACTORS, IDENTIFIERS_TABLE, PLAN_DATES,
    PRE_PROCEEDINGS_TABLE, PROTECTION_PLANS, REVIEWS, SECTION_47_TABLE,
};
use crate::check::{CollectionYear, Setting, typed::typed};
use crate::children::Child;

typed! {
    /// Who the child is.
    Identifiers in IDENTIFIERS_TABLE {
        id: text "LAchildID", upn: text "UPN", former_upn: text "FormerUPN", upn_unknown: text "UPNunknown",
        born: date "PersonBirthDate", expected: date "ExpectedPersonBirthDate", gender: text "GenderCurrent",
        died: date "PersonDeathDate", sex: text "Sex",
    }
}
typed! {
    /// What is recorded of the child's origin.
    Characteristics in CHARACTERISTICS { ethnicity: text "Ethnicity" }
}
typed! {
    /// A disability.
    Disability in DISABILITIES { disability: text "Disability" }
}
typed! {
    /// A time of need: from the referral to the closure.
    Details in DETAILS_TABLE {
        id: text "CINdetailsID", referred: date "CINreferralDate", source: text "ReferralSource",
        need: text "PrimaryNeedCode", closed: date "CINclosureDate", reason_closed: text "ReasonForClosure",
        icpc: date "DateOfInitialCPC", nfa: text "ReferralNFA",
    }
}
typed! {
    /// An assessment.
    Assessment in ASSESSMENTS {
        details: text "CINdetailsID", id: text "AssessmentID", started: date "AssessmentActualStartDate",
        review: date "AssessmentInternalReviewDate", authorised: date "AssessmentAuthorisationDate",
        factors: text "AssessmentFactors",
    }
}
typed! {
    /// A factor of an assessment.
    Factor in FACTORS { details: text "CINdetailsID", assessment: text "AssessmentID", factor: text "AssessmentFactor" }
}
typed! {
    /// A child in need plan.
    Plan in PLAN_DATES { details: text "CINdetailsID", started: date "CINPlanStartDate", ended: date "CINPlanEndDate" }
}
typed! {
    /// A section 47 enquiry.
    Section47 in SECTION_47_TABLE {
        details: text "CINdetailsID", started: date "S47ActualStartDate", target: date "InitialCPCtarget",
        icpc: date "DateOfInitialCPC", not_required: text "ICPCnotRequired",
    }
}
typed! {
    /// A child protection plan.
    ProtectionPlan in PROTECTION_PLANS {
        details: text "CINdetailsID", id: text "CPPID", started: date "CPPstartDate", ended: date "CPPendDate",
        initial: text "InitialCategoryOfAbuse", latest: text "LatestCategoryOfAbuse",
        previous: text "NumberOfPreviousCPP",
    }
}
typed! {
    /// A review of a child protection plan.
    Review in REVIEWS { details: text "CINdetailsID", plan: text "CPPID", held: date "CPPreviewDate" }
}
typed! {
    /// Pre-proceedings and family group decision-making.
    PreProceedings in PRE_PROCEEDINGS_TABLE {
        details: text "CINdetailsID", started: date "PPStartDate", letter_sent: date "LBPSentDate",
        offered: text "FGDMMeetingOffer", held: text "FGDMMeetingFac", first_meeting: date "InitialPPMeetingDate",
        reviews: text "ReviewMeetingsCount", decided: date "StepDecisionDate", outcome: text "PPOutcome",
        applied: date "CourtAppDate", care_proceedings_letter: date "LetterInitCPDate",
    }
}

/// One child of the census. Rows stand in the order read.
pub struct Case<'a> {
    /// The child's identifier; empty for rows that name no child.
    pub child: &'a str,
    /// Who the child is: one, where nobody made a mistake.
    pub identifiers: Vec<Identifiers<'a>>,
    /// Origin.
    pub characteristics: Vec<Characteristics<'a>>,
    /// Disabilities.
    pub disabilities: Vec<Disability<'a>>,
    /// Times of need.
    pub details: Vec<Details<'a>>,
    /// Assessments.
    pub assessments: Vec<Assessment<'a>>,
    /// Factors of assessments.
    pub factors: Vec<Factor<'a>>,
    /// Child in need plans.
    pub plans: Vec<Plan<'a>>,
    /// Section 47 enquiries.
    pub section_47: Vec<Section47<'a>>,
    /// Child protection plans.
    pub protection_plans: Vec<ProtectionPlan<'a>>,
    /// Reviews of child protection plans.
    pub reviews: Vec<Review<'a>>,
    /// Pre-proceedings and family group decision-making.
    pub pre_proceedings: Vec<PreProceedings<'a>>,
    /// The census year: the one that the file's heading names, or where it names none the one asked for.
    pub year: CollectionYear,
    /// What the check is run with.
    pub setting: &'a Setting,
}

impl<'a> Case<'a> {
    pub(crate) fn of(child: Child<'a>, setting: &'a Setting) -> Self {
        // The places of the tables in the return; the first is the heading.
        let [
            _,
            identifiers,
            characteristics,
            disabilities,
            details,
            assessments,
            factors,
            plans,
            s47,
            cpp,
            reviews,
            pp,
        ]: [usize; 12] = std::array::from_fn(|at| at);
        Self {
            child: child.id(),
            identifiers: child.rows_at(identifiers).map(Identifiers::read).collect(),
            characteristics: child.rows_at(characteristics).map(Characteristics::read).collect(),
            disabilities: child.rows_at(disabilities).map(Disability::read).collect(),
            details: child.rows_at(details).map(Details::read).collect(),
            assessments: child.rows_at(assessments).map(Assessment::read).collect(),
            factors: child.rows_at(factors).map(Factor::read).collect(),
            plans: child.rows_at(plans).map(Plan::read).collect(),
            section_47: child.rows_at(s47).map(Section47::read).collect(),
            protection_plans: child.rows_at(cpp).map(ProtectionPlan::read).collect(),
            reviews: child.rows_at(reviews).map(Review::read).collect(),
            pre_proceedings: child.rows_at(pp).map(PreProceedings::read).collect(),
            year: census::year_of(child.tables(), setting.year),
            setting,
        }
    }

    /// 1 April.
    pub fn start(&self) -> Date {
        self.year.start()
    }

    /// 31 March.
    pub fn end(&self) -> Date {
        self.year.end()
    }

    /// The day to which what is open is counted: 31 March, or the day up to which the record is known.
    pub fn end_of_open(&self) -> Date {
        self.setting.as_at_in(self.year)
    }

    /// The assessments of a time of need.
    pub fn assessments_of(&self, details: &str) -> impl Iterator<Item = &Assessment<'a>> {
        self.assessments.iter().filter(move |row| row.details == details)
    }

    /// The child in need plans of a time of need.
    pub fn plans_of(&self, details: &str) -> impl Iterator<Item = &Plan<'a>> {
        self.plans.iter().filter(move |row| row.details == details)
    }

    /// The section 47 enquiries of a time of need.
    pub fn section_47_of(&self, details: &str) -> impl Iterator<Item = &Section47<'a>> {
        self.section_47.iter().filter(move |row| row.details == details)
    }

    /// The child protection plans of a time of need.
    pub fn protection_plans_of(&self, details: &str) -> impl Iterator<Item = &ProtectionPlan<'a>> {
        self.protection_plans.iter().filter(move |row| row.details == details)
    }
}
