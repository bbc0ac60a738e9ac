//! The audit: in the same transaction, in the tree, never altered.

use hearth_store::{Actor, EntryQuery, Outcome, Revision};
use rstest::rstest;

use crate::world::{Engine, World, minute, version, worker};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_and_who_looked_is_found_by_file_person_and_time(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, record, change) = world.new_file(minute(1), b"note");
    world.commit(change).await;
    world.commit(world.another(minute(2), file, Revision(1), version(file, record, 2, b"corrected"))).await;
    let mut denied = world.entry(minute(3), "file.open", Some(file));
    denied.outcome = Outcome::Denied;
    let mut job = world.entry(minute(4), "retention.propose", None);
    job.actor = Actor::Job("retention".to_owned());
    world.store.note(vec![denied, job]).await.expect("noted");

    let of_file = world.store.entries(&EntryQuery::File(file), None, 10).await.expect("entries");
    let told: Vec<_> = of_file.iter().map(|e| (e.action.as_str(), e.outcome, e.count, e.versions.is_some())).collect();
    let write = ("record.add", Outcome::Done, 1, true);
    assert_eq!(told, [("file.open", Outcome::Denied, 0, false), write, write]);
    assert_ne!(of_file[1].versions, of_file[2].versions);

    let first = world.store.entries(&EntryQuery::Account(worker()), None, 2).await.expect("entries");
    let after = first.last().map(|e| hearth_store::entries::After { at: e.at, id: e.id });
    let second = world.store.entries(&EntryQuery::Account(worker()), after, 2).await.expect("entries");
    assert_eq!((first.len(), second.len()), (2, 1), "the job's entry is nobody's");

    let range = EntryQuery::Range { authority: world.authority.clone(), from: minute(2), until: minute(4) };
    let page = world.store.entries(&range, None, 10).await.expect("entries");
    assert_eq!(page.iter().map(|e| e.at).collect::<Vec<_>>(), [minute(2), minute(3)]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_reason_of_a_break_glass_is_sealed_beside_its_entry(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, _, change) = world.new_file(minute(1), b"note");
    world.commit(change).await;
    let mut entry = world.entry(minute(2), "file.break_glass", Some(file));
    entry.detail = Some(b"at the door with the police".to_vec());
    let mut search = world.entry(minute(3), "person.find", None);
    search.detail = Some(b"aspinall".to_vec());
    let ids = [entry.id, search.id];
    world.store.note(vec![entry, search]).await.expect("noted");
    let mut words = Vec::new();
    for id in ids {
        words.push(world.store.entry_detail(id).await.expect("read").expect("there").to_vec());
    }
    assert_eq!(words, [b"at the door with the police".to_vec(), b"aspinall".to_vec()]);
    let stored = world.store.entries(&EntryQuery::File(file), None, 1).await.expect("entries");
    assert!(stored[0].detail.is_some());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn not_even_an_administrator_alters_a_version_or_an_entry(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (_, _, change) = world.new_file(minute(1), b"note");
    world.commit(change).await;
    world.store.sequence().await.expect("in the tree");
    for (sql, why) in [
        ("UPDATE version SET kind = 'visit'", "never changed"),
        ("DELETE FROM version", "only under an executed disposition"),
        ("UPDATE audit_entry SET purpose = 'other'", "never changed"),
        ("DELETE FROM audit_entry", "never deleted"),
        ("UPDATE audit_leaf SET leaf = leaf + 1", "never changed"),
        ("DELETE FROM audit_leaf", "never deleted"),
    ] {
        let refused = world.as_administrator(sql).await.expect_err(sql);
        assert!(refused.contains(why), "{sql}: {refused}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_disposition_that_was_executed_lets_its_own_file_go_and_no_other(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let mut files = Vec::new();
    for n in 1..=2 {
        let (file, _, change) = world.new_file(minute(n), b"note");
        world.commit(change).await;
        files.push(file);
    }
    let bytes = |file: hearth_record::ids::FileId| match engine {
        Engine::Sqlite => format!("X'{file}'"),
        Engine::Postgres => format!("'\\x{file}'::bytea"),
    };
    let insert = format!(
        "INSERT INTO disposition (id, file, first_approver, second_approver, executed_at, certificate) VALUES ({0}, {0}, {0}, {1}, 1, '')",
        bytes(files[0]),
        bytes(files[1])
    );
    world.as_administrator(&insert).await.expect("a disposition");
    assert_eq!(world.as_administrator(&format!("DELETE FROM version WHERE file = {}", bytes(files[0]))).await, Ok(1));
    assert!(world.as_administrator(&format!("DELETE FROM version WHERE file = {}", bytes(files[1]))).await.is_err());
    let loaded = world.load(files[0]).await;
    assert!(loaded.versions.is_empty() && loaded.tombstone.is_some());
}
