//! A record in the writing: values by field name, checked against the kind.

use std::fmt::Display;

use hearth_record::fields::Fields;
use hearth_record::schema::KindSchema;
use hearth_record::value::ValueType;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value as Json;

/// A record that is being written.
#[derive(Clone)]
pub(crate) struct Draft {
    pub(crate) schema: &'static KindSchema,
    pub(crate) fields: Fields,
    /// What the next version says, and the day on which it was written.
    pub(crate) later: Option<(Date, Fields)>,
}

impl Draft {
    /// A record of a kind.
    ///
    /// # Panics
    /// When no kind has that name: names stand in this crate, and a test writes each of them.
    pub(crate) fn of(kind: &str) -> Self {
        let schema = hearth_record::kind(kind).unwrap_or_else(|| panic!("no kind is called `{kind}`"));
        Self { schema, fields: Fields::new(), later: None }
    }

    /// A value as it stands in the seal; nothing leaves no trace.
    pub(crate) fn put(mut self, name: &str, value: Option<impl Into<Json>>) -> Self {
        self.fields.set(name, value.map(Into::into));
        self
    }

    pub(crate) fn date(self, name: &str, date: impl Into<Option<Date>>) -> Self {
        self.put(name, date.into().map(|date| date.to_string()))
    }

    pub(crate) fn moment(self, name: &str, at: impl Into<Option<Timestamp>>) -> Self {
        self.put(name, at.into().map(|at| at.to_string()))
    }

    pub(crate) fn text(self, name: &str, text: impl Into<String>) -> Self {
        self.put(name, Some(text.into()))
    }

    pub(crate) fn yes(self, name: &str, yes: bool) -> Self {
        self.put(name, Some(yes))
    }

    /// An id, of whatever kind.
    pub(crate) fn id(self, name: &str, id: impl Display) -> Self {
        self.put(name, Some(id.to_string()))
    }

    pub(crate) fn id_if(self, name: &str, id: Option<impl Display>) -> Self {
        self.put(name, id.map(|id| id.to_string()))
    }

    /// A code as the returns write it, stored as its set wants it.
    ///
    /// # Panics
    /// When the kind has no such field, or the set of the field no such code: both stand in this
    /// crate, and a test writes each of them.
    pub(crate) fn code(self, name: &str, code: impl Into<Option<&'static str>>) -> Self {
        let Some(code) = code.into() else { return self };
        let stored = self.stored(name, code);
        self.put(name, Some(stored))
    }

    /// Several codes.
    pub(crate) fn codes(self, name: &str, codes: &[&'static str]) -> Self {
        let stored: Vec<Json> = codes.iter().map(|code| Json::from(self.stored(name, code))).collect();
        self.put(name, (!stored.is_empty()).then_some(stored))
    }

    /// What the record says from a day on; nothing when that day has not come.
    pub(crate) fn later(mut self, day: Option<Date>, change: impl FnOnce(Self) -> Self) -> Self {
        if let Some(day) = day {
            let changed = change(Self { later: None, ..self.clone() });
            self.later = Some((day, changed.fields));
        }
        self
    }

    fn stored(&self, name: &str, code: &str) -> String {
        let value = self.schema.field(name).map(|field| field.value);
        let Some(ValueType::Code(set) | ValueType::List(&ValueType::Code(set))) = value else {
            panic!("`{name}` of {} holds no code", self.schema.kind)
        };
        match hearth_record::code::set(set).find(code) {
            Ok(code) => code.stored(),
            Err(refusal) => panic!("{refusal}"),
        }
    }
}
