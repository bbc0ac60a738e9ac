//! What takes two people: two human beings, not two accounts.

use hearth_access::{Action, Context, FileFacts, Role, Second, sample::worker_no};

use crate::world::{POLICIES, dana, file, task_of};

fn with(role: Role, action: Action, facts: &FileFacts, second: Option<(u8, Role)>) -> bool {
    let second = second.map(|(n, role)| Second { worker: worker_no(n), role });
    let context = Context { second, ..Context::at(crate::world::noon()) };
    POLICIES.decide(&dana(role), action, facts, &context).is_permitted()
}

#[test]
fn nobody_destroys_a_file_alone() {
    for role in Role::ALL {
        assert!(!with(*role, Action::Destroy, &file(), None), "{role}");
    }
}

#[test]
fn the_records_manager_destroys_with_the_records_approver() {
    assert!(with(Role::RecordsManager, Action::Destroy, &file(), Some((2, Role::RecordsApprover))));
    assert!(!with(Role::RecordsManager, Action::Destroy, &file(), Some((2, Role::RecordsManager))));
    assert!(!with(Role::RecordsApprover, Action::Destroy, &file(), Some((2, Role::RecordsManager))));
}

#[test]
fn a_second_account_is_not_a_second_person() {
    assert!(!with(Role::RecordsManager, Action::Destroy, &file(), Some((1, Role::RecordsApprover))));
    assert!(!with(Role::TeamManager, Action::Merge, &file(), Some((1, Role::HeadOfService))));
    let request = FileFacts { tasks: vec![task_of(worker_no(1))], ..file() };
    assert!(!with(Role::AccessOfficer, Action::Export, &request, Some((1, Role::Dpo))));
}

#[test]
fn two_managers_say_that_two_files_are_of_one_person() {
    assert!(with(Role::TeamManager, Action::Merge, &file(), Some((2, Role::MashManager))));
    assert!(!with(Role::TeamManager, Action::Merge, &file(), None));
    assert!(!with(Role::TeamManager, Action::Merge, &file(), Some((2, Role::SocialWorker))));
    assert!(!with(Role::SocialWorker, Action::Merge, &file(), Some((2, Role::TeamManager))));
}

#[test]
fn a_copy_leaves_only_on_a_request_and_with_a_second_person() {
    let request = FileFacts { tasks: vec![task_of(worker_no(1))], ..file() };
    assert!(with(Role::AccessOfficer, Action::Export, &request, Some((2, Role::Dpo))));
    assert!(!with(Role::AccessOfficer, Action::Export, &request, None));
    assert!(!with(Role::AccessOfficer, Action::Export, &file(), Some((2, Role::Dpo))), "no request");
    assert!(!with(Role::SocialWorker, Action::Export, &request, Some((2, Role::Dpo))));
}
