//! The handlers: each parses what was sent, calls one use case, and renders one page.

pub mod access;
pub mod activity;
pub mod add;
pub mod address;
pub mod adoptions;
pub mod break_glass;
pub mod choose_kind;
pub mod choose_person;
pub mod correct;
pub mod documents;
pub mod draft;
pub mod duplicates;
pub mod file;
pub mod find;
pub mod front_door;
pub mod glass;
pub mod health;
pub mod home;
pub mod matters;
pub mod move_record;
pub mod note;
pub mod print;
pub mod privacy;
mod progress;
pub mod purpose;
pub mod restrict;
pub mod retention;
pub mod returns;
pub mod reveal;
pub mod schedule;
pub mod search;
pub mod settings;
pub mod sharing;
pub mod sign_in;
pub mod start_file;
pub mod step;
pub mod tie;
pub mod withdraw;
pub mod worry;

use axum::{
    Form,
    http::Uri,
    response::{IntoResponse, Response},
};

use crate::{answer::Answer, api, guard::Signed, view::form::Posted};

/// What a form sent, in its order.
pub type Sent = Form<Vec<(String, String)>>;

/// What a form of this session sent; nothing is done with one that another session sent.
fn taken(signed: &Signed, Form(pairs): Sent) -> Result<Posted, Answer> {
    let posted = Posted::new(pairs);
    signed.check(&posted)?;
    Ok(posted)
}

/// What a form sent without what belongs to the page and not to the record.
pub(crate) fn without_page_fields(posted: &Posted) -> Vec<(String, String)> {
    posted.pairs().iter().filter(|(name, _)| name != "csrf" && name != "act").cloned().collect()
}

/// Any address that no page has, and none of the API.
pub async fn not_found(uri: Uri, signed: Result<Signed, Response>) -> Response {
    if uri.path().starts_with(api::ROOT) {
        return api::Problem::not_found().into_response();
    }
    signed
        .map_or_else(|asked| asked, |signed| Answer::NotFound(Box::new(crate::frame::of(&signed, ""))).into_response())
}
