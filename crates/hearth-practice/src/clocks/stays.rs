//! Limits over several stays: how much of an allowance earlier stays took, and when the stay that runs uses up the rest.

use hearth_calendar::{days_between, london_date};
use jiff::{Timestamp, civil::Date};

use super::{
    clock::Ended,
    due::{self, DueDate},
    run::Runner,
    start::Start,
    within::{Unit, Within},
};

/// What earlier stays took of an allowance, in the stretch of time that ends when a stay begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    /// How many stays, begun ones too.
    pub stays: u16,
    /// How much they took, in the unit of the clock; begun hours are whole ones.
    pub amount: u32,
    /// The stretch of time.
    pub stretch: Within,
}

/// A stay: what began it, and what ended it.
pub(super) type Stay = (Start, Option<Ended>);

/// From where to where a stay counts: days since some day, or minutes since some moment.
type Extent = (i64, i64);

impl Runner<'_> {
    /// The end of what earlier stays left of `within` in any `stretch`, for the stay that `start` began. None where no earlier stay
    /// lies in the stretch, and where one is not known to the minute that hours are counted of: the limit on the single stay has
    /// a clock of its own.
    pub(super) fn over_stays(
        &self,
        start: &Start,
        earlier: &[Stay],
        (within, stretch): (Within, Within),
    ) -> Option<(DueDate, Used)> {
        match within.unit {
            Unit::Stay => self.by_number(start, earlier, (within, stretch)),
            Unit::Hour => self.by_hours(start, earlier, (within, stretch)),
            _ => self.by_days(start, earlier, (within, stretch)),
        }
    }

    /// So many stays may begin: one more is over the limit on its first day.
    fn by_number(
        &self,
        start: &Start,
        earlier: &[Stay],
        (within, stretch): (Within, Within),
    ) -> Option<(DueDate, Used)> {
        let opens = stretch.calendar_days_from(start.day, true);
        let begun = earlier.iter().filter(|(stay, _)| stay.day > opens).count();
        let used = Used { stays: count(begun), amount: u32::from(count(begun)), stretch };
        let due = DueDate {
            from: Some((start.day, start.at)),
            on: Some(start.day),
            plan_for: Some(self.planned(start.day)),
            ..DueDate::default()
        };
        (begun >= usize::from(within.amount)).then_some((due, used))
    }

    fn by_days(&self, start: &Start, earlier: &[Stay], (within, stretch): (Within, Within)) -> Option<(DueDate, Used)> {
        let number = |day: Date| i64::from(days_between(start.day, day));
        let day = |number: i64| hearth_calendar::add_days(start.day, i32::try_from(number).unwrap_or(i32::MAX));
        let opens = |at: i64| number(stretch.calendar_days_from(day(at), true));
        let mut extents: Vec<Extent> = Vec::new();
        for (n, (stay, ended)) in earlier.iter().enumerate() {
            // A stay that was never ended, or overlaps the next, counts until the next began.
            let next = earlier.get(n + 1).map_or(start.day, |(next, _)| next.day);
            extents.push((number(stay.day), number(ended.map_or(next, |ended| ended.on.min(next)))));
        }
        let (last, used) = last((within, stretch), &extents, opens, 1)?;
        let on = day(last);
        let from = Some((start.day, start.at));
        Some((DueDate { from, on: Some(on), plan_for: Some(self.planned(on)), ..DueDate::default() }, used))
    }

    fn by_hours(
        &self,
        start: &Start,
        earlier: &[Stay],
        (within, stretch): (Within, Within),
    ) -> Option<(DueDate, Used)> {
        let began = start.at?;
        let minute = |at: Timestamp| at.duration_since(began).as_mins();
        let length = i64::from(days_between(stretch.calendar_days_from(start.day, true), start.day)) * 24 * 60;
        let mut extents: Vec<Extent> = Vec::new();
        for (n, (stay, ended)) in earlier.iter().enumerate() {
            let next = earlier.get(n + 1).map_or(Some(began), |(next, _)| next.at)?;
            let end = match ended {
                Some(ended) => self.world.history.at(ended.by).at?.min(next),
                None => next,
            };
            extents.push((minute(stay.at?), minute(end)));
        }
        let (last, used) = last((within, stretch), &extents, |at| at - length, 60)?;
        let ends = began.checked_add(jiff::SignedDuration::from_mins(last)).ok()?;
        let from = Some((start.day, start.at));
        Some((due::ends_on(self.world.calendar(), from, (london_date(ends), Some(ends)), self.rule.rolls), used))
    }

    fn planned(&self, day: Date) -> Date {
        self.world.calendar().last_working_day_on_or_before(day).date
    }
}

/// The last point at which the allowance is not overrun, counted from the beginning of the stay, and what was used before;
/// `each` points make one of the unit. None where nothing was.
fn last(
    (within, stretch): (Within, Within),
    earlier: &[Extent],
    opens: impl Fn(i64) -> i64,
    each: u16,
) -> Option<(i64, Used)> {
    let before = opens(0);
    let stays = earlier.iter().filter(|(_, to)| *to > before).count();
    let amount = u32::try_from(taken(earlier, before, 0)).unwrap_or(u32::MAX).div_ceil(each.into());
    let most = i64::from(within.amount) * i64::from(each);
    (stays > 0).then(|| (last_within(most, earlier, opens), Used { stays: count(stays), amount, stretch }))
}

fn count(stays: usize) -> u16 {
    u16::try_from(stays).unwrap_or(u16::MAX)
}

/// How much of the earlier stays lies between two points.
fn taken(earlier: &[Extent], since: i64, until: i64) -> i64 {
    earlier.iter().map(|(from, to)| ((*to).min(until) - (*from).max(since)).max(0)).sum()
}

/// The last point from 0 on at which the stay that began at 0 and the earlier ones together come to `most` at the utmost, in the
/// stretch that `opens` begins before each point. 0 where they overran it before.
///
/// INVARIANT: the stretch is longer than `most` (the rules are refused otherwise), so that the stay alone uses it up.
fn last_within(most: i64, earlier: &[Extent], opens: impl Fn(i64) -> i64) -> i64 {
    let total = |at: i64| {
        let since = opens(at);
        at - since.max(0) + taken(earlier, since, at)
    };
    let mut at = 0;
    loop {
        let left = most - total(at);
        if left > 0 {
            at += left;
        } else if total(at + 1) > most {
            return at;
        } else {
            at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::last_within;

    /// The sum of what lies in a stretch, point by point.
    fn slowly(most: i64, earlier: &[(i64, i64)], stretch: i64) -> i64 {
        let inside = |point: i64| point >= 0 || earlier.iter().any(|(from, to)| (*from..*to).contains(&point));
        let total = |at: i64| i64::try_from((at - stretch..at).filter(|point| inside(*point)).count()).unwrap();
        (0..=most + stretch).find(|at| total(at + 1) > most).unwrap()
    }

    #[test]
    fn the_quick_way_and_the_slow_way_agree() {
        let cases: [&[(i64, i64)]; 5] =
            [&[], &[(-10, -2)], &[(-364, -350), (-300, -280), (-20, -3)], &[(-365, -290)], &[(-90, -1)]];
        for earlier in cases {
            for most in [1, 17, 75] {
                let quick = last_within(most, earlier, |at| at - 365);
                assert_eq!(quick, slowly(most, earlier, 365), "{most} of {earlier:?}");
            }
        }
    }
}
