//! Deciding to share, or not to: what a form proposes is looked at, and what holds is written into the file.

use hearth_access::Action;
use hearth_record::{Record, sharing::Shared};
use hearth_store::{DraftKey, Outcome};

use super::{
    asked::Asked,
    deciding::{Decided, Deciding},
    items::{Item, Offering},
    needs::Need,
    taint::{Taint, Whose},
};
use crate::{Desk, Failure, FileView, act::Act, governance::registers::live, recording::Saved};

/// The items that a recipient may have of a file for a need; with `all`, also what the need does not ask for. Four queries at most.
///
/// # Errors
/// [`Failure::Absent`] where there is no such recipient or need, and what the store refuses.
pub async fn offered(
    desk: &Desk,
    view: &FileView,
    recipient: &str,
    need: &str,
    all: bool,
) -> Result<Vec<Item>, Failure> {
    let pack = desk.pack()?;
    let code = recipient.split(':').next().unwrap_or_default();
    let recipient = pack.recipient(code).ok_or(Failure::Absent("there is no such recipient"))?;
    let need = Need::of(need).filter(|need| need.is_of(recipient)).ok_or(Failure::Absent("there is no such need"))?;
    let taint = taint(desk, view).await?;
    let offering = Offering { pack, recipient, need, taint: &taint, today: desk.today() };
    Ok(offering.items(view, all))
}

/// What would be shared, before anybody says so. Six queries at most and a load; where it cannot be shared, an entry of the audit says that
/// somebody was told why.
///
/// # Errors
/// [`Failure::Problems`] with all that stands in its way and how to make it lawful, and what access and the store refuse.
pub async fn preview(desk: &Desk, view: &FileView, asked: &Asked<'_>) -> Result<Decided, Failure> {
    desk.decided(Action::Share, &view.facts, &desk.context(view.purpose())).await?;
    let decided = weigh(desk, view, asked).await;
    if let Err(Failure::Problems(problems)) = &decided {
        let mut entry = desk.entry("share.refuse", None, Some(view.id), Outcome::Denied);
        entry.detail = Some(problems.to_string().into_bytes());
        desk.instance().store.note(vec![entry]).await?;
    }
    decided
}

/// What the file, the register, the agreements and the family's answers say to what is proposed; who asks was decided, and nothing is
/// written. Six queries at most, and a load.
///
/// # Errors
/// [`Failure::Problems`] with all that stands in its way, and what the store refuses.
pub async fn weigh(desk: &Desk, view: &FileView, asked: &Asked<'_>) -> Result<Decided, Failure> {
    let (registers, taint) = tokio::join!(live(desk.instance(), desk.authority()), taint(desk, view));
    Deciding::new(desk, view, desk.pack()?, (&registers?, &taint?)).decide(asked)
}

/// Decides: what [`preview`] showed is written into the file, and goes when it could be taken back for long enough, once a second person
/// agreed where that is needed. Deciding not to share is written in the same way. Six queries, a load and a change.
///
/// # Errors
/// As [`preview`].
pub async fn decide(
    desk: &Desk,
    view: &FileView,
    asked: &Asked<'_>,
    draft: Option<&DraftKey>,
) -> Result<Saved, Failure> {
    let Decided { shared, .. } = preview(desk, view, asked).await?;
    let code = if shared.is_withheld() { "share.withhold" } else { "share.decide" };
    let act = Act { draft, ..Act::new(view.id, code, view.purpose()) };
    let record = desk.new_record();
    act.run(
        desk,
        Action::Share,
        |_| Ok(None),
        |_, amending| {
            amending.add(record, Shared::SCHEMA, shared.to_fields(), desk.written(None), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await
}

async fn taint(desk: &Desk, view: &FileView) -> Result<Taint, Failure> {
    Taint::of(desk.instance(), &Whose::from(view), &view.file, desk.today()).await
}

/// The title of the agreement under which something was shared, and what sort it is. Two queries and a load.
///
/// # Errors
/// What the store refuses.
pub async fn agreement_of(desk: &Desk, shared: &Shared) -> Result<Option<String>, Failure> {
    let Some(code) = shared.agreement.as_ref() else { return Ok(None) };
    let registers = live(desk.instance(), desk.authority()).await?;
    let held = registers.agreements.iter().find(|agreement| agreement.code == code.0);
    Ok(held.map(|agreement| format!("{} ({})", agreement.name, agreement.kind.words().to_lowercase())))
}
