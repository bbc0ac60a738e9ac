//! Restricted files.

use hearth_access::{
    Action, FileFacts, Purpose, Role, Subject,
    sample::{team_no, worker_no},
};

use crate::world::{CORRECT, all_dana, dana, file, glass, held_by, held_by_team, hours, may, noon, permit, refusal};

#[test]
fn a_restricted_file_is_closed_even_to_its_allocated_worker_unless_named() {
    let facts = FileFacts { restricted: true, involvements: vec![held_by(worker_no(1))], ..file() };
    let refusal = refusal(&dana(Role::SocialWorker), Action::OpenFile, &facts);
    assert_eq!(refusal.policies, ["restricted"]);
    assert!(!refusal.existence_hidden, "that it is there is no secret");
    let named = FileFacts { permits: vec![worker_no(1)], ..facts };
    assert!(may(&dana(Role::SocialWorker), Action::OpenFile, &named));
    assert!(may(&dana(Role::SocialWorker), Action::ListRow, &named));
}

#[test]
fn a_name_on_the_list_opens_the_file_to_someone_else() {
    let facts = FileFacts { restricted: true, permits: vec![worker_no(1)], ..file() };
    assert_eq!(permit(&dana(Role::SocialWorker), Action::OpenFile, &facts).purpose(), Some(Purpose::Named));
    assert!(!may(&dana(Role::DataAnalyst), Action::OpenFile, &facts));
}

#[test]
fn a_restricted_file_is_found_but_stands_in_no_list() {
    let facts = FileFacts { restricted: true, involvements: vec![held_by(worker_no(1))], ..file() };
    assert!(may(&dana(Role::SocialWorker), Action::Find, &facts));
    assert!(!may(&dana(Role::SocialWorker), Action::ListRow, &facts));
}

#[test]
fn broken_glass_opens_a_restricted_file_for_reading_and_recording() {
    let broken = vec![glass(worker_no(1), noon() + hours(1))];
    let facts = FileFacts { restricted: true, broken_glass: broken, ..file() };
    let worker = dana(Role::SocialWorker);
    assert!(may(&worker, Action::OpenFile, &facts));
    assert!(may(&worker, Action::Record, &facts));
    for action in [CORRECT, Action::Print, Action::Export, Action::ListRow] {
        assert!(!may(&worker, action, &facts), "{action}");
    }
}

#[test]
fn the_returns_desk_does_not_see_a_restricted_child() {
    let facts = FileFacts { restricted: true, ..file() };
    assert!(may(&dana(Role::DataAnalyst), Action::ReadReturn, &file()));
    assert!(!may(&dana(Role::DataAnalyst), Action::ReadReturn, &facts));
    assert!(!may(&dana(Role::DataAnalyst), Action::ListRow, &facts));
}

#[test]
fn the_manager_of_the_team_restricts_and_names() {
    let facts = FileFacts { restricted: true, involvements: vec![held_by_team(team_no(1))], ..file() };
    let manager = Subject { teams: vec![team_no(1)], ..dana(Role::TeamManager) };
    assert!(may(&manager, Action::Restrict, &facts));
    assert!(!may(&dana(Role::TeamManager), Action::Restrict, &facts), "another team's manager");
    assert!(may(&dana(Role::HeadOfService), Action::Restrict, &facts));
    assert!(!may(&dana(Role::SocialWorker), Action::Restrict, &all_dana()));
}
