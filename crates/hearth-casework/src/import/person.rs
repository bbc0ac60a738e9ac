//! What every return says of a person: who they are, by which numbers.

use hearth_record::identifier::Upn;
use hearth_returns::Row;

use super::building::Building;
use super::draft::Draft;

/// The kinds of number that are kept beside the person's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Identifiers {
    /// A pupil number whose check letter is wrong: kept as it was given, so that nothing is lost.
    Pupil,
    /// A pupil number that the child had before.
    FormerPupil,
}

/// Sets the local identifier. One that is longer than the department allows, or holds other signs than letters and digits,
/// goes to the identifier of the old system, and is named.
pub(super) fn local_id<'r>(draft: &mut Draft<'r>, building: &mut Building, row: Row<'r>, column: &'static str) {
    let id = row.cell(column);
    if (1..=20).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric()) {
        draft.text("la_child_id", column);
        return;
    }
    if id.chars().count() > 48 {
        draft.fail("the child's identifier is longer than 48 characters", "give the child an identifier of at most 20");
        return;
    }
    draft.text_of("legacy_id", column, id);
    building.leave_out(row.reject_value(&row.bad(
        column,
        "a local identifier has 1 to 20 letters and digits; this one is kept as the old system's",
        "give the child a local identifier",
    )));
}

/// Sets the pupil number, or why there is none. Says whether a number was given that its check letter belies: it is to be
/// kept as an identifier.
pub(super) fn pupil_number<'r>(
    draft: &mut Draft<'r>,
    row: Row<'r>,
    column: &'static str,
    unknown: Option<&'static str>,
) -> bool {
    let upn = row.cell(column);
    let is_reason = upn.len() <= 4 && upn.to_ascii_uppercase().starts_with("UN");
    let mut belied = false;
    if is_reason {
        draft.text("upn_unknown", column);
    } else if !upn.is_empty() {
        belied = Upn::parse(upn).is_err();
        if !belied {
            draft.text("upn", column);
        }
    }
    if let Some(unknown) = unknown.filter(|unknown| row.text(*unknown).is_some()) {
        draft.text("upn_unknown", unknown);
    }
    belied
}

/// Keeps the number of the column as an identifier of its own, where `keep` says so and there is one.
pub(super) fn identifier(
    building: &mut Building,
    row: Row<'_>,
    year: u16,
    column: &'static str,
    keep: bool,
    kind: Identifiers,
) {
    if !keep || row.text(column).is_none() {
        return;
    }
    let mut draft = Draft::new("person_identifier", row, year);
    let name = match kind {
        Identifiers::Pupil => "Unique Pupil Number",
        Identifiers::FormerPupil => "Former Unique Pupil Number",
    };
    draft.text_of("identifier_type", column, name);
    draft.text("value", column);
    draft.finish_within(building);
    if kind == Identifiers::Pupil {
        building.leave_out(row.reject_value(&row.bad(
            column,
            "the pupil number has a check letter that does not match its digits; kept as an identifier only",
            "ask the school for the number",
        )));
    }
}
