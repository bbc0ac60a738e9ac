use std::collections::BTreeMap;

use hearth_access::Action;
use hearth_record::{Digest, EventName, Record, ids::FileId, sets::ConsentNotSought, sharing::Consent};
use hearth_store::{Outcome, load_some::KINDS};
use jiff::civil::Date;

use crate::{Desk, Failure, write};

/// How often nobody was asked to agree, for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotSought {
    /// The reason.
    pub because: ConsentNotSought,
    /// How often, by the name of the recipient, in the order of the names.
    pub recipients: BTreeMap<String, usize>,
}

impl NotSought {
    /// How often in all.
    pub fn times(&self) -> usize {
        self.recipients.values().sum()
    }
}

/// How often it was decided not to ask for agreement in the twelve months before `until`, by the reason and the recipient, in the order of
/// the set. Names nobody of whom it was decided. Walks over the digests of the authority once, and loads one kind of the files that have any.
///
/// # Errors
/// What access and the store refuse.
pub async fn not_sought(desk: &Desk, until: Date) -> Result<Vec<NotSought>, Failure> {
    let permit = desk.may(Action::ViewReports).await?;
    let since = hearth_calendar::add_months(until, -12);
    let store = &desk.instance().store;
    let Ok(decided) = EventName::named("consent.not_sought") else { return Ok(Vec::new()) };
    let mut files: Vec<FileId> = Vec::new();
    store
        .each_digest(desk.authority(), |row, sealed| {
            if row.flags.walled {
                return;
            }
            let Ok(digest) = Digest::from_bytes(sealed) else { return };
            let within = |day: Date| (since..=until).contains(&day);
            if digest.events.iter().any(|(event, _)| event.name == decided && within(event.on)) {
                files.push(row.file);
            }
        })
        .await?;
    let mut found: Vec<NotSought> = Vec::new();
    let loaded = store.load_kinds(&files, [Consent::SCHEMA.kind; KINDS], None).await?;
    for versions in loaded.values() {
        for (_, consent) in write::file_from(versions)?.all::<Consent>() {
            let reason = consent.not_sought_because.reveal().filter(|_| consent.not_sought());
            let Some(because) = reason.filter(|_| (since..=until).contains(&*consent.asked_on)) else { continue };
            let name = consent.recipient_name.reveal().0.clone();
            let place = found.iter().position(|known| known.because == because).unwrap_or_else(|| {
                found.push(NotSought { because, recipients: BTreeMap::new() });
                found.len() - 1
            });
            *found[place].recipients.entry(name).or_default() += 1;
        }
    }
    let order = |code: &ConsentNotSought| code.definition().code.clone();
    found.sort_by_key(|line| (std::cmp::Reverse(line.times()), order(&line.because)));
    store.note(vec![desk.entry("report.not_sought", Some(&permit), None, Outcome::Done)]).await?;
    Ok(found)
}
