//! The adoption wall.

use hearth_access::{
    Action, Context, FileFacts, Purpose, Refusal, Role, Second, Subject,
    sample::{team_no, worker_no},
};
use hearth_record::FileType;

use crate::world::{
    POLICIES, all_dana, dana, declared, file, glass, held_by_team, hours, may, noon, permit, refusal, walled,
};

#[test]
fn behind_the_wall_a_file_reads_like_one_that_never_was() {
    let shown = |r: &Refusal| (r.why.clone(), r.who_can.clone(), r.next_step.clone(), r.existence_hidden);
    for action in Action::ALL {
        if action.object() == hearth_access::action::Object::Authority {
            continue;
        }
        let refusal = refusal(&dana(Role::SocialWorker), *action, &walled());
        assert_eq!(shown(&refusal), shown(&Refusal::no_such_file()), "{action}");
    }
}

#[test]
fn the_audit_still_learns_which_policy_hid_the_file() {
    assert_eq!(refusal(&dana(Role::SocialWorker), Action::Find, &walled()).policies[0], "adoption_wall");
}

#[test]
fn every_connection_at_once_leads_nobody_through_the_wall() {
    let dana_id = worker_no(1);
    let everything = FileFacts { walled: true, broken_glass: vec![glass(dana_id, noon() + hours(4))], ..all_dana() };
    for role in Role::ALL.iter().filter(|role| **role != Role::AdoptionWorker) {
        let subject = Subject { teams: vec![team_no(1)], ..dana(*role) };
        for action in Action::ALL {
            assert!(!may(&subject, *action, &everything), "{role} may {action}");
        }
    }
}

#[test]
fn an_adoption_file_is_behind_the_wall_even_when_nobody_marked_it() {
    let facts = FileFacts { file_type: FileType::Adoption, ..all_dana() };
    assert!(refusal(&dana(Role::SocialWorker), Action::OpenFile, &facts).existence_hidden);
    assert!(!may(&dana(Role::SocialWorker), Action::ListRow, &facts));
}

#[test]
fn the_adoption_worker_finds_the_child_and_opens_the_file_their_team_holds() {
    let worker = Subject { teams: vec![team_no(1)], ..dana(Role::AdoptionWorker) };
    let facts = FileFacts { involvements: vec![held_by_team(team_no(1))], ..walled() };
    assert!(may(&worker, Action::Find, &facts));
    assert!(may(&worker, Action::OpenFile, &facts));
    assert!(may(&worker, Action::Record, &facts));
}

#[test]
fn the_adoption_worker_says_that_it_is_for_adoption_support_when_nothing_else_explains_it() {
    let worker = dana(Role::AdoptionWorker);
    assert!(!may(&worker, Action::OpenFile, &walled()));
    let stated = Context::at(noon()).for_purpose(Purpose::AdoptionSupport);
    assert!(POLICIES.decide(&worker, Action::OpenFile, &walled(), &stated).is_permitted());
    assert!(!POLICIES.decide(&worker, Action::OpenFile, &file(), &stated).is_permitted(), "an ordinary file");
}

#[test]
fn a_declared_conflict_closes_the_file_behind_the_wall_too() {
    let facts = FileFacts { walled: true, conflicts: vec![declared(worker_no(1))], ..all_dana() };
    let refusal = refusal(&dana(Role::AdoptionWorker), Action::OpenFile, &facts);
    assert_eq!(refusal.policies, ["declared_conflict"]);
}

#[test]
fn after_a_hundred_years_the_adoption_service_disposes_with_the_records_approver() {
    let second = Second { worker: worker_no(2), role: Role::RecordsApprover };
    let context = Context::at(noon()).with_second(second);
    assert!(POLICIES.decide(&dana(Role::AdoptionWorker), Action::Destroy, &walled(), &context).is_permitted());
    assert!(!POLICIES.decide(&dana(Role::RecordsManager), Action::Destroy, &walled(), &context).is_permitted());
    assert!(!POLICIES.decide(&dana(Role::AdoptionWorker), Action::Destroy, &file(), &context).is_permitted());
}

#[test]
fn an_adoption_worker_is_an_ordinary_worker_on_this_side() {
    assert!(!may(&dana(Role::AdoptionWorker), Action::OpenFile, &file()));
    assert_eq!(permit(&dana(Role::AdoptionWorker), Action::OpenFile, &all_dana()).policies()[0], "allocated");
}

#[test]
fn the_adoption_service_hands_codes_over_into_a_care_file_that_it_may_not_open() {
    let worker = dana(Role::AdoptionWorker);
    assert!(may(&worker, Action::HandOver, &file()));
    assert!(!may(&worker, Action::OpenFile, &file()));
    for role in Role::ALL.iter().filter(|role| **role != Role::AdoptionWorker) {
        assert!(!may(&dana(*role), Action::HandOver, &all_dana()), "{role}");
    }
}

#[test]
fn nothing_is_handed_over_into_a_file_behind_the_wall_or_one_that_is_restricted() {
    let worker = dana(Role::AdoptionWorker);
    let adoption = FileFacts { file_type: FileType::Adoption, ..file() };
    let restricted = FileFacts { restricted: true, ..file() };
    for facts in [walled(), adoption, restricted] {
        assert!(!may(&worker, Action::HandOver, &facts), "{facts:?}");
    }
}

#[test]
fn what_was_handed_over_is_closed_to_whoever_else_opens_the_file_and_says_whom_to_ask() {
    let category = hearth_record::Category::Adopters;
    for action in [Action::ReadSection { category }, Action::Correct { category }] {
        let refusal = refusal(&dana(Role::SocialWorker), action, &all_dana());
        assert_eq!(refusal.policies, ["adopters_closed"]);
        assert!(refusal.next_step.contains("ask the adoption service"), "{}", refusal.next_step);
        assert!(may(&dana(Role::AdoptionWorker), action, &all_dana()), "{action}");
    }
    assert!(may(&dana(Role::DataAnalyst), Action::ReadReturn, &file()), "in a return the codes are read");
}
