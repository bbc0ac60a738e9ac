//! Reviews.

use super::{Rule, Rules};
use crate::check::{Found, Set};
use crate::row::Row;
use crate::ssda903::case::turns;
use crate::ssda903::{Case, Episode, Review};

pub(super) const RULES: Rules = &[
    Rule::error(
        "166",
        &["REVIEW"],
        date_is_none,
        "the date of the review is {REVIEW}, which is no date",
        "record the date as DD/MM/YYYY, or clear the row where there was no review",
    )
    .stage(1),
    Rule::error(
        "167",
        &["REVIEW_CODE"],
        participation_is_no_code,
        "the review of {REVIEW} has the participation {REVIEW_CODE}, which is no code",
        "record one of PN0 to PN7",
    )
    .stage(1),
    Rule::error(
        "399",
        &["MOTHER", "LS", "REVIEW", "REVIEW_CODE"],
        reviewed_on_short_breaks,
        "every episode is a short break ({Episodes.LS}), for which neither mother nor reviews are returned",
        "clear mother and the reviews, or put the legal status right",
    ),
    Rule::error(
        "440",
        &["DOB", "REVIEW", "REVIEW_CODE"],
        called_under_four,
        "the participation is {REVIEW_CODE} (under 4), but the child, born {DOB}, was 4 or over at the review of {REVIEW}",
        "record how the child took part, or put the dates right",
    ),
    Rule::error(
        "441",
        &["DOB", "REVIEW", "REVIEW_CODE"],
        called_four_or_over,
        "the participation is {REVIEW_CODE}, but the child, born {DOB}, was under 4 at the review of {REVIEW}",
        "record PN0, or put the dates right",
    ),
];

fn date_is_none<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.reviews, |review| review.review.is_none());
}

/// A row without a date and without a code is left to 166.
fn participation_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let nothing = |review: &Review<'_>| review.code.is_empty() && review.row.cell("REVIEW").is_empty();
    let codes = &case.setting.codes;
    found.each(&case.now.reviews, |review| !codes.has(Set::ReviewParticipation, review.code) && !nothing(review));
}

/// A child who was also looked after otherwise has both.
fn reviewed_on_short_breaks<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let episodes = &case.now.episodes;
    if episodes.is_empty() || !episodes.iter().all(Episode::is_short_break) {
        return;
    }
    let recorded = |review: &&Review<'_>| !(review.code.is_empty() && review.row.cell("REVIEW").is_empty());
    let mut headers = case.now.header.iter().filter(|header| !header.mother.is_empty()).peekable();
    let mut reviews = case.now.reviews.iter().filter(recorded).peekable();
    if headers.peek().is_some() || reviews.peek().is_some() {
        found.rows(headers.map(Row::from).chain(episodes.iter().map(Row::from)).chain(reviews.map(Row::from)));
    }
}

fn called_under_four<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.reviews, |review| review.code == "PN0" && was_four(case, review) == Some(true));
}

fn called_four_or_over<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.reviews, |review| {
        matches!(review.code, "PN1" | "PN2" | "PN3" | "PN4" | "PN5" | "PN6" | "PN7")
            && was_four(case, review) == Some(false)
    });
}

/// Whether the child was 4 or over at the review, going by the row's date of birth or else the heading's.
fn was_four(case: &Case<'_>, review: &Review<'_>) -> Option<bool> {
    Some(turns(review.born.or_else(|| case.born())?, 4) <= review.review?)
}
