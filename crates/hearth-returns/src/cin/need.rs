//! What many rules ask of a child, a time of need and what hangs from it.

use super::case::{Assessment, Details, Identifiers, Section47};

/// A yes or no as the census writes it: `true`, `1`, `false`, `0`, in either case. `None` for anything else, blank among it.
pub(crate) fn told(text: &str) -> Option<bool> {
    match text {
        "1" => Some(true),
        "0" => Some(false),
        _ if text.eq_ignore_ascii_case("true") => Some(true),
        _ if text.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

impl Identifiers<'_> {
    /// Whether a date of birth is recorded. One that cannot be read is.
    pub fn has_birth(&self) -> bool {
        self.born.is_some() || !self.row.cell("PersonBirthDate").is_empty()
    }

    /// Whether an expected date of birth is recorded. One that cannot be read is.
    pub fn has_expected_birth(&self) -> bool {
        self.expected.is_some() || !self.row.cell("ExpectedPersonBirthDate").is_empty()
    }

    /// Whether the child was not yet born: expected, and without a date of birth.
    pub fn is_unborn(&self) -> bool {
        self.has_expected_birth() && !self.has_birth()
    }
}

impl Details<'_> {
    /// Whether the closure is blank. A closure that cannot be read is one.
    pub fn is_open(&self) -> bool {
        self.closed.is_none() && self.row.cell("CINclosureDate").is_empty()
    }

    /// Whether the referral led to no further action; `None` where the flag says neither yes nor no.
    pub fn no_further_action(&self) -> Option<bool> {
        told(self.nfa)
    }

    /// Whether the referral led on: the flag says no to "no further action".
    pub fn went_on(&self) -> bool {
        self.no_further_action() == Some(false)
    }

    /// Whether it was closed after the assessment, with nothing more (RC8) or with early help (RC9).
    pub fn closed_after_assessment(&self) -> bool {
        matches!(self.reason_closed, "RC8" | "RC9")
    }
}

impl Assessment<'_> {
    /// Whether an authorisation is recorded. One that cannot be read is.
    pub fn is_authorised(&self) -> bool {
        self.authorised.is_some() || !self.row.cell("AssessmentAuthorisationDate").is_empty()
    }
}

impl Section47<'_> {
    /// Whether it was decided that no initial conference was needed.
    pub fn needs_no_conference(&self) -> bool {
        told(self.not_required) == Some(true)
    }

    /// Whether a conference is recorded. One whose day cannot be read is.
    pub fn has_conference(&self) -> bool {
        self.icpc.is_some() || !self.row.cell("DateOfInitialCPC").is_empty()
    }
}
