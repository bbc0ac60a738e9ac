//! The queue of the front door: every contact that waits for a decision.

use std::collections::HashMap;

use hearth_access::Action;
use hearth_practice::clocks::Clocks;
use hearth_record::{
    Digest, EventName, Flag, Record, clear,
    front_door::{Contact, MashEnquiry},
    ids::{FileId, PersonId, RecordId, SetId, TeamId, WorkerId},
    sets,
};
use hearth_store::{FileRow, Outcome, StoreError, StoredVersion, WorkQuery, WorkRow};
use jiff::{Timestamp, civil::Date};

use crate::{Deadline, Desk, Failure, lists::Answers, write};

/// A contact in the queue, as it stands in the file of one child.
#[derive(Clone)]
pub struct InQueue {
    /// The file.
    pub file: FileId,
    /// The contact.
    pub record: RecordId,
    /// Whose file it is.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their date of birth, or the expected one.
    pub born: Option<Date>,
    /// What stands over the file.
    pub flags: Vec<Flag>,
    /// When it was received.
    pub received_at: Timestamp,
    /// By when it must be decided, where its clock runs.
    pub due: Option<Deadline>,
    /// What sort of person told us.
    pub source: sets::ContactSource,
    /// Where the person who told us works; nothing where they asked not to be named.
    pub organisation: Option<String>,
    /// The first of what was told.
    pub told: String,
    /// Whether somebody thinks that the child is in danger now.
    pub danger: bool,
    /// Who works on it.
    pub owner: Option<WorkerId>,
    /// When it was decided; those decided today stand in the queue apart.
    pub decided_at: Option<Timestamp>,
    /// How many agencies have answered, of how many that were asked.
    pub checks: (usize, usize),
    /// Who holds the case now.
    pub open_to: Option<(Option<TeamId>, Option<WorkerId>)>,
    /// How many other contacts came in the twelve months before it.
    pub earlier: usize,
    set: Option<SetId>,
}

/// Which contacts are counted and shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counter {
    /// Nobody has taken it.
    Unread,
    /// Somebody works on it, and no agency is waited for.
    InTriage,
    /// An agency was asked and has not answered.
    AwaitingChecks,
    /// It must still be decided today.
    DueToday,
    /// It should have been decided before now.
    Late,
    /// It was decided today.
    DecidedToday,
}

impl Counter {
    /// All, in the order of the page.
    pub const ALL: [Self; 6] =
        [Self::Unread, Self::InTriage, Self::AwaitingChecks, Self::DueToday, Self::Late, Self::DecidedToday];

    /// The code in the address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::InTriage => "triage",
            Self::AwaitingChecks => "checks",
            Self::DueToday => "today",
            Self::Late => "late",
            Self::DecidedToday => "decided",
        }
    }

    /// The words on the page.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unread => "Unread",
            Self::InTriage => "In triage",
            Self::AwaitingChecks => "Awaiting checks",
            Self::DueToday => "Decision due today",
            Self::Late => "Late",
            Self::DecidedToday => "Decided today",
        }
    }

    fn takes(self, contact: &InQueue, now: Timestamp) -> bool {
        let today = hearth_calendar::london_date(now);
        let waits = contact.checks.0 < contact.checks.1;
        match self {
            Self::DecidedToday => contact.decided_at.is_some(),
            _ if contact.decided_at.is_some() => false,
            Self::Unread => contact.owner.is_none() && !waits,
            Self::InTriage => contact.owner.is_some() && !waits,
            Self::AwaitingChecks => waits,
            Self::DueToday => contact.due.is_some_and(|due| due.on == today && !due.is_over(now)),
            Self::Late => contact.due.is_some_and(|due| due.is_over(now)),
        }
    }
}

/// What the queue is narrowed to; nothing is the whole queue.
#[derive(Debug, Clone, Default)]
pub struct Narrowed {
    /// Only what this counter counts.
    pub counter: Option<Counter>,
    /// Only mine.
    pub mine: bool,
    /// Only those whom nobody has taken.
    pub unowned: bool,
    /// Only where a case is open, or only where none is.
    pub known: Option<bool>,
    /// Only from this sort of person.
    pub source: Option<sets::ContactSource>,
}

/// The queue: families, those first that have the least time.
pub struct Queue {
    /// The contacts, those about brothers and sisters of one household together.
    pub families: Vec<Vec<InQueue>>,
    /// How many families each counter counts, in the whole queue.
    pub counts: Vec<(Counter, usize)>,
    /// How many families wait.
    pub waiting: usize,
    /// Whether there are more than could be read at once.
    pub more: bool,
}

/// The most contacts that are read at once.
const MOST: u32 = 600;

/// Everything that waits at the front door, danger first and then by the time that is left. Six queries and one entry of the
/// audit, however many contacts there are.
///
/// # Errors
/// What access and the store refuse.
pub async fn queue(desk: &Desk, narrowed: &Narrowed) -> Result<Queue, Failure> {
    let permit = desk.may(Action::ViewQueue).await?;
    let store = &desk.instance().store;
    let of = |kind: &str, state: String| WorkQuery::Queue {
        authority: desk.authority().clone(),
        kind: kind.to_owned(),
        state,
    };
    let (open, decided) =
        (of(clear::CONTACT, clear::OPEN.to_owned()), of(clear::CONTACT_DECIDED, desk.today().to_string()));
    let (open, decided) = tokio::join!(store.work(&open, MOST), store.work(&decided, MOST));
    let (open, decided) = (open?, decided?);
    let more = open.len() >= MOST as usize;
    let mut files: Vec<FileId> = open.iter().chain(&decided).map(|row| row.file).collect();
    files.sort_unstable();
    files.dedup();
    let (digests, work) = tokio::join!(store.digests(&files), store.work_of(&files));
    let (digests, work) = (digests?, work?);
    let mut answers = Answers::at(desk);
    let permitted: Vec<FileId> =
        digests.iter().filter(|(row, _)| may_show(desk, &mut answers, row, &work)).map(|(row, _)| row.file).collect();
    let records = store.records_behind(&permitted, [clear::CONTACT, clear::ENQUIRY]).await?;
    let records = Records::read(&records)?;
    let mut contacts = Vec::new();
    for (row, sealed) in digests.iter().filter(|(row, _)| permitted.contains(&row.file)) {
        let digest =
            Digest::from_bytes(sealed).map_err(|e| StoreError::Form(format!("digest of file {}: {e}", row.file)))?;
        let of_file = open.iter().chain(&decided).filter(|line| line.file == row.file);
        contacts.extend(of_file.filter_map(|line| records.one(desk.clocks(), line, (row, &digest), &work)));
    }
    let families = families(contacts);
    let counted = |counter: Counter| {
        families.iter().filter(|family| family.iter().any(|one| counter.takes(one, desk.now()))).count()
    };
    let counts = Counter::ALL.map(|counter| (counter, counted(counter))).to_vec();
    let waiting = families.iter().filter(|family| family.iter().any(|one| one.decided_at.is_none())).count();
    let families: Vec<Vec<InQueue>> = families.into_iter().filter(|family| narrowed.takes(family, desk)).collect();
    let mut entry = desk.entry("list.queue", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(families.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    Ok(Queue { families, counts, waiting, more })
}

/// A file leaves the front door with its decision; on the day itself it stays in the list of whoever may still look at it.
fn may_show(desk: &Desk, answers: &mut Answers<'_>, row: &FileRow, work: &[WorkRow]) -> bool {
    let facts = crate::facts::of(row, work);
    answers.permit(Action::ListRow, &facts, None) || answers.permit(Action::OpenFile, &facts, super::purpose(desk))
}

/// Contacts about brothers and sisters together, danger first, then those with the least time, then the oldest.
fn families(contacts: Vec<InQueue>) -> Vec<Vec<InQueue>> {
    let mut families: Vec<Vec<InQueue>> = Vec::new();
    let mut places: HashMap<SetId, usize> = HashMap::new();
    for contact in contacts {
        if let Some(place) = contact.set.and_then(|set| places.get(&set).copied()) {
            families[place].push(contact);
        } else {
            places.extend(contact.set.map(|set| (set, families.len())));
            families.push(vec![contact]);
        }
    }
    for family in &mut families {
        family.sort_by_key(|contact| (contact.born, contact.file));
    }
    families.sort_by_key(|family| {
        let danger = family.iter().any(|contact| contact.danger && contact.decided_at.is_none());
        let decided = family.iter().all(|contact| contact.decided_at.is_some());
        let due = family.iter().filter_map(|contact| contact.due).map(Deadline::ends).min().unwrap_or(Timestamp::MAX);
        (decided, !danger, due, family[0].received_at, family[0].record)
    });
    families
}

impl Narrowed {
    fn takes(&self, family: &[InQueue], desk: &Desk) -> bool {
        let counted = |one: &InQueue| match self.counter {
            Some(counter) => counter.takes(one, desk.now()),
            None => one.decided_at.is_none(),
        };
        family.iter().any(|one| {
            counted(one)
                && (!self.mine || one.owner == Some(desk.subject().worker))
                && (!self.unowned || one.owner.is_none())
                && self.known.is_none_or(|known| known == (one.open_to.is_some() || one.earlier > 0))
                && self.source.is_none_or(|source| source == one.source)
        })
    }
}

/// The records behind the rows, read.
struct Records {
    contacts: HashMap<(FileId, RecordId), (Contact, Option<SetId>)>,
    enquiries: Vec<(FileId, MashEnquiry)>,
}

impl Records {
    fn read(stored: &[(FileId, StoredVersion)]) -> Result<Self, StoreError> {
        let mut records = Self { contacts: HashMap::new(), enquiries: Vec::new() };
        for (file, version) in stored {
            let version = write::read(version)?;
            if version.written.withdrawn {
                continue;
            }
            if version.kind == Contact::SCHEMA.kind {
                let contact = Contact::from_fields(&version.fields).ok();
                let set = version.written.set.map(|set| set.id);
                records.contacts.extend(contact.map(|contact| ((*file, version.record), (contact, set))));
            } else if version.kind == MashEnquiry::SCHEMA.kind {
                records.enquiries.extend(MashEnquiry::from_fields(&version.fields).ok().map(|asked| (*file, asked)));
            }
        }
        Ok(records)
    }

    fn one(
        &self,
        clocks: &Clocks,
        line: &WorkRow,
        (row, digest): (&FileRow, &Digest),
        work: &[WorkRow],
    ) -> Option<InQueue> {
        let (contact, set) = self.contacts.get(&(line.file, line.record))?;
        let asked =
            self.enquiries.iter().filter(|(file, asked)| *file == row.file && *asked.contact == Some(line.record));
        let answered = |of: &&(FileId, MashEnquiry)| of.1.answered_at.is_some();
        let of_file = || work.iter().filter(|other| other.file == row.file);
        let clock =
            |other: &&WorkRow| other.record == line.record && other.kind == clear::CLOCK && other.state == CLOCK;
        let holds = |other: &&WorkRow| other.kind == clear::INVOLVEMENT && other.state == clear::OPEN;
        let due = of_file().find(clock).and_then(|clock| clock.due);
        let anonymous = *contact.keep_anonymous == Some(true);
        let organisation = contact.referrer_organisation.reveal().as_ref().filter(|_| !anonymous);
        Some(InQueue {
            file: row.file,
            record: line.record,
            person: row.person,
            name: digest.name.whole(),
            born: digest.born,
            flags: digest.flags.clone(),
            received_at: *contact.received_at,
            due: due.map(|due| Deadline::of(clocks, CLOCK, *contact.received_at, due)),
            source: *contact.source,
            organisation: organisation.map(|line| line.0.clone()),
            told: contact.told.reveal().as_ref().map(|told| beginning(&told.0)).unwrap_or_default(),
            danger: *contact.immediate_danger == Some(true),
            owner: *contact.screened_by,
            decided_at: *contact.decided_at,
            checks: (asked.clone().filter(answered).count(), asked.count()),
            open_to: of_file().find(holds).map(|holds| (holds.team, holds.worker)),
            earlier: earlier(digest, line.record, *contact.received_at),
            set: *set,
        })
    }
}

/// The clock of the decision, as the rules number it.
const CLOCK: &str = "T104";

/// How many letters of what was told a row shows.
const SHOWN: usize = 140;

/// The first of a text, cut at a word.
fn beginning(text: &str) -> String {
    let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if whole.chars().count() <= SHOWN {
        return whole;
    }
    let cut: String = whole.chars().take(SHOWN).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    format!("{cut} …")
}

/// How many other contacts came in the twelve months before this one.
fn earlier(digest: &Digest, record: RecordId, received: Timestamp) -> usize {
    let Ok(event) = EventName::named("contact.received") else { return 0 };
    let day = hearth_calendar::london_date(received);
    let since = hearth_calendar::add_months(day, -12);
    let other = |(happened, by): &&(hearth_record::Event, RecordId)| {
        happened.name == event && *by != record && (since..=day).contains(&happened.on)
    };
    digest.events.iter().filter(other).count()
}
