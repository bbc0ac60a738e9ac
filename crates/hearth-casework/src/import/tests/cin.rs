use super::{account_of, of_kind, only_child, read_cin, texts};
use crate::import::{Fate, Target, collection_year};

fn census(groups: &str) -> String {
    format!(
        "<Message><Header><CollectionDetails><Year>2027</Year><ReferenceDate>2027-03-31</ReferenceDate></CollectionDetails></Header>\
         <Children>{groups}</Children></Message>"
    )
}

const CHILD: &str = "<Child><ChildIdentifiers><LAchildID>A1</LAchildID><FormerUPN>X98765432123B</FormerUPN>\
    <UPNunknown>UN1</UPNunknown><PersonBirthDate>2020-02-29</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>\
    <ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability></Disabilities></ChildCharacteristics>\
    <CINdetails><CINreferralDate>2026-04-02</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>\
    <Assessments><AssessmentActualStartDate>2026-04-03</AssessmentActualStartDate><AssessmentAuthorisationDate>2026-05-03</AssessmentAuthorisationDate>\
    <FactorsIdentifiedAtAssessment><AssessmentFactors>1C</AssessmentFactors><AssessmentFactors>RB</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>\
    <CINPlanDates><CINPlanStartDate>2026-05-04</CINPlanStartDate><CINPlanEndDate>2026-06-01</CINPlanEndDate></CINPlanDates>\
    <Section47><S47ActualStartDate>2026-06-01</S47ActualStartDate><DateOfInitialCPC>2026-06-17</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>\
    <ReferralNFA>false</ReferralNFA>\
    <ChildProtectionPlans><CPPstartDate>2026-06-17</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP>\
    <Reviews><CPPreviewDate>2026-09-14</CPPreviewDate></Reviews></ChildProtectionPlans>\
    <PreProceedingsandFGDM><PPStartDate>2026-09-09</PPStartDate></PreProceedingsandFGDM>\
    </CINdetails></Child>";

#[test]
fn each_group_makes_its_record_and_they_hang_together() {
    let tables = read_cin(&census(CHILD));
    let child = only_child(&tables, 2027);
    assert_eq!(texts(&child, "person", "born"), ["2020-02-29"]);
    assert_eq!(texts(&child, "person_identifier", "value"), ["X98765432123B"]);
    assert_eq!(texts(&child, "disability", "disability"), ["HAND"]);
    assert_eq!(texts(&child, "social_care_episode", "received_on"), ["2026-04-02"]);
    assert_eq!(texts(&child, "conference", "conference_kind"), ["INITIAL", "REVIEW"]);
    let enquiry = of_kind(&child, "s47_enquiry")[0];
    assert_eq!(enquiry.fields.get("conference_required"), Some(&true.into()));
    let episode = Target::Record("social_care_episode", "A1/2026-04-02".to_owned());
    assert!(enquiry.refers.iter().any(|reference| reference.field == "episode" && reference.to == episode));
    let plan = of_kind(&child, "cp_plan")[0];
    let conference = Target::Record("conference", "A1/INITIAL/2026-06-17".to_owned());
    assert!(plan.refers.iter().any(|reference| reference.to == conference), "{:?}", plan.refers);
}

#[test]
fn a_factor_that_is_no_code_is_left_out_and_the_others_are_kept() {
    let child = only_child(&read_cin(&census(CHILD)), 2027);
    let factors = of_kind(&child, "assessment")[0].fields.get("factors").cloned();
    assert_eq!(factors, Some(vec!["1C"].into()));
    let left_out: Vec<&str> = child.left_out.iter().map(|reject| reject.value.as_str()).collect();
    assert_eq!(left_out, ["`RB`"]);
}

#[test]
fn pre_proceedings_are_loaded_by_their_days_and_what_has_none_is_named() {
    let steps = "<PPStartDate>2026-09-09</PPStartDate><LBPSentDate>2026-09-20</LBPSentDate><FGDMMeetingOffer>1</FGDMMeetingOffer>\
        <FGDMMeetingFac>1</FGDMMeetingFac><InitialPPMeetingDate>2026-09-28</InitialPPMeetingDate>\
        <ReviewMeetingsCount>3</ReviewMeetingsCount><StepDecisionDate>2026-12-01</StepDecisionDate><PPOutcome>A</PPOutcome>";
    let child = only_child(&read_cin(&census(&CHILD.replace("<PPStartDate>2026-09-09</PPStartDate>", steps))), 2027);
    assert_eq!(child.rejects.len(), 0, "{:?}", child.rejects);
    let begun = of_kind(&child, "pre_proceedings")[0];
    assert_eq!(begun.fields.text("decided_on"), Some("2026-09-09"));
    assert_eq!(begun.fields.text("first_meeting"), Some("2026-09-28"));
    assert_eq!(begun.fields.text("step_decided_on"), Some("2026-12-01"));
    assert_eq!(texts(&child, "family_meeting", "offered_on"), ["2026-09-20"], "the letter offers the meeting");
    let named: Vec<_> = child.left_out.iter().filter_map(|reject| reject.column).collect();
    assert_eq!(named, ["AssessmentFactor", "PPOutcome", "ReviewMeetingsCount", "FGDMMeetingFac"]);
}

#[test]
fn a_child_that_stands_twice_is_one_child_and_nothing_is_made_twice() {
    let once = account_of(&read_cin(&census(CHILD)), 2027);
    let twice = account_of(&read_cin(&census(&format!("{CHILD}{CHILD}"))), 2027);
    assert_eq!(once.kinds, twice.kinds);
    assert!(twice.reconciles(), "{twice}");
    assert_eq!(twice.total().repeated, once.total().rows_in - 1, "{twice}");
}

#[test]
fn an_assessment_authorised_before_it_began_loses_the_day_it_was_authorised() {
    let child = only_child(&read_cin(&census(&CHILD.replace("2026-05-03", "2025-05-03"))), 2027);
    let assessment = of_kind(&child, "assessment")[0];
    if assessment.fields.text("authorised_on").is_none() {
        assert!(child.left_out.iter().any(|reject| reject.column == Some("AssessmentAuthorisationDate")));
    }
    assert_eq!(assessment.fields.text("started"), Some("2026-04-03"));
}

#[test]
fn an_identifier_that_is_too_long_is_kept_as_the_old_systems() {
    let child = only_child(&read_cin(&census(&CHILD.replace(">A1<", ">child_fails_assessments<"))), 2027);
    assert_eq!(texts(&child, "person", "la_child_id"), ["-"]);
    assert_eq!(texts(&child, "person", "legacy_id"), ["child_fails_assessments"]);
    assert!(child.left_out.iter().any(|reject| reject.column == Some("LAchildID")));
}

#[test]
fn a_group_without_its_date_is_rejected_with_what_hangs_on_it() {
    let text = census(&CHILD.replace("<AssessmentActualStartDate>2026-04-03</AssessmentActualStartDate>", ""));
    let tables = read_cin(&text);
    let child = only_child(&tables, 2027);
    let fates =
        |table: &str| -> Vec<Fate> { child.rows.iter().filter(|row| row.table == table).map(|row| row.fate).collect() };
    assert_eq!(fates("Assessments"), [Fate::Rejected]);
    assert_eq!(fates("AssessmentFactorsList"), [Fate::Rejected, Fate::Rejected]);
    assert!(account_of(&tables, 2027).reconciles());
}

#[test]
fn the_heading_says_the_year() {
    assert_eq!(collection_year(&read_cin(&census(CHILD))), Some(2027));
}
