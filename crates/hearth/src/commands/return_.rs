//! `hearth return`

use std::{
    fs::File,
    io::{self, BufReader, BufWriter, Write},
    path::Path,
    sync::Arc,
    time::Duration,
};

use hearth_casework::{
    Desk, Instance,
    access::acting,
    returns::{
        Return, fingerprint,
        send::sent,
        whole::{Checked, Gathered, gather},
    },
};
use hearth_record::ids::AuthorityId;
use hearth_returns::check::{CollectionYear, Severity};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use crate::{
    args::{self, Returnable},
    output::{Done, Failed, disk},
    place::{self, Known},
    world,
};

/// Makes a return from the records, writes and checks it. Ends with 1 where an error was found or something was left out.
pub async fn run(args: args::Return) -> Result<Done, Failed> {
    let of = match args.what {
        Returnable::Ssda903 => Return::Ssda903,
        Returnable::Cin => Return::Cin,
        Returnable::DfeApi => return super::return_daily::run(args).await,
        Returnable::Ssd => return super::return_as_at::dataset(args).await,
        Returnable::AnnexA => return super::return_as_at::lists(args).await,
    };
    let (year, out) = args.year.zip(args.out.clone()).ok_or_else(|| Failed::new("say --year YEAR and --out DIR"))?;
    let year = CollectionYear::ending(year).ok_or_else(|| Failed(format!("there is no collection year {year}")))?;
    let (instance, desk) = at_desk(&args).await?;
    let bar = bar("{spinner} {pos} files looked at, {per_sec}");
    let gathered = gather(&desk, of, year, |files| bar.set_position(files.into())).await?;
    bar.finish_and_clear();
    std::fs::create_dir_all(&out).map_err(disk("making", &out))?;
    let xml = out.join(format!("{}.xml", of.code()));
    write(&xml, |out| gathered.write_xml(out))?;
    for table in gathered.tables.tables() {
        write(&out.join(format!("{}.csv", table.name())), |out| table.write_csv(out))?;
    }
    write(&out.join("findings.csv"), |out| gathered.write_findings_csv(out))?;
    let hash = File::open(&xml).and_then(|file| fingerprint(BufReader::new(file))).map_err(disk("reading", &xml))?;
    let told = if args.sent {
        let bar = self::bar("{spinner} {pos} children told, {per_sec}");
        let (_, told) = sent(&desk, &gathered, || bar.inc(1)).await?;
        bar.finish_and_clear();
        Some(told)
    } else {
        None
    };
    let checked = gathered.checked();
    print(&gathered, &checked, &hash, told);
    record(&args, &out, &desk, &gathered, &checked, &hash, told)?;
    instance.store.close().await?;
    let errors = count(&checked, Severity::Error);
    Ok(if errors == 0 && gathered.left_out.is_empty() { Done::Well } else { Done::Findings })
}

/// The desk of whoever makes it, at the council that is named.
pub(super) async fn at_desk(args: &args::Return) -> Result<(Arc<Instance>, Desk), Failed> {
    let authority = AuthorityId::new(&args.authority)?;
    let instance = place::instance(Known::of(&args.place)?.open().await?, false)?;
    let desk = acting(&instance, &args.by, world::now())
        .await
        .map_err(|error| Failed(format!("--by {}: {error}; name somebody who makes returns", args.by)))?;
    if *desk.authority() != authority {
        return Err(Failed(format!(
            "{} works for {}, not for {authority}: name somebody with --by",
            args.by,
            desk.authority()
        )));
    }
    Ok((instance, desk))
}

/// How far it is; hidden where no terminal is there. How many there are is known at the end only.
pub(super) fn bar(words: &str) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template(words) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

pub(super) fn write(path: &Path, fill: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Failed> {
    let mut out = BufWriter::new(File::create(path).map_err(disk("writing", path))?);
    fill(&mut out).and_then(|()| out.flush()).map_err(disk("writing", path))
}

fn count(checked: &Checked, severity: Severity) -> usize {
    checked.findings.iter().filter(|found| found.severity == severity).count()
}

fn print(gathered: &Gathered, checked: &Checked, hash: &str, told: Option<u32>) {
    let year = gathered.year.number();
    println!("{}, {} to {year}", gathered.of.name(), year - 1);
    for table in gathered.tables.tables() {
        println!("{:<24} {:>9} rows", table.name(), table.len());
    }
    println!("{:<24} {:>9}", "children", gathered.children.len());
    println!("{:<24} {:>9}", "files looked at", gathered.files);
    let (errors, queries) = (count(checked, Severity::Error), count(checked, Severity::Query));
    println!("\n{errors} errors and {queries} queries, by {} rules; findings.csv lists them", checked.rules);
    for (rule, said) in &checked.whole {
        println!("rule {rule}, the authority as a whole: {said}");
    }
    for (rules, because) in could_not_run(checked) {
        println!("{rules} rules could not run: {because}");
    }
    for (why, files) in gathered.left_out_by_reason() {
        println!("left out: {files} files {}", why.words());
    }
    println!("children behind the adoption wall are in it only where whoever makes it may pass the wall");
    let collection = gathered.of.collection();
    println!("\nto {}, due {}", collection.recipient, collection.due(gathered.year));
    println!("reason {}: {}", collection.reason, collection.purpose);
    for power in &collection.powers {
        println!("by {power}");
    }
    println!("{}.xml has the SHA-256 {hash}", gathered.of.code());
    match told {
        Some(told) => println!("the files of {told} children say that it was sent"),
        None => println!("not sent: run it with --sent to write into each child's file that it was"),
    }
}

fn could_not_run(checked: &Checked) -> Vec<(usize, &str)> {
    let mut reasons: Vec<(usize, &str)> = Vec::new();
    for could_not in &checked.could_not_run {
        match reasons.iter_mut().find(|(_, because)| *because == could_not.because) {
            Some((rules, _)) => *rules += 1,
            None => reasons.push((1, &could_not.because)),
        }
    }
    reasons
}

/// The record of the run, beside the return.
fn record(
    args: &args::Return,
    out: &Path,
    desk: &Desk,
    gathered: &Gathered,
    checked: &Checked,
    hash: &str,
    told: Option<u32>,
) -> Result<(), Failed> {
    let (collection, pack) = (gathered.of.collection(), desk.pack()?);
    let rows = gathered.tables.tables().iter().map(|table| (table.name(), table.len()));
    let left_out = gathered.left_out_by_reason().into_iter();
    let run = json!({
        "return": gathered.of.code(),
        "collection_year": gathered.year.number(),
        "authority": args.authority,
        "made_at": world::now().to_string(),
        "made_by": desk.name(),
        "controller": pack.owner(),
        "children": gathered.children.len(),
        "rows": rows.collect::<std::collections::BTreeMap<_, _>>(),
        "errors": count(checked, Severity::Error),
        "queries": count(checked, Severity::Query),
        "left_out": left_out.map(|(why, files)| (why.words(), files)).collect::<std::collections::BTreeMap<_, _>>(),
        "recipient": collection.recipient,
        "due": collection.due(gathered.year).to_string(),
        "reason": collection.reason,
        "purpose": collection.purpose,
        "powers": collection.powers,
        "guidance": collection.guidance,
        "sha256": hash,
        "children_told": told,
    });
    write(&out.join("run.json"), |out| serde_json::to_writer_pretty(out, &run).map_err(io::Error::from))
}
