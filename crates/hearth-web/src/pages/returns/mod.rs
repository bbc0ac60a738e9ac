//! The statutory returns: when each is due, what a check of the records finds, and the check of files.

mod calendar;
mod daily;
mod files;
mod found;
mod holders;
mod sign;
mod standing;

pub use calendar::{check, page};
pub use files::{form as files_form, save as files_check};
pub use found::download;
pub use sign::{send, sign, take_away};
pub use standing::to_put_right;

use hearth_casework::returns::Return;

use crate::view::form::Posted;

/// The return that a form names.
fn named(posted: &Posted) -> Option<Return> {
    Return::ALL.into_iter().find(|of| of.code() == posted.one("return"))
}

/// "3 errors and 1 query"; "nothing to put right" where there is none.
pub(crate) fn counted(errors: usize, queries: usize) -> String {
    let parts = [(errors, "error", "errors"), (queries, "query", "queries")];
    let parts: Vec<String> =
        parts.into_iter().filter(|(n, ..)| *n > 0).map(|(n, one, many)| number(n, one, many)).collect();
    if parts.is_empty() { "nothing to put right".to_owned() } else { parts.join(" and ") }
}

/// "1 child", "2 children".
fn number(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// Rules that could not run, those with one reason together.
fn could_not_run(rules: impl IntoIterator<Item = (&'static str, String)>) -> Vec<String> {
    let mut reasons: Vec<(String, Vec<&str>)> = Vec::new();
    for (rule, because) in rules {
        match reasons.iter_mut().find(|(known, _)| *known == because) {
            Some((_, rules)) => rules.push(rule),
            None => reasons.push((because, vec![rule])),
        }
    }
    let line = |(because, rules): (String, Vec<&str>)| {
        format!("{} could not run, because {because}: {}.", number(rules.len(), "rule", "rules"), rules.join(", "))
    };
    reasons.into_iter().map(line).collect()
}
