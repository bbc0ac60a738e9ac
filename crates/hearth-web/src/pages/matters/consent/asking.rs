//! The forms in which people are asked: about each agency, and about what rests on consent.

use axum::response::Response;
use hearth_access::Action;
use hearth_casework::{
    consent::{self, Answer as Said, Asking},
    settings::DataCategory,
};
use hearth_record::{
    Problems, Record,
    sets::{ConsentCapacity, ConsentGiver, ConsentNotSought},
    sharing::{Consent, ProcessingConsent},
};

use super::super::{NotDone, again, choices, done, field, fields_of, shorter};
use crate::{
    answer::{Answer, page as rendered},
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        form::{Choice, Control, Field, Posted, TextBox},
        matter::{MatterPage, Part, SmallForm},
    },
};

/// `GET /children/{id}/consent/ask`
pub async fn ask_form(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let mut posted = Posted::default();
    if let Some(day) = Some(opened.view.today) {
        posted =
            Posted::new(vec![("asked_on".to_owned(), day.to_string()), ("relied_on".to_owned(), "yes".to_owned())]);
    }
    Ok(rendered(&asking(&opened, &posted, &Problems::none()).await?))
}

/// `POST /children/{id}/consent/ask`
pub async fn ask(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let desk = &opened.signed.desk;
    let pack = desk.pack().map_err(|failure| opened.failed(failure))?;
    let said = |code: &str| posted.one(&format!("answer-{code}")).to_owned();
    let answers = pack.recipients.iter().filter(|known| !said(&known.code).is_empty()).map(|known| {
        let answer = said(&known.code);
        let not_sought = answer == "NOT_SOUGHT";
        Said {
            recipient: known.code.clone(),
            not_sought_because: if not_sought { posted.one("not_sought_because").to_owned() } else { String::new() },
            because: if not_sought || answer == "REFUSED" { posted.one("because").to_owned() } else { String::new() },
            answer,
        }
    });
    let asking_of = Asking { posted: |name: &str| posted.text(name), answers: answers.collect(), proposed: Vec::new() };
    match consent::ask(desk, &opened.view, asking_of).await {
        Ok(_) => Ok(done(&paths::consent(opened.view.id))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(asking(&opened, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// The form: what for, of what, each agency, and who answered.
async fn asking(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let kind = Consent::SCHEMA;
    let names = [
        "asked_on",
        "purpose",
        "categories",
        "explained",
        "language",
        "informed",
        "explicit",
        "document",
        "evidence",
        "expires_on",
        "court_requested",
        "relied_on",
    ];
    let made = fields_of(opened, kind, &names, &["explained", "informed", "explicit"], posted, problems).await?;
    let get = |name: &str| made.iter().find(|field| field.name == name).cloned();
    let mut fields: Vec<Field> = ["asked_on", "purpose"].into_iter().filter_map(get).collect();
    fields.push(categories(opened, posted, problems)?);
    fields.extend(agencies(opened, posted, problems)?);
    fields.push(not_sought(posted, problems));
    let because = field(
        "because",
        "The reason in words",
        "Why nobody was asked, or what they said against it",
        Control::Narrative(posted.one("because").to_owned(), 2),
        problems,
    );
    fields.push(Field { optional: true, ..because });
    fields.extend(giver(opened, posted, problems).await?);
    fields.extend(["explained", "language", "informed", "explicit", "document", "evidence"].into_iter().filter_map(get).map(|of| {
        let hint = match of.name.as_str() {
            "evidence" => Some("Who heard it and how, where nothing was signed. Without a signed form or this, nothing is shared on it".to_owned()),
            "explicit" => Some("They said yes or no in so many words; silence is neither".to_owned()),
            _ => of.hint.clone(),
        };
        Field { hint, control: shorter(of.control), ..of }
    }));
    fields.extend(["expires_on", "relied_on"].into_iter().filter_map(get).map(|of| {
        let hint = (of.name == "relied_on")
            .then(|| "No, where the law lets us share anyway and you asked as good practice: taking it back then stops nothing".to_owned());
        Field { hint: hint.or(of.hint.clone()), ..of }
    }));
    fields.extend(court(get("court_requested"), posted, problems));
    Ok(MatterPage {
        frame: opened.frame("Ask for agreement to share"),
        identity: Some(opened.identity(None)),
        heading: "Ask for agreement to share".to_owned(),
        tag: None,
        intro: Some(
            "Go through the agencies with them one by one. An agency that you do not speak of stays as it is."
                .to_owned(),
        ),
        warning: Some(
            "If a child may be at risk of significant harm, share what is needed now. That needs no agreement."
                .to_owned(),
        ),
        problem: None,
        parts: vec![Part {
            form: Some(SmallForm {
                action: paths::ask_consent(opened.view.id),
                fields,
                submit: "Save what they said".to_owned(),
                grave: false,
            }),
            ..Part::default()
        }],
    })
}

fn categories(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<Field, Answer> {
    let sent: Vec<&str> = posted.all("categories").collect();
    let pack = opened.signed.desk.pack().map_err(|failure| opened.failed(failure))?;
    let choice = |of: &DataCategory| Choice::new(&of.code, &of.name).chosen_if(sent.contains(&of.code.as_str()));
    let choices = Control::Checkboxes(pack.categories.iter().map(choice).collect());
    Ok(field("categories", "Which information?", "No more than the agencies need", choices, problems))
}

/// Each agency of the council's settings; one that is not spoken of stays as it is.
fn agencies(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<Vec<Field>, Answer> {
    let pack = opened.signed.desk.pack().map_err(|failure| opened.failed(failure))?;
    let mut fields: Vec<Field> = pack
        .recipients
        .iter()
        .filter(|known| consent::is_asked_about(known))
        .map(|known| {
            let name = format!("answer-{}", known.code);
            let said = posted.one(&name).to_owned();
            let choice = |value: &str, label: &str| Choice::new(value, label).chosen_if(said == value);
            let answers =
                vec![choice("GIVEN", "Agrees"), choice("REFUSED", "Refuses"), choice("NOT_SOUGHT", "Not asked")];
            field(&name, &known.name, "", Control::Radios(answers), problems)
        })
        .collect();
    if let Some(first) = fields.first_mut() {
        first.part = Some("What do they say of each agency?".to_owned());
        first.hint = Some(format!("Say what it means to decline: “{}”", consent::consequence("The agency")));
        first.error = problems
            .iter()
            .find(|problem| problem.field == Some("answers"))
            .map(|_| "Say what was said about at least one agency".to_owned());
    }
    Ok(fields)
}

fn not_sought(posted: &Posted, problems: &Problems) -> Field {
    let mut reasons = vec![Choice::new("", "Everybody was asked")];
    reasons.extend(choices(ConsentNotSought::SET, posted.one("not_sought_because")));
    let hint = "Needed where an agency above says “Not asked”. It is counted in a report";
    let of = field("not_sought_because", "Why was somebody not asked?", hint, Control::Select(reasons), problems);
    Field { optional: true, ..of }
}

/// Who answered: the child, the person, or a parent whom the file shows with parental responsibility.
async fn giver(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<Vec<Field>, Answer> {
    let holders =
        consent::holders(&opened.signed.desk, &opened.view).await.map_err(|failure| opened.failed(failure))?;
    let sent = posted.one("relationship");
    let mut ties = vec![Choice::new("", "Nobody: they answered for themselves")];
    ties.extend(holders.iter().map(|holder| {
        let id = holder.relationship.to_string();
        let chosen = id == sent;
        Choice::new(id, format!("{}, {}", holder.name, holder.relation.to_lowercase())).chosen_if(chosen)
    }));
    let who = Control::Radios(choices(ConsentGiver::SET, posted.one("giver")));
    let why = Control::Radios(choices(ConsentCapacity::SET, posted.one("capacity")));
    let judged = Control::Narrative(posted.one("capacity_because").to_owned(), 2);
    let mut who = field("giver", "Who answered?", "", who, problems);
    who.part = Some("Who answered, and how".to_owned());
    let hint = "Only those whom a relationship in this file shows as holding it";
    let name = Control::Text(TextBox {
        value: posted.one("giver_name").to_owned(),
        autocomplete: "off",
        ..TextBox::default()
    });
    let optional = |of: Field| Field { optional: true, ..of };
    Ok(vec![
        optional(who),
        optional(field(
            "relationship",
            "Which holder of parental responsibility?",
            hint,
            Control::Select(ties),
            problems,
        )),
        optional(field("giver_name", "Their name, where it is nobody of this list", "", name, problems)),
        optional(field("capacity", "Why can they decide this?", "", why, problems)),
        optional(field(
            "capacity_because",
            "How did you judge that?",
            "Needed under 16, and where a parent decides for somebody of 16 or 17",
            judged,
            problems,
        )),
    ])
}

/// A court's wish, and the warning that a refusal takes.
fn court(asked: Option<Field>, posted: &Posted, problems: &Problems) -> Vec<Field> {
    let Some(mut asked) = asked else { return Vec::new() };
    asked.part = Some("Where a court asks".to_owned());
    let given =
        Choice::new("yes", "I read this to them, and they still refuse").chosen_if(!posted.one("warning").is_empty());
    let warning = field("warning", "The warning", consent::COURT_WARNING, Control::Checkboxes(vec![given]), problems);
    vec![asked, Field { optional: true, ..warning }]
}

/// `GET /children/{id}/consent/processing`
pub async fn processing_form(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let posted = Posted::new(vec![("asked_on".to_owned(), opened.view.today.to_string())]);
    Ok(rendered(&asking_processing(&opened, &posted, &Problems::none()).await?))
}

async fn asking_processing(opened: &Opened, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let purposes = consent::on_consent(&opened.signed.desk).map_err(|failure| opened.failed(failure))?;
    let purpose = purposes
        .iter()
        .map(|purpose| {
            Choice::new(purpose.code.clone(), purpose.name.clone()).chosen_if(posted.one("purpose") == purpose.code)
        })
        .collect();
    let names = ["asked_on", "given", "explained", "evidence"];
    let made = fields_of(opened, ProcessingConsent::SCHEMA, &names, &[], posted, problems).await?;
    let mut fields = vec![field(
        "purpose",
        "What for?",
        "Only what rests on consent stands here",
        Control::Radios(purpose),
        problems,
    )];
    fields.extend(made);
    fields.extend(giver(opened, posted, problems).await?);
    Ok(MatterPage {
        frame: opened.frame("Ask for consent to processing"),
        identity: Some(opened.identity(None)),
        heading: "Ask for consent to processing".to_owned(),
        tag: None,
        intro: Some(
            "This is for what we may do with their consent alone. Sharing with an agency is asked for apart."
                .to_owned(),
        ),
        warning: None,
        problem: None,
        parts: vec![Part {
            form: Some(SmallForm {
                action: paths::ask_processing(opened.view.id),
                fields,
                submit: "Save what they said".to_owned(),
                grave: false,
            }),
            ..Part::default()
        }],
    })
}

/// `POST /children/{id}/consent/processing`
pub async fn processing_save(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let desk = &opened.signed.desk;
    match consent::ask_processing(desk, &opened.view, posted.one("purpose"), |name| posted.text(name)).await {
        Ok(_) => Ok(done(&paths::consent(opened.view.id))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(asking_processing(&opened, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}
