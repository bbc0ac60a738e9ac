//! Acts that change who may see a file, and what files are of one person.

use hearth_access::Role;
use hearth_casework::{
    Failure,
    access::{declare_conflict, lift_restriction, restrict},
    adoption::{begin_split, go_on_with_splits},
    people::{find, not_same_person, same_person},
    recording::{AddedToEach, add_to_each},
};
use hearth_record::{Digest, Fields, access::SamePerson};
use hearth_stage::{Engine, Paper, Stage, authority};
use jiff::SignedDuration;
use rstest::rstest;

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_restricted_file_closes_to_its_own_worker_until_the_restriction_is_lifted(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let head = stage.person(Role::HeadOfService, None).await;
    let file = Paper::child("Nell", "Harker", "2018-05-01").held_by(&worker).file(&stage).await.file;
    restrict(&stage.desk(&head), file, vec![head.worker], "a parent works for the council").await.unwrap();
    assert!(matches!(stage.desk(&worker).open(file, None, None).await, Err(Failure::Refused(_))));
    lift_restriction(&stage.desk(&head), file, "the parent has left").await.unwrap();
    assert!(stage.desk(&worker).open(file, None, None).await.is_ok());
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_who_declares_a_tie_is_out_at_once(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let file = Paper::child("Nell", "Harker", "2018-05-01").held_by(&worker).file(&stage).await.file;
    let desk = stage.desk(&worker);
    assert!(matches!(declare_conflict(&desk, file, " ").await, Err(Failure::Problems(_))));
    declare_conflict(&desk, file, "the mother is my cousin").await.unwrap();
    assert!(matches!(desk.open(file, None, None).await, Err(Failure::Refused(_))));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_files_of_one_person_are_joined_and_parted_without_moving_a_record(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.person(Role::MashManager, Some("mash")).await;
    let one = Paper::child("Nell", "Harker", "2018-05-01").held_by(&manager).file(&stage).await;
    let other = Paper::child("Nellie", "Harker", "2018-05-01").held_by(&manager).file(&stage).await;
    let (desk, second) = (stage.desk(&manager), stage.desk(&stage.person(Role::TeamManager, None).await));
    assert!(matches!(same_person(&desk, &desk, one.file, other.file, "I am sure").await, Err(Failure::Refused(_))));
    same_person(&desk, &second, one.file, other.file, "same mother, same birth certificate").await.unwrap();
    for (mine, theirs) in [(&one, &other), (&other, &one)] {
        let view = desk.open(mine.file, None, None).await.unwrap();
        let joined = view.all::<SamePerson>();
        assert_eq!(joined.len(), 1);
        assert_eq!(*joined[0].1.other.reveal(), theirs.person);
    }
    assert!(matches!(same_person(&desk, &second, one.file, other.file, "again").await, Err(Failure::Wrong(_))));
    not_same_person(&desk, &second, one.file, other.file, "two cousins after all").await.unwrap();
    for file in [one.file, other.file] {
        let view = desk.open(file, None, None).await.unwrap();
        assert!(view.all::<SamePerson>().is_empty());
        assert!(view.records().any(|held| held.schema.kind == "same_person" && held.withdrawn()));
    }
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_joins_two_files_across_the_adoption_wall(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let manager = stage.person(Role::MashManager, Some("mash")).await;
    let one = Paper::child("Alfie", "Lewin", "2020-02-02").held_by(&manager).file(&stage).await.file;
    let behind = Paper::child("Samuel", "Ashworth", "2020-02-02").walled().file(&stage).await.file;
    let second = stage.desk(&stage.person(Role::TeamManager, None).await);
    let refused = same_person(&stage.desk(&manager), &second, one, behind, "same date of birth").await;
    assert!(matches!(refused, Err(Failure::Refused(refusal)) if refusal.existence_hidden));
}

#[rstest]
#[case::sqlite(Engine::Sqlite)]
#[case::postgres(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn at_adoption_records_are_copied_behind_the_wall_under_new_ids_and_without_the_old_name(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let worker = stage.person(Role::AdoptionWorker, Some("adoption")).await;
    let birth = Paper::child("Alfie", "Lewin", "2020-02-02")
        .held_by(&worker)
        .with("permanence_case", &[("order_made", "2026-03-01"), ("order_type", "ADOPTION")])
        .with("health_check", &[("check_type", "DENTAL"), ("on", "2025-06-01"), ("status", "Completed")])
        .file(&stage)
        .await;
    let brother = Paper::child("Jaden", "Lewin", "2011-05-05").held_by(&worker).file(&stage).await.file;
    let desk = stage.desk(&worker);
    let note = Fields::new()
        .with("occurred_at", "2026-01-05T10:00:00Z")
        .with("note_kind", "CALL")
        .with("body", "Rang the school.");
    let kind = hearth_record::kind("case_note").unwrap();
    let each = vec![(birth.file, note.clone()), (brother, note)];
    let both = AddedToEach { kind, files: each, once: None, purpose: None, draft: None };
    let saved = add_to_each(&desk, both).await.unwrap();
    let mut copied = birth.records.clone();
    copied.push(saved[0].1.record);
    let adopted = begin_split(&desk, birth.file, &copied, SignedDuration::from_hours(48)).await.unwrap();
    for _ in 0..4 {
        for _ in 0..copied.len() {
            go_on_with_splits(&stage.instance, &authority("sefton"), stage.now()).await.unwrap();
        }
        stage.clock.wait(SignedDuration::from_hours(24));
    }
    let loaded = stage.instance.store.load(adopted, None).await.unwrap();
    assert!(loaded.row.flags.walled);
    assert!(loaded.versions.iter().all(|version| !birth.records.contains(&version.record)));
    assert!(loaded.versions.iter().any(|version| version.kind == "health_check"));
    assert!(loaded.versions.iter().any(|version| version.kind == "case_note"));
    for there in ["Lewin".to_owned(), brother.to_string(), birth.file.to_string(), saved[1].1.record.to_string()] {
        assert!(
            loaded.versions.iter().all(|version| !String::from_utf8_lossy(&version.body).contains(&there)),
            "{there}"
        );
    }
    let (_, sealed) = stage.instance.store.digests(&[adopted]).await.unwrap().pop().unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("Alfie"));
    assert!(
        Digest::from_bytes(&sealed).unwrap().events.iter().any(|(event, _)| event.name.as_str() == "dental_check.done")
    );
    let other = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let found = find(&stage.desk(&other), "02/02/2020").await.unwrap();
    assert!(found.iter().all(|found| found.file != adopted), "nobody else finds the file behind the wall");
}
