//! Days to places on a line.

use jiff::civil::Date;

/// A stretch of days laid out on a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    first: Date,
    days: f64,
    left: f64,
    width: f64,
}

impl Scale {
    /// Lays `first..=last` out from `left` over `width`. A stretch shorter than a month is shown as a month.
    pub(super) fn new(first: Date, last: Date, left: f64, width: f64) -> Self {
        Self { first, days: days_between(first, last).max(31.0), left, width }
    }

    /// Where a day stands; days outside the stretch stand at its ends.
    pub(super) fn at(&self, day: Date) -> f64 {
        let share = (days_between(self.first, day) / self.days).clamp(0.0, 1.0);
        self.left + share * self.width
    }

    /// The days that are written under the line, with their words: years, or every other year, or quarters or
    /// months when the stretch is short.
    pub(super) fn marks(&self, last: Date) -> Vec<(f64, String)> {
        let short = self.days < 800.0;
        let step: i16 = if self.days > 365.25 * 12.0 { 2 } else { 1 };
        let mut marks = Vec::new();
        for year in self.first.year()..=last.year() {
            let months: &[i8] = match self.days {
                ..250.0 => &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
                ..800.0 => &[1, 4, 7, 10],
                _ => &[1],
            };
            for month in months {
                let day = Date::constant(year, *month, 1);
                let wanted = short || (year - self.first.year()) % step == 0;
                if wanted && day >= self.first && day <= last {
                    let words = if *month == 1 { year.to_string() } else { month_name(*month).to_owned() };
                    marks.push((self.at(day), words));
                }
            }
        }
        marks
    }
}

fn days_between(first: Date, last: Date) -> f64 {
    // A difference of civil dates asked for in days is whole and far below what an f64 holds exactly.
    f64::from((last - first).get_days())
}

const fn month_name(month: i8) -> &'static str {
    match month {
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        12 => "Dec",
        _ => "Jan",
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Scale;

    #[test]
    fn the_first_day_stands_left_and_the_last_right() {
        let scale = Scale::new(date(2020, 1, 1), date(2026, 1, 1), 10.0, 900.0);
        assert!((scale.at(date(2020, 1, 1)) - 10.0).abs() < 1e-9);
        assert!((scale.at(date(2026, 1, 1)) - 910.0).abs() < 1e-9);
        assert!((scale.at(date(2031, 1, 1)) - 910.0).abs() < 1e-9, "a day beyond the end stays within the picture");
    }

    #[test]
    fn a_few_months_are_marked_by_months() {
        let scale = Scale::new(date(2026, 8, 20), date(2026, 11, 22), 0.0, 900.0);
        let words: Vec<String> = scale.marks(date(2026, 11, 22)).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Sep", "Oct", "Nov"]);
    }

    #[test]
    fn a_short_stretch_is_marked_by_quarters() {
        let scale = Scale::new(date(2026, 2, 1), date(2026, 11, 22), 0.0, 900.0);
        let words: Vec<String> = scale.marks(date(2026, 11, 22)).into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["Apr", "Jul", "Oct"]);
    }
}
