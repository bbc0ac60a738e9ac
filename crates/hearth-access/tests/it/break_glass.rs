//! Break-glass: four hours, a reason, never blocked by a late review.

use hearth_access::{
    Action, FileFacts, Purpose, Role,
    break_glass::{self, NotAReason, Reason, break_glass},
    sample::worker_no,
};
use jiff::SignedDuration;

use crate::world::{dana, file, hours, may, may_at, noon, permit};

fn reason() -> Reason {
    Reason::new("Police ask whether the baby may stay at this address tonight").ok().unwrap()
}

fn broken() -> FileFacts {
    let broken = break_glass(worker_no(1), None, reason(), noon(), 0);
    FileFacts { broken_glass: vec![broken.glass], ..file() }
}

#[test]
fn the_glass_opens_the_file_for_four_hours_and_not_a_moment_longer() {
    let worker = dana(Role::SocialWorker);
    let last_moment = noon() + hours(4) - SignedDuration::from_millis(1);
    assert!(may_at(&worker, Action::OpenFile, &broken(), noon()));
    assert!(may_at(&worker, Action::OpenFile, &broken(), last_moment));
    assert!(!may_at(&worker, Action::OpenFile, &broken(), noon() + hours(4)));
}

#[test]
fn the_read_is_kept_as_break_glass() {
    let permit = permit(&dana(Role::SocialWorker), Action::OpenFile, &broken());
    assert_eq!(permit.purpose(), Some(Purpose::BrokenGlass));
    assert_eq!(permit.because(), ["you broke the glass with a reason"]);
}

#[test]
fn my_glass_is_not_my_colleagues() {
    let colleague = hearth_access::sample::subject_of(Role::SocialWorker, worker_no(2));
    assert!(!may(&colleague, Action::OpenFile, &broken()));
}

#[test]
fn who_works_with_children_breaks_the_glass_and_nobody_else_does() {
    let may_not = [
        Role::Administrator,
        Role::DataAnalyst,
        Role::AccessOfficer,
        Role::ComplaintsOfficer,
        Role::Dpo,
        Role::RecordsManager,
        Role::RecordsApprover,
        Role::AssetOwner,
        Role::Lawyer,
        Role::PartnerSchool,
        Role::PartnerPolice,
        Role::PanelAdviser,
    ];
    for role in Role::ALL {
        let expected = !may_not.contains(role);
        assert_eq!(may(&dana(*role), Action::BreakGlass, &file()), expected, "{role}");
        assert_eq!(may(&dana(*role), Action::OpenFile, &broken()), expected, "{role} after");
    }
}

#[test]
fn a_late_review_is_said_and_never_stands_in_the_way() {
    for overdue in [0, 1, 40] {
        let broken = break_glass(worker_no(1), None, reason(), noon(), overdue);
        assert_eq!(broken.glass.until, noon() + hours(4));
        assert_eq!(broken.reminder.is_some(), overdue > 0);
    }
}

#[test]
fn a_reason_is_at_least_a_sentence() {
    for short in ["", "  ", "urgent", "need to see", "child child child child child", "1 2 3 4 5 6", "!! ?? .. ,, ;;"] {
        assert!(matches!(Reason::new(short), Err(NotAReason::TooShort)), "{short}");
    }
    let long = "word four times different ".repeat(break_glass::MOST_CHARACTERS);
    assert!(matches!(Reason::new(&long), Err(NotAReason::TooLong)));
    assert_eq!(reason().text(), "Police ask whether the baby may stay at this address tonight");
}

#[test]
fn the_four_hours_are_hours_across_a_clock_change() {
    let before_spring_forward = "2027-03-28T00:30:00Z".parse().unwrap();
    let broken = break_glass(worker_no(1), None, reason(), before_spring_forward, 0);
    assert_eq!(broken.glass.until.duration_since(before_spring_forward), hours(4));
}
