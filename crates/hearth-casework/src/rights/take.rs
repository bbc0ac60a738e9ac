use hearth_access::{Action, Role, role::Group};
use hearth_record::{
    Digest, Fields, Problems, Record,
    class::Open,
    ids::{FileId, RecordId, WorkerId},
    rights::{Complaint, ComplaintStage, DataSubjectRequest},
};
use hearth_store::{Outcome, StoreError};
use jiff::civil::Date;

use super::Typed;
use crate::{
    Desk, Failure,
    access::{Colleague, colleagues},
    act::Act,
    recording::Saved,
    write::{self, Amending},
};

/// What is asked when a request is written down.
pub const TAKEN: [&str; 8] =
    ["right", "received_on", "channel", "requester", "capacity", "authority", "asks_for", "worker"];

/// What the form of a request shows of a file that it does not open: no more than a search does.
pub struct Before {
    /// Whose file it is.
    pub name: String,
    /// Their date of birth.
    pub born: Option<Date>,
    /// Who can answer it.
    pub answerers: Vec<Colleague>,
}

/// What somebody sees who is about to write a request or a complaint down. Four queries and an entry of the audit.
///
/// # Errors
/// What access and the store refuse.
pub async fn before(desk: &Desk, file: FileId) -> Result<Before, Failure> {
    let (_, facts) = desk.facts_of(file, Action::TakeRequest).await?;
    let permit = desk.decided(Action::TakeRequest, &facts, &desk.context(None)).await?;
    let store = &desk.instance().store;
    store.note(vec![desk.entry("request.begin", Some(&permit), Some(file), Outcome::Done)]).await?;
    let sealed = store.digests(&[file]).await?.pop();
    let (_, sealed) = sealed.ok_or_else(|| StoreError::Form(format!("file {file} has no digest")))?;
    let digest = Digest::from_bytes(&sealed).map_err(|e| StoreError::Form(format!("digest of {file}: {e}")))?;
    Ok(Before { name: digest.name.whole(), born: digest.born, answerers: answerers(desk).await? })
}

/// Those who answer requests and complaints. One query.
async fn answerers(desk: &Desk) -> Result<Vec<Colleague>, Failure> {
    let mut found = colleagues(desk).await?;
    found.retain(|known| Role::ALL.iter().any(|role| role.is_in(Group::Rights) && role.name() == known.role));
    Ok(found)
}

/// Who is to answer: whoever was chosen, and whoever writes it down where they answer such things themselves. Where `copies` of the file go
/// with the answer, somebody whose role hands them out.
pub(super) async fn answered_by(
    desk: &Desk,
    chosen: Option<WorkerId>,
    copies: bool,
) -> Result<Open<Option<WorkerId>>, Failure> {
    let can = |role: Role| role.is_in(Group::Rights) && (!copies || role.is_in(Group::Disclosure));
    let own = Some(desk.subject().worker).filter(|_| can(desk.subject().role));
    let worker = chosen.or(own);
    let known = answerers(desk).await?;
    let can_answer = |known: &Colleague| {
        Some(known.worker) == worker && Role::ALL.iter().any(|role| can(*role) && role.name() == known.role)
    };
    if worker.is_some() && (worker == own || known.iter().any(can_answer)) {
        return Ok(Open(worker));
    }
    let why = if copies {
        "must be somebody who hands out copies of files: choose the access to files officer"
    } else {
        "is needed: choose who answers it"
    };
    Err(Problems::at("worker", why).into())
}

/// What somebody sees who is about to take a request or a complaint over.
pub struct ToTakeOver {
    /// Whose file it is.
    pub before: Before,
    /// What is asked for, in words.
    pub what: &'static str,
    /// Who answers it now.
    pub by: Option<String>,
}

/// What is about to be taken over. Five queries, a load and an entry of the audit.
///
/// # Errors
/// [`Failure::Absent`] where there is no such request or complaint, and what access and the store refuse.
pub async fn to_take_over(desk: &Desk, file: FileId, record: RecordId) -> Result<ToTakeOver, Failure> {
    let before = before(desk, file).await?;
    let loaded = write::file_of(&desk.instance().store.load(file, None).await?)?;
    let request = loaded.all::<DataSubjectRequest>().find(|(id, _)| *id == record);
    let complaint = loaded.all::<Complaint>().find(|(id, _)| *id == record);
    let (what, worker) = match (request, complaint) {
        (Some((_, request)), _) => (request.right.words(), *request.worker),
        (None, Some((_, complaint))) => (Complaint::SCHEMA.title, *complaint.worker),
        (None, None) => return Err(Failure::Absent("there is no such request or complaint")),
    };
    let by = before.answerers.iter().find(|known| Some(known.worker) == worker).map(|known| known.name.clone());
    Ok(ToTakeOver { before, what, by })
}

/// Takes over the answer to a request or a complaint from a colleague, who need not be there: the file opens to whoever takes it over, and
/// closes to the other. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Wrong`] for whoever answers no such things, or where nothing is left to answer; [`Failure::Absent`] where there is no such record;
/// and what access and the store refuse.
pub async fn take_over(desk: &Desk, file: FileId, record: RecordId) -> Result<Saved, Failure> {
    let me = Open(Some(desk.subject().worker));
    let role = desk.subject().role;
    Act::new(file, "request.take_over", None)
        .run(
            desk,
            Action::TakeRequest,
            |_| Ok(None),
            |_, amending| {
                let (now, written) = (desk.now(), || desk.written(None));
                let found = amending.file().all::<DataSubjectRequest>().find(|(id, _)| *id == record);
                if let Some((_, request)) = found {
                    may_answer(role, request.is_access(), request.is_over())?;
                    let taken = DataSubjectRequest { worker: me, ..request };
                    amending.correct(record, taken.to_fields(), written(), now);
                    return Ok(saved(amending, record));
                }
                let found = amending.file().all::<Complaint>().find(|(id, _)| *id == record);
                let (_, complaint) = found.ok_or(Failure::Absent("there is no such request or complaint"))?;
                may_answer(role, false, complaint.closed_on.is_some())?;
                let stages: Vec<(RecordId, ComplaintStage)> = amending
                    .file()
                    .all::<ComplaintStage>()
                    .filter(|(_, stage)| *stage.complaint == record && stage.responded_on.is_none())
                    .collect();
                amending.correct(record, Complaint { worker: me, ..complaint }.to_fields(), written(), now);
                for (id, stage) in stages {
                    amending.correct(id, ComplaintStage { worker: me, ..stage }.to_fields(), written(), now);
                }
                Ok(saved(amending, record))
            },
        )
        .await
}

fn may_answer(role: Role, copies: bool, over: bool) -> Result<(), Failure> {
    if over {
        return Err(Failure::Wrong("nothing is left to answer here".to_owned()));
    }
    if !role.is_in(Group::Rights) || copies && !role.is_in(Group::Disclosure) {
        return Err(Failure::Wrong(
            "this is answered by the access to files officer: ask one to take it over".to_owned(),
        ));
    }
    Ok(())
}

fn saved(amending: &Amending, record: RecordId) -> Saved {
    Saved { record, version: amending.file().record(record).map_or(1, |held| held.current().number) }
}

/// Writes down that somebody asks, in the file of whom it is about and without opening it. From the day on which it came nothing of the file
/// is destroyed, and its time runs. Whoever is to answer has a task on the file from now on. Three queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing, and what access and the store refuse.
pub async fn take(desk: &Desk, file: FileId, posted: impl Fn(&str) -> String) -> Result<Saved, Failure> {
    let typed = Typed::of(&TAKEN, posted);
    let mut problems = typed.lacks(&["channel"]);
    let read = typed.read::<DataSubjectRequest>(&Fields::new(), desk.today());
    let mut request = match read {
        Ok(request) => request,
        Err(Failure::Problems(more)) => {
            problems.join(more);
            return Err(problems.into());
        }
        Err(other) => return Err(other),
    };
    problems.join((DataSubjectRequest::SCHEMA.check)(&request.to_fields()));
    problems.or_ok(())?;
    request.worker = answered_by(desk, *request.worker, request.is_access()).await?;
    let record = desk.new_record();
    Act::new(file, "request.take", None)
        .run(
            desk,
            Action::TakeRequest,
            |_| Ok(None),
            |_, amending| {
                let fields = request.to_fields();
                amending.add(record, DataSubjectRequest::SCHEMA, fields, desk.written(None), desk.now(), None);
                Ok(Saved { record, version: 1 })
            },
        )
        .await
}
