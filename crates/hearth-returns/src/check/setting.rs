use std::sync::Arc;

use hearth_calendar::Calendar;
use jiff::civil::{Date, date};

use super::{Codes, Need, Postcodes, Providers};
use crate::tables::Tables;

/// A collection year: 1 April to 31 March, named by the March in which it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CollectionYear(i16);

impl CollectionYear {
    /// The year that ends on 31 March of `ends`, 1900 to 2199; `None` beyond.
    pub fn ending(ends: i16) -> Option<Self> {
        (1900..=2199).contains(&ends).then_some(Self(ends))
    }

    /// The number of the year: the one in which it ends.
    pub fn number(self) -> i16 {
        self.0
    }

    /// 1 April.
    pub fn start(self) -> Date {
        date(self.0 - 1, 4, 1)
    }

    /// 31 March.
    pub fn end(self) -> Date {
        date(self.0, 3, 31)
    }

    /// Whether a day is of the year.
    pub fn has(self, day: Date) -> bool {
        self.start() <= day && day <= self.end()
    }

    /// Whether something that ran from one day until another, or runs still, ran in the year.
    pub fn touches(self, from: Option<Date>, until: Option<Date>) -> bool {
        from.is_none_or(|from| from <= self.end()) && until.is_none_or(|until| until >= self.start())
    }

    /// A day as the return of the year sees it: what lies after 31 March has not happened.
    pub fn seen(self, day: Option<Date>) -> Option<Date> {
        day.filter(|day| *day <= self.end())
    }

    /// The year before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0 - 1)
    }
}

/// What a check is run with: the year, the rules of which year, and what it may look up.
#[derive(Debug, Clone)]
pub struct Setting {
    /// The collection year of the return.
    pub year: CollectionYear,
    /// The collection year whose rules are used.
    pub ruleset: i16,
    /// The authority that sends it, as ONS writes it (`E08000014`).
    pub authority: Option<String>,
    /// The providers that Ofsted lists.
    pub providers: Option<Providers>,
    /// Where postcodes lie.
    pub postcodes: Option<Arc<Postcodes>>,
    /// Working days.
    pub calendar: Calendar,
    /// The codes of the year.
    pub codes: Codes,
    /// Rules to run; empty for all.
    pub only: Vec<String>,
    /// The day up to which the record is known, where that is not the end of the year.
    as_at: Option<Date>,
}

impl Setting {
    /// The rules of the year itself, nothing to look up.
    pub fn of(year: CollectionYear, calendar: Calendar) -> Self {
        let ruleset = year.number();
        Self {
            year,
            ruleset,
            authority: None,
            providers: None,
            postcodes: None,
            calendar,
            codes: Codes::of(ruleset),
            only: Vec::new(),
            as_at: None,
        }
    }

    /// The same with the rules and codes of another year.
    #[must_use]
    pub fn with_ruleset(self, ruleset: i16) -> Self {
        Self { ruleset, codes: Codes::of(ruleset), ..self }
    }

    /// The same for a record that is known up to a day, such as a child's page in mid-year: what is open is counted to that day, and
    /// what is asked for by 31 March is not yet missing. A day after the year changes nothing.
    #[must_use]
    pub fn known_to(self, day: Date) -> Self {
        Self { as_at: Some(day), ..self }
    }

    /// The day up to which the record is known: the end of the year, or a day before it.
    pub fn as_at(&self) -> Date {
        self.as_at_in(self.year)
    }

    /// The same for a return that names its own year.
    pub(crate) fn as_at_in(&self, year: CollectionYear) -> Date {
        self.as_at.map_or(year.end(), |day| day.min(year.end()))
    }

    /// Whether the rule with this code is wanted. Case does not matter.
    pub(super) fn wants(&self, code: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only.eq_ignore_ascii_case(code))
    }
}

/// A whole return with what it is checked against.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// The return.
    pub tables: &'a Tables,
    /// The return of the year before.
    pub last: Option<&'a Tables>,
    /// What it is checked with.
    pub setting: &'a Setting,
}

impl Whole<'_> {
    /// Why a need is not met, or `None` when it is.
    pub(super) fn lacks(&self, need: Need) -> Option<String> {
        match need {
            Need::PreviousYear => self.last.is_none().then(|| "no return of the year before was given".to_owned()),
            Need::Providers => self.setting.providers.is_none().then(|| "no provider list was given".to_owned()),
            Need::Authority => self.setting.authority.is_none().then(|| "no authority code was given".to_owned()),
            Need::Places => {
                let episodes = self.tables.table("Episodes");
                let given = episodes.is_some_and(|t| ["PL_LA", "PL_LOCATION", "PL_DISTANCE"].iter().any(|c| t.has(*c)));
                (!given && self.setting.postcodes.is_none())
                    .then(|| "no postcode directory was given and the episodes do not say where they are".to_owned())
            }
            Need::Table(name) => {
                let there = self.tables.table(name).is_some_and(crate::Table::was_read);
                (!there).then(|| format!("the return has no {name}"))
            }
            Need::PreviousTable(name) => match self.last {
                None => self.lacks(Need::PreviousYear),
                Some(last) => {
                    let there = last.table(name).is_some_and(crate::Table::was_read);
                    (!there).then(|| format!("the return of the year before has no {name}"))
                }
            },
            Need::Xml => (!self.tables.is_one_file()).then(|| "only the XML form of the return says it".to_owned()),
        }
    }
}
