//! Many people at one file at once.

use std::collections::BTreeSet;

use hearth_access::Role;
use hearth_casework::recording::{Added, Correction, Within, add, correct, read_form, search_text};
use hearth_record::{Fields, Record, ids::RecordId, people::Address, recording::CaseNote};
use hearth_stage::{Engine, Paper, Stage};
use hearth_store::EntryQuery;
use rstest::rstest;
use tokio::task::JoinSet;

fn note(text: &str) -> Fields {
    let values = |name: &str| match name {
        "occurred_at" => Some("2026-02-20 10:00"),
        "body" => Some(text),
        _ => None,
    };
    read_form(CaseNote::SCHEMA, &Fields::new(), values).expect("a note")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn four_people_who_write_at_once_lose_no_note(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by_team(north).file(&stage).await;
    let mut writing = JoinSet::new();
    for writer in 0..4 {
        let person = stage.person(Role::SocialWorker, Some("locality_north")).await;
        let desk = stage.desk(&person);
        let file = child.file;
        writing.spawn(async move {
            let mut saved = Vec::new();
            for n in 0..5 {
                let fields = note(&format!("Note {n} of writer {writer}."));
                let added = Added { kind: CaseNote::SCHEMA, fields, purpose: None, draft: None };
                saved.push(add(&desk, file, added).await.expect("saved").record);
            }
            saved
        });
    }
    let mut saved = BTreeSet::new();
    while let Some(records) = writing.join_next().await {
        saved.extend(records.expect("a writer"));
    }
    assert_eq!(saved.len(), 20);
    let person = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let view = stage.desk(&person).open(child.file, None, None).await.expect("opened");
    let held: BTreeSet<RecordId> = view.all::<CaseNote>().into_iter().map(|(id, _)| id).collect();
    assert_eq!(held, saved);
    assert_eq!(
        view.digest.events.iter().filter(|(event, _)| event.name.as_str() == "note.written").count(),
        20,
        "the digest too"
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn corrections_of_different_fields_at_the_same_moment_all_stand(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let north = stage.team("locality_north");
    let paper = Paper::child("Mia", "Thornley", "2016-05-01").with("address", &[("address_type", "HOME")]);
    let child = paper.held_by_team(north).file(&stage).await;
    let (record, mut writing) = (child.records[1], JoinSet::new());
    for (name, text) in [("house", "12"), ("street", "Quay Road"), ("town", "Bootle"), ("postcode", "L20 3NJ")] {
        let person = stage.person(Role::SocialWorker, Some("locality_north")).await;
        let desk = stage.desk(&person);
        let file = child.file;
        writing.spawn(async move {
            let base = read_form(Address::SCHEMA, &Fields::new(), |field| (field == "address_type").then_some("HOME"));
            let fields =
                read_form(Address::SCHEMA, &base.expect("an address"), |field| (field == name).then_some(text));
            let because = "each of us knew a part".to_owned();
            let fields = fields.expect("an address");
            let correction = Correction { record, from: 1, fields, because, purpose: None, draft: None };
            correct(&desk, file, correction).await.expect("saved");
        });
    }
    while let Some(done) = writing.join_next().await {
        done.expect("a writer");
    }
    let person = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let view = stage.desk(&person).open(child.file, None, None).await.expect("opened");
    let held = view.record(record).expect("the address");
    assert_eq!(held.versions().len(), 5);
    let fields = &held.current().fields;
    let whole: Vec<_> =
        ["house", "street", "town", "postcode"].iter().map(|name| fields.text(name).unwrap_or("-")).collect();
    assert_eq!(whole, ["12", "Quay Road", "Bootle", "L20 3NJ"]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_search_of_one_file_that_finds_nothing_stands_in_its_audit(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let person = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&person).file(&stage).await;
    let desk = stage.desk(&person);
    let found = search_text(&desk, "cannabis", Within::File(child.file)).await.expect("searched");
    assert!(found.passages.is_empty());
    let searched = async || {
        let entries = stage.audit(&EntryQuery::File(child.file)).await;
        entries.iter().filter(|entry| entry.action == "text.search").map(|entry| entry.count).collect::<Vec<_>>()
    };
    assert_eq!(searched().await, [0]);
    search_text(&desk, "cannabis", Within::MyChildren).await.expect("searched");
    assert_eq!(searched().await, [0], "one word looked for in a caseload is no look at each child");
}
