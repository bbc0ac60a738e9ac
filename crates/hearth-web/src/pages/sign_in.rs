//! Signing in and out.

use axum::{
    Form,
    extract::{Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use hearth_casework::access::{Attempt, NotSignedIn, sign_in, sign_out};
use serde::Deserialize;

use super::{Sent, taken};
use crate::{
    App,
    answer::{Answer, show},
    guard::{NO_COOKIE, Peer, Signed, cookie},
    view::{
        Frame,
        sign_in::{DemoCouncil, SignInPage},
    },
};

/// What the address of the page may carry.
#[derive(Deserialize, Default)]
pub struct Asked {
    #[serde(default)]
    next: String,
}

/// What the form sends.
#[derive(Deserialize)]
pub struct Typed {
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    demo: String,
    #[serde(default)]
    next: String,
}

/// `GET /sign-in`
pub async fn page(State(app): State<App>, Query(asked): Query<Asked>) -> Response {
    show(StatusCode::OK, &form(&app, String::new(), asked.next, None).await)
}

/// The page as the answer to a request that needs somebody signed in: 401, and it leads back.
pub async fn asked(app: &App, next: String, why: Option<String>) -> Response {
    show(StatusCode::UNAUTHORIZED, &form(app, String::new(), next, why).await)
}

async fn form(app: &App, login: String, next: String, refused: Option<String>) -> SignInPage {
    SignInPage {
        frame: Frame { title: "Sign in".to_owned(), demo: app.instance.demo, ..Frame::default() },
        demo: cards(app).await,
        login,
        ask_code: !app.instance.demo,
        refused,
        next: inside(next),
    }
}

/// The cards with what waits for each now; none on a real instance. What cannot be counted is left out: the page must show.
async fn cards(app: &App) -> Vec<DemoCouncil> {
    let mut councils = app.cards.as_ref().clone();
    let today = hearth_calendar::london_date(app.now());
    if councils.is_empty() {
        return councils;
    }
    for authority in app.instance.packs.keys() {
        let Ok(waiting) = hearth_casework::demo::waiting(&app.instance, authority, today).await else { continue };
        for card in councils.iter_mut().flat_map(|council| &mut council.cards) {
            if let Some(words) = waiting.get(&card.login) {
                card.waits = Some(words.clone());
            }
        }
    }
    councils
}

/// `POST /sign-in`
pub async fn post(State(app): State<App>, Peer(address): Peer, Form(typed): Form<Typed>) -> Response {
    let card = typed.demo == "yes";
    let password = app.demo_password.filter(|_| card).unwrap_or(&typed.password);
    let attempt = Attempt { login: &typed.login, password, code: &typed.code, address: &address };
    match sign_in(&app.instance, &attempt, app.now()).await {
        Ok(signed) => {
            let next = inside(typed.next);
            let to = if next.is_empty() { "/" } else { &next };
            ([(header::SET_COOKIE, cookie(&signed.token))], Redirect::to(to)).into_response()
        }
        Err(NotSignedIn::Failed(failure)) => Answer::from(failure).into_response(),
        Err(refused @ NotSignedIn::Wait(_)) => show(
            StatusCode::TOO_MANY_REQUESTS,
            &form(&app, typed.login, typed.next, Some(crate::answer::sentence(&refused.to_string()))).await,
        ),
        Err(refused @ NotSignedIn::Wrong) => show(
            StatusCode::UNAUTHORIZED,
            &form(&app, typed.login, typed.next, Some(crate::answer::sentence(&refused.to_string()))).await,
        ),
    }
}

/// `POST /sign-out`
pub async fn out(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    taken(&signed, sent)?;
    sign_out(&signed.desk, &signed.token).await?;
    let clear = [("clear-site-data", "\"cache\", \"cookies\", \"storage\"")];
    Ok(([(header::SET_COOKIE, NO_COOKIE)], clear, Redirect::to("/sign-in")).into_response())
}

/// An address of ours: a way back must not lead to another site.
fn inside(next: String) -> String {
    let ours = next.starts_with('/') && !next.starts_with("//") && !next.contains(['\\', '\r', '\n']);
    if ours { next } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_never_leads_to_another_site() {
        assert_eq!(inside("/children/1".to_owned()), "/children/1");
        for away in ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x"] {
            assert_eq!(inside(away.to_owned()), "", "{away}");
        }
    }
}
