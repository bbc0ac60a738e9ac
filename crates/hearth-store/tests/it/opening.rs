//! Making and opening an instance.

use hearth_store::{RootKey, Store, StoreError, verify::Verify};
use rstest::rstest;

use crate::world::{Engine, World, bodies, minute, random, sefton};

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn another_root_key_is_told_and_changes_nothing(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let (file, _, change) = world.new_file(minute(1), b"kept");
    world.commit(change).await;
    world.store.close().await.expect("closed");
    let mut wrong = world.config.clone();
    wrong.root = RootKey::from_bytes([8; 32]);
    let before = (engine == Engine::Sqlite).then(|| databases(&world));
    let refused = Store::open(wrong, minute(2), random(4)).await.map(drop);
    assert_eq!(refused, Err(StoreError::WrongRootKey));
    assert!(refused.expect_err("refused").to_string().contains("nothing was changed"));
    assert_eq!((engine == Engine::Sqlite).then(|| databases(&world)), before);
    world.store = Store::open(world.config.clone(), minute(3), random(5)).await.expect("the right key opens it");
    assert_eq!(bodies(&world.load(file).await), ["kept"]);
}

fn databases(world: &World) -> Vec<Vec<u8>> {
    ["data.db", "keys.db"].map(|name| std::fs::read(world.data_folder().join(name)).expect("a database")).to_vec()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_instance_is_never_made_over_another(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (file, _, change) = world.new_file(minute(1), b"kept");
    world.commit(change).await;
    let again = Store::create(world.config.clone(), &[sefton()], minute(2), random(9)).await.map(drop);
    assert!(matches!(again, Err(StoreError::InstanceExists { .. })), "{again:?}");
    assert_eq!(bodies(&world.load(file).await), ["kept"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_folder_is_no_instance_and_stays_empty() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let empty = tempfile::tempdir().expect("a folder");
    let mut config = world.config.clone();
    config.location = hearth_store::Location::Sqlite { dir: empty.path().to_owned() };
    let refused = Store::open(config, minute(1), random(9)).await.map(drop);
    assert!(matches!(refused, Err(StoreError::NoInstance { .. })), "{refused:?}");
    assert_eq!(std::fs::read_dir(empty.path()).expect("read").count(), 0);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_a_newer_build_or_an_edited_migration_is_left_alone(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    for (sql, undo) in [
        (
            "INSERT INTO migration (number, step, name, checksum) SELECT 99, 0, 'later', checksum FROM migration WHERE number = 1 AND step = 0",
            "DELETE FROM migration WHERE number = 99",
        ),
        (
            "UPDATE migration SET step = 900 WHERE number = 1 AND step = 3",
            "UPDATE migration SET step = 3 WHERE step = 900",
        ),
    ] {
        world.as_administrator(sql).await.expect("edited");
        let refused = Store::open(world.config.clone(), minute(1), random(9)).await.map(drop);
        assert!(matches!(refused, Err(StoreError::Migration { .. })), "{refused:?}");
        world.as_administrator(undo).await.expect("undone");
    }
    world.restart().await;
}

#[rstest]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_that_start_at_once_both_come_up(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (a, b) = tokio::join!(
        Store::open(world.config.clone(), minute(1), random(4)),
        Store::open(world.config.clone(), minute(1), random(5))
    );
    let (a, b) = (a.expect("one"), b.expect("the other"));
    let (file, _, change) = world.new_file(minute(1), b"written on one node");
    a.commit(change).await.expect("written");
    assert_eq!(bodies(&b.load(file, None).await.expect("read on the other")), ["written on one node"]);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_import_beside_a_running_server_shares_its_tree(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let other = Store::open(world.config.clone(), minute(1), random(8)).await.expect("a second process");
    let mut running = Vec::new();
    for n in 0..60 {
        let (file, _, change) = world.new_file(minute(n), b"note");
        let store = if n % 2 == 0 { world.store.clone() } else { other.clone() };
        running.push(tokio::spawn(async move { store.commit(change).await.map(|_| file) }));
    }
    for task in running {
        let file = task.await.expect("finished").expect("committed");
        assert_eq!(bodies(&world.load(file).await), ["note"]);
        assert_eq!(bodies(&other.load(file, None).await.expect("loaded")), ["note"]);
    }
    let report = world.store.verify(&Verify::default(), |_| ()).await.expect("verified");
    assert_eq!((report.findings, report.entries), (vec![], 60));
}
