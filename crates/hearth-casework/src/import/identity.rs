//! By what a record of each kind is known again.
//!
//! Returns carry no ids of records. What makes two records one is a date, mostly with a code: one referral a day, one
//! placement a start. The same fields serve every return, so that a referral that the census told of is the one that the
//! dataset tells of.

use hearth_record::Fields;
use jiff::civil::Date;
use serde_json::Value as Json;

/// The fields by which a record of the kind is known; none for a kind of which a file has one.
fn fields_of(kind: &str) -> &'static [&'static str] {
    match kind {
        "person_name" => &["name_type", "forename", "surname"],
        "person_identifier" => &["identifier_type", "value"],
        "address" => &["address_type", "started", "postcode"],
        "disability" => &["disability"],
        "immigration_status" => &["status", "started"],
        "relationship" => &["relationship_type", "other_born", "other_name", "other"],
        "household_membership" => &["family_id"],
        "involvement" => &["role", "started", "registration", "worker_name"],
        "contact" => &["received_at", "source"],
        "social_care_episode" => &["received_on"],
        "visit" => &["context", "visited_on"],
        "conference" => &["conference_kind", "held_on"],
        "legal_status" => &["started", "status"],
        "care_review" => &["held", "arranged", "due_given"],
        "health_check" => &["check_type", "on", "status"],
        "immunisation_status" => &["as_at"],
        "substance_misuse" => &["identified"],
        "offence" => &["on", "description"],
        "sdq" => &["completed", "no_score_reason"],
        "annual_outcomes" => &["year"],
        "missing_episode" => &["started", "missing_type"],
        "return_interview" => &["missing_episode"],
        "previous_permanence" => &["option", "order_date"],
        "permanence_case" => &["decided"],
        "adopters_in_codes" => &["number", "sex", "legal_status"],
        "care_leaver_contact" => &["on", "birthday"],
        "pre_proceedings" => &["decided_on"],
        "family_meeting" => &["offered_on"],
        "special_needs" => &["requested_on", "identified_on"],
        "early_help_episode"
        | "assessment"
        | "cin_plan"
        | "s47_enquiry"
        | "cp_plan"
        | "period_of_care"
        | "placement"
        | "care_plan"
        | "deprivation_of_liberty_order" => &["started"],
        _ => &[],
    }
}

/// What makes a record of the kind that record and no other of its file.
pub fn natural(kind: &str, fields: &Fields) -> String {
    let parts: Vec<String> =
        fields_of(kind).iter().map(|name| fields.get(name).map_or_else(String::new, text)).collect();
    parts.join("/")
}

/// From when a record is true: the first of its identifying fields that is a date.
pub(super) fn effective(kind: &str, fields: &Fields) -> Option<Date> {
    let mut texts = fields_of(kind).iter().filter_map(|name| fields.text(name));
    texts.find_map(|text| text.get(..10)?.parse().ok())
}

fn text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}
