//! The notice, line by line beside what keeps it; and its versions.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    governance::{
        check::{Text, warnings},
        notice::{
            Notice, Statement, Version, approve, approve_draft, draft, fingerprint, for_children, in_force, load_own,
            versions,
        },
    },
};
use hearth_record::Problems;
use jiff::civil::Date;

use super::{
    adding::day,
    registers::{framed, read},
};
use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link,
        form::{Control, Field, FormPage, Posted, TextBox},
        settings::{ApproveForm, ControlRow, DraftLine, DraftSection, NoticeDeskPage, VersionRow, Warned},
    },
};

/// `GET /settings/notice`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, None).await?))
}

async fn of(signed: &Signed, problem: Option<String>) -> Result<NoticeDeskPage, Answer> {
    let (registers, pack) = read(signed).await?;
    let desk = &signed.desk;
    let held = versions(desk.instance(), desk.authority()).await;
    let held = held.map_err(|failure| Answer::framed(failure, signed, None))?;
    let today = desk.today();
    let (written, children) = (draft(pack, &registers, today), for_children(pack, &registers, today));
    let (text, for_children) = (written.text(), children.text());
    let current = in_force(&held, today);
    let mut texts = vec![Text { name: "the draft", text: &text }];
    texts.extend(current.map(|version| Text { name: "the version in force", text: &version.text }));
    let found = warnings(pack, &registers, &texts, today);
    let may = desk.may_at_all(Action::ApproveNotice);
    let lines: Vec<&Statement> = written.sections.iter().flat_map(|section| &section.statements).collect();
    let kept = lines.iter().filter(|line| line.controls().iter().any(|control| control.kept_by.is_some())).count();
    Ok(NoticeDeskPage {
        frame: framed(signed, "The privacy notice"),
        problem,
        in_force: current.map_or_else(
            || "No version was approved here yet.".to_owned(),
            |version| format!("Version {} is in force.", version.number),
        ),
        public: Link::new("What people read", paths::privacy(pack.id.as_str())),
        warnings: found.into_iter().map(|warning| Warned { point: warning.point, words: warning.words }).collect(),
        kept: (kept, lines.len()),
        sections: sections("", &written).into_iter().chain(sections("For children: ", &children)).collect(),
        approve: may.then(|| ApproveForm { fingerprint: fingerprint(&text, &for_children), today: parts(today) }),
        versions: held.iter().map(|version| row(pack.id.as_str(), version, current, may)).collect(),
    })
}

fn parts(day: Date) -> (String, String, String) {
    (day.day().to_string(), day.month().to_string(), day.year().to_string())
}

fn sections(whose: &str, notice: &Notice) -> Vec<DraftSection> {
    let of = |section: &hearth_casework::governance::notice::Section| DraftSection {
        heading: format!("{whose}{}", section.heading),
        lines: lines(&section.statements),
    };
    notice.sections.iter().map(of).collect()
}

/// The lines of a section. What keeps a line as it keeps the one above is not said twice.
fn lines(statements: &[Statement]) -> Vec<DraftLine> {
    let before = [None].into_iter().chain(statements.iter().map(Some));
    let line = |(statement, before): (&Statement, Option<&Statement>)| {
        let same = before.is_some_and(|it| it.promises == statement.promises && it.see == statement.see);
        if same {
            DraftLine { controls: Vec::new(), see: None, as_above: true, ..line(statement) }
        } else {
            line(statement)
        }
    };
    statements.iter().zip(before).map(line).collect()
}

fn line(statement: &Statement) -> DraftLine {
    let control = |control: hearth_casework::governance::notice::Control| ControlRow {
        number: control.number,
        words: control.kept_by.unwrap_or("Not proved by a test yet"),
        kept: control.kept_by.is_some(),
    };
    DraftLine {
        text: statement.text.clone(),
        item: statement.item,
        controls: statement.controls().into_iter().map(control).collect(),
        see: statement.see.map(|href| Link::new("See it", href)),
        as_above: false,
    }
}

fn row(council: &str, version: &Version, current: Option<&Version>, may: bool) -> VersionRow {
    let wording = if version.own_wording { "the council’s own wording" } else { "written from the settings" };
    let stands = match &version.approved {
        Some(approved) => {
            let now = if current.is_some_and(|current| current.id == version.id) { "in force" } else { "approved" };
            format!(
                "{now} from {}, approved by {} on {}",
                frame::day(approved.from),
                approved.by,
                frame::day(approved.on)
            )
        }
        None => format!("draft, loaded on {}", frame::day(version.prepared_on)),
    };
    let is_draft = version.approved.is_none();
    VersionRow {
        number: version.number,
        name: format!("Version {}, {wording}", version.number),
        stands,
        read: (!is_draft).then(|| paths::privacy_version(council, version.number)),
        approve: may && is_draft,
        text: is_draft.then(|| version.text.clone()),
    }
}

/// `POST /settings/notice`: approves the draft that was shown, or a wording that was loaded.
pub async fn decide(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let desk = &signed.desk;
    let done = if posted.one("act") == "own" {
        match posted.one("version").parse() {
            Ok(number) => approve(desk, number, desk.today()).await.map(|()| number),
            Err(_) => Err(Failure::Absent("there is no such version of the notice")),
        }
    } else {
        match day(&posted, "from") {
            Ok(from) => approve_draft(desk, posted.one("fingerprint"), from).await,
            Err(problems) => Err(problems.into()),
        }
    };
    let problem = match done {
        Ok(_) => return Ok(Redirect::to(paths::NOTICE).into_response()),
        Err(Failure::Problems(problems)) => {
            problems.iter().next().map(|problem| format!("The day {}.", problem.message)).unwrap_or_default()
        }
        Err(Failure::Wrong(why)) => sentence(&why),
        Err(failure) => return Err(Answer::framed(failure, &signed, None)),
    };
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some(problem)).await?))
}

fn own(signed: &Signed, posted: &Posted, problems: &Problems) -> FormPage {
    let field = |name: &str, label: &str, hint: Option<&str>, optional, control| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
        error: problems
            .iter()
            .find(|problem| problem.field == Some(name))
            .map(|problem| format!("{label} {}", problem.message)),
        optional,
        part: None,
        control,
    };
    let title = TextBox { value: posted.one("title").to_owned(), width: 0, keyboard: "", autocomplete: "off" };
    FormPage {
        frame: framed(signed, "The council’s own wording"),
        identity: None,
        heading: "Load the council’s own wording".to_owned(),
        intro: Some(
            "It is a draft until the data protection officer approves it, and is then published as it stands here."
                .to_owned(),
        ),
        warning: None,
        action: paths::OWN_NOTICE.to_owned(),
        draft: None,
        saved: None,
        fields: vec![
            field("title", "What is it called?", None, false, Control::Text(title)),
            field(
                "text",
                "The notice",
                Some("Begin a heading with # and an item of a list with -; an empty line begins a paragraph"),
                false,
                Control::Narrative(posted.one("text").to_owned(), 20),
            ),
            field(
                "for_children",
                "The notice for children",
                None,
                true,
                Control::Narrative(posted.one("for_children").to_owned(), 10),
            ),
        ],
        problems: Vec::new(),
        hidden: Vec::new(),
        submit: "Load it as a draft".to_owned(),
        cancel: paths::NOTICE.to_owned(),
    }
}

/// `GET /settings/notice/own`
pub async fn own_form(signed: Signed) -> Result<Response, Answer> {
    read(&signed).await?;
    Ok(rendered(&own(&signed, &Posted::default(), &Problems::none())))
}

/// `POST /settings/notice/own`
pub async fn own_save(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let (title, text, children) = (posted.one("title"), posted.one("text"), posted.one("for_children"));
    match load_own(&signed.desk, title, text, children).await {
        Ok(_) => Ok(Redirect::to(paths::NOTICE).into_response()),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &own(&signed, &posted, &problems)))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}
