//! The dataset that a council's records come to, written child by child into one CSV file a table.
//!
//! *Whom it counts.* Everybody with a care file of whom something happened in the six years up to the day as at which it is made, the
//! history that the dataset is meant to hold: a contact, a referral, a plan, a time in care. What began before and went on into that time
//! is there, with its first day, a time in care and a protection plan with all of theirs; what lies after the day has not happened. Who somebody is, their addresses, numbers and family are there
//! as a whole.
//!
//! *Ids.* A row's id is that of the record it is made of, so that the same record has the same id in every dataset. A care episode, which
//! no record is, has the id of its period of care with its first day. A person has the local identifier, or the id of the record of the
//! person where there is none. A mother who is not counted has the id of the person, so that her children can be told to be siblings.
//!
//! *Words.* The dataset has a few fields of free text. They are written for whoever may read narrative, and empty for the others.
//!
//! What nothing fills stands in [`NOT_KEPT`]. Rows go to their files as they come; in memory stay the row of each person and the pairs of
//! mother and child, which need every file to have been read.

mod care;
mod cells;
mod court;
mod education;
mod front_door;
mod health;
mod names;
mod not_kept;
mod people;
mod permanence;
mod protection;
mod visits;
mod workforce;

use std::collections::{HashMap, HashSet};
use std::io::{self, Write};
use std::sync::Arc;

use hearth_calendar::Calendar;
use hearth_record::front_door::SocialCareEpisode;
use hearth_record::ids::{PersonId, RecordId, WorkerId};
use hearth_record::people::Person;
use hearth_record::value::Narrative;
use jiff::Timestamp;
use jiff::civil::Date;

use super::SSD;
use crate::check::Postcodes;
use crate::filling::Records;
use crate::spec::TableSpec;
use crate::window::Window;
use cells::{Cells, Files};

pub use not_kept::{NOT_KEPT, NotKept};
pub use workforce::{Department, Professional};

/// The years that the dataset looks back on.
pub const YEARS: u16 = 6;
/// The version of the dataset that is written.
pub const VERSION: &str = "1.4";

/// What a dataset is made with.
pub struct Making {
    /// The time that it tells of.
    pub window: Window,
    /// Working days.
    pub calendar: Calendar,
    /// Where postcodes lie; distances are blank without it.
    pub postcodes: Option<Arc<Postcodes>>,
    /// The names of workers.
    pub names: HashMap<WorkerId, String>,
    /// Whether free text is written.
    pub words: bool,
}

impl Making {
    /// The six years up to a day, without free text and without anything to look up.
    pub fn as_at(day: Date) -> Self {
        Self {
            window: Window::years(YEARS, day),
            calendar: Calendar::england(),
            postcodes: None,
            names: HashMap::new(),
            words: false,
        }
    }
}

/// The dataset on its way.
pub struct FromRecords<W: Write> {
    of: Making,
    files: Files<W>,
    people: Vec<Cells>,
    /// By which identifier each person is counted.
    ids: HashMap<PersonId, String>,
    /// The people who are mothers, as their own files or those of their children say.
    are_mothers: HashSet<String>,
    mothers: Vec<Mother>,
    workforce: workforce::Workforce,
}

/// That somebody is the mother of a child.
struct Mother {
    of: RecordId,
    who: PersonId,
    child: String,
    born: Option<Date>,
}

/// What the rows of one child are made from.
struct Told<'r> {
    records: &'r Records<'r>,
    of: &'r Making,
    id: String,
    born: Option<Date>,
    /// The referrals of the child, each with its first and last day.
    referrals: Vec<(RecordId, Date, Option<Date>)>,
    rows: Vec<Cells>,
    /// Rows that lie further back than is told of: they are written where another names them.
    older: Vec<Cells>,
    /// Whether anything happened in the time that is told of.
    counts: bool,
}

impl<W: Write> FromRecords<W> {
    /// An empty dataset: a file for each table, opened by `open`, its heading written.
    ///
    /// # Errors
    /// What `open` and the files refuse.
    pub fn new(of: Making, open: impl FnMut(&'static TableSpec) -> io::Result<W>) -> io::Result<Self> {
        Ok(Self {
            of,
            files: Files::open(&SSD, open)?,
            people: Vec::new(),
            ids: HashMap::new(),
            are_mothers: HashSet::new(),
            mothers: Vec::new(),
            workforce: workforce::Workforce::default(),
        })
    }

    /// Adds the rows of a person; says whether they count.
    ///
    /// # Errors
    /// What the files refuse.
    pub fn add(&mut self, who: PersonId, records: &Records<'_>) -> io::Result<bool> {
        let Some((of, person)) = records.each::<Person>().next() else { return Ok(false) };
        let given = person.la_child_id.reveal().as_ref().map(|id| id.0.clone());
        let mut told = Told {
            records,
            of: &self.of,
            id: given.unwrap_or_else(|| of.to_string()),
            born: *person.born.reveal(),
            referrals: referrals(records),
            rows: Vec::new(),
            older: Vec::new(),
            counts: false,
        };
        told.all(&person);
        if !told.counts {
            return Ok(false);
        }
        if told.says_mother(&person) {
            self.are_mothers.insert(told.id.clone());
        }
        self.mothers.extend(told.mothers(&person));
        names::complete(&mut told.rows, std::mem::take(&mut told.older));
        self.people.push(told.person(&person));
        for row in &told.rows {
            self.files.write(row)?;
        }
        self.ids.insert(who, told.id);
        self.workforce.meet(records, self.of.window);
        Ok(true)
    }

    /// How many people are in it.
    pub fn people(&self) -> usize {
        self.people.len()
    }

    /// Writes what needs every file to have been read, and the workers and teams; gives each table with how many rows it has and what it
    /// was written to.
    ///
    /// # Errors
    /// What the files refuse.
    pub fn finish(
        mut self,
        workers: impl IntoIterator<Item = Professional>,
        teams: impl IntoIterator<Item = Department>,
        made_at: Timestamp,
        made_with: &str,
    ) -> io::Result<Vec<(&'static str, u64, W)>> {
        for mother in self.mothers {
            let id = self.ids.get(&mother.who).cloned();
            self.are_mothers.extend(id.clone());
            let row = Cells::of("ssd_mother")
                .shown("moth_table_id", Some(mother.of))
                .text("moth_person_id", id.unwrap_or_else(|| mother.who.to_string()))
                .text("moth_childs_person_id", mother.child)
                .day("moth_childs_dob", mother.born);
            self.files.write(&row)?;
        }
        for person in self.people {
            let is = self.are_mothers.contains(person.cell("pers_person_id"));
            self.files.write(&person.yes("pers_is_mother", Some(is)))?;
        }
        workers.into_iter().for_each(|worker| self.workforce.know(worker));
        teams.into_iter().for_each(|team| self.workforce.know_team(team));
        for row in self.workforce.rows() {
            self.files.write(&row)?;
        }
        let row = Cells::of("ssd_version_log")
            .text("version_number", VERSION)
            .text("description", "Standard Safeguarding Dataset, made from the council's records")
            .text("is_current", "1")
            .moment("created_at", Some(made_at), None)
            .text("created_by", made_with.to_owned());
        self.files.write(&row)?;
        self.files.finish()
    }
}

fn referrals(records: &Records<'_>) -> Vec<(RecordId, Date, Option<Date>)> {
    let each = records.each::<SocialCareEpisode>();
    each.map(|(of, episode)| (of, *episode.received_on, *episode.closed_on)).collect()
}

impl Told<'_> {
    fn all(&mut self, person: &Person) {
        self.identity();
        self.involvements();
        self.front_door();
        self.in_need();
        self.protection();
        self.before_proceedings();
        self.care();
        self.health();
        self.missing();
        self.permanence();
        self.education(person);
    }

    /// A row of something that happened.
    fn row(&mut self, row: Cells) {
        self.counts = true;
        self.rows.push(row);
    }

    /// A row of something that began and ended then.
    fn row_of(&mut self, began: Option<Date>, ended: Option<Date>, row: Cells) {
        if self.of.window.touches(began, ended) {
            self.row(row);
        } else if self.of.window.seen(began) == began {
            self.older.push(row);
        }
    }

    /// A row of what goes with the person, and makes nobody count.
    fn also(&mut self, row: Cells) {
        self.rows.push(row);
    }

    /// The referral on which something hangs: the one that it names, or the one that was open on the day, the latest first.
    fn referral(&self, named: Option<RecordId>, on: Date) -> Option<RecordId> {
        let open = |(_, from, closed): &&(RecordId, Date, Option<Date>)| {
            *from <= on && closed.is_none_or(|closed| on <= closed)
        };
        named.or_else(|| self.referrals.iter().filter(open).max_by_key(|(_, from, _)| *from).map(|(of, ..)| *of))
    }

    /// Free text, where it is written at all.
    fn words(&self, text: Option<&Narrative>) -> String {
        text.filter(|_| self.of.words).map(|text| text.0.clone()).unwrap_or_default()
    }
}
