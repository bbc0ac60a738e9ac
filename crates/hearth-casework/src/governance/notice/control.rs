//! What keeps a statement of the notice: the list of promises that the project's own tests are held to.

use std::{collections::BTreeMap, sync::LazyLock};

/// Promises and what keeps them, from `docs/promises.toml`.
static HANDBOOK: LazyLock<BTreeMap<String, BTreeMap<String, String>>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../../../docs/promises.toml"))
        .expect("INVARIANT: the list of promises is read by a test")
});

/// What keeps a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Control {
    /// The number of the promise; a test is named after it.
    pub number: &'static str,
    /// The promise, in a few words.
    pub promise: &'static str,
    /// What keeps it; none where nothing does yet.
    pub kept_by: Option<&'static str>,
}

impl Control {
    /// What keeps the promise with this number.
    pub fn of(number: &'static str) -> Self {
        let words = |table: &str| HANDBOOK.get(table).and_then(|rows| rows.get(number)).map(String::as_str);
        Self { number, promise: words("promise").unwrap_or_default(), kept_by: words("control") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_that_is_kept_says_by_what() {
        let control = Control::of("Q002");
        assert!(!control.promise.is_empty() && control.kept_by.is_some());
    }
}
