//! Permanent homes before this care.

use jiff::civil::{Date, date};

use super::{Rule, Rules};
use crate::check::{Codes, Found, Need, Set};
use crate::row::Row;
use crate::ssda903::{Case, PrevPerm};

pub(super) const RULES: Rules = &[
    Rule::error(
        "630",
        &["RNE"],
        left_out,
        "care began on {DECOM}, and what is returned of a permanent home before is not complete: option {PrevPerm.PREV_PERM}, \
         authority {PrevPerm.LA_PERM}, date {PrevPerm.DATE_PERM}",
        "record the previous permanence option with its authority and date, or Z1 where there was none",
    )
    .needs(&[Need::Table("PrevPerm")]),
    Rule::error(
        "631",
        &["PREV_PERM"],
        option_is_no_code,
        "the previous permanence option is {PREV_PERM}, which is no code",
        "record P1, P2, P3, P4 or Z1",
    )
    .stage(1),
    Rule::error(
        "632",
        &["DATE_PERM", "DECOM"],
        date_does_not_fit,
        "the date of the previous permanence order is {DATE_PERM}, which is no date before this care",
        "record a date before care began, as DD/MM/YYYY, with zz for a day or month that is not known",
    ),
    Rule::error(
        "633",
        &["LA_PERM"],
        authority_is_no_code,
        "the authority of the previous permanence option is {LA_PERM}, which is no code of an authority",
        "record the authority's three digits; WAL, SCO, NIR or NUK outside England; 999 where it is not known",
    )
    .stage(1),
    Rule::error(
        "634",
        &["LA_PERM", "PREV_PERM", "DATE_PERM", "DECOM"],
        care_began_before_2016,
        "there is a previous permanence option ({PrevPerm.PREV_PERM}), but no episode began on or after 1 April 2016",
        "clear the previous permanence option, or put right when the episodes began",
    ),
    Rule::error(
        "635",
        &["LA_PERM", "DATE_PERM", "PREV_PERM"],
        details_without_option,
        "the previous permanence option is {PREV_PERM}, but there is an authority ({LA_PERM}) or a date ({DATE_PERM})",
        "record which option it was, or clear authority and date",
    ),
];

/// From this day on the option before is returned of everybody whose care begins.
const ASKED_FROM: Date = date(2016, 4, 1);

impl PrevPerm<'_> {
    fn has_details(&self) -> bool {
        !(self.la_perm.is_empty() && self.date_perm.is_empty())
    }

    /// Whether nothing is missing: no option before (Z1), or one with its authority and date.
    fn is_complete(&self) -> bool {
        match self.prev_perm {
            "" => false,
            "Z1" => true,
            _ => !self.la_perm.is_empty() && !self.date_perm.is_empty(),
        }
    }
}

fn left_out<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let returned = &case.now.prev_perm;
    if returned.iter().any(PrevPerm::is_complete) {
        return;
    }
    for episode in &case.now.episodes {
        if episode.starts_care() && episode.decom >= Some(case.start()) {
            let found = found.row(episode);
            if let Some(returned) = returned.first() {
                found.beside(returned);
            }
        }
    }
}

fn option_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.prev_perm, |row| !row.prev_perm.is_empty() && !is_option(case.setting.codes, row.prev_perm));
}

/// The department's portal reads small letters as capitals.
fn is_option(codes: Codes, code: &str) -> bool {
    codes.has(Set::PreviousPermanence, code) || codes.has(Set::PreviousPermanence, &code.to_ascii_uppercase())
}

/// The day of the order is held against the latest care alone: the order may stand between two periods of care.
fn date_does_not_fit<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let began = case.now.periods().last().and_then(|period| period.first()?.decom);
    found.each(&case.now.prev_perm, |row| match row.row.partial_date("DATE_PERM") {
        Err(_) => true,
        Ok(None) => false,
        Ok(Some(order)) => began.is_some_and(|began| {
            let known = (order.year, order.month.unwrap_or(1), order.day.unwrap_or(1));
            let before = (began.year(), order.month.map_or(1, |_| began.month()), order.day.map_or(1, |_| began.day()));
            // What is not known may have been before.
            if order.day.is_some() { known >= before } else { known > before }
        }),
    });
}

/// Abolished authorities are codes too: the order was made in their time.
fn authority_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    found.each(&case.now.prev_perm, |row| {
        !matches!(row.la_perm, "" | "WAL" | "SCO" | "NIR" | "NUK" | "999") && !codes.has(Set::LaCode, row.la_perm)
    });
}

fn care_began_before_2016<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (episodes, returned) = (&case.now.episodes, &case.now.prev_perm);
    let earlier = episodes.iter().all(|episode| episode.decom.is_some_and(|decom| decom < ASKED_FROM));
    let recorded = |row: &&PrevPerm<'_>| !row.prev_perm.is_empty() || row.has_details();
    if !episodes.is_empty() && earlier && returned.iter().any(|row| recorded(&row)) {
        found.rows(returned.iter().filter(recorded).map(Row::from).chain(episodes.iter().map(Row::from)));
    }
}

fn details_without_option<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.prev_perm, |row| matches!(row.prev_perm, "" | "Z1") && row.has_details());
}
