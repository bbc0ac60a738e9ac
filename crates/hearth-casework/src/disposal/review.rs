//! Reviewing one file of a batch: why its time has come, what goes with it, who else is affected, and what is decided.

use std::collections::BTreeSet;

use hearth_access::{Action, Context};
use hearth_practice::retention::Named;
use hearth_record::{
    Digest, File, FileType, Problems, Record,
    class::{Open, Private},
    find::{Term, TermKind},
    ids::{FileId, PersonId, RecordId},
    retention::DisposalItem,
    sets::DisposalDecision,
    value::{Line, Narrative, Whole},
};
use hearth_store::{FileRow, Outcome};
use jiff::civil::Date;

use super::{Batch, Due, Elsewhere, Item, State, Unsettled, Why, due::CHILD_HELD, elsewhere, keepsakes, one};
use crate::{Desk, Failure, facts, papers::Hand, retention, write};

/// How many files that name an adult are looked at.
const NAMING: u32 = 200;

/// What somebody sees who reviews a file: nothing of what it says.
pub struct Reviewing {
    /// The batch.
    pub batch: Batch,
    /// The file in it.
    pub item: Item,
    /// Whose it is; empty once it is gone.
    pub name: String,
    /// The date of birth.
    pub born: Option<Date>,
    /// Why its time has come, as it stands now; none where it has not, or not any more.
    pub why: Option<Why>,
    /// The names of the holds on it now.
    pub holds: Vec<String>,
    /// How many records it has.
    pub records: usize,
    /// How many of them were written into the files of others too, and stay there.
    pub shared: usize,
    /// How many documents it has.
    pub documents: usize,
    /// Whom the file names among family and household and who have files here, by name.
    pub relatives: Vec<String>,
    /// Copies outside the system that remain.
    pub elsewhere: Vec<Elsewhere>,
    /// What cannot be replaced and was not given back yet.
    pub unsettled: Vec<Unsettled>,
    /// The page after this one: the next file that nobody has decided on.
    pub next: Option<RecordId>,
}

/// What was decided about a file.
#[derive(Debug, Clone, Default)]
pub struct Decided {
    /// The code of the decision.
    pub decision: String,
    /// Why.
    pub because: String,
    /// Until when it is kept on.
    pub keep_until: Option<Date>,
}

/// A file as a destruction has to look at it.
pub(super) struct Looked {
    pub row: FileRow,
    pub file: File,
    pub digest: Digest,
    pub versions: usize,
    pub why: Option<Why>,
    pub holds: Vec<String>,
}

/// Looks at one file anew: its records, and what the store and the register of holds say of it. Four queries and two loads.
pub(super) async fn look_at(desk: &Desk, due: &Due, file: FileId) -> Result<Option<Looked>, Failure> {
    let store = &desk.instance().store;
    let Some(row) = store.files(&[file]).await?.pop().filter(|row| row.authority == *desk.authority()) else {
        return Ok(None);
    };
    let loaded = store.load(file, None).await?;
    if loaded.tombstone.is_some() {
        return Ok(None);
    }
    let versions = loaded.versions.len();
    let records = write::file_of(&loaded)?;
    let digest = Digest::of(&records);
    let placed: BTreeSet<uuid::Uuid> = store.holds_of(&[file]).await?.into_iter().map(|(_, hold)| hold).collect();
    let holds = due.holds_on(&digest, &placed).iter().map(|hold| hold.name().to_owned()).collect();
    let named = match row.file_type {
        FileType::Adult => retention::named(desk, due.schedule(), row.person).await?,
        _ => Named::Nowhere,
    };
    let mut why = due.why(&row, &digest, &due.kept(&row, &digest, named), &placed);
    if row.file_type == FileType::Adult
        && let Some(why) = &mut why
        && names_of_held(desk, due, row.person).await?
    {
        why.against.push(CHILD_HELD.to_owned());
    }
    Ok(Some(Looked { row, file: records, digest, versions, why, holds }))
}

/// Whether a file that names this adult is kept by a hold. Four queries.
async fn names_of_held(desk: &Desk, due: &Due, adult: PersonId) -> Result<bool, Failure> {
    let store = &desk.instance().store;
    let term = Term::new(TermKind::Refers, adult.to_string());
    let naming = store.candidates(desk.authority(), &[term], false, NAMING).await?;
    // Whoever is named by more files than are looked at is kept until somebody has counted.
    if !naming.capped.is_empty() {
        return Ok(true);
    }
    let files: Vec<FileId> = naming.found.into_iter().map(|candidate| candidate.file).collect();
    let placed = store.holds_of(&files).await?;
    let live = store.digests(&files).await?.into_iter().any(|(_, sealed)| {
        Digest::from_bytes(&sealed).map_or(true, |digest| !due.holds_on(&digest, &BTreeSet::new()).is_empty())
    });
    Ok(live || !placed.is_empty())
}

/// What is to be known of one file before it is decided on. The look is in the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever has nothing to do with the end of files, [`Failure::Absent`], and what the store refuses.
pub async fn reviewing(desk: &Desk, batch: RecordId, item: RecordId) -> Result<Reviewing, Failure> {
    let (batch, items) = one(desk, batch).await?;
    let absent = || Failure::Absent("there is no such file in this batch");
    let at = items.iter().position(|one| one.id == item).ok_or_else(absent)?;
    let undecided = |one: &&Item| one.says.decision.is_none();
    let next = items[at + 1..].iter().chain(&items[..at]).find(undecided).map(|one| one.id);
    let item = items[at].clone();
    let due = Due::of(desk).await?;
    let Some(looked) = look_at(desk, &due, item.file).await? else {
        return Ok(gone(batch, item, next));
    };
    let (_, facts) = desk.facts_of(item.file, Action::ReadRetention).await?;
    let permit = desk.decided(Action::ReadRetention, &facts, &Context::at(desk.now())).await?;
    let entry = desk.entry("disposal.look", Some(&permit), Some(item.file), Outcome::Done);
    desk.instance().store.note(vec![entry]).await?;
    let records = looked.file.records();
    let shared = records.iter().filter(|held| held.current().written.set.is_some()).count();
    Ok(Reviewing {
        name: looked.digest.name.whole(),
        born: looked.digest.born,
        relatives: relatives(desk, &looked).await?,
        records: records.len(),
        shared,
        documents: records.iter().filter(|held| held.schema.kind == "document").count(),
        elsewhere: elsewhere::of(&looked.file, &item),
        unsettled: keepsakes::unsettled(&looked.file),
        why: looked.why,
        holds: looked.holds,
        next,
        batch,
        item,
    })
}

fn gone(batch: Batch, item: Item, next: Option<RecordId>) -> Reviewing {
    Reviewing {
        batch,
        item,
        name: String::new(),
        born: None,
        why: None,
        holds: Vec::new(),
        records: 0,
        shared: 0,
        documents: 0,
        relatives: Vec::new(),
        elsewhere: Vec::new(),
        unsettled: Vec::new(),
        next,
    }
}

/// The names of those in the family who have files that this person may know of.
async fn relatives(desk: &Desk, looked: &Looked) -> Result<Vec<String>, Failure> {
    let store = &desk.instance().store;
    let kin: BTreeSet<_> = looked.digest.kin.iter().chain(&looked.digest.siblings).copied().collect();
    let kin: Vec<PersonId> = kin.into_iter().collect();
    let mut rows = store.files_of_people(&kin).await?;
    // Brothers and sisters may be known by nothing but the parent whom both files name.
    let terms: Vec<Term> = kin.iter().map(|kin| Term::new(TermKind::Refers, kin.to_string())).collect();
    let naming = store.candidates(desk.authority(), &terms, looked.row.flags.walled, NAMING).await?;
    let naming: Vec<FileId> = naming.found.into_iter().map(|candidate| candidate.file).collect();
    rows.extend(store.files(&naming).await?);
    rows.retain(|row| row.file != looked.row.file);
    let files: Vec<FileId> = rows.iter().map(|row| row.file).collect();
    let work = store.work_of(&files).await?;
    rows.retain(|row| {
        let facts = facts::of(row, &work);
        let context = Context::at(desk.now());
        desk.instance().policies.decide(desk.subject(), Action::ReadRetention, &facts, &context).is_permitted()
    });
    let files: Vec<FileId> = rows.iter().map(|row| row.file).collect();
    let mut names: Vec<String> = Vec::new();
    for (_, sealed) in store.digests(&files).await? {
        names.extend(Digest::from_bytes(&sealed).ok().map(|digest| digest.name.whole()));
    }
    names.sort_unstable();
    names.dedup();
    Ok(names)
}

/// Decides on one file. What keeps it now cannot be decided away: a hold, open business, or something that cannot be replaced and was not
/// given back.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Problems`] in words for the form, [`Failure::Wrong`] where the batch is
/// past its review, and what the store refuses.
pub async fn review(desk: &Desk, batch: RecordId, item: RecordId, decided: &Decided) -> Result<(), Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let (batch, items) = one(desk, batch).await?;
    if batch.state(desk.now()) != State::Review {
        return Err(Failure::Wrong("this batch is past its review: stop it and propose another".to_owned()));
    }
    let item = items.iter().find(|one| one.id == item).ok_or(Failure::Absent("there is no such file in this batch"))?;
    let due = Due::of(desk).await?;
    let looked = look_at(desk, &due, item.file).await?.ok_or(Failure::Absent("this file is gone already"))?;
    is_mine(desk, &looked)?;
    let says = judged(desk, &item.says, &looked, decided)?;
    amend_item(desk, &batch, item.id, "disposal.review", |kept| {
        *kept = reviewed(desk, kept, &looked, says, decided);
        Ok(())
    })
    .await
}

/// Decides in one act on every file of a batch that nobody has decided on, where each was looked at elsewhere: no page offers it, and
/// each is judged as if it were decided on alone.
///
/// # Errors
/// As [`review`], of the first file that cannot be decided so; then nothing is written.
pub async fn review_each(desk: &Desk, batch: RecordId, decided: &Decided) -> Result<(), Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let (batch, items) = one(desk, batch).await?;
    if batch.state(desk.now()) != State::Review {
        return Err(Failure::Wrong("this batch is past its review: stop it and propose another".to_owned()));
    }
    let due = Due::of(desk).await?;
    let mut all = Vec::with_capacity(items.len());
    for item in items.iter().filter(|item| item.says.decision.is_none()) {
        let looked = look_at(desk, &due, item.file).await?.ok_or(Failure::Absent("a file of it is gone already"))?;
        is_mine(desk, &looked)?;
        let says = judged(desk, &item.says, &looked, decided)?;
        all.push((item.id, reviewed(desk, &item.says, &looked, says, decided)));
    }
    let hand = Hand::of(desk);
    hand.amend(&batch.papers(), "disposal.review", None, |amending| {
        for (item, says) in &all {
            amending.correct(*item, says.to_fields(), hand.written(None), hand.now());
        }
        Ok(())
    })
    .await
}

/// Nobody decides on a file that they may not know of: each side of the adoption wall reviews its own.
fn is_mine(desk: &Desk, looked: &Looked) -> Result<(), Failure> {
    let mine = looked.row.flags.walled == desk.is_behind_the_wall();
    mine.then_some(()).ok_or(Failure::Absent("there is no such file in this batch"))
}

/// What stands of a file once it was decided on.
fn reviewed(
    desk: &Desk,
    kept: &DisposalItem,
    looked: &Looked,
    says: DisposalDecision,
    decided: &Decided,
) -> DisposalItem {
    let against = looked.why.as_ref().map(|why| why.against.iter().map(|why| Line(why.clone())).collect());
    // The family is looked at when a batch is proposed: a walk over everybody.
    let family = kept.against.iter().filter(|why| why.0 == "family").cloned();
    let against = against
        .map_or_else(|| kept.against.clone(), |now: Vec<Line<60>>| Open(now.into_iter().chain(family).collect()));
    DisposalItem {
        versions: Open(Some(Whole(i64::try_from(looked.versions).unwrap_or(i64::MAX)))),
        decision: Open(Some(says)),
        because: Private::new(Some(decided.because.trim()).filter(|text| !text.is_empty()).map(Narrative::from)),
        keep_until: Open(decided.keep_until.filter(|_| says.code() == "KEEP")),
        reviewed_by: Open(Some(desk.subject().worker)),
        reviewed_at: Open(Some(desk.now())),
        against,
        ..kept.clone()
    }
}

fn judged(desk: &Desk, item: &DisposalItem, looked: &Looked, decided: &Decided) -> Result<DisposalDecision, Failure> {
    let mut problems = Problems::none();
    let because = decided.because.trim();
    let decision = DisposalDecision::parse(&decided.decision);
    let code = decision.as_ref().map_or("", |decision| decision.code());
    problems.add_if(code.is_empty(), "decision", "is needed: choose what becomes of the file");
    let against = looked.why.as_ref().map(|why| why.against.as_slice()).unwrap_or_default();
    if code == "DESTROY" {
        problems.join(keeps_it(looked));
        let family = item.against.iter().any(|why| why.0 == "family");
        let asks = family || against.iter().any(|why| why == "reviewer");
        problems.add_if(
            asks && because.is_empty(),
            "because",
            "is needed: say why this file may go although something speaks against it",
        );
    } else {
        problems.add_if(because.is_empty(), "because", "is needed where a file is not destroyed");
    }
    let ahead = decided.keep_until.is_some_and(|until| until > desk.today());
    problems.add_if(code == "KEEP" && !ahead, "keep_until", "must be a day that lies ahead");
    problems.add_if(names(because, &looked.digest), "because", "must name nobody: it outlives the file");
    match decision {
        Ok(decision) if problems.is_empty() => Ok(decision),
        _ => Err(problems.into()),
    }
}

/// What keeps a file from being destroyed, whoever decides.
fn keeps_it(looked: &Looked) -> Problems {
    let mut problems = Problems::none();
    for name in &looked.holds {
        problems.add_if(true, "decision", format!("cannot be to destroy: the file is under the hold “{name}”"));
    }
    let Some(why) = &looked.why else {
        problems.add_if(true, "decision", "cannot be to destroy: the day of this file has not come");
        return problems;
    };
    for open in why.against.iter().filter_map(|why| why.strip_prefix("open ")) {
        problems.add_if(true, "decision", format!("cannot be to destroy while something is open: {open}"));
    }
    let unsettled = keepsakes::titles(&looked.file);
    if !unsettled.is_empty() {
        let what = unsettled.join("”, “");
        let message = format!("cannot be to destroy before these were offered back: “{what}”");
        problems.add_if(true, "decision", message);
    }
    problems
}

/// Whether a text has one of the names of the person.
fn names(text: &str, digest: &Digest) -> bool {
    let words: BTreeSet<String> = words(text).collect();
    let known = std::iter::once(digest.name.whole()).chain(digest.other_names.iter().cloned());
    known
        .flat_map(|name| self::words(&name).collect::<Vec<_>>())
        .any(|name| name.chars().count() > 2 && words.contains(&name))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Writes the next version of one file of a batch.
pub(super) async fn amend_item(
    desk: &Desk,
    batch: &Batch,
    item: RecordId,
    action: &'static str,
    change: impl Fn(&mut DisposalItem) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let hand = Hand::of(desk);
    hand.amend(&batch.papers(), action, None, |amending| {
        let held = amending.file().all::<DisposalItem>().find(|(held, _)| *held == item);
        let (_, mut says) = held.ok_or(Failure::Absent("there is no such file in this batch"))?;
        change(&mut says)?;
        let fields = says.to_fields();
        (DisposalItem::SCHEMA.check)(&fields).or_ok(())?;
        amending.correct(item, fields, hand.written(None), hand.now());
        Ok(())
    })
    .await
}
