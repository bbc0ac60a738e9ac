//! What a recipient holds and what was corrected, withdrawn or restricted since: they are told (UK GDPR Article 19). It is worked out in
//! the save that changes it, so nobody has to think of it.

use std::collections::BTreeSet;

use hearth_record::{
    Fields, File, Held, Record,
    access::Restriction,
    class::{Open, Private},
    ids::RecordId,
    sharing::Shared,
    value::Line,
};
use jiff::civil::Date;

use super::items;

/// The shares that a save makes untrue, as they are to stand: each with what its recipient is to be told. `touched` are the records that the
/// save writes.
pub(crate) fn due(before: &File, after: &File, touched: &BTreeSet<RecordId>, today: Date) -> Vec<(RecordId, Fields)> {
    // Most files have none: the daily data and the returns name no items.
    let of_items = |held: &&Held| {
        let fields = &held.current().fields;
        held.schema.kind == Shared::SCHEMA.kind && !held.withdrawn() && fields.get("items").is_some()
    };
    let there = after.records().iter().filter(of_items).filter(|held| !touched.contains(&held.id));
    let restricted = touched.iter().any(|record| is_restricted_by(before, after, *record));
    let on = hearth_calendar::in_words::date_without_weekday(today);
    there
        .filter_map(|held| {
            let mut shared: Shared = Shared::from_fields(&held.current().fields).ok().filter(Shared::was_told)?;
            let mut lines = changed(before, after, touched, &shared, &on);
            if restricted {
                lines.push(Line(format!(
                    "The file was restricted on {on}: keep what you hold, and do not use it until you hear from us."
                )));
            }
            if lines.is_empty() {
                return None;
            }
            let told = shared.recalled_at.is_some();
            let waiting = shared.recall.reveal().iter().filter(|_| !told).cloned();
            shared.recall = Private::new(waiting.chain(lines).collect());
            shared.recalled_at = Open(None);
            Some((held.id, shared.to_fields()))
        })
        .collect()
}

/// What of a share's items the save changes.
fn changed(before: &File, after: &File, touched: &BTreeSet<RecordId>, shared: &Shared, on: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let keys: Vec<&str> = shared.items.reveal().iter().map(|key| key.0.as_str()).collect();
    for record in items::records(&keys).intersection(touched) {
        let (Some(was), Some(is)) = (before.record(*record), after.record(*record)) else { continue };
        if is.withdrawn() && !was.withdrawn() {
            lines.push(Line(format!(
                "{}: withdrawn on {on} as written in error. Destroy what you hold of it.",
                is.schema.title
            )));
            continue;
        }
        let of_record = keys.iter().filter_map(|key| key.split_once('.')).filter(|(of, _)| *of == record.to_string());
        let labels: Vec<&str> = of_record
            .filter(|(_, field)| was.current().fields.get(field) != is.current().fields.get(field))
            .filter_map(|(_, field)| is.schema.field(field).map(|field| field.label))
            .collect();
        if !labels.is_empty() {
            lines.push(Line(
                format!("{}: {} corrected on {on}.", is.schema.title, labels.join(", ")).chars().take(200).collect(),
            ));
        }
    }
    lines
}

/// Whether a record restricts the file that did not before.
fn is_restricted_by(before: &File, after: &File, record: RecordId) -> bool {
    let restricts = |file: &File| {
        let held = file.record(record).filter(|held| held.schema.kind == Restriction::SCHEMA.kind && !held.withdrawn());
        held.is_some_and(|held| held.current().fields.get("lifted_at").is_none())
    };
    restricts(after) && !restricts(before)
}
