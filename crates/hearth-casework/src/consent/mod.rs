//! Consent, of two sorts that are never taken for one another. An *agreement to share* ([`Consent`]) lets one recipient be told something
//! for one purpose; withdrawn, it stops that share. *Consent to processing* ([`ProcessingConsent`]) is the basis of UK GDPR Article
//! 6(1)(a); withdrawn, it stops what is done on that basis and nothing else. Each is a kind of record of its own.

mod ask;
mod continues;
mod giver;
mod processing;
mod report;
mod standing;
mod withdraw;

pub use ask::{Answer, Asking, ask};
pub use continues::{Continues, continues};
pub use giver::{Holder, holders};
pub use processing::{Basis, ask_processing, on_consent, processing_of, processing_standing, withdraw_processing};
pub use report::{NotSought, not_sought};
pub use standing::{Standing, standing, standing_of};
pub use withdraw::{Withdrawn, recipient_told, withdraw};

use hearth_record::{File, ids::RecordId, people::Person};
use jiff::{Timestamp, civil::Date};

use crate::settings::{Recipient, Sort};

/// The wording of the form, which stands with each answer: the number changes with the words.
pub const WORDING: &str = "2026-11";

/// What is said where a court asks and somebody means to refuse.
pub const COURT_WARNING: &str = "A court has asked for this. If it is not shared, the court decides without it: it may order that it is \
                                 shared all the same, and it may affect the plans that are made for your child.";

/// What declining means, as the form says it of a recipient.
pub fn consequence(recipient: &str) -> String {
    format!(
        "{recipient} will work without what we know. You may have to tell your story again, and help may come later or be less \
         than it could be. You can change your mind at any time, and saying no is never held against you."
    )
}

/// Whether people are asked before this recipient is told: the partners and services that the notice names. Courts, the family and
/// what the law sends to government are not asked about one by one.
pub fn is_asked_about(recipient: &Recipient) -> bool {
    matches!(recipient.sort, Sort::Partner | Sort::Commissioned | Sort::Internal)
}

/// How old the person of a file is on a day, in whole years, where the date of birth is known.
fn age_of(file: &File, on: Date) -> Option<u16> {
    let born = file.all::<Person>().find_map(|(_, person)| *person.born.reveal())?;
    hearth_calendar::age(born, on).map(|age| age.years)
}

/// By what the newest of several answers is known: the day of asking, and of one day whatever was written down last.
fn newest(file: &File, record: RecordId, asked_on: Date) -> (Date, Option<Timestamp>, RecordId) {
    let written = file.record(record).and_then(|held| held.versions().first()).map(|version| version.recorded_at);
    (asked_on, written, record)
}
