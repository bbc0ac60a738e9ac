//! What a finding says: the rule's words with the values of these rows.

use super::Hit;
use crate::row::Row;

/// The rule's words with each `{COLUMN}` or `{Table.COLUMN}` in its place.
///
/// A column is looked for in the row itself, then in the other rows of the finding in their order. A blank reads "blank", and what
/// may not be quoted (a postcode, a pupil number) reads "what is recorded".
pub(super) fn of(says: &str, row: Row<'_>, group: &[Hit<'_>]) -> String {
    let mut said = String::with_capacity(says.len() + 16);
    let mut rest = says;
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        said.push_str(value(name, row, group));
        rest = after;
    }
    said.push_str(rest);
    said
}

/// The rule's words for rows that nobody has at hand: "…" stands for each value.
pub(super) fn of_any(says: &str) -> String {
    let mut parts = says.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |said, part| said + "…" + part.split_once('}').map_or("", |(_, after)| after))
}

fn value<'a>(name: &str, row: Row<'a>, group: &[Hit<'a>]) -> &'a str {
    let (table, column) = match name.split_once('.') {
        Some((table, column)) => (Some(table), column),
        None => (None, name),
    };
    let rows = std::iter::once(row).chain(group.iter().filter_map(|hit| hit.row));
    for row in rows.filter(|row| table.is_none_or(|table| row.table().name() == table)) {
        let spec = row.table().spec();
        let Some(at) = spec.find(column) else { continue };
        if !spec.columns[usize::from(at.0)].kind.may_be_quoted() {
            return "what is recorded";
        }
        let cell = row.cell(at);
        return if cell.is_empty() { "blank" } else { cell };
    }
    "not there"
}
