//! What the department's answers mean.

use std::time::Duration;

use jiff::{Timestamp, fmt::rfc2822};
use serde_json::Value;

use super::until;

/// How much of an answer is kept.
const KEPT: usize = 1000;

/// The receipt of each of `children` in a batch. The description has one identifier for the batch; the program of the councils that tried
/// it first reads a list with one for each child. Both are kept as they were written, and so is whatever else came; nothing where nothing
/// came.
pub(super) fn receipts(body: &str, children: usize) -> Vec<Option<String>> {
    let texts: Vec<String> = match serde_json::from_str(body) {
        Ok(Value::String(one)) => vec![one],
        Ok(Value::Array(several)) => several.iter().map(written).collect(),
        _ => vec![body.trim().to_owned()],
    };
    let texts: Vec<String> = texts.into_iter().map(|text| text.chars().take(KEPT).collect()).collect();
    if texts.len() == children && children > 1 {
        return texts.iter().map(|text| some(text)).collect();
    }
    let all: String = texts.join(" ").chars().take(KEPT).collect();
    vec![some(&all); children]
}

fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Why a batch was refused, in the department's words.
pub(super) fn because(status: u16, body: &str) -> String {
    let words: String = body.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(KEPT).collect();
    if words.is_empty() { format!("{status}, without a word") } else { format!("{status}: {words}") }
}

/// How long the department asks to wait: a number of seconds, or the moment at which to come again (RFC 9110 section 10.2.3).
pub(super) fn asked_to_wait(retry_after: &str, now: Timestamp) -> Option<Duration> {
    let text = retry_after.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok().map(|moment| until(now, moment))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "5f0c2a52-98a4-4ad4-a3a5-6b6b6f0a4a11";

    #[test]
    fn one_identifier_is_the_receipt_of_every_child_of_the_batch() {
        for body in [format!("\"{ONE}\""), ONE.to_owned(), format!("[\"{ONE}\"]")] {
            assert_eq!(receipts(&body, 2), vec![Some(ONE.to_owned()); 2], "{body}");
        }
    }

    #[test]
    fn a_list_as_long_as_the_batch_has_a_receipt_for_each_child() {
        let said = receipts(r#"["2026-11-22_a", "2026-11-22_b"]"#, 2);
        assert_eq!(said, [Some("2026-11-22_a".to_owned()), Some("2026-11-22_b".to_owned())]);
        assert_eq!(receipts(r#"["a", "b"]"#, 3), vec![Some("a b".to_owned()); 3], "and of another length, all of it");
    }

    #[test]
    fn an_answer_without_a_word_is_no_receipt() {
        assert_eq!(receipts("", 2), [None, None]);
        assert_eq!(receipts("\"\"", 1), [None]);
    }

    #[test]
    fn a_wait_is_asked_for_in_seconds_or_by_the_moment() {
        let now: Timestamp = "2026-11-22T02:00:00Z".parse().expect("a moment");
        assert_eq!(asked_to_wait(" 30 ", now), Some(Duration::from_secs(30)));
        assert_eq!(asked_to_wait("Sun, 22 Nov 2026 02:01:00 GMT", now), Some(Duration::from_mins(1)));
        assert_eq!(asked_to_wait("Sun, 22 Nov 2026 01:00:00 GMT", now), Some(Duration::ZERO), "it has passed");
        assert_eq!(asked_to_wait("soon", now), None);
    }

    #[test]
    fn a_refusal_keeps_the_words_of_the_department() {
        assert_eq!(because(400, " sex:\n not in list "), "400: sex: not in list");
        assert_eq!(because(400, ""), "400, without a word");
    }
}
