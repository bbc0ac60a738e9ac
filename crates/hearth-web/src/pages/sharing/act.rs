//! What is done with a share, one act an address.

use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode, header},
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
    headers: HeaderMap,
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
        "package" | "letter" => {
            let taken = match act.as_str() {
                "letter" => sharing::letter(desk, view, record).await,
                _ => sharing::hand_over(desk, view, record).await,
            };
            match taken {
                Ok(package) => return Ok(handed(package)),
                Err(failure) => Err(failure),
            }
        }
        "link" => match sharing::make_link(desk, view, record).await {
            Ok(link) => {
                opened.know_colleagues().await?;
                let page =
                    one::of(&opened, record, &shared, &Problems::none(), vec![shown_once(&link, &headers)]).await?;
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
fn shown_once(link: &sharing::Link, headers: &HeaderMap) -> Part {
    let address = format!("{}{}", site(headers), paths::collect(&link.token));
    Part {
        text: vec![
            "This is shown once. Send the link to them, and tell them the code another way: by telephone, to a number that you know. Whoever \
             has one of the two opens nothing."
                .to_owned(),
        ],
        rows: vec![Row::new("Link", address), Row::new("Code", link.code.clone())],
        ..Part::of("The link and its code")
    }
}

/// Where this system is for whoever asked for the page; nothing where they did not say. Everywhere but on one's own machine it is reached by
/// TLS, or nobody could be signed in.
fn site(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let own = ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.starts_with(name));
    match (host.is_empty(), own) {
        (true, _) => String::new(),
        (false, true) => format!("http://{host}"),
        (false, false) => format!("https://{host}"),
    }
}
