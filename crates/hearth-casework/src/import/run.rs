//! The driver of an import: one change and one entry of the audit a child, many children at once.
//!
//! A child is written whole or not at all, so an import that was stopped can be run again: what was written is found by
//! its key and left as it is.

use std::collections::HashMap;

use futures_util::{StreamExt, stream};
use hearth_record::{
    Author, Fields, File, FileType, Record, Written,
    ids::{AuthorityId, EntryId, FileId, PersonId, RecordId, TeamId, WorkerId},
    people::Involvement,
};
use hearth_returns::{Child, Reject};
use hearth_store::{Actor, Change, Entry, FileFlags, FileRow, NewFile, Outcome as Came, StoreError};
use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};

use super::{Account, HeldRecord, Import, ImportedChild, Outcome, Plan, Target, plan};
use crate::{
    Failure, Instance,
    act::TRIES,
    write::{self, Amending},
};

/// How many children are written at once: enough for the store to commit them in groups.
const AT_ONCE: usize = 48;

/// Who imports, into which council, when.
pub struct Importing<'a> {
    /// The instance.
    pub instance: &'a Instance,
    /// The council whose files these become.
    pub authority: &'a AuthorityId,
    /// Who does it, for the audit.
    pub by: Actor,
    /// When.
    pub now: Timestamp,
    /// The team that holds every child who is new, so that somebody can work with the files: a return names none.
    pub team: Option<TeamId>,
}

/// What an import came to.
pub struct Imported {
    /// Rows in, records made, unchanged, rejected.
    pub account: Account,
    /// The rows that were not loaded, and values left out of rows that were.
    pub rejects: Vec<Reject>,
    /// References that named nobody and nothing known yet, such as a mother who is not imported: the next import fills them.
    pub unresolved: usize,
}

/// A person that the return names: known, or given an id for the first time here.
#[derive(Clone, Copy)]
struct Known {
    person: PersonId,
    file: FileId,
    held: bool,
}

/// Imports everything; `progress` hears after each child.
///
/// # Errors
/// What the store refuses as a whole, such as a database that is gone: what was reported as written is written. What is
/// wrong with one child is a reject, and the others are loaded.
pub async fn run(
    importing: &Importing<'_>,
    import: &Import<'_>,
    mut progress: impl FnMut(),
) -> Result<Imported, Failure> {
    let mut account = Account::of(import.tables());
    let mut rejects: Vec<Reject> = import.tables().rejects().to_vec();
    let outside = import.outside();
    account.add_rows(&outside);
    rejects.extend(outside.rejects);
    rejects.extend(outside.left_out);
    let people = people(importing, import).await?;
    let people = &people;
    let mut writing = stream::iter(import.children())
        .map(|child| async move { (child, one(importing, import, people, child).await) })
        .buffer_unordered(AT_ONCE);
    let mut unresolved = 0;
    while let Some((child, done)) = writing.next().await {
        match done {
            Ok((imported, plan)) => {
                unresolved += plan.unresolved.len();
                account.add(&imported, &plan);
                rejects.extend(imported.rejects);
                rejects.extend(imported.left_out);
            }
            Err(Failure::Store(error)) if stops(&error) => return Err(error.into()),
            Err(failure) => {
                let remedy = "put it right in the return or in the file, and import again";
                rejects.extend(account.refuse(child, &failure.to_string(), remedy));
            }
        }
        progress();
    }
    rejects.sort_by(|a, b| (&a.file, a.line, a.row, a.column).cmp(&(&b.file, b.line, b.row, b.column)));
    Ok(Imported { account, rejects, unresolved })
}

/// Whether a failure is of the store as a whole and not of one child.
fn stops(error: &StoreError) -> bool {
    error.is_passing()
        || matches!(error, StoreError::Closing | StoreError::OutcomeUnknown { .. } | StoreError::UnknownAuthority(_))
}

/// The person and file of every child of the return, so that one may name another.
async fn people<'a>(importing: &Importing<'_>, import: &Import<'a>) -> Result<HashMap<&'a str, Known>, Failure> {
    let store = &importing.instance.store;
    let mut people = HashMap::new();
    let mut found = stream::iter(import.children())
        .map(|child| async move { (child.id(), file_of(importing, child.id()).await) })
        .buffered(AT_ONCE);
    let mut held: Vec<(&str, FileId)> = Vec::new();
    while let Some((id, file)) = found.next().await {
        if let Some(file) = file? {
            held.push((id, file));
        } else {
            let (person, file) = importing
                .instance
                .draw(|random| (PersonId::new(importing.now, random), FileId::new(importing.now, random)));
            people.insert(id, Known { person, file, held: false });
        }
    }
    for some in held.chunks(500) {
        let ids: Vec<FileId> = some.iter().map(|(_, file)| *file).collect();
        let rows = store.files(&ids).await?;
        for (id, file) in some {
            if let Some(row) = rows.iter().find(|row| row.file == *file) {
                people.insert(*id, Known { person: row.person, file: row.file, held: true });
            }
        }
    }
    Ok(people)
}

/// The file of a child of the return: by the local identifier, or by the key of an earlier import where the identifier is not
/// one that the authority could give (R2).
async fn file_of(importing: &Importing<'_>, id: &str) -> Result<Option<FileId>, StoreError> {
    let store = &importing.instance.store;
    if let Some(file) = store.file_of_child_number(importing.authority, id).await? {
        return Ok(Some(file));
    }
    let known = store.imported(importing.authority, "person", &[id.to_owned()]).await?;
    Ok(known.into_iter().flatten().next().map(|(file, ..)| file))
}

/// One child: what is held, what is new, one change. Computed again when somebody wrote to the file in between.
async fn one(
    importing: &Importing<'_>,
    import: &Import<'_>,
    people: &HashMap<&str, Known>,
    child: Child<'_>,
) -> Result<(ImportedChild, Plan), Failure> {
    let known = people.get(child.id()).copied().ok_or(Failure::Absent("the child has no identifier"))?;
    for _ in 0..TRIES {
        match once(importing, import, people, child, known).await {
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            other => return other,
        }
    }
    Err(Failure::Wrong("the child's file is being written by many at once".to_owned()))
}

/// The files of the child that an import writes: the care file, and the adoption file behind the wall.
struct Files {
    care: Option<(FileRow, File)>,
    adoption: Option<(FileRow, File)>,
}

async fn once(
    importing: &Importing<'_>,
    import: &Import<'_>,
    people: &HashMap<&str, Known>,
    child: Child<'_>,
    known: Known,
) -> Result<(ImportedChild, Plan), Failure> {
    let files = held(importing, known).await?;
    let of_file =
        |file: &Option<(FileRow, File)>| file.as_ref().map(|(_, file)| held_records(file)).unwrap_or_default();
    let held: Vec<HeldRecord> = [of_file(&files.care), of_file(&files.adoption)].concat();
    let imported = import.child(child, &held);
    let keys = keys(importing, &imported, &files).await?;
    let outside = |target: &Target| match target {
        Target::Record(..) => None,
        Target::Person(id) => people.get(id.as_str()).map(|known| known.person.to_string()),
        Target::Worker(id) => Some(worker_id(importing.authority, id).to_string()),
        Target::Team(id) => Some(team_id(importing.authority, id).to_string()),
    };
    let new_id = || importing.instance.draw(|random| RecordId::new(importing.now, random));
    let plan = plan(&imported, &held, |kind, key| keys.get(&(kind, key)).copied(), new_id, outside);
    if let Some(change) = change(importing, import, known, files, &plan)? {
        importing.instance.store.commit(change).await?;
    }
    Ok((imported, plan))
}

async fn held(importing: &Importing<'_>, known: Known) -> Result<Files, Failure> {
    let mut files = Files { care: None, adoption: None };
    if !known.held {
        return Ok(files);
    }
    let rows = importing.instance.store.files_of(known.person).await?;
    // Another council may have a file of the same person: it is theirs.
    for row in rows.into_iter().filter(|row| row.authority == *importing.authority) {
        let file = write::file_of(&importing.instance.store.load(row.file, None).await?)?;
        match row.file_type {
            FileType::Care => files.care = Some((row, file)),
            FileType::Adoption => files.adoption = Some((row, file)),
            _ => {}
        }
    }
    Ok(files)
}

fn held_records(file: &File) -> Vec<HeldRecord> {
    let counts = file.records().iter().filter(|held| !held.withdrawn());
    counts.map(|held| HeldRecord { id: held.id, schema: held.schema, fields: held.current().fields.clone() }).collect()
}

/// The records that the store knows by the keys of this return; for a new child there are none to ask for.
async fn keys<'a>(
    importing: &Importing<'_>,
    imported: &'a ImportedChild,
    files: &Files,
) -> Result<HashMap<(&'a str, &'a str), RecordId>, Failure> {
    let mut found = HashMap::new();
    if files.care.is_none() && files.adoption.is_none() {
        return Ok(found);
    }
    let mut by_kind: HashMap<&str, Vec<&'a str>> = HashMap::new();
    for record in &imported.records {
        by_kind.entry(record.schema.kind).or_default().push(record.key.as_str());
    }
    for (kind, keys) in by_kind {
        let asked: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
        let known = importing.instance.store.imported(importing.authority, kind, &asked).await?;
        for (key, known) in keys.into_iter().zip(known) {
            if let Some((_, record, _)) = known {
                found.insert((kind, key), record);
            }
        }
    }
    Ok(found)
}

fn change(
    importing: &Importing<'_>,
    import: &Import<'_>,
    known: Known,
    files: Files,
    plan: &Plan,
) -> Result<Option<Change>, Failure> {
    if plan.writes().next().is_none() {
        return Ok(None);
    }
    let mut change = Change::new(importing.authority.clone(), importing.now);
    for (file_type, held) in [(FileType::Care, files.care), (FileType::Adoption, files.adoption)] {
        let mine = |planned: &&super::Planned| planned.record.file_type() == file_type;
        if plan.writes().any(|planned| mine(&planned)) {
            into(importing, import, known, file_type, held, plan, &mut change)?;
        }
    }
    Ok(Some(change))
}

/// Adds what one file gets to the change.
fn into(
    importing: &Importing<'_>,
    import: &Import<'_>,
    known: Known,
    file_type: FileType,
    held: Option<(FileRow, File)>,
    plan: &Plan,
    change: &mut Change,
) -> Result<(), Failure> {
    let walled = file_type == FileType::Adoption;
    let begins = held.is_none();
    let file = match (&held, file_type) {
        (Some((row, _)), _) => row.file,
        (None, FileType::Care) => known.file,
        (None, _) => importing.instance.draw(|random| FileId::new(importing.now, random)),
    };
    let mut amending = held.map_or_else(|| Amending::new_file(file, walled), |(row, held)| Amending::of(&row, held));
    let written = |because: Option<&str>| Written {
        by: Author::Import { source: import.source() },
        because: because.map(str::to_owned),
        set: None,
        withdrawn: false,
    };
    for planned in plan.writes().filter(|planned| planned.record.file_type() == file_type) {
        (planned.record.schema.check)(&planned.fields).or_ok(())?;
        let (id, fields) = (planned.id, planned.fields.clone());
        match planned.outcome {
            Outcome::New => {
                let key = Some(planned.record.key.clone());
                amending.add(id, planned.record.schema, fields, written(None), importing.now, key);
            }
            Outcome::Changed => amending.correct(id, fields, written(Some("the return says otherwise")), importing.now),
            Outcome::Unchanged => {}
        }
    }
    if begins && file_type == FileType::Care {
        let id = importing.instance.draw(|random| RecordId::new(importing.now, random));
        let holds = importing.team.map(|team| held_by(team, hearth_calendar::london_date(importing.now)));
        if let Some(fields) = holds {
            amending.add(id, Involvement::SCHEMA, fields, written(None), importing.now, None);
        }
    }
    change.entries.push(entry(importing, file));
    let flags = FileFlags { restricted: false, walled };
    amending.finish(
        importing.instance.pack(importing.authority),
        change,
        Some(NewFile { file, person: known.person, file_type, flags }),
    );
    Ok(())
}

/// That a team is involved from a day. Nobody is allocated by it: who does that is a person.
fn held_by(team: TeamId, from: Date) -> Fields {
    Fields::new().with("team", team.to_string()).with("role", "OTHER").with("started", from.to_string())
}

fn entry(importing: &Importing<'_>, file: FileId) -> Entry {
    Entry {
        id: importing.instance.draw(|random| EntryId::new(importing.now, random)),
        at: importing.now,
        actor: importing.by.clone(),
        authority: importing.authority.clone(),
        purpose: "import".to_owned(),
        action: "file.import",
        file: Some(file),
        record: None,
        outcome: Came::Done,
        count: 0,
        detail: None,
    }
}

/// The worker whom a dataset names, the same at each import.
fn worker_id(authority: &AuthorityId, id: &str) -> WorkerId {
    WorkerId::from_bytes(named(authority, "worker", id))
}

/// The team that a dataset names, the same at each import.
fn team_id(authority: &AuthorityId, id: &str) -> TeamId {
    TeamId::from_bytes(named(authority, "imported team", id))
}

fn named(authority: &AuthorityId, what: &str, id: &str) -> [u8; 16] {
    let hash = Sha256::digest(format!("{what}\0{authority}\0{id}"));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes
}
