//! Social workers' time with a child.

use hearth_calendar::days_between;
use jiff::civil::{Date, date};

use super::{Rule, Rules};
use crate::check::{Found, Need, Set};
use crate::ssda903::{Case, Episode, SwEpisode};

pub(super) mod former;

const START: &str = "SW_DECOM";
const END: &str = "SW_DEC";

pub(super) const RULES: Rules = &[
    Rule::error(
        "SW02STG1",
        &["SW_ID"],
        id_is_none,
        "the social worker's number is {SW_ID}, which is neither SW nor XX with more after it",
        "record the number of Social Work England, as SW1234; XX and a number of your own for whoever is not registered",
    )
    .stage(1)
    .since(2024),
    Rule::error(
        "SW04STG1",
        &[START],
        start_is_no_date,
        "the social worker's start is {SW_DECOM}, which is no date",
        "record the day as DD/MM/YYYY",
    )
    .stage(1)
    .since(2024),
    Rule::error(
        "SW05STG1",
        &[END],
        end_is_no_date,
        "the social worker's end is {SW_DEC}, which is no date",
        "record the day as DD/MM/YYYY, or leave it blank for the social worker of now",
    )
    .stage(1)
    .since(2024),
    Rule::error(
        "SW06STG2",
        &[START],
        starts_after_year,
        "the social worker starts on {SW_DECOM}, after the end of the collection year",
        "put the date right, or leave the row to next year's return",
    )
    .since(2024),
    Rule::error(
        "SW07STG2",
        &[END],
        ends_outside_period,
        "the social worker ends on {SW_DEC}, outside the collection year and the year before",
        "put the date right, or leave the row out of this return",
    )
    .since(2024),
    Rule::error(
        "SW08STG2",
        &[END],
        left_open,
        "the social worker from {SW_DECOM} has no end, though another starts later",
        "record the day on which the social worker ended",
    )
    .since(2024),
    Rule::query(
        "SW09STG2",
        &[START, END],
        less_than_a_day,
        "the social worker starts and ends on {SW_DECOM}",
        "put the dates right, or explain so short a time",
    )
    .since(2024),
    // Two rules took its place in 2026: SW10aSTG2 and SW10bSTG2.
    Rule::error(
        "SW10STG2",
        &[START],
        starts_before_another_ends,
        "the social worker starts on {SW_DECOM}, before an earlier one has ended",
        "end the earlier one by the day on which this one starts",
    )
    .since(2024)
    .until(2025),
    Rule::error(
        "SW10aSTG2",
        &[START],
        far_from_the_one_before,
        "the social worker starts on {SW_DECOM}, more than 7 days before or after an earlier one ended",
        "put the dates right, or return the social worker between the two",
    )
    .since(2026),
    Rule::error(
        "SW10bSTG2",
        &[START, "SW_REASON"],
        first_contact_before_another_ends,
        "the social worker starts on {SW_DECOM} for a first contact, while an earlier one has not ended",
        "record why the social worker changed, or end the earlier one before",
    )
    .since(2026),
    Rule::error(
        "SW11bSTG2",
        &[END],
        ends_before_march_and_none_after,
        "the last social worker ends on {SW_DEC}, before 31 March, and no other starts after",
        "return the social worker who came next, or clear the end",
    )
    .since(2024),
    Rule::query(
        "SW12STG2",
        &[START],
        not_from_start_of_year,
        "the child is looked after on 31 March, but no social worker is returned from 1 April, or from the later day on which care \
         began",
        "return every social worker of the year, also those from before care began",
    )
    .since(2024)
    .needs(&[Need::Table("SWEpisodes")]),
    Rule::error(
        "SW13STG1",
        &["SW_REASON"],
        reason_is_no_code,
        "the reason for the change of social worker is {SW_REASON}, which is no code",
        "record a reason of the list",
    )
    .stage(1)
    .since(2024),
    Rule::error(
        "SW17STG2",
        &[END, START],
        none_on_31_march,
        "no social worker is open on 31 March; the last ends on {SW_DEC}",
        "return the social worker of 31 March, or clear the end",
    )
    .since(2026),
    Rule::error(
        "SW18STG2",
        &[END, START],
        ends_before_start,
        "the social worker ends on {SW_DEC}, before the start on {SW_DECOM}",
        "put the two dates right",
    )
    .since(2026),
    Rule::error(
        "SW19STG2",
        &[END, START],
        two_start_together,
        "two social workers start on {SW_DECOM}",
        "put the start of one right, or leave out the row that is there twice",
    )
    .since(2026),
];

/// From this day on each social worker has a reason.
const REASONS_FROM: Date = date(2023, 4, 1);

/// The first year in which social workers were collected.
const FIRST: i16 = 2024;

/// Days by which a start may miss the end before.
const NEAR: i32 = 7;

impl<'a> SwEpisode<'a> {
    fn is_open(&self) -> bool {
        self.dec.is_none() && self.row.cell(END).is_empty()
    }

    /// Those of the child that start earlier.
    fn earlier<'c>(&self, case: &'c Case<'a>) -> impl Iterator<Item = &'c SwEpisode<'a>> + use<'c, 'a> {
        let start = self.decom;
        case.now
            .sw_episodes
            .iter()
            .take_while(move |other| other.decom.is_some() && start.is_some() && other.decom < start)
    }

    /// Whether one that started earlier has not ended by the start of this one.
    fn starts_while_another_runs(&self, case: &Case<'a>) -> bool {
        self.earlier(case).any(|earlier| earlier.is_open() || earlier.dec > self.decom)
    }
}

fn id_is_none<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| {
        !worker.sw_id.is_empty()
            && !worker.sw_id.split_at_checked(2).is_some_and(|(kind, number)| {
                !number.is_empty() && ["SW", "XX"].iter().any(|known| kind.eq_ignore_ascii_case(known))
            })
    });
}

fn start_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| worker.decom.is_none() && !worker.row.cell(START).is_empty());
}

fn end_is_no_date<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| worker.dec.is_none() && !worker.is_open());
}

fn starts_after_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| worker.decom > Some(case.end()));
}

fn ends_outside_period<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    // The period of the first collection began with its year.
    let from = if case.setting.ruleset <= FIRST { case.start() } else { case.year.before().start() };
    found.each(&case.now.sw_episodes, |worker| worker.dec.is_some_and(|dec| dec < from || dec > case.end()));
}

fn left_open<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let last = case.now.sw_episodes.iter().filter_map(|worker| worker.decom).next_back();
    found.each(&case.now.sw_episodes, |worker| worker.is_open() && worker.decom.is_some() && worker.decom < last);
}

fn less_than_a_day<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| worker.decom.is_some() && worker.decom == worker.dec);
}

fn starts_before_another_ends<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| worker.earlier(case).any(|earlier| earlier.dec > worker.decom));
}

/// One that starts while another is open is left to `SW08STG2`, a first contact to `SW10bSTG2`.
fn far_from_the_one_before<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| {
        let Some(start) = worker.decom.filter(|_| worker.reason != "FCONTA") else { return false };
        let far = |earlier: &SwEpisode<'_>| earlier.dec.is_some_and(|dec| days_between(dec, start).abs() > NEAR);
        worker.earlier(case).next().is_some() && worker.earlier(case).all(far)
    });
}

fn first_contact_before_another_ends<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| worker.reason == "FCONTA" && worker.starts_while_another_runs(case));
}

fn ends_before_march_and_none_after<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if let Some(last) = last_to_start(case)
        && last.dec.is_some_and(|dec| dec < case.end_of_open())
        && !has_left_care(case)
    {
        found.row(last);
    }
}

/// The episode in which the child is looked after on 31 March, short breaks apart.
fn open_at_the_end<'c, 'a>(case: &'c Case<'a>) -> Option<&'c Episode<'a>> {
    case.now.dated().iter().rfind(|episode| episode.covers(case.end_of_open()) && !episode.is_short_break())
}

/// Silent where an episode or a social worker cannot be dated.
fn not_from_start_of_year<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(open) = open_at_the_end(case) else { return };
    let began = case.now.period_by(case.end_of_open()).and_then(|period| period.first()?.decom);
    let from = began.map_or(case.start(), |began| began.max(case.start()));
    let in_time = |worker: &SwEpisode<'_>| worker.decom.is_none_or(|decom| decom <= from);
    if !case.now.sw_episodes.iter().any(in_time) {
        found.row(open);
    }
}

/// A reason may be blank only for one who started before it was asked for; in the first collection for nobody.
fn reason_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    found.each(&case.now.sw_episodes, |worker| match worker.reason {
        "" => case.setting.ruleset <= FIRST || worker.decom >= Some(REASONS_FROM),
        reason => !codes.has(Set::SwChangeReason, reason),
    });
}

fn none_on_31_march<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let open = |worker: &SwEpisode<'_>| worker.is_open() || worker.dec > Some(case.end_of_open());
    if let Some(last) = last_to_start(case)
        && last.dec.is_some()
        && !case.now.sw_episodes.iter().any(open)
        && !has_left_care(case)
    {
        found.row(last);
    }
}

fn ends_before_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |worker| worker.dec.is_some_and(|dec| worker.decom > Some(dec)));
}

fn two_start_together<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    for pair in case.now.sw_episodes.windows(2) {
        if pair[0].decom.is_some() && pair[0].decom == pair[1].decom {
            found.row(pair[1]).beside(pair[0]);
        }
    }
}

fn last_to_start<'c, 'a>(case: &'c Case<'a>) -> Option<&'c SwEpisode<'a>> {
    case.now.sw_episodes.iter().rfind(|worker| worker.decom.is_some())
}

/// Whether the child was looked after in the year and is no longer at the end of it, or by the day up to which it is known: nobody need be the child's social worker then.
fn has_left_care(case: &Case<'_>) -> bool {
    !case.now.episodes.is_empty() && !case.now.looked_after_on(case.end_of_open())
}
