//! Contacts, referrals and assessments.

use crate::{event_names, kind, refused_at, typed, work};

#[test]
fn a_contact_waits_in_the_queue_until_it_is_decided() {
    let contact = [("received_at", "25/11/2026 16:40"), ("source", "6")];
    assert_eq!(work("contact", &contact), [("contact".into(), "open".into())]);
    assert_eq!(event_names("contact", &contact), ["contact.received"]);
    let decided = [contact[0], contact[1], ("decision", "REFERRAL"), ("decided_at", "26/11/2026 09:15")];
    let over = [("contact".into(), "closed".into()), ("contact_decided".into(), "2026-11-26".into())];
    assert_eq!(work("contact", &decided), over, "the queue tells the referrer what was decided, by its day");
    assert_eq!(event_names("contact", &decided), ["contact.received", "contact.decided"]);
}

#[test]
fn a_contact_is_not_decided_before_it_is_received() {
    let values = [("received_at", "25/11/2026 16:40"), ("source", "6"), ("decided_at", "25/11/2026 16:39")];
    assert_eq!(refused_at("contact", &values), ["decided_at"]);
}

/// Q019: a referral holds date, source, outcome, worker and the time of the decision.
#[test]
fn q019_a_referral_holds_date_source_outcome_worker_and_time_of_decision() {
    let values = [
        ("received_on", "25/11/2026"),
        ("source", "2A"),
        ("outcomes", "SINGLE_ASSESSMENT_FLAG"),
        ("worker", "0190c2a0000070008000000000000001"),
        ("decided_at", "26/11/2026 11:00"),
    ];
    assert!(refused_at("social_care_episode", &values).is_empty());
    let rewritten = (kind("social_care_episode").rewrite)(&typed("social_care_episode", &values)).unwrap();
    assert!(values.iter().all(|(name, _)| rewritten.get(name).is_some()));
}

#[test]
fn a_referral_knows_the_moment_where_the_clock_needs_it() {
    let made = (kind("social_care_episode").events)(&typed(
        "social_care_episode",
        &[("received_on", "25/11/2026"), ("received_at", "25/11/2026 16:40")],
    ));
    assert_eq!(made[0].at.map(|at| at.to_string()).as_deref(), Some("2026-11-25T16:40:00Z"));
    let another_day = [("received_on", "25/11/2026"), ("received_at", "26/11/2026 00:10")];
    assert_eq!(refused_at("social_care_episode", &another_day), ["received_at"]);
}

#[test]
fn an_episode_that_is_open_has_no_reason_for_closure() {
    let values = [("received_on", "25/11/2026"), ("closure_reason", "RC7")];
    assert_eq!(refused_at("social_care_episode", &values), ["closed_on"]);
}

#[test]
fn an_agency_is_chased_until_it_answers() {
    let asked = [("agency", "POLICE"), ("asked_at", "25/11/2026 10:00"), ("answer_by", "26/11/2026")];
    let rows = (kind("mash_enquiry").work)(&typed("mash_enquiry", &asked));
    assert_eq!((rows[0].kind, rows[0].due), ("enquiry", Some(jiff::civil::date(2026, 11, 26))));
}

#[test]
fn the_factor_that_says_there_is_none_stands_alone() {
    let assessed = |factors| refused_at("assessment", &[("started", "1/7/2026"), ("factors", factors)]);
    assert!(assessed("21").is_empty());
    assert!(assessed("3B, 4B").is_empty());
    assert_eq!(assessed("21, 4B"), ["factors"]);
}

#[test]
fn an_assessment_that_finds_no_need_says_so_when_it_is_authorised() {
    let open = [("started", "1/7/2026"), ("not_in_need", "yes")];
    assert_eq!(event_names("assessment", &open), ["assessment.started"]);
    let done = [open[0], open[1], ("authorised_on", "20/8/2026"), ("seen_on", "3/7/2026, 10/7/2026")];
    assert_eq!(
        event_names("assessment", &done),
        ["assessment.started", "assessment.authorised", "assessment.not_in_need", "child.seen", "child.seen"]
    );
}

#[test]
fn a_child_who_was_not_seen_was_not_seen_alone() {
    let values = [("started", "1/7/2026"), ("child_seen", "no"), ("seen_alone", "yes"), ("seen_on", "3/7/2026")];
    assert_eq!(refused_at("assessment", &values), ["seen_on", "seen_alone"]);
}
