//! The front door, the emergency duty team and the partners at the hub.

use hearth_access::{
    Action, Context, FileFacts, Purpose, Role, Subject,
    facts::{Stage, Task},
    sample::{team_no, worker_no},
};

use crate::world::{POLICIES, dana, file, held_by, may, noon, permit, refusal, task_of};

fn at_the_front_door() -> FileFacts {
    FileFacts { stage: Stage::FrontDoor, ..file() }
}

#[test]
fn the_hub_opens_a_file_at_the_front_door_and_a_fostering_worker_does_not() {
    for role in [Role::ContactOfficer, Role::MashManager, Role::EdtWorker] {
        assert_eq!(permit(&dana(role), Action::OpenFile, &at_the_front_door()).purpose(), Some(Purpose::FrontDoor));
        assert!(may(&dana(role), Action::ListRow, &at_the_front_door()), "{role}");
    }
    assert!(!may(&dana(Role::FosteringWorker), Action::OpenFile, &at_the_front_door()));
    assert!(!may(&dana(Role::FosteringWorker), Action::ListRow, &at_the_front_door()));
}

#[test]
fn history_is_checked_for_a_new_contact_on_a_stated_purpose() {
    let officer = dana(Role::ContactOfficer);
    let closed = FileFacts { stage: Stage::Closed, ..file() };
    assert!(!may(&officer, Action::OpenFile, &closed));
    let stated = Context::at(noon()).for_purpose(Purpose::FrontDoorCheck);
    assert!(POLICIES.decide(&officer, Action::OpenFile, &closed, &stated).is_permitted());
    assert!(POLICIES.decide(&officer, Action::Record, &closed, &stated).is_permitted());
    assert!(!POLICIES.decide(&officer, Action::Print, &closed, &stated).is_permitted());
    let restricted = FileFacts { restricted: true, ..closed };
    assert!(!POLICIES.decide(&officer, Action::OpenFile, &restricted, &stated).is_permitted());
}

#[test]
fn out_of_hours_the_emergency_duty_team_opens_any_file_that_is_not_closed() {
    let worker = dana(Role::EdtWorker);
    assert_eq!(permit(&worker, Action::OpenFile, &file()).purpose(), Some(Purpose::OutOfHours));
    assert!(may(&worker, Action::Print, &file()));
    assert!(!may(&worker, Action::OpenFile, &FileFacts { stage: Stage::Closed, ..file() }));
    assert!(!may(&worker, Action::ListRow, &file()), "the whole authority is nobody's list");
}

#[test]
fn a_partner_sees_the_question_put_to_them_and_not_the_file() {
    for role in [Role::PartnerSchool, Role::PartnerPolice] {
        let partner = Subject { teams: vec![team_no(1)], ..dana(role) };
        let asked = FileFacts {
            tasks: vec![Task { worker: None, team: Some(team_no(1)) }],
            involvements: vec![held_by(worker_no(1))],
            permits: vec![worker_no(1)],
            stage: Stage::FrontDoor,
            ..file()
        };
        assert_eq!(permit(&partner, Action::AnswerEnquiry, &asked).purpose(), Some(Purpose::Enquiry));
        assert!(may(&partner, Action::ListRow, &asked));
        assert_eq!(refusal(&partner, Action::OpenFile, &asked).policies[0], "partner_no_content");
        for action in [Action::Find, Action::Record, Action::Print, Action::BreakGlass] {
            assert!(!may(&partner, action, &asked), "{role} may {action}");
        }
        assert!(!may(&partner, Action::AnswerEnquiry, &at_the_front_door()), "nobody asked");
    }
}

#[test]
fn a_task_alone_puts_a_file_on_a_workers_list() {
    let facts = FileFacts { tasks: vec![task_of(worker_no(1))], ..file() };
    assert!(may(&dana(Role::SocialWorker), Action::ListRow, &facts));
}
