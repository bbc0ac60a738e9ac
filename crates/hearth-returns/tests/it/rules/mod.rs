//! Each rule by itself: where it fires, where it does not, and at the edge. Written from what the rule means.
//!
//! Tables are drawn: a line that begins with a table's name has its columns, the lines under it are its rows, `-` is blank, `_`
//! stands for a blank inside a cell. After a line `last year` come the tables of the year before.

mod adoption;
mod care_leavers;
mod census_assessments;
mod census_children;
mod census_details;
mod census_need_plans;
mod census_pre_proceedings;
mod census_protection_plans;
mod census_pupil_numbers;
mod census_section_47;
mod census_structure;
mod chain;
mod episodes;
mod former;
mod heading;
mod integrity;
mod liberty;
mod mid_year;
mod missing;
mod outcomes;
mod permanence;
mod placements;
mod places;
mod reviews;
mod social_workers;
mod years;

use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Form, Providers, Report, Setting, check};
use hearth_returns::{Limits, NamedInput, ReadError, Tables, cin, ssda903};

/// A return drawn as text, and what it is checked with.
pub struct Drawn {
    now: Vec<(String, String)>,
    last: Option<Vec<(String, String)>>,
    setting: Setting,
    census: bool,
}

/// A return of looked-after children for the year that ends in March 2027.
pub fn looked_after(drawing: &str) -> Drawn {
    Drawn::of(drawing, false)
}

/// A children in need census for the year that ends in March 2027. A heading is added where none is drawn.
pub fn in_need(drawing: &str) -> Drawn {
    Drawn::of(drawing, true)
}

impl Drawn {
    fn of(drawing: &str, census: bool) -> Self {
        let (now, last) = match drawing.split_once("last year") {
            Some((now, last)) => (now, Some(tables(last, census))),
            None => (drawing, None),
        };
        let year = CollectionYear::ending(2027).expect("a year");
        Self { now: tables(now, census), last, setting: Setting::of(year, Calendar::england()), census }
    }

    /// The same for the year that ends in March of `year`, by its own rules.
    pub fn in_year(mut self, year: i16) -> Self {
        self.setting.year = CollectionYear::ending(year).expect("a year");
        self.setting = self.setting.with_ruleset(year);
        self
    }

    /// The same of a record that is known up to a day.
    pub fn known_to(mut self, day: jiff::civil::Date) -> Self {
        self.setting = self.setting.known_to(day);
        self
    }

    /// The same, sent by an authority.
    pub fn sent_by(mut self, authority: &str) -> Self {
        self.setting.authority = Some(authority.to_owned());
        self
    }

    /// The same, with a list of providers as JSON.
    pub fn with_providers(mut self, json: &str) -> Self {
        self.setting.providers = Some(Providers::from_json(json).expect("a list of providers"));
        self
    }

    /// The rows that the rule names, in order: `"Header 1, Header 3"`, or nothing.
    pub fn names(mut self, rule: &str) -> String {
        self.setting.only = vec![rule.to_owned()];
        let name = |table: &str, row: u32| format!("{table} {row}");
        self.report(
            |report| report.findings().map(|f| name(f.table, f.row)).collect::<Vec<_>>().join(", "),
            |report| report.findings().map(|f| name(f.table, f.row)).collect::<Vec<_>>().join(", "),
        )
    }

    /// What the rule says of the first row that it names.
    pub fn says(mut self, rule: &str) -> String {
        self.setting.only = vec![rule.to_owned()];
        self.report(
            |report| report.findings().next().map(|f| f.message).unwrap_or_default(),
            |report| report.findings().next().map(|f| f.message).unwrap_or_default(),
        )
    }

    /// What the rule says of the authority as a whole.
    pub fn says_of_authority(mut self, rule: &str) -> String {
        self.setting.only = vec![rule.to_owned()];
        self.report(
            |report| report.about_authority().map(|(_, said)| said.to_owned()).collect::<Vec<_>>().join("; "),
            |report| report.about_authority().map(|(_, said)| said.to_owned()).collect::<Vec<_>>().join("; "),
        )
    }

    /// Why the rule could not run; nothing where it ran.
    pub fn could_not(mut self, rule: &str) -> String {
        self.setting.only = vec![rule.to_owned()];
        self.report(
            |report| report.could_not_run().iter().map(|c| c.because.clone()).collect::<Vec<_>>().join("; "),
            |report| report.could_not_run().iter().map(|c| c.because.clone()).collect::<Vec<_>>().join("; "),
        )
    }

    fn report<T>(
        &self,
        of_903: impl FnOnce(Report<'_, ssda903::Ssda903>) -> T,
        of_census: impl FnOnce(Report<'_, cin::Cin>) -> T,
    ) -> T {
        if self.census {
            let now = read(&self.now, cin::read_files);
            return of_census(checked::<cin::Cin>(&now, None, &self.setting));
        }
        let now = read(&self.now, ssda903::read_files);
        let last = self.last.as_ref().map(|last| read(last, ssda903::read_files));
        of_903(checked::<ssda903::Ssda903>(&now, last.as_ref(), &self.setting))
    }
}

fn checked<'a, F: Form>(now: &'a Tables, last: Option<&'a Tables>, setting: &'a Setting) -> Report<'a, F> {
    let known = F::rules().any(|rule| setting.only.iter().any(|only| only == rule.code));
    assert!(known, "no rule has the code {:?}", setting.only);
    check::<F>(now, last, setting)
}

fn read(tables: &[(String, String)], read: fn(Vec<NamedInput>, &Limits) -> Result<Tables, ReadError>) -> Tables {
    let inputs = tables.iter().map(|(name, text)| NamedInput::from_text(name, text.clone())).collect();
    read(inputs, &Limits::default()).expect("the drawing can be read")
}

/// The drawing as CSV files. Both returns have a Header and Reviews: the table is of the return that is drawn.
fn tables(drawing: &str, census: bool) -> Vec<(String, String)> {
    let return_spec = if census { &cin::CIN } else { &ssda903::SSDA903 };
    let mut tables: Vec<(String, String)> = Vec::new();
    for line in drawing.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(first) = words.first() else { continue };
        let spec = return_spec.tables.iter().find(|table| table.name == *first);
        match (spec, tables.last_mut()) {
            (Some(spec), _) => {
                // Every column, so that a file is recognised by them; those that are not drawn are blank.
                let drawn = &words[1..];
                let rest = spec.columns.iter().filter(|c| !c.optional && !drawn.contains(&c.name)).map(|c| c.name);
                let header: Vec<&str> = drawn.iter().copied().chain(rest).collect();
                tables.push((format!("{first}.csv"), header.join(",") + "\n"));
            }
            (None, Some((_, text))) => {
                let width = text.lines().next().map_or(0, |header| header.split(',').count());
                let cell = |at: usize| {
                    words.get(at).filter(|word| **word != "-").map_or(String::new(), |w| w.replace('_', " "))
                };
                let cells: Vec<String> = (0..width).map(cell).collect();
                text.push_str(&(cells.join(",") + "\n"));
            }
            (None, None) => panic!("the drawing begins with a row: {line}"),
        }
    }
    tables
}

/// The codes of a return's rules in a collection year, sorted.
fn codes<F: Form>(year: i16) -> Vec<&'static str> {
    let mut codes: Vec<&str> = F::rules().filter(|rule| rule.holds_in(year)).map(|rule| rule.code).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn no_code_stands_twice_in_a_year() {
    for year in 2023..=2028 {
        for codes in [codes::<ssda903::Ssda903>(year), codes::<cin::Cin>(year)] {
            let twice: Vec<&str> = codes.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
            assert_eq!(twice, Vec::<&str>::new(), "in {year}");
        }
    }
}

#[test]
fn the_rules_of_2027_are_all_there() {
    // 327 are published for SSDA903; SW10STG2 gave way to SW10aSTG2 and SW10bSTG2.
    assert_eq!(codes::<ssda903::Ssda903>(2027).len(), 326);
    let published =
        codes::<cin::Cin>(2027).iter().filter(|code| code.starts_with(|c: char| c.is_ascii_digit())).count();
    // 109, and ten of pre-proceedings, which the census asks for since.
    assert_eq!(published, 119);
}
