//! The binary, run as a shell runs it.

use std::{path::Path, process::Command};

use hearth_stage::{Engine, engine};
use hearth_store::Location;

/// An instance that the command line works on.
pub struct Ground {
    pub folder: tempfile::TempDir,
    pub location: Location,
}

/// What a command said and how it ended.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// Asserts that it ended with this code.
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }
}

/// Runs `hearth` with these words.
pub fn hearth(words: &[&str]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_hearth")).args(words).output().expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

impl Ground {
    /// Nothing yet; none when the engine is not there to be tested.
    pub async fn new(of: Engine) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let location = engine::location(of, folder.path()).await?;
        Some(Self { folder, location })
    }

    /// Runs `hearth` with these words and where the instance stands.
    pub fn hearth(&self, words: &[&str]) -> Said {
        let data = self.folder.path().join("data");
        let data = data.to_str().expect("a path of letters");
        let mut words = [words, &["--data", data]].concat();
        if let Location::Postgres { url, key_url } = &self.location {
            words.extend(["--database-url", url, "--key-database-url", key_url]);
        }
        hearth(&words)
    }

    /// A path in its folder, as text.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().expect("a path of letters").to_owned()
    }
}

/// How many rows of data a CSV file has.
pub fn rows(file: &Path) -> usize {
    csv::Reader::from_path(file)
        .expect("a file")
        .records()
        .filter(|row| row.as_ref().is_ok_and(|row| !row.is_empty()))
        .count()
}
