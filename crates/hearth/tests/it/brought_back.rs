//! What was destroyed stays destroyed, whichever way an older backup comes back: by the commands that an operator runs, on both engines.

use std::path::{Path, PathBuf};

use hearth_access::Role;
use hearth_casework::disposal::{self, Decided};
use hearth_record::ids::RecordId;
use hearth_stage::{Engine, Filed, Paper, Person, Stage, engine::as_administrator, random};
use hearth_store::{Location, Store, StoreConfig};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;

use crate::command::{Said, hearth};

/// A word that stands in one note and nowhere else.
const CANARY: &str = "Zwartkopspruit";

#[expect(clippy::disallowed_methods, reason = "the command executes a batch at the machine's own time")]
fn machine_time() -> Timestamp {
    Timestamp::now()
}

/// An instance in which a batch has rested and may be executed today.
struct Rested {
    stage: Stage,
    manager: Person,
    gone: Filed,
    stays: Filed,
    batch: RecordId,
    config: String,
}

impl Rested {
    async fn new(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        // It rests for four weeks, and the command reads the clock of the machine.
        stage.clock.set(machine_time() - SignedDuration::from_hours(24 * 35));
        let manager = stage.person(Role::RecordsManager, None).await;
        let closed = [("received_on", "2014-09-01"), ("source", "2A"), ("primary_need", "N5")];
        let closed = [&closed[..], &[("closed_on", "2015-10-01"), ("closure_reason", "RC7")]].concat();
        let child = |forename: &str, born: &str| Paper::child(forename, "Pryce", born);
        let gone = child("Owen", "2009-06-13")
            .with("social_care_episode", &closed)
            .with("cin_plan", &[("started", "2014-10-01"), ("ended", "2015-10-01")])
            .with("case_note", &[("occurred_at", "2015-01-20 10:00"), ("body", "Rhian spoke of Zwartkopspruit.")])
            .file(&stage)
            .await;
        let stays = child("Lily", "2020-06-13").with("cin_plan", &[("started", "2024-10-01")]).file(&stage).await;
        let batch = approved(&stage, &manager).await;
        stage.instance.store.close().await.expect("closed");
        let config = configured(&stage.config, stage.folder());
        Some(Self { stage, manager, gone, stays, batch, config })
    }

    /// Runs `hearth` on this instance.
    fn hearth(&self, words: &[&str]) -> Said {
        hearth(&[words, &["--config", &self.config]].concat())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.stage.folder().join(name)
    }

    /// Executes the batch.
    fn run(&self) {
        let (batch, by) = (self.batch.to_string(), self.manager.login.as_str());
        let said = self.hearth(&["retention", "run", &batch, "--authority", "sefton", "--by", by]).ended(0);
        assert!(said.out.contains("1 destroyed, 0 passed over"), "{}", said.out);
    }

    /// How many files the audit has as destroyed; everything is sound.
    fn destroyed(&self) -> u32 {
        let said = self.hearth(&["ledger", "verify"]).ended(0).out;
        let count = said.split_once(" destroyed)").and_then(|(before, _)| before.rsplit('(').next()?.parse().ok());
        count.unwrap_or_else(|| panic!("no count: {said}"))
    }

    /// Whether the note can be read by whoever has everything that the instance has.
    async fn tells(&self, config: StoreConfig) -> bool {
        let store = Store::open(config, machine_time(), random(5)).await.expect("it opens");
        let gone = store.load(self.gone.file, None).await.expect("its row");
        let other = store.load(self.stays.file, None).await.expect("a file");
        assert!(!other.versions.is_empty(), "the other child's file is read");
        let says = |body: &[u8]| body.windows(CANARY.len()).any(|word| word == CANARY.as_bytes());
        let told = gone.versions.iter().any(|version| says(&version.body));
        assert_eq!(told, gone.tombstone.is_none(), "either the file is there or its certificate");
        store.close().await.expect("closed");
        told
    }
}

/// Proposes, reviews and approves a batch of what is due.
async fn approved(stage: &Stage, manager: &Person) -> RecordId {
    let (approver, dpo) = (stage.person(Role::RecordsApprover, None).await, stage.person(Role::Dpo, None).await);
    let proposed = disposal::propose(&stage.desk(manager)).await.expect("proposed");
    let batch = proposed.batch.expect("something is due");
    assert_eq!(proposed.files, 1);
    let goes = Decided { decision: "DESTROY".to_owned(), ..Decided::default() };
    disposal::review_each(&stage.desk(manager), batch, &goes).await.expect("reviewed");
    disposal::submit(&stage.desk(manager), batch).await.expect("submitted");
    let desk = stage.desk(&approver);
    let (read, _) = disposal::one(&desk, batch).await.expect("a batch");
    disposal::open_to_approve(&desk, &read).await.expect("opened");
    stage.clock.wait(disposal::least_time(1) + SignedDuration::from_mins(1));
    disposal::approve(&stage.desk(&approver), batch).await.expect("approved");
    disposal::see_sample(&stage.desk(&dpo), batch).await.expect("seen");
    batch
}

/// The configuration of an instance, written where the command reads it.
pub fn configured(config: &StoreConfig, folder: &Path) -> String {
    let key = folder.join("root.key");
    config.root.write_new(&key).expect("written");
    let place = match &config.location {
        Location::Sqlite { dir } => format!("data = '{}'\n", dir.display()),
        Location::Postgres { url, key_url } => format!("database_url = '{url}'\nkey_database_url = '{key_url}'\n"),
    };
    let (documents, origin, key) = (config.blobs.display(), &config.origin, key.display());
    let text = format!("{place}documents = '{documents}'\naudit_origin = '{origin}'\n[root_key]\nfile = '{key}'\n");
    let path = folder.join("hearth.toml");
    std::fs::write(&path, text).expect("written");
    path.to_str().expect("a path of letters").to_owned()
}

/// The data database and the documents are lost; the keys stand.
async fn lose_the_data(stage: &Stage) {
    const EMPTIED: &str = "DO $$ DECLARE s TEXT := current_schema(); BEGIN \
         EXECUTE format('DROP SCHEMA %I CASCADE', s); EXECUTE format('CREATE SCHEMA %I', s); END $$";
    let _ = std::fs::remove_dir_all(&stage.config.blobs);
    match &stage.config.location {
        Location::Sqlite { dir } => {
            for end in ["", "-wal", "-shm"] {
                let _ = std::fs::remove_file(dir.join(format!("data.db{end}")));
            }
        }
        Location::Postgres { .. } => {
            as_administrator(&stage.config.location, EMPTIED).await.expect("emptied");
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_backup_from_before_a_destruction_brings_nothing_back(#[case] engine: Engine) {
    let Some(rested) = Rested::new(engine).await else { return };
    let backup = rested.path("backup").to_str().expect("a path of letters").to_owned();
    rested.hearth(&["backup", "--out", &backup]).ended(0);
    assert!(rested.tells(rested.stage.config.clone()).await, "before it, the note is read");
    assert_eq!(rested.destroyed(), 0);
    rested.run();
    assert_eq!(rested.destroyed(), 1);
    assert!(!rested.tells(rested.stage.config.clone()).await);

    lose_the_data(&rested.stage).await;
    let said = rested.hearth(&["restore", &backup]).ended(0).out;
    assert!(said.contains("1 file that was destroyed since was destroyed again before it opened"), "{said}");
    assert_eq!(rested.destroyed(), 1);
    assert!(!rested.tells(rested.stage.config.clone()).await);
    for (place, bytes) in rested.stage.everything_written().await {
        assert!(!bytes.windows(CANARY.len()).any(|word| word == CANARY.as_bytes()), "{place}");
    }
    // And nobody can execute the batch of then once more, or propose its file.
    let by = rested.manager.login.as_str();
    let again = rested.hearth(&["retention", "propose", "--authority", "sefton", "--by", by]).ended(1);
    assert!(again.out.contains("nothing is due"), "{}", again.out);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn data_put_back_past_the_command_lose_the_file_again_before_anything_opens(#[case] engine: Engine) {
    const COPIED: &str = "DO $$ DECLARE t TEXT; BEGIN FOR t IN SELECT tablename FROM pg_tables \
         WHERE schemaname = current_schema() AND tablename <> 'migration' LOOP \
         EXECUTE format('CREATE TABLE %I AS TABLE %I', 'kept_' || t, t); END LOOP; END $$";
    const PUT_BACK: &str = "DO $$ DECLARE t TEXT; BEGIN FOR t IN SELECT substr(tablename, 6) FROM pg_tables \
         WHERE schemaname = current_schema() AND starts_with(tablename, 'kept_') LOOP \
         EXECUTE format('ALTER TABLE %I DISABLE TRIGGER USER', t); EXECUTE format('TRUNCATE %I', t); \
         EXECUTE format('INSERT INTO %I SELECT * FROM %I', t, 'kept_' || t); \
         EXECUTE format('ALTER TABLE %I ENABLE TRIGGER USER', t); EXECUTE format('DROP TABLE %I', 'kept_' || t); END LOOP; END $$";
    let Some(rested) = Rested::new(engine).await else { return };
    let location = &rested.stage.config.location;
    let kept = rested.path("kept.db");
    match location {
        Location::Sqlite { dir } => drop(std::fs::copy(dir.join("data.db"), &kept).expect("copied")),
        Location::Postgres { .. } => drop(as_administrator(location, COPIED).await.expect("copied")),
    }
    rested.run();
    match location {
        Location::Sqlite { dir } => {
            for end in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(dir.join(format!("data.db{end}")));
            }
            std::fs::copy(&kept, dir.join("data.db")).expect("put back");
            std::fs::remove_file(&kept).expect("gone");
        }
        Location::Postgres { .. } => drop(as_administrator(location, PUT_BACK).await.expect("put back")),
    }
    // Whichever command comes first opens the instance, and it is destroyed again before that.
    assert_eq!(rested.destroyed(), 1);
    assert!(!rested.tells(rested.stage.config.clone()).await);
}
