//! Copying PostgreSQL: each table by `COPY` in its binary form, all in one transaction that sees one moment.
//!
//! Needs nothing but a connection: no program of the server's version has to be on the machine, and no right beyond reading.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use deadpool_postgres::Transaction;
use futures_util::{SinkExt, TryStreamExt};
use tokio_postgres::{IsolationLevel, types::private::BytesMut};

use crate::{
    blob::disk,
    driver::{Place, Postgres, postgres_error},
    error::StoreError,
};

/// How a copied table is named.
const ENDING: &str = ".copy";
/// Bytes sent at a time.
const PIECE: usize = 256 * 1024;

/// Copies one database into a folder and gives the names of the files.
pub(super) async fn copy(postgres: &Postgres, place: Place, folder: &Path) -> Result<Vec<String>, StoreError> {
    let mut client = postgres.client(place).await?;
    let begin = client.build_transaction().isolation_level(IsolationLevel::RepeatableRead).read_only(true);
    let transaction = begin.start().await.map_err(|e| postgres_error(&e))?;
    let mut names = Vec::new();
    for table in tables(&transaction).await? {
        let columns = columns(&transaction, &table).await?;
        let name = format!("{table}{ENDING}");
        let path = folder.join(&name);
        let mut file = File::create_new(&path).map_err(disk("writing", &path))?;
        // The names come from the catalogue of our own schema, quoted.
        let sql = format!("COPY \"{table}\" ({columns}) TO STDOUT (FORMAT binary)");
        let rows = transaction.copy_out(sql.as_str()).await.map_err(|e| postgres_error(&e))?;
        let mut rows = std::pin::pin!(rows);
        while let Some(bytes) = rows.try_next().await.map_err(|e| postgres_error(&e))? {
            file.write_all(&bytes).map_err(disk("writing", &path))?;
        }
        file.sync_all().map_err(disk("flushing", &path))?;
        names.push(name);
    }
    transaction.commit().await.map_err(|e| postgres_error(&e))?;
    Ok(names)
}

/// Loads a copy into a database that was migrated to the same number and holds no rows of its own. All or nothing.
pub(super) async fn put_back(
    postgres: &Postgres,
    place: Place,
    folder: &Path,
    names: &[&str],
) -> Result<(), StoreError> {
    let mut client = postgres.client(place).await?;
    let transaction = client.transaction().await.map_err(|e| postgres_error(&e))?;
    for name in names {
        let table = name.strip_suffix(ENDING).filter(|t| t.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
        let table =
            table.ok_or_else(|| StoreError::Refused(format!("the backup names a file `{name}` that is no table")))?;
        let columns = columns(&transaction, table).await?;
        if columns.is_empty() {
            return Err(StoreError::Refused(format!("the backup has a table `{table}` that this build does not know")));
        }
        // A migration may have put a first row there.
        transaction.batch_execute(&format!("TRUNCATE \"{table}\"")).await.map_err(|e| postgres_error(&e))?;
        load(&transaction, &format!("COPY \"{table}\" ({columns}) FROM STDIN (FORMAT binary)"), &folder.join(name))
            .await?;
    }
    transaction.commit().await.map_err(|e| postgres_error(&e))
}

async fn load(transaction: &Transaction<'_>, sql: &str, path: &Path) -> Result<(), StoreError> {
    let sink = transaction.copy_in(sql).await.map_err(|e| postgres_error(&e))?;
    let mut sink = std::pin::pin!(sink);
    let mut file = File::open(path).map_err(disk("reading", path))?;
    loop {
        let mut piece = BytesMut::zeroed(PIECE);
        let n = file.read(&mut piece).map_err(disk("reading", path))?;
        if n == 0 {
            return sink.as_mut().finish().await.map(drop).map_err(|e| postgres_error(&e));
        }
        sink.send(piece.split_to(n).freeze()).await.map_err(|e| postgres_error(&e))?;
    }
}

/// The tables of the schema but the migrations' own, which the migrations fill again.
async fn tables(transaction: &Transaction<'_>) -> Result<Vec<String>, StoreError> {
    const SQL: &str = "SELECT tablename::TEXT FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'migration' ORDER BY 1";
    let rows = transaction.query(SQL, &[]).await.map_err(|e| postgres_error(&e))?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

/// The columns of a table, in their order.
async fn columns(transaction: &Transaction<'_>, table: &str) -> Result<String, StoreError> {
    const SQL: &str = "SELECT column_name::TEXT FROM information_schema.columns \
         WHERE table_schema = current_schema() AND table_name = $1 ORDER BY ordinal_position";
    let rows = transaction.query(SQL, &[&table]).await.map_err(|e| postgres_error(&e))?;
    let names: Vec<String> = rows.iter().map(|row| format!("\"{}\"", row.get::<_, String>(0))).collect();
    Ok(names.join(", "))
}
