//! Joining two files: a wrong join would show one child to the other's family.

use hearth_access::Role;
use hearth_casework::people::{not_same_person, sweep};
use hearth_record::ids::FileId;
use hearth_stage::{Engine, Paper, Person, Stage, authority};
use hearth_store::{Actor, Entry, EntryQuery, Outcome};
use rstest::rstest;

use crate::{browser::Browser, promises::disposal::closed_long_ago};

/// Who opens which of these files.
async fn doors(stage: &Stage, people: &[Person], files: &[FileId]) -> Vec<(String, FileId)> {
    let mut open = Vec::new();
    for person in people {
        for file in files {
            if stage.desk(person).open(*file, None, None).await.is_ok() {
                open.push((person.login.clone(), *file));
            }
        }
    }
    open
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn joining_two_files_gives_nobody_sight_of_the_other_and_is_taken_back(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (first, second) =
        (stage.person(Role::MashManager, Some("mash")).await, stage.person(Role::TeamManager, None).await);
    let hers = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let theirs = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let brothers = stage.person(Role::SocialWorker, None).await;
    let nurse = stage.person(Role::HealthPractitioner, Some("health")).await;
    let brother = Paper::child("Theo", "Okell", "2017-03-04").held_by(&brothers).file(&stage).await;
    let tie = [("other", brother.person.to_string()), ("relationship_type", "SIBLING".to_owned())];
    let tie: Vec<(&str, &str)> = tie.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let home = [("address_type", "HOME"), ("house", "4"), ("street", "Quay Road"), ("postcode", "L20 3NJ")];
    let kayla = Paper::child("Kayla", "Okell", "2019-03-04").with("address", &home).with("relationship", &tie);
    let kayla = kayla.held_by(&hers).file(&stage).await;
    let again = Paper::child("Kaylah", "Okell", "2019-03-04").with("address", &home);
    let again = again.held_by(&theirs).held_by(&nurse).file(&stage).await;
    let people = [first.clone(), second.clone(), hers, theirs, brothers, nurse, stage.person(Role::Dpo, None).await];
    let files = [kayla.file, again.file];
    let before = doors(&stage, &people, &files).await;
    assert!(before.len() >= 3 && before.len() < people.len() * 2, "some doors are open and some are not: {before:?}");

    sweep(&stage.instance, &authority("sefton"), stage.now()).await.expect("swept");
    let said = |one: FileId, other: FileId| {
        [
            ("one", one.to_string()),
            ("other", other.to_string()),
            ("say", "same".to_owned()),
            ("because", "one birth".to_owned()),
        ]
    };
    let say = async |person: &Person| {
        let mut browser = Browser::of(&stage, person).await;
        let page = browser.see("/duplicates").await;
        assert!(page.text().contains("Kaylah Okell"), "{}", page.text());
        let pairs = said(kayla.file, again.file);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/duplicates", &pairs).await.text()
    };
    let alone = say(&first).await;
    assert!(alone.contains("A colleague has to agree"), "{alone}");
    assert_eq!(doors(&stage, &people, &files).await, before, "one word joins nothing");
    let joined = say(&second).await;
    assert!(joined.contains("Nothing was moved"), "{joined}");
    assert_eq!(doors(&stage, &people, &files).await, before, "a join opens no door and closes none");

    let parted = not_same_person(&stage.desk(&first), &stage.desk(&second), kayla.file, again.file, "cousins").await;
    parted.expect("taken back");
    assert_eq!(doors(&stage, &people, &files).await, before);
    for file in files {
        let audit = stage.audit(&EntryQuery::File(file)).await;
        let acts = |action: &str| audit.iter().filter(|entry| entry.action == action).count();
        assert_eq!((acts("person.join"), acts("person.part")), (1, 1), "both are in the audit of both files");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_under_a_hold_is_under_it_after_a_join_and_takes_no_other_along(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let (first, second) =
        (stage.person(Role::MashManager, Some("mash")).await, stage.person(Role::TeamManager, None).await);
    let held = closed_long_ago("Megan").file(&stage).await;
    let other = closed_long_ago("Meghan").file(&stage).await;
    let store = &stage.instance.store;
    let hold = uuid::Uuid::from_bytes([7; 16]);
    let entry = Entry {
        id: stage.instance.draw(|random| hearth_record::ids::EntryId::new(stage.now(), random)),
        at: stage.now(),
        actor: Actor::Job("stage".to_owned()),
        authority: authority("sefton"),
        purpose: "retention".to_owned(),
        action: "hold.place",
        file: Some(held.file),
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    };
    store.place_holds(hold, vec![entry]).await.expect("held");
    let under = async || store.holds_of(&[held.file, other.file]).await.expect("read");
    let before = under().await;
    assert_eq!(before, [(held.file, hold)]);
    let desks = (stage.desk(&first), stage.desk(&second));
    hearth_casework::people::same_person(&desks.0, &desks.1, held.file, other.file, "one birth").await.expect("joined");
    assert_eq!(under().await, before, "the hold stands on the file that it was placed on");
    let versions = |file| async move { store.load(file, None).await.expect("the file").versions.len() };
    assert_eq!(
        (versions(held.file).await, versions(other.file).await),
        (4, 4),
        "three records each, and the word that joins them"
    );
}
