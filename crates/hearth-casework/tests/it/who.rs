//! Who is this: a household against everybody who is known, and who may stand in two files.

use hearth_access::Role;
use hearth_casework::{
    Failure,
    people::{
        Said, another_person, find, one_person, possible_doubles, sweep,
        who::{Described, who_is_this},
    },
    recording::{Correction, correct},
};
use hearth_record::access::SamePerson;
use hearth_stage::{Engine, Filed, Paper, Stage, authority};
use jiff::civil::date;
use rstest::rstest;

/// A household that is known: a mother and two children, with their address.
async fn okells(stage: &Stage) -> [Filed; 3] {
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let at = [("address_type", "HOME"), ("house", "12"), ("street", "Alderwick Road"), ("postcode", "L20 3NJ")];
    let paper = |given: &str, born: &str| Paper::child(given, "Okell", born).with("address", &at).held_by(&worker);
    let mother = paper("Chantelle", "1991-02-03").file(stage).await;
    let kayla = paper("Kayla", "2019-03-04").file(stage).await;
    let theo = paper("Theo", "2016-09-21").file(stage).await;
    [mother, kayla, theo]
}

fn at_home(described: Described) -> Described {
    described.living_at("12", "Alderwick Road", "Bootle", "L20 3NJ")
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_household_is_known_again_in_one_pass_and_its_new_child_is_nobody(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let [mother, kayla, theo] = okells(&stage).await;
    let officer = stage.person(Role::ContactOfficer, Some("mash")).await;
    let told = [
        Described::named("Chantele", "Okell"),
        at_home(Described::named("Kayla", "Okell").born(date(2019, 4, 3))),
        Described::named("Okell", "Theo").born(date(2016, 9, 21)),
        Described::named("Isla", "Okell").born(date(2026, 1, 12)),
    ];
    let likely = who_is_this(&stage.desk(&officer), &told).await.unwrap();
    let first: Vec<_> = likely.iter().map(|likely| likely.first().map(|likely| likely.file)).collect();
    assert_eq!(first, [Some(mother.file), Some(kayla.file), Some(theo.file), None]);
    assert!(likely[1][0].why.contains(&"day and month of birth swapped".to_owned()), "{:?}", likely[1][0].why);
    assert!(likely[2][0].why.contains(&"given and family names swapped".to_owned()), "{:?}", likely[2][0].why);
    let entries = stage.whole_audit("sefton").await;
    assert_eq!(entries.iter().filter(|entry| entry.action == "person.match").count(), 1, "one pass is one entry");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_brother_who_is_told_beside_his_sister_is_said_to_be_hers(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let theo = Paper::child("Theo", "Thirlby", "2023-03-01").held_by(&worker).file(&stage).await;
    let tie = [("other", &*theo.person.to_string()), ("relationship_type", "HALF_SIBLING")];
    let kayla = Paper::child("Kayla", "Okell", "2019-03-04").with("relationship", &tie);
    kayla.held_by(&worker).file(&stage).await;
    let officer = stage.person(Role::ContactOfficer, Some("mash")).await;
    let told = [
        Described::named("Kayla", "Okell").born(date(2019, 3, 4)),
        Described::named("Theo", "Thirlby").born(date(2023, 3, 1)),
    ];
    let likely = who_is_this(&stage.desk(&officer), &told).await.unwrap();
    let says = |n: usize, why: &str| likely[n][0].why.iter().any(|said| said == why);
    assert!(says(0, "brother or sister of Theo Thirlby"), "{:?}", likely[0][0].why);
    assert!(says(1, "brother or sister of Kayla Okell"), "her file alone says it: {:?}", likely[1][0].why);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_child_who_was_expected_is_found_once_born(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let unborn = Paper::unborn("Quarmby", "2026-02-20").held_by(&worker).file(&stage).await;
    let officer = stage.person(Role::ContactOfficer, Some("mash")).await;
    let told = [Described::named("Ada", "Quarmby").born(date(2026, 2, 14))];
    let likely = who_is_this(&stage.desk(&officer), &told).await.unwrap();
    assert!(likely[0].iter().any(|likely| likely.file == unborn.file));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn behind_the_adoption_wall_nobody_is_matched_and_no_pair_is_raised(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let before = Paper::child("Samuel", "Dade", "2020-02-02").held_by(&worker).file(&stage).await;
    let behind = Paper::child("Samuel", "Dade", "2020-02-02").walled().file(&stage).await;
    let officer = stage.person(Role::MashManager, Some("mash")).await;
    let told = [Described::named("Samuel", "Dade").born(date(2020, 2, 2))];
    let likely = who_is_this(&stage.desk(&officer), &told).await.unwrap();
    let files: Vec<_> = likely[0].iter().map(|likely| likely.file).collect();
    assert_eq!(files, [before.file]);
    let swept = sweep(&stage.instance, &authority("sefton"), stage.now()).await.unwrap();
    assert_eq!((swept.people, swept.raised), (1, 0), "whoever is behind the wall is not even counted");
    assert!(possible_doubles(&stage.desk(&officer)).await.unwrap().is_empty());
    let refused = one_person(&stage.desk(&officer), before.file, behind.file, "same birthday").await;
    assert!(matches!(refused, Err(Failure::Refused(_))), "{:?}", refused.err());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_people_agree_that_two_files_are_one_person(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let [_, kayla, theo] = okells(&stage).await;
    let worker = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let again = Paper::child("Kaylah", "Okell", "2019-03-04").held_by(&worker).file(&stage).await;
    let swept = sweep(&stage.instance, &authority("sefton"), stage.now()).await.unwrap();
    assert_eq!((swept.people, swept.raised), (4, 1), "the brother is no pair");
    let once_more = sweep(&stage.instance, &authority("sefton"), stage.now()).await.unwrap();
    assert_eq!((once_more.raised, once_more.dropped), (0, 0), "a pair is raised once");

    let (first, second) =
        (stage.person(Role::MashManager, Some("mash")).await, stage.person(Role::TeamManager, None).await);
    let (first, second) = (stage.desk(&first), stage.desk(&second));
    let pairs = possible_doubles(&first).await.unwrap();
    assert_eq!(pairs.len(), 1);
    assert!(pairs[0].why.contains(&"same date of birth".to_owned()), "{:?}", pairs[0].why);
    let files = pairs[0].sides.each_ref().map(|side| side.file);
    assert!(files.contains(&kayla.file) && files.contains(&again.file) && !files.contains(&theo.file));

    let [one, other] = files;
    assert!(matches!(one_person(&first, one, other, " ").await, Err(Failure::Problems(_))));
    assert_eq!(one_person(&first, one, other, "same mother").await.unwrap(), Said::Waits);
    assert!(matches!(one_person(&first, one, other, "same mother").await, Err(Failure::Wrong(_))), "not by oneself");
    assert!(possible_doubles(&second).await.unwrap()[0].said_by.is_some());
    let before = stage.instance.store.files(&[one]).await.unwrap()[0].revision;
    assert_eq!(one_person(&second, other, one, "I know them both").await.unwrap(), Said::Joined);
    let after = stage.instance.store.files(&[one]).await.unwrap()[0].revision;
    assert_eq!(after.0, before.0 + 1, "the join and the end of the pair are one change");
    let view = stage.desk(&worker).open(again.file, None, None).await.unwrap();
    assert_eq!(view.all::<SamePerson>().len(), 1);
    assert!(possible_doubles(&first).await.unwrap().is_empty());
    assert_eq!(sweep(&stage.instance, &authority("sefton"), stage.now()).await.unwrap().raised, 0);
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_pair_that_is_two_people_does_not_come_back(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let [_, kayla, _] = okells(&stage).await;
    let worker = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let cousin = Paper::child("Kayla", "Okell", "2019-04-03").held_by(&worker).file(&stage).await;
    sweep(&stage.instance, &authority("sefton"), stage.now()).await.unwrap();
    let manager = stage.desk(&stage.person(Role::MashManager, Some("mash")).await);
    another_person(&manager, kayla.file, cousin.file, "they are cousins").await.unwrap();
    assert!(possible_doubles(&manager).await.unwrap().is_empty());
    assert_eq!(sweep(&stage.instance, &authority("sefton"), stage.now()).await.unwrap().raised, 0);
    let gone = another_person(&manager, kayla.file, cousin.file, "they are cousins").await;
    assert!(matches!(gone, Err(Failure::Absent(_))));
    let worker = stage.desk(&worker);
    assert!(matches!(possible_doubles(&worker).await, Err(Failure::Refused(_))), "a worker does not join files");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn one_box_finds_nicknames_slips_and_names_in_any_order(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let [mother, kayla, theo] = okells(&stage).await;
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let liz = Paper::child("Elizabeth", "Quarmby-Tarn", "2012-08-30").held_by(&worker).file(&stage).await;
    let desk = stage.desk(&worker);
    for (typed, meant) in [
        ("Kayla Okell", &kayla),
        ("okell, kayla", &kayla),
        ("Kalya Okell", &kayla),
        ("Kaylah Okel", &kayla),
        ("Kayla Okell 03/04/2019", &kayla),
        ("Chantele Okell L20 3NJ", &mother),
        ("Okell 21/09/2016", &theo),
        ("Liz Quarmby", &liz),
        ("Lizzie Tarn", &liz),
    ] {
        let found = find(&desk, typed).await.unwrap();
        assert_eq!(found.first().map(|found| found.file), Some(meant.file), "{typed}");
    }
    assert!(find(&desk, "Marcus Dade").await.unwrap().is_empty());
    let why = &find(&desk, "Kayla Okell 03/04/2019").await.unwrap()[0].why;
    assert!(why.contains(&"day and month of birth swapped".to_owned()), "{why:?}");
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn neither_a_search_nor_who_is_this_confirms_the_postcode_of_an_address_once_it_is_protected(
    #[case] engine: Engine,
) {
    let Some(stage) = Stage::open(engine).await else { return };
    let [_, kayla, _] = okells(&stage).await;
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let at = [("address_type", "HOME"), ("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")];
    let paper = Paper::child("Leah", "Tarn", "2014-02-03").with("address", &at).held_by(&worker);
    let leah = paper.file(&stage).await;
    let desk = stage.desk(&worker);
    let named = [Described::named("Leah", "Tarn").living_at("9", "Larkspur Close", "Southport", "PR8 1AA")];
    assert_eq!(find(&desk, "PR8 1AA").await.unwrap().len(), 1);
    let before = who_is_this(&desk, &named).await.unwrap();
    assert!(before[0][0].why.iter().any(|why| why.contains("postcode") || why.contains("address")));

    stage.clock.wait(jiff::SignedDuration::from_mins(1));
    let view = desk.open(leah.file, None, None).await.unwrap();
    let held = view.record(leah.records[1]).unwrap();
    let mut fields = held.current().fields.clone();
    fields.set("protected", Some(true.into()));
    let (record, from) = (held.id, held.current().number);
    let correction = Correction { record, from, fields, because: "she fled".into(), purpose: None, draft: None };
    correct(&desk, leah.file, correction).await.unwrap();

    assert!(find(&desk, "PR8 1AA").await.unwrap().is_empty());
    let after = who_is_this(&desk, &named).await.unwrap();
    assert_eq!(after[0].first().map(|likely| likely.file), Some(leah.file), "by her name she is found");
    assert!(!after[0][0].why.iter().any(|why| why.contains("postcode") || why.contains("address")));
    assert!(!find(&desk, "Okell L20 3NJ").await.unwrap().is_empty());
    assert!(find(&desk, "Kayla Okell").await.unwrap().iter().any(|found| found.file == kayla.file));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn possible_duplicates_show_no_postcode_where_either_address_is_protected(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let home = |protected: &'static str| {
        let at = [("address_type", "HOME"), ("house", "9"), ("postcode", "PR8 1AA"), ("protected", protected)];
        Paper::child("Kayla", "Okell", "2019-03-04").with("address", &at).held_by(&worker)
    };
    home("yes").file(&stage).await;
    home("no").file(&stage).await;
    sweep(&stage.instance, &authority("sefton"), stage.now()).await.unwrap();
    let manager = stage.person(Role::MashManager, Some("mash")).await;
    let pairs = possible_doubles(&stage.desk(&manager)).await.unwrap();
    assert_eq!(pairs.len(), 1);
    assert!(pairs[0].sides.iter().all(|side| side.postcodes.is_empty()));
    assert!(!pairs[0].why.iter().any(|why| why.contains("postcode") || why.contains("address")), "{:?}", pairs[0].why);
}
