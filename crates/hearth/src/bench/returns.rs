//! Checking returns, beside the public validators in the same run.
//!
//! The input is invented, with a mistake in one row of twenty. Hearth is measured as a whole process that reads, runs all rules and
//! writes what it found; the public validators (from the Python package index, into an environment of their own) by the time that
//! reading and running their rules takes, without their start and without their report.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use hearth_calendar::Calendar;
use hearth_returns::{
    Limits,
    check::{CollectionYear, Setting, Whole, check_child},
    ssda903,
};
use tempfile::TempDir;

use super::{
    measure::{self, Times, median},
    provider_workbook,
    table::Figure,
};
use crate::output::{Failed, disk};

/// Of a hundred rows, in how many a cell is spoilt.
const MISTAKES: &str = "5";
const SEED: &str = "1";
/// The collection year of the invented returns.
const TODAY: &str = "2026-06-01";
const YEAR: &str = "2026";

/// The figures. Without the network, or without Python, those of the public validators are not told.
pub fn measure(runs: u64) -> Result<Vec<Figure>, Failed> {
    let work = TempDir::new().map_err(|e| Failed(format!("no folder to work in: {e}")))?;
    let peers = Peers::installed(work.path());
    let mut figures = Vec::new();
    for (children, target, most_ms, most_mb) in [
        ("1000", "≤ 30 ms, whole process", 30.0, f64::MAX),
        ("10000", "", f64::MAX, f64::MAX),
        ("80000", "≤ 600 ms, ≤ 250 MB", 600.0, 250.0),
    ] {
        let folder = invented("ssda903", children, work.path())?;
        let last = folder.join("last");
        let args = ["check", "ssda903", &text(&folder), "--previous", &text(&last), "--year", YEAR].map(str::to_owned);
        let ours = timed(&args, &work.path().join("findings.json"), runs)?;
        let theirs = peers.as_ref().map_or_else(not_there, |peers| peers.of_903(&folder, &last));
        let what = format!("SSDA903 of {children} children and the year before: read, all rules, findings written");
        let met = ours.ms <= most_ms && ours.mb <= most_mb;
        figures.push(figure(what, target, &ours, met).beside(theirs));
        if children == "1000" {
            figures.push(with_providers(&args, work.path(), runs)?);
        }
    }
    for (children, target, most_ms, most_mb) in
        [("1000", "", f64::MAX, f64::MAX), ("100000", "≤ 1.5 s, ≤ 600 MB", 1_500.0, 600.0)]
    {
        let folder = invented("cin", children, work.path())?;
        let file = folder.join("cin.xml");
        let size = fs::metadata(&file).map_err(disk("reading", &file))?.len() / 1_000_000;
        let args = ["check", "cin", &text(&file)].map(str::to_owned);
        let ours = timed(&args, &work.path().join("findings.json"), runs)?;
        // Their own reader of the file does not come to an end with a hundred thousand children.
        let small = children == "1000";
        let theirs = peers.as_ref().filter(|_| small).map_or_else(not_there, |peers| peers.of_census(&file));
        let what = format!("census of {children} children, {size} MB: read, all rules, findings written");
        let met = ours.ms <= most_ms && ours.mb <= most_mb;
        figures.push(figure(what, target, &ours, met).beside(theirs));
    }
    figures.push(one_child(work.path())?);
    Ok(figures)
}

/// The same check with a list of providers of real size.
fn with_providers(args: &[String], work: &Path, runs: u64) -> Result<Figure, Failed> {
    let list = work.join("providers.xlsx");
    provider_workbook::write(&list)?;
    let size = fs::metadata(&list).map_err(disk("reading", &list))?.len() / 100_000;
    let args = [args, &["--providers".to_owned(), text(&list)]].concat();
    let ours = timed(&args, &work.join("findings.json"), runs)?;
    let what =
        format!("the same of 1000 children with a workbook of providers of real size, {}.{} MB", size / 10, size % 10);
    Ok(figure(what, "≤ 50 ms, whole process", &ours, ours.ms <= 50.0))
}

/// What a process took.
struct Took {
    ms: f64,
    mb: f64,
    findings: usize,
}

fn figure(what: String, target: &str, ours: &Took, met: bool) -> Figure {
    let measured = format!("**{:.0} ms**, {:.0} MB at the most; {} rows named", ours.ms, ours.mb, ours.findings);
    if target.is_empty() { Figure::told(what, measured) } else { Figure::against(what, target, measured, met) }
}

fn not_there() -> String {
    "the public validator was not run".to_owned()
}

fn text(path: &Path) -> String {
    path.display().to_string()
}

/// Invents a return by the command that users have.
fn invented(kind: &str, children: &str, work: &Path) -> Result<PathBuf, Failed> {
    let folder = work.join(format!("{kind}-{children}"));
    let mut command = own()?;
    command.args([
        "synth",
        kind,
        "--children",
        children,
        "--seed",
        SEED,
        "--today",
        TODAY,
        "--mistakes",
        MISTAKES,
        "--out",
    ]);
    let done = command.arg(&folder).stdout(Stdio::null()).status().map_err(|e| Failed(e.to_string()))?;
    if !done.success() {
        return Err(Failed(format!("inventing {children} children failed")));
    }
    Ok(folder)
}

fn own() -> Result<Command, Failed> {
    std::env::current_exe().map(Command::new).map_err(|e| Failed(format!("this program cannot find itself: {e}")))
}

/// Runs the check as a process of its own: medians of time and of the most memory.
fn timed(args: &[String], out: &Path, runs: u64) -> Result<Took, Failed> {
    let (mut times, mut most) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let mut command = own()?;
        command.args(args).args(["--format", "json", "--out"]).arg(out).stdout(Stdio::null()).stderr(Stdio::null());
        let started = measure::start();
        let mut child = command.spawn().map_err(|e| Failed(e.to_string()))?;
        let status = Path::new("/proc").join(child.id().to_string()).join("status");
        let watch = thread::spawn(move || {
            let mut most = 0.0_f64;
            // The process is gone when its status cannot be read; what was seen last was the most.
            while let Some(kib) = fs::read_to_string(&status).ok().as_deref().and_then(high_water) {
                most = most.max(kib / 1024.0);
                thread::sleep(Duration::from_millis(2));
            }
            most
        });
        let ended = child.wait().map_err(|e| Failed(e.to_string()))?;
        times.push(started.elapsed().as_secs_f64() * 1_000.0);
        most.push(watch.join().unwrap_or(0.0));
        if ended.code().is_none_or(|code| code > 1) {
            return Err(Failed(format!("the check ended with {ended}")));
        }
    }
    let report: serde_json::Value = serde_json::from_slice(&fs::read(out).map_err(disk("reading", out))?)
        .map_err(|e| Failed(format!("the findings cannot be read: {e}")))?;
    let findings = report["findings"].as_array().map_or(0, Vec::len);
    Ok(Took { ms: median(times), mb: median(most), findings })
}

fn high_water(status: &str) -> Option<f64> {
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.trim().trim_end_matches(" kB").parse().ok()
}

/// One child, as its page checks it after each save.
fn one_child(work: &Path) -> Result<Figure, Failed> {
    let folder = work.join("ssda903-1000");
    let (now, last) =
        (ssda903::read(&folder, &Limits::default())?, ssda903::read(&folder.join("last"), &Limits::default())?);
    let year = CollectionYear::ending(2026).ok_or_else(|| Failed::new("no such year"))?;
    let setting = Setting::of(year, Calendar::england());
    let whole = Whole { tables: &now, last: Some(&last), setting: &setting };
    let mut times = Vec::new();
    let mut named = 0;
    for child in now.children().iter() {
        let started = measure::start();
        let report = check_child::<ssda903::Ssda903>(child, whole);
        named += report.findings().count();
        times.push(started.elapsed());
    }
    let times = Times::of(times);
    let (p50, p99) = (times.percentile(50), times.percentile(99));
    let measured = format!("p50 {:.0} µs, **p99 {:.0} µs**; {named} rows named", p50 * 1_000.0, p99 * 1_000.0);
    Ok(Figure::against("one child, all rules of SSDA903, words included", "≤ 1 ms", measured, p99 <= 1.0))
}

/// The public validators, in a Python environment of their own.
struct Peers {
    python: PathBuf,
    script: PathBuf,
}

impl Peers {
    fn installed(work: &Path) -> Option<Self> {
        let home = work.join("validators");
        let made = Command::new("python3").args(["-m", "venv"]).arg(&home).status().ok()?.success();
        let pip = made.then(|| home.join("bin/pip"))?;
        let packages = ["csc-validator-be-903", "csc-validator-be-cin"];
        let quiet =
            Command::new(pip).args(["install", "--quiet", "--disable-pip-version-check"]).args(packages).status();
        if !quiet.is_ok_and(|status| status.success()) {
            eprintln!("the public validators could not be installed: their figures are left out");
            return None;
        }
        let script = work.join("peer.py");
        fs::write(&script, SCRIPT).ok()?;
        Some(Self { python: home.join("bin/python"), script })
    }

    fn of_903(&self, folder: &Path, last: &Path) -> String {
        self.run(&["903", &text(folder), &text(last)])
    }

    fn of_census(&self, file: &Path) -> String {
        self.run(&["cin", &text(file)])
    }

    /// Seconds and megabytes, as the script says them in its last line.
    fn run(&self, args: &[&str]) -> String {
        let done = Command::new(&self.python).arg(&self.script).args(args).stderr(Stdio::null()).output();
        let said = done.ok().map(|done| String::from_utf8_lossy(&done.stdout).into_owned()).unwrap_or_default();
        let mut told = String::new();
        let mut words = said.lines().last().unwrap_or("").split(' ');
        if let (Some(Ok(seconds)), Some(Ok(kib))) =
            (words.next().map(str::parse::<f64>), words.next().map(str::parse::<f64>))
        {
            let _ = write!(told, "public validator, its rules alone: {seconds:.1} s, {:.0} MB", kib / 1024.0);
        } else {
            told.push_str("the public validator did not come to an end");
        }
        told
    }
}

/// Reads a return with the validator's own reader, runs its rules, says seconds and the most memory in KiB.
const SCRIPT: &str = r#"
import importlib, logging, os, resource, sys, time
logging.disable(logging.CRITICAL)
kind, path = sys.argv[1], sys.argv[2]
started = time.perf_counter()
if kind == "903":
    from lac_validator.lac_validator import LacValidator
    def files(folder, year):
        named = sorted(n for n in os.listdir(folder) if n.endswith(".csv"))
        return [dict(name=n, description=year, file_content=open(os.path.join(folder, n), "rb").read()) for n in named]
    rules = importlib.import_module("lac_validator.rules.lac2025_26").registry
    started = time.perf_counter()
    LacValidator(metadata={"collectionYear": "2025", "localAuthority": "E08000014"},
                 files=files(path, "This year") + files(sys.argv[3], "Prev year"), registry=rules)
else:
    import xml.etree.ElementTree as ET
    from cin_validator import cin_validator
    rules = importlib.import_module("cin_validator.rules.cin2025_26").registry
    started = time.perf_counter()
    session = cin_validator.CinValidator.__new__(cin_validator.CinValidator)
    session.data_files = cin_validator.process_data(cin_validator.convert_data(ET.parse(path).getroot()))
    session.ruleset_registry = rules
    session.create_issue_report_df(None)
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"#;
