//! What clocks must know apart from events: what holds over a time.

use hearth_record::{Fields, File, Held};
use jiff::civil::Date;
use serde::{Deserialize, de::IntoDeserializer as _};

/// What can hold. Rules name these; a rule that names another is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactName {
    /// The placement is meant to last until the child is 18.
    #[serde(rename = "placement_until_18")]
    PlacementUntil18,
    /// The child is placed with a parent.
    PlacedWithParent,
    /// Placed with a carer who has temporary approval only.
    TemporaryApproval,
    /// An interim care order is in force.
    InterimCareOrder,
    /// A care order is in force.
    CareOrder,
    /// Looked after in short breaks only.
    ShortBreaks,
    /// The file has no social care episode: somebody holds it who need not see a child for it, as with a carer's file.
    NoEpisode,
    /// An initial conference made no plan.
    NoPlanMade,
    /// A strategy discussion began no enquiry.
    NoEnquiry,
    /// An enquiry led to a conference, so its end is not the end of the way there.
    ConferenceRequired,
    /// A conference was found not to be needed.
    ConferenceNotRequired,
    /// Working days between child protection visits, where the plan says so.
    CpVisitWithin,
    /// Weeks between child in need visits, where the plan says so.
    CinVisitWithin,
    /// Sexual abuse was alleged. No clock asks for it; retention does.
    CsaAlleged,
    /// The child is not born yet: nobody can be seen.
    Unborn,
    /// A referral led to no further action: nothing follows from it.
    NoFurtherAction,
}

impl FactName {
    /// Whether a clock asks for a fact of this name.
    pub fn is_one(name: &str) -> bool {
        let name: serde::de::value::StrDeserializer<'_, serde::de::value::Error> = name.into_deserializer();
        Self::deserialize(name).is_ok()
    }
}

/// Something that holds over a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// What.
    pub name: FactName,
    /// From this day.
    pub from: Date,
    /// Until the day before this one; none while it lasts.
    pub to: Option<Date>,
    /// The number that goes with it, where one does.
    pub number: Option<u16>,
}

impl Fact {
    /// A fact that holds on every day.
    pub const fn always(name: FactName) -> Self {
        Self { name, from: Date::MIN, to: None, number: None }
    }

    /// Whether it holds on a day.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to || to == self.from && day == to)
    }
}

/// The facts of a file's records. Values are read one by one, because a save computes this of a whole file.
pub fn facts_of(file: &File) -> Vec<Fact> {
    let counts = file.records().iter().filter(|held| !held.withdrawn());
    let plan_exists = counts.clone().any(|held| held.schema.kind == "cp_plan");
    let mut facts = Vec::new();
    if counts.clone().all(|held| held.schema.kind != "social_care_episode") {
        facts.push(Fact::always(FactName::NoEpisode));
    }
    for held in counts {
        take(held, plan_exists, &mut facts);
    }
    facts
}

fn take(held: &Held, plan_exists: bool, facts: &mut Vec<Fact>) {
    let fields = &held.current().fields;
    match held.schema.kind {
        // Nothing is said of somebody whose date of birth is not known.
        "person" if fields.get("born").is_some() || fields.get("expected").is_some() => {
            facts.push(Fact { name: FactName::Unborn, from: Date::MIN, to: day(fields, "born"), number: None });
        }
        "social_care_episode" if truth(fields, "no_further_action") => {
            push_day(facts, FactName::NoFurtherAction, day(fields, "received_on"));
        }
        "placement" => placement(fields, facts),
        "legal_status" => legal_status(fields, facts),
        "conference" if fields.text("conference_kind") != Some("REVIEW") => {
            let made = fields.get("plan_made").and_then(serde_json::Value::as_bool);
            if made == Some(false) || made.is_none() && !plan_exists {
                push_day(facts, FactName::NoPlanMade, day(fields, "held_on"));
            }
        }
        "strategy_discussion" if matches!(fields.text("decision"), Some("ASSESS" | "NONE" | "POLICE")) => {
            push_day(facts, FactName::NoEnquiry, moment_day(fields, "held_at"));
        }
        "s47_enquiry" => enquiry(fields, facts),
        "cp_plan" => within(fields, FactName::CpVisitWithin, facts),
        "cin_plan" => within(fields, FactName::CinVisitWithin, facts),
        _ => {}
    }
}

fn placement(fields: &Fields, facts: &mut Vec<Fact>) {
    if truth(fields, "intended_to_18") {
        push_span(facts, FactName::PlacementUntil18, fields);
    }
    if fields.text("placement_type") == Some("P1") {
        push_span(facts, FactName::PlacedWithParent, fields);
    }
}

fn legal_status(fields: &Fields, facts: &mut Vec<Fact>) {
    let name = match fields.text("status") {
        Some("C1") => FactName::InterimCareOrder,
        Some("C2") => FactName::CareOrder,
        Some("V3" | "V4") => FactName::ShortBreaks,
        _ => return,
    };
    push_span(facts, name, fields);
}

fn enquiry(fields: &Fields, facts: &mut Vec<Fact>) {
    let to_conference = fields
        .get("outcomes")
        .and_then(serde_json::Value::as_array)
        .is_some_and(|all| all.iter().any(|one| one.as_str() == Some("CP_CONFERENCE_FLAG")));
    let name = match fields.get("conference_required").and_then(serde_json::Value::as_bool) {
        Some(true) => FactName::ConferenceRequired,
        None if to_conference => FactName::ConferenceRequired,
        Some(false) => FactName::ConferenceNotRequired,
        None => return,
    };
    let (Some(from), to) = (day(fields, "started"), day(fields, "ended")) else { return };
    // Its last day is a day on which it is still known what the enquiry led to.
    facts.push(Fact { name, from, to: to.map(|to| hearth_calendar::add_days(to, 1)), number: None });
}

fn within(fields: &Fields, name: FactName, facts: &mut Vec<Fact>) {
    let number = fields.get("visit_within").and_then(serde_json::Value::as_u64).and_then(|n| u16::try_from(n).ok());
    if let (Some(number), Some(from)) = (number, day(fields, "started")) {
        facts.push(Fact { name, from, to: day(fields, "ended"), number: Some(number) });
    }
}

fn push_span(facts: &mut Vec<Fact>, name: FactName, fields: &Fields) {
    if let Some(from) = day(fields, "started") {
        facts.push(Fact { name, from, to: day(fields, "ended"), number: None });
    }
}

fn push_day(facts: &mut Vec<Fact>, name: FactName, on: Option<Date>) {
    if let Some(on) = on {
        facts.push(Fact { name, from: on, to: Some(hearth_calendar::add_days(on, 1)), number: None });
    }
}

fn truth(fields: &Fields, name: &str) -> bool {
    fields.get(name).and_then(serde_json::Value::as_bool) == Some(true)
}

fn day(fields: &Fields, name: &str) -> Option<Date> {
    fields.text(name)?.parse().ok()
}

fn moment_day(fields: &Fields, name: &str) -> Option<Date> {
    fields.text(name)?.parse().ok().map(hearth_calendar::london_date)
}
