//! How times of need follow one another, and section 47 enquiries within one.

use jiff::civil::Date;

use super::super::{Rule, Rules};
use crate::check::Found;
use crate::cin::{Case, Details, Section47};

pub(in crate::cin::rules) const RULES: Rules = &[
    Rule::error(
        "8815",
        &["ReferralNFA", "CINclosureDate"],
        open_twice,
        "the case that began on {CINreferralDate} is open, and so is another of this child",
        "close the case that has ended, or join the two",
    ),
    Rule::error(
        "8816",
        &["CINreferralDate", "ReferralNFA"],
        open_and_followed,
        "a case of this child is open though it is not the latest: this one began on {CINreferralDate}",
        "close the earlier case, or join the two",
    ),
    Rule::error(
        "8820",
        &["CINreferralDate", "CINclosureDate"],
        needs_overlap,
        "this case ({CINreferralDate} to {CINclosureDate}) overlaps with another of this child",
        "let each case begin no earlier than the day on which the one before it was closed, or join the two",
    ),
    Rule::error(
        "8890",
        &["S47ActualStartDate"],
        enquiries_overlap,
        "the section 47 enquiry that began on {S47ActualStartDate} overlaps with another in the same case",
        "correct the dates, record how the first enquiry ended, or join the two",
    ),
];

// Rows that name no child are not thereby one child's: rules that hold row against row leave them out.

fn open_twice<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let open = || case.details.iter().filter(|need| need.is_open() && need.went_on());
    if !case.child.is_empty() && open().nth(1).is_some() {
        found.rows(open());
    }
}

fn open_and_followed<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.child.is_empty() {
        return;
    }
    let mut latest: Option<(Date, &Details<'a>)> = None;
    for need in &case.details {
        let Some(referred) = need.referred else { continue };
        if latest.is_none_or(|(day, _)| referred > day) {
            latest = Some((referred, need));
        }
    }
    let Some((day, latest)) = latest else { return };
    for need in case.details.iter().filter(|need| need.is_open() && need.went_on()) {
        // Two that are open from one day cannot both be the latest: the first read is.
        let twin = need.referred == Some(day) && need.row.position() != latest.row.position();
        let followed = need.referred.is_some_and(|referred| referred < day);
        if followed || (twin && latest.is_open() && latest.went_on()) {
            found.row(need).and(latest);
        }
    }
}

fn needs_overlap<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.child.is_empty() {
        return;
    }
    // A referral that led to nothing and is not closed takes no time.
    let end = |need: &Details<'_>| match need.closed {
        None if need.is_open() && need.went_on() => Some(case.end()),
        closed => closed,
    };
    let covers = |need: &Details<'_>, day: Date| end(need).is_some_and(|end| day < end);
    each_with_an_earlier(
        &case.details,
        |need| need.referred,
        |first, second, day, same_day| covers(first, day) || (same_day && covers(second, day)),
        |first, second| _ = found.row(second).and(first),
    );
}

fn enquiries_overlap<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    if case.child.is_empty() {
        return;
    }
    let end = |enquiry: &Section47<'_>| match enquiry.icpc {
        None if !enquiry.has_conference() && !enquiry.needs_no_conference() => Some(case.end()),
        held => held,
    };
    let covers = |enquiry: &Section47<'_>, day: Date| end(enquiry).is_some_and(|end| day <= end);
    each_with_an_earlier(
        &case.section_47,
        |enquiry| enquiry.started,
        |first, second, day, same_day| {
            first.details == second.details && (covers(first, day) || (same_day && covers(second, day)))
        },
        |first, second| _ = found.row(second).and(first),
    );
}

/// Each row that meets one that starts earlier, or on the same day and was read before, with the first such: whatever meets any
/// other is named, and the findings are no more than the rows. `meet` is asked of the earlier, the later, the later's start, and
/// whether they start together.
fn each_with_an_earlier<T>(
    rows: &[T],
    start: impl Fn(&T) -> Option<Date>,
    meet: impl Fn(&T, &T, Date, bool) -> bool,
    mut each: impl FnMut(&T, &T),
) {
    let dated: Vec<(Date, &T)> = rows.iter().filter_map(|row| Some((start(row)?, row))).collect();
    for (at, (day, later)) in dated.iter().enumerate() {
        let is_before = |other: usize, from: Date| from < *day || (from == *day && other < at);
        let mut earlier = dated.iter().enumerate().filter(|(other, (from, _))| is_before(*other, *from));
        if let Some((_, (_, earlier))) = earlier.find(|(_, (from, one))| meet(one, later, *day, from == day)) {
            each(earlier, later);
        }
    }
}
