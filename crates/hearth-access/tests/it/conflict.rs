//! Conflicts of interest.

use hearth_access::{
    Action, Context, FileFacts, Role, Second,
    facts::{BrokenGlass, Conflict},
    sample::worker_no,
};

use crate::world::{POLICIES, all_dana, dana, declared, detected, glass, hours, may, noon, refusal};

const DANA: u8 = 1;
const COLLEAGUE: u8 = 2;

fn seconded_glass() -> BrokenGlass {
    BrokenGlass { approved_by: Some(worker_no(COLLEAGUE)), ..glass(worker_no(DANA), noon() + hours(1)) }
}

#[test]
fn a_declared_conflict_never_yields() {
    let yielded = Conflict { yielded_to: Some(worker_no(COLLEAGUE)), ..declared(worker_no(DANA)) };
    let facts = FileFacts { conflicts: vec![yielded], broken_glass: vec![seconded_glass()], ..all_dana() };
    let second = Second { worker: worker_no(COLLEAGUE), role: Role::HeadOfService };
    let context = Context::at(noon()).with_second(second);
    for role in Role::ALL {
        for action in Action::ALL {
            assert!(!POLICIES.decide(&dana(*role), *action, &facts, &context).is_permitted(), "{role} may {action}");
        }
    }
}

#[test]
fn a_declared_conflict_is_the_workers_own_and_closes_nothing_to_colleagues() {
    let facts = FileFacts { conflicts: vec![declared(worker_no(COLLEAGUE))], ..all_dana() };
    assert!(may(&dana(Role::SocialWorker), Action::OpenFile, &facts));
}

#[test]
fn a_detected_conflict_closes_the_file_until_a_second_person_has_looked() {
    let closed = FileFacts { conflicts: vec![detected(worker_no(DANA))], ..all_dana() };
    let worker = dana(Role::SocialWorker);
    for action in [Action::OpenFile, Action::Record, Action::ListRow, Action::Find, Action::Print] {
        assert_eq!(refusal(&worker, action, &closed).policies, ["detected_conflict"], "{action}");
    }
    let looked = Conflict { yielded_to: Some(worker_no(COLLEAGUE)), ..detected(worker_no(DANA)) };
    let open = FileFacts { conflicts: vec![looked], ..all_dana() };
    assert!(may(&worker, Action::OpenFile, &open));
    assert!(may(&worker, Action::ListRow, &open));
}

#[test]
fn nobody_sets_their_own_detected_conflict_aside() {
    let own = Conflict { yielded_to: Some(worker_no(DANA)), ..detected(worker_no(DANA)) };
    let facts = FileFacts { conflicts: vec![own], ..all_dana() };
    assert!(!may(&dana(Role::SocialWorker), Action::OpenFile, &facts));
    let manager = dana(Role::TeamManager);
    let facts = FileFacts { conflicts: vec![detected(worker_no(DANA))], ..all_dana() };
    assert!(!may(&manager, Action::ApproveAccess, &facts));
}

#[test]
fn two_detected_conflicts_need_two_looks() {
    let looked = Conflict { yielded_to: Some(worker_no(COLLEAGUE)), ..detected(worker_no(DANA)) };
    let facts = FileFacts { conflicts: vec![looked, detected(worker_no(DANA))], ..all_dana() };
    assert!(!may(&dana(Role::SocialWorker), Action::OpenFile, &facts));
}

#[test]
fn a_manager_without_a_conflict_looks_at_a_colleagues() {
    let facts = FileFacts { conflicts: vec![detected(worker_no(COLLEAGUE))], ..all_dana() };
    assert!(may(&dana(Role::TeamManager), Action::ApproveAccess, &facts));
    assert!(!may(&dana(Role::SocialWorker), Action::ApproveAccess, &facts));
}

#[test]
fn breaking_the_glass_on_a_detected_conflict_takes_a_second_person() {
    let facts = FileFacts { conflicts: vec![detected(worker_no(DANA))], ..all_dana() };
    let worker = dana(Role::SocialWorker);
    let refusal = refusal(&worker, Action::BreakGlass, &facts);
    assert_eq!(refusal.policies, ["detected_conflict_glass"]);
    let with = |second| {
        let context = Context::at(noon()).with_second(second);
        POLICIES.decide(&worker, Action::BreakGlass, &facts, &context).is_permitted()
    };
    assert!(with(Second { worker: worker_no(COLLEAGUE), role: Role::TeamManager }));
    assert!(!with(Second { worker: worker_no(COLLEAGUE), role: Role::SocialWorker }), "not a manager");
    assert!(!with(Second { worker: worker_no(DANA), role: Role::TeamManager }), "her own second account");
}

#[test]
fn glass_approved_by_a_second_person_opens_a_detected_conflict_for_its_hours() {
    let worker = dana(Role::SocialWorker);
    let with =
        |glass| FileFacts { conflicts: vec![detected(worker_no(DANA))], broken_glass: vec![glass], ..all_dana() };
    let alone = glass(worker_no(DANA), noon() + hours(1));
    assert!(!may(&worker, Action::OpenFile, &with(alone.clone())));
    let own = BrokenGlass { approved_by: Some(worker_no(DANA)), ..alone };
    assert!(!may(&worker, Action::OpenFile, &with(own)));
    assert!(may(&worker, Action::OpenFile, &with(seconded_glass())));
    assert!(may(&worker, Action::Record, &with(seconded_glass())));
    assert!(!may(&worker, Action::ListRow, &with(seconded_glass())), "it opens one file and lists nothing");
    let over = BrokenGlass { until: noon(), ..seconded_glass() };
    assert!(!may(&worker, Action::OpenFile, &with(over)));
}
