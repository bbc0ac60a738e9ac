//! A form of a contact that was sent before and comes again with other words, such as after the way back: whoever sent it says
//! whether they meant to correct what is saved or to record another contact. Until then nothing is written and nothing is lost.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::{Purpose, role::Group};
use hearth_casework::{
    FileView,
    front_door::{self, Received},
    recording::{self, draft_key},
};
use hearth_record::{Fields, Record, front_door::Contact, ids::RecordId};

use super::{
    forms::{CONTACT, Taken},
    known::checking,
    taking::key,
};
use crate::{
    answer::{Answer, show},
    field, frame,
    guard::Signed,
    paths,
    view::{
        Link,
        form::Posted,
        front_door::{Changed, SavedBeforePage},
    },
};

/// What is said before anybody is asked who they are: the page that asks what was meant, or the way to the contact where the form says
/// nothing else than it did. `None` where the form was not sent before.
pub async fn asked(signed: &Signed, read: &Taken, form: &str) -> Result<Option<Response>, Answer> {
    let desk = &signed.desk;
    let framed = |failure| Answer::framed(failure, signed, None);
    let Some(first) = front_door::sent_before(desk, form).await.map_err(framed)? else { return Ok(None) };
    let named = front_door::named_as(read.people.iter().map(|(_, told)| told));
    let same = saved(signed, first).await.is_ok_and(|saved| changed(&saved, &read.contact, &named).is_empty());
    if !same {
        return Ok(Some(page(signed, &read.contact, &named, first).await));
    }
    recording::drop_draft(desk, &key(desk)).await.map_err(framed)?;
    let to = format!("{}{}", paths::contact(first.file, first.record), checking(desk));
    Ok(Some(Redirect::to(&to).into_response()))
}

/// The page that asks what was meant.
pub async fn page(signed: &Signed, contact: &Fields, named_as: &str, first: Received) -> Response {
    let saved = saved(signed, first).await.ok();
    let changed = saved.as_ref().map(|saved| changed(saved, contact, named_as)).unwrap_or_default();
    let contact = format!("{}{}", paths::contact(first.file, first.record), checking(&signed.desk));
    show(
        StatusCode::CONFLICT,
        &SavedBeforePage {
            frame: frame::of(signed, "You already saved this contact"),
            contact: Link::new("Open the contact that is saved", contact),
            correctable: changed.iter().any(|row| row.correctable),
            changed,
        },
    )
}

/// What stands in the contact that was saved, as far as this reader may see it.
async fn saved(signed: &Signed, first: Received) -> Result<Fields, Answer> {
    let view = opened(signed, first).await?;
    let lost = || Answer::NotFound(Box::new(frame::of(signed, "")));
    let held = view.record(first.record).ok_or_else(lost)?;
    let mut fields = held.current().fields.clone();
    for name in view.kept_from(held) {
        fields.set(name, None);
    }
    Ok(fields)
}

async fn opened(signed: &Signed, first: Received) -> Result<FileView, Answer> {
    let desk = &signed.desk;
    let purpose = desk.subject().role.is_in(Group::FrontDoor).then_some(Purpose::FrontDoorCheck);
    desk.open(first.file, purpose, None).await.map_err(|failure| Answer::framed(failure, signed, Some(first.file)))
}

/// What the form says otherwise than the contact.
fn changed(saved: &Fields, new: &Fields, named_as: &str) -> Vec<Changed> {
    let new = new.clone().with(NAMED_AS, named_as);
    let names = CONTACT.iter().map(|(name, _)| *name).chain([NAMED_AS]);
    let names = names.filter(|name| saved.get(name) != new.get(name));
    let words = |fields: &Fields, name: &str| {
        let field = Contact::SCHEMA.field(name)?;
        fields.get(name).map(|json| field.in_words(json))
    };
    let row = |name: &str| Changed {
        label: Contact::SCHEMA.field(name).map_or("", |field| field.label).to_owned(),
        saved: words(saved, name).unwrap_or_else(|| "Not recorded".to_owned()),
        now: words(&new, name).unwrap_or_else(|| "Not recorded".to_owned()),
        correctable: name != NAMED_AS,
    };
    names.map(row).collect()
}

/// Who was named, before anybody found out who they are: that stays as it was told, whoever they are.
const NAMED_AS: &str = "named_as";

/// Takes what the form says to the form that corrects the contact, where it is saved with a reason.
pub async fn correct(signed: &Signed, read: &Taken, form: &str) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let framed = |failure| Answer::framed(failure, signed, None);
    let lost = || Answer::NotFound(Box::new(frame::of(signed, "")));
    let first = front_door::sent_before(desk, form).await.map_err(framed)?.ok_or_else(lost)?;
    let view = opened(signed, first).await?;
    let held = view.record(first.record).ok_or_else(lost)?;
    let mut fields = held.current().fields.clone();
    for (name, _) in CONTACT {
        fields.set(name, read.contact.get(name).cloned());
    }
    let typed = field::typed(&fields);
    let pairs = Contact::SCHEMA.form().map(|field| (field.name.to_owned(), typed(field)));
    let pairs: Vec<(String, String)> = pairs.chain([("from".to_owned(), held.current().number.to_string())]).collect();
    let correction = draft_key(desk, &format!("correct:{}", first.record), Some(first.file));
    recording::keep_draft(desk, &correction, &pairs).await.map_err(framed)?;
    recording::drop_draft(desk, &key(desk)).await.map_err(framed)?;
    let to = format!("{}{}", paths::correct(first.file, first.record), checking(desk));
    Ok(Redirect::to(&to).into_response())
}

/// The same form as one that was never sent: what it says is another contact, and it is asked who they are.
pub async fn as_another(signed: &Signed, draft: &Posted) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let mark = desk.instance().draw(|random| RecordId::new(desk.now(), random));
    let mut pairs: Vec<(String, String)> = draft.pairs().iter().filter(|(name, _)| name != "form").cloned().collect();
    pairs.push(("form".to_owned(), mark.to_string()));
    let kept = recording::keep_draft(desk, &key(desk), &pairs).await;
    kept.map_err(|failure| Answer::framed(failure, signed, None))?;
    Ok(Redirect::to(paths::NEW_CONTACT_WHO).into_response())
}
