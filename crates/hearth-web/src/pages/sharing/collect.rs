//! Where somebody outside fetches what was shared with them: a link that opens once, with a code that was told another way.

use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearth_casework::sharing::fetch;
use hearth_record::Problems;

use super::{Asking, handed, line};
use crate::{
    App,
    answer::{Answer, show},
    paths,
    view::{
        Frame,
        form::Posted,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// `GET /collect/{token}`: the same page for every link, there or not. No query.
pub async fn form(State(app): State<App>, Path(token): Path<String>) -> Response {
    show(StatusCode::OK, &page(&app, &token, None))
}

fn page(app: &App, token: &str, problem: Option<String>) -> MatterPage {
    let asking = Asking { problems: &Problems::none() };
    MatterPage {
        frame: Frame {
            title: "Fetch what was shared with you".to_owned(),
            demo: app.instance.demo,
            ..Frame::default()
        },
        identity: None,
        heading: "Fetch what was shared with you".to_owned(),
        tag: None,
        intro: Some("This link opens once. Have somewhere safe to save the file before you go on.".to_owned()),
        warning: None,
        problem,
        parts: vec![Part {
            form: Some(SmallForm {
                action: paths::collect(token),
                fields: vec![crate::view::form::Field {
                    hint: Some("You were told it by telephone or in person: four groups of four".to_owned()),
                    ..asking.field("code", "Code", line(""))
                }],
                submit: "Fetch it".to_owned(),
                grave: false,
            }),
            ..Part::default()
        }],
    }
}

/// `POST /collect/{token}`: what was shared, once. A link or code that is wrong, was used, has run out or does not open yet is answered in
/// the same words.
pub async fn post(
    State(app): State<App>,
    Path(token): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let posted = Posted::new(pairs);
    match fetch(&app.instance, &token, posted.one("code"), app.now()).await {
        Ok(Some(package)) => handed(package),
        Ok(None) => {
            let why = "Nothing opens with this link and code now. Check the code; if it is right, the link was used, has run out or does \
                       not open yet. Ring whoever sent it to you.";
            show(StatusCode::NOT_FOUND, &page(&app, &token, Some(why.to_owned())))
        }
        Err(failure) => Answer::from(failure).into_response(),
    }
}
