//! The forms within the page of a contact.

use hearth_casework::{
    front_door::{self, Contacted},
    recording::kept_draft,
};
use hearth_record::{
    FieldSchema, Record,
    front_door::{Contact, MashEnquiry},
    ids::{FileId, TeamId},
};

use super::contact::{Sentence, act, decision_draft, draft_name, here};
use crate::{
    answer::Answer,
    field::{self, Offered},
    frame,
    pages::file::Opened,
    paths,
    view::{
        form::{Choice, Control, Field, Posted},
        front_door::Part,
    },
};

/// The fields of a kind that a part of the page asks for.
fn boxes(offered: &Offered, fields: &[&str], kind: &hearth_record::KindSchema, sent: &Sentence) -> Vec<Field> {
    let text = |field: &FieldSchema| sent.posted.text(field.name);
    let mut all = field::form(offered, kind, None, text, &sent.problems);
    let mut found = Vec::new();
    for name in fields {
        if let Some(at) = all.iter().position(|field| field.name == *name) {
            found.push(all.swap_remove(at));
        }
    }
    found
}

/// What a question to an agency asks for.
pub const ASK: &[&str] = &["agency", "agency_name", "question", "minimum", "basis", "answer_by", "worker"];

/// The form that asks an agency.
pub async fn ask_part(opened: &Opened, contacted: &Contacted, sent: &Sentence) -> Result<Part, Answer> {
    let offered = Offered::to(&opened.signed, MashEnquiry::SCHEMA).await?;
    let mut fields = boxes(&offered, ASK, MashEnquiry::SCHEMA, sent);
    for field in &mut fields {
        match field.name.as_str() {
            "question" => {
                field.optional = false;
                field.hint = Some(
                    "Ask what you need to decide, and no more. They are told the names, dates of birth and address."
                        .to_owned(),
                );
            }
            "basis" => field.optional = false,
            "worker" => {
                "Who is to answer".clone_into(&mut field.label);
                field.hint = Some(
                    "Somebody of the agency who has an account here sees the question, and nothing else".to_owned(),
                );
            }
            _ => {}
        }
        if let Control::Narrative(_, rows) = &mut field.control {
            *rows = 3;
        }
    }
    Ok(Part {
        action: act(opened, contacted, "checks"),
        draft: None,
        saved: None,
        fields,
        submit: "Ask".to_owned(),
        fold: Some("Ask an agency".to_owned()),
    })
}

/// The form that records what the family knows.
pub fn consent_part(opened: &Opened, contacted: &Contacted, sent: &Sentence) -> Part {
    let mut again = Sentence { posted: sent.posted.clone(), problems: sent.problems.clone(), ..Sentence::default() };
    if sent.posted.pairs().iter().all(|(name, _)| name != "consent_known")
        && let Some(held) = opened.view.record(here(contacted).1)
    {
        let typed = field::typed(&held.current().fields);
        let pair = |name: &str| Contact::SCHEMA.field(name).map(|field| (name.to_owned(), typed(field)));
        again.posted = Posted::new(["consent_known", "consent_because"].into_iter().filter_map(pair).collect());
    }
    let mut fields = boxes(&Offered::default(), &["consent_known", "consent_because"], Contact::SCHEMA, &again);
    for field in &mut fields {
        match field.name.as_str() {
            "consent_known" => {
                "Was a person with parental responsibility told and asked?".clone_into(&mut field.label);
                must_choose(field);
            }
            _ => "Why were they not asked, or what did they say?".clone_into(&mut field.label),
        }
        if let Control::Narrative(_, rows) = &mut field.control {
            *rows = 3;
        }
    }
    Part {
        action: act(opened, contacted, "consent"),
        draft: None,
        saved: None,
        fields,
        submit: "Save".to_owned(),
        fold: Some(if contacted.contact.consent_known.reveal().is_some() { "Change" } else { "Record it" }.to_owned()),
    }
}

/// The form that decides, for each child; what was typed before is in it.
pub async fn decide_part(opened: &Opened, contacted: &Contacted, sent: &Sentence) -> Result<Part, Answer> {
    let desk = &opened.signed.desk;
    let key = decision_draft(opened, contacted);
    let draft = kept_draft(desk, &key).await.map_err(|failure| opened.failed(failure))?;
    let saved = draft.as_ref().map(|draft| format!("Saved {}", frame::moment(draft.saved_at)));
    let typed = sent.posted.pairs().iter().any(|(name, _)| name == "rationale");
    let posted =
        if typed { sent.posted.clone() } else { draft.map_or_else(Posted::default, |draft| Posted::new(draft.pairs)) };
    let files: Vec<FileId> = contacted.undecided().map(|(_, member)| member.file).collect();
    let proposed = front_door::proposed_team(desk, &files).await.map_err(|failure| opened.failed(failure))?;
    let mut fields = Vec::new();
    for ((n, member), proposed) in contacted.undecided().zip(&proposed) {
        fields.extend(ruling(opened, n, &member.name, *proposed, &posted, sent));
    }
    let again = Sentence { posted, ..Sentence::default() };
    for mut field in boxes(&Offered::default(), &["threshold", "rationale"], Contact::SCHEMA, &again) {
        let objection =
            sent.objections.iter().find(|objection| objection.of.is_none() && objection.field == field.name);
        field.error = objection.map(|objection| format!("{} {}", field.label.trim_end_matches('?'), objection.message));
        must_choose(&mut field);
        if fields.iter().all(|field: &Field| field.name != "threshold") {
            field.part = Some("Level of need and reason".to_owned());
        }
        fields.push(field);
    }
    Ok(Part {
        action: act(opened, contacted, "decision"),
        draft: Some(format!("{}/draft/{}", paths::file(opened.view.id), draft_name(contacted))),
        saved,
        fields,
        submit: "Decide".to_owned(),
        fold: None,
    })
}

/// Without a choice that says that nothing is chosen.
fn must_choose(field: &mut Field) {
    field.optional = false;
    if let Control::Radios(choices) = &mut field.control {
        choices.retain(|choice| !choice.value.is_empty());
    }
}

/// What is decided for one child: the decision, and the team of a referral, which is the one of the child's address where that
/// has one.
fn ruling(
    opened: &Opened,
    n: usize,
    child: &str,
    proposed: Option<TeamId>,
    posted: &Posted,
    sent: &Sentence,
) -> Vec<Field> {
    let wrong = |field: &str, label: &str| {
        let objection = sent.objections.iter().find(|objection| objection.of == Some(n) && objection.field == field);
        objection.map(|objection| format!("{label} {}", objection.message))
    };
    let of = Sentence {
        posted: Posted::new(vec![("decision".to_owned(), posted.one(&format!("decision-{n}")).to_owned())]),
        ..Sentence::default()
    };
    let mut fields = boxes(&Offered::default(), &["decision"], Contact::SCHEMA, &of);
    if let Some(decision) = fields.first_mut() {
        decision.name = format!("decision-{n}");
        decision.label = format!("What happens for {child}?");
        decision.part = Some(child.to_owned());
        decision.error = wrong("decision", "What happens");
        must_choose(decision);
    }
    let Ok(pack) = opened.signed.desk.pack() else { return fields };
    let held = posted.one(&format!("team-{n}"));
    let chosen =
        if held.is_empty() { proposed.map(|team| team.to_string()).unwrap_or_default() } else { held.to_owned() };
    let mut teams: Vec<Choice> = pack
        .teams
        .iter()
        .filter(|team| !team.front_door)
        .map(|team| {
            let id = pack.team_id(&team.code).to_string();
            Choice::new(id.clone(), team.name.clone()).chosen_if(id == chosen)
        })
        .collect();
    teams.insert(0, Choice::new("", "Choose").chosen_if(chosen.is_empty()));
    let area = proposed.and_then(|team| pack.team(team)).map(|team| team.name.clone());
    fields.push(Field {
        name: format!("team-{n}"),
        label: "Team, for a referral".to_owned(),
        hint: Some(area.as_ref().map_or_else(
            || "No team has the area of this child’s address".to_owned(),
            |area| format!("{area} works where the child lives"),
        )),
        error: wrong("team", "The team"),
        optional: false,
        part: None,
        control: Control::Select(teams),
    });
    fields.push(Field {
        name: format!("team_because-{n}"),
        label: "Why another team?".to_owned(),
        hint: None,
        error: wrong("team_because", "The reason"),
        optional: true,
        part: None,
        control: Control::Text(crate::view::form::TextBox {
            value: posted.one(&format!("team_because-{n}")).to_owned(),
            ..Default::default()
        }),
    });
    fields
}

/// The form that records what whoever told us was told, with words to begin with.
pub fn feedback_part(opened: &Opened, contacted: &Contacted, sent: &Sentence) -> Part {
    let desk = &opened.signed.desk;
    let council = desk.pack().map(|pack| pack.name.clone()).unwrap_or_default();
    let typed = sent.posted.pairs().iter().any(|(name, _)| name == "feedback");
    let words = front_door::feedback(contacted, &council).unwrap_or_default();
    let text = if typed { sent.posted.text("feedback") } else { words };
    let again = Sentence {
        posted: Posted::new(vec![("feedback".to_owned(), text)]),
        problems: sent.problems.clone(),
        ..Sentence::default()
    };
    let mut fields = boxes(&Offered::default(), &["feedback"], Contact::SCHEMA, &again);
    for field in &mut fields {
        "What you tell them".clone_into(&mut field.label);
        let waiting = contacted.undecided().count() > 0;
        let rest = if waiting {
            ". It says that the other children follow; those are told of when they are decided"
        } else {
            ""
        };
        field.hint =
            Some(format!("It says that they were heard and what was decided, and nothing about the family{rest}"));
        field.optional = false;
        if let Control::Narrative(_, rows) = &mut field.control {
            *rows = 12;
        }
    }
    Part {
        action: act(opened, contacted, "feedback"),
        draft: None,
        saved: None,
        fields,
        submit: if contacted.undecided().count() > 0 {
            "Record that they were told what is decided now".to_owned()
        } else {
            "Record that they were told".to_owned()
        },
        fold: None,
    }
}
