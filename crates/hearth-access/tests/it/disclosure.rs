//! What leaves the council by way of a lawyer or the data protection officer.

use hearth_access::{Action, FileFacts, Role, sample::worker_no};

use crate::world::{dana, file, held_by, may, task_of};

#[test]
fn a_bundle_goes_to_the_parties_by_the_lawyer_of_the_case_alone() {
    let on_the_case = FileFacts { tasks: vec![task_of(worker_no(1))], ..file() };
    for role in Role::ALL {
        let lawyer = *role == Role::Lawyer;
        assert_eq!(may(&dana(*role), Action::ReleaseToCourt, &on_the_case), lawyer, "{role}");
        assert!(!may(&dana(*role), Action::ReleaseToCourt, &file()), "{role} without the case");
    }
    let held = FileFacts { involvements: vec![held_by(worker_no(1))], ..file() };
    assert!(!may(&dana(Role::SocialWorker), Action::ReleaseToCourt, &held), "whoever works with the child proposes");
}

#[test]
fn the_data_protection_officer_clears_a_disclosure_of_a_file_that_stays_closed() {
    assert!(may(&dana(Role::Dpo), Action::ClearDisclosure, &file()));
    assert!(!may(&dana(Role::Dpo), Action::OpenFile, &file()));
    let on_the_case = FileFacts { tasks: vec![task_of(worker_no(1))], ..file() };
    assert!(may(&dana(Role::Lawyer), Action::ClearDisclosure, &on_the_case));
    for role in Role::ALL.iter().filter(|role| !matches!(role, Role::Dpo)) {
        assert!(!may(&dana(*role), Action::ClearDisclosure, &file()), "{role}");
    }
}
