//! `hearth import`

use std::{fs::File, path::Path};

use hearth_casework::import::{Account, Import, Imported, Importing, collection_year, run as import};
use hearth_record::ids::AuthorityId;
use hearth_returns::{Limits, ReadError, Reject, Tables, cin, ssd, ssda903, write_rejects};
use hearth_store::{Actor, People, Store};
use indicatif::{ProgressBar, ProgressStyle};

use super::account::team;
use crate::{
    args::{self, Format, Source},
    output::{Done, Failed, disk},
    place::{self, Known},
    world,
};

/// Reads a return, makes files from it, prints the reconciliation and writes the rejects.
pub async fn run(args: args::Import) -> Result<Done, Failed> {
    let authority = AuthorityId::new(&args.authority)?;
    let tables = read(args.source, &args.path)?;
    for notice in tables.notices() {
        eprintln!("note: {notice}");
    }
    let year = args.year.map_or_else(|| collection_year(&tables), |year| u16::try_from(year).ok());
    let year = year.ok_or_else(|| Failed::new("the return does not say which year it is of: give --year 2026"))?;
    let store = Known::of(&args.place)?.open().await?;
    if let Err(refused) = of_its_people(&store, args.invented).await {
        store.close().await?;
        return Err(refused);
    }
    let instance = place::instance(store, false)?;
    if !instance.store.authorities().contains(&authority) {
        return Err(Failed(format!("`{authority}` is not set up in this instance; run `hearth init` with it")));
    }
    let pack = instance.pack(&authority).ok_or_else(|| Failed(format!("no pack is called `{authority}`")))?;
    let team = args.team.as_deref().map(|code| team(pack, code)).transpose()?;
    let reading = Import::new(&tables, year);
    let bar = bar(reading.children().count());
    let importing = Importing {
        instance: &instance,
        authority: &authority,
        by: Actor::Job("import".to_owned()),
        now: world::now(),
        team,
    };
    let imported = import(&importing, &reading, || bar.inc(1)).await?;
    bar.finish_and_clear();
    rejects(&args.rejects, &imported.rejects)?;
    print(&args, &imported);
    instance.store.close().await?;
    if !imported.account.reconciles() {
        return Err(Failed::new("the rows do not add up; report this with the table above"));
    }
    Ok(if imported.rejects.is_empty() { Done::Well } else { Done::Findings })
}

/// Real people do not go where everybody knows the password, nor invented ones among the real.
async fn of_its_people(store: &Store, invented: bool) -> Result<(), Failed> {
    match (store.people().await?, invented) {
        (Some(People::Invented), false) => Err(Failed::new(
            "this instance is a demonstration, whose password everybody knows: real people must not stand in it; where everybody in the \
             return is invented, say so with --invented",
        )),
        (Some(People::Real), true) => Err(Failed::new(
            "this instance holds real people: no invented ones go among them; try it in a demonstration, made with `hearth demo`",
        )),
        _ => Ok(()),
    }
}

fn read(source: Source, path: &Path) -> Result<Tables, ReadError> {
    let limits = Limits::default();
    match source {
        Source::Ssda903 => ssda903::read(path, &limits),
        Source::Cin => cin::read(path, &limits),
        Source::Ssd => ssd::read(path, &limits),
    }
}

/// A bar of progress; hidden where no terminal is there.
fn bar(children: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(children).unwrap_or(0));
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos} of {len} children, {per_sec}, {eta} to go") {
        bar.set_style(style);
    }
    bar
}

fn rejects(path: &Path, rejects: &[Reject]) -> Result<(), Failed> {
    if rejects.is_empty() {
        return Ok(());
    }
    let out = File::create(path).map_err(disk("writing the rejects to", path))?;
    write_rejects(out, rejects).map_err(disk("writing the rejects to", path))
}

fn print(args: &args::Import, imported: &Imported) {
    let account = &imported.account;
    match args.format {
        Format::Json => println!("{:#}", json(imported)),
        Format::Table | Format::Csv => table(account),
    }
    if !imported.rejects.is_empty() {
        eprintln!(
            "{} rows or values were not loaded; the reasons are in {}",
            imported.rejects.len(),
            args.rejects.display()
        );
    }
}

fn table(account: &Account) {
    println!("{:<28} {:>9} {:>9} {:>9} {:>9} {:>9}", "table", "rows in", "made", "carried", "repeated", "rejected");
    for (name, t) in &account.tables {
        println!("{name:<28} {:>9} {:>9} {:>9} {:>9} {:>9}", t.rows_in, t.made, t.carried, t.repeated, t.rejected);
    }
    let total = account.total();
    println!(
        "{:<28} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "all", total.rows_in, total.made, total.carried, total.repeated, total.rejected
    );
    println!("\n{:<28} {:>9} {:>9} {:>9}", "records", "new", "changed", "unchanged");
    for (kind, k) in &account.kinds {
        println!("{kind:<28} {:>9} {:>9} {:>9}", k.new, k.changed, k.unchanged);
    }
    println!("\n{} children", account.children);
}

fn json(imported: &Imported) -> serde_json::Value {
    let account = &imported.account;
    let tables = account.tables.iter().map(|(name, t)| {
        let counts = serde_json::json!({ "rows_in": t.rows_in, "made": t.made, "carried": t.carried, "repeated": t.repeated, "rejected": t.rejected, "values_left_out": t.left_out });
        ((*name).to_owned(), counts)
    });
    let kinds = account.kinds.iter().map(|(kind, k)| {
        ((*kind).to_owned(), serde_json::json!({ "new": k.new, "changed": k.changed, "unchanged": k.unchanged }))
    });
    serde_json::json!({
        "children": account.children,
        "tables": tables.collect::<serde_json::Map<_, _>>(),
        "records": kinds.collect::<serde_json::Map<_, _>>(),
        "rejects": imported.rejects.len(),
        "unresolved": imported.unresolved,
        "reconciles": account.reconciles(),
    })
}
