//! Starting files.

use hearth_access::Role;
use hearth_casework::{
    Failure,
    people::{NewPerson, start_file},
    recording::read_form,
};
use hearth_record::{Fields, FileType, Record, people::Person};
use hearth_stage::{Engine, Stage};
use hearth_store::StoreError;
use rstest::rstest;

fn person(pairs: &[(&str, &str)]) -> Person {
    let text = |name: &str| pairs.iter().find(|(field, _)| *field == name).map(|(_, text)| *text);
    let fields = read_form(Person::SCHEMA, &Fields::new(), text).expect("fields");
    Person::from_fields(&fields).expect("a person")
}

fn numbered(number: &str) -> Person {
    let mut fields = person(&[("forename", "Ada"), ("surname", "Quarmby")]).to_fields();
    fields.set("la_child_id", Some(number.into()));
    Person::from_fields(&fields).expect("a person")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_local_identifier_is_given_once_in_a_council(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::ContactOfficer, Some("mash")).await;
    let desk = stage.desk(&holly);
    let start = |number: &str| NewPerson { person: numbered(number), file_type: FileType::Care };
    start_file(&desk, &start("SEF0001")).await.expect("started");
    let again = start_file(&desk, &start("SEF0001")).await;
    assert!(
        matches!(again, Err(Failure::Store(StoreError::ChildNumberTaken { .. } | StoreError::AlreadyThere { .. }))),
        "{:?}",
        again.err()
    );
    start_file(&desk, &start("SEF0002")).await.expect("started");
    let elsewhere = stage.person_at("knowsley", Role::ContactOfficer, vec![]).await;
    start_file(&stage.desk(&elsewhere), &start("SEF0001")).await.expect("another council has its own numbers");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_begins_is_open_to_who_began_it_and_their_team_alone(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let holly = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let colleague = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let stranger = stage.person(Role::SocialWorker, Some("locality_south")).await;
    let new = NewPerson { person: person(&[("forename", "Ada"), ("surname", "Quarmby")]), file_type: FileType::Care };
    let started = start_file(&stage.desk(&holly), &new).await.expect("started");
    for who in [&holly, &colleague] {
        assert!(stage.desk(who).open(started.file, None, None).await.is_ok());
    }
    assert!(matches!(stage.desk(&stranger).open(started.file, None, None).await, Err(Failure::Refused(_))));
}
