//! What the heading must say of a child who is looked after: pupil number, and whether she is a mother.

use hearth_calendar::add_days;
use jiff::civil::Date;

use super::{Rule, Rules};
use crate::check::{Found, Need};
use crate::ssda903::{Case, Episode, Header};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "207",
        &["MOTHER"],
        no_longer_a_mother,
        "whether she is a mother is {MOTHER}, but last year's return said that she is",
        "record 1, or have last year's return put right",
    )
    .needs(&[Need::PreviousYear]),
    Rule::error(
        "210",
        &["UPN", "DECOM"],
        still_without_pupil_number,
        "no pupil number is known because care has just begun (UN4), but care on 31 March began on {Episodes.DECOM}",
        "record the pupil number, or another reason for not knowing it: UN4 is for the last week of the year",
    ),
    Rule::error(
        "393",
        &["MOTHER"],
        mother_not_said,
        "she is looked after, and whether she is a mother is blank",
        "record 1 for a mother, 0 for any other girl",
    ),
    Rule::error(
        "442",
        &["UPN"],
        pupil_number_not_said,
        "the child is looked after, and the pupil number is blank",
        "record the pupil number, or the reason that it is not known (UN1 to UN5)",
    ),
    Rule::error(
        "607",
        &["DEC", "REC", "MOTHER", "LS", "SEX"],
        mother_not_said_at_the_end,
        "care ended on {Episodes.DEC}, and whether she is a mother is blank",
        "record 1 for a mother, 0 for any other girl",
    ),
    Rule::error(
        "625",
        &["MC_DOB", "DEC"],
        first_child_born_later,
        "her first child was born on {Header.MC_DOB}, after the end of the year or of her care ({Episodes.DEC})",
        "correct the date of birth of her child; leave it blank where the child was born after care ended",
    ),
];

/// Whether the heading is of a girl: 2 was the code until 2024.
fn is_girl(header: &Header<'_>) -> bool {
    matches!(header.sex, "F" | "2")
}

fn no_longer_a_mother<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let was_mother = case.last.as_ref().is_some_and(|last| last.header.iter().any(|h| h.mother == "1"));
    if !was_mother || case.now.episodes.is_empty() {
        return;
    }
    for header in case.now.header.iter().filter(|h| h.mother != "1") {
        found.row(header);
    }
}

fn still_without_pupil_number<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let until = case.end_of_open();
    let week = add_days(until, -7);
    let mut now = case.now.periods().filter(|period| period.last().is_some_and(|last| last.covers(until)));
    let Some(first) = now.next().and_then(|period| period.first()).filter(|e| e.decom < Some(week)) else { return };
    for header in case.now.header.iter().filter(|h| h.upn.eq_ignore_ascii_case("UN4")) {
        found.row(header).and(first);
    }
}

/// Names the headings where something is missing, of a child who was looked after for more than short breaks.
fn missing_of_looked_after<'a>(case: &Case<'a>, found: &mut Found<'a>, missing: impl Fn(&Header<'a>) -> bool) {
    if case.now.more_than_short_breaks() {
        for header in case.now.header.iter().filter(|h| missing(h)) {
            found.row(header);
        }
    }
}

fn mother_not_said<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    missing_of_looked_after(case, found, |h| is_girl(h) && h.mother.is_empty());
}

fn pupil_number_not_said<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    missing_of_looked_after(case, found, |h| h.upn.is_empty());
}

fn mother_not_said_at_the_end<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let left = |e: &&Episode<'_>| e.ends_care() && !e.is_short_break() && e.dec.is_some_and(|dec| case.year.has(dec));
    let mut ends = case.now.episodes.iter().filter(left).peekable();
    let mut headings = case.now.header.iter().filter(|h| is_girl(h) && h.mother.is_empty()).peekable();
    if ends.peek().is_some() && headings.peek().is_some() {
        found.rows(headings);
        for end in ends {
            found.and(end);
        }
    }
}

fn first_child_born_later<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let episodes = &case.now.episodes;
    let Some(last) = episodes.iter().max_by_key(|e| e.dec) else { return };
    // While an episode is open care has not ended, and only the end of the year counts.
    let left = last.dec.filter(|_| !episodes.iter().any(Episode::is_open));
    let too_late = |born: Date| born > case.end() || left.is_some_and(|left| born > left);
    for header in case.now.header.iter().filter(|h| h.child_born.is_some_and(too_late)) {
        found.row(header).and(last);
    }
}
