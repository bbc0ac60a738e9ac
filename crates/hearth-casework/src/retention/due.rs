//! What falls due by a day, in one walk over the digests of a council: the rules and the reasons for each file, the files that no rule
//! covers, and the families in which somebody is still worked with.

use std::collections::{BTreeMap, HashMap, HashSet};

use hearth_practice::retention::{Class, Kept, Lack, Named, Schedule};
use hearth_record::{
    FileType,
    ids::{AuthorityId, FileId, PersonId},
};
use hearth_store::{FileRow, Outcome, StoreError};
use jiff::civil::Date;

use super::{
    brief::Brief,
    clock_agrees,
    in_force::{in_force, may_look},
    walk,
};
use crate::{Desk, Failure, Instance, holds};

/// How many files of each class there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClassTally {
    /// The class in words; "No class" where nothing in the file says one.
    pub name: String,
    /// How many files.
    pub files: u64,
    /// How many of them have a date.
    pub dated: u64,
    /// Whether the council has a rule for it.
    pub ruled: bool,
}

/// A file that falls due.
#[derive(Clone)]
pub struct DueFile {
    /// Its row.
    pub row: FileRow,
    /// The dates and reasons.
    pub kept: Kept,
    /// Whether somebody in the family or household is still worked with: it is proposed as one to keep.
    pub family_open: bool,
}

/// What a walk found.
#[derive(Clone, Default)]
pub struct Due {
    /// Whether the council has supplied its schedule; without one nothing is due.
    pub supplied: bool,
    /// Everything whose day comes by the day that was asked about, the longest overdue first; what a hold or open business keeps is among
    /// it and says so.
    pub files: Vec<DueFile>,
    /// How many files there are.
    pub looked_at: u64,
    /// How many there are of each class, by its code.
    pub classes: BTreeMap<&'static str, ClassTally>,
}

impl Due {
    /// The classes without a rule of the council in which there are files: they are kept until it has one.
    pub fn without_rule(&self) -> impl Iterator<Item = &ClassTally> {
        self.classes.values().filter(|class| !class.ruled)
    }

    /// How many files no rule of the council covers.
    pub fn uncovered(&self) -> u64 {
        self.without_rule().map(|class| class.files).sum()
    }
}

/// What falls due by `until` in the council of this desk. `step` is told how many files were looked at. One walk, and a query for each
/// thousand that are due; one entry of the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no schedule; [`Failure::Wrong`] where the clock cannot be believed; a digest that cannot be
/// read, because nothing is due on half a look; and what the store refuses.
pub async fn due(desk: &Desk, until: Date, step: impl FnMut(u64) + Send) -> Result<Due, Failure> {
    let permit = may_look(desk).await?;
    clock_agrees(desk).await?;
    let schedule = in_force(desk.instance(), desk.authority(), desk.today()).await?.schedule;
    let mut found = due_with(desk.instance(), desk.authority(), &schedule, (desk.today(), until), step).await?;
    found.files.retain(|file| file.row.flags.walled == desk.is_behind_the_wall());
    let mut entry = desk.entry("retention.look", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(found.files.len()).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    Ok(found)
}

/// The same by a schedule that is given, for whoever has asked already. What is open is judged as it stands on `today`.
///
/// # Errors
/// As [`due`].
pub async fn due_with(
    instance: &Instance,
    authority: &AuthorityId,
    schedule: &Schedule,
    (today, until): (Date, Date),
    step: impl FnMut(u64) + Send,
) -> Result<Due, Failure> {
    let walk = walk::each(instance, authority, Walk::new(schedule.clone(), today, until), Walk::take, step).await?;
    if let Some(file) = walk.unread {
        let why = format!("the digest of {file} cannot be read: nothing is due before it is put right");
        return Err(StoreError::Form(why).into());
    }
    let mut due = walk.done();
    hold(instance, authority, &mut due.files).await?;
    Ok(due)
}

/// Puts the names of the holds that stand beside the files.
async fn hold(instance: &Instance, authority: &AuthorityId, files: &mut [DueFile]) -> Result<(), Failure> {
    let ids: Vec<FileId> = files.iter().map(|file| file.row.file).collect();
    let placed = instance.store.holds_of(&ids).await?;
    if placed.is_empty() {
        return Ok(());
    }
    let open = holds::names(instance, authority).await?;
    let mut by_file: HashMap<FileId, Vec<String>> = HashMap::new();
    for (file, hold) in placed {
        // A hold that the register does not name keeps the file all the same.
        let name = open.get(&hold).cloned().unwrap_or_else(|| "a hold".to_owned());
        by_file.entry(file).or_default().push(name);
    }
    for file in files {
        file.kept.holds = by_file.remove(&file.row.file).unwrap_or_default();
    }
    Ok(())
}

/// One walk over the council.
pub(super) struct Walk {
    schedule: Schedule,
    today: Date,
    until: Date,
    found: Due,
    /// For each file that falls due, whom it names.
    families: Vec<Vec<PersonId>>,
    /// Files of adults: they last as long as the longest of the children that name them.
    adults: Vec<(FileRow, Brief)>,
    /// Whom the files of children name, and how long each lasts.
    named: Vec<(PersonId, Named)>,
    /// Whose case is open.
    open: HashSet<PersonId>,
    /// Whom their files name.
    kin_of_open: HashSet<PersonId>,
    pub(super) unread: Option<FileId>,
}

impl Walk {
    pub(super) fn new(schedule: Schedule, today: Date, until: Date) -> Self {
        Self {
            found: Due { supplied: schedule.is_supplied(), ..Due::default() },
            schedule,
            today,
            until,
            families: Vec::new(),
            adults: Vec::new(),
            named: Vec::new(),
            open: HashSet::new(),
            kin_of_open: HashSet::new(),
            unread: None,
        }
    }

    pub(super) fn take(&mut self, row: FileRow, bytes: &[u8]) {
        if row.file_type == FileType::Council {
            return;
        }
        self.found.looked_at += u64::from(!row.flags.walled);
        let Ok(mut brief) = Brief::read(bytes) else {
            self.unread = Some(row.file);
            return;
        };
        if row.file_type == FileType::Adult {
            self.adults.push((row, brief));
            return;
        }
        let kept = self.schedule.of(&brief.case(row.file_type), self.today);
        // Nothing leads through the wall, not even how long a file lasts.
        if !row.flags.walled {
            let named = kept.until.map_or(Named::NotYet, Named::Until);
            self.named.extend(brief.family().map(|person| (person, named)));
            if kept.open.iter().any(|span| span.case) {
                self.open.insert(row.person);
                self.kin_of_open.extend(brief.family());
            }
        }
        self.put(row, &brief, kept);
    }

    fn put(&mut self, row: FileRow, brief: &Brief, kept: Kept) {
        // A count that rises on the day of an adoption tells of the file that it began.
        if !row.flags.walled {
            self.count(kept.class, &kept);
        }
        if self.found.supplied
            && kept.may_begin().is_some_and(|from| from <= self.until)
            && !kept.lacks.iter().any(|lack| !matches!(lack, Lack::Reviewer))
        {
            self.families.push(brief.family().collect());
            self.found.files.push(DueFile { row, kept, family_open: false });
        }
    }

    fn count(&mut self, class: Option<&'static Class>, kept: &Kept) {
        let tally = self.found.classes.entry(class.map_or("", |class| &class.code)).or_insert_with(|| ClassTally {
            name: class.map_or_else(|| "No class".to_owned(), |class| class.name.clone()),
            ruled: class.is_some_and(|class| self.schedule.has_rule(class)),
            ..ClassTally::default()
        });
        tally.files += 1;
        tally.dated += u64::from(kept.until.is_some());
    }

    pub(super) fn done(mut self) -> Due {
        let adults = std::mem::take(&mut self.adults);
        let mut longest: HashMap<PersonId, Named> =
            adults.iter().map(|(row, _)| (row.person, Named::Nowhere)).collect();
        for (person, named) in std::mem::take(&mut self.named) {
            if let Some(known) = longest.get_mut(&person) {
                *known = (*known).max(named);
            }
        }
        for (row, mut brief) in adults {
            let named = longest.get(&row.person).copied().unwrap_or_default();
            let case = hearth_practice::retention::Case { named, ..brief.case(FileType::Adult) };
            let kept = self.schedule.of(&case, self.today);
            self.put(row, &brief, kept);
        }
        let (open, kin) = (&self.open, &self.kin_of_open);
        for (file, family) in self.found.files.iter_mut().zip(&self.families) {
            let near = |person: &PersonId| open.contains(person) || kin.contains(person);
            file.family_open = !file.row.flags.walled && (kin.contains(&file.row.person) || family.iter().any(near));
        }
        self.found.files.sort_by_key(|file| (file.kept.until, file.row.file));
        self.found
    }
}
