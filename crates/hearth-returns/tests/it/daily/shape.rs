//! What the department's description 1.0.1 allows, as a table of our own.

use serde_json::Value;

use hearth_returns::daily::MOST;

/// What a field may hold.
#[derive(Clone, Copy)]
enum May {
    /// Text of so many characters.
    Text(usize, usize),
    /// An identifier of so many letters, digits, and these; it must be there.
    Id(usize, &'static str),
    /// An identifier that may be absent.
    OtherId(usize, &'static str),
    Day,
    Flag,
    Whole,
    /// An object, or a list of them.
    Group,
    /// A list of at most so many texts of at most so many characters, all different.
    Codes(usize, usize),
}
use May::{Codes, Day, Flag, Group, Id, OtherId, Text, Whole};

const LONG: usize = usize::MAX;

/// Every name with its place. What is not here must not be sent.
const SHAPE: &[(&str, May)] = &[
    ("la_child_id", Id(20, "")),
    ("mis_child_id", OtherId(36, "_-")),
    ("purge", Flag),
    ("child_details", Group),
    ("child_details.unique_pupil_number", Text(13, 13)),
    ("child_details.former_unique_pupil_number", Text(13, 13)),
    ("child_details.unique_pupil_number_unknown_reason", Text(0, 4)),
    ("child_details.first_name", Text(0, LONG)),
    ("child_details.surname", Text(0, LONG)),
    ("child_details.date_of_birth", Day),
    ("child_details.expected_date_of_birth", Day),
    ("child_details.sex", Text(0, 1)),
    ("child_details.ethnicity", Text(0, 4)),
    ("child_details.disabilities", Codes(12, 4)),
    ("child_details.postcode", Text(0, 8)),
    ("child_details.uasc_flag", Flag),
    ("child_details.uasc_end_date", Day),
    ("child_details.purge", Flag),
    ("health_and_wellbeing", Group),
    ("health_and_wellbeing.sdq_assessments", Group),
    ("health_and_wellbeing.sdq_assessments.date", Day),
    ("health_and_wellbeing.sdq_assessments.score", Whole),
    ("health_and_wellbeing.purge", Flag),
    ("social_care_episodes", Group),
    ("social_care_episodes.social_care_episode_id", Id(36, "_-")),
    ("social_care_episodes.referral_date", Day),
    ("social_care_episodes.referral_source", Text(0, 2)),
    ("social_care_episodes.referral_no_further_action_flag", Flag),
    ("social_care_episodes.closure_date", Day),
    ("social_care_episodes.closure_reason", Text(0, 3)),
    ("social_care_episodes.purge", Flag),
    ("social_care_episodes.care_worker_details", Group),
    ("social_care_episodes.care_worker_details.worker_id", OtherId(12, "_-")),
    ("social_care_episodes.care_worker_details.start_date", Day),
    ("social_care_episodes.care_worker_details.end_date", Day),
    ("social_care_episodes.child_and_family_assessments", Group),
    ("social_care_episodes.child_and_family_assessments.child_and_family_assessment_id", Id(36, "_-")),
    ("social_care_episodes.child_and_family_assessments.start_date", Day),
    ("social_care_episodes.child_and_family_assessments.authorisation_date", Day),
    ("social_care_episodes.child_and_family_assessments.factors", Codes(41, 3)),
    ("social_care_episodes.child_and_family_assessments.purge", Flag),
    ("social_care_episodes.child_in_need_plans", Group),
    ("social_care_episodes.child_in_need_plans.child_in_need_plan_id", Id(36, "_-")),
    ("social_care_episodes.child_in_need_plans.start_date", Day),
    ("social_care_episodes.child_in_need_plans.end_date", Day),
    ("social_care_episodes.child_in_need_plans.purge", Flag),
    ("social_care_episodes.section_47_assessments", Group),
    ("social_care_episodes.section_47_assessments.section_47_assessment_id", Id(36, "_-")),
    ("social_care_episodes.section_47_assessments.start_date", Day),
    ("social_care_episodes.section_47_assessments.icpc_required_flag", Flag),
    ("social_care_episodes.section_47_assessments.icpc_date", Day),
    ("social_care_episodes.section_47_assessments.end_date", Day),
    ("social_care_episodes.section_47_assessments.purge", Flag),
    ("social_care_episodes.child_protection_plans", Group),
    ("social_care_episodes.child_protection_plans.child_protection_plan_id", Id(36, "_-")),
    ("social_care_episodes.child_protection_plans.start_date", Day),
    ("social_care_episodes.child_protection_plans.end_date", Day),
    ("social_care_episodes.child_protection_plans.purge", Flag),
    ("social_care_episodes.child_looked_after_placements", Group),
    ("social_care_episodes.child_looked_after_placements.child_looked_after_placement_id", Id(36, "_-")),
    ("social_care_episodes.child_looked_after_placements.start_date", Day),
    ("social_care_episodes.child_looked_after_placements.start_reason", Text(0, 1)),
    ("social_care_episodes.child_looked_after_placements.placement_type", Text(0, 3)),
    ("social_care_episodes.child_looked_after_placements.postcode", Text(0, 8)),
    ("social_care_episodes.child_looked_after_placements.end_date", Day),
    ("social_care_episodes.child_looked_after_placements.end_reason", Text(0, 3)),
    ("social_care_episodes.child_looked_after_placements.change_reason", Text(0, 6)),
    ("social_care_episodes.child_looked_after_placements.purge", Flag),
    ("social_care_episodes.adoption", Group),
    ("social_care_episodes.adoption.initial_decision_date", Day),
    ("social_care_episodes.adoption.matched_date", Day),
    ("social_care_episodes.adoption.placed_date", Day),
    ("social_care_episodes.adoption.purge", Flag),
    ("social_care_episodes.care_leavers", Group),
    ("social_care_episodes.care_leavers.contact_date", Day),
    ("social_care_episodes.care_leavers.activity", Text(0, 2)),
    ("social_care_episodes.care_leavers.accommodation", Text(0, 1)),
    ("social_care_episodes.care_leavers.purge", Flag),
];

/// What the table refuses of a batch.
pub fn refusals(batch: &Value) -> Vec<String> {
    let mut refused = Vec::new();
    let children = batch.as_array().expect("a bare list");
    if children.len() > MOST {
        refused.push(format!("{} children", children.len()));
    }
    for child in children {
        group("", child, &mut refused);
    }
    refused
}

fn group(place: &str, value: &Value, refused: &mut Vec<String>) {
    let Some(fields) = value.as_object() else {
        refused.push(format!("{place} is no object"));
        return;
    };
    let below = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
    for (name, value) in fields {
        let at = below(name);
        match SHAPE.iter().find(|(there, _)| *there == at) {
            Some((_, may)) => field(&at, *may, value, refused),
            None => refused.push(format!("{at} is no name of the description")),
        }
    }
    let ours = SHAPE.iter().filter(|(at, _)| at.rsplit_once('.').map_or("", |(before, _)| before) == place);
    for (at, _) in ours.filter(|(_, may)| matches!(may, Id(..))) {
        let name = at.rsplit('.').next().unwrap_or(at);
        if fields.get(name).and_then(Value::as_str).is_none_or(str::is_empty) {
            refused.push(format!("{at} is missing"));
        }
    }
}

fn field(at: &str, may: May, value: &Value, refused: &mut Vec<String>) {
    let text = value.as_str();
    let sound = match may {
        Text(least, most) => text.is_some_and(|text| (least..=most).contains(&text.chars().count())),
        Id(most, besides) | OtherId(most, besides) => text.is_some_and(|text| {
            text.len() <= most && text.chars().all(|c| c.is_ascii_alphanumeric() || besides.contains(c))
        }),
        Day => text.is_some_and(|text| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()),
        Flag => value.is_boolean(),
        Whole => value.is_i64(),
        Codes(most, length) => value.as_array().is_some_and(|codes| {
            let texts: Vec<&str> = codes.iter().filter_map(Value::as_str).collect();
            let different: std::collections::BTreeSet<&&str> = texts.iter().collect();
            texts.len() == codes.len()
                && different.len() == codes.len()
                && codes.len() <= most
                && texts.iter().all(|code| code.len() <= length)
        }),
        Group => {
            match value.as_array() {
                Some(entries) => entries.iter().for_each(|entry| group(at, entry, refused)),
                None => group(at, value, refused),
            }
            true
        }
    };
    if !sound {
        refused.push(format!("{at} cannot be {value}"));
    }
}

#[test]
fn the_table_has_the_sixty_six_leaves_of_the_description_and_its_eleven_purges() {
    let leaves = SHAPE.iter().filter(|(_, may)| !matches!(may, Group));
    assert_eq!(leaves.clone().filter(|(at, _)| at.ends_with("purge")).count(), 11);
    assert_eq!(leaves.count(), 66);
}

#[test]
fn what_the_description_does_not_allow_is_refused() {
    let batch = serde_json::json!([
        {"la_child_id": "SF-1", "child_details": {"sex": "MM", "shoe_size": 3}},
        {"mis_child_id": "A", "social_care_episodes": [{"referral_date": "1/6/2026"}]},
    ]);
    assert_eq!(refusals(&batch).len(), 6, "{:?}", refusals(&batch));
}
