//! The people of the demonstration at work on the days of its stories.
//!
//! Whoever acts in a story does so at a desk of their own, at a moment of that day, through the same use cases as everybody
//! else: so the history of a record and the log of who looked are those of real work, and the policies decided each act.

use std::{
    collections::BTreeMap,
    fmt::Display,
    sync::{Arc, Mutex, PoisonError},
};

use hearth_access::{Purpose, Subject};
use hearth_calendar::Calendar;
use hearth_record::{
    Fields, FileType, Held, KindSchema, Record,
    governance::NoticeGiven,
    ids::{AuthorityId, FileId, PersonId, RecordId, TeamId, WorkerId},
    people::{Involvement, Person},
};
use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{
    Desk, Failure, FileView, Instance,
    governance::told,
    people::{NewPerson, start_file},
    recording::{self, Added, AddedToEach, Correction},
};

/// The values of a record as somebody would type them, by field.
pub(super) type Says<'a> = &'a [(&'static str, &'a (dyn Display + Sync))];

/// Values by field: `says! { visited_on: day, voice: "…" }`.
macro_rules! says {
    ($($field:ident: $value:expr),* $(,)?) => {
        &[$((stringify!($field), &$value as &(dyn ::std::fmt::Display + Sync))),*]
    };
}
pub(super) use says;

/// Everybody with an account, and the day that the stories count back from.
pub(super) struct Cast {
    instance: Arc<Instance>,
    authority: AuthorityId,
    calendar: Calendar,
    /// The moment at which the demonstration is made: nothing in a story happens later.
    pub now: Timestamp,
    people: BTreeMap<&'static str, (Subject, String)>,
    diary: Mutex<Vec<Noted>>,
}

impl Cast {
    pub fn new(instance: Arc<Instance>, authority: AuthorityId, now: Timestamp) -> Self {
        Self {
            instance,
            authority,
            calendar: Calendar::england(),
            now,
            people: BTreeMap::new(),
            diary: Mutex::default(),
        }
    }

    /// The same people with a diary of their own, for another story.
    pub fn again(&self) -> Self {
        let (people, calendar) = (self.people.clone(), self.calendar.clone());
        let (instance, authority) = (Arc::clone(&self.instance), self.authority.clone());
        Self { instance, authority, calendar, now: self.now, people, diary: Mutex::default() }
    }

    /// Gives a part, by its sign-in name, to somebody.
    pub fn give(&mut self, part: &'static str, subject: Subject, name: String) {
        self.people.insert(part, (subject, name));
    }

    /// The day of the demonstration.
    pub fn today(&self) -> Date {
        hearth_calendar::london_date(self.now)
    }

    /// So many working days before today.
    pub fn working(&self, days: u32) -> Date {
        self.calendar.subtract_working_days(self.today(), days).date
    }

    /// So many working days after today.
    pub fn working_ahead(&self, days: u32) -> Date {
        self.calendar.add_working_days(self.today(), days).date
    }

    /// So many working days after a day.
    pub fn working_after(&self, day: Date, days: u32) -> Date {
        self.calendar.add_working_days(day, days).date
    }

    /// So many days before today; a negative number lies ahead.
    pub fn days(&self, days: i32) -> Date {
        hearth_calendar::add_days(self.today(), -days)
    }

    /// So many years, months and days before today.
    pub fn ago(&self, years: i32, months: i32, days: i32) -> Date {
        let months = hearth_calendar::add_months(self.today(), -(years * 12 + months));
        hearth_calendar::add_days(months, -days)
    }

    /// The day if it is worked, else the next working day.
    pub fn worked(&self, day: Date) -> Date {
        self.calendar.roll_forward(day).date
    }

    /// So many hours before the moment of the demonstration.
    pub fn hours(&self, hours: i64) -> Timestamp {
        self.now - SignedDuration::from_hours(hours)
    }

    /// A time of day in England; a quarter of an hour ago where the day has not come so far.
    pub fn moment(&self, day: Date, hour: i8, minute: i8) -> Timestamp {
        let at = hearth_calendar::london_moment(day.at(hour, minute, 0, 0));
        let at = at.unwrap_or_else(|| hearth_calendar::start_of_london_day(day));
        at.min(self.now - SignedDuration::from_mins(15))
    }

    /// Somebody at their desk at a time of a day.
    pub fn at(&self, part: &'static str, day: Date, hour: i8, minute: i8) -> Result<AtWork<'_>, Failure> {
        self.at_moment(part, self.moment(day, hour, minute))
    }

    /// Somebody at their desk at a moment.
    pub fn at_moment(&self, part: &'static str, at: Timestamp) -> Result<AtWork<'_>, Failure> {
        let (subject, name) = self.part(part)?;
        Ok(AtWork { cast: self, desk: Desk::new(Arc::clone(&self.instance), subject.clone(), name.clone(), at) })
    }

    /// The worker who has a part.
    pub fn worker(&self, part: &'static str) -> Result<WorkerId, Failure> {
        Ok(self.part(part)?.0.worker)
    }

    /// The name of whoever has a part.
    pub fn name(&self, part: &'static str) -> Result<&str, Failure> {
        Ok(&self.part(part)?.1)
    }

    /// A team by its code in the pack.
    pub fn team(&self, code: &str) -> Result<TeamId, Failure> {
        let pack = self.instance.pack(&self.authority).ok_or(Failure::Absent("no pack is loaded for this council"))?;
        Ok(pack.team_id(code))
    }

    /// The instance in which the stories are told.
    pub fn instance(&self) -> &Arc<Instance> {
        &self.instance
    }

    /// The council.
    pub fn authority(&self) -> &AuthorityId {
        &self.authority
    }

    fn part(&self, part: &'static str) -> Result<&(Subject, String), Failure> {
        self.people.get(part).ok_or_else(|| Failure::Wrong(format!("nobody has the part {part} in the stories")))
    }
}

/// Somebody with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Somebody {
    pub person: PersonId,
    pub file: FileId,
}

/// Somebody at their desk, on a day of a story. What they do is noted in the diary; [`Cast::play`] does it, by the day and hour.
pub(super) struct AtWork<'a> {
    cast: &'a Cast,
    pub desk: Desk,
}

/// Something that is to be done in a file.
enum Deed {
    Add {
        kind: &'static KindSchema,
        fields: Fields,
        record: RecordId,
        purpose: Option<Purpose>,
    },
    AddToEach {
        kind: &'static KindSchema,
        fields: Fields,
        files: Vec<FileId>,
    },
    Correct {
        which: Which,
        because: String,
        values: Values,
    },
    Read(Option<Purpose>),
    Leave {
        whose: Option<WorkerId>,
        because: String,
    },
    /// Gives the privacy notice to everybody who holds parental responsibility and has not been given it.
    Tell,
}

/// Which records are corrected.
enum Which {
    This(RecordId),
    /// Those of a kind, or those of them that have a value in a field.
    Of(&'static KindSchema, Option<(&'static str, String)>),
}

/// Values as typed, kept until they are needed.
type Values = Vec<(&'static str, String)>;

/// An entry of the diary.
pub(super) struct Noted {
    desk: Desk,
    file: FileId,
    deed: Deed,
}

impl AtWork<'_> {
    /// Begins a file, at once.
    pub async fn start(&self, file_type: FileType, says: Says<'_>) -> Result<Somebody, Failure> {
        let mut told = fields(Person::SCHEMA, Fields::new(), &kept(says))?;
        if file_type == FileType::Care && told.text("la_child_id").is_none() {
            // After the numbers that the rest of the council has, which count from one.
            let number = self.desk.instance().draw(|random| random.next_u32() % 10_000_000);
            told.set("la_child_id", Some(format!("{}9{number:07}", self.desk.pack()?.la_code).into()));
        }
        let person = Person::from_fields(&told)?;
        let begun = start_file(&self.desk, &NewPerson { person, file_type }).await?;
        Ok(Somebody { person: begun.person, file: begun.file })
    }

    /// Adds a record of a kind.
    pub fn add(&self, file: FileId, kind: &str, says: Says<'_>) -> Result<RecordId, Failure> {
        self.add_for(file, None, kind, says)
    }

    /// Adds a record of a kind on a purpose that was stated.
    pub fn add_for(
        &self,
        file: FileId,
        purpose: Option<Purpose>,
        kind: &str,
        says: Says<'_>,
    ) -> Result<RecordId, Failure> {
        let (kind, record) = (schema(kind)?, self.desk.new_record());
        let fields = fields(kind, Fields::new(), &kept(says))?;
        self.note(file, Deed::Add { kind, fields, record, purpose });
        Ok(record)
    }

    /// Writes one record into the file of each, once.
    pub fn add_to_each(&self, files: &[FileId], kind: &str, says: Says<'_>) -> Result<(), Failure> {
        let kind = schema(kind)?;
        let fields = fields(kind, Fields::new(), &kept(says))?;
        self.note(files[0], Deed::AddToEach { kind, fields, files: files.to_vec() });
        Ok(())
    }

    /// Corrects some values of a record, for a reason; the file is opened for it.
    pub fn correct(&self, file: FileId, record: RecordId, because: &str, says: Says<'_>) {
        let (because, values) = (because.to_owned(), kept(says));
        self.note(file, Deed::Correct { which: Which::This(record), because, values });
    }

    /// Corrects the records of a kind that stand in a file, or those of them that have a value in a field.
    pub fn amend(
        &self,
        file: FileId,
        kind: &str,
        having: Option<(&'static str, String)>,
        because: &str,
        says: Says<'_>,
    ) -> Result<(), Failure> {
        let (which, because, values) = (Which::Of(schema(kind)?, having), because.to_owned(), kept(says));
        self.note(file, Deed::Correct { which, because, values });
        Ok(())
    }

    /// Opens a file to read it.
    pub fn read(&self, file: FileId) {
        self.note(file, Deed::Read(None));
    }

    /// Opens a file to read it, on a purpose that was stated.
    pub fn read_for(&self, file: FileId, purpose: Purpose) {
        self.note(file, Deed::Read(Some(purpose)));
    }

    /// Involves somebody in a role from today on.
    pub fn involve(&self, file: FileId, part: &'static str, role: &str) -> Result<(), Failure> {
        let team = self.cast.part(part)?.0.teams.first().map(ToString::to_string).unwrap_or_default();
        let (worker, name, today) = (self.cast.worker(part)?, self.cast.name(part)?, self.desk.today());
        let says = says! { worker: worker, worker_name: name, team: team, role: role, started: today };
        self.add(file, "involvement", says).map(drop)
    }

    /// Ends the involvement of somebody, or of everybody, today.
    pub fn leave(&self, file: FileId, whose: Option<WorkerId>, because: &str) {
        self.note(file, Deed::Leave { whose, because: because.to_owned() });
    }

    /// Gives the privacy notice to everybody who holds parental responsibility and has not been given it.
    pub fn tell(&self, file: FileId) {
        self.note(file, Deed::Tell);
    }

    /// Opens a file now.
    pub async fn opened(&self, file: FileId) -> Result<FileView, Failure> {
        self.desk.open(file, None, None).await
    }

    fn note(&self, file: FileId, deed: Deed) {
        let noted = Noted { desk: self.desk.clone(), file, deed };
        self.cast.diary.lock().unwrap_or_else(PoisonError::into_inner).push(noted);
    }
}

impl Noted {
    async fn done(&self) -> Result<(), Failure> {
        let (desk, file) = (&self.desk, self.file);
        match &self.deed {
            Deed::Add { kind, fields, record, purpose } => {
                let added = Added { kind, fields: fields.clone(), purpose: *purpose, draft: None };
                recording::add_once(desk, file, added, Some(*record)).await.map(drop)
            }
            Deed::AddToEach { kind, fields, files } => {
                let files = files.iter().map(|file| (*file, fields.clone())).collect();
                let added = AddedToEach { kind, files, once: None, purpose: None, draft: None };
                recording::add_to_each(desk, added).await.map(drop)
            }
            Deed::Read(purpose) => desk.open(file, *purpose, None).await.map(drop),
            Deed::Correct { which, because, values } => {
                let meant = which.of(&desk.open(file, None, None).await?);
                if meant.is_empty() {
                    return Err(Failure::Absent("there is no such record in the file"));
                }
                for held in meant {
                    correct(desk, file, &held, because, values).await?;
                }
                Ok(())
            }
            Deed::Leave { whose, because } => {
                let view = desk.open(file, None, None).await?;
                let mine = desk.subject().worker;
                let meant = |involved: &Involvement| {
                    involved.ended.is_none() && (whose.is_none() || *involved.worker == *whose)
                };
                let mut open: Vec<(RecordId, Involvement)> = view.all();
                open.retain(|(_, involved)| meant(involved));
                // One's own comes last: without it the others could not be ended.
                open.sort_by_key(|(_, involved)| (*involved.worker == Some(mine), involved.worker.is_none()));
                let ended = vec![("ended", desk.today().to_string())];
                for held in open.iter().filter_map(|(record, _)| view.record(*record)) {
                    correct(desk, file, held, because, &ended).await?;
                }
                Ok(())
            }
            Deed::Tell => {
                let view = desk.open(file, None, None).await?;
                for relationship in told::untold(&view.file).into_iter().map(|untold| untold.relationship) {
                    let values = [
                        ("given_on", desk.today().to_string()),
                        ("relationship", relationship.to_string()),
                        ("channel", "HAND".to_owned()),
                        ("explained", "yes".to_owned()),
                    ];
                    let given = fields(NoticeGiven::SCHEMA, Fields::new(), &values.into())?;
                    let added = Added { kind: NoticeGiven::SCHEMA, fields: given, purpose: None, draft: None };
                    recording::add(desk, file, added).await?;
                }
                Ok(())
            }
        }
    }

    /// What it is, for a story that does not hold.
    fn words(&self) -> String {
        let what = match &self.deed {
            Deed::Add { kind, .. } | Deed::AddToEach { kind, .. } => format!("writes a {}", kind.kind),
            Deed::Correct { which: Which::Of(kind, _), .. } => format!("corrects a {}", kind.kind),
            Deed::Correct { .. } => "corrects a record".to_owned(),
            Deed::Read(_) => "opens a file".to_owned(),
            Deed::Leave { .. } => "ends an involvement".to_owned(),
            Deed::Tell => "gives the privacy notice".to_owned(),
        };
        format!("{} {what} at {}", self.desk.name(), self.desk.now())
    }
}

impl Which {
    fn of(&self, view: &FileView) -> Vec<Held> {
        let meant = |held: &&Held| match self {
            Self::This(record) => held.id == *record,
            Self::Of(kind, having) => {
                let fields = &held.current().fields;
                held.schema.kind == kind.kind
                    && having.as_ref().is_none_or(|(name, value)| fields.text(name) == Some(value))
            }
        };
        view.records().filter(meant).cloned().collect()
    }
}

async fn correct(desk: &Desk, file: FileId, held: &Held, because: &str, values: &Values) -> Result<(), Failure> {
    let now = held.current();
    let correction = Correction {
        record: held.id,
        from: now.number,
        fields: fields(held.schema, now.fields.clone(), values)?,
        because: because.to_owned(),
        purpose: None,
        draft: None,
    };
    recording::correct(desk, file, correction).await.map(drop)
}

impl Cast {
    /// Does what stands in the diary, in the order of the moments, each through its use case: a file is written from its past to
    /// its present, as it would have been.
    pub async fn play(&self) -> Result<(), Failure> {
        let mut noted = std::mem::take(&mut *self.diary.lock().unwrap_or_else(PoisonError::into_inner));
        noted.sort_by_key(|noted| noted.desk.now());
        for noted in noted {
            let done = noted.done().await;
            done.map_err(|failure| Failure::Wrong(format!("in the stories {}: {failure}", noted.words())))?;
        }
        Ok(())
    }
}

/// The kind of this name.
fn schema(kind: &str) -> Result<&'static KindSchema, Failure> {
    hearth_record::kind(kind)
        .ok_or_else(|| Failure::Wrong(format!("the stories write a kind that there is not: {kind}")))
}

/// Values kept as text.
fn kept(says: Says<'_>) -> Values {
    says.iter().map(|(name, said)| (*name, said.to_string())).collect()
}

/// The fields of a kind that these values make.
pub(super) fn typed(kind: &KindSchema, says: Says<'_>) -> Result<Fields, Failure> {
    fields(kind, Fields::new(), &kept(says))
}

/// Values as typed, on top of those that are there.
fn fields(kind: &KindSchema, mut base: Fields, values: &Values) -> Result<Fields, Failure> {
    for (name, said) in values {
        let wrong = |why: String| Failure::Wrong(format!("the stories write {}.{name}, which {why}", kind.kind));
        let field = kind.field(name).ok_or_else(|| wrong("is no field".to_owned()))?;
        base.set(field.name, field.value.canonical(said).map_err(|bad| wrong(bad.to_string()))?);
    }
    // Whether the whole can be true is for the act to say.
    Ok((kind.rewrite)(&base).unwrap_or(base))
}
