//! No cell of the audit or of a version can be altered unseen: each one is, by its owner's hand, and each time `verify` finds it.

use hearth_store::{Revision, verify::Verify};
use rusqlite::{Connection, types::Value};

use crate::{
    planted::disposition,
    world::{Engine, World, minute},
};

/// The tables that the audit answers for, and how many of their columns are the key.
const TABLES: [(&str, usize); 7] = [
    ("audit_entry", 1),
    ("audit_leaf", 1),
    ("audit_detail", 1),
    ("version", 3),
    ("tree_head", 1),
    ("disposition", 1),
    ("blob", 1),
];

/// The least change of a value: one bit, one letter, one more, something where nothing was.
fn altered(value: &Value, column: &str) -> Value {
    match value {
        Value::Integer(n) => Value::Integer(n + 1),
        Value::Text(text) => Value::Text(format!("{text}x")),
        Value::Blob(bytes) => {
            let mut bytes = bytes.clone();
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
            Value::Blob(bytes)
        }
        Value::Null | Value::Real(_) if matches!(column, "role" | "job") => Value::Text("x".to_owned()),
        Value::Null | Value::Real(_) => {
            Value::Blob(vec![1; if matches!(column, "versions" | "detail") { 32 } else { 16 }])
        }
    }
}

struct Cell {
    table: &'static str,
    column: String,
    key: Vec<(String, Value)>,
    value: Value,
}

impl Cell {
    fn write(&self, connection: &Connection, key: &[Value], value: &Value) -> rusqlite::Result<usize> {
        let wanted: Vec<String> =
            self.key.iter().enumerate().map(|(n, (name, _))| format!("{name} = ?{}", n + 2)).collect();
        let sql = format!("UPDATE {} SET {} = ?1 WHERE {}", self.table, self.column, wanted.join(" AND "));
        connection.execute(&sql, rusqlite::params_from_iter(std::iter::once(value).chain(key)))
    }
}

fn cells(connection: &Connection) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (table, keyed) in TABLES {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).expect("a table");
        let columns: Vec<String> = statement.column_names().map(ToOwned::to_owned).collect();
        let mut rows = statement.query([]).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let value = |n: usize| row.get::<_, Value>(n).expect("a value");
            let key: Vec<_> = (0..keyed).map(|n| (columns[n].clone(), value(n))).collect();
            for (n, column) in columns.iter().enumerate() {
                cells.push(Cell { table, column: column.clone(), key: key.clone(), value: value(n) });
            }
        }
    }
    cells
}

#[tokio::test(flavor = "multi_thread")]
async fn no_cell_of_the_audit_or_of_a_version_is_altered_unseen() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let (kept, gone) = (world.plant(minute(1)).await, world.plant(minute(2)).await);
    world
        .store
        .destroy(gone.file, Revision(2), &disposition([9; 16], minute(3)), &gone.terms)
        .await
        .expect("destroyed");
    let mut search = world.entry(minute(4), "person.find", None);
    search.detail = Some(b"aspinall".to_vec());
    world.store.note(vec![search, world.entry(minute(5), "file.open", Some(kept.file))]).await.expect("noted");
    world.store.checkpoint(minute(6)).await.expect("a checkpoint");
    world.without_guards().await;
    let everything = Verify { bodies: true, documents: true, checkpoints: Vec::new() };
    let connection = Connection::open(world.data_folder().join("data.db")).expect("a database");
    connection.busy_timeout(std::time::Duration::from_secs(5)).expect("patient");
    let all = cells(&connection);
    assert!(all.len() > 120, "{}", all.len());
    for cell in &all {
        let other = altered(&cell.value, &cell.column);
        let key: Vec<Value> = cell.key.iter().map(|(_, value)| value.clone()).collect();
        let moved: Vec<Value> = cell
            .key
            .iter()
            .map(|(name, value)| if *name == cell.column { other.clone() } else { value.clone() })
            .collect();
        match cell.write(&connection, &key, &other) {
            Ok(touched) => assert_eq!(touched, 1),
            // A key that another row has, an approver twice: the tables themselves refuse it.
            Err(_) => continue,
        }
        let found = world.store.verify(&everything, |_| {}).await;
        // An entry's own sealed detail may name another file without harm: the entry says whose it is.
        let unseen = found.as_ref().is_ok_and(hearth_store::verify::LedgerReport::is_sound);
        assert!(!unseen, "{} of {} was altered unseen", cell.column, cell.table);
        assert_eq!(cell.write(&connection, &moved, &cell.value), Ok(1));
    }
    let report = world.store.verify(&everything, |_| {}).await.expect("verified");
    assert!(report.is_sound(), "{:?}", report.findings);
}
