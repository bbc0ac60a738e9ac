//! Child protection, children in need and exploitation.

use hearth_record::Flag;

use crate::{event_names, kind, refused_at, typed, work};

#[test]
fn a_conference_on_a_saturday_is_refused() {
    let held = |on| refused_at("conference", &[("conference_kind", "INITIAL"), ("held_on", on)]);
    assert_eq!(held("21/11/2026"), ["held_on"]);
    assert_eq!(held("22/11/2026"), ["held_on"]);
    assert!(held("20/11/2026").is_empty());
    assert_eq!(
        refused_at("conference", &[("conference_kind", "REVIEW"), ("planned_for", "21/11/2026")]),
        ["planned_for"]
    );
}

#[test]
fn a_transfer_in_conference_counts_as_initial_and_its_clock_starts_when_we_are_told() {
    let held = |kind| event_names("conference", &[("conference_kind", kind), ("held_on", "20/11/2026")]);
    assert_eq!(held("TRANSFER_IN"), ["conference.initial_held"]);
    assert_eq!(held("REVIEW"), ["conference.review_held"]);
    let told = [("conference_kind", "TRANSFER_IN"), ("told_of_move_on", "2/11/2026")];
    assert_eq!(event_names("conference", &told), ["cp_transfer.told"]);
}

#[test]
fn a_child_has_the_flag_of_a_plan_while_it_runs() {
    for (name, flag, needs) in [
        ("cp_plan", Flag::ProtectionPlan, ("initial_category", "NEG")),
        ("cin_plan", Flag::InNeedPlan, ("started", "1/7/2026")),
        ("mace_plan", Flag::ExploitationPlan, ("risk_level", "SIGNIFICANT")),
    ] {
        let running = [("started", "1/7/2026"), needs];
        assert_eq!((kind(name).flags)(&typed(name, &running)), [flag]);
        assert_eq!(work(name, &running), [(name.into(), "open".into())]);
        let over = [("started", "1/7/2026"), needs, ("ended", "2/7/2026")];
        assert!((kind(name).flags)(&typed(name, &over)).is_empty());
        assert_eq!(work(name, &over), [(name.into(), "closed".into())]);
    }
}

#[test]
fn a_plan_that_ends_before_it_starts_is_refused() {
    let values = [("started", "2/7/2026"), ("ended", "1/7/2026"), ("initial_category", "NEG")];
    assert_eq!(refused_at("cp_plan", &values), ["ended"]);
}

#[test]
fn an_enquiry_of_a_census_is_over_when_no_conference_is_needed() {
    let state =
        |required| work("s47_enquiry", &[("started", "1/7/2026"), ("conference_required", required)])[0].1.clone();
    assert_eq!(state("yes"), "open");
    assert_eq!(state("no"), "closed");
}

#[test]
fn a_strategy_discussion_out_of_hours_belongs_to_its_day_in_england() {
    let made = (kind("strategy_discussion").events)(&typed("strategy_discussion", &[("held_at", "1/7/2026 00:30")]));
    assert_eq!(made[0].on, jiff::civil::date(2026, 7, 1));
    assert_eq!(made[0].at.unwrap().to_string(), "2026-06-30T23:30:00Z");
}
