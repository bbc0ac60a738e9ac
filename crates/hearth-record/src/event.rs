//! Events: what happened, by name and date.
//!
//! There is one vocabulary. A kind of record says which of its names it makes, with [`events!`](crate::events); a name
//! that does not stand here does not compile. Clocks, tasks, chronology, retention and the DfE feed are functions of these.

use std::{collections::HashMap, sync::LazyLock};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Deserializer, Serialize};

use crate::class::{Open, Private};

macro_rules! vocabulary {
    ($($name:literal => $words:literal,)*) => {
        /// Every event name, in the order of the services.
        pub const VOCABULARY: &[(&str, &str)] = &[$(($name, $words)),*];
    };
}

vocabulary! {
    "person.born" => "Born",
    "person.died" => "Died",
    "person.renamed" => "Changed name",
    "contact.received" => "Contact received",
    "contact.decided" => "Contact decided",
    "mash_enquiry.asked" => "Agency asked",
    "mash_enquiry.answered" => "Agency answered",
    "mash_enquiry.answer_held" => "Answer of an agency held",
    "information.shared" => "Information shared",
    "return.signed_off" => "Return signed off",
    "return.sent" => "Return sent",
    "referral.received" => "Referral received",
    "referral.decided" => "Referral decided",
    "episode.closed" => "Episode closed",
    "early_help.started" => "Early help started",
    "early_help.ended" => "Early help ended",
    "assessment.started" => "Assessment started",
    "assessment.reviewed" => "Assessment looked at by a manager",
    "assessment.authorised" => "Assessment authorised",
    "assessment.not_in_need" => "Assessed: not in need",
    "strategy_discussion.held" => "Strategy discussion",
    "s47.started" => "Section 47 enquiry started",
    "s47.ended" => "Section 47 enquiry ended",
    "cp_transfer.told" => "Told of a move here under a child protection plan",
    "conference.initial_held" => "Initial child protection conference",
    "conference.review_held" => "Review child protection conference",
    "cp_plan.started" => "Child protection plan started",
    "cp_plan.ended" => "Child protection plan ended",
    "core_group.held" => "Core group",
    "safety_plan.made" => "Safety plan made",
    "safety_plan.ended" => "Safety plan ended",
    "serious_incident.known" => "Serious incident known",
    "serious_incident.notified" => "Serious incident notified",
    "rapid_review.sent" => "Rapid review sent",
    "cp_visit.made" => "Child protection visit",
    "cin_plan.started" => "Child in need plan started",
    "cin_plan.reviewed" => "Child in need plan reviewed",
    "cin_plan.ended" => "Child in need plan ended",
    "cin_visit.made" => "Child in need visit",
    "mace_plan.started" => "Exploitation plan started",
    "mace_plan.reviewed" => "Exploitation plan reviewed",
    "mace_plan.ended" => "Exploitation plan ended",
    "exploitation.screened" => "Screened for exploitation",
    "care.started" => "Started to be looked after",
    "care.known" => "Known to be looked after",
    "care.ended" => "Ceased to be looked after",
    "legal_status.started" => "Legal status began",
    "legal_status.ended" => "Legal status ended",
    "police_protection.started" => "Police protection began",
    "police_protection.ended" => "Police protection ended",
    "emergency_protection.started" => "Emergency protection order began",
    "emergency_protection.ended" => "Emergency protection order ended",
    "child_assessment.ordered" => "Child assessment order began",
    "child_assessment.ended" => "Child assessment order ended",
    "pace_detention.started" => "PACE detention began",
    "pace_detention.ended" => "PACE detention ended",
    "short_break.started" => "Short break began",
    "short_break.ended" => "Short break ended",
    "secure_accommodation.started" => "Secure accommodation began",
    "secure_accommodation.ordered" => "Secure accommodation order made",
    "secure_accommodation.reviewed" => "Secure accommodation reviewed",
    "secure_accommodation.ended" => "Secure accommodation ended",
    "placement.started" => "Placement started",
    "placement.ended" => "Placement ended",
    "placement.notified" => "Placement notified",
    "placement.end_notified" => "End of a placement notified",
    "temporary_move.started" => "Temporary move began",
    "temporary_move.ended" => "Temporary move ended",
    "hospital_stay.started" => "Temporary move to hospital",
    "hospital_stay.ended" => "Back from hospital",
    "carer_holiday.started" => "Temporary move while the carer is on holiday",
    "carer_holiday.ended" => "Back from a move while the carer was on holiday",
    "short_move.started" => "Temporary move of up to seven days",
    "short_move.ended" => "Back from a move of up to seven days",
    "care_plan.prepared" => "Care plan prepared",
    "placement_plan.prepared" => "Placement plan prepared",
    "care_review.held" => "Looked-after review",
    "care_review.decisions_sent" => "Decisions of the review sent",
    "care_review.record_sent" => "Record of the review sent",
    "reviewing_officer.named" => "Reviewing officer named",
    "reviewing_officer.contacted" => "Reviewing officer in touch with the child",
    "escalation.raised" => "Concern raised by the reviewing officer",
    "escalation.answered" => "Concern of the reviewing officer answered",
    "escalation.settled" => "Concern of the reviewing officer settled",
    "care_visit.made" => "Looked-after visit",
    "adoption_visit.made" => "Adoption visit",
    "visit.made" => "Visit",
    "visit.requested" => "Visit asked for",
    "visit.attempted" => "Visit attempted",
    "health_assessment.done" => "Health assessment",
    "dental_check.done" => "Dental check",
    "health_surveillance.done" => "Health surveillance",
    "sight_test.done" => "Sight test",
    "immunisations.checked" => "Immunisations checked",
    "sdq.scored" => "Strengths and difficulties questionnaire",
    "substance_misuse.identified" => "Substance misuse identified",
    "offence.convicted" => "Convicted or cautioned",
    "pep.started" => "Personal education plan started",
    "pep.held" => "Personal education plan meeting",
    "missing.started" => "Went missing",
    "missing.ended" => "Found or returned",
    "return_interview.done" => "Return interview",
    "return_interview.declined" => "Return interview declined",
    "family_time.started" => "Family time arranged",
    "family_time.ended" => "Family time ended",
    "deprivation_of_liberty.started" => "Deprivation of liberty order began",
    "deprivation_of_liberty.ended" => "Deprivation of liberty order ended",
    "adoption.decided" => "Decided: should be placed for adoption",
    "adoption.decision_reversed" => "Adoption decision reversed",
    "placement_order.made" => "Placement order made",
    "adoption.matched" => "Matched with adopters",
    "adoption.applied" => "Applied to adopt",
    "adoption.placed" => "Placed for adoption",
    "adoption.order_made" => "Adoption order made",
    "adopters.registered" => "Adopters: interest registered",
    "adopters.stage1_started" => "Adopters: stage 1 began",
    "adopters.stage1_decided" => "Adopters: stage 1 decided",
    "adopters.stage2_started" => "Adopters: stage 2 began",
    "adopters.decided" => "Adopters: decided",
    "adopters.refusal_proposed" => "Adopters: refusal proposed",
    "adopters.represented" => "Adopters: representations made",
    "adoption_panel.held" => "Adoption panel",
    "adoption_panel.minutes_final" => "Adoption panel: minutes final",
    "adoption_panel.decided" => "Adoption panel: agency decided",
    "adoption_panel.told" => "Adoption panel: decision told",
    "adoption_panel.told_in_writing" => "Adoption panel: decision told in writing",
    "letterbox.agreed" => "Letterbox agreed",
    "letterbox.ended" => "Letterbox ended",
    "letterbox.exchanged" => "Letterbox exchange",
    "adoption_support.assessed" => "Adoption support assessed",
    "adoption_support.started" => "Adoption support began",
    "adoption_support.ended" => "Adoption support ended",
    "permanence.order_made" => "Permanence order made",
    "pre_proceedings.started" => "Pre-proceedings began",
    "pre_proceedings.letter_sent" => "Letter before proceedings sent",
    "pre_proceedings.met" => "Pre-proceedings meeting",
    "pre_proceedings.stepped_down" => "Stepped down from pre-proceedings",
    "family_meeting.offered" => "Family group decision-making offered",
    "family_meeting.held" => "Family group decision-making meeting",
    "family_meeting.not_offered" => "Family group decision-making not offered",
    "proceedings.decided" => "Decided to go to court",
    "proceedings.issued" => "Proceedings issued",
    "proceedings.concluded" => "Proceedings concluded",
    "hearing.held" => "Court hearing",
    "court_order.made" => "Court order made",
    "court_order.ended" => "Court order ended",
    "party.joined" => "Joined the proceedings",
    "party.left" => "Left the proceedings",
    "care_leaver.started" => "Became a care leaver",
    "care_leaver.ended" => "Leaving care duties ended",
    "care_leaver.moved" => "Care leaver moved",
    "accommodation.started" => "Accommodation began",
    "accommodation.ended" => "Accommodation ended",
    "activity.started" => "Activity began",
    "activity.ended" => "Activity ended",
    "pathway_plan.needs_assessed" => "Needs assessed for a pathway plan",
    "pathway_plan.prepared" => "Pathway plan prepared",
    "pathway_plan.reviewed" => "Pathway plan reviewed",
    "care_leaver.contacted" => "Care leaver contacted",
    "care_leaver.visited" => "Care leaver visit",
    "private_fostering.notified" => "Private fostering notified",
    "private_fostering.known" => "Private fostering known",
    "private_fostering.started" => "Private fostering started",
    "private_fostering.visited" => "Private fostering visit",
    "foster_carer.visited" => "Supervision of a foster carer",
    "foster_carer.visited_unannounced" => "Unannounced visit to a foster carer",
    "foster_application.received" => "Asked to foster",
    "foster_application.stage1_complete" => "Foster stage 1: information complete",
    "foster_application.stage1_told" => "Foster stage 1: outcome told",
    "foster_application.stage2_started" => "Foster stage 2 began",
    "foster_panel.recommended" => "Foster panel recommended",
    "foster_application.decided" => "Foster approval decided",
    "foster_application.refusal_proposed" => "Foster refusal proposed",
    "foster_application.represented" => "Foster representations made",
    "foster_application.ended" => "Foster application ended",
    "foster_carer.approved" => "Approved to foster",
    "foster_carer.approval_ended" => "Foster approval ended",
    "foster_carer.reviewed" => "Foster carer review",
    "foster_carer.joined" => "Joined the foster household",
    "foster_carer.left" => "Left the foster household",
    "foster_carer.trained" => "Foster carer trained",
    "foster_concern.raised" => "Concern about a foster carer",
    "foster_concern.closed" => "Concern about a foster carer closed",
    "foster_record.requested" => "Foster records asked for",
    "foster_record.given" => "Foster records given",
    "temporary_approval.given" => "Temporary approval given",
    "temporary_approval.extended" => "Temporary approval extended",
    "temporary_approval.ended" => "Temporary approval ended",
    "private_fostering.ended" => "Private fostering ended",
    "allegation.known" => "Allegation known",
    "lado.told" => "Designated officer told",
    "allegation.closed" => "Allegation closed",
    "child.allocated" => "Allocated",
    "child.unallocated" => "Allocation ended",
    "involvement.began" => "Involvement began",
    "involvement.ended" => "Involvement ended",
    "child.seen" => "Child seen",
    "note.written" => "Note",
    "summary.written" => "Case summary",
    "direct_work.done" => "Direct work with the child",
    "worry.told" => "Manager told of a worry",
    "worry.answered" => "Worry answered by the manager",
    "supervision.held" => "Supervision",
    "case.audited" => "Case audit",
    "outcome.agreed" => "Outcome agreed",
    "outcome.reviewed" => "Outcome reviewed",
    "action.agreed" => "Action agreed",
    "action.done" => "Action done",
    "document.received" => "Document",
    "behaviour.noted" => "Behaviour noted",
    "medical.noted" => "Medical note",
    "special_need.identified" => "Special educational need identified",
    "school.joined" => "Joined a school",
    "school.left" => "Left a school",
    "exclusion.started" => "Suspended or excluded",
    "attendance.recorded" => "Attendance recorded",
    "ehc_plan.requested" => "Education, health and care plan asked for",
    "ehc_plan.started" => "Education, health and care plan started",
    "ehc_plan.reviewed" => "Education, health and care plan reviewed",
    "ehc_plan.ended" => "Education, health and care plan ended",
    "question.declined" => "Chose not to say",
    "disability.recorded" => "Disability recorded",
    "address.moved_in" => "Moved in",
    "address.moved_out" => "Moved out",
    "immigration.recorded" => "Immigration status recorded",
    "unaccompanied.started" => "Unaccompanied and seeking asylum",
    "unaccompanied.ended" => "No longer unaccompanied and seeking asylum",
    "relationship.began" => "Relationship began",
    "relationship.ended" => "Relationship ended",
    "household.joined" => "Joined a household",
    "household.left" => "Left a household",
    "restriction.set" => "Access restricted",
    "restriction.lifted" => "Restriction lifted",
    "conflict.declared" => "Conflict of interest declared",
    "conflict.detected" => "Conflict of interest detected",
    "conflict.set_aside" => "Conflict of interest set aside",
    "glass.broken" => "Opened in an emergency",
    "access_request.received" => "Access request received",
    "access_request.identity_asked" => "Access request: identity asked",
    "access_request.identity_proved" => "Access request: identity proved",
    "access_request.clarification_asked" => "Access request: clarification asked",
    "access_request.clarified" => "Access request: clarified",
    "access_request.extended" => "Access request extended",
    "access_request.answered" => "Access request answered",
    "rights_request.received" => "Rights request received",
    "rights_request.identity_asked" => "Rights request: identity asked",
    "rights_request.identity_proved" => "Rights request: identity proved",
    "rights_request.extended" => "Rights request extended",
    "rights_request.answered" => "Rights request answered",
    "complaint.received" => "Complaint received",
    "complaint.extended" => "Complaint extended",
    "complaint.stage1_answered" => "Complaint answered at stage 1",
    "complaint.stage2_requested" => "Complaint: stage 2 asked for",
    "complaint.stage2_answered" => "Complaint answered at stage 2",
    "complaint.panel_requested" => "Complaint: panel asked for",
    "complaint.panel_held" => "Complaint panel held",
    "complaint.panel_reported" => "Complaint panel reported",
    "complaint.panel_response_sent" => "Complaint: response to the panel sent",
    "data_complaint.received" => "Data complaint received",
    "data_complaint.acknowledged" => "Data complaint acknowledged",
    "data_complaint.answered" => "Data complaint answered",
    "breach.known" => "Breach known",
    "breach.reported" => "Breach reported",
    "external_record.moved" => "Record kept elsewhere moved",
    "external_record.returned" => "Record kept elsewhere returned",
    "external_record.destroyed" => "Record kept elsewhere destroyed",
    "keepsake.offered" => "Offered back what cannot be replaced",
    "keepsake.returned" => "Gave back what cannot be replaced",
    "hold.placed" => "Put under a hold",
    "information.withheld" => "Decided not to share",
    "consent.given" => "Agreed to share",
    "consent.refused" => "Refused to share",
    "consent.not_sought" => "Agreement to share not asked for",
    "consent.withdrawn" => "Agreement to share withdrawn",
    "processing_consent.given" => "Consent to processing given",
    "processing_consent.refused" => "Consent to processing refused",
    "processing_consent.withdrawn" => "Consent to processing withdrawn",
    "police_request.received" => "Police asked for information",
    "police_request.refused" => "Request of the police refused",
    "police_request.answered" => "Request of the police answered",
    "police_request.released" => "Request of the police released to the family’s list",
    "transfer_abroad.proposed" => "Transfer abroad proposed",
    "transfer_abroad.approved" => "Transfer abroad approved",
    "transfer_abroad.refused" => "Transfer abroad refused",
    "court_bundle.proposed" => "Court bundle proposed",
    "notice.given" => "Privacy notice given",
    "notice.not_given" => "Privacy notice not given",
    "notice.prepared" => "Notice prepared",
    "notice.approved" => "Notice approved",
}

/// Where `name` stands in [`VOCABULARY`], or a compile error where it does not.
///
/// # Panics
/// When no event has that name. Called in constants only, by [`events!`](crate::events), so the panic is a compile error.
pub const fn position(name: &str) -> u16 {
    let mut n = 0;
    while n < VOCABULARY.len() {
        if same(VOCABULARY[n].0.as_bytes(), name.as_bytes()) {
            #[expect(clippy::cast_possible_truncation, reason = "the vocabulary has some hundred names")]
            return n as u16;
        }
        n += 1;
    }
    panic!("no event of that name stands in the vocabulary")
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut n = 0;
    while n < a.len() {
        if a[n] != b[n] {
            return false;
        }
        n += 1;
    }
    true
}

/// Where each name stands in [`VOCABULARY`]: a digest names dozens, and a walk reads a million digests.
static PLACES: LazyLock<HashMap<&'static str, u16>> =
    LazyLock::new(|| (0..).zip(VOCABULARY).map(|(place, (name, _))| (*name, place)).collect());

/// The name of an event, one of [`VOCABULARY`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "String")]
pub struct EventName(u16);

impl<'de> Deserialize<'de> for EventName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Named;
        impl serde::de::Visitor<'_> for Named {
            type Value = EventName;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("the name of an event")
            }
            fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<EventName, E> {
                EventName::named(name).map_err(E::custom)
            }
        }
        from.deserialize_str(Named)
    }
}

/// A text that names no event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no event: the vocabulary is `noun.verb_in_past`, such as `referral.received`")]
pub struct NotAnEvent(String);

impl EventName {
    /// The event at a position that [`position`] gave.
    pub const fn at(position: u16) -> Self {
        Self(position)
    }

    /// The event called `name`.
    pub fn named(name: &str) -> Result<Self, NotAnEvent> {
        PLACES.get(name).copied().map(Self).ok_or_else(|| NotAnEvent(name.chars().take(60).collect()))
    }

    /// Where it stands in [`VOCABULARY`], from 0.
    pub const fn place(self) -> usize {
        self.0 as usize
    }

    /// The name in the vocabulary, such as `placement.started`.
    pub fn as_str(self) -> &'static str {
        VOCABULARY[usize::from(self.0)].0
    }

    /// The name that a page shows, such as "Placement started".
    pub fn title(self) -> &'static str {
        VOCABULARY[usize::from(self.0)].1
    }
}

impl std::fmt::Debug for EventName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for EventName {
    type Error = NotAnEvent;
    fn try_from(name: String) -> Result<Self, NotAnEvent> {
        Self::named(&name)
    }
}

impl From<EventName> for String {
    fn from(name: EventName) -> Self {
        name.as_str().to_owned()
    }
}

/// When something happened: a date, and the moment where that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct When {
    /// The date in England.
    pub on: Date,
    /// The moment, where a clock counts hours.
    pub at: Option<Timestamp>,
}

/// Something that happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Event {
    /// The date in England.
    pub on: Date,
    /// The moment, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// What happened.
    pub name: EventName,
}

/// The events that one record makes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Events(pub Vec<Event>);

impl Events {
    /// Adds the event `name` where a date is given.
    pub fn add(&mut self, name: EventName, when: Option<When>) {
        if let Some(When { on, at }) = when {
            self.0.push(Event { on, at, name });
        }
    }
}

/// A value that can say when an event happened.
pub trait Happened {
    /// When, or `None` where it has not happened.
    fn when(&self) -> Option<When>;
}

impl Happened for When {
    fn when(&self) -> Option<When> {
        Some(*self)
    }
}

impl Happened for Date {
    fn when(&self) -> Option<When> {
        Some(When { on: *self, at: None })
    }
}

impl Happened for Timestamp {
    fn when(&self) -> Option<When> {
        Some(When { on: hearth_calendar::london_date(*self), at: Some(*self) })
    }
}

impl<T: Happened> Happened for Option<T> {
    fn when(&self) -> Option<When> {
        self.as_ref().and_then(Happened::when)
    }
}

impl<T: Happened> Happened for Open<T> {
    fn when(&self) -> Option<When> {
        self.0.when()
    }
}

impl<T: Happened> Happened for Private<T> {
    fn when(&self) -> Option<When> {
        self.reveal().when()
    }
}

/// The events of a record: `events![placement.started => self.started, placement.ended => self.ended]`.
///
/// A value that is absent makes no event. A name outside the vocabulary does not compile.
#[macro_export]
macro_rules! events {
    ($($noun:ident . $verb:ident => $when:expr),* $(,)?) => {{
        #[allow(unused_mut, reason = "a kind may make no events")]
        let mut events = $crate::event::Events::default();
        $({
            const NAME: $crate::event::EventName =
                $crate::event::EventName::at($crate::event::position(concat!(stringify!($noun), ".", stringify!($verb))));
            events.add(NAME, $crate::event::Happened::when(&$when));
        })*
        events
    }};
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn every_event_name_stands_once_and_has_the_form_noun_verb() {
        let mut names: Vec<_> = VOCABULARY.iter().map(|(name, _)| *name).collect();
        assert!(
            names
                .iter()
                .all(|name| { name.split_once('.').is_some_and(|(noun, verb)| !noun.is_empty() && !verb.is_empty()) })
        );
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_placement_that_has_not_ended_makes_one_event() {
        let ended: Option<Date> = None;
        let events = events![placement.started => date(2026, 4, 1), placement.ended => ended];
        assert_eq!(
            events.0,
            [Event { on: date(2026, 4, 1), at: None, name: EventName::named("placement.started").unwrap() }]
        );
    }
}
