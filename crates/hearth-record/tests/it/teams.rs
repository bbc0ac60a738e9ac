//! What practice asks of the records of single teams: fostering, adoption, court, education, review, plans.

use hearth_record::Flag;

use crate::{event_names, events, kind, refused_at, typed, work};

#[test]
fn a_temporary_move_starts_no_visits_and_asks_for_no_placement_plan() {
    let moved =
        |code| event_names("placement", &[("placement_type", code), ("started", "1/7/2026"), ("ended", "8/7/2026")]);
    assert_eq!(moved("U4"), ["placement.started", "placement.ended"]);
    assert_eq!(moved("T1"), ["hospital_stay.started", "hospital_stay.ended"]);
    assert_eq!(moved("T3"), ["carer_holiday.started", "carer_holiday.ended"]);
    assert_eq!(moved("T4"), ["short_move.started", "short_move.ended"]);
    assert_eq!(moved("T2"), ["temporary_move.started", "temporary_move.ended"]);
}

#[test]
fn a_legal_status_that_lasts_hours_or_days_has_a_clock_of_its_own() {
    let began = |code| event_names("legal_status", &[("status", code), ("started", "1/7/2026")]);
    for (code, event) in [
        ("L1", "police_protection.started"),
        ("L2", "emergency_protection.started"),
        ("L3", "child_assessment.ordered"),
        ("J2", "pace_detention.started"),
        ("V3", "short_break.started"),
        ("C2", "legal_status.started"),
    ] {
        assert_eq!(began(code), [event], "{code}");
    }
}

#[test]
fn a_notice_of_the_end_of_a_placement_is_not_one_of_its_beginning() {
    let sent = |of| event_names("placement_notice", &[("notice_of", of), ("sent_on", "1/7/2026")]);
    assert_eq!(
        (sent("START"), sent("END")),
        (vec!["placement.notified".into()], vec!["placement.end_notified".into()])
    );
}

#[test]
fn a_return_interview_that_the_child_declined_is_over() {
    const EPISODE: &str = "0192f0c8a1b27c3d8e4f5a6b7c8d9e0f";
    let declined = [("missing_episode", EPISODE), ("declined", "2/7/2026")];
    assert_eq!(event_names("return_interview", &declined), ["return_interview.declined"]);
    assert!(work("return_interview", &declined).is_empty());
}

#[test]
fn an_allegation_against_a_foster_carer_is_one_for_the_designated_officer() {
    let raised =
        |kind| event_names("foster_concern", &[("raised_on", "1/7/2026"), ("concern_kind", kind), ("about", "x")]);
    assert!(raised("ALLEGATION").contains(&"allegation.known".to_owned()));
    assert!(!raised("STANDARDS").contains(&"allegation.known".to_owned()));
    let told =
        [("raised_on", "1/7/2026"), ("concern_kind", "ALLEGATION"), ("about", "x"), ("lado_told_on", "30/6/2026")];
    assert_eq!(refused_at("foster_concern", &told), ["lado_told_on"], "nobody is told of it before it is raised");
}

#[test]
fn an_unannounced_visit_to_a_foster_carer_counts_as_a_visit_too() {
    let visit = event_names("foster_supervision", &[("visited_on", "1/7/2026"), ("unannounced", "yes")]);
    assert_eq!(visit, ["foster_carer.visited", "foster_carer.visited_unannounced"]);
}

#[test]
fn the_letter_before_proceedings_starts_and_the_step_down_or_the_issue_ends_pre_proceedings() {
    let until = |outcome| {
        let values = [
            ("decided_on", "1/7/2026"),
            ("letter_on", "8/7/2026"),
            ("step_decided_on", "9/9/2026"),
            ("outcome", outcome),
        ];
        event_names("pre_proceedings", &values)
    };
    assert!(until("STEPDOWN").contains(&"pre_proceedings.stepped_down".to_owned()));
    assert!(until("ISSUE").contains(&"proceedings.decided".to_owned()));
    assert!(!until("ISSUE").contains(&"pre_proceedings.stepped_down".to_owned()));
}

#[test]
fn a_family_meeting_that_is_not_offered_needs_its_reason() {
    assert_eq!(refused_at("family_meeting", &[("not_offered_on", "1/7/2026")]), ["not_offered_because"]);
    let said = [("not_offered_on", "1/7/2026"), ("not_offered_because", "He would find her.")];
    assert!(refused_at("family_meeting", &said).is_empty());
}

#[test]
fn a_placement_order_before_the_decision_is_recorded_and_doubted() {
    let values = [("decided", "10/7/2026"), ("placement_order", "1/7/2026")];
    assert!(refused_at("permanence_case", &values).is_empty(), "practice out of order is recorded all the same");
    let doubts = (kind("permanence_case").doubts)(&typed("permanence_case", &values));
    assert_eq!(doubts.iter().map(|doubt| doubt.field).collect::<Vec<_>>(), [Some("placement_order")]);
    let in_order = [("decided", "1/7/2026"), ("placement_order", "10/7/2026")];
    assert!((kind("permanence_case").doubts)(&typed("permanence_case", &in_order)).is_empty());
}

#[test]
fn an_assessment_that_is_authorised_here_names_its_factors() {
    let authorised = [("started", "1/7/2026"), ("authorised_on", "20/7/2026")];
    assert!(refused_at("assessment", &authorised).is_empty(), "one from another system may have none");
    let lacks = (kind("assessment").lacks)(&typed("assessment", &authorised));
    assert_eq!(lacks.iter().map(|lack| lack.field).collect::<Vec<_>>(), [Some("factors")]);
    let mut none = authorised.to_vec();
    none.push(("factors", "21"));
    assert!((kind("assessment").lacks)(&typed("assessment", &none)).is_empty());
}

#[test]
fn a_child_has_the_flag_of_an_education_health_and_care_plan_while_it_runs() {
    let flags = |values: &[(&str, &str)]| (kind("special_needs").flags)(&typed("special_needs", values));
    assert_eq!(flags(&[("plan_started", "1/9/2025")]), [Flag::EhcPlan]);
    assert!(flags(&[("requested_on", "1/3/2025")]).is_empty());
    assert!(flags(&[("plan_started", "1/9/2025"), ("plan_ended", "1/7/2026")]).is_empty());
}

#[test]
fn accommodation_that_the_council_provides_brings_the_next_review_forward() {
    let moved = |ours| {
        event_names(
            "care_leaver_accommodation",
            &[("started", "1/7/2026"), ("accommodation", "D"), ("from_authority", ours)],
        )
    };
    assert_eq!(moved("yes"), ["accommodation.started", "care_leaver.moved"]);
    assert_eq!(moved("no"), ["accommodation.started"]);
}

#[test]
fn each_review_in_secure_accommodation_is_an_event_and_none_comes_before_it() {
    let reviewed = [("started_at", "1/7/2026 10:00"), ("reviewed", "20/7/2026\n18/10/2026")];
    let made = events("secure_accommodation", &reviewed);
    assert_eq!(made.iter().filter(|(name, _)| name == "secure_accommodation.reviewed").count(), 2);
    let early = [("started_at", "1/7/2026 10:00"), ("reviewed", "30/6/2026")];
    assert_eq!(refused_at("secure_accommodation", &early), ["reviewed"]);
}

#[test]
fn attendance_and_absence_come_to_no_more_than_the_whole() {
    let term = |percent, missed| {
        refused_at(
            "attendance",
            &[("started", "1/9/2026"), ("ended", "19/12/2026"), ("percent", percent), ("unauthorised", missed)],
        )
    };
    assert_eq!(term("90", "11"), ["unauthorised"]);
    assert!(term("90", "10").is_empty());
}

#[test]
fn what_is_to_be_done_waits_for_its_worker_until_it_is_done() {
    let agreed = [("action", "Ring the school"), ("agreed_on", "1/7/2026"), ("due", "8/7/2026")];
    assert_eq!(work("plan_action", &agreed), [("plan_action".into(), "open".into())]);
    let mut done = agreed.to_vec();
    done.push(("done_on", "3/7/2026"));
    assert!(work("plan_action", &done).is_empty());
}
