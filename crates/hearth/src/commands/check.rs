//! `hearth check` and `hearth convert`: returns without any database.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Seek, Write},
    panic::resume_unwind,
    path::Path,
    sync::Arc,
    thread,
};

use hearth_calendar::Calendar;
use hearth_returns::{
    Limits, Tables,
    check::{
        CollectionYear, Form, Postcodes, Providers, Report, Setting, Took, authority, check, write_csv, write_json,
        write_xlsx,
    },
    cin, ssda903,
};

use crate::{
    args::{self, CheckFormat, Checkable},
    output::{Done, Failed, disk},
    world,
};

/// Reads a return, checks it, and writes what was found. Ends with 1 where something was.
pub fn run(args: &args::Check) -> Result<Done, Failed> {
    let started = world::now();
    // A list of providers takes as long to read as the return does.
    let (read, looked_up) = thread::scope(|scope| {
        let looked_up = scope.spawn(|| LookedUp::read(args));
        let read = read(args);
        // The check needs it next; whoever waits for the list may as well make it.
        let _ = Calendar::england();
        (read, looked_up.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let (tables, last) = read?;
    for notice in tables.notices().iter().chain(last.iter().flat_map(Tables::notices)) {
        eprintln!("note: {notice}");
    }
    for reject in tables.rejects() {
        eprintln!("left out: {reject}");
    }
    let setting = setting(args, &tables, looked_up?)?;
    match args.what {
        Checkable::Ssda903 => told(args, &check::<ssda903::Ssda903>(&tables, last.as_ref(), &setting), started),
        Checkable::Cin => told(args, &check::<cin::Cin>(&tables, None, &setting), started),
    }
}

/// The return, and that of the year before.
fn read(args: &args::Check) -> Result<(Tables, Option<Tables>), Failed> {
    let limits = Limits::default();
    let tables = match args.what {
        Checkable::Ssda903 => ssda903::read(&args.path, &limits)?,
        Checkable::Cin => cin::read(&args.path, &limits)?,
    };
    let last = match (&args.previous, args.what) {
        (None, _) => None,
        (Some(previous), Checkable::Ssda903) => Some(ssda903::read(previous, &limits)?),
        (Some(_), Checkable::Cin) => return Err(Failed::new("a census is checked by itself: leave --previous out")),
    };
    Ok((tables, last))
}

/// What rules look things up in.
struct LookedUp {
    postcodes: Option<Arc<Postcodes>>,
    providers: Option<Providers>,
}

impl LookedUp {
    fn read(args: &args::Check) -> Result<Self, Failed> {
        let mut looked_up = Self { postcodes: None, providers: None };
        if let Some(path) = &args.postcodes {
            let file = File::open(path).map_err(disk("reading", path))?;
            looked_up.postcodes = Some(Arc::new(Postcodes::read(BufReader::new(file)).map_err(|e| at(path, e))?));
        }
        if let Some(path) = &args.providers {
            let bytes = std::fs::read(path).map_err(disk("reading", path))?;
            let providers = Providers::read(&bytes, looked_up.postcodes.as_deref()).map_err(|e| at(path, e))?;
            looked_up.providers = Some(providers);
        }
        Ok(looked_up)
    }
}

fn setting(args: &args::Check, tables: &Tables, looked_up: LookedUp) -> Result<Setting, Failed> {
    let year = match args.year {
        Some(year) => year,
        None => year_of(tables).ok_or_else(|| {
            Failed::new("the return does not say which year it is of: give --year with the year in which it ends")
        })?,
    };
    let year = CollectionYear::ending(year).ok_or_else(|| Failed(format!("there is no collection year {year}")))?;
    let ruleset = args.ruleset.unwrap_or(year.number());
    let mut setting = Setting::of(year, Calendar::england()).with_ruleset(ruleset);
    setting.only = args.only.iter().map(|code| code.trim().to_owned()).collect();
    // A code that the list does not know is used as it stands: the file may be of another country.
    setting.authority = args.authority_code.as_deref().map(|code| authority(code).map_or(code, |a| &a.ons).to_owned());
    (setting.postcodes, setting.providers) = (looked_up.postcodes, looked_up.providers);
    Ok(setting)
}

/// The collection year that a census names in its heading, or that most of the latest dates of a return fall into.
fn year_of(tables: &Tables) -> Option<i16> {
    let year = hearth_casework::import::collection_year(tables)?;
    i16::try_from(year).ok()
}

fn at(path: &Path, error: impl std::fmt::Display) -> Failed {
    Failed(format!("{}: {error}", path.display()))
}

fn told<F: Form>(args: &args::Check, report: &Report<'_, F>, started: jiff::Timestamp) -> Result<Done, Failed> {
    let took = world::now().duration_since(started).as_millis();
    let took = Took { elapsed_ms: u64::try_from(took).unwrap_or(0) };
    match &args.out {
        Some(path) => {
            let file = File::create(path).map_err(disk("writing", path))?;
            written(args.format, report, took, BufWriter::new(file)).map_err(disk("writing", path))?;
        }
        None if args.format == CheckFormat::Xlsx => return Err(Failed::new("say where the workbook goes: --out FILE")),
        None => {
            let mut whole = io::Cursor::new(Vec::new());
            written(args.format, report, took, &mut whole).map_err(disk("writing", Path::new("the report")))?;
            let mut out = io::stdout().lock();
            // Whoever reads the first page and closes the pipe has seen enough.
            let _ = out.write_all(whole.get_ref()).and_then(|()| out.flush());
        }
    }
    Ok(if report.is_empty() { Done::Well } else { Done::Findings })
}

fn written<F: Form>(
    format: CheckFormat,
    report: &Report<'_, F>,
    took: Took,
    mut out: impl Write + Seek + Send,
) -> io::Result<()> {
    match format {
        CheckFormat::Json => write_json(report, took, &mut out)?,
        CheckFormat::Csv => write_csv(report, &mut out)?,
        CheckFormat::Xlsx => write_xlsx(report, &mut out)?,
        CheckFormat::Table => table(report, took, &mut out)?,
    }
    out.flush()
}

/// The findings for people: by rule, the most frequent first, with the first rows of each.
fn table<F: Form>(report: &Report<'_, F>, took: Took, out: &mut impl Write) -> io::Result<()> {
    let mut by_rule: Vec<(&str, Vec<_>)> = Vec::new();
    for finding in report.findings() {
        match by_rule.iter_mut().find(|(rule, _)| *rule == finding.rule) {
            Some((_, findings)) => findings.push(finding),
            None => by_rule.push((finding.rule, vec![finding])),
        }
    }
    by_rule.sort_by_key(|(_, findings)| std::cmp::Reverse(findings.len()));
    for (rule, findings) in &by_rule {
        let (first, count) = (&findings[0], findings.len());
        writeln!(out, "{rule} ({}), {count} row{}: {}", first.severity, if count == 1 { "" } else { "s" }, first.fix)?;
        for finding in findings.iter().take(3) {
            writeln!(out, "    {} line {}, child {}: {}", finding.table, finding.line, finding.child, finding.message)?;
        }
        if count > 3 {
            writeln!(out, "    and {} more: --format csv lists them all", count - 3)?;
        }
    }
    for (rule, said) in report.about_authority() {
        writeln!(out, "{} ({}), the authority as a whole: {said}", rule.code, rule.severity)?;
    }
    let children = report.whole().tables.children().len();
    let (found, run) = (report.len(), report.rules_run());
    writeln!(out, "{found} rows named by {run} rules over {children} children, in {} ms", took.elapsed_ms)?;
    for could_not in report.could_not_run() {
        writeln!(out, "rule {} could not run: {}", could_not.rule, could_not.because)?;
    }
    Ok(())
}

/// Writes a census as CSV tables, or a directory of postcodes in its compact form.
pub fn convert(args: &args::Convert) -> Result<Done, Failed> {
    match args.what {
        args::Convertible::Cin => {
            let tables = cin::read(&args.path, &Limits::default())?;
            std::fs::create_dir_all(&args.out).map_err(disk("making", &args.out))?;
            for table in tables.tables().iter().filter(|table| table.was_read()) {
                let path = args.out.join(format!("{}.csv", table.name()));
                let file = File::create(&path).map_err(disk("writing", &path))?;
                table.write_csv(BufWriter::new(file)).map_err(disk("writing", &path))?;
            }
            println!("{} rows of {} children in {}", tables.rows(), tables.children().len(), args.out.display());
        }
        args::Convertible::Postcodes => {
            let file = File::open(&args.path).map_err(disk("reading", &args.path))?;
            let postcodes = Postcodes::read(BufReader::new(file)).map_err(|e| at(&args.path, e))?;
            let file = File::create(&args.out).map_err(disk("writing", &args.out))?;
            postcodes.write_compact(BufWriter::new(file)).map_err(disk("writing", &args.out))?;
            println!("{} postcodes in {}", postcodes.len(), args.out.display());
        }
    }
    Ok(Done::Well)
}
