//! What stands before every page: the headers that a browser must keep to, and who is signed in.

use std::net::{IpAddr, SocketAddr};

use axum::{
    Form,
    extract::{ConnectInfo, FromRequest, FromRequestParts, OriginalUri, Request, State},
    http::{HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use hearth_access::{csrf, session::Token};
use hearth_casework::{
    Desk, Failure,
    access::{Seat, keep_left_behind, seat},
};

use crate::{
    App,
    answer::Answer,
    api,
    app::LARGEST_FORM,
    pages::{draft, sign_in, without_page_fields},
    view::form::Posted,
};

/// The name of the cookie. The prefix makes a browser refuse it without `Secure`, with a domain, or for a part of the site.
pub const COOKIE: &str = "__Host-hearth";

/// Somebody who is signed in, and the token of their session.
pub struct Signed {
    /// Their desk at the moment of the request.
    pub desk: Desk,
    /// The token, for the forms of the page.
    pub token: Token,
}

impl Signed {
    /// The token that every form of the page carries.
    pub fn csrf(&self) -> String {
        csrf::form_token(&self.token)
    }

    /// Whether a posted form came from a page of this session.
    ///
    /// # Errors
    /// The page that says that the form has expired; nothing was done.
    pub fn check(&self, posted: &Posted) -> Result<(), Answer> {
        if csrf::belongs(&self.token, posted.one("csrf")) { Ok(()) } else { Err(Answer::Expired) }
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = Response;

    /// Nobody signed in is answered with 401 and the page that signs in, which leads back here.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let path = asked_for(parts).path();
        let leads_back = parts.method == Method::GET || draft::form_at(path).is_some();
        let next = if leads_back { path.to_owned() } else { String::new() };
        match seated(parts, app).await {
            Ok(Seated::At(signed)) => Ok(*signed),
            Ok(Seated::Locked) => {
                let why =
                    "You were away for a while, so the page was locked. Sign in again: what you were writing is kept.";
                Err(sign_in::asked(app, next, Some(why.to_owned())).await)
            }
            Ok(Seated::Nobody) => Err(sign_in::asked(app, next, None).await),
            Err(failure) => Err(Answer::from(failure).into_response()),
        }
    }
}

/// Who sent a request, by its cookie.
pub enum Seated {
    /// Somebody who is signed in.
    At(Box<Signed>),
    /// Somebody whose sign-in was locked because they were away.
    Locked,
    /// Nobody in particular.
    Nobody,
}

/// Who sent a request: for pages and for the API alike.
///
/// # Errors
/// What the store refuses.
pub async fn seated(parts: &Parts, app: &App) -> Result<Seated, Failure> {
    let Some(token) = token(parts) else { return Ok(Seated::Nobody) };
    Ok(match seat(&app.instance, &token, app.now()).await? {
        Seat::Desk(desk) => Seated::At(Box::new(Signed { desk: *desk, token })),
        Seat::Locked => Seated::Locked,
        Seat::Empty => Seated::Nobody,
    })
}

/// The whole address that was asked for: inside a part of the router only what follows the part stands in `parts.uri`.
pub fn asked_for(parts: &Parts) -> &Uri {
    parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |OriginalUri(uri)| uri)
}

/// The address of whoever sent the request; empty in a test that has no connection.
///
/// What speaks TLS for us stands on the same machine and says last in `X-Forwarded-For` whom it answered. From anywhere else
/// that header is what a stranger likes it to be, and is not read.
pub struct Peer(pub String);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        let Some(ConnectInfo(peer)) = parts.extensions.get::<ConnectInfo<SocketAddr>>() else {
            return Ok(Self(String::new()));
        };
        let said = parts.headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
        let last = said.and_then(|said| said.rsplit(',').next()).and_then(|last| last.trim().parse::<IpAddr>().ok());
        Ok(Self(last.filter(|_| peer.ip().is_loopback()).unwrap_or(peer.ip()).to_string()))
    }
}

fn token(parts: &Parts) -> Option<Token> {
    let cookies = parts.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == COOKIE).and_then(|(_, value)| Token::from_cookie(value))
}

/// The header that gives a browser its session.
pub fn cookie(token: &Token) -> HeaderValue {
    let text = format!("{COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax", token.to_cookie().as_str());
    // INVARIANT: base64url and the words around it are visible ASCII.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(NO_COOKIE))
}

/// The header that takes the session away.
pub const NO_COOKIE: &str = "__Host-hearth=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0";

/// Only what we serve ourselves runs or is shown; no page can be framed; a form posts to us only.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
     connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Refuses what another site makes a browser send: even the form that signs in, which carries no session's token yet.
///
/// A program that is no browser says nothing of where it comes from and holds nobody's cookie.
pub async fn same_site(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let from = request.headers().get("sec-fetch-site").map(HeaderValue::as_bytes);
    let ours = matches!(from, None | Some(b"same-origin" | b"none"));
    match changes && !ours {
        false => next.run(request).await,
        true if request.uri().path().starts_with(api::ROOT) => api::Problem::no_token().into_response(),
        true => Answer::Expired.into_response(),
    }
}

/// Keeps the form that somebody sent after their sign-in had locked or ended, so that they find it when they have signed in again:
/// without it, whoever works without script would lose what they wrote.
pub async fn keep_what_was_sent(State(app): State<App>, request: Request, next: Next) -> Response {
    let form = Some(request.uri().path()).filter(|_| request.method() == Method::POST).and_then(draft::form_at);
    let Some((file, form)) = form else { return next.run(request).await };
    let (parts, body) = request.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, LARGEST_FORM).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let sent = Request::from_parts(parts.clone(), bytes.clone().into());
    let response = next.run(sent).await;
    if response.status() == StatusCode::UNAUTHORIZED
        && let Some(token) = token(&parts)
        && let Ok(Form(pairs)) =
            Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, bytes.into()), &app).await
    {
        let posted = Posted::new(pairs);
        if csrf::belongs(&token, posted.one("csrf")) {
            let pairs = without_page_fields(&posted);
            let kept = keep_left_behind(&app.instance, &token, app.now(), &form, file, &pairs).await;
            if let Err(failure) = kept {
                tracing::error!(%failure, "a form that came after its sign-in had ended was not kept");
            }
        }
    }
    response
}

/// Puts the headers that a browser must keep to on every answer.
pub async fn headers(request: Request, next: Next) -> Response {
    let asset = request.uri().path().starts_with("/assets/");
    let mut response = next.run(request).await;
    let failed = response.status().is_client_error();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    if !asset || failed {
        // A page of a file must not be found again by the back button of whoever sits down next.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}
