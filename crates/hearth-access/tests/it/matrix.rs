//! The whole table: what each connection allows, and what each role does in the authority.

use hearth_access::{
    Action, Context, FileFacts, Purpose, Role, Second, Subject,
    action::Object,
    facts::{Involvement, InvolvementRole, Stage, Task},
    sample::{authority, team_no, worker_no},
};

use crate::world::{POLICIES, dana, file, glass, held_by, held_by_team, hours, may, noon, refusal, task_of};

/// The codes of the actions on a file that are permitted, second person and all.
fn allowed(role: Role, facts: &FileFacts, purpose: Option<Purpose>, second: Option<Role>) -> String {
    let subject = Subject { teams: vec![team_no(1)], ..dana(role) };
    let second = second.map(|role| Second { worker: worker_no(2), role });
    let context = Context { purpose, second, ..Context::at(noon()) };
    let permitted = |action: &&Action| POLICIES.decide(&subject, **action, facts, &context).is_permitted();
    let codes: Vec<_> = Action::ALL.iter().filter(permitted).map(|action| action.code()).collect();
    codes.join(" ")
}

const FULL: &str = "open_file read_section record correct print find list_row break_glass share";
const HOLDS: &str = "open_file read_section record correct print find list_row break_glass take_request share";
const REVIEW: &str = "open_file read_section record correct correct_review print find list_row break_glass share";
const READ_AND_ADD: &str = "open_file read_section record find break_glass";

#[test]
fn what_each_connection_allows_a_social_worker() {
    let dana = worker_no(1);
    let reviews = Involvement { role: InvolvementRole::Reviews, ..held_by(dana) };
    let table = [
        (file(), "find break_glass"),
        (FileFacts { involvements: vec![held_by(dana)], ..file() }, HOLDS),
        (FileFacts { involvements: vec![held_by_team(team_no(1))], ..file() }, HOLDS),
        (FileFacts { involvements: vec![reviews], ..file() }, REVIEW),
        (FileFacts { tasks: vec![task_of(dana)], ..file() }, FULL),
        (FileFacts { tasks: vec![Task { worker: None, team: Some(team_no(1)) }], ..file() }, FULL),
        (FileFacts { sibling_involvements: vec![held_by(dana)], ..file() }, READ_AND_ADD),
        (FileFacts { broken_glass: vec![glass(dana, noon() + hours(1))], ..file() }, READ_AND_ADD),
        (FileFacts { permits: vec![dana], ..file() }, "open_file read_section record print find break_glass share"),
        (FileFacts { stage: Stage::FrontDoor, ..file() }, "find break_glass"),
    ];
    for (facts, expected) in table {
        assert_eq!(allowed(Role::SocialWorker, &facts, None, None), expected, "{facts:?}");
    }
}

#[test]
fn what_the_front_door_allows_those_who_work_it() {
    let at_the_door = FileFacts { stage: Stage::FrontDoor, ..file() };
    let closed = FileFacts { stage: Stage::Closed, ..file() };
    let with = |whole: &str, at: &str, more: &str| whole.replacen(at, &format!("{more}{at}"), 1);
    assert_eq!(
        allowed(Role::ContactOfficer, &at_the_door, None, None),
        with(FULL, "find", "know_referrer "),
        "whoever takes a contact does not decide it"
    );
    assert!(allowed(Role::MashManager, &at_the_door, None, None).contains("decide_contact know_referrer"));
    assert!(!allowed(Role::TeamManager, &at_the_door, None, None).contains("decide_contact"));
    assert_eq!(
        allowed(Role::ContactOfficer, &closed, Some(Purpose::FrontDoorCheck), None),
        with(READ_AND_ADD, "find", "know_referrer ")
    );
    assert_eq!(
        allowed(Role::EdtWorker, &file(), None, None),
        "open_file read_section record print find break_glass share"
    );
    for purpose in Purpose::ALL.iter().filter(|purpose| **purpose != Purpose::FrontDoorCheck) {
        for role in [Role::ContactOfficer, Role::EdtWorker] {
            assert_eq!(allowed(role, &closed, Some(*purpose), None), "find break_glass", "{role} for {purpose:?}");
        }
    }
}

#[test]
fn a_wrong_word_for_the_purpose_opens_nothing() {
    let walled = FileFacts { walled: true, ..file() };
    for purpose in Purpose::ALL {
        if *purpose != Purpose::Oversight {
            assert!(!allowed(Role::HeadOfService, &file(), Some(*purpose), None).contains("open_file"), "{purpose:?}");
        }
        if *purpose != Purpose::AdoptionSupport {
            assert!(!allowed(Role::AdoptionWorker, &walled, Some(*purpose), None).contains("open_file"), "{purpose:?}");
        }
    }
    assert_eq!(
        allowed(Role::HeadOfService, &file(), Some(Purpose::Oversight), None),
        "open_file read_section print find break_glass approve_access restrict read_return approve_share"
    );
    let adoption = allowed(Role::AdoptionWorker, &walled, Some(Purpose::AdoptionSupport), None);
    assert_eq!(adoption, format!("{READ_AND_ADD} read_retention"), "the adoption service disposes of its own files");
}

#[test]
fn an_adoption_worker_destroys_nothing_alone_or_with_a_colleague() {
    let walled = FileFacts { walled: true, ..file() };
    assert!(!allowed(Role::AdoptionWorker, &walled, None, None).contains("destroy"));
    for second in Role::ALL {
        let destroys = allowed(Role::AdoptionWorker, &walled, None, Some(*second)).contains("destroy");
        assert_eq!(destroys, *second == Role::RecordsApprover, "{second}");
    }
}

#[test]
fn a_restriction_closes_every_door_but_finding_glass_approval_and_its_own() {
    let dana = worker_no(1);
    let facts = FileFacts {
        restricted: true,
        involvements: vec![held_by(dana)],
        tasks: vec![task_of(dana)],
        stage: Stage::FrontDoor,
        ..file()
    };
    let left = [
        (Role::SocialWorker, "find break_glass"),
        (Role::TeamManager, "find break_glass approve_access restrict"),
        (Role::DataAnalyst, ""),
        (Role::PartnerPolice, ""),
        (Role::AccessOfficer, "find read_audit"),
        (Role::RecordsManager, "find destroy read_retention"),
    ];
    for (role, expected) in left {
        assert_eq!(allowed(role, &facts, None, Some(Role::RecordsApprover)), expected, "{role}");
        let with_a_manager = allowed(role, &facts, None, Some(Role::HeadOfService));
        assert!(!with_a_manager.contains("merge"), "{role}: {with_a_manager}");
    }
}

#[test]
fn the_manager_who_holds_a_file_alone_may_restrict_it() {
    let facts = FileFacts { involvements: vec![held_by(worker_no(1))], ..file() };
    assert!(may(&dana(Role::TeamManager), Action::Restrict, &facts));
}

#[test]
fn a_request_that_the_team_has_lets_an_access_officer_answer_who_looked() {
    let facts = FileFacts { tasks: vec![Task { worker: None, team: Some(team_no(1)) }], ..file() };
    let seen = allowed(Role::AccessOfficer, &facts, None, Some(Role::Dpo));
    assert_eq!(seen, "open_file read_section record correct print export find list_row take_request read_audit share");
}

#[test]
fn writing_down_that_a_request_came_opens_no_file_and_passes_no_wall() {
    for role in [Role::AccessOfficer, Role::ComplaintsOfficer, Role::Dpo] {
        let may = allowed(role, &file(), None, None);
        assert!(may.contains("take_request") && !may.contains("open_file"), "{role}: {may}");
        for closed in [FileFacts { walled: true, ..file() }, FileFacts { restricted: true, ..file() }] {
            assert!(!allowed(role, &closed, None, None).contains("take_request"), "{role}");
        }
    }
    assert!(!allowed(Role::SocialWorker, &file(), None, None).contains("take_request"), "a child of somebody else");
}

#[test]
fn a_desk_without_narrative_is_told_so_rather_than_sent_to_break_glass() {
    for role in [Role::DataAnalyst, Role::RecordsManager, Role::RecordsApprover] {
        let refusal = refusal(&dana(role), Action::OpenFile, &file());
        assert_eq!(refusal.policies[0], "no_narrative", "{role}");
        assert!(!refusal.next_step.contains("glass"), "{role}");
    }
}

#[test]
fn what_each_role_does_in_the_authority() {
    let practitioner = "search start_file";
    let front_door = "search view_queue start_file";
    let table = [
        (Role::ContactOfficer, front_door),
        (Role::MashManager, "search view_queue view_reports start_file review_access review_doubles read_sharing"),
        (Role::SocialWorker, practitioner),
        (Role::TeamManager, "search view_queue view_reports start_file review_access review_doubles read_sharing"),
        (Role::CasWorker, practitioner),
        (Role::CorporateParent, practitioner),
        (Role::FosteringWorker, practitioner),
        (Role::PanelAdviser, "search"),
        (Role::AdoptionWorker, "hand_over search start_file propose_disposal ask_after_destroyed"),
        (Role::Iro, practitioner),
        (Role::PersonalAdviser, practitioner),
        (
            Role::HeadOfService,
            "search view_queue view_reports start_file run_return sign_return review_access read_sharing",
        ),
        (Role::DataAnalyst, "view_reports run_return import"),
        (Role::AccessOfficer, "search ask_after_destroyed read_requests"),
        (Role::ComplaintsOfficer, "search read_requests"),
        (
            Role::Dpo,
            "read_audit search view_reports read_register review_access read_sharing ask_after_destroyed read_requests manage_holds \
             approve_notice",
        ),
        (Role::RecordsManager, "search view_reports review_doubles propose_disposal ask_after_destroyed manage_holds"),
        (Role::RecordsApprover, "approve_disposal ask_after_destroyed manage_holds"),
        (Role::Administrator, "read_register manage_accounts change_settings"),
        (Role::EdtWorker, front_door),
        (Role::AssetOwner, "view_reports read_register approve_rules manage_holds"),
        (Role::Lawyer, "search ask_after_destroyed"),
        (Role::PartnerSchool, ""),
        (Role::PartnerPolice, ""),
        (Role::HealthPractitioner, practitioner),
    ];
    assert_eq!(table.len(), Role::ALL.len());
    for (role, expected) in table {
        let context = Context::at(noon());
        let permitted = |action: &&Action| {
            action.object() != Object::File
                && POLICIES.decide_at(&dana(role), **action, &authority("sefton"), &context).is_permitted()
        };
        let codes: Vec<_> = Action::ALL.iter().filter(permitted).map(|action| action.code()).collect();
        assert_eq!(codes.join(" "), expected, "{role}");
    }
}
