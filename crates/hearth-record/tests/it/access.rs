//! Restrictions, conflicts of interest and broken glass.

use hearth_record::{Flag, clear};

use crate::{kind, refused_at, typed, work};

const ASH: &str = "0190c2a0000070008000000000000004";
const ELM: &str = "0190c2a0000070008000000000000005";

#[test]
fn a_restricted_file_names_each_worker_who_may_open_it_until_it_is_lifted() {
    let allowed = format!("{ASH}, {ELM}");
    let set = [("set_at", "1/7/2026 10:00"), ("reason", "a worker's own child"), ("allowed", &*allowed)];
    assert_eq!(work("restriction", &set), [(clear::NAMED.into(), "open".into()), (clear::NAMED.into(), "open".into())]);
    assert_eq!((kind("restriction").flags)(&typed("restriction", &set)), [Flag::Restricted]);
    let lifted = [set[0], set[1], set[2], ("lifted_at", "2/7/2026 10:00")];
    assert!(work("restriction", &lifted).is_empty());
    assert!((kind("restriction").flags)(&typed("restriction", &lifted)).is_empty());
}

#[test]
fn a_detected_conflict_yields_to_a_second_person_and_a_declared_one_never() {
    let known = |kind, second: Option<&'static str>| {
        let mut values = vec![("worker", ASH), ("conflict_kind", kind), ("noted_at", "1/7/2026 10:00")];
        values.extend(second.map(|second| ("yielded_to", second)));
        values
    };
    let rows = |kind, second| work("conflict_of_interest", &known(kind, second));
    assert_eq!(rows("DETECTED", None), [(clear::CONFLICT.into(), clear::DETECTED.into())]);
    assert!(rows("DETECTED", Some(ELM)).is_empty());
    assert_eq!(rows("DECLARED", Some(ELM)), [(clear::CONFLICT.into(), clear::DECLARED.into())]);
    assert_eq!(refused_at("conflict_of_interest", &known("DECLARED", Some(ELM))), ["yielded_to"]);
    // Nobody sets their own tie aside.
    assert_eq!(rows("DETECTED", Some(ASH)).len(), 1);
    assert_eq!(refused_at("conflict_of_interest", &known("DETECTED", Some(ASH))), ["yielded_to"]);
}

#[test]
fn broken_glass_says_in_clear_until_when_it_lasts_and_who_approved() {
    let values = [
        ("worker", ASH),
        ("reason", "police ask whether the child may go home"),
        ("at", "1/7/2026 23:00"),
        ("until", "2/7/2026 03:00"),
        ("approved_by", ELM),
    ];
    assert_eq!(
        work("broken_glass", &values),
        [
            (clear::BROKEN_GLASS.into(), "2026-07-02T02:00:00Z".into()),
            (clear::GLASS_APPROVED.into(), "2026-07-02T02:00:00Z".into()),
            (clear::GLASS_REVIEW.into(), clear::OPEN.into()),
        ]
    );
    assert!(refused_at("broken_glass", &values).is_empty());
}

#[test]
fn what_governs_access_is_written_by_acts_and_never_by_a_form() {
    for name in ["restriction", "conflict_of_interest", "broken_glass", "same_person"] {
        assert!(kind(name).given, "{name}");
    }
}
