//! What is done with a share, one act an address.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::{Failure, sharing};
use hearth_record::Problems;

use super::{handed, one};
use crate::{
    answer::{Answer, show},
    pages::{Sent, file::Opened, taken},
    paths,
    view::{frame::Row, matter::Part},
};

/// `POST /children/{id}/share/{record}/{act}`
pub async fn post(
    mut opened: Opened,
    Path((_, record, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let (record, shared) = one::found(&opened, &record)?;
    let (desk, view) = (&opened.signed.desk, &opened.view);
    let said = |name: &'static str| posted.one(name);
    let done = match act.as_str() {
        "approve" => sharing::approve(desk, view, record, true, said("because")).await,
        "refuse" => sharing::approve(desk, view, record, false, said("because")).await,
        "take-back" => sharing::take_back(desk, view, record, said("because")).await,
        "received" => sharing::received(desk, view, record, said("receipt")).await,
        "stop" => sharing::stop(desk, view, record, said("because")).await,
        "recall" => sharing::told_of_change(desk, view, record).await,
        "review" => sharing::review(desk, view, record, said("review")).await,
        "told" => sharing::told_family(desk, view, record, said("told_why")).await,
        "package" => match sharing::hand_over(desk, view, record).await {
            Ok(package) => return Ok(handed(package)),
            Err(failure) => Err(failure),
        },
        "link" => match sharing::make_link(desk, view, record).await {
            Ok(link) => {
                opened.know_colleagues().await?;
                let page = one::of(&opened, record, &shared, &Problems::none(), vec![shown_once(&link)]).await?;
                return Ok(show(StatusCode::OK, &page));
            }
            Err(failure) => Err(failure),
        },
        _ => return Err(Answer::NotFound(Box::new(opened.frame("")))),
    };
    let problems = match done {
        Ok(_) => return Ok(Redirect::to(&paths::share(opened.view.id, record)).into_response()),
        Err(Failure::Problems(problems)) => problems,
        Err(Failure::Wrong(why)) => Problems::at("", why),
        Err(failure) => return Err(opened.failed(failure)),
    };
    opened.know_colleagues().await?;
    let page = one::of(&opened, record, &shared, &problems, Vec::new()).await?;
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &page))
}

/// The link and its code, shown once: nothing here can show them again.
fn shown_once(link: &sharing::Link) -> Part {
    Part {
        text: vec![
            "This is shown once. Send the link to them, and tell them the code another way: by telephone, to a number that you know. Whoever \
             has one of the two opens nothing."
                .to_owned(),
        ],
        rows: vec![Row::new("Link", paths::collect(&link.token)), Row::new("Code", link.code.clone())],
        ..Part::of("The link and its code")
    }
}
