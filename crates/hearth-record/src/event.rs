//! Events: what happened, by name and date.
//!
//! There is one vocabulary. A kind of record says which of its names it makes, with [`events!`](crate::events); a name
//! that does not stand here does not compile. Clocks, tasks, chronology, retention and the DfE feed are functions of these.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

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
    "referral.received" => "Referral received",
    "referral.decided" => "Referral decided",
    "episode.closed" => "Episode closed",
    "early_help.started" => "Early help started",
    "early_help.ended" => "Early help ended",
    "assessment.started" => "Assessment started",
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
    "cp_visit.made" => "Child protection visit",
    "cin_plan.started" => "Child in need plan started",
    "cin_plan.reviewed" => "Child in need plan reviewed",
    "cin_plan.ended" => "Child in need plan ended",
    "cin_visit.made" => "Child in need visit",
    "mace_plan.started" => "Exploitation plan started",
    "mace_plan.reviewed" => "Exploitation plan reviewed",
    "mace_plan.ended" => "Exploitation plan ended",
    "care.started" => "Started to be looked after",
    "care.known" => "Known to be looked after",
    "care.ended" => "Ceased to be looked after",
    "legal_status.started" => "Legal status began",
    "legal_status.ended" => "Legal status ended",
    "placement.started" => "Placement started",
    "placement.ended" => "Placement ended",
    "care_plan.prepared" => "Care plan prepared",
    "placement_plan.prepared" => "Placement plan prepared",
    "care_review.held" => "Looked-after review",
    "care_visit.made" => "Looked-after visit",
    "adoption_visit.made" => "Adoption visit",
    "visit.made" => "Visit",
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
    "family_time.started" => "Family time arranged",
    "family_time.ended" => "Family time ended",
    "deprivation_of_liberty.started" => "Deprivation of liberty order began",
    "deprivation_of_liberty.ended" => "Deprivation of liberty order ended",
    "adoption.decided" => "Decided: should be placed for adoption",
    "adoption.decision_reversed" => "Adoption decision reversed",
    "adoption.matched" => "Matched with adopters",
    "adoption.placed" => "Placed for adoption",
    "adoption.order_made" => "Adoption order made",
    "adopters.stage1_started" => "Adopters: stage 1 began",
    "adopters.stage2_started" => "Adopters: stage 2 began",
    "adopters.decided" => "Adopters: decided",
    "permanence.order_made" => "Permanence order made",
    "care_leaver.started" => "Became a care leaver",
    "care_leaver.ended" => "Leaving care duties ended",
    "care_leaver.moved" => "Care leaver moved",
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
    "private_fostering.ended" => "Private fostering ended",
    "allegation.known" => "Allegation known",
    "lado.told" => "Designated officer told",
    "child.allocated" => "Allocated",
    "child.unallocated" => "Allocation ended",
    "involvement.began" => "Involvement began",
    "involvement.ended" => "Involvement ended",
    "child.seen" => "Child seen",
    "note.written" => "Note",
    "document.received" => "Document",
    "behaviour.noted" => "Behaviour noted",
    "medical.noted" => "Medical note",
    "special_need.identified" => "Special educational need identified",
    "ehc_plan.requested" => "Education, health and care plan asked for",
    "ehc_plan.started" => "Education, health and care plan started",
    "ehc_plan.reviewed" => "Education, health and care plan reviewed",
    "ehc_plan.ended" => "Education, health and care plan ended",
    "disability.recorded" => "Disability recorded",
    "address.moved_in" => "Moved in",
    "address.moved_out" => "Moved out",
    "immigration.recorded" => "Immigration status recorded",
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
    "breach.known" => "Breach known",
    "breach.reported" => "Breach reported",
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

/// The name of an event, one of [`VOCABULARY`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EventName(u16);

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
        let found = VOCABULARY.iter().position(|(n, _)| *n == name);
        found.and_then(|n| u16::try_from(n).ok()).map(Self).ok_or_else(|| NotAnEvent(name.chars().take(60).collect()))
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
