//! The children in need census into records.
//!
//! A group of the census is a record: `CINdetails` a social care episode, `Section47` an enquiry with its conference,
//! `Reviews` a review conference. The census keeps no names and no narratives; what it works out from other dates
//! (the target of the conference) is worked out here too and not stored.

use std::collections::HashMap;

use hearth_returns::{Child, Row};

use super::building::Building;
use super::draft::Draft;
use super::person::{Identifiers, identifier, local_id, pupil_number};
use super::{Fate, ImportedChild, Target};

/// What the file numbers its groups by: nothing that is said of the child.
const POSITIONS: [&str; 3] = ["CINdetailsID", "AssessmentID", "CPPID"];

/// The groups of one child, by the positions that the file gives them.
struct Census<'r> {
    child: Child<'r>,
    year: u16,
    building: Building,
    /// The key of each social care episode, by `CINdetailsID`.
    episodes: HashMap<&'r str, String>,
    /// The key of each protection plan, by `CPPID`.
    plans: HashMap<&'r str, String>,
}

/// What one child's rows of the census come to.
pub(super) fn child(child: Child<'_>, year: u16) -> ImportedChild {
    let mut census =
        Census { child, year, building: Building::of(child.id()), episodes: HashMap::new(), plans: HashMap::new() };
    census.person();
    census.disabilities();
    census.details();
    census.assessments();
    census.plans();
    census.enquiries();
    census.protection_plans();
    census.reviews();
    census.pre_proceedings();
    census.building.done()
}

impl<'r> Census<'r> {
    fn rows(&mut self, table: &str) -> Vec<Row<'r>> {
        self.building.distinct(self.child.rows(table))
    }

    fn person(&mut self) {
        let mut rows = self.rows("ChildIdentifiers").into_iter();
        let characteristics = self.rows("ChildCharacteristics");
        let Some(row) = rows.next() else { return self.person_without_identifiers(&characteristics) };
        let mut draft = Draft::new("person", row, self.year);
        local_id(&mut draft, &mut self.building, row, "LAchildID");
        let former = pupil_number(&mut draft, row, "UPN", Some("UPNunknown"));
        draft.date("born", "PersonBirthDate");
        draft.date("expected", "ExpectedPersonBirthDate");
        if draft.has("born") {
            // A child who was born keeps the expected date in the census; a person here does not.
            draft.remove("expected");
        }
        draft.date("died", "PersonDeathDate");
        let sex = if row.text("Sex").is_some() { "Sex" } else { "GenderCurrent" };
        // What the census writes for a child not yet born says nothing of the sex.
        if draft.has("born") || !matches!(row.cell(sex), "U" | "0") {
            draft.text("sex", sex);
        }
        self.ethnicity(&mut draft, &characteristics);
        let born = draft.has("born");
        if let Some(person) = draft.finish(&mut self.building) {
            if born {
                self.building.record_mut(person).taken_back.push("expected");
            }
            identifier(&mut self.building, row, self.year, "UPN", former, Identifiers::Pupil);
            identifier(&mut self.building, row, self.year, "FormerUPN", true, Identifiers::FormerPupil);
        }
        for row in rows {
            self.building.reject(row.reject(
                "the child has another identifying group with other values; the first counts",
                "keep one `ChildIdentifiers` a child",
            ));
        }
    }

    fn person_without_identifiers(&mut self, characteristics: &[Row<'r>]) {
        let Some(row) = characteristics.first().copied().or_else(|| self.child.all_rows().next()) else { return };
        let mut draft = Draft::new("person", row, self.year);
        local_id(&mut draft, &mut self.building, row, "LAchildID");
        self.ethnicity(&mut draft, characteristics);
        draft.finish_within(&mut self.building);
    }

    fn ethnicity(&mut self, draft: &mut Draft<'r>, characteristics: &[Row<'r>]) {
        for (at, row) in characteristics.iter().enumerate() {
            if at > 0 {
                self.building.reject(row.reject(
                    "the child has another group of characteristics with other values; the first counts",
                    "keep one `ChildCharacteristics` a child",
                ));
                continue;
            }
            draft.text_of_row("ethnicity", *row, "Ethnicity");
            self.building.fate(row, Fate::Carried);
        }
    }

    fn disabilities(&mut self) {
        for row in self.rows("Disabilities") {
            let mut draft = Draft::new("disability", row, self.year);
            draft.text("disability", "Disability");
            draft.finish(&mut self.building);
        }
    }

    fn details(&mut self) {
        let (kept, repeated) = self.groups("CINdetails");
        for row in kept {
            let mut draft = Draft::new("social_care_episode", row, self.year);
            draft.date("received_on", "CINreferralDate");
            draft.text("source", "ReferralSource");
            draft.text("primary_need", "PrimaryNeedCode");
            draft.flag("no_further_action", "ReferralNFA");
            draft.date("closed_on", "CINclosureDate");
            draft.text("closure_reason", "ReasonForClosure");
            let Some(episode) = draft.finish(&mut self.building) else { continue };
            let key = self.building.key_of(episode);
            if row.text("DateOfInitialCPC").is_some() {
                // A conference that stands in the episode itself took over another authority's plan (R9).
                let mut draft = Draft::new("conference", row, self.year);
                draft.text_of("conference_kind", "DateOfInitialCPC", "TRANSFER_IN");
                draft.date("held_on", "DateOfInitialCPC");
                draft.refer("episode", Target::Record("social_care_episode", key.clone()));
                draft.finish_within(&mut self.building);
            }
            self.episodes.insert(row.cell("CINdetailsID"), key);
        }
        for (row, first) in repeated {
            if let Some(key) = self.episodes.get(first.cell("CINdetailsID")).cloned() {
                self.episodes.insert(row.cell("CINdetailsID"), key);
            }
        }
    }

    /// The groups of a table, each once: two that say the same of the same episode, but for the positions that the file
    /// gives them, are one. Gives those that repeat with the one they repeat.
    fn groups(&mut self, table: &str) -> (Vec<Row<'r>>, Vec<(Row<'r>, Row<'r>)>) {
        let (mut kept, mut repeated) = (Vec::<Row<'r>>::new(), Vec::new());
        for row in self.child.rows(table) {
            let first = kept.iter().find(|other| self.same_group(&row, other)).copied();
            match first {
                _ if row.is_blank() => self.building.reject(row.reject("the group is empty", "remove it")),
                Some(first) => {
                    self.building.fate(&row, Fate::Repeated);
                    repeated.push((row, first));
                }
                None => kept.push(row),
            }
        }
        (kept, repeated)
    }

    fn same_group(&self, row: &Row<'r>, other: &Row<'r>) -> bool {
        let columns = row.table().spec().columns.iter().map(|column| column.name);
        let mut said = columns.filter(|name| !POSITIONS.contains(name));
        said.all(|name| row.cell(name) == other.cell(name)) && self.episode(row) == self.episode(other)
    }

    /// The key of the episode that a group hangs on.
    fn episode(&self, row: &Row<'r>) -> Option<&String> {
        row.table().spec().find("CINdetailsID").and_then(|column| self.episodes.get(row.cell(column)))
    }

    fn assessments(&mut self) {
        let factors = self.child.rows("AssessmentFactorsList");
        let (kept, repeated) = self.groups("Assessments");
        let mut loaded = Vec::new();
        for row in kept {
            let mut draft = Draft::new("assessment", row, self.year);
            draft.date("started", "AssessmentActualStartDate");
            draft.date("internal_review_due", "AssessmentInternalReviewDate");
            draft.date("authorised_on", "AssessmentAuthorisationDate");
            let id = row.cell("AssessmentID");
            for factor in factors.clone().filter(|factor| factor.cell("AssessmentID") == id) {
                draft.list("factors", factor, "AssessmentFactor", factor.cell("AssessmentFactor"));
            }
            self.refer_to_episode(&mut draft, row);
            if draft.finish(&mut self.building).is_some() {
                loaded.push(id);
            }
        }
        for row in factors {
            let id = row.cell("AssessmentID");
            if loaded.contains(&id) {
                self.building.fate(&row, Fate::Carried);
            } else if repeated.iter().any(|(other, _)| other.cell("AssessmentID") == id) {
                self.building.fate(&row, Fate::Repeated);
            } else {
                self.building.reject(row.reject("its assessment was not loaded", "correct the assessment"));
            }
        }
    }

    fn plans(&mut self) {
        for row in self.groups("CINplanDates").0 {
            let mut draft = Draft::new("cin_plan", row, self.year);
            draft.date("started", "CINPlanStartDate");
            draft.date("ended", "CINPlanEndDate");
            self.refer_to_episode(&mut draft, row);
            draft.finish(&mut self.building);
        }
    }

    fn enquiries(&mut self) {
        for row in self.groups("Section47").0 {
            let mut draft = Draft::new("s47_enquiry", row, self.year);
            draft.date("started", "S47ActualStartDate");
            draft.flag_as("conference_required", "ICPCnotRequired", false);
            self.refer_to_episode(&mut draft, row);
            let Some(enquiry) = draft.finish(&mut self.building) else { continue };
            if row.text("DateOfInitialCPC").is_none() {
                continue;
            }
            let key = self.building.key_of(enquiry);
            let mut draft = Draft::new("conference", row, self.year);
            draft.text_of("conference_kind", "DateOfInitialCPC", "INITIAL");
            draft.date("held_on", "DateOfInitialCPC");
            draft.refer("s47_enquiry", Target::Record("s47_enquiry", key));
            self.refer_to_episode(&mut draft, row);
            draft.finish_within(&mut self.building);
        }
    }

    fn protection_plans(&mut self) {
        let (kept, repeated) = self.groups("ChildProtectionPlans");
        for row in kept {
            let mut draft = Draft::new("cp_plan", row, self.year);
            draft.date("started", "CPPstartDate");
            draft.date("ended", "CPPendDate");
            draft.text("initial_category", "InitialCategoryOfAbuse");
            draft.text("latest_category", "LatestCategoryOfAbuse");
            draft.whole("previous_plans", "NumberOfPreviousCPP");
            self.refer_to_episode(&mut draft, row);
            // The plan starts with the conference that made it (R10).
            let conference = draft.get("started").and_then(|day| self.building.find("conference", "held_on", day));
            if let Some(conference) = conference {
                draft.refer("conference", Target::Record("conference", self.building.key_of(conference)));
            }
            if let Some(plan) = draft.finish(&mut self.building) {
                self.plans.insert(row.cell("CPPID"), self.building.key_of(plan));
            }
        }
        for (row, first) in repeated {
            if let Some(key) = self.plans.get(first.cell("CPPID")).cloned() {
                self.plans.insert(row.cell("CPPID"), key);
            }
        }
    }

    fn reviews(&mut self) {
        let mut seen: Vec<(String, &str)> = Vec::new();
        for row in self.child.rows("Reviews") {
            let Some(plan) = self.plans.get(row.cell("CPPID")).cloned() else {
                self.building.reject(row.reject("its protection plan was not loaded", "correct the plan"));
                continue;
            };
            let this = (plan.clone(), row.cell("CPPreviewDate"));
            if seen.contains(&this) {
                self.building.fate(&row, Fate::Repeated);
                continue;
            }
            seen.push(this);
            let mut draft = Draft::new("conference", row, self.year);
            draft.text_of("conference_kind", "CPPreviewDate", "REVIEW");
            draft.date("held_on", "CPPreviewDate");
            draft.refer("cp_plan", Target::Record("cp_plan", plan));
            self.refer_to_episode(&mut draft, row);
            draft.finish(&mut self.building);
        }
    }

    fn refer_to_episode(&self, draft: &mut Draft<'r>, row: Row<'r>) {
        if let Some(key) = self.episode(&row) {
            draft.refer("episode", Target::Record("social_care_episode", key.clone()));
        }
    }

    fn pre_proceedings(&mut self) {
        for row in self.groups("PreProceedingsandFGDM").0 {
            let mut draft = Draft::new("pre_proceedings", row, self.year);
            draft.date("decided_on", "PPStartDate");
            draft.date("letter_on", "LBPSentDate");
            draft.date("first_meeting", "InitialPPMeetingDate");
            draft.date("step_decided_on", "StepDecisionDate");
            // The letters of the census are published without what they stand for.
            without_a_place(&mut draft, row, "PPOutcome", "what this code of the census stands for is not known");
            draft.date("applied_on", "CourtAppDate");
            draft.date("issue_letter_on", "LetterInitCPDate");
            if row.whole("ReviewMeetingsCount").ok().flatten().is_none_or(|count| count > 0) {
                let held = "the census counts the review meetings, and the record holds their days";
                without_a_place(&mut draft, row, "ReviewMeetingsCount", held);
            }
            if draft.finish(&mut self.building).is_some() {
                self.family_meeting(row);
            }
        }
    }

    /// The family group meeting that the letter before proceedings offered: with the letter, as its own day is not collected.
    fn family_meeting(&mut self, row: Row<'r>) {
        let told = |column| row.flag(column).ok().flatten() == Some(true);
        let mut draft = Draft::new("family_meeting", row, self.year);
        if told("FGDMMeetingFac") {
            without_a_place(&mut draft, row, "FGDMMeetingFac", "the census does not say on which day the family met");
        }
        if told("FGDMMeetingOffer") {
            draft.date("offered_on", "LBPSentDate");
            if !draft.has("offered_on") {
                without_a_place(&mut draft, row, "FGDMMeetingOffer", "an offer without a letter has no day");
            }
        }
        if draft.has("offered_on") {
            draft.finish_within(&mut self.building);
        } else {
            draft.discard(&mut self.building);
        }
    }
}

/// Names a value that no record of ours can hold as the census gives it.
fn without_a_place<'r>(draft: &mut Draft<'r>, row: Row<'r>, column: &'static str, because: &str) {
    if row.text(column).is_some() {
        draft.leave_out(row.reject_value(&row.bad(column, because, "record it in the child’s file")));
    }
}
