//! What a recipient holds and what was corrected, withdrawn or restricted since: they are told (UK GDPR Article 19). It is worked out in
//! the save that changes it, so nobody has to think of it.

use std::collections::BTreeSet;

use hearth_record::{
    Fields, File, Held, Record,
    access::Restriction,
    class::{Open, Private},
    court::CourtBundle,
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
    let bundles = bundles(after);
    let of_items = |held: &&Held| {
        let fields = &held.current().fields;
        let bundle = || fields.text("from").is_some_and(|from| bundles.iter().any(|(id, _)| id.to_string() == from));
        held.schema.kind == Shared::SCHEMA.kind && !held.withdrawn() && (fields.get("items").is_some() || bundle())
    };
    let there = after.records().iter().filter(of_items).filter(|held| !touched.contains(&held.id));
    let restricted = touched.iter().any(|record| is_restricted_by(before, after, *record));
    let on = hearth_calendar::in_words::date_without_weekday(today);
    there
        .filter_map(|held| {
            let mut shared: Shared = Shared::from_fields(&held.current().fields).ok().filter(Shared::was_told)?;
            let in_bundle = bundles.iter().find(|(id, _)| Some(*id) == *shared.from);
            let whole = in_bundle.map(|(_, bundle)| bundle.items.0.clone()).unwrap_or_default();
            let mut lines = changed((before, after), touched, &shared, &whole, &on);
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

/// The bundles of a file: their parties hold whole records.
fn bundles(file: &File) -> Vec<(RecordId, CourtBundle)> {
    file.all::<CourtBundle>().collect()
}

/// What of a share's items the save changes, or of the records that it gave as a whole.
fn changed(
    (before, after): (&File, &File),
    touched: &BTreeSet<RecordId>,
    shared: &Shared,
    whole: &[RecordId],
    on: &str,
) -> Vec<Line> {
    let mut lines = Vec::new();
    let keys: Vec<&str> = shared.items.reveal().iter().map(|key| key.0.as_str()).collect();
    let mut held = items::records(&keys);
    held.extend(whole);
    for record in held.intersection(touched) {
        let (Some(was), Some(is)) = (before.record(*record), after.record(*record)) else { continue };
        if is.withdrawn() && !was.withdrawn() {
            lines.push(Line(format!(
                "{}: withdrawn on {on} as written in error. Destroy what you hold of it.",
                is.schema.title
            )));
            continue;
        }
        let given = |name: &str| whole.contains(record) || keys.contains(&format!("{record}.{name}").as_str());
        let changed = |name: &str| was.current().fields.get(name) != is.current().fields.get(name);
        let fields = is.schema.fields.iter().filter(|field| given(field.name) && changed(field.name));
        let labels: Vec<&str> = fields.map(|field| field.label).collect();
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
