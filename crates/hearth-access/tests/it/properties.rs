//! What holds in every world.

use hearth_access::{
    Action, Context, FileFacts, Refusal, Rights, Role, Subject,
    action::Object,
    facts::{BrokenGlass, ConflictKind},
    role::Group,
};
use hearth_record::Category;
use jiff::SignedDuration;
use proptest::prelude::*;

use crate::world::{POLICIES, worlds};

/// All that a person is shown: everything but the policies.
fn shown(refusal: &Refusal) -> Refusal {
    Refusal { policies: Vec::new(), ..refusal.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn without_the_adoption_role_nothing_opens_a_walled_file_or_tells_that_it_is_there((world, action) in worlds()) {
        let facts = FileFacts { walled: true, ..world.facts.clone() };
        let outside = world.subject.role != Role::AdoptionWorker;
        let role = if outside { world.subject.role } else { Role::HeadOfService };
        let subject = Subject { role, ..world.subject.clone() };
        let action = if action.object() == Object::Authority { Action::OpenFile } else { action };
        let decision = POLICIES.decide(&subject, action, &facts, &world.context());
        let refusal = decision.permit().expect_err("walled");
        prop_assert_eq!(shown(&refusal), Refusal::no_such_file());
    }

    #[test]
    fn an_administrator_is_refused_on_every_file((world, action) in worlds()) {
        let subject = Subject { role: Role::Administrator, ..world.subject.clone() };
        prop_assert!(!POLICIES.decide(&subject, action, &world.facts, &world.context()).is_permitted());
    }

    #[test]
    fn a_declared_conflict_beats_every_permit((world, action) in worlds()) {
        let conflict = hearth_access::facts::Conflict {
            worker: world.subject.worker,
            kind: ConflictKind::Declared,
            yielded_to: world.second.map(|second| second.worker),
        };
        let mut facts = world.facts.clone();
        facts.conflicts.push(conflict);
        prop_assert!(!POLICIES.decide(&world.subject, action, &facts, &world.context()).is_permitted());
    }

    #[test]
    fn what_opens_or_records_has_a_purpose_and_says_because_of_what((world, action) in worlds()) {
        if let Ok(permit) = POLICIES.decide(&world.subject, action, &world.facts, &world.context()).permit() {
            prop_assert!(!permit.because().is_empty());
            prop_assert!(!permit.policies().is_empty());
            prop_assert!(!action.is_content() || permit.purpose().is_some());
            prop_assert_eq!(permit.file(), Some(world.facts.file));
            prop_assert_eq!(permit.worker(), world.subject.worker);
        }
    }

    #[test]
    fn every_refusal_says_why_who_can_and_what_next((world, action) in worlds()) {
        if let Err(refusal) = POLICIES.decide(&world.subject, action, &world.facts, &world.context()).permit() {
            prop_assert!(![&refusal.why, &refusal.who_can, &refusal.next_step].into_iter().any(String::is_empty));
            prop_assert!(!refusal.why.contains('_'), "codes are not words: {}", refusal.why);
            if refusal.existence_hidden {
                prop_assert_eq!(shown(&refusal), Refusal::no_such_file());
            }
        }
    }

    #[test]
    fn a_view_only_account_changes_nothing((world, action) in worlds()) {
        let reads = [
            "open_file", "read_section", "print", "export", "find", "list_row", "read_return", "read_retention", "read_audit",
            "know_referrer",
        ];
        let subject = Subject { rights: Rights::View, ..world.subject.clone() };
        let decision = POLICIES.decide(&subject, action, &world.facts, &world.context());
        prop_assert!(!decision.is_permitted() || reads.contains(&action.code()), "{}", action);
    }

    #[test]
    fn medical_sections_open_to_the_health_role_alone((world, _) in worlds()) {
        let read = Action::ReadSection { category: Category::Medical };
        let decision = POLICIES.decide(&world.subject, read, &world.facts, &world.context());
        prop_assert!(!decision.is_permitted() || world.subject.role.is_in(Group::Health));
    }

    #[test]
    fn the_codes_of_adopters_open_to_the_adoption_role_alone((world, _) in worlds()) {
        for action in [
            Action::ReadSection { category: Category::Adopters },
            Action::Correct { category: Category::Adopters },
            Action::HandOver,
        ] {
            let decision = POLICIES.decide(&world.subject, action, &world.facts, &world.context());
            prop_assert!(!decision.is_permitted() || world.subject.role.is_in(Group::Adoption), "{}", action);
        }
    }

    #[test]
    fn a_section_is_never_open_in_a_file_that_is_not((world, _) in worlds()) {
        let read = Action::ReadSection { category: Category::FamilyCircumstances };
        let section = POLICIES.decide(&world.subject, read, &world.facts, &world.context()).is_permitted();
        let file = POLICIES.decide(&world.subject, Action::OpenFile, &world.facts, &world.context()).is_permitted();
        prop_assert_eq!(section, file);
    }

    #[test]
    fn a_restricted_file_opens_only_to_the_named_or_through_broken_glass((world, action) in worlds()) {
        let facts = FileFacts { restricted: true, ..world.facts.clone() };
        let named = facts.permits.contains(&world.subject.worker);
        let glass = facts.glass_of(world.subject.worker, world.now).is_some();
        let decision = POLICIES.decide(&world.subject, action, &facts, &world.context());
        prop_assert!(!decision.is_permitted() || !action.is_content() || named || glass);
    }

    #[test]
    fn glass_whose_hours_are_over_changes_nothing((world, action) in worlds()) {
        let over = |glass: &BrokenGlass| BrokenGlass { until: world.now - SignedDuration::from_secs(1), ..glass.clone() };
        let whole = FileFacts { broken_glass: Vec::new(), ..world.facts.clone() };
        let spent = FileFacts { broken_glass: world.facts.broken_glass.iter().map(over).collect(), ..world.facts.clone() };
        let decide = |facts| POLICIES.decide(&world.subject, action, facts, &world.context());
        prop_assert_eq!(decide(&whole), decide(&spent));
    }

    #[test]
    fn leaving_every_team_and_task_opens_nothing_more((world, action) in worlds()) {
        let left = Subject { teams: Vec::new(), ..world.subject.clone() };
        let before = POLICIES.decide(&world.subject, action, &world.facts, &world.context()).is_permitted();
        let after = POLICIES.decide(&left, action, &world.facts, &world.context()).is_permitted();
        prop_assert!(before || !after);
    }

    #[test]
    fn no_act_of_two_is_done_by_one_person((world, _) in worlds()) {
        let alone = Context { second: None, ..world.context() };
        let twice = world.context().with_second(hearth_access::Second {
            worker: world.subject.worker,
            role: world.second.map_or(Role::RecordsApprover, |second| second.role),
        });
        for action in [Action::Merge, Action::Destroy, Action::Export] {
            prop_assert!(!POLICIES.decide(&world.subject, action, &world.facts, &alone).is_permitted());
            prop_assert!(!POLICIES.decide(&world.subject, action, &world.facts, &twice).is_permitted());
        }
    }
}
