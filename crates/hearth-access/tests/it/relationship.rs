//! What connects a worker with a file.

use hearth_access::{
    Action, Context, FileFacts, Purpose, Rights, Role, Subject,
    facts::{Involvement, InvolvementRole, Stage, Task},
    purpose_for,
    sample::{team_no, worker_no},
};

use crate::world::{
    CORRECT, MEDICAL, POLICIES, all_dana, dana, decide, file, held_by, held_by_team, may, noon, permit, refusal,
    task_of,
};

#[test]
fn a_worker_with_no_link_to_a_child_is_refused_and_told_what_to_do() {
    let refusal = refusal(&dana(Role::SocialWorker), Action::OpenFile, &file());
    assert_eq!(refusal.policies, ["purpose_needed"]);
    assert!(!refusal.existence_hidden);
    assert!(refusal.why.contains("nothing in the records connects you"), "{}", refusal.why);
    assert!(refusal.who_can.contains("team that holds the file"), "{}", refusal.who_can);
    assert!(refusal.next_step.contains("break-glass"), "{}", refusal.next_step);
}

#[test]
fn the_allocated_worker_opens_reads_records_corrects_and_prints() {
    let facts = FileFacts { involvements: vec![held_by(worker_no(1))], ..file() };
    for action in [Action::OpenFile, Action::Record, CORRECT, Action::Print, Action::ListRow] {
        assert!(may(&dana(Role::SocialWorker), action, &facts), "{action}");
    }
    let permit = permit(&dana(Role::SocialWorker), Action::OpenFile, &facts);
    assert_eq!(permit.file(), Some(facts.file));
    assert_eq!(permit.purpose(), Some(Purpose::DirectWork));
    assert_eq!(permit.because(), ["you are allocated to this person"]);
    assert_eq!(permit.policies(), ["allocated"]);
    assert_eq!(permit.given_at(), noon());
}

#[test]
fn an_allocation_that_has_ended_connects_nobody() {
    let ended = Involvement { open: false, ..held_by(worker_no(1)) };
    let facts = FileFacts { involvements: vec![ended], ..file() };
    assert!(!may(&dana(Role::SocialWorker), Action::OpenFile, &facts));
}

#[test]
fn the_team_that_holds_the_file_covers_for_a_colleague() {
    let facts = FileFacts { involvements: vec![held_by_team(team_no(1))], ..file() };
    let in_team = Subject { teams: vec![team_no(2), team_no(1)], ..dana(Role::SocialWorker) };
    assert_eq!(permit(&in_team, Action::OpenFile, &facts).purpose(), Some(Purpose::TeamWork));
    let elsewhere = Subject { teams: vec![team_no(2)], ..dana(Role::SocialWorker) };
    assert!(!may(&elsewhere, Action::OpenFile, &facts));
}

#[test]
fn the_reviewing_officer_reads_all_of_the_child_they_review() {
    let reviews = Involvement { role: InvolvementRole::Reviews, ..held_by(worker_no(1)) };
    let facts = FileFacts { involvements: vec![reviews], ..file() };
    assert_eq!(permit(&dana(Role::Iro), Action::OpenFile, &facts).purpose(), Some(Purpose::Review));
    assert!(may(&dana(Role::Iro), Action::Record, &facts));
}

#[test]
fn a_siblings_worker_reads_and_adds_but_does_not_rewrite() {
    let facts = FileFacts { sibling_involvements: vec![held_by(worker_no(1))], ..file() };
    let worker = dana(Role::SocialWorker);
    assert_eq!(permit(&worker, Action::OpenFile, &facts).purpose(), Some(Purpose::SiblingWork));
    assert!(may(&worker, Action::Record, &facts));
    for action in [CORRECT, Action::Print, Action::ListRow, Action::Export] {
        assert!(!may(&worker, action, &facts), "{action}");
    }
}

#[test]
fn a_task_opens_the_file_to_the_desk_that_has_it() {
    let facts = FileFacts { tasks: vec![task_of(worker_no(1))], ..file() };
    let purposes = [
        (Role::AccessOfficer, Purpose::AccessRequest),
        (Role::ComplaintsOfficer, Purpose::Complaint),
        (Role::Lawyer, Purpose::LegalWork),
        (Role::Dpo, Purpose::Assurance),
        (Role::PanelAdviser, Purpose::Panel),
        (Role::SocialWorker, Purpose::Task),
    ];
    for (role, purpose) in purposes {
        assert_eq!(permit(&dana(role), Action::OpenFile, &facts).purpose(), Some(purpose), "{role}");
        assert!(!may(&dana(role), Action::OpenFile, &file()), "{role} without the task");
    }
}

#[test]
fn a_task_of_my_team_is_mine() {
    let facts = FileFacts { tasks: vec![Task { worker: None, team: Some(team_no(1)) }], ..file() };
    let officer = Subject { teams: vec![team_no(1)], ..dana(Role::AccessOfficer) };
    assert!(may(&officer, Action::OpenFile, &facts));
}

#[test]
fn a_view_only_user_cannot_record() {
    let viewer = Subject { rights: Rights::View, ..dana(Role::SocialWorker) };
    assert!(may(&viewer, Action::OpenFile, &all_dana()));
    assert!(may(&viewer, Action::Print, &all_dana()));
    for action in [Action::Record, CORRECT, Action::BreakGlass] {
        assert_eq!(refusal(&viewer, action, &all_dana()).policies[0], "view_only", "{action}");
    }
}

#[test]
fn a_reader_without_the_health_role_sees_that_the_medical_section_is_closed() {
    let facts = all_dana();
    let worker = dana(Role::SocialWorker);
    let refusal = refusal(&worker, MEDICAL, &facts);
    assert_eq!(refusal.policies, ["medical_closed"]);
    assert!(!refusal.existence_hidden);
    assert!(may(&worker, Action::OpenFile, &facts), "the rest of the file is open");
    let closed = POLICIES.closed_sections(&worker, &facts, &Context::at(noon()), &hearth_record::Category::ALL);
    assert_eq!(
        closed.into_iter().map(|(c, _)| c).collect::<Vec<_>>(),
        [hearth_record::Category::Adopters, hearth_record::Category::Medical]
    );
    assert!(may(&dana(Role::HealthPractitioner), MEDICAL, &facts));
}

#[test]
fn a_health_practitioner_reads_the_medical_section_of_their_own_children_only() {
    assert!(!may(&dana(Role::HealthPractitioner), MEDICAL, &file()));
}

#[test]
fn what_a_child_says_about_an_illness_may_be_recorded_by_whoever_heard_it() {
    assert!(may(&dana(Role::SocialWorker), Action::Record, &all_dana()));
    let rewrite = Action::Correct { category: hearth_record::Category::Medical };
    assert!(!may(&dana(Role::SocialWorker), rewrite, &all_dana()));
}

#[test]
fn what_a_reviewing_officer_wrote_is_corrected_by_reviewing_officers_alone() {
    let dana = dana(Role::SocialWorker);
    let held = FileFacts { involvements: vec![held_by(dana.worker)], ..file() };
    let refusal = refusal(&dana, Action::CorrectReview, &held);
    assert_eq!(refusal.policies, ["independent_review"]);
    assert!(refusal.next_step.contains("record of your own"));
    let reviews = Involvement { role: InvolvementRole::Reviews, ..held_by(dana.worker) };
    let officer = Subject { role: Role::Iro, ..dana };
    assert!(may(&officer, Action::CorrectReview, &FileFacts { involvements: vec![reviews.clone()], ..file() }));
    let former = Involvement { open: false, ..reviews };
    assert!(!may(&officer, Action::CorrectReview, &FileFacts { involvements: vec![former], ..file() }));
}

#[test]
fn the_head_of_service_says_why_before_looking() {
    let head = dana(Role::HeadOfService);
    assert!(!may(&head, Action::OpenFile, &file()));
    let stated = Context::at(noon()).for_purpose(Purpose::Oversight);
    let permit = POLICIES.decide(&head, Action::OpenFile, &file(), &stated).permit().unwrap();
    assert_eq!(permit.purpose(), Some(Purpose::Oversight));
    assert!(!POLICIES.decide(&head, Action::Record, &file(), &stated).is_permitted());
}

#[test]
fn a_stated_purpose_opens_nothing_for_a_role_that_may_not_state_it() {
    for purpose in Purpose::ALL {
        let stated = Context::at(noon()).for_purpose(*purpose);
        assert!(
            !POLICIES.decide(&dana(Role::SocialWorker), Action::OpenFile, &file(), &stated).is_permitted(),
            "{purpose:?}"
        );
    }
}

#[test]
fn every_purpose_that_a_role_is_asked_for_opens_a_file_to_it() {
    for role in Role::ALL {
        for purpose in Purpose::askable(*role) {
            let facts = FileFacts { walled: purpose == Purpose::AdoptionSupport, stage: Stage::Closed, ..file() };
            let stated = Context::at(noon()).for_purpose(purpose);
            let decision = POLICIES.decide(&dana(*role), Action::OpenFile, &facts, &stated);
            assert!(decision.is_permitted(), "{role} for {purpose:?}: {decision:?}");
        }
    }
}

#[test]
fn the_closest_connection_names_the_purpose() {
    assert_eq!(purpose_for(&dana(Role::SocialWorker), &all_dana()), Some(Purpose::DirectWork));
    assert_eq!(purpose_for(&dana(Role::SocialWorker), &file()), None);
}

#[test]
fn another_councils_file_does_not_exist_here() {
    let facts = FileFacts { authority: hearth_access::sample::authority("knowsley"), ..all_dana() };
    let refusal = refusal(&dana(Role::SocialWorker), Action::OpenFile, &facts);
    assert!(refusal.existence_hidden);
    assert_eq!(refusal.why, hearth_access::Refusal::no_such_file().why);
}

#[test]
fn an_act_on_the_authority_is_refused_on_a_file_and_the_other_way_round() {
    let administrator = dana(Role::Administrator);
    assert!(!decide(&administrator, Action::ManageAccounts, &file()).is_permitted());
    let at = POLICIES.decide_at(&dana(Role::SocialWorker), Action::OpenFile, &file().authority, &Context::at(noon()));
    assert!(!at.is_permitted());
}
