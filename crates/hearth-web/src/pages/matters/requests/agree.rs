//! The second person looks at the papers that answer a request. It shows nothing else of the file.

use axum::{extract::Path, http::StatusCode, response::Response};
use hearth_casework::{
    Failure,
    rights::{self, ToAgree},
};
use hearth_record::{
    Problems,
    ids::{FileId, RecordId},
};

use super::{
    super::{done, field, of_address, rest},
    Of, asker,
    one::sheets,
    tag,
};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        form::{Control, Posted},
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// `GET /children/{id}/requests/{record}/agree`
pub async fn agree_form(signed: Signed, Path(of): Of) -> Result<Response, Answer> {
    let (file, record) = of_address(&signed, &of)?;
    Ok(rendered(&page(&signed, file, record, &Posted::default(), &Problems::none()).await?))
}

async fn page(
    signed: &Signed,
    file: FileId,
    record: RecordId,
    posted: &Posted,
    problems: &Problems,
) -> Result<MatterPage, Answer> {
    let found = rights::to_agree(&signed.desk, file, record).await;
    let ToAgree { request, papers } = found.map_err(|failure| Answer::framed(failure, signed, None))?;
    let said = |label: &str, of: &Option<hearth_record::value::Narrative>| {
        of.as_ref().map(|words| Row::new(label, words.0.clone()))
    };
    let by_what = request.authority.reveal().as_ref().map(|line| Row::new("By what", line.0.clone()));
    let proved = request.identity_how.reveal().as_ref().map(|line| Row::new("Proof of who they are", line.0.clone()));
    let rows = [
        Some(Row::new("Who asks", asker(&request))),
        by_what,
        Some(
            proved.unwrap_or_else(|| Row::new("Proof of who they are", "None yet. Nothing is sent before it is here.")),
        ),
        said("What they wrote or said", request.asks_for.reveal()),
        said("What the child says", request.child_says.reveal()),
        said("How serious harm was ruled out", request.no_harm.reveal()),
    ];
    let mut parts = vec![Part { rows: rows.into_iter().flatten().collect(), ..Part::default() }];
    let waits = request.agreed_by.is_none() && request.answered_on.is_none();
    match (&papers, waits) {
        (Some(papers), true) => {
            let mut part = Part::of("Agree that these papers go");
            part.text.push(
                "Read them to the end. Look for other people, for what was told in confidence, and for whatever leads to somebody who must \
                 not be found."
                    .to_owned(),
            );
            let because = Control::Narrative(posted.one("agreed_because").to_owned(), 3);
            part.form = Some(SmallForm {
                action: format!("{}?seen={}", paths::agree_request(file, record), papers.sha256()),
                fields: vec![field("agreed_because", "What did you look for?", "", because, problems)],
                submit: "Agree".to_owned(),
                grave: false,
            });
            parts.extend(sheets(papers));
            parts.push(part);
        }
        (None, true) if request.gives_records() => parts.push(Part {
            text: vec!["The records have changed since these papers were put together. Ask whoever answers the request to decide again.".to_owned()],
            ..Part::default()
        }),
        _ => parts.push(Part { text: vec!["No papers wait to be looked at.".to_owned()], ..Part::default() }),
    }
    Ok(MatterPage {
        frame: frame::of(signed, "Papers that answer a request"),
        identity: None,
        heading: "Papers that answer a request".to_owned(),
        tag: Some(tag(&request)),
        intro: None,
        warning: None,
        problem: None,
        parts,
    })
}

/// What was looked at, by its fingerprint.
#[derive(serde::Deserialize)]
pub struct Seen {
    #[serde(default)]
    seen: String,
}

/// `POST /children/{id}/requests/{record}/agree`
pub async fn agree(
    signed: Signed,
    Path(of): Of,
    axum::extract::Query(Seen { seen }): axum::extract::Query<Seen>,
    sent: Sent,
) -> Result<Response, Answer> {
    let (file, record) = of_address(&signed, &of)?;
    let posted = taken(&signed, sent)?;
    let problems = match rights::agree(&signed.desk, file, record, &seen, posted.one("agreed_because")).await {
        Ok(_) => return Ok(done(&paths::agree_request(file, record))),
        Err(Failure::Problems(problems)) => problems,
        Err(Failure::Wrong(why)) => Problems::at("", why),
        Err(failure) => return Err(Answer::framed(failure, &signed, None)),
    };
    let mut page = page(&signed, file, record, &posted, &problems).await?;
    page.problem = rest(&problems, &page.fields());
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
}
