//! What can go wrong when a calendar is loaded or asked about a time it does not cover.

use jiff::civil::Date;

/// A calendar could not be read, or was asked about days that nobody has loaded.
///
/// Arithmetic itself cannot fail: results past the year 9999 stay on its last day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// The text is not the document it should be. The message carries line and column where known.
    #[error("the {document} could not be read: {detail}")]
    Unreadable {
        /// Which document: "bank holiday list", "school calendar" …
        document: &'static str,
        /// What the reader found, and where.
        detail: String,
    },
    /// The text was read, but what it says cannot be true.
    #[error("the {document} cannot be right at {place}: {why}")]
    Wrong {
        /// Which document.
        document: &'static str,
        /// The date, term or field at fault.
        place: String,
        /// What is wrong and what would be right.
        why: String,
    },
    /// No school calendar covers the day. School days are in no national list, so nothing is guessed.
    #[error("no school calendar of {school} covers {date}; load the terms of that school year")]
    TermsNotLoaded {
        /// Name of the authority or school whose calendar was asked.
        school: String,
        /// The first day that is not covered.
        date: Date,
    },
}

impl CalendarError {
    pub(crate) fn wrong(document: &'static str, place: &dyn std::fmt::Display, why: impl Into<String>) -> Self {
        Self::Wrong { document, place: place.to_string(), why: why.into() }
    }
}
