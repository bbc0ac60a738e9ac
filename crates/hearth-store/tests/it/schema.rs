//! Both engines have the same tables.

use std::collections::{BTreeMap, BTreeSet};

use hearth_store::Location;

use crate::world::{Engine, World, admin};

/// Table or index → its columns with type and whether they may be null, or the columns of the index.
type Schema = BTreeMap<String, BTreeSet<String>>;

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables_columns_and_indexes() {
    let (Some(sqlite), Some(postgres)) = (World::new(Engine::Sqlite).await, World::new(Engine::Postgres).await) else {
        return;
    };
    let Location::Postgres { url, key_url } = &postgres.config.location else { panic!("PostgreSQL was asked for") };
    for (name, url) in [("data.db", url), ("keys.db", key_url)] {
        let ours = of_sqlite(&sqlite, name);
        assert!(ours.len() > 3, "{ours:?}");
        assert_eq!(ours, of_postgres(url).await, "{name}");
    }
}

fn of_sqlite(world: &World, name: &str) -> Schema {
    let connection = rusqlite::Connection::open(world.data_folder().join(name)).expect("a database");
    let list = |sql: &str| -> Vec<Vec<String>> {
        let mut statement = connection.prepare(sql).expect("a statement");
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|c| row.get::<_, String>(c)).collect());
        rows.expect("rows").collect::<Result<_, _>>().expect("text")
    };
    let mut schema = Schema::new();
    let columns = "SELECT m.name, c.name, lower(c.type), CASE WHEN c.\"notnull\" THEN 'must' ELSE 'may' END, CAST(c.pk AS TEXT) \
         FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'";
    for row in list(columns) {
        schema.entry(row[0].clone()).or_default().insert(format!("{} {} {} {}", row[1], row[2], row[3], row[4]));
    }
    let indexes = "SELECT m.name, CAST(l.\"unique\" AS TEXT), CAST(l.partial AS TEXT), group_concat(c.name, ' ') \
         FROM sqlite_master m JOIN pragma_index_list(m.tbl_name) l ON l.name = m.name JOIN pragma_index_info(m.name) c \
         WHERE m.type = 'index' AND m.sql IS NOT NULL GROUP BY m.name, l.\"unique\", l.partial";
    for row in list(indexes) {
        schema.entry(row[0].clone()).or_default().insert(row[1..].join(" "));
    }
    schema
}

async fn of_postgres(url: &str) -> Schema {
    let client = admin(url).await;
    let mut schema = Schema::new();
    let columns = "SELECT c.table_name, c.column_name, \
           CASE c.data_type WHEN 'bytea' THEN 'blob' WHEN 'bigint' THEN 'integer' ELSE c.data_type END, \
           CASE c.is_nullable WHEN 'NO' THEN 'must' ELSE 'may' END, \
           COALESCE(k.ordinal_position::text, '0'), COALESCE(c.collation_name, ''), c.data_type \
         FROM information_schema.columns c \
         LEFT JOIN information_schema.table_constraints t ON t.table_schema = c.table_schema AND t.table_name = c.table_name \
           AND t.constraint_type = 'PRIMARY KEY' \
         LEFT JOIN information_schema.key_column_usage k ON k.constraint_name = t.constraint_name AND k.table_schema = t.table_schema \
           AND k.table_name = t.table_name AND k.column_name = c.column_name \
         WHERE c.table_schema = current_schema()";
    for row in client.query(columns, &[]).await.expect("columns") {
        let text = |i: usize| row.get::<_, String>(i);
        assert!(text(6) != "text" || text(5) == "C", "{}.{} sorts by another collation than SQLite", text(0), text(1));
        schema.entry(text(0)).or_default().insert(format!("{} {} {} {}", text(1), text(2), text(3), text(4)));
    }
    let indexes = "SELECT i.relname::text, CASE WHEN x.indisunique THEN '1' ELSE '0' END, CASE WHEN x.indpred IS NULL THEN '0' ELSE '1' END, \
           string_agg(a.attname::text, ' ' ORDER BY k.n) \
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
         CROSS JOIN LATERAL unnest(x.indkey) WITH ORDINALITY k(attnum, n) JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.attnum \
         WHERE NOT x.indisprimary AND i.relnamespace = current_schema()::regnamespace GROUP BY 1, 2, 3";
    for row in client.query(indexes, &[]).await.expect("indexes") {
        let text = |i: usize| row.get::<_, String>(i);
        schema.entry(text(0)).or_default().insert(format!("{} {} {}", text(1), text(2), text(3)));
    }
    schema
}
