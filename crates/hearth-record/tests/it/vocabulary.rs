//! The one vocabulary of events.

use hearth_record::event::{EventName, VOCABULARY};

/// The names that users' scripts may rely on.
const FIXED: &str = "
contact.received contact.decided referral.received referral.decided episode.closed assessment.started
assessment.authorised assessment.not_in_need strategy_discussion.held s47.started s47.ended conference.initial_held
conference.review_held cp_plan.started cp_plan.ended core_group.held cp_visit.made cin_plan.started cin_plan.reviewed
cin_plan.ended cin_visit.made mace_plan.started mace_plan.reviewed mace_plan.ended care.started care.ended
placement.started placement.ended care_plan.prepared placement_plan.prepared care_review.held care_visit.made
health_assessment.done dental_check.done sdq.scored pep.started pep.held missing.started missing.ended
return_interview.done adoption.decided adoption.matched adoption.placed adoption.order_made pathway_plan.prepared
pathway_plan.reviewed care_leaver.contacted private_fostering.notified private_fostering.visited allegation.known
lado.told person.born person.died access_request.received access_request.identity_asked access_request.identity_proved
access_request.clarification_asked access_request.clarified access_request.extended access_request.answered
complaint.received complaint.extended complaint.stage1_answered complaint.stage2_requested complaint.stage2_answered
complaint.panel_requested complaint.panel_held complaint.panel_reported complaint.panel_response_sent
rights_request.received rights_request.identity_asked rights_request.identity_proved rights_request.extended
rights_request.answered child.allocated child.seen data_complaint.received data_complaint.acknowledged breach.known
breach.reported
";

#[test]
fn every_fixed_name_is_in_the_vocabulary() {
    for name in FIXED.split_whitespace() {
        assert_eq!(EventName::named(name).map(EventName::as_str), Ok(name));
    }
}

#[test]
fn every_event_has_words_of_its_own() {
    let mut titles: Vec<_> = VOCABULARY.iter().map(|(_, title)| *title).collect();
    titles.sort_unstable();
    let doubled: Vec<_> = titles.windows(2).filter(|pair| pair[0] == pair[1]).collect();
    assert!(doubled.is_empty(), "{doubled:?}");
}
