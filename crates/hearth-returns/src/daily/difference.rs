//! What has to be sent so that the department holds what is recorded now.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::payload::{CHILD, PURGE, Payload};

/// A part that the department can take back by itself.
enum Part {
    /// There is at most one.
    One(&'static str),
    /// There are several, told apart by an identifier, with parts of their own.
    Many { list: &'static str, id: &'static str, parts: &'static [Part] },
}

/// The places of `purge`: with the child itself, eleven.
const OF_A_CHILD: &[Part] = &[
    Part::One("child_details"),
    Part::One("health_and_wellbeing"),
    Part::Many { list: "social_care_episodes", id: "social_care_episode_id", parts: OF_AN_EPISODE },
];
const OF_AN_EPISODE: &[Part] = &[
    Part::Many { list: "child_and_family_assessments", id: "child_and_family_assessment_id", parts: &[] },
    Part::Many { list: "child_in_need_plans", id: "child_in_need_plan_id", parts: &[] },
    Part::Many { list: "section_47_assessments", id: "section_47_assessment_id", parts: &[] },
    Part::Many { list: "child_protection_plans", id: "child_protection_plan_id", parts: &[] },
    Part::Many { list: "child_looked_after_placements", id: "child_looked_after_placement_id", parts: &[] },
    Part::One("adoption"),
    Part::One("care_leavers"),
];

type Fields = Map<String, Value>;

/// What to send, in this order and each only once the one before it was accepted; nothing where nothing changed.
///
/// `accepted` is what the department accepted last. `unheard` is what was being sent when nobody heard the answer: it may hold that too, so
/// it is sent again, or taken back. `now` is what is recorded, or none where the child counts no more or was withdrawn.
///
/// - A child who counts no more, and one who was told under another identifier, is taken back as a whole.
/// - A part that is gone is taken back where it stood; what is still there goes with it, whole. Where an identifier of the child itself is
///   gone, that part is the child.
/// - A field that is gone from a part that is still there: the description does not say whether leaving it out empties it, so the part is
///   taken back first and told anew after. A list within a part (workers, factors, disabilities, scores) has no `purge`: it is sent whole,
///   and empty once nothing of it is left.
pub fn difference(accepted: Option<&Payload>, unheard: Option<&Payload>, now: Option<&Payload>) -> Vec<Payload> {
    let held = || accepted.into_iter().chain(unheard).filter(|payload| !payload.is_gone());
    let elsewhere: BTreeSet<&str> =
        held().map(Payload::child).filter(|id| now.is_none_or(|now| now.child() != *id)).collect();
    let mut steps: Vec<Payload> = elsewhere.into_iter().map(Payload::gone).collect();
    let Some(now) = now else { return steps };
    if unheard.is_none() && accepted == Some(now) {
        return steps;
    }
    let before = || held().filter(|payload| payload.child() == now.child()).map(Payload::fields);
    if before().any(|before| lost_a_field(OF_A_CHILD, before, now.fields())) {
        steps.extend([Payload::gone(now.child()), now.clone()]);
        return steps;
    }
    let mut first = Fields::new();
    let mut then = now.fields().clone();
    for before in before() {
        compare(OF_A_CHILD, before, now.fields(), &mut first, &mut then);
    }
    if !first.is_empty() {
        first.insert(CHILD.to_owned(), now.child().into());
        steps.push(Payload::from_fields(first));
    }
    steps.push(Payload::from_fields(then));
    steps
}

/// Compares what was told of a child or an episode with what is recorded: `first` gathers what is taken back before it is told anew,
/// `then` is what is told and gets what is gone beside it.
fn compare(parts: &[Part], before: &Fields, now: &Fields, first: &mut Fields, then: &mut Fields) {
    for part in parts {
        match *part {
            Part::One(name) => one(name, before, now, first, then),
            Part::Many { list, id, parts } => many((list, id, parts), before, now, first, then),
        }
    }
}

fn one(name: &str, before: &Fields, now: &Fields, first: &mut Fields, then: &mut Fields) {
    match (before.get(name).and_then(Value::as_object), now.get(name).and_then(Value::as_object)) {
        (Some(_), None) => {
            then.insert(name.to_owned(), taken_back(None));
        }
        (Some(before), Some(now)) => {
            if lost_a_field(&[], before, now) {
                first.insert(name.to_owned(), taken_back(None));
            }
            if let Some(then) = then.get_mut(name).and_then(Value::as_object_mut) {
                empty_lists(before, now, then);
            }
        }
        (None, _) => {}
    }
}

fn many(
    (list, id, parts): (&str, &str, &[Part]),
    before: &Fields,
    now: &Fields,
    first: &mut Fields,
    then: &mut Fields,
) {
    for entry in entries(before, list) {
        let Some(number) = entry.get(id) else { continue };
        let Some(still) = entries(now, list).find(|there| there.get(id) == Some(number)) else {
            add(then, list, id, taken_back(Some((id, number))));
            continue;
        };
        if lost_a_field(parts, entry, still) {
            add(first, list, id, taken_back(Some((id, number))));
        } else {
            let mut inside = Fields::new();
            if let Some(there) = entry_of(then, list, id, number) {
                compare(parts, entry, still, &mut inside, there);
                empty_lists(entry, still, there);
            }
            if !inside.is_empty() {
                inside.insert(id.to_owned(), number.clone());
                add(first, list, id, Value::Object(inside));
            }
        }
    }
}

/// That a part is taken back: by its identifier, where there are several.
fn taken_back(id: Option<(&str, &Value)>) -> Value {
    let id = id.map(|(id, number)| (id.to_owned(), number.clone()));
    Value::Object(id.into_iter().chain([(PURGE.to_owned(), true.into())]).collect())
}

fn entries<'f>(of: &'f Fields, list: &str) -> impl Iterator<Item = &'f Fields> {
    of.get(list).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn entry_of<'f>(of: &'f mut Fields, list: &str, id: &str, number: &Value) -> Option<&'f mut Fields> {
    let entries = of.get_mut(list)?.as_array_mut()?.iter_mut().filter_map(Value::as_object_mut);
    entries.into_iter().find(|there| there.get(id) == Some(number))
}

/// Adds an entry to a list. Where another of the same identifier stands there, all of it is taken back: it is told anew after.
fn add(to: &mut Fields, list: &str, id: &str, entry: Value) {
    let list = to.entry(list.to_owned()).or_insert_with(|| Value::Array(Vec::new()));
    let Some(list) = list.as_array_mut() else { return };
    match list.iter_mut().find(|there| there.get(id) == entry.get(id)) {
        Some(there) if *there != entry => *there = taken_back(entry.get(id).map(|number| (id, number))),
        Some(_) => {}
        None => list.push(entry),
    }
}

/// Whether a field that is no part of its own, and no list, is there no more.
fn lost_a_field(parts: &[Part], before: &Fields, now: &Fields) -> bool {
    let is_part = |name: &str| {
        parts.iter().any(|part| match part {
            Part::One(of) => *of == name,
            Part::Many { list, .. } => *list == name,
        })
    };
    before.iter().any(|(name, value)| !value.is_array() && !is_part(name) && !now.contains_key(name))
}

/// Lists of which nothing is left are sent empty; those whose entries can be taken back one by one were filled with that already.
fn empty_lists(before: &Fields, now: &Fields, then: &mut Fields) {
    for (name, _) in before.iter().filter(|(name, value)| value.is_array() && !now.contains_key(*name)) {
        then.entry(name.clone()).or_insert_with(|| Value::Array(Vec::new()));
    }
}
