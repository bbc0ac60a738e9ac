//! Looking for words in what was written. What was typed is posted, so that it stands in no address.

use axum::response::Response;
use hearth_casework::{
    Failure,
    recording::{Passage, Searched, Within, search_text},
};

use super::{Sent, file::Opened, taken};
use crate::{
    answer::{Answer, page as rendered, sentence},
    frame,
    guard::Signed,
    paths,
    view::{
        Link,
        form::Choice,
        search::{FoundText, SearchPage, TextRow},
    },
};

/// `GET /search`
pub async fn page(signed: Signed) -> Response {
    rendered(&of(&signed))
}

fn of(signed: &Signed) -> SearchPage {
    SearchPage {
        frame: frame::of(signed, "Search notes"),
        identity: None,
        action: paths::SEARCH.to_owned(),
        q: String::new(),
        within: Vec::new(),
        problem: None,
        found: None,
    }
}

/// `POST /search`: in the files of one's own children.
pub async fn post(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let q = posted.one("q").to_owned();
    let found = search_text(&signed.desk, &q, Within::MyChildren).await;
    let page = SearchPage { q, ..of(&signed) };
    answered(page, found, "your files").map_err(|failure| Answer::framed(failure, &signed, None))
}

/// `GET /children/{id}/search`
pub async fn of_file(opened: Opened) -> Response {
    rendered(&in_file(&opened, "file"))
}

fn in_file(opened: &Opened, within: &str) -> SearchPage {
    let choice = |code: &str, words: &str| Choice::new(code, words).chosen_if(code == within);
    SearchPage {
        frame: opened.frame("Search this file"),
        identity: Some(opened.identity(None)),
        action: paths::search_file(opened.view.id),
        within: vec![choice("file", "This file"), choice("family", "This file and the family’s")],
        ..of(&opened.signed)
    }
}

/// `POST /children/{id}/search`
pub async fn post_in_file(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let q = posted.one("q").to_owned();
    let family = posted.one("within") == "family";
    let within = if family { Within::Family(opened.view.id) } else { Within::File(opened.view.id) };
    let found = search_text(&opened.signed.desk, &q, within).await;
    let page = SearchPage { q, ..in_file(&opened, if family { "family" } else { "file" }) };
    answered(page, found, if family { "the family’s files" } else { "this file" })
        .map_err(|failure| opened.failed(failure))
}

fn answered(page: SearchPage, found: Result<Searched, Failure>, place: &str) -> Result<Response, Failure> {
    match found {
        Ok(found) => {
            let several = found.files != 1;
            let rows: Vec<TextRow> = found.passages.iter().map(|passage| row(passage, several)).collect();
            let found = FoundText {
                count: count(rows.len(), found.files, place),
                more: found.more.then(|| "There is more. Add a word to find less.".to_owned()),
                rows,
            };
            Ok(rendered(&SearchPage { found: Some(found), ..page }))
        }
        Err(Failure::Wrong(why)) => Ok(rendered(&SearchPage { problem: Some(sentence(&why)), ..page })),
        Err(failure) => Err(failure),
    }
}

fn count(passages: usize, files: usize, place: &str) -> String {
    let files = if files == 1 { String::new() } else { format!(" ({files} files looked through)") };
    match passages {
        0 => format!("Nothing was found in {place}{files}"),
        1 => format!("1 passage in {place}{files}"),
        n => format!("{n} passages in {place}{files}, the latest first"),
    }
}

fn row(passage: &Passage, several: bool) -> TextRow {
    let [before, found, after] = passage.sentence.clone();
    TextRow {
        record: Link::new(passage.kind, paths::record(passage.file, passage.record)),
        child: several.then(|| Link::new(passage.name.clone(), paths::file(passage.file))),
        on: passage.on.map(frame::day).unwrap_or_default(),
        field: passage.field.to_owned(),
        before,
        found,
        after,
        by: format!("{}, {}", passage.by, frame::moment(passage.written_at)),
    }
}
