//! Lists say what the policies say.

use hearth_access::{
    Action, Context, FileFacts, Role, Subject,
    facts::{Conflict, Stage},
    lists::{MOST_CLAUSES, WayIn, list_rule, listable},
    sample::{Sample, team_no, worker_no},
};
use proptest::prelude::*;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

use crate::world::{POLICIES, all_dana, dana, detected, file, may, worlds};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn the_list_rule_and_the_policies_agree_on_every_row((world, _) in worlds()) {
        let decision = POLICIES.decide(&world.subject, Action::ListRow, &world.facts, &world.context());
        prop_assert_eq!(listable(&world.subject, &world.facts), decision.is_permitted(), "{:?}\n{:?}", world, decision);
    }
}

#[test]
fn the_drawn_worlds_list_often_enough_to_be_worth_comparing() {
    let mut random = ChaCha8Rng::seed_from_u64(1);
    let listed =
        (0..2_000).map(|_| Sample::draw(&mut random)).filter(|world| listable(&world.subject, &world.facts)).count();
    assert!((200..1_800).contains(&listed), "{listed} of 2000");
}

#[test]
fn no_rule_has_more_than_six_clauses() {
    for role in Role::ALL {
        let subject = Subject { teams: vec![team_no(0), team_no(1)], ..dana(*role) };
        assert!(list_rule(&subject).clauses() <= MOST_CLAUSES, "{role}");
    }
}

#[test]
fn a_role_that_lists_no_files_asks_the_database_nothing() {
    for role in [Role::Administrator, Role::AssetOwner] {
        assert!(list_rule(&dana(role)).ways_in.is_empty(), "{role}");
    }
}

#[test]
fn the_whole_authority_is_a_list_only_without_narrative() {
    for role in Role::ALL {
        let every = list_rule(&dana(*role)).ways_in.contains(&WayIn::Every);
        assert_eq!(every, [Role::DataAnalyst, Role::RecordsManager, Role::RecordsApprover].contains(role), "{role}");
    }
}

#[test]
fn a_conflict_takes_the_row_away_and_a_second_persons_look_gives_it_back() {
    let worker = dana(Role::SocialWorker);
    let standing = FileFacts { conflicts: vec![detected(worker_no(1))], ..all_dana() };
    assert!(!listable(&worker, &standing));
    let looked = Conflict { yielded_to: Some(worker_no(2)), ..detected(worker_no(1)) };
    assert!(listable(&worker, &FileFacts { conflicts: vec![looked], ..all_dana() }));
}

#[test]
fn a_stated_purpose_puts_nothing_on_a_list() {
    let context = Context::at(crate::world::noon()).for_purpose(hearth_access::Purpose::FrontDoorCheck);
    let decision = POLICIES.decide(&dana(Role::ContactOfficer), Action::ListRow, &file(), &context);
    assert!(!decision.is_permitted());
    assert!(may(&dana(Role::ContactOfficer), Action::ListRow, &FileFacts { stage: Stage::FrontDoor, ..file() }));
}
