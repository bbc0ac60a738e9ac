//! Recording a visit or a note: the daily case on one page, once for all the children it is about.

mod fields;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    people::{self, Relative},
    recording::{self, AddedToEach, Sibling, draft_key, kept_draft, read_form},
};
use hearth_record::{
    Fields, FileType, Flag, KindSchema, Problems, Record,
    ids::{FileId, RecordId},
    recording::{CaseNote, Visit},
};

use super::{Sent, file::Opened, taken, without_page_fields};
use crate::{
    answer::{Answer, page as rendered, show},
    field::{self, Offered},
    frame, paths,
    view::form::{FormPage, Posted},
};
use fields::{Fieldset, voice_of};

/// What a form says of this child, where it lists several.
const THIS_CHILD: &str = "yes";

/// What stands around a form: who else it may be about.
struct Scene {
    kind: &'static KindSchema,
    siblings: Vec<Sibling>,
    adults: Vec<Relative>,
    offered: Offered,
}

/// `GET /children/{id}/add/visit`
pub async fn visit(opened: Opened) -> Result<Response, Answer> {
    form(opened, Visit::SCHEMA).await
}

/// `GET /children/{id}/add/case_note`
pub async fn note(opened: Opened) -> Result<Response, Answer> {
    form(opened, CaseNote::SCHEMA).await
}

/// `POST /children/{id}/add/visit`
pub async fn save_visit(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    save(opened, Visit::SCHEMA, sent).await
}

/// `POST /children/{id}/add/case_note`
pub async fn save_note(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    save(opened, CaseNote::SCHEMA, sent).await
}

async fn form(opened: Opened, kind: &'static KindSchema) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let desk = &opened.signed.desk;
    let key = draft_key(desk, &form_name(kind), Some(opened.view.id));
    let draft = kept_draft(desk, &key).await.map_err(|failure| opened.failed(failure))?;
    let saved = draft.as_ref().map(|draft| format!("Saved {}", frame::moment(draft.saved_at)));
    let posted = draft.map_or_else(|| begun(kind, &opened), |draft| Posted::new(draft.pairs));
    let scene = Scene::around(kind, &opened, &posted).await?;
    Ok(rendered(&page(&scene, &opened, &posted, saved, &Problems::none())))
}

async fn save(opened: Opened, kind: &'static KindSchema, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    opened.must(Action::Record).await?;
    let desk = &opened.signed.desk;
    let key = draft_key(desk, &form_name(kind), Some(opened.view.id));
    // What was typed is safe before anything else can refuse it.
    recording::keep_draft(desk, &key, &without_page_fields(&posted)).await.map_err(|failure| opened.failed(failure))?;
    if posted.one("act") == "draft" {
        return Ok(Redirect::to(&paths::file(opened.view.id)).into_response());
    }
    if let Some(field) = posted.one("act").strip_prefix("find:") {
        return Ok(Redirect::to(&paths::choose_person(opened.view.id, &form_name(kind), field)).into_response());
    }
    let scene = Scene::around(kind, &opened, &posted).await?;
    let saved = match scene.files(&opened, &posted) {
        Ok(files) => {
            for (_, fields) in &files {
                let known = people::must_be_known(desk, &opened.view, kind, &Fields::new(), fields).await;
                known.map_err(|failure| opened.failed(failure))?;
            }
            let once = posted.one("record").parse::<RecordId>().ok();
            let added = AddedToEach { kind, files, once, purpose: opened.view.purpose(), draft: Some(&key) };
            recording::add_to_each(desk, added).await
        }
        Err(problems) => Err(Failure::Problems(problems)),
    };
    match saved {
        Ok(saved) => {
            let record = saved.iter().find(|(file, _)| *file == opened.view.id).map(|(_, saved)| saved.record);
            let to = record.map_or_else(|| paths::file(opened.view.id), |id| paths::record(opened.view.id, id));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Failure::Problems(problems)) => {
            let kept = Some(format!("Kept as a draft {}", frame::moment(desk.now())));
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page(&scene, &opened, &posted, kept, &problems)))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

fn form_name(kind: &KindSchema) -> String {
    format!("add:{}", kind.kind)
}

/// A form that nobody began: what is known stands there already.
fn begun(kind: &KindSchema, opened: &Opened) -> Posted {
    let (view, desk) = (&opened.view, &opened.signed.desk);
    let mut pairs = vec![("activity", purpose_of(opened).to_owned())];
    if kind.kind == Visit::SCHEMA.kind {
        pairs.push(("context", context_of(opened).to_owned()));
        pairs.push(("visited_on", view.today.to_string()));
    } else {
        pairs.push(("occurred_at", desk.now().to_string()));
    }
    Posted::new(pairs.into_iter().map(|(name, text)| (name.to_owned(), text)).collect())
}

/// Under which duty a visit is probably made: the heaviest that stands.
fn context_of(opened: &Opened) -> &'static str {
    let view = &opened.view;
    match view.file_type {
        FileType::FosterCarer => "FOSTER_CARER",
        FileType::Adoption => "ADOPTION",
        _ if view.has(Flag::ProtectionPlan) => "CP",
        _ if view.has(Flag::LookedAfter) => "CLA",
        _ if view.has(Flag::InNeedPlan) => "CIN",
        _ if view.all::<hearth_record::care_leaver::CareLeaver>().is_empty() => "ASSESSMENT",
        _ => "CARE_LEAVER",
    }
}

/// What the work is probably for.
fn purpose_of(opened: &Opened) -> &'static str {
    match context_of(opened) {
        "CP" | "CLA" => "SAFEGUARDING",
        "ASSESSMENT" => "ASSESSMENT",
        "CIN" | "CARE_LEAVER" => "SUPPORT",
        _ => "SERVICE",
    }
}

impl Scene {
    /// A few queries, and at most five more for each brother or sister.
    async fn around(kind: &'static KindSchema, opened: &Opened, posted: &Posted) -> Result<Self, Answer> {
        let desk = &opened.signed.desk;
        let failed = |failure| opened.failed(failure);
        let siblings = match opened.view.file_type {
            FileType::Care => recording::siblings(desk, &opened.view).await.map_err(failed)?,
            _ => Vec::new(),
        };
        let mut adults = Vec::new();
        if kind.kind == Visit::SCHEMA.kind {
            adults = people::family(desk, &opened.view).await.map_err(failed)?;
            adults.retain(|known| {
                let child = known.file.is_some_and(|file| siblings.iter().any(|sibling| sibling.file == file));
                known.ended.is_none() && !known.no_contact && !child && grown(opened, known)
            });
        }
        let offered = Offered::in_file(opened, kind, posted).await?;
        Ok(Self { kind, siblings, adults, offered })
    }

    /// The files to write into, each with the values of its record; this child's comes first.
    fn files(&self, opened: &Opened, posted: &Posted) -> Result<Vec<(FileId, Fields)>, Problems> {
        let chosen = if self.kind.kind == Visit::SCHEMA.kind { "child_seen" } else { "also" };
        let also: Vec<&Sibling> =
            self.siblings.iter().filter(|sibling| ticked(posted, chosen, &sibling.file.to_string())).collect();
        let mut files = vec![(opened.view.id, self.fields(opened, posted, None)?)];
        for sibling in also {
            files.push((sibling.file, self.fields(opened, posted, Some(sibling))?));
        }
        Ok(files)
    }

    fn fields(&self, opened: &Opened, posted: &Posted, of: Option<&Sibling>) -> Result<Fields, Problems> {
        let who = of.map_or_else(|| THIS_CHILD.to_owned(), |sibling| sibling.file.to_string());
        let child = opened.view.file_type == FileType::Care;
        let seen = ticked(posted, "child_seen", &who);
        let yes_no = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
        let text = |name: &str| match name {
            "child_seen" if child && posted.text("attempted_only") != "yes" => yes_no(seen),
            "seen_alone" if child => {
                if seen {
                    yes_no(ticked(posted, "seen_alone", &who))
                } else {
                    String::new()
                }
            }
            "child_seen" | "seen_alone" if posted.text(name).contains('\n') => String::new(),
            "voice" => posted.text(&voice_of(of)),
            "activity" if posted.text(name).is_empty() => purpose_of(opened).to_owned(),
            "worker" if posted.text(name).is_empty() => opened.signed.desk.subject().worker.to_string(),
            name => posted.text(name),
        };
        let texts: Vec<(&str, String)> = self.kind.form().map(|field| (field.name, text(field.name))).collect();
        let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
        read_form(self.kind, &Fields::new(), text_of)
    }
}

fn ticked(posted: &Posted, name: &str, value: &str) -> bool {
    posted.all(name).flat_map(|sent| sent.split('\n')).any(|sent| sent.trim() == value)
}

/// Whether somebody of the family is offered among those who were there: whoever is neither known to be a child nor, at an age that
/// nobody knows, a brother or sister.
fn grown(opened: &Opened, known: &Relative) -> bool {
    let sibling = known.relationship.to_lowercase().contains("brother");
    known.born.map_or(!sibling, |born| hearth_calendar::age(born, opened.view.today).is_some_and(|age| age.years >= 16))
}

fn page(scene: &Scene, opened: &Opened, posted: &Posted, saved: Option<String>, problems: &Problems) -> FormPage {
    let is_visit = scene.kind.kind == Visit::SCHEMA.kind;
    let called = called(opened);
    let heading =
        if is_visit { format!("Record a visit to {called}") } else { format!("Record a note about {called}") };
    let fields = Fieldset::of(scene, opened, posted, problems);
    let record = match posted.one("record") {
        "" => recording::propose(&opened.signed.desk).to_string(),
        id => id.to_owned(),
    };
    FormPage {
        frame: opened.frame(if is_visit { "Record a visit" } else { "Record a note" }),
        identity: Some(opened.identity(None)),
        heading,
        intro: None,
        warning: None,
        action: paths::add(opened.view.id, scene.kind.kind),
        draft: Some(format!("{}/draft/{}", paths::file(opened.view.id), form_name(scene.kind))),
        saved,
        fields: if is_visit { fields.visit() } else { fields.note() },
        problems: field::of_the_whole(problems),
        hidden: vec![("record".to_owned(), record)],
        submit: if is_visit { "Record visit" } else { "Record note" }.to_owned(),
        cancel: paths::file(opened.view.id),
    }
}

/// What the child is called in a sentence.
fn called(opened: &Opened) -> String {
    opened.view.digest.name.given.split_whitespace().next().unwrap_or("this person").to_owned()
}
