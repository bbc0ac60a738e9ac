//! Files with everything in them, and the search for what was planted.

use std::path::{Path, PathBuf};

use hearth_record::{
    find::{Term, TermKind},
    ids::{BlobId, FileId, RecordId, WorkerId},
};
use hearth_store::{
    Actor, Change, DraftKey, FileFlags, Location, NewFile, NewWork, Store, TermChange,
    blob::NewBlob,
    destroy::{Approval, Disposition},
};
use jiff::Timestamp;
use uuid::Uuid;

use crate::world::{Engine, World, admin, minute, random, version, worker};

/// What must stand nowhere in clear. No other test plants these words.
pub const NAME: &str = "Zebedee Quillfeather";
pub const ADDRESS: &str = "14 Marmalade Steps";
pub const NOTE: &str = "said at the door that the parrot was never fed";

/// A file with two versions, a work row, terms, a draft, a document, a sealed detail and an import key, all full of planted words.
pub struct Planted {
    pub file: FileId,
    pub record: RecordId,
    pub blob: BlobId,
    pub terms: Vec<Term>,
}

pub fn terms() -> Vec<Term> {
    let term = |kind, text: &str| Term { kind, text: text.to_owned() };
    vec![term(TermKind::Name, "zebedee"), term(TermKind::Name, "quillfeather"), term(TermKind::Born, "2014-03-02")]
}

pub fn document() -> Vec<u8> {
    format!("{NAME}, {ADDRESS}. {NOTE}. ").repeat(20_000).into_bytes()
}

impl World {
    /// Makes a planted file. It is at revision 2 then.
    pub async fn plant(&self, at: Timestamp) -> Planted {
        let document = self.store.blob_put(std::io::Cursor::new(document()), 1 << 24, at).await.expect("stored");
        let (file, record) = (self.file_id(), self.record_id());
        let mut change = Change::new(self.authority.clone(), at);
        change.new_files.push(NewFile {
            file,
            person: self.person_id(),
            file_type: hearth_record::FileType::Care,
            flags: FileFlags::default(),
        });
        let mut first = version(file, record, 1, format!("{NAME} {NOTE}").as_bytes());
        first.import_key = Some(format!("{NAME} {file}"));
        change.versions.push(first);
        change.digests.push((file, format!("{NAME} born 2014-03-02").into_bytes()));
        let row =
            NewWork { kind: "case_note".to_owned(), state: "open".to_owned(), due: None, team: None, worker: None };
        change.work.push((file, record, vec![row]));
        change.terms.push((file, TermChange { add: terms(), remove: Vec::new() }));
        change.child_numbers.push((file, Some(format!("{NAME} {file}"))));
        let blob = document.id();
        change.blobs.push(NewBlob { file, blob: document });
        let mut entry = self.entry(at, "record.add", Some(file));
        entry.detail = Some(NOTE.as_bytes().to_vec());
        change.entries.push(entry);
        let made = self.commit(change).await;
        let second = version(file, record, 2, format!("{NAME} lives at {ADDRESS}").as_bytes());
        self.commit(self.another(at, file, made[0].1, second)).await;
        let draft = DraftKey { account: worker(), form: "note".to_owned(), file: Some(file) };
        self.store.draft_put(&draft, NOTE.as_bytes(), at).await.expect("kept");
        Planted { file, record, blob, terms: terms() }
    }

    /// Opens a store that was closed.
    pub async fn open_again(&mut self) {
        self.store = Store::open(self.config.clone(), minute(0), fresh_random()).await.expect("opened again");
    }

    /// Runs a statement in the key database as its administrator would.
    pub async fn in_key_database(&self, sql: &str) -> Result<u64, String> {
        match &self.config.location {
            Location::Sqlite { dir } => {
                let connection = rusqlite::Connection::open(dir.join("keys.db")).expect("a database");
                connection.execute(sql, []).map(|n| n as u64).map_err(|e| e.to_string())
            }
            Location::Postgres { key_url, .. } => {
                let client = admin(key_url).await;
                client
                    .execute(sql, &[])
                    .await
                    .map_err(|e| e.as_db_error().map_or(e.to_string(), |db| db.message().to_owned()))
            }
        }
    }

    /// Switches off what guards the tables, as only the owner of a database can.
    pub async fn without_guards(&self) {
        match &self.config.location {
            Location::Sqlite { dir } => {
                for name in ["data.db", "keys.db"] {
                    let connection = rusqlite::Connection::open(dir.join(name)).expect("a database");
                    let mut list =
                        connection.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").expect("a list");
                    let triggers: Vec<String> =
                        list.query_map([], |row| row.get(0)).expect("a list").collect::<Result<_, _>>().expect("names");
                    for trigger in triggers {
                        connection.execute_batch(&format!("DROP TRIGGER {trigger}")).expect("dropped");
                    }
                }
            }
            Location::Postgres { url, key_url } => {
                for url in [url, key_url] {
                    let client = admin(url).await;
                    let rows = client
                        .query("SELECT tablename::TEXT FROM pg_tables WHERE schemaname = current_schema()", &[])
                        .await
                        .expect("tables");
                    for row in rows {
                        let table: String = row.get(0);
                        client
                            .batch_execute(&format!("ALTER TABLE \"{table}\" DISABLE TRIGGER USER"))
                            .await
                            .expect("switched off");
                    }
                }
            }
        }
    }

    /// Sixteen bytes as a literal.
    pub fn literal(&self, id: [u8; 16]) -> String {
        let hex = FileId::from_bytes(id);
        match self.engine {
            Engine::Sqlite => format!("X'{hex}'"),
            Engine::Postgres => format!("'\\x{hex}'::bytea"),
        }
    }

    /// Every folder in which anything of this instance stands: its own, and on PostgreSQL the server's too.
    pub async fn folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![self.folder.path().to_owned()];
        if let Location::Postgres { url, .. } = &self.config.location {
            let client = admin(url).await;
            client.batch_execute("CHECKPOINT").await.expect("written out");
            let row = client.query_one("SHOW data_directory", &[]).await.expect("a folder");
            folders.push(PathBuf::from(row.get::<_, String>(0)));
        }
        folders
    }
}

/// Where any of the planted words stands in clear, in any byte of any file under a folder. Searched by `grep`: a database server's
/// folder is large, and files in it come and go.
pub fn seen_in(folder: &Path) -> Vec<String> {
    let mut search = std::process::Command::new("grep");
    search.args(["--recursive", "--text", "--files-with-matches", "--fixed-strings", "--no-messages"]);
    for word in ["Quillfeather", "quillfeather", "Marmalade Steps", "parrot was never fed"] {
        search.args(["-e", word]);
    }
    let found = search.arg(folder).env("LC_ALL", "C").output().expect("grep is there");
    String::from_utf8_lossy(&found.stdout).lines().map(ToOwned::to_owned).collect()
}

/// A disposition that two people approved.
pub fn disposition(id: [u8; 16], at: Timestamp) -> Disposition {
    Disposition {
        id: Uuid::from_bytes(id),
        first: Approval { worker: WorkerId::from_bytes([1; 16]), at: minute(0) },
        second: Approval { worker: WorkerId::from_bytes([2; 16]), at: minute(0) },
        rule: "child_in_need/3".to_owned(),
        because: vec!["cin_plan.ended 2014-03-02".to_owned(), "keep until 2024-03-02".to_owned()],
        batch: None,
        elsewhere: Vec::new(),
        stub: None,
        actor: Actor::Person { account: worker(), worker: None, role: "records_manager".to_owned() },
        purpose: "retention".to_owned(),
        at,
    }
}

pub fn fresh_random() -> Box<dyn rand_core::CryptoRng + Send> {
    random(77)
}
