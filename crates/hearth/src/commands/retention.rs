//! `hearth retention`

use std::{collections::BTreeMap, path::Path, sync::Arc};

use hearth_calendar::in_words::date_without_weekday;
use hearth_casework::{
    Desk, Instance,
    access::acting,
    retention::{self, Due, DueFile, Moves, Tried},
};
use hearth_practice::retention::Own;
use hearth_record::ids::AuthorityId;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::return_::bar;
use crate::{
    args::{self, Format, RetentionAct},
    output::{Done, Failed, disk},
    place::{self, Known},
    world,
};

/// Does what the arguments ask for.
pub async fn run(args: args::Retention) -> Result<Done, Failed> {
    match args.act {
        RetentionAct::Due(due) => self::due(&due).await,
        RetentionAct::Propose(propose) => super::disposal::propose(&propose).await,
        RetentionAct::Run(run) => super::disposal::run(&run).await,
    }
}

/// The desk of whoever asks, at the council that is named.
pub(super) async fn at_desk(by: &args::RetentionBy) -> Result<(Arc<Instance>, Desk), Failed> {
    let authority = AuthorityId::new(&by.authority)?;
    let instance = place::instance(Known::of(&by.place)?.open().await?, false)?;
    let login = match authority.as_str() {
        "sefton" => by.by.clone(),
        // The accounts of the demonstration carry the council's name, but for Sefton's.
        other if !by.by.contains('@') && instance.demo => format!("{}@{other}", by.by),
        _ => by.by.clone(),
    };
    let desk = acting(&instance, &login, world::now())
        .await
        .map_err(|error| Failed(format!("--by {login}: {error}; name somebody who keeps the schedule")))?;
    if *desk.authority() != authority {
        let works_for = desk.authority();
        return Err(Failed(format!("{login} works for {works_for}, not for {authority}: name somebody with --by")));
    }
    Ok((instance, desk))
}

/// What falls due, or what another schedule would move.
async fn due(args: &args::RetentionDue) -> Result<Done, Failed> {
    let (instance, desk) = at_desk(&args.by).await?;
    if let Some(path) = &args.schedule {
        let own = schedule(path)?;
        let tried = retention::try_out(&desk, own.years, own.from.unwrap_or_else(|| desk.today())).await?;
        print_moves(&tried, args.format);
    } else {
        let until = args.until.unwrap_or_else(|| desk.today());
        let bar = bar("{spinner} {pos} files looked at, {per_sec}");
        let found = retention::due(&desk, until, |seen| bar.set_position(seen)).await?;
        bar.finish_and_clear();
        print_due(&found, until, args.format);
    }
    instance.store.close().await?;
    Ok(Done::Well)
}

/// A schedule as a pack writes it.
fn schedule(path: &Path) -> Result<Own, Failed> {
    #[derive(Deserialize)]
    struct Written {
        retention: Own,
    }
    let text = std::fs::read_to_string(path).map_err(disk("reading the schedule in", path))?;
    let written: Written = toml::from_str(&text).map_err(|e| Failed(format!("{}: {e}", path.display())))?;
    Ok(written.retention)
}

fn print_due(found: &Due, until: Date, format: Format) {
    if format == Format::Json {
        let files: Vec<Json> = found.files.iter().map(told).collect();
        let classes: Vec<Json> = found
            .classes
            .values()
            .map(|class| json!({ "class": class.name, "files": class.files, "with_a_date": class.dated, "has_a_rule": class.ruled }))
            .collect();
        let all = json!({
            "until": until, "schedule_supplied": found.supplied, "looked_at": found.looked_at, "files": files,
            "classes": classes, "without_a_rule": found.uncovered(),
        });
        println!("{all:#}");
        return;
    }
    if !found.supplied {
        println!("the council has not supplied its retention schedule: nothing is proposed");
    }
    for file in &found.files {
        let until = file.kept.until.map_or_else(String::new, date_without_weekday);
        println!("{}  kept until {until:<18}  {}", file.row.file, standing(file).join("; "));
        if let Some(wins) = file.kept.wins() {
            println!("{:34}{}: {}", "", file.kept.class.map_or("", |class| &class.name), wins.sum());
        }
    }
    println!("{} files looked at, {} due by {}", found.looked_at, found.files.len(), date_without_weekday(until));
    for class in found.without_rule() {
        println!("{:>8}  without a rule of the council: {}", class.files, class.name);
    }
}

fn told(file: &DueFile) -> Json {
    json!({
        "file": file.row.file.to_string(),
        "file_type": file.row.file_type.code(),
        "keep_until": file.kept.until,
        "class": file.kept.class.map(|class| &class.name),
        "wins": file.kept.wins().map(|because| &because.rule.id),
        "sum": file.kept.wins().map(hearth_practice::retention::Because::sum),
        "source": file.kept.wins().map(|because| &because.rule.source),
        "holds": file.kept.holds,
        "blocked_by": file.kept.blocked_by(),
        "keep_for_family": file.family_open,
        "standing": standing(file),
    })
}

/// What is to be done with it, in words.
fn standing(file: &DueFile) -> Vec<String> {
    let held = file.kept.holds.iter().map(|hold| format!("held: {hold}"));
    let open = file.kept.blocked_by().into_iter().map(|open| format!("kept: {open}"));
    let family = file.family_open.then(|| "keep: somebody in the family is still worked with".to_owned());
    let all: Vec<String> = held.chain(open).chain(family).collect();
    if all.is_empty() { vec!["due".to_owned()] } else { all }
}

fn print_moves(tried: &Tried, format: Format) {
    if format == Format::Json {
        let nearer: Vec<Json> = tried
            .nearer
            .iter()
            .map(|(file, before, after)| json!({ "file": file.to_string(), "before": before, "after": after }))
            .collect();
        let classes: BTreeMap<&String, Json> =
            tried.by_class.iter().map(|(class, moves)| (class, counts(moves))).collect();
        let flags: Vec<&String> = tried.contradictions.iter().map(|found| &found.words).collect();
        let all = json!({
            "looked_at": tried.looked_at, "moves": counts(&tried.moves), "classes": classes, "nearer": nearer, "flags": flags,
        });
        println!("{all:#}");
        return;
    }
    println!("{} files looked at", tried.looked_at);
    let classes = tried.by_class.iter().map(|(class, moves)| (class.as_str(), moves));
    for (class, moves) in [("All", &tried.moves)].into_iter().chain(classes) {
        let Moves { later, nearer, due } = moves;
        println!("{class:<55} {later:>8} later  {nearer:>8} nearer  {due:>8} due at once");
    }
    for found in &tried.contradictions {
        println!("{}", found.words);
    }
}

fn counts(moves: &Moves) -> Json {
    json!({ "later": moves.later, "nearer": moves.nearer, "due_at_once": moves.due })
}
