//! From the rows of a return back to periods of care, legal statuses and placements.

use jiff::civil::Date;

use super::{CareEpisode, Place, derive, goes_on};
use crate::{
    class::{Open, Private},
    looked_after::{LegalStatus, PeriodOfCare, Placement},
};

/// What the rows of one child come to.
#[derive(Clone, Default)]
pub struct Timelines {
    /// The periods of care, by date.
    pub periods: Vec<PeriodOfCare>,
    /// The legal statuses, by date.
    pub legal_statuses: Vec<LegalStatus>,
    /// The placements, by date of their start.
    pub placements: Vec<Placement>,
    /// What is wrong with the rows, by row. Where this is empty, [`derive()`] makes the same rows again.
    pub problems: Vec<RowProblem>,
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The place of the row in those that were given, from 0.
    pub row: usize,
    /// The number of the SSDA903 rule that says so, where there is one.
    pub rule: Option<&'static str>,
    /// What is wrong, and what was done about it. Never where a child lives.
    pub message: String,
    /// Whether the row was taken all the same.
    pub loaded: bool,
}

/// The periods of care, legal statuses and placements behind the rows of one child, in any order.
///
/// Give all rows that are known of the child, see [`joined`]: a period of which only later rows are given begins with the
/// first of them, and says so ([`PeriodOfCare::earlier_not_held`]). Rows that cannot be true (an end before the start, two
/// episodes at one time, no day long) are left out; everything else is taken as far as it goes. Both are told in
/// [`Timelines::problems`].
pub fn from_episodes(rows: &[CareEpisode]) -> Timelines {
    let mut timelines = Timelines::default();
    let kept = screen(rows, &mut timelines.problems);
    let mut start = 0;
    while start < kept.len() {
        let more = kept[start..].windows(2).position(|pair| begins_period(&pair[0], &pair[1]));
        let end = more.map_or(kept.len(), |more| start + more + 1);
        timelines.add_period(&kept[start..end], kept.get(end));
        start = end;
    }
    timelines.compare(&kept);
    timelines.problems.sort_by_key(|problem| problem.row);
    timelines
}

/// The rows that are held of a child and those of another return, as one: of two that begin on the same day the new one counts,
/// unless it is open and the one that is held has ended, as when an older return is read after a newer one.
pub fn joined(held: &[CareEpisode], new: &[CareEpisode]) -> Vec<CareEpisode> {
    let on = |rows: &[CareEpisode], day| rows.iter().find(|row| row.decom == day).map(|row| row.dec.is_some());
    let held_counts = |day| match (on(held, day), on(new, day)) {
        (Some(held_ended), Some(new_ended)) => held_ended && !new_ended,
        (held, _) => held.is_some(),
    };
    let of_held = held.iter().filter(|row| held_counts(row.decom));
    let of_new = new.iter().filter(|row| !held_counts(row.decom));
    let mut rows: Vec<CareEpisode> = of_held.chain(of_new).cloned().collect();
    rows.sort_by_key(|row| row.decom);
    rows
}

/// A row that is taken.
struct Row<'a> {
    /// Its place among those that were given.
    n: usize,
    given: &'a CareEpisode,
    /// The day on which it is taken to end.
    until: Option<Date>,
}

impl Row<'_> {
    fn is(&self, rne: &str) -> bool {
        self.given.rne.code() == rne
    }

    /// The child ceased to be looked after at its end.
    fn leaves(&self) -> bool {
        self.given.dec.is_some() && self.given.rec.is_some_and(|rec| rec != goes_on())
    }

    /// It says that another episode follows on the day on which it ends.
    fn goes_on(&self) -> bool {
        self.given.dec.is_some() && self.given.rec == Some(goes_on())
    }

    fn is_temporary(&self) -> bool {
        self.given.place.placement_type.is_temporary()
    }
}

fn told(row: usize, rule: &'static str, message: &str, loaded: bool) -> RowProblem {
    RowProblem { row, rule: Some(rule), message: message.to_owned(), loaded }
}

/// The rows that can be taken, by date.
fn screen<'a>(rows: &'a [CareEpisode], problems: &mut Vec<RowProblem>) -> Vec<Row<'a>> {
    let mut order: Vec<(usize, &CareEpisode)> = rows.iter().enumerate().collect();
    order.sort_by_key(|(_, row)| (row.decom, row.dec.unwrap_or(Date::MAX)));
    let mut kept: Vec<Row<'a>> = Vec::new();
    for (n, row) in order {
        if let Some((rule, message)) = refusal(row, kept.last()) {
            problems.push(told(n, rule, message, false));
            continue;
        }
        if let Some(last) = kept.last_mut().filter(|last| last.until.is_none()) {
            problems.push(told(last.n, "142", "the next episode begins and this one has no end", true));
            if row.rne.code() != "S" {
                last.until = Some(row.decom);
            }
        }
        match (row.dec, row.rec) {
            (None, Some(_)) => problems.push(told(n, "148", "has a reason for its end and no end; left open", true)),
            (Some(_), None) => problems.push(told(n, "148", "has an end and no reason for it", true)),
            _ => {}
        }
        kept.push(Row { n, given: row, until: row.dec });
    }
    kept
}

/// Why `row` cannot be taken after `last`.
fn refusal(row: &CareEpisode, last: Option<&Row<'_>>) -> Option<(&'static str, &'static str)> {
    if row.dec.is_some_and(|dec| dec < row.decom) {
        return Some(("356", "ends before it begins; not loaded"));
    }
    if row.dec == Some(row.decom) {
        return Some(("355", "lasts less than a day; not loaded"));
    }
    let last = last?;
    if last.given == row {
        return Some(("501", "is given twice; loaded once"));
    }
    let overlaps = last.given.decom == row.decom || last.until.is_some_and(|until| row.decom < until);
    overlaps.then_some(("501", "begins before the end of another episode; not loaded"))
}

/// Whether `row` begins a period of care of its own after `before`.
fn begins_period(before: &Row<'_>, row: &Row<'_>) -> bool {
    let follows = before.goes_on() && before.until == Some(row.given.decom);
    before.leaves() || (row.is("S") && !follows)
}

impl Timelines {
    fn add_period(&mut self, rows: &[Row<'_>], next: Option<&Row<'_>>) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        self.tell_of_period(rows, next);
        let ended = last.given.dec.filter(|_| !last.goes_on() || next.is_some());
        let home = rows.iter().find(|row| row.given.home_postcode.reveal().is_some());
        self.periods.push(PeriodOfCare {
            started: Open(first.given.decom),
            ended: Open(ended),
            category_of_need: Open(first.given.category_of_need),
            end_reason: Open(last.given.rec.filter(|_| last.leaves())),
            home_postcode: home.map_or(Private::new(None), |row| row.given.home_postcode.clone()),
            episode: Open(None),
            earlier_not_held: Open(Some(first.given.rne).filter(|_| !first.is("S"))),
            circumstances: Private::new(None),
        });
        self.add_statuses(rows);
        self.add_placements(rows);
    }

    fn tell_of_period(&mut self, rows: &[Row<'_>], next: Option<&Row<'_>>) {
        for pair in rows.windows(2) {
            let (before, row) = (&pair[0], &pair[1]);
            if row.is("S") {
                let message = "starts to be looked after on the day on which the last episode goes on; taken to go on";
                self.problems.push(told(row.n, "431", message, true));
            } else if before.until != Some(row.given.decom) {
                let message = "does not begin on the day on which the last episode ended; a time between is not known";
                self.problems.push(told(row.n, "433", message, true));
            }
            if row.given.category_of_need != rows[0].given.category_of_need {
                let message = "has another category of need than the period began with; the first is kept";
                self.problems.push(told(row.n, "504", message, true));
            }
        }
        let Some(last) = rows.last() else { return };
        if last.goes_on() {
            let message = match next {
                Some(_) => "says that another episode follows, and none does; the period is taken to end",
                None => "says that another episode follows, and none does; the period is left open",
            };
            self.problems.push(told(last.n, "388", message, true));
        }
        if let Some(next) = next.filter(|next| last.leaves() && !next.is("S")) {
            let message = "follows the end of a period and does not say that the child started to be looked after";
            self.problems.push(told(next.n, "432", message, true));
        }
    }

    fn add_statuses(&mut self, rows: &[Row<'_>]) {
        let mut before: Option<&Row<'_>> = None;
        for row in rows {
            let same = before.is_some_and(|before| {
                before.until == Some(row.given.decom) && before.given.legal_status == row.given.legal_status
            });
            match self.legal_statuses.last_mut().filter(|_| same) {
                Some(status) => status.ended = Open(row.until),
                None => self.legal_statuses.push(LegalStatus {
                    status: Open(row.given.legal_status),
                    started: Open(row.given.decom),
                    started_at: Open(None),
                    ended: Open(row.until),
                    ended_at: Open(None),
                    runs_to: Open(None),
                    court: Private::new(None),
                    case_number: Private::new(None),
                }),
            }
            before = Some(row);
        }
    }

    fn add_placements(&mut self, rows: &[Row<'_>]) {
        // The placement of each row, and the usual one behind a temporary one.
        let mut at: Vec<usize> = Vec::new();
        let mut usual: Option<usize> = None;
        for (n, row) in rows.iter().enumerate() {
            let before = n.checked_sub(1).map(|n| &rows[n]).filter(|before| before.until == Some(row.given.decom));
            let now = at.last().copied().filter(|_| before.is_some());
            let other_carers = row.is("P") || row.is("B");
            let goes_back = before.is_some_and(Row::is_temporary) && !row.is_temporary() && other_carers;
            let stays = before.is_some_and(|before| before.given.place == row.given.place) && !other_carers;
            let back = usual.filter(|usual| goes_back && Place::of(&self.placements[*usual]) == row.given.place);
            let place = now.filter(|_| stays).or(back).unwrap_or(self.placements.len());
            if let Some(placement) = self.placements.get_mut(place) {
                placement.ended = Open(row.until);
            } else {
                self.placements.push(placement_of(row));
            }
            usual = match before {
                _ if !row.is_temporary() => None,
                Some(before) if before.is_temporary() => usual,
                _ => now,
            };
            at.push(place);
        }
        self.add_reasons(rows, &at);
    }

    /// Puts the reason for a change of placement on the placement that ended, also where a return wants none.
    fn add_reasons(&mut self, rows: &[Row<'_>], at: &[usize]) {
        for (n, row) in rows.iter().enumerate() {
            let Some(reason) = row.given.reason_place_change else { continue };
            let next = rows.get(n + 1);
            let placement = &mut self.placements[at[n]];
            let ends = row.until.is_some() && *placement.ended == row.until;
            if ends {
                placement.change_reason = Open(Some(reason));
            }
            let temporary = row.is_temporary() || next.is_some_and(Row::is_temporary);
            let (rule, wrong) = match next {
                Some(_) if ends && !temporary => continue,
                _ if temporary => (Some("226"), "to or from a temporary placement"),
                None if row.until.is_none() => (Some("233"), "and has not ended"),
                None => (None, "where the period ended"),
                Some(_) => (None, "where none changed"),
            };
            let kept = if ends { "kept, and not returned" } else { "left out" };
            let message = format!("gives a reason for a change of placement {wrong}; {kept}");
            self.problems.push(RowProblem { row: row.n, rule, message, loaded: true });
        }
    }

    /// Derives the rows again and tells of each that comes out otherwise, where nothing was told of it yet.
    fn compare(&mut self, kept: &[Row<'_>]) {
        let again = derive(&self.periods, &self.legal_statuses, &self.placements).episodes;
        for row in kept {
            if self.problems.iter().any(|problem| problem.row == row.n) {
                continue;
            }
            let derived = again.iter().find(|derived| derived.decom == row.given.decom);
            let rule = match row.given.rne.code() {
                "L" => Some("434"),
                "P" | "T" => Some("435"),
                "B" | "U" => Some("436"),
                _ => None,
            };
            let (rule, message) = match derived {
                Some(derived) if derived == row.given => continue,
                Some(derived) if derived.rne != row.given.rne => {
                    let (given, found) = (row.given.rne.code(), derived.rne.code());
                    (rule, format!("began for reason {given}, and what changed makes it {found}"))
                }
                Some(derived) if derived.home_postcode != row.given.home_postcode => {
                    (None, "has another home postcode than the period; the first is kept".to_owned())
                }
                Some(_) => (None, "ends on a day on which nothing changed; taken together with the next".to_owned()),
                None => (rule, "shows no change against the episode before; taken together with it".to_owned()),
            };
            self.problems.push(RowProblem { row: row.n, rule, message, loaded: true });
        }
    }
}

fn placement_of(row: &Row<'_>) -> Placement {
    let same_carer = match row.given.rne.code() {
        "T" | "U" => Some(true),
        "P" | "B" => Some(false),
        _ => None,
    };
    let place = &row.given.place;
    Placement {
        started: Open(row.given.decom),
        ended: Open(row.until),
        placement_type: Open(place.placement_type),
        provider: Open(place.provider),
        urn: place.urn.clone(),
        postcode: place.postcode.clone(),
        household: Private::new(None),
        carers: Private::new(Vec::new()),
        same_carer: Open(same_carer),
        intended_to_18: Open(None),
        returns_to: Open(None),
        change_reason: Open(None),
        why_this_placement: Private::new(None),
    }
}
