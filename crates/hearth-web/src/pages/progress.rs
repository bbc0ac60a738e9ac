//! Long work with its progress on the page, without script: the page begins at once, a line is added as the work goes on, and what came of
//! it takes their place. Each line is hidden by the next; the work goes on to its end although the reader leaves.

use std::{convert::Infallible, future::Future};

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use futures_util::stream;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use crate::answer::Answer;

/// Where the page stops until the work is done: every page has it, from the layout.
const MAIN: &str = "id=\"main\">";

/// How far the work is.
#[derive(Clone)]
pub struct Progress(UnboundedSender<String>);

impl Progress {
    /// Says how far it is, in words that hold no mark-up.
    pub fn say(&self, words: &str) {
        // Whoever asked may have left; the work goes on.
        let _ = self.0.send(format!("<p class=\"govuk-body hearth-progress\" role=\"status\">{words}</p>\n"));
    }
}

/// Begins `waiting` as far as its main part, does the work, and ends with the main part of the page that comes of it.
pub fn as_it_goes<F>(waiting: &impl Template, work: impl FnOnce(Progress) -> F) -> Response
where
    F: Future<Output = Result<Response, Answer>> + Send + 'static,
{
    let Ok(waiting) = waiting.render() else { return Answer::Fault("a template failed".to_owned()).into_response() };
    let Some(main) = waiting.find(MAIN) else { return Html(waiting).into_response() };
    let head = waiting[..main + MAIN.len()].to_owned();
    let (sender, receiver) = unbounded_channel();
    let _ = sender.send(head);
    let progress = Progress(sender.clone());
    let doing = work(progress);
    tokio::spawn(async move {
        let page = doing.await.unwrap_or_else(IntoResponse::into_response);
        let whole = axum::body::to_bytes(page.into_body(), usize::MAX).await.unwrap_or_default();
        let whole = String::from_utf8_lossy(&whole);
        let rest = whole.find(MAIN).map_or(&*whole, |main| &whole[main + MAIN.len()..]);
        let _ = sender.send(rest.to_owned());
    });
    let pieces = stream::unfold(receiver, |mut receiver| async move {
        receiver.recv().await.map(|piece| (Ok::<_, Infallible>(piece), receiver))
    });
    let mut response = Body::from_stream(pieces).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    // Compressed, the lines would wait in a buffer for each other.
    headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("identity"));
    response
}
