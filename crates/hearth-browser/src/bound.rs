//! The same for JavaScript, one object a check. Errors are `Error`s with the words that the page shows.

use std::sync::Mutex;

use hearth_returns::check::authorities;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::{Asked, Read, Refused};

/// Where the last panic was: what JavaScript sees of one says nothing.
static FAULT: Mutex<String> = Mutex::new(String::new());

/// Remembers where a panic happens. Its words are let go: they could hold what a file holds, and people send on what they see.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        if let (Some(place), Ok(mut fault)) = (panic.location(), FAULT.lock()) {
            *fault = place.to_string();
        }
    }));
}

/// Where the last panic was; empty where there was none.
#[wasm_bindgen]
pub fn fault() -> String {
    FAULT.lock().map(|fault| fault.clone()).unwrap_or_default()
}

/// The authorities that stand today, as a JSON array of `[code, name]` in order of name.
///
/// # Errors
/// Never.
#[wasm_bindgen(js_name = authorities)]
pub fn standing() -> Result<String, JsError> {
    let mut standing: Vec<(&str, &str)> =
        authorities().iter().filter(|a| a.until.is_none()).map(|a| (a.ons.as_str(), a.name.as_str())).collect();
    standing.sort_unstable_by_key(|(_, name)| *name);
    Ok(serde_json::to_string(&standing)?)
}

/// Files, one after another, and what is said about them.
#[wasm_bindgen]
pub struct Question(Asked);

#[wasm_bindgen]
impl Question {
    /// No file yet. `what` is `ssda903` or `cin`.
    #[wasm_bindgen(constructor)]
    pub fn new(what: &str) -> Result<Self, JsError> {
        Ok(Self(Asked::of(what.parse()?)))
    }

    /// Adds a file for `files`, `previous`, `providers` or `postcodes`.
    pub fn add(&mut self, role: &str, name: String, bytes: Vec<u8>) -> Result<(), JsError> {
        self.0.add(role.parse()?, name, bytes);
        Ok(())
    }

    /// The collection year, by the March in which it ends.
    #[wasm_bindgen(js_name = inYear)]
    pub fn in_year(&mut self, ends: i16) {
        self.0.in_year(ends);
    }

    /// The authority that sends the return.
    #[wasm_bindgen(js_name = sentBy)]
    pub fn sent_by(&mut self, code: &str) {
        self.0.sent_by(code);
    }

    /// Reads the files; the question is gone with it.
    pub fn read(self) -> Result<Answer, JsError> {
        Ok(Answer(self.0.read()?))
    }
}

/// A return that was read.
#[wasm_bindgen]
pub struct Answer(Read);

#[wasm_bindgen]
impl Answer {
    /// Children, rows and remarks, as JSON.
    pub fn about(&self) -> Result<String, JsError> {
        Ok(serde_json::to_string(&self.0.about())?)
    }

    /// What `hearth check --format json` writes.
    pub fn json(&self) -> Result<Vec<u8>, JsError> {
        self.0.json().map_err(|why| unwritten(&why))
    }

    /// The findings as CSV.
    pub fn csv(&self) -> Result<Vec<u8>, JsError> {
        self.0.csv().map_err(|why| unwritten(&why))
    }

    /// The findings as a workbook.
    pub fn xlsx(&self) -> Result<Vec<u8>, JsError> {
        self.0.xlsx().map_err(|why| unwritten(&why))
    }
}

fn unwritten(why: &std::io::Error) -> JsError {
    Refused(format!("what was found could not be written down ({why}): check fewer children at a time")).into()
}
