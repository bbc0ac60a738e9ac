//! One record made from a row, field by field.
//!
//! A value that its field refuses is left out and named. Only where the field is needed does the row fail.

use hearth_record::{
    Fields, KindSchema,
    code::{self, Code, CodeSet},
    value::ValueType,
};
use hearth_returns::{BadValue, Reject, Row};
use serde_json::Value as Json;

use super::building::{Added, Building};
use super::ssd::is_nothing;
use super::{Fate, Reference, Target};

/// A record on its way.
pub(super) struct Draft<'r> {
    schema: &'static KindSchema,
    row: Row<'r>,
    year: u16,
    fields: Fields,
    refers: Vec<Reference>,
    /// Which column each field came from.
    columns: Vec<(&'static str, &'static str)>,
    left_out: Vec<Reject>,
    failed: Option<Reject>,
    own_key: Option<String>,
    /// Whether a code may be written as its meaning, and nothing as `NULL`.
    forgiving: bool,
}

/// Stands where the id of a record not yet made will stand, while the rest is checked.
const SOME_ID: &str = "00000000000000000000000000000000";

impl<'r> Draft<'r> {
    pub(super) fn new(kind: &str, row: Row<'r>, year: u16) -> Self {
        Self {
            schema: hearth_record::kind(kind).expect("INVARIANT: the mapping names kinds that there are"),
            row,
            year,
            fields: Fields::new(),
            refers: Vec::new(),
            columns: Vec::new(),
            left_out: Vec::new(),
            failed: None,
            own_key: None,
            forgiving: false,
        }
    }

    /// Reads codes in other spellings, and what extracts write for nothing as nothing.
    pub(super) fn forgive_spellings(&mut self) {
        self.forgiving = true;
    }

    /// The record is known by the dataset's own id.
    pub(super) fn key(&mut self, key: String) {
        self.own_key = Some(key);
    }

    pub(super) fn has(&self, field: &str) -> bool {
        self.fields.get(field).is_some()
    }

    /// The values so far.
    pub(super) fn fields(&self) -> &Fields {
        &self.fields
    }

    /// Names a value that was left out.
    pub(super) fn leave_out(&mut self, reject: Reject) {
        self.left_out.push(reject);
    }

    /// Makes no record of it; what was left out is still named.
    pub(super) fn discard(self, building: &mut Building) {
        for reject in self.left_out {
            building.leave_out(reject);
        }
    }

    pub(super) fn get(&self, field: &str) -> Option<&str> {
        self.fields.text(field)
    }

    /// Sets a field to what is worked out rather than read.
    pub(super) fn set(&mut self, field: &'static str, value: impl Into<Json>) {
        debug_assert!(self.schema.field(field).is_some(), "{} has no field {field}", self.schema.kind);
        self.fields.set(field, Some(value.into()));
    }

    pub(super) fn remove(&mut self, field: &'static str) {
        self.fields.set(field, None);
    }

    /// A date, read as the return writes dates.
    pub(super) fn date(&mut self, field: &'static str, column: &'static str) {
        let value = self.row.date(column).map(|date| date.map(|date| Json::from(date.to_string())));
        self.put(field, column, value);
    }

    /// A moment in England, kept in UTC.
    pub(super) fn moment(&mut self, field: &'static str, column: &'static str) {
        let value = self.row.moment(column).and_then(|moment| {
            let Some(moment) = moment else { return Ok(None) };
            let at = hearth_calendar::london_moment(moment);
            at.map(|at| Some(Json::from(at.to_string())))
                .ok_or_else(|| self.row.bad(column, "clocks in England never showed this time", "correct the time"))
        });
        self.put(field, column, value);
    }

    /// The moment of a column whose day stands in another field: only where it has a time of day.
    pub(super) fn time_of_day(&mut self, field: &'static str, column: &'static str) {
        if let Ok(Some(moment)) = self.row.moment(column)
            && moment.time() != jiff::civil::Time::midnight()
        {
            self.moment(field, column);
        }
    }

    /// A date from another row of the same child.
    pub(super) fn date_of_row(&mut self, field: &'static str, other: Row<'r>, column: &'static str) {
        match other.date(column) {
            Ok(Some(date)) => self.set(field, date.to_string()),
            Ok(None) => {}
            Err(_) if self.forgiving && is_nothing(other.cell(column)) => {}
            Err(bad) => self.left_out.push(other.reject_value(&bad)),
        }
    }

    pub(super) fn flag(&mut self, field: &'static str, column: &'static str) {
        self.flag_as(field, column, true);
    }

    /// Yes or no, turned over where `as_is` is false.
    pub(super) fn flag_as(&mut self, field: &'static str, column: &'static str, as_is: bool) {
        let value = self.row.flag(column).map(|yes| yes.map(|yes| Json::from(yes == as_is)));
        self.put(field, column, value);
    }

    pub(super) fn whole(&mut self, field: &'static str, column: &'static str) {
        let value = self.row.whole(column).and_then(|number| match number {
            Some(number) => self.canonical(field, column, &number.to_string()),
            None => Ok(None),
        });
        self.put(field, column, value);
    }

    /// A code, text, postcode or other value, as its field reads it.
    pub(super) fn text(&mut self, field: &'static str, column: &'static str) {
        let value = self.canonical(field, column, self.row.cell(column));
        self.put(field, column, value);
    }

    /// As [`text`](Self::text); a value that is no code of the set becomes `otherwise`, and is named.
    pub(super) fn text_or(&mut self, field: &'static str, column: &'static str, otherwise: &'static str) {
        match self.canonical(field, column, self.row.cell(column)) {
            Ok(Some(value)) => self.fields.set(field, Some(value)),
            Ok(None) => self.set(field, otherwise),
            Err(bad) => {
                self.set(field, otherwise);
                self.left_out.push(self.row.reject_value(&bad));
            }
        }
    }

    /// A category of abuse, which extracts write as a code, as words, or as several for a multiple one.
    pub(super) fn category(&mut self, field: &'static str, column: &'static str) {
        let words = self.row.cell(column).to_ascii_lowercase();
        let code =
            ["multiple", "neglect", "physical", "sexual", "emotional"].iter().position(|word| words.starts_with(word));
        match code {
            Some(at) => self.text_of(field, column, ["MUL", "NEG", "PHY", "SAB", "EMO"][at]),
            None => self.text(field, column),
        }
    }

    /// A text that was made from the column.
    pub(super) fn text_of(&mut self, field: &'static str, column: &'static str, text: &str) {
        let value = self.canonical(field, column, text);
        self.put(field, column, value);
    }

    /// As [`text`](Self::text), from another row of the same child.
    pub(super) fn text_of_row(&mut self, field: &'static str, other: Row<'r>, column: &'static str) {
        let Some(schema) = self.schema.field(field) else { return };
        match self.read(&schema.value, other.cell(column)) {
            Ok(value) => self.fields.set(field, value.or_else(|| self.fields.get(field).cloned())),
            Err(because) => {
                let bad = other.bad(column, because, remedy(&schema.value));
                self.left_out.push(other.reject_value(&bad));
            }
        }
    }

    /// Adds a code to a list of codes.
    pub(super) fn list(&mut self, field: &'static str, source: Row<'r>, column: &'static str, text: &str) {
        let Some(ValueType::List(of)) = self.schema.field(field).map(|field| field.value) else {
            debug_assert!(false, "{} has no list {field}", self.schema.kind);
            return;
        };
        match self.read(of, text) {
            Ok(Some(value)) => {
                let mut list = match self.fields.get(field) {
                    Some(Json::Array(list)) => list.clone(),
                    _ => Vec::new(),
                };
                if !list.contains(&value) {
                    list.push(value);
                }
                self.set(field, list);
            }
            Ok(None) => {}
            Err(because) => {
                let mut reject = source.reject_value(&source.bad(column, because, remedy(of)));
                if !text.is_empty() && text.len() <= 8 {
                    reject.value = format!("`{text}`");
                }
                self.left_out.push(reject);
            }
        }
    }

    /// Names something whose id is not known here. Blank text names nothing.
    pub(super) fn refer(&mut self, field: &'static str, to: Target) {
        let schema = self.schema.field(field);
        debug_assert!(schema.is_some(), "{} has no field {field}", self.schema.kind);
        let blank = match &to {
            Target::Record(_, id) | Target::Person(id) | Target::Worker(id) | Target::Team(id) => id.is_empty(),
        };
        if !blank {
            let many = schema.is_some_and(|field| matches!(field.value, ValueType::List(_)));
            self.refers.push(Reference { field, many, to });
        }
    }

    /// Fails the row.
    pub(super) fn fail(&mut self, because: impl Into<String>, remedy: impl Into<String>) {
        if self.failed.is_none() {
            self.failed = Some(self.row.reject(because, remedy));
        }
    }

    /// Adds the record, or rejects the row; says what became of the row.
    pub(super) fn finish(self, building: &mut Building) -> Option<Added> {
        let row = self.row;
        let added = self.finish_beside(building);
        if added.is_some() {
            building.fate(&row, Fate::Made);
        }
        added
    }

    /// As [`finish`](Self::finish), for a row of which another record says what became of it when this one is made.
    pub(super) fn finish_beside(mut self, building: &mut Building) -> Option<Added> {
        self.check();
        if let Some(failed) = self.failed {
            building.reject(failed);
            return None;
        }
        for reject in self.left_out {
            building.leave_out(reject);
        }
        Some(building.add(self.schema, self.fields, self.refers, self.own_key))
    }

    /// As [`finish_beside`](Self::finish_beside), for a record without which the row is still loaded.
    pub(super) fn finish_within(mut self, building: &mut Building) -> Option<Added> {
        self.check();
        if let Some(failed) = self.failed {
            building.leave_out(failed);
            return None;
        }
        self.finish_beside(building)
    }

    /// Checks the whole as the kind does; what is at fault and not needed is left out.
    fn check(&mut self) {
        while self.failed.is_none() {
            let mut whole = self.fields.clone();
            for reference in &self.refers {
                let id = Json::from(SOME_ID);
                whole.set(reference.field, Some(if reference.many { Json::Array(vec![id]) } else { id }));
            }
            let problems = (self.schema.check)(&whole);
            let Some(problem) = problems.iter().next() else { return };
            let field = problem.field.and_then(|name| self.schema.field(name));
            let column = problem.field.and_then(|name| self.columns.iter().find(|(field, _)| *field == name));
            let because = match (field, column) {
                (Some(field), None) => format!("{}: {}", field.label.to_lowercase(), problem.message),
                _ => problem.message.clone(),
            };
            let reject = match column {
                Some((_, column)) => self.row.reject_value(&self.row.bad(*column, because, CORRECT)),
                None => self.row.reject(because, CORRECT),
            };
            match field.filter(|field| !field.required && self.fields.get(field.name).is_some()) {
                Some(field) => {
                    self.fields.set(field.name, None);
                    self.left_out.push(reject);
                }
                None => self.failed = Some(reject),
            }
        }
    }

    fn put(&mut self, field: &'static str, column: &'static str, value: Result<Option<Json>, BadValue>) {
        let schema = self.schema.field(field);
        debug_assert!(schema.is_some(), "{} has no field {field}", self.schema.kind);
        self.columns.push((field, column));
        match value {
            Ok(Some(value)) => self.fields.set(field, Some(value)),
            Ok(None) => {}
            Err(_) if self.forgiving && is_nothing(self.row.cell(column)) => {}
            Err(bad) if schema.is_some_and(|field| field.required) => {
                if self.failed.is_none() {
                    self.failed = Some(self.row.reject_value(&bad));
                }
            }
            Err(bad) => self.left_out.push(self.row.reject_value(&bad)),
        }
    }

    fn canonical(&self, field: &'static str, column: &'static str, text: &str) -> Result<Option<Json>, BadValue> {
        let Some(schema) = self.schema.field(field) else { return Ok(None) };
        let read = self.read(&schema.value, text);
        read.map_err(|because| self.row.bad(column, because, remedy(&schema.value)))
    }

    /// A text as a value, a code by the year of the return.
    fn read(&self, value: &ValueType, text: &str) -> Result<Option<Json>, String> {
        if text.is_empty() || self.forgiving && is_nothing(text) {
            return Ok(None);
        }
        match value {
            ValueType::Code(set) => {
                let set_of = code::set(set);
                let found = set_of.find_in(text, self.year);
                let found =
                    found.or_else(|why| if self.forgiving { by_meaning(set_of, text).ok_or(why) } else { Err(why) });
                found
                    .map(|code| Some(Json::from(code.stored())))
                    .map_err(|_| format!("this is no code of {} in any year that is known", set.replace('_', " ")))
            }
            other => other.canonical(text).map_err(|bad| bad.to_string()),
        }
    }
}

/// The code that `text` means: its meaning, its code in other signs, or its code before its meaning.
fn by_meaning(set: &'static CodeSet, text: &str) -> Option<&'static Code> {
    let solid = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let wanted = solid(text);
    let before = text.split([' ', '-', ':']).next().unwrap_or_default();
    let mut codes = set.codes().iter().rev();
    codes
        .clone()
        .find(|code| solid(&code.meaning) == wanted || solid(&code.code) == wanted)
        .or_else(|| codes.find(|code| before.len() > 1 && code.code.eq_ignore_ascii_case(before)))
}

const CORRECT: &str = "correct the row and import again";

fn remedy(value: &ValueType) -> &'static str {
    match value {
        ValueType::Code(_) => "use a code of the guide of that year",
        _ => CORRECT,
    }
}
