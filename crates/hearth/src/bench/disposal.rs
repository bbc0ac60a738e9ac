//! A batch of a thousand files brought to its end, in an instance of its own: what is destroyed is not measured twice.

use std::{path::Path, sync::Arc};

use hearth_access::{Rights, Role, Subject};
use hearth_casework::{
    Desk, Instance,
    disposal::{self, Decided},
    write::Amending,
};
use hearth_record::{
    Author, Fields, FileType, Written,
    ids::{AccountId, AuthorityId, EntryId, FileId, PersonId, RecordId, WorkerId},
};
use hearth_store::{Actor, Change, Entry, FileFlags, NewFile, Outcome};
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{measure, table::Figure};
use crate::{
    args,
    output::{Failed, disk},
    place::{self, Known},
    world,
};

/// Files in the batch.
const FILES: usize = 1_000;
/// Notes in each file.
const NOTES: usize = 30;
/// A word that stands in every file and nowhere else.
const CANARY: &str = "Zwartkopspruit";

/// Destroys a batch, and looks for its word in everything that is on disk.
pub async fn batch(dir: &Path) -> Result<Figure, Failed> {
    let _ = std::fs::remove_dir_all(dir);
    std::fs::create_dir_all(dir).map_err(disk("making the folder", dir))?;
    let at = args::Place { data: Some(dir.to_owned()), config: None, database_url: None, key_database_url: None };
    let authority = AuthorityId::new("sefton")?;
    let store = Known::of(&at)?.create(std::slice::from_ref(&authority)).await?;
    let instance = place::instance(store, true)?;
    fill(&instance, &authority).await?;
    let batch = ready(&instance, &authority).await?;
    let started = measure::start();
    let executed = disposal::execute(&desk(&instance, &authority, Role::RecordsManager, 0), batch, |_| ()).await?;
    let found = canaries(dir).map_err(disk("looking through", dir))?;
    let took = started.elapsed().as_secs_f64();
    instance.store.close().await?;
    let _ = std::fs::remove_dir_all(dir);
    let gone = executed.destroyed;
    let what =
        format!("destroy a batch of {gone} files, then look for their words in everything on disk: {found} found");
    let met = took <= 60.0 && found == 0 && gone == FILES;
    Ok(Figure::against(what, "≤ 60 s for 1,000 files, none found", format!("**{took:.1} s**"), met))
}

/// A batch that two people approved and that has rested.
async fn ready(instance: &Arc<Instance>, authority: &AuthorityId) -> Result<RecordId, Failed> {
    let at = |role, days| desk(instance, authority, role, days);
    let manager = at(Role::RecordsManager, 40);
    let proposed = disposal::propose(&manager).await?;
    let batch = proposed.batch.ok_or_else(|| Failed::new("nothing was due"))?;
    let goes = Decided { decision: "DESTROY".to_owned(), ..Decided::default() };
    disposal::review_each(&manager, batch, &goes).await?;
    disposal::submit(&manager, batch).await?;
    let (waits, _) = disposal::one(&manager, batch).await?;
    disposal::open_to_approve(&at(Role::RecordsApprover, 32), &waits).await?;
    disposal::approve(&at(Role::RecordsApprover, 30), batch).await?;
    disposal::see_sample(&at(Role::Dpo, 29), batch).await?;
    Ok(batch)
}

/// Somebody in a role, so many days ago.
fn desk(instance: &Arc<Instance>, authority: &AuthorityId, role: Role, days: i64) -> Desk {
    let id = u8::try_from(role.code().len()).unwrap_or(0);
    let subject = Subject {
        account: AccountId::from_bytes([id; 16]),
        worker: WorkerId::from_bytes([id; 16]),
        role,
        teams: Vec::new(),
        authority: authority.clone(),
        rights: Rights::Process,
    };
    let now = world::now() - SignedDuration::from_hours(24 * days);
    Desk::new(Arc::clone(instance), subject, "Bench".to_owned(), now)
}

/// Files whose plan ended eleven years ago, with notes that hold the word.
async fn fill(instance: &Instance, authority: &AuthorityId) -> Result<(), Failed> {
    let now = world::now() - SignedDuration::from_hours(24 * 41);
    let ended = hearth_calendar::add_years(hearth_calendar::london_date(now), -11);
    for n in 0..FILES {
        let (file, person) = instance.draw(|random| (FileId::new(now, random), PersonId::new(now, random)));
        let mut amending = Amending::new_file(file, false);
        write(instance, &mut amending, &format!("{CANARY}{}", letters(n)), ended, now)?;
        let mut change = Change::new(authority.clone(), now);
        change.entries.push(entry(instance, authority, file, now));
        let begins = NewFile { file, person, file_type: FileType::Care, flags: FileFlags::default() };
        amending.finish(instance.pack(authority), &mut change, Some(begins));
        instance.store.commit(change).await?;
    }
    Ok(())
}

/// What stands in one file.
fn write(instance: &Instance, amending: &mut Amending, name: &str, ended: Date, now: Timestamp) -> Result<(), Failed> {
    let started = hearth_calendar::add_years(ended, -1);
    let mut add = |kind: &str, said: &[(&str, String)]| -> Result<(), Failed> {
        let kind = hearth_record::kind(kind).ok_or_else(|| Failed::new("a kind is missing"))?;
        let mut fields = Fields::new();
        for (name, text) in said {
            let field = kind.field(name).ok_or_else(|| Failed::new("a field is missing"))?;
            fields.set(field.name, field.value.canonical(text).map_err(|e| Failed(e.to_string()))?);
        }
        let record = instance.draw(|random| RecordId::new(now, random));
        let by = Author::Job { name: "bench".to_owned() };
        amending.add(record, kind, fields, Written { by, because: None, set: None, withdrawn: false }, now, None);
        Ok(())
    };
    let born = [("forename", name.to_owned()), ("surname", "Bench".to_owned()), ("born", "2008-03-04".to_owned())];
    add("person", &born)?;
    let closed = [("received_on", started.to_string()), ("closed_on", ended.to_string())];
    add("social_care_episode", &closed)?;
    add("cin_plan", &[("started", started.to_string()), ("ended", ended.to_string())])?;
    for _ in 0..NOTES {
        let body = format!("{name} was at school. ").repeat(20);
        add("case_note", &[("occurred_at", format!("{started} 10:00")), ("body", body)])?;
    }
    Ok(())
}

/// A number in letters: names have no digits.
fn letters(n: usize) -> String {
    n.to_string().bytes().map(|digit| char::from(digit - b'0' + b'a')).collect()
}

fn entry(instance: &Instance, authority: &AuthorityId, file: FileId, at: Timestamp) -> Entry {
    Entry {
        id: instance.draw(|random| EntryId::new(at, random)),
        at,
        actor: Actor::Job("bench".to_owned()),
        authority: authority.clone(),
        purpose: String::new(),
        action: "file.import",
        file: Some(file),
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    }
}

/// In how many files below a folder the word stands.
fn canaries(dir: &Path) -> std::io::Result<usize> {
    let mut found = 0;
    for inside in std::fs::read_dir(dir)? {
        let path = inside?.path();
        if path.is_dir() {
            found += canaries(&path)?;
        } else {
            let bytes = std::fs::read(&path).unwrap_or_default();
            found += usize::from(bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()));
        }
    }
    Ok(found)
}
