//! Times missing, or away without authorisation.

use jiff::civil::Date;

use super::{Rule, Rules};
use crate::check::{Found, Need, Set};
use crate::row::Row;
use crate::ssda903::care::{dropped, ended, overlaps};
use crate::ssda903::{Case, Episode, Missing};

const START: &str = "MIS_START";
const END: &str = "MIS_END";

pub(super) const RULES: Rules = &[
    Rule::error(
        "564",
        &["MISSING", START],
        start_left_out,
        "a time missing ({MISSING}) has no start",
        "record the day on which the child went missing",
    ),
    Rule::error(
        "565",
        &["MISSING", START],
        kind_left_out_with_start,
        "a time that starts on {MIS_START} does not say whether the child was missing or away without authorisation",
        "record M for missing or A for away without authorisation",
    ),
    Rule::error(
        "566",
        &["MISSING", END],
        kind_left_out_with_end,
        "a time that ends on {MIS_END} does not say whether the child was missing or away without authorisation",
        "record M for missing or A for away without authorisation",
    ),
    Rule::error(
        "567",
        &[START, END],
        ends_before_start,
        "the time missing ends on {MIS_END}, before it starts on {MIS_START}",
        "put the two dates right",
    ),
    Rule::error(
        "570",
        &[START],
        starts_after_year,
        "the time missing starts on {MIS_START}, after the end of the collection year",
        "put the date right, or leave the row to next year's return",
    ),
    Rule::error(
        "571",
        &[END],
        ends_outside_year,
        "the time missing ends on {MIS_END}, outside the collection year",
        "put the date right, or leave the row to the return of its year",
    ),
    Rule::error(
        "574",
        &[START, END],
        overlap,
        "a time missing starts on {MIS_START} while an earlier one is still running",
        "end the earlier one before this one starts, or make them one",
    ),
    Rule::error(
        "575",
        &[END],
        outlasts_placement,
        "the placement from which the child went missing on {MIS_START} ended on {Episodes.DEC}, but the time missing has no end",
        "end the time missing when the placement ends",
    ),
    Rule::error(
        "576",
        &["CHILD"],
        open_last_year_and_gone,
        "last year's return left a time missing open, and none of this year's starts on the same day",
        "return that time missing with its start, and its end where it has one",
    )
    .needs(&[Need::PreviousYear, Need::Table("Missing")]),
    Rule::error(
        "577",
        &[END],
        outlasts_care,
        "the time missing from {MIS_START} does not end while the child is looked after (end: {MIS_END})",
        "end it by the day on which care ended",
    ),
    Rule::error(
        "578",
        &[START],
        starts_after_care,
        "the time missing starts on {MIS_START}, after care ended on {Episodes.DEC}",
        "put the start right, or return the episode in which the child went missing",
    ),
    Rule::error(
        "580",
        &["REC"],
        missing_when_care_ended,
        "care ended on {DEC} while the child was missing, and the reason is {REC}",
        "record E8 as the reason, or end the time missing before care ended",
    ),
    Rule::error(
        "581",
        &[START],
        starts_before_care,
        "the time missing starts on {MIS_START}, before care began on {Episodes.DECOM}",
        "put the start right, or return the earlier episode",
    ),
    Rule::error(
        "586",
        &[START],
        before_birth,
        "the time missing from {MIS_START} to {MIS_END} is before the birth on {DOB}",
        "put the dates right",
    ),
    Rule::error(
        "1004",
        &[START],
        start_is_no_date,
        "the start of the time missing is {MIS_START}, which is no date",
        "record the day as DD/MM/YYYY",
    )
    .stage(1),
    Rule::error(
        "1005",
        &[END],
        end_is_no_date,
        "the end of the time missing is {MIS_END}, which is no date",
        "record the day as DD/MM/YYYY, or leave it blank while the child is missing",
    )
    .stage(1),
    Rule::error(
        "1006",
        &["MISSING"],
        kind_is_no_code,
        "the kind of absence is {MISSING}, which is no code",
        "record M for missing or A for away without authorisation",
    )
    .stage(1),
    Rule::error(
        "1012",
        &["CHILD"],
        more_than_care_leaver,
        "the child has no episode in the year, but a row here",
        "clear the row, or return the child's episodes",
    )
    .needs(&[Need::Table("Episodes")]),
];

impl Missing<'_> {
    fn has(&self, column: &'static str) -> bool {
        !self.row.cell(column).is_empty()
    }
}

fn start_left_out<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| !missing.missing.is_empty() && !missing.has(START));
}

fn kind_left_out_with_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.missing.is_empty() && missing.has(START));
}

fn kind_left_out_with_end<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.missing.is_empty() && missing.has(END));
}

fn ends_before_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.span().is_reversed());
}

fn starts_after_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.start > Some(case.end()));
}

fn ends_outside_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.end.is_some_and(|end| !case.year.has(end)));
}

fn overlap<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for (before, next) in overlaps(&case.now.missing, Missing::span) {
        found.row(next).beside(before);
    }
}

fn outlasts_placement<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for missing in case.now.missing.iter().filter(|missing| missing.span().open) {
        let Some(start) = missing.start else { continue };
        let mut from = case.now.dated().iter().filter(|episode| episode.covers(start));
        if let Some(last) = from.find_map(|episode| end_of_placement(case, episode)) {
            found.row(missing).beside(last);
        }
    }
}

/// The episode with which the placement of another ended, if it did: a change of legal status alone (L) does not end it.
fn end_of_placement<'c, 'a>(case: &'c Case<'a>, episode: &'c Episode<'a>) -> Option<&'c Episode<'a>> {
    let mut last = episode;
    for next in case.now.dated().iter().filter(|next| next.decom > episode.decom && next.rne == "L") {
        if next.decom == last.dec {
            last = next;
        }
    }
    last.dec.map(|_| last)
}

/// This year's row is named where there is one, since its start may be wrong; else the heading.
fn open_last_year_and_gone<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (Some(last), now) = (&case.last, &case.now) else { return };
    let Some(row) = now.missing.first().map(Row::from).or_else(|| now.of_child()) else { return };
    for open in dropped(&last.missing, &now.missing, Missing::span) {
        found.row(row).beside(open);
    }
}

fn outlasts_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.span().outlasts_care(&case.now));
}

fn starts_after_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for missing in &case.now.missing {
        let Some(start) = missing.start else { continue };
        let before = case.now.period_by(start).filter(|period| ended(period).is_some_and(|dec| dec < start));
        if let Some(last) = before.and_then(<[Episode<'_>]>::last) {
            found.row(missing).beside(last);
        }
    }
}

fn missing_when_care_ended<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for episode in case.now.episodes.iter().filter(|episode| episode.ends_care() && episode.rec != "E8") {
        let Some(dec) = episode.dec else { continue };
        if let Some(missing) = case.now.missing.iter().find(|missing| is_missing_on(missing, dec)) {
            found.row(episode).beside(missing);
        }
    }
}

/// Whether the child is missing on a day. An end on the day itself tells by itself, even without a start.
fn is_missing_on(missing: &Missing<'_>, day: Date) -> bool {
    let started = missing.start.is_some_and(|start| start <= day);
    missing.end == Some(day) || started && (missing.span().open || missing.end > Some(day))
}

/// Silent where the first episode returned carries an earlier one on: that one is in last year's return.
fn starts_before_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(first) = case.now.dated().first() else { return };
    if matches!(first.rne, "L" | "P" | "T" | "B" | "U") {
        return;
    }
    for missing in case.now.missing.iter().filter(|missing| missing.start.is_some() && missing.start < first.decom) {
        found.row(missing).beside(first);
    }
}

fn before_birth<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| {
        missing.born.or_else(|| case.born()).is_some_and(|born| missing.span().is_before(born))
    });
}

fn start_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.start.is_none() && missing.has(START));
}

fn end_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.missing, |missing| missing.end.is_none() && missing.has(END));
}

fn kind_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    found.each(&case.now.missing, |missing| {
        !missing.missing.is_empty() && !codes.has(Set::MissingType, missing.missing)
    });
}

/// Rows that are of looked-after children alone. A row is data even where its cells are blank.
fn more_than_care_leaver<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let now = &case.now;
    if !now.episodes.is_empty() {
        return;
    }
    found.each(&now.reviews, |_| true);
    found.each(&now.oc2, |_| true);
    found.each(&now.ad1, |_| true);
    found.each(&now.placed, |_| true);
    found.each(&now.prev_perm, |_| true);
    found.each(&now.missing, |_| true);
}
