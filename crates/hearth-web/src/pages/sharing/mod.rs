//! Sharing: what of a person is told to others, decided on a form, written down in an emergency, followed until it arrived or ended.

mod act;
mod collect;
mod desk;
mod form;
mod list;
mod one;
mod urgent;

pub use act::post as act;
pub use collect::{form as collect, post as fetch};
pub use desk::page as desk;
pub use form::{page as new, post as decide, send};
pub use list::{family, page as list};
pub use one::page as one;
pub use urgent::{form as urgent, save as tell};

use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use hearth_casework::sharing::Package;
use hearth_record::{Problems, sharing::Shared};

use crate::{
    answer::sentence,
    view::{
        Tag, Tone,
        form::{Choice, Control, DateParts, Field, TextBox},
    },
};

/// How a share stands, as a tag.
fn tag(shared: &Shared) -> Tag {
    if shared.is_withheld() {
        return Tag::new("Not shared", Tone::Plain);
    }
    match shared.state.map(|state| (state.code(), state.words())) {
        Some(("WAITING" | "STOPPED", words)) => Tag::new(words, Tone::Needs),
        Some((_, words)) => Tag::new(words, Tone::Plain),
        None => Tag::new("Told", Tone::Plain),
    }
}

/// A field of a form with what is wrong beside it.
struct Asking<'a> {
    problems: &'a Problems,
}

impl Asking<'_> {
    fn field(&self, name: &str, label: &str, control: Control) -> Field {
        let wrong: Vec<String> =
            self.problems.iter().filter(|problem| problem.field == Some(name)).map(|p| p.message.clone()).collect();
        let called = label.trim_end_matches('?');
        Field {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: None,
            error: (!wrong.is_empty())
                .then(|| wrong.iter().map(|wrong| in_words(called, wrong)).collect::<Vec<_>>().join(" ")),
            optional: false,
            part: None,
            control,
        }
    }
}

/// What is wrong at a field, as a sentence: what is needed stands for itself, anything else after the question.
fn in_words(called: &str, wrong: &str) -> String {
    let needed = ["is needed: ", "are needed: "].iter().find_map(|begin| wrong.strip_prefix(begin));
    needed.map_or_else(|| sentence(&format!("{called}: {wrong}")), sentence)
}

/// Words of several lines.
fn words(value: impl Into<String>, rows: u8) -> Control {
    Control::Narrative(value.into(), rows)
}

/// Words of one line.
fn line(value: impl Into<String>) -> Control {
    Control::Text(TextBox { value: value.into(), width: 0, keyboard: "", autocomplete: "off" })
}

/// A day.
fn day(parts: DateParts) -> Control {
    Control::Date(parts)
}

/// The current codes of a set, those of `codes` where any are named.
fn codes(set: &'static str, chosen: &str, only: &[&str]) -> Vec<Choice> {
    let set = hearth_record::code::set(set);
    let offered = set.current().filter(|code| only.is_empty() || only.contains(&code.stored().as_str()));
    offered.map(|code| Choice::new(code.stored(), code.words()).chosen_if(code.stored() == chosen)).collect()
}

/// A package to take away: never shown in the page, never kept by the browser. Its name says nothing of the person.
pub(super) fn handed(package: Package) -> Response {
    let name = format!("attachment; filename=\"{}\"", package.name);
    let disposition = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static(package.media_type);
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], package.bytes).into_response()
}
