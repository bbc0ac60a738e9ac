//! Which files have had their day, and what speaks against letting them go. The dates are those of [`retention`](crate::retention);
//! here they become what a batch says of a file: codes and dates that name nobody.

use std::collections::{BTreeMap, BTreeSet};

use hearth_practice::retention::{Because, Kept, Lack, Named, Schedule, Trigger};
use hearth_record::{
    Digest, FileType,
    ids::{FileId, PersonId},
};
use hearth_store::{FileRow, StoreError};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    Desk, Failure,
    holds::{self, Hold},
    retention,
};

/// What is said of the file of an adult whose child is kept by a hold.
pub(super) const CHILD_HELD: &str = "open file of a child that a hold keeps";

/// What every question about one file needs to know of the council.
pub struct Due {
    schedule: Schedule,
    today: Date,
    holds: Vec<Hold>,
}

/// One file whose day has come.
#[derive(Clone)]
pub struct Standing {
    /// Its row.
    pub row: FileRow,
    /// Until when it was kept, by which rule, why, and what speaks against its end.
    pub why: Why,
}

/// Why a file's time has come, in codes and dates that name nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Why {
    /// The rule with its version, such as `k02/1`.
    pub rule: String,
    /// The class of the file, in words.
    pub class: String,
    /// The same sum in words for people: the period, and how it comes to the day.
    pub words: Vec<(String, String)>,
    /// The sum, a line each, such as `cin_plan.ended 2016-10-09`.
    pub reasoning: Vec<String>,
    /// The last day for which it is kept.
    pub until: Date,
    /// What speaks against its end now, in codes: `hold …`, `open …`, `family`, `reviewer`.
    pub against: Vec<String>,
}

impl Due {
    /// What stands in the council's schedule and in its register of holds. Two queries and a load.
    ///
    /// # Errors
    /// What the store refuses: without the holds nothing is due.
    pub(crate) async fn of(desk: &Desk) -> Result<Self, Failure> {
        let holds = holds::of(desk.instance(), desk.authority()).await?;
        let holds = holds.into_iter().filter(|hold| hold.says.is_open()).collect();
        let schedule = retention::in_force(desk.instance(), desk.authority(), desk.today()).await?.schedule;
        Ok(Self { schedule, today: desk.today(), holds })
    }

    /// Whether the council has supplied its schedule. Without one nothing is proposed.
    pub fn supplied(&self) -> bool {
        self.schedule.is_supplied()
    }

    /// The open holds that cover a file for what is recorded in it, or by their rows in the store.
    pub(crate) fn holds_on(&self, digest: &Digest, placed: &BTreeSet<Uuid>) -> Vec<&Hold> {
        self.holds.iter().filter(|hold| hold.covers(digest) || placed.contains(&hold.uuid())).collect()
    }

    /// How long a file is kept, out of its digest; `named` is what the files of children say of an adult.
    pub(super) fn kept(&self, row: &FileRow, digest: &Digest, named: Named) -> Kept {
        self.schedule
            .of(&hearth_practice::retention::Case { named, ..retention::case_of(row.file_type, digest) }, self.today)
    }

    /// The schedule that is in force.
    pub(super) const fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// Whether the file would be due if no hold stood: what closing a hold comes to. The file of an adult waits for those of the
    /// children, which only a walk over all of them knows.
    pub(crate) fn would_be(&self, row: &FileRow, digest: &Digest) -> bool {
        let kept = self.kept(row, digest, Named::NotYet);
        self.supplied() && kept.may_begin().is_some_and(|from| from <= self.today)
    }

    /// Why the file's time has come; none where it has not. What speaks against its end stands beside it and takes nothing away.
    pub(super) fn why(&self, row: &FileRow, digest: &Digest, kept: &Kept, placed: &BTreeSet<Uuid>) -> Option<Why> {
        if !self.supplied() || row.file_type == FileType::Council {
            return None;
        }
        let until = kept.until.filter(|_| kept.may_begin().is_some_and(|from| from <= self.today))?;
        let wins = kept.wins()?;
        let mut reasoning: Vec<String> = kept.because.iter().filter_map(reason).collect();
        reasoning.push(format!("kept until {until}"));
        let held = self.holds_on(digest, placed);
        let mut against: Vec<String> = held.iter().map(|hold| format!("hold {}", code(hold.name()))).collect();
        // A row of a hold that the register does not name keeps the file all the same.
        let unknown = placed.iter().any(|id| held.iter().all(|hold| hold.uuid() != *id));
        against.extend(unknown.then(|| "hold that is not in the register".to_owned()));
        against.extend(kept.open.iter().map(|span| open(&span.name)));
        against.extend(kept.blocks.iter().map(|block| open(block)));
        for lack in &kept.lacks {
            match lack {
                // It asks for a reason, and only where no hold speaks for the file.
                Lack::Reviewer => against.extend(held.is_empty().then(|| "reviewer".to_owned())),
                // Whatever else is not known keeps the file.
                _ => return None,
            }
        }
        Some(Why {
            rule: code(&format!("{}/{}", wins.rule.id, self.version())),
            class: kept.class.map(|class| class.name.clone()).unwrap_or_default(),
            words: kept
                .because
                .iter()
                .filter(|because| because.until.is_some())
                .map(|b| (b.period(), b.sum()))
                .collect(),
            reasoning,
            until,
            against,
        })
    }

    /// The version of the schedule: the day from which it holds, or 1.
    fn version(&self) -> String {
        self.schedule.own().from.map_or_else(|| "1".to_owned(), |from| from.to_string())
    }
}

/// The sum of one rule, in codes and dates.
fn reason(because: &Because) -> Option<String> {
    let (years, until) = (because.years?, because.until?);
    let from = match because.trigger {
        Trigger::Event { event, from } if event.on == from => format!("{} {from}", event.name.as_str()),
        Trigger::Event { event, from } => format!("{} {} then {from}", event.name.as_str(), event.on),
        Trigger::ClosingForBirth(event) => format!("{} {} for birth", event.name.as_str(), event.on),
        Trigger::Children => "longest file of a child".to_owned(),
        Trigger::NotYet => return None,
    };
    Some(code(&format!("{} {from} and {years} years {until}", because.rule.id)))
}

/// Open business as a code: `open access request`.
fn open(name: &str) -> String {
    format!("open {}", code(name.strip_prefix("open ").unwrap_or(name)))
}

/// A text as a code: lower case, without what is no letter, digit or one of the marks of codes.
pub(super) fn code(text: &str) -> String {
    let lower = text.to_lowercase();
    let kept = lower.chars().map(|c| match c {
        'a'..='z' | '0'..='9' | ' ' | '.' | '_' | '-' | '/' | ':' => c,
        _ => ' ',
    });
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a walk over the council found.
pub(super) struct Survey {
    /// Every file whose day has come, the longest overdue first.
    pub due: Vec<Standing>,
    /// How many files there are.
    pub files: u64,
}

/// Looks at every file of the council: one walk, and a few queries for each thousand that are due.
///
/// # Errors
/// What the store refuses, and a digest that cannot be read: nothing is proposed on half a look.
pub(super) async fn survey(desk: &Desk, due: &Due) -> Result<Survey, Failure> {
    let (instance, authority, today) = (desk.instance(), desk.authority(), desk.today());
    let found = retention::due_with(instance, authority, due.schedule(), (today, today), |_| ()).await?;
    let ids: Vec<FileId> = found.files.iter().map(|file| file.row.file).collect();
    let mut placed: BTreeMap<FileId, BTreeSet<Uuid>> = BTreeMap::new();
    for (file, hold) in instance.store.holds_of(&ids).await? {
        placed.entry(file).or_default().insert(hold);
    }
    let mut digests: BTreeMap<FileId, Digest> = BTreeMap::new();
    for (row, sealed) in instance.store.digests(&ids).await? {
        let digest = Digest::from_bytes(&sealed);
        digests.insert(row.file, digest.map_err(|e| StoreError::Form(format!("digest of {}: {e}", row.file)))?);
    }
    let none = BTreeSet::new();
    // An adult's file lasts as long as those of the children that name them: one that a hold keeps, keeps it too.
    let held =
        digests.iter().filter(|(file, digest)| !due.holds_on(digest, placed.get(file).unwrap_or(&none)).is_empty());
    let named_by_held: BTreeSet<PersonId> =
        held.flat_map(|(_, digest)| digest.kin.iter().chain(&digest.siblings).copied()).collect();
    let mut standing = Vec::new();
    for file in found.files {
        let on = placed.get(&file.row.file).unwrap_or(&none);
        // Destroyed since the walk came by.
        let Some(digest) = digests.get(&file.row.file) else { continue };
        let Some(mut why) = due.why(&file.row, digest, &file.kept, on) else { continue };
        let kept_with_child = file.row.file_type == FileType::Adult && named_by_held.contains(&file.row.person);
        why.against.extend(kept_with_child.then(|| CHILD_HELD.to_owned()));
        why.against.extend(file.family_open.then(|| "family".to_owned()));
        standing.push(Standing { row: file.row, why });
    }
    Ok(Survey { due: standing, files: found.looked_at })
}
