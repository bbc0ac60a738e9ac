//! `hearth synth`

use hearth_synth::{
    Authority, World,
    records::Detail,
    returns::{Cin, Ssda903, spoil, spoil_census},
    truth::Lists,
};
use jiff::civil::Date;

use crate::{
    args::{self, Invention},
    output::{Done, Failed, disk},
    world,
};

/// Writes synthetic input, the same for the same seed and day.
pub fn run(args: &args::Synth) -> Result<Done, Failed> {
    std::fs::create_dir_all(&args.out).map_err(disk("making the folder", &args.out))?;
    let today = match &args.today {
        Some(text) => text.parse::<Date>().map_err(|_| Failed(format!("`{text}` is no date: write 2026-11-22")))?,
        None => hearth_calendar::london_date(world::now()),
    };
    let world = World::new(args.seed, Authority::sefton(), today, args.children);
    let files = match args.what {
        Invention::Ssda903 => ssda903(&world, args),
        Invention::Cin => cin(&world, args),
        Invention::Authority => authority(&world),
        Invention::People => people(args, today),
    };
    for (name, text) in files {
        let path = args.out.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(disk("making the folder", folder))?;
        }
        std::fs::write(&path, text).map_err(disk("writing", &path))?;
        println!("{}", path.display());
    }
    Ok(Done::Well)
}

/// The collection year that ended last.
fn year(world: &World) -> i16 {
    let today = world.today();
    if (today.month(), today.day()) > (3, 31) { today.year() } else { today.year() - 1 }
}

/// The return of the year that ended last and of the year before (`last/`), of the same children as far as they were in both; with
/// mistakes, where some are asked for, and the truth about them beside it.
fn ssda903(world: &World, args: &args::Synth) -> Vec<(String, String)> {
    let (mut now, mut last) = (Ssda903::new(world, year(world)), Ssda903::new(world, year(world) - 1));
    for family in world.without_end() {
        now.add(&family);
        last.add(&family);
        if now.children() >= args.children {
            break;
        }
    }
    let mut files = now.files();
    let spoilt = spoil(&mut files, args.seed, args.mistakes);
    let mut all: Vec<(String, String)> = files.into_iter().map(|(name, text)| (name.to_owned(), text)).collect();
    all.extend(last.files().into_iter().map(|(name, text)| (format!("last/{name}"), text)));
    if args.mistakes > 0 {
        let rows = spoilt.iter().map(|spoilt| format!("{},{},{}", spoilt.file, spoilt.row, spoilt.rule));
        all.push(truth("file,row,rule", rows));
    }
    all
}

/// The census of the year that ended last; with mistakes, where some are asked for, and the truth about them beside it.
fn cin(world: &World, args: &args::Synth) -> Vec<(String, String)> {
    let mut writing = Cin::new(world, year(world));
    for family in world.without_end() {
        writing.add(&family);
        if writing.children() >= args.children {
            break;
        }
    }
    let mut xml = writing.finish();
    let spoilt = spoil_census(&mut xml, args.seed, args.mistakes);
    let mut all = vec![("cin.xml".to_owned(), xml)];
    if args.mistakes > 0 {
        all.push(truth("child,rule", spoilt.iter().map(|spoilt| format!("{},{}", spoilt.child, spoilt.rule))));
    }
    all
}

/// What a check has to find, one mistake a line.
fn truth(heading: &str, rows: impl Iterator<Item = String>) -> (String, String) {
    let lines: Vec<String> = std::iter::once(heading.to_owned()).chain(rows).collect();
    ("mistakes/truth.csv".to_owned(), lines.join("\n") + "\n")
}

/// Lists with the truth beside them.
fn people(args: &args::Synth, today: Date) -> Vec<(String, String)> {
    let lists = Lists::of(args.seed, today, args.children);
    let files = [
        ("a.csv", lists.a),
        ("b.csv", lists.b),
        ("truth.csv", lists.truth),
        ("walls.csv", lists.walls),
        ("doubles.csv", lists.doubles),
        ("doubles_truth.csv", lists.doubles_truth),
    ];
    files.map(|(name, text)| (name.to_owned(), text)).to_vec()
}

/// One line of JSON a record, with the person it belongs to.
fn authority(world: &World) -> Vec<(String, String)> {
    let mut lines = String::new();
    for family in world.families() {
        for member in family.members(world, Detail::Whole) {
            for version in &member.versions {
                let line = serde_json::json!({
                    "person": member.person.to_string(),
                    "file": member.file.code(),
                    "kind": version.kind,
                    "record": version.record.to_string(),
                    "version": version.number,
                    "recorded_at": version.recorded_at.to_string(),
                    "fields": version.fields.to_json(),
                });
                lines.push_str(&line.to_string());
                lines.push('\n');
            }
        }
    }
    vec![("authority.jsonl".to_owned(), lines)]
}
