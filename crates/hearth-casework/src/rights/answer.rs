use hearth_access::{Action, Role, Second};
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::{RecordId, WorkerId},
    rights::DataSubjectRequest,
    sets::{SharingBasis, SharingChannel},
    sharing::Shared,
    value::{Line, Narrative},
};
use hearth_store::Outcome;

use super::{amend, change, request, standing_holds};
use crate::{
    Desk, Failure, FileView,
    access::Holder,
    act::Act,
    court::{Papers, for_person},
    recording::Saved,
    sharing::{Disclosure, Package, Way},
};

/// What is said to whoever would answer somebody of whom nobody knows who they are.
pub const NOT_PROVED: &str = "Nothing was sent: it is not proved yet who asks. Ask for proof, or say how you know them, and write down how \
                              it was proved; then send the answer.";

/// The papers that answer a request: the records that were chosen, without the fields that say who others are and without what leads to
/// somebody who must not be found. Up to ten queries.
///
/// # Errors
/// What the store refuses.
pub async fn papers(desk: &Desk, view: &FileView, request: &DataSubjectRequest) -> Result<Papers, Failure> {
    for_person(desk, view, "What the council holds", &request.items.0).await
}

/// Answers a request through the gate: whoever asked is told what was decided, with the records where they are given. While it is not proved who
/// asks it is refused, and the audit says that somebody tried. Records go only as a second person saw them. Up to twenty queries, a load and
/// a change.
///
/// # Errors
/// [`Failure::Wrong`] with what is missing, [`Failure::Problems`] where it is not said how it goes, [`Failure::Absent`] where there is no such
/// request, and what access, the gate and the store refuse: where anything of it cannot be looked up, nothing goes.
pub async fn answer(desk: &Desk, view: &FileView, record: RecordId, channel: &str) -> Result<Saved, Failure> {
    let request = request(view, record)?;
    super::open(&request)?;
    if let Some(why) = stands_in_the_way(&request) {
        let mut entry = desk.entry("request.answer", Some(&view.permit), Some(view.id), Outcome::Denied);
        entry.record = Some(record);
        entry.detail = Some(why.as_bytes().to_vec());
        desk.instance().store.note(vec![entry]).await?;
        return Err(Failure::Wrong(why.to_owned()));
    }
    if request.is("DEFERRED") {
        still_held(desk, view, &request).await?;
    }
    let channel = SharingChannel::parse(channel.trim());
    let channel = channel.map_err(|_| Problems::at("channel", "is needed: say how it goes to them"))?;
    let papers = if request.gives_records() { Some(as_agreed(desk, view, &request).await?) } else { None };
    let second = match *request.agreed_by {
        Some(worker) if papers.is_some() => Some(Second { worker, role: role_of(desk, worker).await? }),
        _ => None,
    };
    let mut share = gate(desk, record, &request, papers.as_ref())?;
    share.channel = Open(Some(channel));
    let told_in = desk.new_record();
    let (action, act) = (
        if second.is_some() { Action::Export } else { Action::Record },
        Act { second, ..Act::new(view.id, "request.answer", view.purpose()) },
    );
    act.run(
        desk,
        action,
        |_| Ok(None),
        |_, amending| {
            amending.add(told_in, Shared::SCHEMA, share.to_fields(), desk.written(None), desk.now(), None);
            change(desk, amending, record, |now| {
                // What was decided, proved or agreed in between is looked at once more.
                let same = now.to_fields() == request.to_fields();
                if !same {
                    return Err(Failure::Wrong("the request has changed meanwhile: look at it again".to_owned()));
                }
                now.answered_on = Open(Some(desk.today()));
                now.told_in = Open(Some(told_in));
                Ok(())
            })
        },
    )
    .await
}

fn stands_in_the_way(request: &DataSubjectRequest) -> Option<&'static str> {
    if request.identity_proved_on.is_none() {
        return Some(NOT_PROVED);
    }
    if request.outcome.is_none() {
        return Some("Nothing was sent: decide first what they are told.");
    }
    let alone = request.gives_records() && request.agreed_by.is_none();
    alone.then_some("Nothing was sent: a second person has to look at the papers first.")
}

/// Hands the papers that answered a request to whoever sends them. Up to ten queries and an entry.
///
/// # Errors
/// [`Failure::Wrong`] where it was not answered with papers, or the records changed since; and what the store refuses.
pub async fn hand_over(desk: &Desk, view: &FileView, record: RecordId) -> Result<Package, Failure> {
    let request = request(view, record)?;
    if request.told_in.is_none() || !request.gives_records() {
        return Err(Failure::Wrong("no papers went with this answer: send the answer first".to_owned()));
    }
    let bytes = as_agreed(desk, view, &request).await?.pdf()?;
    let mut entry = desk.entry("request.hand_over", Some(&view.permit), Some(view.id), Outcome::Done);
    entry.record = Some(record);
    desk.instance().store.note(vec![entry]).await?;
    Ok(Package { name: "answer.pdf".to_owned(), media_type: "application/pdf", bytes })
}

/// Closes a request whose answer went: the file closes to whoever answered it. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Wrong`] before it was answered, and what access and the store refuse.
pub async fn finish(desk: &Desk, view: &FileView, record: RecordId) -> Result<Saved, Failure> {
    Act::new(view.id, "request.close", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                amend(desk, amending, record, |request| {
                    if request.answered_on.is_none() || request.closed_on.is_some() {
                        return Err(Failure::Wrong("only a request that was answered can be closed, once".to_owned()));
                    }
                    request.closed_on = Open(Some(desk.today()));
                    Ok(())
                })
            },
        )
        .await
}

/// Goes on only while one of the holds stands for which it is put off: else nothing would take it up again.
async fn still_held(desk: &Desk, view: &FileView, request: &DataSubjectRequest) -> Result<(), Failure> {
    let standing = standing_holds(desk, view).await?;
    if standing.iter().any(|(hold, _)| request.holds.iter().any(|held| held.0 == hold.to_string())) {
        return Ok(());
    }
    Err(Failure::Wrong("nothing was sent: the hold was released meanwhile, so decide this request again".to_owned()))
}

/// The papers, where they are still those that a second person saw.
async fn as_agreed(desk: &Desk, view: &FileView, request: &DataSubjectRequest) -> Result<Papers, Failure> {
    let papers = papers(desk, view, request).await?;
    let agreed = request.sha256.reveal().as_ref().is_some_and(|agreed| agreed.0 == papers.sha256());
    if agreed {
        return Ok(papers);
    }
    Err(Failure::Wrong(
        "the records have changed since these papers were put together; decide again, and have a second person look at them".to_owned(),
    ))
}

/// In which role the second person acts.
async fn role_of(desk: &Desk, worker: WorkerId) -> Result<Role, Failure> {
    for account in desk.instance().store.accounts(desk.authority()).await? {
        let holder = Holder::of(&account)?;
        if holder.worker == worker
            && let Ok(role) = holder.role.parse()
        {
            return Ok(role);
        }
    }
    Err(Failure::Wrong(
        "whoever looked at the papers has no account any more: have somebody else look at them".to_owned(),
    ))
}

fn gate(
    desk: &Desk,
    record: RecordId,
    request: &DataSubjectRequest,
    papers: Option<&Papers>,
) -> Result<Shared, Failure> {
    let basis = SharingBasis::parse("LEGAL").map_err(|e| Failure::Wrong(e.to_string()))?;
    let capacity = request.capacity.reveal().words();
    let recipient = format!("{}, {}", request.requester.reveal().0, capacity.to_lowercase());
    let purpose = format!("Answer to a request: {}", request.right.words().to_lowercase());
    let decided = request.outcome.map(|outcome| outcome.meaning().to_owned()).unwrap_or_default();
    let reason = request.reason.reveal().as_ref().map(|why| why.0.clone());
    let list = papers.map(|papers| {
        let lines = papers.index.iter().enumerate().map(|(n, entry)| format!("{}. {}", n + 1, entry.title));
        lines.collect::<Vec<_>>().join("\n")
    });
    let what = [Some(decided), reason, list].into_iter().flatten().collect::<Vec<_>>().join("\n");
    let gate = Disclosure {
        way: Way::Request,
        recipient: &recipient,
        purpose: &purpose,
        basis: Some(basis),
        because: Some(law(request.right.code())),
        what: Some(&what),
        from: Some(record),
    };
    let mut share = gate.pass(desk, desk.now())?;
    share.request = Private::new(request.asks_for.reveal().as_ref().map(|asked| Narrative(asked.0.clone())));
    share.sha256 = Private::new(papers.map(|papers| Line(papers.sha256())));
    share.approved_by = Open(*request.agreed_by);
    share.approved_at = Open(*request.agreed_at);
    Ok(share)
}

/// The law by which a right has to be answered.
fn law(right: &str) -> &'static str {
    match right {
        "ACCESS" => "UK GDPR Articles 12 and 15; Data Protection Act 2018 Schedules 2 and 3",
        "RECTIFY" => "UK GDPR Articles 12 and 16",
        "ERASE" => "UK GDPR Articles 12 and 17",
        "RESTRICT" => "UK GDPR Articles 12 and 18",
        "PORT" => "UK GDPR Articles 12 and 20",
        "AUTO" => "UK GDPR Articles 12 and 22A to 22D",
        _ => "UK GDPR Articles 12 and 21",
    }
}
