//! Checking the files of a return that somebody has at hand. Nothing of them is kept: what is found is answered, and the rest is let go.

use hearth_access::Action;
use hearth_calendar::Calendar;
use hearth_returns::{
    Limits, ReadError, Tables,
    check::{CollectionYear, Form, Setting, Severity, check},
    cin, ssda903,
};
use hearth_store::Outcome;

use super::Return;
use crate::{Desk, Failure, import::collection_year};

/// The most bytes that a file, or what a packed folder holds, may come to.
const LARGEST: u64 = 256 << 20;

/// Files of a return.
#[derive(Default)]
pub struct Uploaded {
    /// The files of the year: names, for what is said of them, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// Those of the year before; may be empty.
    pub previous: Vec<(String, Vec<u8>)>,
    /// The collection year; none to take it from the return.
    pub year: Option<i16>,
}

/// What the rules say of files.
#[derive(Debug, Clone, Default)]
pub struct FilesChecked {
    /// The collection year.
    pub year: i16,
    /// How many rows were read.
    pub rows: usize,
    /// How many children they name.
    pub children: usize,
    /// How many rules ran.
    pub rules: usize,
    /// What is wrong, by table and row.
    pub lines: Vec<Line>,
    /// What is wrong with the return as a whole.
    pub whole: Vec<(&'static str, String)>,
    /// The rules that could not run, and why.
    pub could_not_run: Vec<(&'static str, String)>,
    /// What should be known about the files, and rows that could not be read.
    pub remarks: Vec<String>,
}

/// A row that a rule named.
#[derive(Debug, Clone)]
pub struct Line {
    /// The rule.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The table.
    pub table: &'static str,
    /// The line in its file, from 1.
    pub line: u32,
    /// The child's identifier.
    pub child: String,
    /// What is wrong.
    pub says: String,
    /// How it is put right.
    pub fix: &'static str,
}

/// Checks files with the rules of their year. One entry of the audit, and no query.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns; [`Failure::Wrong`] for files that cannot be read, with the remedy.
pub async fn check_files(desk: &Desk, of: Return, uploaded: Uploaded) -> Result<FilesChecked, Failure> {
    let permit = desk.may(Action::RunReturn).await?;
    let authority = desk.pack()?.ons_code.clone();
    let checking = tokio::task::spawn_blocking(move || checked(of, uploaded, authority));
    let checked =
        checking.await.map_err(|_| Failure::Wrong("the check was cut off; send the files again".to_owned()))??;
    let mut entry = desk.entry("return.check", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(checked.children).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    Ok(checked)
}

/// Whether whoever is at the desk may check files: for the page that takes them.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn may_check(desk: &Desk) -> Result<(), Failure> {
    desk.may(Action::RunReturn).await.map(|_| ())
}

fn checked(of: Return, uploaded: Uploaded, authority: String) -> Result<FilesChecked, Failure> {
    if uploaded.files.is_empty() {
        return Err(Failure::Wrong("choose the files of the return".to_owned()));
    }
    let tables = read(of, uploaded.files)?;
    let last = if uploaded.previous.is_empty() { None } else { Some(read(of, uploaded.previous)?) };
    let known = uploaded.year.or_else(|| i16::try_from(collection_year(&tables)?).ok());
    let year = known.and_then(CollectionYear::ending).ok_or_else(|| {
        Failure::Wrong("the files do not say which year they are of: give the year in which it ends".to_owned())
    })?;
    let mut setting = Setting::of(year, Calendar::england());
    setting.authority = Some(authority);
    Ok(match of {
        Return::Ssda903 => told::<ssda903::Ssda903>(&tables, last.as_ref(), &setting),
        Return::Cin => told::<cin::Cin>(&tables, None, &setting),
    })
}

fn read(of: Return, files: Vec<(String, Vec<u8>)>) -> Result<Tables, Failure> {
    // A packed folder can hold far more than was sent; others use the server at the same time.
    let limits = Limits { file_bytes: LARGEST, ..Limits::default() };
    let tables = match of {
        Return::Ssda903 => ssda903::read_given(files, &limits),
        Return::Cin => cin::read_given(files, &limits),
    };
    let tables = tables.map_err(|error: ReadError| Failure::Wrong(error.to_string()))?;
    if tables.rows() == 0 {
        return Err(Failure::Wrong(format!(
            "no table of the return was found in the files: is this the {}?",
            of.name()
        )));
    }
    Ok(tables)
}

fn told<F: Form>(tables: &Tables, last: Option<&Tables>, setting: &Setting) -> FilesChecked {
    let report = check::<F>(tables, last, setting);
    let lines = report.findings().map(|found| Line {
        rule: found.rule,
        severity: found.severity,
        table: found.table,
        line: found.line,
        child: found.child.to_owned(),
        says: found.message,
        fix: found.fix,
    });
    let remarks = tables.notices().iter().map(ToString::to_string);
    FilesChecked {
        year: setting.year.number(),
        rows: tables.rows(),
        children: tables.children().len(),
        rules: report.rules_run(),
        lines: lines.collect(),
        whole: report.about_authority().map(|(rule, said)| (rule.code, said.to_owned())).collect(),
        could_not_run: report.could_not_run().iter().map(|not| (not.rule, not.because.clone())).collect(),
        remarks: remarks.chain(tables.rejects().iter().map(ToString::to_string)).collect(),
    }
}
