//! Who is a care leaver: what a row says against the child's care.

use hearth_calendar::days_between;
use jiff::civil::Date;

use crate::check::Found;
use crate::history::TimeInCare;
use crate::row::Row;
use crate::ssda903::case::turns;
use crate::ssda903::{Ad1, Case, Episode, Oc2, Oc3};

/// Thirteen weeks, in days.
const THIRTEEN_WEEKS: i32 = 91;

pub(super) fn adopted_and_care_leaver<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (oc3, ad1) = (&case.now.oc3, &case.now.ad1);
    if oc3.iter().any(Oc3::is_filled) && ad1.iter().any(Ad1::is_filled) {
        found.rows(rows(oc3, Oc3::is_filled).chain(rows(ad1, Ad1::is_filled)));
    }
}

/// A girl's code was 2 until 2024, a boy's 1; rule 101 says so where they still stand.
pub(super) fn mother_does_not_fit<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let looked_after = case.now.episodes.iter().any(|e| !e.is_short_break() && e.is_in(case.year));
    for header in &case.now.header {
        let wrong = match header.mother {
            "" => looked_after && matches!(header.sex, "F" | "2"),
            "0" | "1" => matches!(header.sex, "M" | "1"),
            _ => true,
        };
        if wrong {
            found.rows(std::iter::once(Row::from(header)).chain(rows(&case.now.oc3, |_| true)));
        }
    }
}

pub(super) fn left_while_looked_after<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (oc3, ad1) = (&case.now.oc3, &case.now.ad1);
    if (oc3.iter().any(Oc3::is_filled) || ad1.iter().any(Ad1::is_filled)) && case.looked_after_all_year() {
        found.rows(rows(oc3, Oc3::is_filled).chain(rows(ad1, Ad1::is_filled)));
    }
}

pub(super) fn care_leaver_with_outcomes<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (oc3, oc2) = (&case.now.oc3, &case.now.oc2);
    if oc3.iter().any(Oc3::is_filled) && oc2.iter().any(Oc2::is_answered) {
        found.rows(rows(oc3, Oc3::is_filled).chain(rows(oc2, Oc2::is_answered)));
    }
}

pub(super) fn alive_after_death<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.last.as_ref().is_some_and(|last| last.oc3.iter().any(|oc3| oc3.in_touch == "DIED")) {
        found.each(&case.now.oc3, |oc3| !matches!(oc3.in_touch, "" | "DIED"));
    }
}

pub(super) fn mother_of_care_leaver<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.now.episodes.is_empty() && case.now.oc3.iter().any(Oc3::is_filled) {
        found.each(&case.now.header, |header| !header.mother.is_empty());
    }
}

/// A row without any answer counts too: it makes the child a care leaver. So it does in 1001, 1002 and 1010.
pub(super) fn died_in_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let last = case.last.iter().flat_map(|last| &last.episodes);
    if let Some(died) = case.now.episodes.iter().chain(last).find(|episode| episode.rec == "E2") {
        beside(found, &case.now.oc3, died);
    }
}

/// Where the return was made from records the whole care of the young person answers; else the episodes of two years, as far as they can.
pub(super) fn too_little_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for oc3 in &case.now.oc3 {
        let born = oc3.born(case);
        let too_little = born.map_or_else(|| has_no_care(case), |born| is_too_little(case, born));
        if adopted(case) || too_little && !born.is_some_and(|born| two_years_cannot_tell(case, born)) {
            found.row(oc3);
        } else if too_little {
            found.cannot_tell();
        }
    }
}

/// Whether the care that ended last ended in an adoption.
fn adopted(case: &Case<'_>) -> bool {
    if let Some(history) = case.history {
        return begun(case, history).last().is_some_and(|care| care.adopted && care.until <= Some(case.end_of_open()));
    }
    let ended = case.now.latest().or_else(|| case.last.as_ref()?.latest());
    ended.is_some_and(|episode| matches!(episode.rec, "E11" | "E12"))
}

/// Whether there was less than 13 weeks of care from 14 on, or not a day from 16 on.
fn is_too_little(case: &Case<'_>, born: Date) -> bool {
    let days = |age| match case.history {
        Some(history) => Some(days_of(case, history, turns(born, age))),
        None => care_days_from(case, turns(born, age)),
    };
    days(14).is_some_and(|days| days < THIRTEEN_WEEKS) || days(16).is_some_and(|days| days < 1)
}

pub(super) fn no_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if !has_no_care(case) {
        return;
    }
    for oc3 in &case.now.oc3 {
        if oc3.born(case).is_some_and(|born| two_years_cannot_tell(case, born)) {
            found.cannot_tell();
        } else {
            found.row(oc3);
        }
    }
}

/// The care that had begun by the end of the year, in its order.
fn begun<'h>(case: &Case<'_>, history: &'h [TimeInCare]) -> impl Iterator<Item = &'h TimeInCare> {
    let until = case.end_of_open();
    history.iter().filter(move |care| care.from <= until)
}

/// Days of care from a day on in all that is known, short breaks apart.
fn days_of(case: &Case<'_>, history: &[TimeInCare], from: Date) -> i32 {
    let until = case.end_of_open();
    let days = |care: &TimeInCare| days_between(care.from.max(from), care.until.map_or(until, |end| end.min(until)));
    begun(case, history).filter(|care| !care.short_break).map(|care| days(care).max(0)).sum()
}

pub(super) fn looked_after_on_birthday<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc3, |oc3| {
        oc3.is_filled() && birthday_in_year(case, oc3).is_some_and(|day| in_care_on(case, day).is_some())
    });
}

pub(super) fn open_last_year_and_gone<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let left = case.last.as_ref().and_then(|last| last.latest()).filter(|episode| episode.is_open());
    if let Some(open) = left.filter(|_| case.now.episodes.is_empty()) {
        beside(found, &case.now.oc3, open);
    }
}

pub(super) fn taken_over<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if let Some(latest) = case.now.latest().filter(|episode| episode.rec == "E3") {
        for oc3 in case.now.oc3.iter().filter(|oc3| oc3.is_filled()) {
            found.row(oc3).beside(latest);
        }
    }
}

pub(super) fn asylum_of_care_leaver<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (oc3, uasc) = (&case.now.oc3, &case.now.uasc);
    let looked_after = case.now.episodes.iter().any(|episode| episode.is_in(case.year));
    if !looked_after && !uasc.is_empty() && oc3.iter().any(Oc3::is_filled) {
        found.rows(rows(uasc, |_| true).chain(rows(oc3, Oc3::is_filled)));
    }
}

pub(super) fn ceased_after_birthday<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for oc3 in case.now.oc3.iter().filter(|oc3| oc3.is_filled()) {
        let Some(day) = birthday_in_year(case, oc3).filter(|day| in_care_on(case, *day).is_some()) else { continue };
        let ended = |episode: &&Episode<'_>| {
            episode.ends_care() && episode.dec.is_some_and(|dec| day < dec && dec <= case.end())
        };
        if let Some(ended) = case.now.episodes.iter().rfind(ended) {
            found.row(oc3).beside(ended);
        }
    }
}

/// The rows that fit, as rows of any table.
fn rows<'a, T>(rows: &[T], fits: impl Fn(&T) -> bool) -> impl Iterator<Item = Row<'a>>
where
    for<'r> &'r T: Into<Row<'a>>,
{
    rows.iter().filter(move |row| fits(row)).map(Into::into)
}

/// Each care leaver's row, with the episode that speaks against it.
fn beside<'a>(found: &mut Found<'a>, oc3: &[Oc3<'a>], episode: &Episode<'a>) {
    for oc3 in oc3 {
        found.row(oc3).beside(episode);
    }
}

fn birthday_in_year(case: &Case<'_>, oc3: &Oc3<'_>) -> Option<Date> {
    let born = oc3.born(case)?;
    [17, 18].into_iter().map(|age| turns(born, age)).find(|day| case.year.has(*day))
}

/// The episode in which the child was at the end of a day, short breaks apart.
fn in_care_on<'c, 'a>(case: &'c Case<'a>, day: Date) -> Option<&'c Episode<'a>> {
    case.now.episodes.iter().find(|episode| !episode.is_short_break() && episode.covers(day))
}

fn has_no_care(case: &Case<'_>) -> bool {
    if let Some(history) = case.history {
        return begun(case, history).next().is_none();
    }
    case.now.episodes.is_empty() && case.last.as_ref().is_none_or(|last| last.episodes.is_empty())
}

/// Whether what decides it lies before the two years at hand: less than 13 weeks of them were before the 18th birthday, after which
/// nobody is looked after, or the first of their episodes goes on from an earlier one.
fn two_years_cannot_tell(case: &Case<'_>, born: Date) -> bool {
    let first = || case.last.as_ref()?.dated().first().or_else(|| case.now.dated().first());
    let goes_on = || first().is_some_and(|first| matches!(first.rne, "L" | "P" | "T" | "B" | "U"));
    let seen = days_between(case.year.before().start(), turns(born, 18));
    case.history.is_none() && (seen < THIRTEEN_WEEKS || goes_on())
}

/// The episode of another year that starts on the same day.
fn twin<'e, 'a>(of: &'e [Episode<'a>], episode: &Episode<'_>) -> Option<&'e Episode<'a>> {
    of.iter().find(|other| other.decom == episode.decom)
}

/// Days of care from a day on in this year's and last year's episodes, short breaks apart; `None` where a date cannot be read.
///
/// An episode that stands in both years counts once, to the end that either gives.
fn care_days_from(case: &Case<'_>, from: Date) -> Option<i32> {
    let last = case.last.as_ref().map_or(&[][..], |last| &last.episodes[..]);
    let now = &case.now.episodes[..];
    let days = |episode: &Episode<'_>, until: Date| {
        let end = if episode.is_open() { until } else { episode.dec? };
        Some(days_between(episode.decom?.max(from), end).max(0))
    };
    let mut total = 0;
    for episode in now.iter().filter(|episode| !episode.is_short_break()) {
        let ended = twin(last, episode).filter(|twin| episode.is_open() && twin.dec.is_some());
        total += days(ended.unwrap_or(episode), case.end_of_open())?;
    }
    for episode in last.iter().filter(|episode| !episode.is_short_break() && twin(now, episode).is_none()) {
        total += days(episode, case.year.before().end())?;
    }
    Some(total)
}
