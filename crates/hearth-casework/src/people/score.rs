//! Whether an opened digest is who was looked for, with reasons that a person can read.

use hearth_record::{
    Digest,
    find::{self, Term, TermKind},
};
use jiff::civil::Date;

use super::Query;

/// How well a digest fits a query, from 0 to 1, and why.
pub(super) struct Score {
    pub score: f64,
    pub why: Vec<String>,
}

/// Below this a word of a name is another word.
const SAME_WORD: f64 = 0.84;

pub(super) fn score(query: &Query, digest: &Digest, matched: &[&Term]) -> Score {
    let mut parts: Vec<(f64, f64)> = Vec::new();
    let mut why = Vec::new();
    if !query.words.is_empty() {
        let (fit, reason) = names(&query.words, digest);
        parts.push((fit, 1.0));
        why.extend(reason);
    }
    if let Some(born) = query.born {
        let (fit, reason) = birth(born, digest.born);
        parts.push((fit, 0.8));
        why.extend(reason);
    }
    for term in &query.exact {
        let hit = matched.contains(&term);
        parts.push((if hit { 1.0 } else { 0.0 }, 1.0));
        if hit {
            why.push(exact_words(term.kind).to_owned());
        }
    }
    let weight: f64 = parts.iter().map(|(_, w)| w).sum();
    let score = if weight > 0.0 { parts.iter().map(|(fit, w)| fit * w).sum::<f64>() / weight } else { 0.0 };
    Score { score, why }
}

const fn exact_words(kind: TermKind) -> &'static str {
    match kind {
        TermKind::Postcode => "lives or lived at this postcode",
        TermKind::Phone => "same telephone number",
        _ => "same identifier",
    }
}

/// The best name of the person against the words, each word to its nearest whatever the order.
fn names(words: &[String], digest: &Digest) -> (f64, Option<String>) {
    let own = digest.name.whole();
    let own_fit = name_fit(words, &find::words(&own));
    let other = digest.other_names.iter().map(|name| (name_fit(words, &find::words(name)), name));
    let best_other = other.max_by(|a, b| a.0.total_cmp(&b.0));
    match best_other {
        Some((fit, name)) if fit > own_fit => (fit, Some(format!("also known as {name}"))),
        _ => (own_fit, name_reason(words, &find::words(&own), own_fit)),
    }
}

fn name_fit(words: &[String], name: &[String]) -> f64 {
    if name.is_empty() {
        return 0.0;
    }
    let mut left: Vec<&String> = name.iter().collect();
    let mut sum = 0.0;
    for word in words {
        let best =
            left.iter().enumerate().map(|(at, other)| (at, likeness(word, other))).max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((at, like)) = best.filter(|(_, like)| *like >= SAME_WORD) {
            sum += like;
            left.swap_remove(at);
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a name has a handful of words")]
    let fit = sum / words.len() as f64;
    // A name with words that nobody asked for fits a little less, so that the whole name comes first.
    #[expect(clippy::cast_precision_loss, reason = "a name has a handful of words")]
    let extra = left.len() as f64 * 0.01;
    (fit - extra).max(0.0)
}

/// How alike two folded words are, from 0 to 1: the same, begun the same, sounding the same, or spelled nearly so.
fn likeness(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    if a.len() >= 3 && b.starts_with(a) {
        return 0.93;
    }
    let spelled = strsim::jaro_winkler(a, b);
    let near = strsim::osa_distance(a, b) <= 1 + a.len() / 8;
    let sounds = find::sounds(b);
    let heard = find::sounds(a).iter().any(|sound| sounds.contains(sound));
    match (near, heard) {
        (true, _) => spelled.max(0.9),
        (false, true) => spelled.max(0.86),
        (false, false) => spelled.min(0.83),
    }
}

fn name_reason(words: &[String], name: &[String], fit: f64) -> Option<String> {
    if fit <= 0.0 {
        return None;
    }
    let same = words.iter().filter(|word| name.contains(word)).count();
    let in_order = name.iter().filter(|word| words.contains(word)).eq(words.iter().filter(|word| name.contains(word)));
    Some(match (same == words.len(), in_order) {
        (true, true) => "same name".to_owned(),
        (true, false) => "same name, in another order".to_owned(),
        _ if words.iter().any(|w| name.iter().any(|n| n != w && n.starts_with(w.as_str()))) => {
            "name begins so".to_owned()
        }
        _ => "name is spelled or sounds alike".to_owned(),
    })
}

fn birth(asked: Date, known: Option<Date>) -> (f64, Option<String>) {
    let Some(known) = known else { return (0.3, Some("date of birth not known".to_owned())) };
    if asked == known {
        return (1.0, Some("same date of birth".to_owned()));
    }
    if asked.year() == known.year() && asked.month() == known.day() && asked.day() == known.month() {
        return (0.85, Some("day and month of birth swapped".to_owned()));
    }
    if hearth_calendar::days_between(asked, known).abs() <= 1 {
        return (0.8, Some("born a day apart".to_owned()));
    }
    if asked.month() == known.month() && asked.day() == known.day() {
        return (0.7, Some(format!("same birthday, born {}", known.year())));
    }
    if asked.year() == known.year() && asked.month() == known.month() {
        return (0.5, Some("born in the same month".to_owned()));
    }
    (0.0, None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use hearth_record::digest::Name;
    use jiff::civil::date;

    fn kayla() -> Digest {
        let name = Name { given: "Kayla".to_owned(), family: "Okell".to_owned() };
        Digest { name, born: Some(date(2019, 3, 4)), ..Digest::default() }
    }

    fn fit(text: &str) -> f64 {
        score(&Query::read(text), &kayla(), &[]).score
    }

    #[test]
    fn a_name_with_a_slip_comes_close_to_the_name_itself() {
        assert!(fit("Kayla Okell") > 0.99);
        assert!(fit("Kalya Okell") > 0.9);
        assert!(fit("Okell Kayla") > 0.99);
        assert!(fit("Kayleigh Oakell") > 0.8);
        assert!(fit("Marcus Dade") < 0.3);
    }

    #[test]
    fn a_swapped_day_and_month_is_said_so() {
        let scored = score(&Query::read("Kayla 03/04/2019"), &kayla(), &[]);
        assert!(scored.why.contains(&"day and month of birth swapped".to_owned()));
    }
}
