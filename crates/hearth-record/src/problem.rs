//! What is wrong with a record that somebody tried to save.

use std::fmt;

/// One thing that is wrong: at a field, or with the record as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The field, or `None` where several fields disagree.
    pub field: Option<&'static str>,
    /// What is wrong and how to put it right, in words for a form. Never the value of a private field.
    pub message: String,
}

/// Everything that is wrong with a record, in the order of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(Vec<Problem>);

impl Problems {
    /// Nothing is wrong.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// One problem at `field`.
    pub fn at(field: &'static str, message: impl Into<String>) -> Self {
        Self(vec![Problem { field: Some(field), message: message.into() }])
    }

    /// Adds a problem at `field` when `wrong`.
    pub fn add_if(&mut self, wrong: bool, field: &'static str, message: impl Into<String>) {
        if wrong {
            self.0.push(Problem { field: Some(field), message: message.into() });
        }
    }

    /// Adds all of `other`.
    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The problems, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.0.iter()
    }

    /// `Ok` with `value` where nothing is wrong.
    pub fn or_ok<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() { Ok(value) } else { Err(self) }
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, problem) in self.0.iter().enumerate() {
            let gap = if n == 0 { "" } else { "; " };
            match problem.field {
                Some(field) => write!(f, "{gap}{field}: {}", problem.message)?,
                None => write!(f, "{gap}{}", problem.message)?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
