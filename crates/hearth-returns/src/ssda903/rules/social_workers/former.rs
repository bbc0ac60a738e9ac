//! Rules of social workers that stood in the first two years of the collection, 2023-24 and 2024-25.

use hearth_calendar::{add_days, days_between};

use super::{END, REASONS_FROM, Rule, Rules, START, has_left_care, last_to_start, left_open, open_at_the_end};
use crate::check::{Found, Need};
use crate::ssda903::{Case, SwEpisode};

pub(in crate::ssda903::rules) const RULES: Rules = &[
    Rule::error(
        "SW01STG1",
        &["DEC"],
        no_worker_of_a_child_in_care,
        "the child is looked after on 31 March, and number, start and reason of a social worker are not all returned",
        "return the social worker of the child with number, start and reason for the change",
    )
    .stage(1)
    .since(2024)
    .until(2024)
    .needs(&[Need::Table("SWEpisodes")]),
    Rule::error(
        "SW01aSTG1",
        &[START, "SW_ID"],
        lacks_number_or_start,
        "the social worker {SW_ID} from {SW_DECOM} is returned without number or without start",
        "record the number and the day on which the social worker started",
    )
    .stage(1)
    .since(2025)
    .until(2025),
    Rule::error(
        "SW01bSTG1",
        &[START, "SW_ID", "SW_REASON"],
        lacks_number_start_or_reason,
        "the social worker {SW_ID} from {SW_DECOM} (reason {SW_REASON}) is returned without number, start or reason",
        "record all three: who started since April 2023 has a reason too",
    )
    .stage(1)
    .since(2025)
    .until(2025),
    Rule::error(
        "SW03STG1",
        &["SW_ID", START, "SW_REASON"],
        lacks_anything,
        "the social worker {SW_ID} from {SW_DECOM} (reason {SW_REASON}) is returned without number, start or reason",
        "record all three",
    )
    .stage(1)
    .since(2024)
    .until(2024),
    Rule::error(
        "SW11aSTG2",
        &[END],
        ends_and_none_follows,
        "the social worker ends on {SW_DEC}, and no other starts within five days",
        "return the social worker who came next, or put the dates right",
    )
    .since(2024)
    .until(2024),
    Rule::error(
        "SW14STG2",
        &[END],
        left_open,
        "the end of the social worker from {SW_DECOM} is blank, and it is not the latest",
        "record the day on which the social worker ended",
    )
    .since(2024)
    .until(2024),
];

/// Days within which another social worker starts, and from 31 March back to which an end is judged by the next rule alone.
const SOON: i32 = 5;

fn no_worker_of_a_child_in_care<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let Some(open) = open_at_the_end(case) else { return };
    let told = |column: &str| case.now.sw_episodes.iter().any(|worker| !worker.row.cell(column).is_empty());
    if !["SW_ID", START, "SW_REASON"].into_iter().all(told) {
        found.row(open);
    }
}

fn is_blank(worker: &SwEpisode<'_>, column: &str) -> bool {
    worker.row.cell(column).is_empty()
}

/// Of a social worker from before reasons were collected. Without a start nobody can tell.
fn lacks_number_or_start<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let before = |worker: &SwEpisode<'_>| worker.decom.is_some_and(|start| start < REASONS_FROM);
    found.each(&case.now.sw_episodes, |w| is_blank(w, START) || before(w) && is_blank(w, "SW_ID"));
}

fn lacks_number_start_or_reason<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let since = |worker: &SwEpisode<'_>| worker.decom >= Some(REASONS_FROM);
    let lacks = |worker: &SwEpisode<'_>| is_blank(worker, "SW_ID") || is_blank(worker, "SW_REASON");
    found.each(&case.now.sw_episodes, |worker| is_blank(worker, START) || since(worker) && lacks(worker));
}

fn lacks_anything<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.sw_episodes, |w| ["SW_ID", START, "SW_REASON"].into_iter().any(|column| is_blank(w, column)));
}

/// The last to start is left to `SW11bSTG2`.
fn ends_and_none_follows<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let (last, until) = (last_to_start(case).and_then(|last| last.decom), add_days(case.end_of_open(), -SOON));
    if has_left_care(case) {
        return;
    }
    found.each(&case.now.sw_episodes, |worker| {
        let Some(end) = worker.dec.filter(|end| *end <= until && worker.decom < last) else { return false };
        let follows = |other: &SwEpisode<'_>| {
            other.decom > worker.decom && other.decom.is_some_and(|start| days_between(end, start).abs() <= SOON)
        };
        !case.now.sw_episodes.iter().any(follows)
    });
}
