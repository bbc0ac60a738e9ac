//! Two centuries of working days, laid out so that each question is a look-up.
//!
//! A bit a day says whether it is worked; a running count a word of 64 days says how many were worked
//! before it; and the working days themselves stand in order. "The 15th working day after X" is then
//! one bit count and one array read, whatever the number, and so is its inverse.

use jiff::civil::{Date, date};

use crate::day_number;

/// Working days from [`Table::FIRST`] to [`Table::LAST`].
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// Bit `n % 64` of word `n / 64` is set when day `first + n` is a working day.
    words: Vec<u64>,
    /// Working days before the first day of the word.
    before: Vec<u32>,
    /// Every working day of the span, in order.
    working: Vec<Date>,
    /// Day number of [`Table::FIRST`].
    first: i32,
    /// Day number of [`Table::LAST`].
    last: i32,
}

impl Table {
    /// The first day of the span: the year in which the Children Act 1948 came into force, so that
    /// no file of a living person needs more.
    pub(crate) const FIRST: Date = date(1948, 1, 1);
    /// The last day of the span: a child born today keeps a file for 93 years.
    pub(crate) const LAST: Date = date(2150, 12, 31);

    /// Builds the table; `holiday` says whether a day number is a bank holiday.
    pub(crate) fn build(holiday: impl Fn(i32) -> bool) -> Self {
        let (first, last) = (day_number::of(Self::FIRST), day_number::of(Self::LAST));
        let mut table = Self { words: Vec::new(), before: Vec::new(), working: Vec::new(), first, last };
        for number in first..=last {
            let bit = (number - first) % 64;
            if bit == 0 {
                table.words.push(0);
                table.before.push(table.counted());
            }
            if !day_number::is_weekend(number) && !holiday(number) {
                if let Some(word) = table.words.last_mut() {
                    *word |= 1 << bit;
                }
                table.working.push(day_number::to_date(number));
            }
        }
        table
    }

    fn counted(&self) -> u32 {
        u32::try_from(self.working.len()).expect("INVARIANT: two centuries hold 51,000 working days")
    }

    fn place(&self, number: i32) -> Option<(usize, u32)> {
        if number < self.first || number > self.last {
            return None;
        }
        let offset = number.abs_diff(self.first);
        Some((usize::try_from(offset / 64).ok()?, offset % 64))
    }

    /// Whether a day is worked; `None` outside the span.
    pub(crate) fn is_working(&self, number: i32) -> Option<bool> {
        let (word, bit) = self.place(number)?;
        Some(self.words[word] >> bit & 1 == 1)
    }

    /// Working days of the span before a day; `None` outside it.
    pub(crate) fn count_before(&self, number: i32) -> Option<u32> {
        let (word, bit) = self.place(number)?;
        let earlier_bits = self.words[word] & ((1 << bit) - 1);
        Some(self.before[word] + earlier_bits.count_ones())
    }

    /// Working days of the span up to and with a day; `None` outside it.
    pub(crate) fn count_through(&self, number: i32) -> Option<u32> {
        let (word, bit) = self.place(number)?;
        let bits = self.words[word] & (u64::MAX >> (63 - bit));
        Some(self.before[word] + bits.count_ones())
    }

    /// The working day with `index` working days of the span before it; `None` past its end.
    pub(crate) fn nth(&self, index: u32) -> Option<Date> {
        self.working.get(usize::try_from(index).ok()?).copied()
    }
}
