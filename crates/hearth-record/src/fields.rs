//! The fields of a record as they go into the seal and come out of it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

/// The values of one record by field name, in the order of the kind.
///
/// This is the form in which forms, imports, differences and the seal meet: one map of JSON values, whatever the kind. It
/// holds private values, so it has no `Debug` and no `Display`.
#[derive(Clone, PartialEq, Default)]
pub struct Fields(Map<String, Json>);

/// Sealed bytes that did not hold fields.
#[derive(Debug, thiserror::Error)]
#[error("the record's bytes are not fields: {0}")]
pub struct NotFields(String);

impl NotFields {
    pub(crate) fn new(why: &str) -> Self {
        Self(why.to_owned())
    }
}

impl Fields {
    /// No values.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of `name`, if one stands there.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    /// The value of `name` where it is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Json::as_str)
    }

    /// Puts `value` at `name`; an absent value leaves no trace.
    pub fn set(&mut self, name: &str, value: Option<Json>) {
        match value {
            Some(value) => {
                self.0.insert(name.to_owned(), value);
            }
            None => {
                self.0.shift_remove(name);
            }
        }
    }

    /// The same fields with `value` at `name`: for building them in one expression.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.set(name, Some(value.into()));
        self
    }

    /// The names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Whether nothing stands here.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As a JSON value, for the seal and for an export that access has decided.
    pub fn to_json(&self) -> Json {
        Json::Object(self.0.clone())
    }

    /// From a JSON object.
    pub fn from_json(json: Json) -> Result<Self, NotFields> {
        match json {
            Json::Object(map) => Ok(Self(map)),
            other => Err(NotFields(format!("expected an object, found {}", shape(&other)))),
        }
    }

    /// The names whose values differ between the two, in alphabetical order.
    pub fn changed(&self, other: &Self) -> BTreeSet<String> {
        let names = self.0.keys().chain(other.0.keys());
        names.filter(|name| self.get(name) != other.get(name)).cloned().collect()
    }
}

/// What two people's changes to one record come to.
pub enum Merged {
    /// They touched different fields: the whole, to be validated again.
    Whole(Fields),
    /// Both touched these fields and left different values.
    Both(BTreeSet<String>),
}

/// Merges `mine` and `theirs`, both made from `base`, field by field.
pub fn merge(base: &Fields, mine: &Fields, theirs: &Fields) -> Merged {
    let by_me = base.changed(mine);
    let by_them = base.changed(theirs);
    let both: BTreeSet<String> =
        by_me.intersection(&by_them).filter(|name| mine.get(name) != theirs.get(name)).cloned().collect();
    if !both.is_empty() {
        return Merged::Both(both);
    }
    let mut whole = theirs.clone();
    for name in &by_me {
        whole.set(name, mine.get(name).cloned());
    }
    Merged::Whole(whole)
}

/// The shape of a JSON value in words, for messages that must not tell the value.
pub(crate) fn shape(json: &Json) -> &'static str {
    match json {
        Json::Null => "nothing",
        Json::Bool(_) => "yes or no",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "a group of values",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(what: &str, where_: &str) -> Fields {
        Fields::new().with("what", what).with("where", where_)
    }

    #[test]
    fn two_people_who_changed_different_fields_are_merged() {
        let base = note("seen at home", "Bootle");
        let Merged::Whole(whole) = merge(&base, &note("seen at school", "Bootle"), &note("seen at home", "Crosby"))
        else {
            panic!("different fields must merge")
        };
        assert!(whole == note("seen at school", "Crosby"));
    }

    #[test]
    fn two_people_who_changed_one_field_are_asked() {
        let base = note("seen at home", "Bootle");
        let Merged::Both(names) = merge(&base, &note("seen at school", "Bootle"), &note("not seen", "Bootle")) else {
            panic!("one field changed twice must be asked")
        };
        assert_eq!(names.into_iter().collect::<Vec<_>>(), ["what"]);
    }

    #[test]
    fn the_same_change_made_twice_is_no_quarrel() {
        let base = note("seen at home", "Bootle");
        let same = note("not seen", "Bootle");
        assert!(matches!(merge(&base, &same, &same), Merged::Whole(whole) if whole == same));
    }
}
