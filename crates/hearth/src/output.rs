//! What the command line says and how it ends: 0 done, 1 findings or refusals, 2 wrong use or unreadable input.

use std::process::ExitCode;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// All is done and well.
    Well,
    /// It is done, and something was found or refused.
    Findings,
}

impl Done {
    /// The code that the shell sees.
    pub fn code(self) -> ExitCode {
        match self {
            Self::Well => ExitCode::SUCCESS,
            Self::Findings => ExitCode::from(1),
        }
    }
}

/// Says what was wrong and ends with 2.
pub fn wrong(why: &str) -> ExitCode {
    eprintln!("hearth: {why}");
    ExitCode::from(2)
}

/// A command that could not do its work. The words say what, where and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Failed(pub String);

impl Failed {
    /// A failure with these words.
    pub fn new(words: impl Into<String>) -> Self {
        Self(words.into())
    }
}

macro_rules! failed_from {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Failed {
            fn from(error: $error) -> Self {
                Self(error.to_string())
            }
        }
    )*};
}

failed_from!(
    hearth_store::StoreError,
    hearth_store::RootKeyError,
    hearth_casework::Failure,
    hearth_access::AccessError,
    hearth_record::ids::NotAnAuthority,
    hearth_returns::ReadError,
);

/// A file or folder that could not be read or written.
pub fn disk(what: &str, path: &std::path::Path) -> impl Fn(std::io::Error) -> Failed {
    let (what, path) = (what.to_owned(), path.display().to_string());
    move |error| Failed(format!("{what} {path} failed: {error}"))
}
