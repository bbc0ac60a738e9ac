//! The return of a whole council: every file that counts, read once and let go, its rows gathered and checked.

use std::collections::BTreeMap;

use futures_util::{StreamExt, stream};
use hearth_access::{Action, facts::InvolvementRole, role::Group};
use hearth_record::{
    FileType,
    ids::{FileId, TeamId, WorkerId},
    people::Person,
};
use hearth_returns::{
    Records, Tables,
    check::{self, CollectionYear, CouldNotRun, Form, Report, Setting, Severity, check},
    cin, ssda903,
};
use hearth_store::{Bar, FileRow, Listing, Outcome, Way, WorkRow};

use super::{Return, sender, setting};
use crate::{Desk, Failure, facts, lists::Answers, write};

/// How many files one question lists.
const BATCH: u32 = 200;
/// How many files are read at once.
const AT_ONCE: usize = 16;

/// A return on its way: the rows of every child who counts.
pub struct Gathered {
    /// Which return.
    pub of: Return,
    /// Of which year.
    pub year: CollectionYear,
    /// Its rows.
    pub tables: Tables,
    /// The rows of the year before, from the same records: rules compare with them.
    last: Option<Tables>,
    setting: Setting,
    /// The children in it, by their local identifier.
    pub children: BTreeMap<String, Counted>,
    /// Files of which something, or everything, is not in it.
    pub left_out: Vec<LeftOut>,
    /// How many files were looked at.
    pub files: u32,
}

/// A child in a return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The file.
    pub file: FileId,
    /// Who holds the case.
    pub workers: Vec<WorkerId>,
    /// Which teams hold it.
    pub teams: Vec<TeamId>,
}

/// A file that the return lacks something of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// The file.
    pub file: FileId,
    /// Why.
    pub why: Why,
}

/// Why something is not in a return.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The file is closed to whoever makes the return: restricted, mostly.
    Closed,
    /// The child has no local identifier.
    NoIdentifier,
    /// A time in care has no legal status or no placement.
    Gap,
    /// The file does not read as it was stored.
    Unreadable,
}

impl Why {
    /// Why, in words that follow a number of files.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Closed => "closed to whoever makes the return, such as a restricted file",
            Self::NoIdentifier => "without a local identifier",
            Self::Gap => "with a time in care that has no legal status or no placement",
            Self::Unreadable => "that do not read as they were stored",
        }
    }
}

/// A finding about a child of the return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The child's local identifier.
    pub child: String,
    /// What is wrong.
    pub says: String,
    /// How it is put right.
    pub fix: &'static str,
}

/// What the rules say of a return.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// What is wrong, in the order of tables and rows.
    pub findings: Vec<Found>,
    /// What is wrong with the return as a whole: the rule and its words.
    pub whole: Vec<(&'static str, String)>,
    /// The rules that could not run, and why.
    pub could_not_run: Vec<CouldNotRun>,
    /// How many rules ran.
    pub rules: usize,
}

/// The rows of a return, and of the year before it where its rules compare.
enum Filling {
    Ssda903(Box<(ssda903::FromRecords, ssda903::FromRecords)>),
    Cin(Box<cin::FromRecords>),
}

impl Filling {
    /// Adds a child; why some of it is missing.
    fn add(&mut self, records: &Records<'_>) -> Vec<Why> {
        match self {
            Self::Ssda903(both) => {
                both.1.add(records);
                let untold = both.0.add(records).into_iter();
                let why = untold.map(|untold| match untold {
                    ssda903::Untold::NoIdentifier => Why::NoIdentifier,
                    ssda903::Untold::Gap(_) => Why::Gap,
                });
                why.collect()
            }
            Self::Cin(census) => {
                let counts = census.add(records);
                let named = number_of(records).is_some();
                if counts && !named { vec![Why::NoIdentifier] } else { Vec::new() }
            }
        }
    }

    fn finish(self) -> (Tables, Option<Tables>) {
        match self {
            Self::Ssda903(both) => (both.0.finish(), Some(both.1.finish())),
            Self::Cin(census) => (census.finish(), None),
        }
    }
}

fn number_of(records: &Records<'_>) -> Option<String> {
    let person = records.all::<Person>().next()?;
    person.la_child_id.reveal().as_ref().map(|number| number.0.clone())
}

/// Gathers the return of the council of whoever is at the desk; `progress` hears how many files were looked at. Files behind the adoption
/// wall do not exist for whoever may not pass it; one that is closed to them otherwise is left out and counted.
///
/// Two queries for two hundred files and a load for each file that may be read; one entry of the audit for the whole. No file is held in
/// memory beyond its rows.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses as a whole.
pub async fn gather(
    desk: &Desk,
    of: Return,
    year: CollectionYear,
    mut progress: impl FnMut(u32),
) -> Result<Gathered, Failure> {
    let permit = desk.may(Action::RunReturn).await?;
    let pack = desk.pack()?;
    let mut filling = match of {
        Return::Ssda903 => {
            let years = (ssda903::FromRecords::new(year), ssda903::FromRecords::new(year.before()));
            Filling::Ssda903(Box::new(years))
        }
        Return::Cin => Filling::Cin(Box::new(cin::FromRecords::new(year, &sender(pack, desk.now())))),
    };
    let (mut children, mut left_out, mut files) = (BTreeMap::new(), Vec::new(), 0);
    let store = &desk.instance().store;
    let mut answers = Answers::at(desk);
    let mut after = None;
    loop {
        let rows = store.listing(&every(desk), after, BATCH).await?;
        let ids: Vec<FileId> = rows.iter().map(|row| row.file).collect();
        let work = store.work_of(&ids).await?;
        after = ids.last().copied();
        files += u32::try_from(rows.len()).unwrap_or(0);
        let mut readable = Vec::new();
        for row in rows.into_iter().filter(|row| row.file_type == FileType::Care) {
            if answers.permit(Action::ReadReturn, &facts::of(&row, &work), None) {
                readable.push(row);
            } else {
                left_out.push(LeftOut { file: row.file, why: Why::Closed });
            }
        }
        let loads = stream::iter(readable).map(|row| async move { (store.load(row.file, None).await, row) });
        let mut loads = loads.buffered(AT_ONCE);
        while let Some((loaded, row)) = loads.next().await {
            // One file that does not read must not keep the others out of the return.
            let Ok(file) = loaded.and_then(|loaded| write::file_of(&loaded)) else {
                left_out.push(LeftOut { file: row.file, why: Why::Unreadable });
                continue;
            };
            let records = Records::of(&file);
            left_out.extend(filling.add(&records).into_iter().map(|why| LeftOut { file: row.file, why }));
            if let Some(number) = number_of(&records) {
                children.entry(number).or_insert_with(|| counted(&row, &work));
            }
        }
        progress(files);
        if u32::try_from(ids.len()).is_ok_and(|seen| seen < BATCH) {
            break;
        }
    }
    let (tables, last) = filling.finish();
    children.retain(|number, _| tables.child(number).is_some());
    let mut entry = desk.entry("return.make", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(children.len()).unwrap_or(u32::MAX);
    entry.detail = Some(format!("{} {}", of.code(), year.number()).into_bytes());
    store.note(vec![entry]).await?;
    Ok(Gathered { of, year, tables, last, setting: setting(pack, year), children, left_out, files })
}

/// Every file of the council, those behind the wall only for whoever may pass it.
fn every(desk: &Desk) -> Listing {
    let walled = desk.subject().role.is_in(Group::Adoption);
    Listing {
        authority: desk.authority().clone(),
        worker: None,
        teams: Vec::new(),
        ways_in: vec![Way::Every],
        bars: if walled { Vec::new() } else { vec![Bar::Walled] },
    }
}

fn counted(row: &FileRow, work: &[WorkRow]) -> Counted {
    let facts = facts::of(row, work);
    let hold = || facts.involvements.iter().filter(|held| held.open && held.role == InvolvementRole::Holds);
    let mut workers: Vec<WorkerId> = hold().filter_map(|held| held.worker).collect();
    let mut teams: Vec<TeamId> = hold().filter_map(|held| held.team).collect();
    workers.sort_unstable();
    workers.dedup();
    teams.sort_unstable();
    teams.dedup();
    Counted { file: row.file, workers, teams }
}

impl Gathered {
    /// What the rules say of it. Uses every core; tenths of a second for a large council.
    pub fn checked(&self) -> Checked {
        match self.of {
            Return::Ssda903 => told(&self.report::<ssda903::Ssda903>()),
            Return::Cin => told(&self.report::<cin::Cin>()),
        }
    }

    fn report<F: Form>(&self) -> Report<'_, F> {
        check::<F>(&self.tables, self.last.as_ref(), &self.setting)
    }

    /// The findings as a spreadsheet of comma-separated values.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write_findings_csv(&self, out: impl std::io::Write) -> std::io::Result<()> {
        match self.of {
            Return::Ssda903 => check::write_csv(&self.report::<ssda903::Ssda903>(), out),
            Return::Cin => check::write_csv(&self.report::<cin::Cin>(), out),
        }
    }

    /// The findings as a workbook.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write_findings_xlsx(&self, out: impl std::io::Write + std::io::Seek + Send) -> std::io::Result<()> {
        match self.of {
            Return::Ssda903 => check::write_xlsx(&self.report::<ssda903::Ssda903>(), out),
            Return::Cin => check::write_xlsx(&self.report::<cin::Cin>(), out),
        }
    }

    /// The return as the department's portal takes it: XML.
    ///
    /// # Errors
    /// What `out` refuses.
    pub fn write_xml(&self, out: impl std::io::Write) -> std::io::Result<()> {
        match self.of {
            Return::Ssda903 => ssda903::write_xml(&self.tables, out),
            Return::Cin => cin::write_xml(&self.tables, out),
        }
    }

    /// How many files each reason kept out, or kept something of out.
    pub fn left_out_by_reason(&self) -> BTreeMap<Why, usize> {
        let mut count = BTreeMap::new();
        for left in &self.left_out {
            *count.entry(left.why).or_default() += 1;
        }
        count
    }
}

/// A report in values of its own; rows of one finding are told once.
pub(super) fn told<F: Form>(report: &Report<'_, F>) -> Checked {
    let mut findings = Vec::new();
    let mut group = 0;
    for found in report.findings().filter(|found| std::mem::replace(&mut group, found.group) != found.group) {
        findings.push(Found {
            rule: found.rule,
            severity: found.severity,
            child: found.child.to_owned(),
            says: found.message,
            fix: found.fix,
        });
    }
    Checked {
        findings,
        whole: report.about_authority().map(|(rule, said)| (rule.code, said.to_owned())).collect(),
        could_not_run: report.could_not_run().to_vec(),
        rules: report.rules_run(),
    }
}
