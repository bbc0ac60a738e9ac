//! `hearth match`: the matcher of the front door on lists.

mod columns;

use std::{
    fs::File,
    io::{BufReader, BufWriter, Read},
    path::Path,
};

use hearth_practice::matching::{Described, Roll};

use self::columns::{Columns, Mapped};
use crate::{
    args,
    output::{Done, Failed, disk},
};

/// Below this a pair is not written: it would be one of thousands that nobody looks at.
const LEAST: f64 = 0.01;

/// Reads one or two lists, finds who may be one person, writes the pairs, the likeliest first.
pub fn run(args: &args::Match) -> Result<Done, Failed> {
    let mapped = Mapped::read(&args.map).map_err(Failed)?;
    let mut roll = Roll::new();
    let mut ids = Vec::new();
    read(&args.list, &mapped, &mut roll, &mut ids)?;
    let of_first = match &args.other {
        None => None,
        Some(other) => {
            let first = u32::try_from(roll.len()).map_err(|_| Failed::new("the first list is too long"))?;
            read(other, &mapped, &mut roll, &mut ids)?;
            Some(first)
        }
    };
    let mut pairs = roll.doubles(of_first, LEAST);
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.a, a.b).cmp(&(b.a, b.b))));
    let out = File::create(&args.out).map_err(disk("writing the pairs to", &args.out))?;
    let mut writer = csv::Writer::from_writer(BufWriter::new(out));
    let failed = |error: csv::Error| Failed(format!("writing the pairs to {} failed: {error}", args.out.display()));
    writer.write_record(["id_a", "id_b", "score", "why"]).map_err(failed)?;
    for pair in &pairs {
        let score = format!("{:.12}", pair.score);
        let why = roll.why(pair.a, pair.b).join("; ");
        let ids = [pair.a, pair.b].map(|place| ids[place as usize].as_str());
        writer.write_record([ids[0], ids[1], &score, &why]).map_err(failed)?;
    }
    writer.flush().map_err(disk("writing the pairs to", &args.out))?;
    println!("{} people, {} pairs in {}", roll.len(), pairs.len(), args.out.display());
    Ok(Done::Well)
}

/// Reads a list into the roll; the ids are kept by place.
fn read(path: &Path, mapped: &Mapped, roll: &mut Roll, ids: &mut Vec<String>) -> Result<(), Failed> {
    let file = File::open(path).map_err(disk("reading", path))?;
    each(file, mapped, |id, described| {
        ids.push(id.to_owned());
        roll.add(described);
    })
    .map_err(|Failed(words)| Failed(format!("{}: {words}", path.display())))
}

/// The people of a list whose columns have their usual names, for the bench.
pub fn described(list: impl Read, take: impl FnMut(&str, &Described)) -> Result<(), Failed> {
    each(list, &Mapped::read(&[]).map_err(Failed)?, take)
}

/// Gives each person of a list with the id of the row.
fn each(list: impl Read, mapped: &Mapped, mut take: impl FnMut(&str, &Described)) -> Result<(), Failed> {
    let wrong = |error: csv::Error| Failed(format!("{error}; save the list as CSV in UTF-8"));
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(BufReader::new(list));
    let header = reader.headers().map_err(wrong)?.clone();
    let columns = Columns::of(&header, mapped).map_err(Failed)?;
    let mut row = csv::StringRecord::new();
    while reader.read_record(&mut row).map_err(wrong)? {
        let Some(id) = columns.id(&row) else {
            let line = row.position().map_or(0, csv::Position::line);
            return Err(Failed(format!("line {line}: the row has no id")));
        };
        take(id, &columns.described(&row));
    }
    Ok(())
}
