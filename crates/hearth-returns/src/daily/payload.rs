use serde::Serialize;
use serde_json::{Map, Value};

/// What is told of one child, in the one form in which it is sent, kept and compared: names in order, no space between (the canonical
/// form of RFC 8785, as far as texts, whole numbers, lists and objects go). The same records make the same bytes.
///
/// It holds what a file holds, so it has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload(Map<String, Value>);

pub(super) const CHILD: &str = "la_child_id";
pub(super) const PURGE: &str = "purge";

impl Payload {
    /// What a typed description of a child comes to.
    pub(super) fn of(told: &impl Serialize) -> Option<Self> {
        Self::in_order(serde_json::to_value(told).ok()?)
    }

    /// One that was kept; none where the text is no child.
    pub fn read(text: &str) -> Option<Self> {
        Self::in_order(serde_json::from_str(text).ok()?)
    }

    /// That everything told of a child is taken back.
    pub fn gone(child: &str) -> Self {
        Self(Map::from_iter([(CHILD.to_owned(), child.into()), (PURGE.to_owned(), true.into())]))
    }

    pub(super) fn from_fields(fields: Map<String, Value>) -> Self {
        Self(sorted(fields))
    }

    fn in_order(value: Value) -> Option<Self> {
        match value {
            Value::Object(fields) if fields.get(CHILD).is_some_and(Value::is_string) => Some(Self(sorted(fields))),
            _ => None,
        }
    }

    /// The child's local identifier.
    pub fn child(&self) -> &str {
        self.0.get(CHILD).and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether it takes the whole child back.
    pub fn is_gone(&self) -> bool {
        self.0.get(PURGE) == Some(&Value::Bool(true))
    }

    /// It in its one form.
    pub fn text(&self) -> String {
        Value::from(self.0.clone()).to_string()
    }

    pub(super) fn fields(&self) -> &Map<String, Value> {
        &self.0
    }
}

fn sorted(fields: Map<String, Value>) -> Map<String, Value> {
    let mut fields: Vec<(String, Value)> = fields.into_iter().map(|(name, value)| (name, ordered(value))).collect();
    fields.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    fields.into_iter().collect()
}

fn ordered(value: Value) -> Value {
    match value {
        Value::Object(fields) => Value::Object(sorted(fields)),
        Value::Array(values) => Value::Array(values.into_iter().map(ordered).collect()),
        other => other,
    }
}
