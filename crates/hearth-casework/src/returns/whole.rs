//! The return of a whole council: every file that counts, read once and let go, its rows gathered and checked.

use std::collections::BTreeMap;

use hearth_record::{
    ids::{FileId, TeamId, WorkerId},
    people::Person,
};
use hearth_returns::{
    Records, Tables,
    check::{self, CollectionYear, CouldNotRun, Form, Report, Setting, Severity, check},
    cin, ssda903,
};
use hearth_store::{FileRow, WorkRow};

use super::{
    Return, kept, sender, setting,
    standing::holders,
    walk::{Stop, Walked, by_reason, noted, walk},
};
use crate::{Desk, Failure};

/// A return on its way: the rows of every child who counts.
pub struct Gathered {
    /// Which return.
    pub of: Return,
    /// Of which year.
    pub year: CollectionYear,
    /// Its rows.
    pub tables: Tables,
    /// The rows of the year before: as they were sent, or from the same records. Rules compare with them.
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
    /// A time in care hangs on no social care episode, which the daily data need.
    NoEpisode,
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
            Self::NoEpisode => "with a time in care that belongs to no social care episode",
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
    progress: impl FnMut(u32),
) -> Result<Gathered, Failure> {
    let pack = desk.pack()?;
    let mut filling = match of {
        Return::Ssda903 => {
            let years = (ssda903::FromRecords::new(year), ssda903::FromRecords::new(year.before()));
            Filling::Ssda903(Box::new(years))
        }
        Return::Cin => Filling::Cin(Box::new(cin::FromRecords::new(year, &sender(pack, desk.now())))),
    };
    let mut children = BTreeMap::new();
    let each = |stop: &Stop<'_>| {
        let why = filling.add(&stop.records);
        if let Some(number) = number_of(&stop.records) {
            children.entry(number).or_insert_with(|| counted(stop.row, stop.work));
        }
        Ok(why)
    };
    let (walked, permit) = walk(desk, each, progress).await?;
    let (tables, last) = filling.finish();
    children.retain(|number, _| tables.child(number).is_some());
    noted(desk, &permit, format!("{} {}", of.code(), year.number()), children.len()).await?;
    let Walked { left_out, files } = walked;
    // What was sent is what the department compares with, not what the records say of that year by now.
    let sent = match of {
        Return::Ssda903 => kept::as_sent(desk.instance(), desk.authority(), of, year.before()).await?,
        // No rule of the census compares.
        Return::Cin => None,
    };
    let setting = setting(pack, year).known_to(desk.today());
    Ok(Gathered { of, year, tables, last: sent.or(last), setting, children, left_out, files })
}

fn counted(row: &FileRow, work: &[WorkRow]) -> Counted {
    let (workers, teams) = holders(row, work);
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
        by_reason(&self.left_out)
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
