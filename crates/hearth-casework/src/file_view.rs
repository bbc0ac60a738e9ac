//! A file as somebody who may open it sees it.

use std::collections::{BTreeSet, HashMap};

use hearth_access::{Action, FileFacts, Permit, Purpose};
use hearth_record::{
    Category, Digest, Event, EventName, FieldSchema, File, FileType, Flag, Held, KindSchema, Record, Service,
    front_door::Contact,
    ids::{AuthorityId, FileId, PersonId, RecordId},
    people::Address,
};
use jiff::{Timestamp, civil::Date};

use crate::Desk;

/// A file that was opened: its records, less the sections that are closed to this reader.
///
/// The only way to one is [`Desk::open`](crate::Desk::open), which decides, loads and writes the read to the audit.
pub struct FileView {
    pub(crate) permit: Permit,
    pub(crate) desk: Desk,
    pub(crate) facts: FileFacts,
    pub(crate) file: File,
    pub(crate) closed: Vec<Category>,
    /// The protected address that was asked for with a reason, for the one answer to that.
    pub(crate) revealed: Option<RecordId>,
    /// The addresses that stand open in this file and that the file of a relative protects.
    pub(crate) kept_in_family: BTreeSet<RecordId>,
    /// What is withheld now, where the view shows an earlier moment.
    pub(crate) withheld_now: HashMap<RecordId, &'static [&'static str]>,
    /// The file.
    pub id: FileId,
    /// Whose it is.
    pub person: PersonId,
    /// The council that holds it.
    pub authority: AuthorityId,
    /// What it is for.
    pub file_type: FileType,
    /// The file in brief, as it is known at the moment of the view.
    pub digest: Digest,
    /// What stands over the file now, whatever the moment of the view: a hazard is never hidden by looking back.
    pub flags_now: Vec<Flag>,
    /// The moment whose knowledge the view shows; `None` is now.
    pub known_at: Option<Timestamp>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Today in England.
    pub today: Date,
}

/// One line of the timeline.
#[derive(Debug, Clone)]
pub struct Moment {
    /// The event.
    pub event: Event,
    /// The record that made it.
    pub record: RecordId,
    /// The kind of that record.
    pub kind: &'static KindSchema,
    /// What the record says of itself in a line.
    pub headline: String,
    /// How old the person was on the day, where the date of birth is known and the event is not before it.
    pub age: Option<hearth_calendar::Age>,
}

/// Which moments of a file to show.
#[derive(Debug, Clone, Default)]
pub struct TimelineFilter {
    /// Only this service.
    pub service: Option<Service>,
    /// Only this event.
    pub event: Option<EventName>,
    /// Not before this day.
    pub from: Option<Date>,
    /// Not after this day.
    pub to: Option<Date>,
}

impl FileView {
    /// The same as it was known at a moment, where one is asked for. What is kept back now is kept back in every view: where somebody
    /// is, and who asked not to be named, is not told by looking back either.
    pub(crate) fn looking_back(mut self, known_at: Option<Timestamp>) -> Self {
        let Some(moment) = known_at else { return self };
        self.withheld_now = self.file.records().iter().map(|held| (held.id, held.withheld())).collect();
        self.file = self.file.as_known_at(moment);
        self.digest = Digest::of(&self.file);
        self.known_at = known_at;
        self
    }

    /// Whether the policies would permit `action` on this file: for offering it on a page. The act itself asks again.
    pub fn may(&self, action: Action) -> bool {
        let context = self.desk.about(&self.facts, self.desk.context(self.permit.purpose()));
        self.desk.instance().policies.decide(self.desk.subject(), action, &self.facts, &context).is_permitted()
    }

    /// What this reader must be permitted to correct or withdraw this record.
    pub fn to_correct(&self, held: &Held) -> Action {
        crate::recording::to_correct(&self.file, held)
    }

    /// What this reader must be permitted to move this record into another file.
    pub fn to_move(&self, held: &Held) -> Action {
        crate::recording::to_move(&self.file, held)
    }

    /// Why it was opened.
    pub fn purpose(&self) -> Option<Purpose> {
        self.permit.purpose()
    }

    /// What connects the reader with it, in words.
    pub fn because(&self) -> &[String] {
        self.permit.because()
    }

    /// The sections that are closed to this reader although they hold records: the page says so.
    pub fn closed_with_records(&self) -> impl Iterator<Item = Category> {
        let holds = |category: &Category| self.file.records().iter().any(|held| held.schema.category == *category);
        self.closed.iter().copied().filter(holds)
    }

    /// Whether a category is closed to this reader.
    pub fn is_closed(&self, category: Category) -> bool {
        self.closed.contains(&category)
    }

    /// The records that this reader may see, withdrawn ones too.
    pub fn records(&self) -> impl Iterator<Item = &Held> {
        self.file.records().iter().filter(|held| !self.closed.contains(&held.schema.category))
    }

    /// The record `id`, if this reader may see it.
    pub fn record(&self, id: RecordId) -> Option<&Held> {
        self.records().find(|held| held.id == id)
    }

    /// The records of one kind that count, as structs.
    pub fn all<R: hearth_record::Record>(&self) -> Vec<(RecordId, R)> {
        if self.closed.contains(&R::SCHEMA.category) { Vec::new() } else { self.file.all::<R>().collect() }
    }

    /// Whether a field of a record may be shown to this reader: a field can be of a closed category where its kind is not.
    pub fn shows(&self, field: &FieldSchema) -> bool {
        !self.closed.contains(&field.category)
    }

    /// Whether a field of a protected address is kept back, as it is even from those who may open the file: where a refuge is, is
    /// shown when somebody asks for it with a reason ([`reveal_address`](crate::people::reveal_address)), and not before.
    pub fn withholds(&self, held: &Held, field: &FieldSchema) -> bool {
        self.revealed != Some(held.id) && self.protected_in(held).contains(&field.name)
    }

    /// Whether a record is an address that is protected: in this file, or in that of a relative who lives there too.
    pub fn protects(&self, held: &Held) -> bool {
        !self.protected_in(held).is_empty()
    }

    /// Whether an address of this file is protected in the file of a relative, and not in this one.
    pub fn family_protects(&self, held: &Held) -> bool {
        self.kept_in_family.contains(&held.id) && self.own_protected(held).is_empty()
    }

    fn protected_in(&self, held: &Held) -> &'static [&'static str] {
        if self.kept_in_family.contains(&held.id) { Address::WHERE } else { self.own_protected(held) }
    }

    fn own_protected(&self, held: &Held) -> &'static [&'static str] {
        if held.schema.kind == Address::SCHEMA.kind {
            self.withheld_now.get(&held.id).copied().unwrap_or_else(|| held.withheld())
        } else {
            &[]
        }
    }

    /// The fields of a contact that are kept from this reader whatever they ask: they tell who asked not to be named.
    pub fn kept_from(&self, held: &Held) -> &'static [&'static str] {
        if held.schema.kind != Contact::SCHEMA.kind {
            return &[];
        }
        let fields = self.withheld_now.get(&held.id).copied().unwrap_or_else(|| held.withheld());
        if fields.is_empty() || self.may(Action::KnowReferrer) { &[] } else { fields }
    }

    /// Whether `flag` stands over the file now, whatever the moment of the view.
    pub fn has_now(&self, flag: Flag) -> bool {
        self.flags_now.contains(&flag)
    }

    /// Whether `flag` stands over the file at the moment of the view.
    pub fn has(&self, flag: Flag) -> bool {
        self.digest.has(flag)
    }

    /// How old the person is today.
    pub fn age(&self) -> Option<hearth_calendar::Age> {
        self.age_on(self.today)
    }

    fn age_on(&self, day: Date) -> Option<hearth_calendar::Age> {
        hearth_calendar::age(self.digest.born?, day)
    }

    /// What happened, newest first, as far as the view knows and the filter asks.
    pub fn timeline(&self, filter: &TimelineFilter) -> Vec<Moment> {
        let mut moments: Vec<Moment> = self
            .records()
            .filter(|held| filter.service.is_none_or(|service| held.schema.service == service))
            .flat_map(|held| held.events().into_iter().map(move |event| (held, event)))
            .filter(|(_, event)| filter.admits(event))
            .map(|(held, event)| Moment {
                event,
                record: held.id,
                kind: held.schema,
                headline: (held.schema.headline)(&held.current().fields),
                age: self.age_on(event.on),
            })
            .collect();
        moments.sort_by(|a, b| b.event.cmp(&a.event).then(a.record.cmp(&b.record)));
        moments
    }
}

impl TimelineFilter {
    fn admits(&self, event: &Event) -> bool {
        self.event.is_none_or(|name| event.name == name)
            && self.from.is_none_or(|from| event.on >= from)
            && self.to.is_none_or(|to| event.on <= to)
    }
}
