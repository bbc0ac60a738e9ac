//! A department that takes what it is sent, under each reading that its description leaves open.

use std::collections::BTreeMap;

use hearth_returns::daily::Payload;
use serde_json::{Map, Value};

use super::json;

/// What is sent of a part that is there: how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// What is named is overwritten, and everything else stays.
    Field,
    /// The part is overwritten; the parts below it stay where they are not named.
    Part,
    /// The part is overwritten with everything below it.
    Whole,
}

impl How {
    pub const ALL: [Self; 3] = [Self::Field, Self::Part, Self::Whole];
}

const GROUPS: [&str; 4] = ["child_details", "health_and_wellbeing", "adoption", "care_leavers"];
const LISTS: [(&str, &str); 6] = [
    ("social_care_episodes", "social_care_episode_id"),
    ("child_and_family_assessments", "child_and_family_assessment_id"),
    ("child_in_need_plans", "child_in_need_plan_id"),
    ("section_47_assessments", "section_47_assessment_id"),
    ("child_protection_plans", "child_protection_plan_id"),
    ("child_looked_after_placements", "child_looked_after_placement_id"),
];

fn id_of(list: &str) -> Option<&'static str> {
    LISTS.iter().find(|(name, _)| *name == list).map(|(_, id)| *id)
}

type Fields = Map<String, Value>;

/// What it holds of each child.
pub struct Department {
    how: How,
    children: BTreeMap<String, Fields>,
}

impl Department {
    pub fn reading(how: How) -> Self {
        Self { how, children: BTreeMap::new() }
    }

    pub fn takes(&mut self, sent: &Payload) {
        if sent.is_gone() {
            self.children.remove(sent.child());
            return;
        }
        let how = self.how;
        let held = self.children.entry(sent.child().to_owned()).or_default();
        take(how, held, json(sent).as_object().expect("a child"));
    }

    /// What it holds of a child, without what is empty.
    pub fn holds(&self, child: &str) -> Option<Value> {
        self.children.get(child).map(|held| tidy(&Value::Object(held.clone())))
    }
}

/// What it would hold of a child who was told from the beginning.
pub fn whole(told: &Payload) -> Value {
    tidy(&json(told))
}

fn take(how: How, held: &mut Fields, sent: &Fields) {
    match how {
        How::Field => {}
        How::Part => held.retain(|name, _| GROUPS.contains(&name.as_str()) || id_of(name).is_some()),
        How::Whole => held.clear(),
    }
    for (name, value) in sent {
        match (value, id_of(name)) {
            (Value::Object(fields), _) if is_purge(fields) => {
                held.remove(name);
            }
            (Value::Object(fields), _) => {
                let held = held.entry(name.clone()).or_insert_with(|| Value::Object(Fields::new()));
                take(how, held.as_object_mut().expect("a group"), fields);
            }
            (Value::Array(entries), Some(id)) => {
                let held = held.entry(name.clone()).or_insert_with(|| Value::Array(Vec::new()));
                let held = held.as_array_mut().expect("a list");
                for entry in entries {
                    take_entry(how, held, id, entry.as_object().expect("an entry"));
                }
            }
            _ => {
                held.insert(name.clone(), value.clone());
            }
        }
    }
}

fn take_entry(how: How, held: &mut Vec<Value>, id: &str, sent: &Fields) {
    let at = held.iter().position(|there| there.get(id) == sent.get(id));
    if is_purge(sent) {
        at.map(|at| held.remove(at));
        return;
    }
    let at = at.unwrap_or_else(|| {
        held.push(Value::Object(Fields::new()));
        held.len() - 1
    });
    take(how, held[at].as_object_mut().expect("an entry"), sent);
}

fn is_purge(fields: &Fields) -> bool {
    fields.get("purge") == Some(&Value::Bool(true))
}

/// In one order, and without what is empty.
fn tidy(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().map(|(name, value)| (name.clone(), in_order(name, tidy(value))));
            let mut kept: Vec<(String, Value)> = kept.filter(|(_, value)| !is_empty(value)).collect();
            kept.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(kept.into_iter().collect())
        }
        Value::Array(values) => Value::Array(values.iter().map(tidy).collect()),
        other => other.clone(),
    }
}

fn in_order(name: &str, mut value: Value) -> Value {
    if let (Some(id), Some(entries)) = (id_of(name), value.as_array_mut()) {
        entries.sort_by_key(|entry| entry[id].as_str().map(str::to_owned));
    }
    value
}

fn is_empty(value: &Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty)
}
