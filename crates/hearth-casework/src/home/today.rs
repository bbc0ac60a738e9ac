use std::collections::{BTreeMap, BTreeSet};

use hearth_record::{
    KindSchema, clear,
    ids::{AccountId, FileId, RecordId},
};
use hearth_store::{Actor, EntryQuery, Outcome, StoredEntry, WorkQuery, WorkRow};
use jiff::{Timestamp, civil::Date};

use super::{Listed, MOST, by_family, line};
use crate::{
    Desk, Failure,
    access::Holder,
    lists,
    recording::{Begun, my_drafts},
};

/// What the first screen of the day shows.
pub struct Today {
    /// The files of those whom this person is involved with now, by family.
    pub files: Vec<Listed>,
    /// What this person must do, what is due first in front; what was put to them without a day comes last.
    pub must_do: Vec<ToDo>,
    /// Forms begun and not finished.
    pub unfinished: Vec<Unfinished>,
    /// Files opened lately, the latest first.
    pub lately: Vec<(Listed, Timestamp)>,
    /// When this person was here last, before they signed in this time.
    pub last_here: Option<Timestamp>,
    /// What others have written into the files of [`files`](Self::files) since, newest first.
    pub news: Vec<News>,
}

/// One thing to be done.
pub struct ToDo {
    /// In which file.
    pub file: FileId,
    /// The name of the person.
    pub name: String,
    /// By which record.
    pub record: RecordId,
    /// What sort of work: a word of [`clear`], or the kind of the record.
    pub kind: String,
    /// How it stands; for a clock the number of its rule.
    pub state: String,
    /// By when.
    pub due: Option<Date>,
}

/// A form that was begun.
pub struct Unfinished {
    /// The form, and when it was kept last.
    pub draft: Begun,
    /// Whose file, where it is about one that may still be listed.
    pub name: Option<String>,
}

/// Something that somebody else wrote.
pub struct News {
    /// Into which file.
    pub file: FileId,
    /// The name of the person.
    pub name: String,
    /// The record, where the act wrote one.
    pub record: Option<RecordId>,
    /// The kind of that record, where this build knows it.
    pub kind: Option<&'static KindSchema>,
    /// What was done, by the code of the audit.
    pub action: String,
    /// Who: the name where the account is still there; for a job its own.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// How many entries of the audit are looked through for what this person did last, how many files opened lately are shown, and how
/// much of what others wrote.
const LOOKED_BACK: u32 = 300;
const SHOWN_LATELY: usize = 6;
const SHOWN_NEWS: u32 = 40;

/// The first screen of this person. Nine queries and an entry of the audit, whatever the caseload.
///
/// # Errors
/// What the store refuses.
pub async fn today(desk: &Desk) -> Result<Today, Failure> {
    let (store, subject) = (&desk.instance().store, desk.subject());
    let mine = lists::mine(subject);
    let (query, account) = (WorkQuery::Worker(subject.worker), EntryQuery::Account(subject.account));
    let (found, work, drafts, entries) = tokio::join!(
        store.listing(&mine, None, MOST),
        store.work(&query, MOST),
        my_drafts(desk),
        store.entries(&account, None, LOOKED_BACK),
    );
    let (found, drafts, entries) = (found?, drafts?, entries?);
    let waiting: Vec<WorkRow> = dearest(work?.into_iter().filter(waits).collect());
    let lately = opened_lately(&entries);
    let here: Vec<FileId> = found.iter().map(|row| row.file).collect();
    let all: BTreeSet<FileId> = here
        .iter()
        .copied()
        .chain(waiting.iter().map(|row| row.file))
        .chain(drafts.iter().filter_map(|draft| draft.file))
        .chain(lately.iter().map(|(file, _)| *file))
        .collect();
    let all: Vec<FileId> = all.into_iter().collect();
    let last_here = last_here(&entries);
    let after = last_here.unwrap_or(desk.now());
    let (digests, work, news) = tokio::join!(
        store.digests(&all),
        store.work_of(&all),
        store.written_by_others(&here, after, subject.account, SHOWN_NEWS)
    );
    let (work, news) = (work?, news?);
    let (mine, others): (Vec<_>, Vec<_>) = digests?.into_iter().partition(|(row, _)| here.contains(&row.file));
    let files = by_family(desk, &lists::agreed(desk, &found, mine, &work).await?, &work)?;
    let mut listed: BTreeMap<FileId, Listed> = files.iter().map(|file| (file.file, file.clone())).collect();
    for (row, sealed) in others.iter().filter(|(row, _)| lists::may_list(desk, row, &work)) {
        listed.insert(row.file, line(desk, row, sealed, &work)?);
    }
    let name = |file: FileId| listed.get(&file).map(|line| line.name.clone());
    let todo = |row: WorkRow| {
        let (file, record, due) = (row.file, row.record, row.due);
        Some(ToDo { name: name(file)?, file, record, kind: row.kind, state: row.state, due })
    };
    let news = told(desk, news, &name).await?;
    let shown = Today {
        must_do: waiting.into_iter().filter_map(todo).collect(),
        unfinished: drafts
            .into_iter()
            .map(|draft| Unfinished { name: draft.file.and_then(&name), draft })
            .filter(|unfinished| unfinished.draft.file.is_none() || unfinished.name.is_some())
            .collect(),
        lately: lately.into_iter().filter_map(|(file, at)| Some((listed.get(&file)?.clone(), at))).collect(),
        last_here,
        news,
        files,
    };
    let mut entry = desk.entry("list.mine", None, None, Outcome::Done);
    entry.count = u32::try_from(listed.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    Ok(shown)
}

/// Whether a row of work waits to be done. What goes on without a day, such as a plan, waits for nobody; a contact or an enquiry that
/// was put to somebody waits for them even where no day was set. That somebody is involved or named is no work.
fn waits(row: &WorkRow) -> bool {
    match row.kind.as_str() {
        clear::CLOCK => row.due.is_some(),
        clear::CONTACT | clear::ENQUIRY => row.state == clear::OPEN,
        clear::INVOLVEMENT | clear::REVIEWS | clear::NAMED | clear::CONFLICT | clear::BROKEN_GLASS => false,
        _ => row.state == clear::OPEN && row.due.is_some(),
    }
}

/// A record that waits and has a clock stands once: with its clock. So does an enquiry, which is a task on the file besides.
fn dearest(rows: Vec<WorkRow>) -> Vec<WorkRow> {
    let with = |kind: &str| -> BTreeSet<(FileId, RecordId)> {
        rows.iter().filter(|row| row.kind == kind).map(|row| (row.file, row.record)).collect()
    };
    let (timed, asked) = (with(clear::CLOCK), with(clear::ENQUIRY));
    let again = |row: &WorkRow| {
        let of = (row.file, row.record);
        (row.kind != clear::CLOCK && timed.contains(&of)) || (row.kind == clear::TASK && asked.contains(&of))
    };
    rows.into_iter().filter(|row| !again(row)).collect()
}

fn opened_lately(entries: &[StoredEntry]) -> Vec<(FileId, Timestamp)> {
    let mut lately: Vec<(FileId, Timestamp)> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.action == "file.open" && entry.outcome == Outcome::Done) {
        if let Some(file) = entry.file.filter(|file| !lately.iter().any(|(known, _)| known == file)) {
            lately.push((file, entry.at));
        }
    }
    lately.truncate(SHOWN_LATELY);
    lately
}

/// The last thing that this person did before they signed in this time; `entries` are theirs, newest first.
fn last_here(entries: &[StoredEntry]) -> Option<Timestamp> {
    let signed_in = entries.iter().position(|entry| entry.action == "sign_in")?;
    entries.get(signed_in + 1).map(|entry| entry.at)
}

async fn told(
    desk: &Desk,
    written: Vec<(StoredEntry, Option<String>)>,
    name: &impl Fn(FileId) -> Option<String>,
) -> Result<Vec<News>, Failure> {
    if written.is_empty() {
        return Ok(Vec::new());
    }
    let mut names: BTreeMap<AccountId, String> = BTreeMap::new();
    for account in desk.instance().store.accounts(desk.authority()).await? {
        names.insert(account.id, Holder::of(&account)?.name);
    }
    let news = |(entry, kind): (StoredEntry, Option<String>)| {
        let file = entry.file?;
        let Actor::Person { account, .. } = entry.actor else { return None };
        let by = names.get(&account).cloned().unwrap_or_else(|| "a colleague".to_owned());
        let kind = kind.as_deref().and_then(hearth_record::kind);
        Some(News { name: name(file)?, file, record: entry.record, kind, action: entry.action, by, at: entry.at })
    };
    Ok(written.into_iter().filter_map(news).collect())
}
