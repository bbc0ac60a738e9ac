//! Roles: their codes, and what those that serve the whole authority may do.

use std::collections::BTreeSet;

use hearth_access::{
    Action, Context, Purpose, Rights, Role, Subject,
    facts::{Involvement, InvolvementRole, Stage},
    role::Group,
    sample::authority,
};

use crate::world::{CORRECT, MEDICAL, POLICIES, all_dana, dana, file, may, noon, refusal};

fn may_at(role: Role, action: Action) -> bool {
    POLICIES.decide_at(&dana(role), action, &authority("sefton"), &Context::at(noon())).is_permitted()
}

/// The sign-in names of the demo, which are also the roles' codes with dots.
const DEMO: &str = "contact.officer mash.manager social.worker team.manager cas.worker corporate.parent fostering.worker \
    panel.adviser adoption.worker iro personal.adviser head.of.service data.analyst access.officer complaints.officer dpo \
    records.manager records.approver administrator edt.worker asset.owner lawyer partner.school partner.police";

#[test]
fn every_demo_account_has_a_role_of_its_name() {
    for login in DEMO.split_whitespace() {
        let role: Role = login.replace('.', "_").parse().unwrap();
        assert_eq!(role.login(), login);
    }
    assert_eq!(Role::ALL.len(), DEMO.split_whitespace().count() + 1, "and the health role");
    assert!("mayor".parse::<Role>().is_err());
}

#[test]
fn codes_and_names_tell_every_role_and_purpose_apart() {
    let codes: BTreeSet<_> = Role::ALL.iter().map(|role| role.code()).collect();
    let names: BTreeSet<_> = Role::ALL.iter().map(|role| role.name()).collect();
    assert_eq!((codes.len(), names.len()), (Role::ALL.len(), Role::ALL.len()));
    let groups: BTreeSet<_> = Group::ALL.iter().map(|group| group.code()).collect();
    assert_eq!(groups.len(), Group::ALL.len());
    for purpose in Purpose::ALL {
        assert_eq!(purpose.code().parse::<Purpose>().unwrap(), *purpose);
    }
    for role in Role::ALL {
        assert_eq!(role.code().parse::<Role>().unwrap(), *role);
    }
}

#[test]
fn every_group_has_a_role_in_it() {
    for group in Group::ALL {
        assert!(Role::ALL.iter().any(|role| role.is_in(*group)), "{group:?}");
    }
}

#[test]
fn the_administrator_runs_the_system_and_sees_nobodys_file() {
    assert!(may_at(Role::Administrator, Action::ManageAccounts));
    assert!(may_at(Role::Administrator, Action::ChangeSettings));
    for action in Action::ALL {
        assert!(!may(&dana(Role::Administrator), *action, &all_dana()), "{action}");
    }
    assert!(!may_at(Role::Administrator, Action::Search));
    assert!(!may_at(Role::Administrator, Action::ReadAudit));
    let refusal = refusal(&dana(Role::Administrator), Action::OpenFile, &all_dana());
    assert_eq!(refusal.policies[0], "administrator_no_content");
}

#[test]
fn only_the_administrator_manages_accounts() {
    for role in Role::ALL {
        assert_eq!(may_at(*role, Action::ManageAccounts), *role == Role::Administrator, "{role}");
    }
}

#[test]
fn the_analyst_sees_and_corrects_coded_fields_and_reads_no_narrative() {
    let analyst = dana(Role::DataAnalyst);
    for action in [Action::ReadReturn, Action::CorrectReturn, Action::ListRow] {
        assert!(may(&analyst, action, &file()), "{action}");
    }
    for action in
        [Action::OpenFile, MEDICAL, Action::Record, CORRECT, Action::Print, Action::Export, Action::BreakGlass]
    {
        assert!(!may(&analyst, action, &all_dana()), "{action}");
    }
    assert!(may_at(Role::DataAnalyst, Action::RunReturn));
    assert!(!may_at(Role::SocialWorker, Action::RunReturn));
    let viewer = Subject { rights: Rights::View, ..analyst };
    assert!(!may(&viewer, Action::CorrectReturn, &file()));
}

#[test]
fn the_records_service_sees_how_long_a_file_is_kept_and_not_what_it_says() {
    for role in [Role::RecordsManager, Role::RecordsApprover] {
        assert!(may(&dana(role), Action::ReadRetention, &file()));
        assert!(!may(&dana(role), Action::OpenFile, &all_dana()));
    }
    assert!(!may(&dana(Role::SocialWorker), Action::ReadRetention, &file()));
}

#[test]
fn the_data_protection_officer_sees_who_looked() {
    assert!(may_at(Role::Dpo, Action::ReadAudit));
    assert!(may(&dana(Role::Dpo), Action::ReadAudit, &file()));
    assert!(!may(&dana(Role::Dpo), Action::OpenFile, &file()));
    for role in [Role::SocialWorker, Role::TeamManager, Role::Administrator, Role::DataAnalyst] {
        assert!(!may_at(role, Action::ReadAudit), "{role}");
    }
}

#[test]
fn the_audit_of_one_file_is_answered_by_who_answers_its_request() {
    assert!(may(&dana(Role::AccessOfficer), Action::ReadAudit, &all_dana()));
    assert!(!may(&dana(Role::AccessOfficer), Action::ReadAudit, &file()));
    assert!(!may_at(Role::AccessOfficer, Action::ReadAudit));
}

#[test]
fn the_queue_is_the_front_doors_and_its_managers() {
    for role in [Role::ContactOfficer, Role::MashManager, Role::TeamManager, Role::EdtWorker, Role::HeadOfService] {
        assert!(may_at(role, Action::ViewQueue), "{role}");
    }
    for role in [Role::FosteringWorker, Role::PartnerPolice, Role::DataAnalyst] {
        assert!(!may_at(role, Action::ViewQueue), "{role}");
    }
}

#[test]
fn nobody_acts_in_another_council() {
    for role in Role::ALL {
        for action in Action::ALL {
            let decision = POLICIES.decide_at(&dana(*role), *action, &authority("knowsley"), &Context::at(noon()));
            assert!(!decision.is_permitted(), "{role} may {action} in Knowsley");
        }
    }
}

#[test]
fn every_action_is_permitted_to_somebody() {
    let colleague = hearth_access::sample::worker_no(2);
    let mut facts = all_dana();
    facts.involvements.push(Involvement { role: InvolvementRole::Reviews, ..facts.involvements[0].clone() });
    facts.stage = Stage::FrontDoor;
    for action in Action::ALL {
        let somebody = Role::ALL.iter().any(|role| {
            Role::ALL.iter().any(|second| {
                let second = hearth_access::Second { worker: colleague, role: *second };
                let context = Context::at(noon()).with_second(second);
                POLICIES.decide(&dana(*role), *action, &facts, &context).is_permitted()
                    || POLICIES.decide_at(&dana(*role), *action, &authority("sefton"), &context).is_permitted()
            })
        });
        assert!(somebody, "{action}");
    }
}
