//! The children in need census, as XML.

use std::fmt::{Display, Write as _};

use jiff::civil::Date;

use super::Year;
use crate::family::Family;
use crate::people::person::{Birth, Person};
use crate::story::{Assessment, Enquiry, Episode, ProtectionPlan};
use crate::world::World;

/// A census in the making: add families, then take the text.
pub struct Cin {
    year: Year,
    children: u32,
    xml: String,
}

impl Cin {
    /// An empty census of the year that ends on 31 March of `year`.
    pub fn new(world: &World, year: i16) -> Self {
        let collected = Year::ending(year);
        let mut xml =
            String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Message>\n<Header>\n<CollectionDetails>\n");
        element(&mut xml, "Collection", "CIN");
        element(&mut xml, "Year", year);
        element(&mut xml, "ReferenceDate", collected.to);
        xml.push_str("</CollectionDetails>\n<Source>\n");
        element(&mut xml, "SourceLevel", "L");
        element(&mut xml, "LEA", world.authority().la_code);
        element(&mut xml, "SoftwareCode", "Hearth synthetic");
        element(&mut xml, "Release", "1");
        element(&mut xml, "SerialNo", "001");
        element(&mut xml, "DateTime", format_args!("{}T09:00:00", world.today()));
        xml.push_str("</Source>\n</Header>\n<Children>\n");
        Self { year: collected, children: 0, xml }
    }

    /// Adds the children of a family who belong in the census: those with an episode open at any time
    /// in the year, and those referred in it without further action.
    pub fn add(&mut self, family: &Family) {
        for (child, story) in family.children() {
            let episodes: Vec<&Episode> = story.episodes.iter().filter(|episode| self.belongs(episode)).collect();
            if !episodes.is_empty() {
                self.children += 1;
                self.child(child, &episodes);
            }
        }
    }

    /// How many children the census has.
    pub fn children(&self) -> u32 {
        self.children
    }

    /// The census.
    pub fn finish(mut self) -> String {
        self.xml.push_str("</Children>\n</Message>\n");
        self.xml
    }

    fn belongs(&self, episode: &Episode) -> bool {
        if episode.no_further_action {
            self.year.holds(episode.referred)
        } else {
            self.year.touches(episode.referred, episode.closed.map(|(on, _)| on))
        }
    }

    fn child(&mut self, child: &Person, episodes: &[&Episode]) {
        let Some(id) = &child.la_child_id else { return };
        let year = self.year;
        let xml = &mut self.xml;
        xml.push_str("<Child>\n<ChildIdentifiers>\n");
        element(xml, "LAchildID", id);
        // A child whose birth lies after the year is unborn in it.
        let born = child.birth.born().filter(|born| *born <= year.to);
        match (&child.upn, born) {
            (Some(upn), Some(_)) => element(xml, "UPN", upn),
            _ => element(xml, "UPNunknown", child.upn_unknown.unwrap_or("UN1")),
        }
        match (born, child.birth) {
            (Some(born), _) => element(xml, "PersonBirthDate", born),
            (None, Birth::Born(day) | Birth::Expected(day)) => element(xml, "ExpectedPersonBirthDate", day),
        }
        maybe(xml, "PersonDeathDate", child.died.filter(|on| year.holds(*on)));
        element(xml, "Sex", if born.is_some() { child.sex.code() } else { "U" });
        xml.push_str("</ChildIdentifiers>\n<ChildCharacteristics>\n");
        element(xml, "Ethnicity", child.ethnicity);
        if born.is_some() {
            xml.push_str("<Disabilities>\n");
            // The census wants an answer for everybody who was born, also where the record has none.
            let none = ["NONE"];
            for code in if child.disabilities.is_empty() { &none } else { child.disabilities.as_slice() } {
                element(xml, "Disability", code);
            }
            xml.push_str("</Disabilities>\n");
        }
        xml.push_str("</ChildCharacteristics>\n");
        for episode in episodes {
            details(xml, year, episode);
        }
        xml.push_str("</Child>\n");
    }
}

fn details(xml: &mut String, year: Year, episode: &Episode) {
    xml.push_str("<CINdetails>\n");
    element(xml, "CINreferralDate", episode.referred);
    element(xml, "ReferralSource", episode.contact.source);
    if let Some(need) = episode.need {
        element(xml, "PrimaryNeedCode", need);
    }
    if let Some((on, reason)) = episode.closed.filter(|(on, _)| *on <= year.to) {
        element(xml, "CINclosureDate", on);
        element(xml, "ReasonForClosure", reason);
    }
    for assessment in &episode.assessments {
        assessments(xml, year, assessment);
    }
    for plan in episode.in_need.iter().filter(|plan| year.touches(plan.started, plan.ended)) {
        xml.push_str("<CINPlanDates>\n");
        element(xml, "CINPlanStartDate", plan.started);
        maybe(xml, "CINPlanEndDate", year.seen(plan.ended));
        xml.push_str("</CINPlanDates>\n");
    }
    for enquiry in &episode.enquiries {
        section_47(xml, year, enquiry);
    }
    element(xml, "ReferralNFA", episode.no_further_action);
    for plan in episode.protection.iter().filter(|plan| year.touches(plan.started, plan.ended)) {
        protection(xml, year, plan);
    }
    xml.push_str("</CINdetails>\n");
}

fn assessments(xml: &mut String, year: Year, assessment: &Assessment) {
    let authorised = year.seen(assessment.authorised);
    let told = match authorised {
        Some(on) => year.holds(on),
        None => year.holds(assessment.started),
    };
    if !told {
        return;
    }
    xml.push_str("<Assessments>\n");
    element(xml, "AssessmentActualStartDate", assessment.started);
    maybe(xml, "AssessmentInternalReviewDate", year.seen(assessment.reviewed));
    maybe(xml, "AssessmentAuthorisationDate", authorised);
    if authorised.is_some() {
        xml.push_str("<FactorsIdentifiedAtAssessment>\n");
        for factor in &assessment.factors {
            element(xml, "AssessmentFactors", factor);
        }
        xml.push_str("</FactorsIdentifiedAtAssessment>\n");
    }
    xml.push_str("</Assessments>\n");
}

fn section_47(xml: &mut String, year: Year, enquiry: &Enquiry) {
    let held = year.seen(enquiry.conference.as_ref().map(|conference| conference.held));
    if !held.map_or(year.holds(enquiry.started), |held| year.holds(held)) {
        return;
    }
    let not_needed = year.seen(enquiry.ended).is_some() && enquiry.conference_needed == Some(false);
    xml.push_str("<Section47>\n");
    element(xml, "S47ActualStartDate", enquiry.started);
    element(xml, "InitialCPCtarget", enquiry.conference_due);
    maybe(xml, "DateOfInitialCPC", held);
    element(xml, "ICPCnotRequired", not_needed);
    xml.push_str("</Section47>\n");
}

fn protection(xml: &mut String, year: Year, plan: &ProtectionPlan) {
    xml.push_str("<ChildProtectionPlans>\n");
    element(xml, "CPPstartDate", plan.started);
    maybe(xml, "CPPendDate", year.seen(plan.ended));
    element(xml, "InitialCategoryOfAbuse", plan.categories.0);
    element(xml, "LatestCategoryOfAbuse", plan.categories.1);
    element(xml, "NumberOfPreviousCPP", plan.previous);
    let reviews: Vec<Date> = plan.reviews.iter().map(|review| review.held).filter(|held| year.holds(*held)).collect();
    if !reviews.is_empty() {
        xml.push_str("<Reviews>\n");
        for held in reviews {
            element(xml, "CPPreviewDate", held);
        }
        xml.push_str("</Reviews>\n");
    }
    xml.push_str("</ChildProtectionPlans>\n");
}

/// Codes, dates and numbers only: nothing that XML would have to escape.
fn element(xml: &mut String, name: &str, value: impl Display) {
    let _ = writeln!(xml, "<{name}>{value}</{name}>");
}

fn maybe(xml: &mut String, name: &str, date: Option<Date>) {
    if let Some(date) = date {
        element(xml, name, date);
    }
}
