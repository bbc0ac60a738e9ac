//! What stands in codes on a certificate, in words. A code that is not known any more stands as it is.

use hearth_practice::retention::Rules;
use hearth_record::{EventName, code};
use jiff::civil::Date;

use crate::frame;

/// A rule with its version, such as `k02/1`: “Child in need plan, rule K02 of the council’s first schedule”.
pub(super) fn rule(coded: &str) -> String {
    let (id, version) = coded.split_once('/').unwrap_or((coded, ""));
    let id = id.to_uppercase();
    let rules = Rules::compiled_in();
    let Some(class) = rules.rule(&id).and_then(|rule| rules.class(&rule.class)) else { return coded.to_owned() };
    let since = version.parse::<Date>().map(|from| format!(" as it stands since {}", frame::day(from)));
    format!("{}, rule {id}{}", class.name, since.unwrap_or_default())
}

/// A line of how a day was worked out, such as `k02 cin_plan.ended 2016-10-11 and 10 years 2026-10-11`.
pub(super) fn reasoning(coded: &str) -> String {
    if let Some(until) = coded.strip_prefix("kept until ") {
        return format!("Kept until {}", word(until));
    }
    let known = |id: &&str| Rules::compiled_in().rule(&id.to_uppercase()).is_some();
    let sum = coded.split_once(' ').filter(|(id, _)| known(id)).map(|(_, sum)| sum);
    let parts = sum.and_then(|sum| {
        let (from, rest) = sum.rsplit_once(" and ")?;
        Some((from, rest.rsplit_once(' ')?))
    });
    let Some((from, (years, until))) = parts else { return coded.to_owned() };
    let from: Vec<String> = from.split(' ').map(word).collect();
    format!("{} + {years} = {}", from.join(" "), word(until))
}

/// How a copy elsewhere ended, such as `paper destroyed 2026-12-22`.
pub(super) fn elsewhere(coded: &str) -> String {
    let parts: Vec<&str> = coded.split(' ').collect();
    let [medium, how, on] = parts[..] else { return coded.to_owned() };
    let medium = medium.to_uppercase();
    let words = code::set("record_medium").current().find(|of| of.code == medium).map_or(coded, |of| of.words());
    format!("{words} {how} on {}", word(on))
}

/// A date or the name of an event in words; any other word as it is.
fn word(coded: &str) -> String {
    match (coded.parse::<Date>(), EventName::named(coded)) {
        (Ok(date), _) => frame::day(date),
        (_, Ok(event)) => event.title().to_owned(),
        _ => coded.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_certificate_in_codes_reads_as_sentences() {
        assert_eq!(rule("k02/1"), "Child in need plan, rule K02");
        assert_eq!(rule("k02/2027-01-01"), "Child in need plan, rule K02 as it stands since 1 January 2027");
        let sum = "k02 cin_plan.ended 2016-10-11 and 10 years 2026-10-11";
        assert_eq!(reasoning(sum), "Child in need plan ended 11 October 2016 + 10 years = 11 October 2026");
        assert_eq!(reasoning("kept until 2026-10-11"), "Kept until 11 October 2026");
        assert_eq!(elsewhere("paper destroyed 2026-12-22"), "Paper file destroyed on 22 December 2026");
    }

    #[test]
    fn what_is_not_known_any_more_stands_as_it_is() {
        assert_eq!(rule("k99/1"), "k99/1");
        assert_eq!(reasoning("something else"), "something else");
        assert_eq!(elsewhere("wax cylinder"), "wax cylinder");
    }
}
