//! A file as it was known at a past moment: `?known=2026-11-20` for the end of a day, or the moment at which a version was
//! written, `?known=2026-11-22T09:15:03.5Z`.

use jiff::{SignedDuration, Timestamp, civil::Date};

use crate::{frame, view::file::Known};

/// The past moment that a page shows.
#[derive(Clone)]
pub struct Past {
    /// What was written after this is left out.
    pub until: Timestamp,
    /// Its day in England.
    pub day: Date,
    asked: String,
    words: String,
}

impl Past {
    /// What an address asks for; `None` for what cannot be read and for what is not past.
    pub fn asked(text: &str, today: Date, now: Timestamp) -> Option<Self> {
        if let Ok(day) = text.parse::<Date>() {
            let words = format!("the end of {}", frame::day(day));
            return (day < today).then(|| Self { until: end_of(day), day, asked: day.to_string(), words });
        }
        let until = text.parse::<Timestamp>().ok().filter(|until| *until < now)?;
        let day = hearth_calendar::london_date(until);
        Some(Self { until, day, asked: until.to_string(), words: frame::moment(until) })
    }

    /// What goes behind an address of the file to stay in the past.
    pub fn query(&self) -> String {
        format!("?known={}", self.asked)
    }

    /// What the page says of it; `now` is the address of the file as known now.
    pub fn shown(&self, now: &str) -> Known {
        Known { at: self.words.clone(), query: self.query(), now: now.to_owned() }
    }
}

/// The last moment of a day in England.
fn end_of(day: Date) -> Timestamp {
    let after = hearth_calendar::end_of_london_day(day);
    after.checked_sub(SignedDuration::from_micros(1)).unwrap_or(after)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Past;

    fn past(text: &str) -> Option<Past> {
        Past::asked(text, date(2026, 11, 22), "2026-11-22T10:00:00Z".parse().expect("a moment"))
    }

    #[test]
    fn a_day_is_shown_as_it_was_known_at_its_end() {
        let past = past("2026-07-01").expect("a day of the past");
        assert_eq!(past.until.to_string(), "2026-07-01T22:59:59.999999Z", "summer time ends the day an hour earlier");
        assert_eq!(past.query(), "?known=2026-07-01");
    }

    #[test]
    fn an_earlier_moment_of_today_can_be_asked_for() {
        assert_eq!(past("2026-11-22T09:15:03.5Z").expect("a moment of the past").day, date(2026, 11, 22));
    }

    #[test]
    fn what_is_not_past_shows_the_file_as_it_is() {
        for text in ["2026-11-22", "2026-11-22T10:00:00Z", "2031-01-01", "yesterday", ""] {
            assert!(past(text).is_none(), "{text}");
        }
    }
}
