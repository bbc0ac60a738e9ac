//! Forms that add to the registers, made from the kinds of what is added.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{
    Failure,
    governance::{add_purpose, add_statute, end_agreement, keys::check_key, make_agreement, registers::Registers},
    recording::read_form,
    settings::Pack,
};
use hearth_record::{
    Fields, KindSchema, Problems, Record,
    governance::{AgreementMade, KeyChecked, PurposeAdded, StatuteAdded},
    value::ValueType,
};

use super::registers::{framed, read};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    field::{self, Offered},
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::form::{Choice, Control, Field, FormPage, Posted, TextBox},
};

/// What a form adds to a register.
struct Form {
    kind: &'static KindSchema,
    title: &'static str,
    intro: &'static str,
    action: &'static str,
    submit: &'static str,
    cancel: &'static str,
}

const STATUTE: Form = Form {
    kind: StatuteAdded::SCHEMA,
    title: "Add a law",
    intro: "It can be cited from the day that you give. What is in the register stays there: a law that no longer holds says so in its note.",
    action: paths::NEW_STATUTE,
    submit: "Add the law",
    cancel: paths::LEGISLATION,
};

const PURPOSE: Form = Form {
    kind: PurposeAdded::SCHEMA,
    title: "Add a purpose",
    intro: "You answer for it by your name. It cannot be in use before everything that the law asks for is there.",
    action: paths::NEW_PURPOSE,
    submit: "Add the purpose",
    cancel: paths::PURPOSES,
};

const AGREEMENT: Form = Form {
    kind: AgreementMade::SCHEMA,
    title: "Make an agreement",
    intro: "You approve it by your name. Shares can rest on it from its first day to its last.",
    action: paths::NEW_AGREEMENT,
    submit: "Make the agreement",
    cancel: paths::AGREEMENTS,
};

const KEY: Form = Form {
    kind: KeyChecked::SCHEMA,
    title: "Check a key",
    intro: "Packages for them are sealed with it, so that nobody else opens one. You answer by your name that it is theirs: ring them on a \
            number that you had before, and write down what they read out.",
    action: paths::CHECK_KEY,
    submit: "Use this key",
    cancel: paths::RECIPIENTS,
};

impl Form {
    fn page(
        &self,
        signed: &Signed,
        (registers, pack): (&Registers, &Pack),
        posted: &Posted,
        problems: &Problems,
    ) -> FormPage {
        let mut fields = field::form(&Offered::default(), self.kind, None, field::posted(posted), problems);
        for field in &mut fields {
            choices(registers, pack, field, posted, signed.desk.today());
        }
        FormPage {
            frame: framed(signed, self.title),
            identity: None,
            heading: self.title.to_owned(),
            intro: Some(self.intro.to_owned()),
            warning: None,
            action: self.action.to_owned(),
            draft: None,
            saved: None,
            fields,
            problems: field::of_the_whole(problems),
            hidden: Vec::new(),
            submit: self.submit.to_owned(),
            cancel: self.cancel.to_owned(),
        }
    }

    async fn shown(&self, signed: &Signed) -> Result<Response, Answer> {
        let (registers, pack) = read(signed).await?;
        Ok(rendered(&self.page(signed, (&registers, pack), &Posted::default(), &Problems::none())))
    }

    fn fields(&self, posted: &Posted) -> Result<Fields, Problems> {
        let texts: Vec<(&str, String)> = self.kind.form().map(|field| (field.name, posted.text(field.name))).collect();
        let text_of = |name: &str| texts.iter().find(|(n, _)| *n == name).map(|(_, text)| text.as_str());
        let fields = read_form(self.kind, &Fields::new(), text_of)?;
        (self.kind.check)(&fields).or_ok(fields)
    }

    /// The page that follows what was done: back to the register, or the form with what is wrong.
    async fn after(
        &self,
        signed: &Signed,
        posted: &Posted,
        done: Result<hearth_record::ids::RecordId, Failure>,
    ) -> Result<Response, Answer> {
        match done {
            Ok(_) => Ok(Redirect::to(self.cancel).into_response()),
            Err(Failure::Problems(problems)) => {
                let (registers, pack) = read(signed).await?;
                let page = self.page(signed, (&registers, pack), posted, &problems);
                Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
            }
            Err(failure) => Err(Answer::framed(failure, signed, None)),
        }
    }
}

/// What the registers offer for a field that names entries of them.
fn choices(registers: &Registers, pack: &Pack, field: &mut Field, posted: &Posted, today: jiff::civil::Date) {
    let of: Vec<(String, String)> = match field.name.as_str() {
        "categories" => pack.categories.iter().map(|of| (of.code.clone(), of.name.clone())).collect(),
        "powers" => registers.citable(today).map(|of| (of.code.clone(), of.title.clone())).collect(),
        "recipient" | "recipients" => pack.recipients.iter().map(|of| (of.code.clone(), of.name.clone())).collect(),
        "purposes" => registers.purposes.iter().map(|of| (of.code.clone(), of.name.clone())).collect(),
        _ => return,
    };
    let held: Vec<&str> = posted.all(&field.name).collect();
    let choice = |(value, label): (String, String)| {
        let chosen = held.contains(&value.as_str());
        Choice::new(value, sentence(&label).trim_end_matches('.')).chosen_if(chosen)
    };
    let choices = of.into_iter().map(choice).collect();
    field.control = if field.name == "recipient" { Control::Select(choices) } else { Control::Checkboxes(choices) };
}

/// `GET /settings/legislation/new`
pub async fn statute_form(signed: Signed) -> Result<Response, Answer> {
    STATUTE.shown(&signed).await
}

/// `POST /settings/legislation/new`
pub async fn statute_save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let read = STATUTE.fields(&posted).and_then(|fields| StatuteAdded::from_fields(&fields));
    let done = match read {
        Ok(statute) => add_statute(&signed.desk, &statute).await,
        Err(problems) => Err(problems.into()),
    };
    STATUTE.after(&signed, &posted, done).await
}

/// `GET /settings/purposes/new`
pub async fn purpose_form(signed: Signed) -> Result<Response, Answer> {
    PURPOSE.shown(&signed).await
}

/// `POST /settings/purposes/new`
pub async fn purpose_save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let read = PURPOSE.fields(&posted).and_then(|fields| PurposeAdded::from_fields(&fields));
    let done = match read {
        Ok(purpose) => add_purpose(&signed.desk, &purpose).await,
        Err(problems) => Err(problems.into()),
    };
    PURPOSE.after(&signed, &posted, done).await
}

/// `GET /settings/agreements/new`
pub async fn agreement_form(signed: Signed) -> Result<Response, Answer> {
    AGREEMENT.shown(&signed).await
}

/// `POST /settings/agreements/new`
pub async fn agreement_save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let read = AGREEMENT.fields(&posted).and_then(|fields| AgreementMade::from_fields(&fields));
    let done = match read {
        Ok(agreement) => make_agreement(&signed.desk, &agreement).await,
        Err(problems) => Err(problems.into()),
    };
    AGREEMENT.after(&signed, &posted, done).await
}

/// `GET /settings/recipients/key`
pub async fn key_form(signed: Signed) -> Result<Response, Answer> {
    KEY.shown(&signed).await
}

/// `POST /settings/recipients/key`
pub async fn key_save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let read = KEY.fields(&posted).and_then(|fields| KeyChecked::from_fields(&fields));
    let done = match read {
        Ok(checked) => check_key(&signed.desk, &checked).await,
        Err(problems) => Err(problems.into()),
    };
    KEY.after(&signed, &posted, done).await
}

fn ending(signed: &Signed, name: &str, code: &str, posted: &Posted, problems: &Problems) -> FormPage {
    let error = |field: &str, label: &str| {
        let problem = problems.iter().find(|problem| problem.field == Some(field));
        problem.map(|problem| format!("{label} {}", problem.message))
    };
    let field = |name: &str, label: &str, control| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: None,
        error: error(name, label),
        optional: false,
        part: None,
        control,
    };
    let why = TextBox { value: posted.one("because").to_owned(), width: 0, keyboard: "", autocomplete: "off" };
    FormPage {
        frame: framed(signed, "End an agreement"),
        identity: None,
        heading: "End an agreement".to_owned(),
        intro: Some(format!("{name}. Shares that rest on it stop after its last day.")),
        warning: None,
        action: paths::end_agreement(code),
        draft: None,
        saved: None,
        fields: vec![
            field("until", "The last day on which it holds", Control::Date(posted.date("until"))),
            field("because", "Why does it end?", Control::Text(why)),
        ],
        problems: field::of_the_whole(problems),
        hidden: Vec::new(),
        submit: "End the agreement".to_owned(),
        cancel: paths::AGREEMENTS.to_owned(),
    }
}

/// The name of an agreement, by its code.
async fn called(signed: &Signed, code: &str) -> Result<String, Answer> {
    let (registers, _) = read(signed).await?;
    let held = registers.agreements.into_iter().find(|agreement| agreement.code == code);
    let absent = || Answer::framed(Failure::Absent("there is no such agreement"), signed, None);
    held.map(|held| held.name).ok_or_else(absent)
}

/// `GET /settings/agreements/{code}/end`
pub async fn end_form(signed: Signed, Path(code): Path<String>) -> Result<Response, Answer> {
    let name = called(&signed, &code).await?;
    Ok(rendered(&ending(&signed, &name, &code, &Posted::default(), &Problems::none())))
}

/// `POST /settings/agreements/{code}/end`
pub async fn end_save(signed: Signed, Path(code): Path<String>, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let until = day(&posted, "until");
    let done = match until {
        Ok(until) => end_agreement(&signed.desk, &code, until, posted.one("because")).await,
        Err(problems) => Err(problems.into()),
    };
    match done {
        Ok(()) => Ok(Redirect::to(paths::AGREEMENTS).into_response()),
        Err(Failure::Problems(problems)) => {
            let name = called(&signed, &code).await?;
            let page = ending(&signed, &name, &code, &posted, &problems);
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}

/// The date of a field of a form.
pub(super) fn day(posted: &Posted, name: &'static str) -> Result<jiff::civil::Date, Problems> {
    let read = ValueType::Date.canonical(&posted.text(name));
    let value = read.map_err(|bad| Problems::at(name, bad.to_string()))?;
    let day = value.as_ref().and_then(|json| json.as_str()).and_then(|text| text.parse().ok());
    day.ok_or_else(|| Problems::at(name, "is needed"))
}
