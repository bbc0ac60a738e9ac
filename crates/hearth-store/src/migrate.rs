//! Bringing a database to the form that this build needs.
//!
//! Each engine has a folder of migrations with the same numbers. A migration is a text; its paragraphs are its steps, one statement each,
//! and each step commits by itself together with a row that names it and its checksum, so it works also where DDL is not transactional.
//! Several nodes may start at once: the row is written first, so the second node waits for the first and then finds the step done.

use sha2::{Digest, Sha256};

use crate::{
    driver::{Driver, Place, Step, params},
    error::StoreError,
};

/// A migration: its number, its name, its text.
struct Migration {
    number: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migration {
    ($place:literal, $number:literal, $file:literal) => {
        Migration {
            number: $number,
            name: $file,
            sqlite: include_str!(concat!("../migrations/sqlite/", $place, "/", $file, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $place, "/", $file, ".sql")),
        }
    };
}

const DATA: &[Migration] = &[
    migration!("data", 1, "0001_first"),
    migration!("data", 2, "0002_retention"),
    migration!("data", 3, "0003_guards"),
];
const KEYS: &[Migration] = &[
    migration!("keys", 1, "0001_first"),
    migration!("keys", 2, "0002_retention"),
    migration!("keys", 3, "0003_guards"),
];

const LEDGER_SQLITE: &str = "CREATE TABLE IF NOT EXISTS migration (number INTEGER NOT NULL, step INTEGER NOT NULL, name TEXT NOT NULL, \
     checksum BLOB NOT NULL, PRIMARY KEY (number, step)) STRICT";
const LEDGER_POSTGRES: &str = "CREATE TABLE IF NOT EXISTS migration (number BIGINT NOT NULL, step BIGINT NOT NULL, \
     name TEXT COLLATE \"C\" NOT NULL, checksum BYTEA NOT NULL, PRIMARY KEY (number, step))";

/// The statements of a migration: its paragraphs, without the comments that stand alone.
fn statements(text: &'static str) -> impl Iterator<Item = &'static str> {
    let bare = |p: &&str| p.lines().any(|line| !line.trim().is_empty() && !line.starts_with("--"));
    text.split("\n\n").map(str::trim).filter(bare)
}

/// Whether the database was ever migrated.
pub(crate) async fn is_made(driver: &Driver, place: Place) -> Result<bool, StoreError> {
    let sql = match driver {
        Driver::Sqlite(_) => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'",
        Driver::Postgres(_) => {
            "SELECT 1::BIGINT FROM pg_tables WHERE tablename = 'migration' AND schemaname = current_schema()"
        }
    };
    Ok(driver.first(place, sql, vec![]).await?.is_some())
}

/// Runs what has not been run. A database that a newer build has migrated, or a migration that was edited since it ran, is refused before
/// anything is changed.
pub(crate) async fn migrate(driver: &Driver, place: Place) -> Result<(), StoreError> {
    migrate_to(driver, place, i64::MAX).await
}

/// The number of the last migration that was run; 0 for none.
pub(crate) async fn newest(driver: &Driver, place: Place) -> Result<i64, StoreError> {
    Ok(done(driver, place).await?.iter().map(|d| d.number).max().unwrap_or(0))
}

/// The same up to a number: what a backup of then is loaded into.
pub(crate) async fn migrate_to(driver: &Driver, place: Place, until: i64) -> Result<(), StoreError> {
    let migrations = match place {
        Place::Data => DATA,
        Place::Keys => KEYS,
    };
    let done = done(driver, place).await?;
    check(migrations, driver, &done)?;
    if done.is_empty() {
        let ledger = match driver {
            Driver::Sqlite(_) => LEDGER_SQLITE,
            Driver::Postgres(_) => LEDGER_POSTGRES,
        };
        make_ledger(driver, place, ledger).await?;
    }
    for migration in migrations.iter().filter(|m| m.number <= until) {
        for (step, sql) in (0_i64..).zip(statements(migration.text(driver))) {
            if !done.iter().any(|d| (d.number, d.step) == (migration.number, step)) {
                run(driver, place, migration, step, sql).await?;
            }
        }
    }
    Ok(())
}

struct Done {
    number: i64,
    step: i64,
    checksum: Vec<u8>,
}

async fn done(driver: &Driver, place: Place) -> Result<Vec<Done>, StoreError> {
    if !is_made(driver, place).await? {
        return Ok(Vec::new());
    }
    let rows =
        driver.query(place, "SELECT number, step, checksum FROM migration ORDER BY number, step", vec![]).await?;
    rows.iter().map(|r| Ok(Done { number: r.int(0)?, step: r.int(1)?, checksum: r.bytes(2)?.to_vec() })).collect()
}

fn check(migrations: &[Migration], driver: &Driver, done: &[Done]) -> Result<(), StoreError> {
    for step in done {
        let refuse = |why: &str| {
            Err(StoreError::Migration { why: format!("migration {} step {} {why}", step.number, step.step) })
        };
        let Some(migration) = migrations.iter().find(|m| m.number == step.number) else {
            return refuse("was run by a newer build; use that one");
        };
        let statement = usize::try_from(step.step).ok().and_then(|n| statements(migration.text(driver)).nth(n));
        match statement {
            Some(sql) if checksum(sql) == step.checksum[..] => {}
            _ => return refuse("was changed after it had been run; use the build that ran it"),
        }
    }
    Ok(())
}

async fn make_ledger(driver: &Driver, place: Place, sql: &'static str) -> Result<(), StoreError> {
    match driver.write(place, vec![Step::new(sql, vec![])]).await {
        // `IF NOT EXISTS` does not wait for another node that is making it at this moment.
        Err(StoreError::AlreadyThere { .. } | StoreError::Engine(_)) if is_made(driver, place).await? => Ok(()),
        other => other,
    }
}

async fn run(
    driver: &Driver,
    place: Place,
    migration: &Migration,
    step: i64,
    sql: &'static str,
) -> Result<(), StoreError> {
    const NAME: &str =
        "INSERT INTO migration (number, step, name, checksum) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let done_by_another = StoreError::Refused("another node has run this step".to_owned());
    let row = params![migration.number, step, migration.name, checksum(sql)];
    let steps = vec![Step::new(NAME, row).or(done_by_another.clone()), Step::new(sql, vec![])];
    match driver.write(place, steps).await {
        Err(error) if error == done_by_another => Ok(()),
        Err(StoreError::Engine(why)) => {
            Err(StoreError::Migration { why: format!("{} step {step}: {why}", migration.name) })
        }
        other => other,
    }
}

fn checksum(sql: &str) -> [u8; 32] {
    Sha256::digest(sql).into()
}

impl Migration {
    fn text(&self, driver: &Driver) -> &'static str {
        match driver {
            Driver::Sqlite(_) => self.sqlite,
            Driver::Postgres(_) => self.postgres,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_engines_have_the_same_migrations_and_each_step_is_one_statement() {
        for migration in DATA.iter().chain(KEYS) {
            for text in [migration.sqlite, migration.postgres] {
                assert!(statements(text).count() > 0, "{}", migration.name);
                for statement in statements(text) {
                    assert!(statement.ends_with(';'), "a step ends with its statement: {statement}");
                }
            }
        }
    }
}
