use hearth_calendar::{LeapDay, add_months, birthday};
use hearth_record::{front_door::SocialCareEpisode, people::Person};
use jiff::civil::{Date, date};

/// The time that the daily data look back over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// 1 April of the collection year in which the day 24 months before today lies.
    pub from: Date,
    /// Today.
    pub today: Date,
}

/// How far it looks back, before the collection year is filled up.
const MONTHS: i32 = 24;
/// The age from which nobody counts any more: duties to care leavers end with 25.
const TOO_OLD: u16 = 26;

impl Window {
    /// The window as it stands on a day.
    pub fn on(today: Date) -> Self {
        let back = add_months(today, -MONTHS);
        let year = if back < date(back.year(), 4, 1) { back.year() - 1 } else { back.year() };
        Self { from: date(year, 4, 1), today }
    }

    /// A day as it is seen today: what lies ahead has not happened.
    pub fn seen(self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| *day <= self.today)
    }

    /// Whether something that ran from one day until another, or runs still, ran in it.
    pub fn touches(self, from: Date, until: Option<Date>) -> bool {
        from <= self.today && until.is_none_or(|until| until >= self.from)
    }

    /// The collection year of today, by whose codes is told.
    pub fn year(self) -> u16 {
        u16::try_from(self.today.year() + i16::from(self.today >= date(self.today.year(), 4, 1))).unwrap_or(0)
    }

    /// Whether somebody is of an age that counts: under 26 on a day of it, or not born yet. Of whom neither is known counts.
    pub fn has_age(self, person: &Person) -> bool {
        person.born.reveal().is_none_or(|born| birthday(born, TOO_OLD, LeapDay::Later) > self.from)
    }

    /// Whether an episode counts.
    pub fn counts(self, episode: &SocialCareEpisode) -> bool {
        let received = *episode.received_on;
        let nothing_further = *episode.no_further_action == Some(true);
        self.touches(received, *episode.closed_on) && (!nothing_further || received >= self.from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_begins_on_the_first_of_april_before_the_day_two_years_ago() {
        for (today, from) in [
            (date(2026, 11, 22), date(2024, 4, 1)),
            (date(2027, 3, 31), date(2024, 4, 1)),
            (date(2027, 4, 1), date(2025, 4, 1)),
            (date(2028, 2, 29), date(2025, 4, 1)),
        ] {
            assert_eq!(Window::on(today).from, from, "{today}");
        }
    }

    #[test]
    fn codes_are_those_of_the_collection_year_in_which_today_lies() {
        let year = |today| Window::on(today).year();
        assert_eq!([year(date(2027, 3, 31)), year(date(2027, 4, 1))], [2027, 2028]);
    }
}
