//! Full disks and absent databases: refusals that say so, and nothing lost.

use hearth_store::{Location, Revision, StoreError};

use crate::world::{Engine, World, admin, admin_url, bodies, minute, version};

/// An administrator takes the database away and gives it back.
#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_went_away_is_told_and_used_again_when_it_is_back() {
    let Some(url) = admin_url() else { return };
    let admin = admin(&url).await;
    let name = format!("hearth_gone_{}", std::process::id());
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.expect("dropped");
    admin.batch_execute(&format!("CREATE DATABASE {name}")).await.expect("made");
    let (server, _) = url.rsplit_once('/').expect("an address with a database");
    let mut world = World::new(Engine::Postgres).await.expect("PostgreSQL is there");
    let Location::Postgres { key_url, .. } = world.config.location.clone() else { panic!("PostgreSQL was asked for") };
    world.config.location =
        Location::Postgres { url: format!("{server}/{name}"), key_url: key_url.replace("_keys", "_other_keys") };
    let schema = key_url.split("search_path%3D").nth(1).expect("a schema").replace("_keys", "_other_keys");
    admin.batch_execute(&format!("CREATE SCHEMA {schema}")).await.expect("a schema");
    world.store = hearth_store::Store::create(
        world.config.clone(),
        &[crate::world::sefton()],
        minute(0),
        crate::world::random(1),
    )
    .await
    .expect("a store");
    let (file, record, change) = world.new_file(minute(1), b"before");
    world.commit(change).await;

    let away = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false");
    admin.batch_execute(&away).await.expect("closed");
    admin
        .batch_execute(&format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"))
        .await
        .expect("ended");
    let change = world.another(minute(2), file, Revision(1), version(file, record, 2, b"after"));
    let mut refusals = 0;
    for _ in 0..3 {
        let refused = world.store.commit(change.clone()).await.expect_err("there is no database");
        assert!(matches!(refused, StoreError::Unavailable { .. } | StoreError::OutcomeUnknown { .. }), "{refused:?}");
        refusals += usize::from(refused.is_passing());
    }
    assert!(refusals >= 2, "once the connections are known to be gone the refusal is one that passes");
    assert!(world.store.ready().await.is_err());

    admin.batch_execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true")).await.expect("opened");
    world.commit(change).await;
    assert_eq!(bodies(&world.load(file).await), ["before", "after"]);
    world.store.close().await.expect("closed");
    admin.batch_execute(&format!("DROP DATABASE {name} WITH (FORCE)")).await.expect("dropped");
}
