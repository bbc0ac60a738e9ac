//! What a hold covers is asked of the schema: each table that holds any of a file, and everything that deletes.

use std::collections::BTreeMap;

use hearth_store::{Location, Revision, StoreError, destroy::Finished};
use jiff::Timestamp;
use rstest::rstest;
use uuid::Uuid;

use crate::{
    planted::{Planted, disposition, document},
    world::{Engine, World, admin, minute},
};

/// What a table has to do with the files of people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// It holds some of a file, in the rows of this condition: a hold keeps them.
    Some(&'static str),
    /// It does not, for this reason.
    Nothing(&'static str),
}

const OF_FILE: Holds = Holds::Some("file = {file}");
/// Rows that no column ties to a file: in these tests there is one file alone.
const EVERY: Holds = Holds::Some("1 = 1");

/// Every table of the data database. One that is new stands here before the build is well.
const DATA: &[(&str, Holds)] = &[
    ("account", Holds::Nothing("who may sign in")),
    ("audit_detail", OF_FILE),
    ("audit_entry", OF_FILE),
    ("audit_leaf", EVERY),
    ("audit_waiting", Holds::Nothing("entries that get their leaf within a second")),
    ("blob", EVERY),
    ("blob_key", OF_FILE),
    ("checkpoint", Holds::Nothing("heads of the tree, signed")),
    ("child_number", OF_FILE),
    ("disposition", Holds::Nothing("what remains of a destroyed file")),
    ("draft", OF_FILE),
    ("failure", Holds::Nothing("sign-ins that failed")),
    ("file", Holds::Some("id = {file} AND digest IS NOT NULL")),
    ("hold", OF_FILE),
    ("import_key", OF_FILE),
    ("instance", Holds::Nothing("whether its people are real")),
    ("migration", Holds::Nothing("the form of the database")),
    ("open_hold", Holds::Nothing("the holds themselves")),
    ("session", Holds::Nothing("who is signed in")),
    ("stub", Holds::Nothing("what answers after a destroyed file")),
    ("term", EVERY),
    ("tree_head", Holds::Nothing("the head of the tree")),
    ("tree_tile", Holds::Nothing("hashes of the tree")),
    ("version", OF_FILE),
    ("word", EVERY),
    ("work", OF_FILE),
];

/// Every table of the key database.
const KEYS: &[(&str, Holds)] = &[
    ("adoption_link", Holds::Nothing("ties of two files; nothing deletes one")),
    ("destroyed", Holds::Nothing("what was destroyed")),
    ("file_key", OF_FILE),
    ("held_key", Holds::Nothing("keys of councils, and of drafts without a file")),
    ("migration", Holds::Nothing("the form of the database")),
    ("stub", Holds::Nothing("what answers after a destroyed file")),
];

/// The databases with their tables and where each stands.
const BOTH: [(&str, &[(&str, Holds)]); 2] = [("data.db", DATA), ("keys.db", KEYS)];

impl World {
    /// One column of numbers or texts out of the data or the key database.
    async fn asked(&self, database: &str, sql: &str) -> Vec<String> {
        match &self.config.location {
            Location::Sqlite { dir } => {
                let connection = rusqlite::Connection::open(dir.join(database)).expect("a database");
                let mut statement = connection.prepare(sql).expect("a statement");
                let rows = statement.query_map([], |row| row.get::<_, String>(0)).expect("rows");
                rows.collect::<Result<_, _>>().expect("text")
            }
            Location::Postgres { url, key_url } => {
                let client = admin(if database == "data.db" { url } else { key_url }).await;
                client.query(sql, &[]).await.expect("rows").iter().map(|row| row.get(0)).collect()
            }
        }
    }

    async fn tables(&self, database: &str) -> Vec<String> {
        let sql = match self.engine {
            Engine::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
            Engine::Postgres => "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = current_schema()",
        };
        let mut tables = self.asked(database, sql).await;
        tables.sort();
        tables
    }

    /// How many rows each table holds of a file.
    async fn rows_of(&self, planted: &Planted) -> BTreeMap<&'static str, u64> {
        let file = self.literal(planted.file.as_bytes());
        let mut counts = BTreeMap::new();
        for (database, tables) in BOTH {
            for (table, holds) in tables {
                let Holds::Some(condition) = holds else { continue };
                let of = condition.replace("{file}", &file);
                let sql = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table} WHERE {of}");
                let count = self.asked(database, &sql).await.pop().and_then(|count| count.parse().ok());
                counts.insert(*table, count.expect("a number"));
            }
        }
        counts
    }

    /// A file full of everything under a hold.
    async fn plant_held(&self) -> Planted {
        let planted = self.plant(minute(1)).await;
        let entry = self.entry(minute(2), "hold.place", Some(planted.file));
        self.store.place_hold(planted.file, HOLD, entry).await.expect("held");
        planted
    }

    /// Asserts that nothing of the file is gone, and that it can be read.
    async fn assert_whole(&self, planted: &Planted, before: &BTreeMap<&'static str, u64>, after: &str) {
        let now = self.rows_of(planted).await;
        for (table, count) in before {
            // The audit grows by whatever is tried.
            assert!(now[table] >= *count, "{after} took rows out of {table}");
        }
        self.store.close().await.expect("closed");
        let store = hearth_store::Store::open(self.config.clone(), minute(9), crate::planted::fresh_random());
        let store = store.await.expect("opened again");
        assert_eq!(store.load(planted.file, None).await.expect("the file").versions.len(), 2, "{after}");
        let read = store.blob_read(planted.file, planted.blob).await.expect("the document");
        assert!(read.to_vec() == document(), "{after}");
        store.close().await.expect("closed");
    }
}

const HOLD: Uuid = Uuid::from_bytes([5; 16]);

fn far_future() -> Timestamp {
    "2400-01-01T00:00:00Z".parse().expect("a moment")
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_table_says_whether_it_holds_any_of_a_file(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant_held().await;
    for (database, known) in BOTH {
        let known: Vec<&str> = known.iter().map(|(table, _)| *table).collect();
        assert_eq!(world.tables(database).await, known, "{database}: does a hold keep what the new table holds?");
    }
    // Each of them is full, so that a row which went would be missed.
    world.store.checkpoint(minute(3)).await.expect("the entries have their leaves");
    for (table, count) in world.rows_of(&planted).await {
        assert!(count > 0, "nothing was planted in {table}");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_deletes_takes_a_row_of_a_file_under_a_hold(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant_held().await;
    world.store.checkpoint(minute(3)).await.expect("the entries have their leaves");
    let before = world.rows_of(&planted).await;
    let store = &world.store;
    for one_of_many in [false, true] {
        let disposition = disposition([9; 16], minute(4));
        let refused = if one_of_many {
            store.destroy_in_run(planted.file, Revision(2), &disposition, &planted.terms).await.err()
        } else {
            store.destroy(planted.file, Revision(2), &disposition, &planted.terms).await.err()
        };
        assert!(matches!(&refused, Some(StoreError::Refused(why)) if why.contains("under a hold")), "{refused:?}");
    }
    assert_eq!(store.finish_destructions(far_future()).await, Ok(Finished::default()));
    store.clear_traces().await.expect("cleared");
    store.let_go_of_old_drafts(far_future()).await.expect("let go");
    store.let_go_of_stubs(jiff::civil::date(2400, 1, 1)).await.expect("let go");
    store.sweep_blobs(far_future()).await.expect("swept");
    store.forget_ended_sessions(far_future()).await.expect("forgotten");
    store.forget_failures_before(far_future()).await.expect("forgotten");
    world.assert_whole(&planted, &before, "what deletes").await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_destruction_asks_for_holds_itself_where_the_database_asks_no_more(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant_held().await;
    let before = world.rows_of(&planted).await;
    world.without_guards().await;
    let refused =
        world.store.destroy(planted.file, Revision(2), &disposition([9; 16], minute(4)), &planted.terms).await;
    assert!(matches!(refused, Err(StoreError::Refused(why)) if why.contains("under a hold")));
    world.assert_whole(&planted, &before, "a destruction without guards").await;
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_database_asks_for_holds_itself_where_nobody_else_does(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let planted = world.plant_held().await;
    let before = world.rows_of(&planted).await;
    let (file, one, two) = (world.literal(planted.file.as_bytes()), world.literal([1; 16]), world.literal([2; 16]));
    let forged = format!(
        "INSERT INTO disposition (id, file, first_approver, second_approver, executed_at, certificate) VALUES ({file}, {file}, {one}, {two}, 1, '')"
    );
    world.as_administrator(&forged).await.expect("two names are two people");
    for table in ["version", "audit_detail", "blob_key"] {
        let refused = world.as_administrator(&format!("DELETE FROM {table} WHERE file = {file}")).await;
        assert!(refused.as_ref().is_err_and(|why| why.contains("under no hold")), "{table}: {refused:?}");
    }
    let refused = world.in_key_database(&format!("DELETE FROM file_key WHERE file = {file}")).await;
    assert!(refused.as_ref().is_err_and(|why| why.contains("only once the file stands on the list")), "{refused:?}");
    // Nor does the next start take the key, although a disposition says so.
    assert_eq!(world.store.finish_destructions(minute(5)).await, Ok(Finished::default()));
    world.assert_whole(&planted, &before, "a forged disposition").await;
}
