//! `hearth return ssd` and `hearth return annex-a`: what is made as at a day, and handed over by hand.

use std::{
    fs::File,
    io::{self, BufReader, BufWriter},
    path::{Path, PathBuf},
    sync::Arc,
};

use hearth_casework::{
    Desk,
    returns::{annex_a, collection::Collection, dataset, fingerprint, walk::Walked},
};
use hearth_returns::{
    annex_a::{AnnexA, Cover, NotFilled},
    check::{CollectionYear, Postcodes},
    ssd::{NOT_KEPT, VERSION},
};
use jiff::civil::Date;
use serde_json::{Value, json};

use super::return_::{at_desk, bar, write};
use crate::{
    args,
    output::{Done, Failed, disk},
    world,
};

/// The name of the workbook in the folder.
const WORKBOOK: &str = "annex-a.xlsx";

/// Writes the dataset: a CSV file for each table, named as the table. Ends with 1 where something was left out.
pub async fn dataset(args: args::Return) -> Result<Done, Failed> {
    if args.sent {
        return Err(Failed::new(
            "nobody in particular receives the dataset: leave --sent out, and write into the files who got it",
        ));
    }
    let (out, day) = where_and_when(&args)?;
    let postcodes = postcodes(&args)?;
    let (instance, desk) = at_desk(&args).await?;
    let folder = out.clone();
    let open = move |table: &hearth_returns::TableSpec| {
        File::create(folder.join(format!("{}.csv", table.name))).map(BufWriter::new)
    };
    let bar = bar("{spinner} {pos} files looked at, {per_sec}");
    let made = dataset::write(&desk, day, postcodes, open, |files| bar.set_position(files.into())).await?;
    bar.finish_and_clear();
    println!("Standard Safeguarding Dataset {VERSION}, {} to {day}", made.window.from);
    for (table, rows) in &made.tables {
        println!("{table:<28} {rows:>9} rows");
    }
    println!("{:<28} {:>9}", "people", made.people);
    told(&made.walked);
    println!("{} fields of the dataset are empty, for want of a record; run.json says which and why", NOT_KEPT.len());
    if !made.words {
        println!("free text is left out: {} reads no narrative", desk.name());
    }
    let not_kept = NOT_KEPT.iter().map(|not| json!({"table": not.table, "field": not.field, "why": not.why}));
    let run = json!({
        "return": "ssd",
        "version": VERSION,
        "from": made.window.from.to_string(),
        "rows": made.tables.iter().map(|(table, rows)| ((*table).to_owned(), json!(rows))).collect::<serde_json::Map<_, _>>(),
        "people": made.people,
        "free_text": made.words,
        "not_kept": not_kept.collect::<Vec<_>>(),
    });
    record(&args, &desk, day, &out, &made.walked, run)?;
    instance.store.close().await?;
    Ok(ended(&made.walked))
}

/// Writes the lists: a workbook, and a CSV file for each. Ends with 1 where a file was left out.
pub async fn lists(args: args::Return) -> Result<Done, Failed> {
    let (out, day) = where_and_when(&args)?;
    let postcodes = postcodes(&args)?;
    let (instance, desk) = at_desk(&args).await?;
    let bar = bar("{spinner} {pos} files looked at, {per_sec}");
    let gathered = annex_a::gather(&desk, day, postcodes, |files| bar.set_position(files.into())).await?;
    bar.finish_and_clear();
    let (made, walked) = (&gathered.lists, &gathered.walked);
    let by_reason = walked.left_out_by_reason().into_iter();
    let pack = desk.pack()?;
    let cover = Cover {
        authority: &pack.name,
        made_by: desk.name(),
        remarks: std::iter::once(pack.owner())
            .chain(by_reason.map(|(why, files)| format!("{files} files {}", why.words())))
            .collect(),
    };
    let book = out.join(WORKBOOK);
    write_book(made, &cover, &book)?;
    for filled in made.lists.iter().filter(|filled| filled.left_out.is_none()) {
        write(&out.join(format!("list-{}.csv", filled.list.number)), |out| filled.write_csv(out))?;
    }
    let hash = File::open(&book).and_then(|file| fingerprint(BufReader::new(file))).map_err(disk("reading", &book))?;
    let children_told = if args.sent {
        let bar = self::bar("{spinner} {pos} children told, {per_sec}");
        let told = annex_a::sent(&desk, &gathered, &hash, || bar.inc(1)).await?;
        bar.finish_and_clear();
        Some(told)
    } else {
        None
    };
    print(made);
    told(walked);
    handed_over(&hash, children_told);
    let lists = made.lists.iter().map(|filled| {
        let list = json!({"name": filled.list.period().name, "rows": filled.rows.len(), "left_out": filled.left_out});
        (filled.list.number.to_string(), list)
    });
    let run = json!({
        "return": "annex-a",
        "lists": lists.collect::<serde_json::Map<_, _>>(),
        "children": made.children,
        "sha256": hash,
        "children_told": children_told,
        "powers": Collection::lists().powers,
        "blank": blank(made).map(|not| json!({"list": not.list, "column": not.column, "why": not.why})).collect::<Vec<_>>(),
    });
    record(&args, &desk, day, &out, walked, run)?;
    instance.store.close().await?;
    Ok(ended(walked))
}

fn handed_over(hash: &str, children: Option<u32>) {
    let lists = Collection::lists();
    println!("\nto {}, reason {}: {}", lists.recipient, lists.reason, lists.purpose);
    for power in &lists.powers {
        println!("by {power}");
    }
    println!("{WORKBOOK} has the SHA-256 {hash}");
    match children {
        Some(children) => println!("the files of {children} children say that it was handed over"),
        None => println!("not handed over: run it with --sent to write into each child's file that it was"),
    }
}

fn write_book(made: &AnnexA, cover: &Cover<'_>, path: &Path) -> Result<(), Failed> {
    let file = File::create(path).map_err(disk("writing", path))?;
    made.write_xlsx(cover, file).map_err(disk("writing", path))
}

fn print(made: &AnnexA) {
    println!("Child-level data for Ofsted (Annex A), as at {}", made.day);
    for filled in &made.lists {
        let name = format!("{}: {}", filled.title(), filled.list.period().name);
        match filled.left_out {
            Some(why) => println!("{name:<54} left out: {why}"),
            None => println!("{name:<54} {:>7} rows", filled.rows.len()),
        }
    }
    println!("{:<54} {:>7}", "children", made.children);
    for not in blank(made) {
        println!("blank in list {}: {}: {}", not.list, not.column, not.why);
    }
}

/// The columns that are blank in the lists that were made.
fn blank(made: &AnnexA) -> impl Iterator<Item = &NotFilled> {
    let there = |number: u8| made.lists.iter().any(|of| of.list.number == number && of.left_out.is_none());
    made.not_filled.iter().filter(move |not| there(not.list))
}

/// The folder, which is made where it is not there, and the day.
fn where_and_when(args: &args::Return) -> Result<(PathBuf, Date), Failed> {
    if args.send.is_some() {
        return Err(Failed::new("neither the dataset nor the lists are sent from here: leave --send out"));
    }
    let out = args.out.clone().ok_or_else(|| Failed::new("say --out DIR"))?;
    let today = hearth_calendar::london_date(world::now());
    let day = match (args.day, args.year) {
        (Some(day), _) if day > today => {
            return Err(Failed(format!("{day} lies ahead: say a day up to today with --day, or none")));
        }
        (Some(day), _) => day,
        (None, Some(year)) => {
            let year =
                CollectionYear::ending(year).ok_or_else(|| Failed(format!("there is no collection year {year}")))?;
            year.end().min(today)
        }
        (None, None) => today,
    };
    std::fs::create_dir_all(&out).map_err(disk("making", &out))?;
    Ok((out, day))
}

fn postcodes(args: &args::Return) -> Result<Option<Arc<Postcodes>>, Failed> {
    let Some(path) = &args.postcodes else { return Ok(None) };
    let file = File::open(path).map_err(disk("reading", path))?;
    let read = Postcodes::read(BufReader::new(file)).map_err(|error| Failed(format!("{}: {error}", path.display())))?;
    Ok(Some(Arc::new(read)))
}

fn told(walked: &Walked) {
    println!("{:<28} {:>9}", "files looked at", walked.files);
    for (why, files) in walked.left_out_by_reason() {
        println!("left out: {files} files {}", why.words());
    }
    println!("children behind the adoption wall are in it only where whoever makes it may pass the wall");
}

fn ended(walked: &Walked) -> Done {
    if walked.left_out.is_empty() { Done::Well } else { Done::Findings }
}

/// The record of the run, beside what was made.
fn record(
    args: &args::Return,
    desk: &Desk,
    day: Date,
    out: &Path,
    walked: &Walked,
    mut run: Value,
) -> Result<(), Failed> {
    let left_out = walked.left_out_by_reason().into_iter().map(|(why, files)| (why.words().to_owned(), json!(files)));
    run["authority"] = json!(args.authority);
    run["day"] = json!(day.to_string());
    run["made_at"] = json!(world::now().to_string());
    run["made_by"] = json!(desk.name());
    run["controller"] = json!(desk.pack()?.owner());
    run["files"] = json!(walked.files);
    run["left_out"] = Value::Object(left_out.collect());
    write(&out.join("run.json"), |out| serde_json::to_writer_pretty(out, &run).map_err(io::Error::from))
}
