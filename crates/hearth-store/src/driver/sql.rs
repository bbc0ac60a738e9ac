//! One SQL text for two engines.
//!
//! Statements are written with `$1`, `$2` … in PostgreSQL's manner. What differs is rewritten here and nowhere else:
//!
//! | written | SQLite | PostgreSQL |
//! | --- | --- | --- |
//! | `$2` | `?2` (a bare `$2` would bind by first appearance, silently) | `$2` |
//! | `IN LIST($2)` | `IN (?2, ?7, ?8 …)`, one place a member | `= ANY($2)` |
//! | `LOCKED` | nothing: there is one writer | `FOR UPDATE` |
//! | `LOCKED_ELSE_SKIP` | nothing | `FOR UPDATE SKIP LOCKED` |

use super::value::Value;

/// Lists are padded to one of these lengths by repeating the last member, so that few texts are prepared.
const LENGTHS: [usize; 7] = [1, 4, 16, 64, 256, 1024, 8192];
/// The longest list a statement may carry.
pub(crate) const LONGEST_LIST: usize = 8192;

/// The text of a statement.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum Text {
    /// As written.
    Fixed(&'static str),
    /// `head`, then `rows` times `($1, …)` of `width` places, then `tail`.
    Rows { head: &'static str, width: usize, rows: usize, tail: &'static str },
}

impl Text {
    /// The text with all its places, still in `$n`.
    pub(crate) fn written(&self) -> String {
        match *self {
            Self::Fixed(text) => text.to_owned(),
            Self::Rows { head, width, rows, tail } => {
                let row = |r: usize| {
                    let places: Vec<_> = (1..=width).map(|c| format!("${}", r * width + c)).collect();
                    format!("({})", places.join(", "))
                };
                let all: Vec<_> = (0..rows).map(row).collect();
                format!("{head} {} {tail}", all.join(", "))
            }
        }
    }
}

/// The text for PostgreSQL.
pub(crate) fn for_postgres(text: &Text) -> String {
    let written = text.written().replace("LOCKED_ELSE_SKIP", "FOR UPDATE SKIP LOCKED").replace("LOCKED", "FOR UPDATE");
    // The longer word was rewritten first and holds the shorter one.
    let written = written.replace("SKIP FOR UPDATE", "SKIP LOCKED");
    let mut out = String::with_capacity(written.len());
    let mut rest = written.as_str();
    while let Some(at) = rest.find("IN LIST(") {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        out.push_str("= ANY(");
        rest = &after["IN LIST(".len()..];
    }
    out.push_str(rest);
    out
}

/// The text for SQLite, for parameters whose lists have these padded lengths (none for a plain parameter).
pub(crate) fn for_sqlite(text: &Text, lists: &[Option<usize>]) -> String {
    let written = text.written().replace("LOCKED_ELSE_SKIP", "").replace("LOCKED", "");
    let place = |n: usize| format!("?{n}");
    let mut extra = lists.len();
    let mut out = String::with_capacity(written.len() + 8);
    let mut rest = written.as_str();
    while let Some(at) = rest.find('$') {
        let (before, after) = rest.split_at(at);
        let digits = after[1..].bytes().take_while(u8::is_ascii_digit).count();
        let number: usize = after[1..=digits].parse().unwrap_or(0);
        rest = &after[1 + digits..];
        let Some(len) = lists.get(number.wrapping_sub(1)).copied().flatten() else {
            out.push_str(before);
            out.push_str(&place(number));
            continue;
        };
        out.push_str(before.strip_suffix("LIST(").unwrap_or(before));
        let others = (1..len).map(|i| place(extra + i));
        let places: Vec<_> = std::iter::once(place(number)).chain(others).collect();
        out.push('(');
        out.push_str(&places.join(", "));
        extra += len - 1;
    }
    out.push_str(rest);
    out
}

/// The padded length of a list.
pub(crate) fn padded(len: usize) -> usize {
    LENGTHS.into_iter().find(|l| *l >= len).unwrap_or(len)
}

/// The parameters as SQLite's places want them: each list's first member in its own place, the others behind all.
pub(crate) fn spread(params: &[Value]) -> Vec<Value> {
    if params.iter().all(|p| p.list_len().is_none()) {
        return params.to_vec();
    }
    let mut head = Vec::with_capacity(params.len());
    let mut tail = Vec::new();
    for param in params {
        let Value::Blobs(list) = param else {
            head.push(param.clone());
            continue;
        };
        // Nothing equals null, so an empty list finds nothing.
        let filling = list.last().cloned().map_or(Value::Null, Value::Bytes);
        let mut members = list.iter().cloned().map(Value::Bytes);
        head.push(members.next().unwrap_or(Value::Null));
        tail.extend(members);
        tail.extend(std::iter::repeat_n(filling, padded(list.len()) - list.len().max(1)));
    }
    head.append(&mut tail);
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_gets_its_own_places_and_lists() {
        let text = Text::Fixed("SELECT a FROM t WHERE x IN LIST($2) AND y = $1 AND z IN LIST($3) LOCKED");
        assert_eq!(for_postgres(&text), "SELECT a FROM t WHERE x = ANY($2) AND y = $1 AND z = ANY($3) FOR UPDATE");
        assert_eq!(
            for_sqlite(&text, &[None, Some(4), Some(1)]),
            "SELECT a FROM t WHERE x IN (?2, ?4, ?5, ?6) AND y = ?1 AND z IN (?3) "
        );
        let skip = Text::Fixed("SELECT a FROM t LOCKED_ELSE_SKIP");
        assert_eq!(for_postgres(&skip), "SELECT a FROM t FOR UPDATE SKIP LOCKED");
    }

    #[test]
    fn a_list_is_padded_with_its_last_member_behind_all_places() {
        let params = [Value::Int(9), Value::blobs([[1], [2]]), Value::blobs::<[u8; 1]>([])];
        let (one, two) = (Value::Bytes(vec![1]), Value::Bytes(vec![2]));
        assert_eq!(spread(&params), [Value::Int(9), one, Value::Null, two.clone(), two.clone(), two]);
    }

    #[test]
    fn many_rows_number_their_places_in_order() {
        let text = Text::Rows { head: "INSERT INTO t (a, b) VALUES", width: 2, rows: 2, tail: "" };
        assert_eq!(text.written(), "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4) ");
    }
}
