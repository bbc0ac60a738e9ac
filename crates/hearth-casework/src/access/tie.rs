//! Ties between a worker and a file that the records suggest: nobody told of them.

use hearth_access::{Action, Purpose};
use hearth_record::{
    Author, Problems, Record, Written,
    access::ConflictOfInterest,
    class::{Open, Private},
    ids::{AuthorityId, FileId, RecordId, WorkerId},
    sets,
    value::Narrative,
};
use hearth_store::{Actor, Entry, Outcome};
use jiff::Timestamp;

use super::account::{Holder, fold};
use crate::{Desk, Failure, FileView, Instance, act::Act, recording::Saved};

/// Says which file is about the holder of an account: from then on the files of their family close to them as they open them, until
/// somebody else has looked. Answers with how many accounts of that worker know it now.
///
/// # Errors
/// [`Failure::Absent`] where there is no such account, or no such file in its council, and what the store refuses.
pub async fn know_own_file(
    instance: &Instance,
    login: &str,
    file: FileId,
    by: Actor,
    now: Timestamp,
) -> Result<u32, Failure> {
    let store = &instance.store;
    let account = store.account_by_login(&fold(login)).await?.ok_or(Failure::Absent("there is no such account"))?;
    let row = store.files(&[file]).await?.pop().filter(|row| row.authority == account.authority && !row.flags.walled);
    let person = row.ok_or(Failure::Absent("there is no such file in the council of the account"))?.person;
    let worker = Holder::of(&account)?.worker;
    let own = |holder: &mut Holder| holder.person = Some(person);
    each_account_of(instance, &account.authority, worker, "account.own_file", (by, now), own).await
}

/// Says who manages the holder of an account: what takes two people is refused to the two of one line. Answers with how many accounts of
/// that worker know it now.
///
/// # Errors
/// [`Failure::Absent`] where there is no such account in one council with the manager's, and what the store refuses.
pub async fn know_manager(
    instance: &Instance,
    login: &str,
    manager: &str,
    by: Actor,
    now: Timestamp,
) -> Result<u32, Failure> {
    let store = &instance.store;
    let absent = || Failure::Absent("there is no such account");
    let account = store.account_by_login(&fold(login)).await?.ok_or_else(absent)?;
    let of_manager = store.account_by_login(&fold(manager)).await?;
    let of_manager = of_manager.filter(|manager| manager.authority == account.authority).ok_or_else(absent)?;
    let (worker, manager) = (Holder::of(&account)?.worker, Holder::of(&of_manager)?.worker);
    if worker == manager {
        return Err(Failure::Wrong("nobody manages themselves: name the manager's account".to_owned()));
    }
    each_account_of(instance, &account.authority, worker, "account.manager", (by, now), |holder| {
        holder.manager = Some(manager);
    })
    .await
}

/// Changes what every account of a worker says of its holder.
async fn each_account_of(
    instance: &Instance,
    authority: &AuthorityId,
    worker: WorkerId,
    action: &'static str,
    (by, now): (Actor, Timestamp),
    change: impl Fn(&mut Holder),
) -> Result<u32, Failure> {
    let mut changed = 0;
    for account in instance.store.accounts(authority).await? {
        let mut holder = Holder::of(&account)?;
        if holder.worker != worker {
            continue;
        }
        change(&mut holder);
        let entry = Entry {
            id: instance.draw(|random| hearth_record::ids::EntryId::new(now, random)),
            at: now,
            actor: by.clone(),
            authority: account.authority.clone(),
            purpose: String::new(),
            action,
            file: None,
            record: None,
            outcome: Outcome::Done,
            count: 1,
            detail: Some(account.id.to_string().into_bytes()),
        };
        instance.store.put_account(&hearth_store::Account { body: holder.to_body(), ..account }, &[entry]).await?;
        changed += 1;
    }
    Ok(changed)
}

/// Whether the file that this person has just opened suggests a tie with them that nobody has looked at: it is about them, or names
/// them among family and household. Writes the tie into the file, which closes it, its row in lists and its place in searches to
/// them. Of a file that suggests none nothing more is asked of the store.
///
/// # Errors
/// What access and the store refuse.
pub(crate) async fn suspected(desk: &Desk, view: &FileView, purpose: Option<Purpose>) -> Result<bool, Failure> {
    let me = desk.subject().worker;
    let tied = |person| view.person == person || view.digest.kin.contains(&person);
    if !desk.person().is_some_and(tied) || known(view).any(|(_, tie)| *tie.worker == me) {
        return Ok(false);
    }
    let detected = sets::ConflictKind::parse("DETECTED").map_err(|e| Failure::Wrong(e.to_string()))?;
    let tie = ConflictOfInterest {
        worker: Open(me),
        conflict_kind: Open(detected),
        noted_at: Open(desk.now()),
        tie: Private::new(Some(Narrative("The file names this worker, or is about them.".to_owned()))),
        yielded_to: Open(None),
        yielded_at: Open(None),
        yielded_because: Private::new(None),
    };
    let by = Author::Job { name: "conflicts".to_owned() };
    let written = Written { by, because: None, set: None, withdrawn: false };
    let record = desk.new_record();
    let act = Act::new(view.id, "conflict.detect", purpose);
    act.run(
        desk,
        Action::OpenFile,
        |_| Ok(None),
        |_, amending| {
            amending.add(record, ConflictOfInterest::SCHEMA, tie.to_fields(), written.clone(), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await?;
    Ok(true)
}

fn known(view: &FileView) -> impl Iterator<Item = (RecordId, ConflictOfInterest)> {
    view.all::<ConflictOfInterest>().into_iter()
}

/// The ties of others that the records suggest and nobody has looked at.
pub fn suspected_ties(view: &FileView) -> Vec<(RecordId, ConflictOfInterest)> {
    let me = view.desk.subject().worker;
    known(view).filter(|(_, tie)| !tie.declared() && tie.yielded_to.is_none() && *tie.worker != me).collect()
}

/// Sets aside, as the second person, a tie that the records suggest: the file opens to the worker again.
///
/// # Errors
/// [`Failure::Problems`] where no reason is given, [`Failure::Absent`] where no such tie of somebody else stands, and what access and
/// the store refuse.
pub async fn set_tie_aside(desk: &Desk, file: FileId, record: RecordId, because: &str) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say what you looked at").into());
    }
    let absent = || Failure::Absent("there is no such tie to be set aside");
    let act = Act::new(file, "conflict.set_aside", None);
    act.run(
        desk,
        Action::OpenFile,
        |_| Ok(Some(Action::ApproveAccess)),
        |_, amending| {
            let held = amending.file().record(record).filter(|held| !held.withdrawn()).ok_or_else(absent)?;
            let mut tie = ConflictOfInterest::from_fields(&held.current().fields).map_err(|_| absent())?;
            if tie.declared() || tie.yielded_to.is_some() || *tie.worker == desk.subject().worker {
                return Err(absent());
            }
            let version = held.current().number + 1;
            tie.yielded_to = Open(Some(desk.subject().worker));
            tie.yielded_at = Open(Some(desk.now()));
            tie.yielded_because = Private::new(Some(Narrative(because.to_owned())));
            amending.correct(record, tie.to_fields(), desk.written(Some(because.to_owned())), desk.now());
            Ok(Saved { record, version })
        },
    )
    .await
}
