//! Finding somebody for a field of a form that is being written: what the form held stands in its draft, whoever is chosen is
//! put there, and the form is shown again. What was typed is posted, so that no name stands in an address.

use axum::{
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    people,
    recording::{DraftKey, draft_key, keep_draft, kept_draft},
};
use hearth_record::{
    FieldSchema, KindSchema,
    ids::{PersonId, RecordId},
    value::ValueType,
};

use super::{Sent, file::Opened, find, taken};
use crate::{
    answer::{Answer, page as rendered},
    field, paths,
    view::{
        Link,
        people::{Asked, ChoosePersonPage, Found},
    },
};

/// The form that asked, and its field.
struct Asking {
    kind: &'static KindSchema,
    field: &'static FieldSchema,
    draft: DraftKey,
    /// The address of the form.
    form: String,
    /// The address of this page.
    here: String,
}

impl Asking {
    /// The field `name` of the form called `form`, such as `add:relationship`.
    fn of(opened: &Opened, form: &str, name: &str) -> Result<Self, Answer> {
        let lost = || Answer::NotFound(Box::new(opened.frame("")));
        let (act, what) = form.split_once(':').ok_or_else(lost)?;
        let (kind, address) = match act {
            "add" => hearth_record::kind(what).map(|kind| (kind, paths::add(opened.view.id, what))),
            "correct" => what.parse::<RecordId>().ok().and_then(|id| opened.view.record(id)).map(|held| {
                let address = paths::correct(opened.view.id, held.id);
                (held.schema, address)
            }),
            _ => None,
        }
        .ok_or_else(lost)?;
        let field = kind.field(name).filter(|field| field::names_people(&field.value) && opened.view.shows(field));
        Ok(Self {
            kind,
            field: field.ok_or_else(lost)?,
            draft: draft_key(&opened.signed.desk, form, Some(opened.view.id)),
            form: address,
            here: paths::choose_person(opened.view.id, form, name),
        })
    }

    fn page(&self, opened: &Opened, asked: Asked, found: Option<Found>) -> ChoosePersonPage {
        let mut frame = opened.frame("Find somebody");
        frame.back = Some(Link::new(format!("Back to: {}", self.kind.title.to_lowercase()), self.form.clone()));
        let by_name = self.kind.fields.iter().any(|field| field.name == "other_name");
        ChoosePersonPage {
            frame,
            identity: opened.identity(None),
            field: self.field.label.to_owned(),
            action: self.here.clone(),
            asked,
            found,
            form: self.form.clone(),
            by_name,
        }
    }
}

/// `GET /children/{id}/choose/{form}/{field}`
pub async fn page(opened: Opened, Path((_, form, name)): Path<(String, String, String)>) -> Result<Response, Answer> {
    let asking = Asking::of(&opened, &form, &name)?;
    opened.must(Action::Record).await?;
    Ok(rendered(&asking.page(&opened, Asked::default(), None)))
}

/// `POST /children/{id}/choose/{form}/{field}`: finds, or takes the one who was chosen back to the form.
pub async fn post(
    opened: Opened,
    Path((_, form, name)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let asking = Asking::of(&opened, &form, &name)?;
    let posted = taken(&opened.signed, sent)?;
    opened.must(Action::Record).await?;
    if let Ok(person) = posted.one("person").parse::<PersonId>() {
        take(&opened, &asking, person).await?;
        return Ok(Redirect::to(&asking.form).into_response());
    }
    let asked = find::asked(&posted);
    let whole = match find::whole(&asked) {
        Ok(whole) => whole,
        Err(problem) => {
            let asked = Asked { problem: Some(problem), ..asked };
            return Ok(rendered(&asking.page(&opened, asked, None)));
        }
    };
    let found = people::find_to_name(&opened.signed.desk, &opened.view, &whole).await;
    let found = found.map_err(|failure| opened.failed(failure))?;
    let shown = find::shown(&opened.signed, &asked, &found);
    Ok(rendered(&asking.page(&opened, asked, Some(shown))))
}

/// Puts the person into the draft, in place of another where the field holds one.
async fn take(opened: &Opened, asking: &Asking, person: PersonId) -> Result<(), Answer> {
    let desk = &opened.signed.desk;
    let failed = |failure| opened.failed(failure);
    let named = people::named(desk, &opened.view, &[person]).await.map_err(failed)?;
    if named.iter().all(|named| named.name.is_none()) {
        return Err(Answer::NotFound(Box::new(opened.frame(""))));
    }
    let kept = kept_draft(desk, &asking.draft).await.map_err(failed)?;
    let mut pairs = kept.map(|kept| kept.pairs).unwrap_or_default();
    let name = asking.field.name;
    if asking.field.value == ValueType::Person {
        pairs.retain(|(held, _)| held != name);
    }
    let chosen = (name.to_owned(), person.to_string());
    if !pairs.contains(&chosen) {
        pairs.push(chosen);
    }
    keep_draft(desk, &asking.draft, &pairs).await.map_err(failed)
}
