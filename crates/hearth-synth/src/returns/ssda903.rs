//! SSDA903: looked-after children and care leavers, as CSV files.

use hearth_calendar::{LeapDay, birthday};
use jiff::civil::Date;

use super::Year;
use super::outcomes;
use crate::family::Family;
use crate::people::names::Sex;
use crate::people::person::Person;
use crate::story::{PeriodOfCare, Story};
use crate::world::World;

/// The files of a return, with their columns.
const FILES: &[(&str, &str)] = &[
    ("header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB"),
    ("episodes.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"),
    ("reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE"),
    ("uasc.csv", "CHILD,SEX,DOB,DUC"),
    (
        "oc2.csv",
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,\
         SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED",
    ),
    ("oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM"),
    ("ad1.csv", "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR"),
    ("placed_for_adoption.csv", "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED"),
    ("previous_permanence.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM"),
    ("missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END"),
    ("sw_episodes.csv", "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON"),
];

const HEADER: usize = 0;
const EPISODES: usize = 1;
const REVIEWS: usize = 2;
const UASC: usize = 3;
const OC2: usize = 4;
const OC3: usize = 5;
const AD1: usize = 6;
const PLACED: usize = 7;
const PREVIOUS: usize = 8;
const MISSING: usize = 9;
const WORKERS: usize = 10;

/// A return in the making: add families, then take the files.
pub struct Ssda903<'a> {
    world: &'a World,
    year: Year,
    number: i16,
    children: u32,
    tables: Vec<String>,
}

impl<'a> Ssda903<'a> {
    /// An empty return of the collection year that ends on 31 March of `year`.
    pub fn new(world: &'a World, year: i16) -> Self {
        let tables = FILES.iter().map(|(_, columns)| format!("{columns}\n")).collect();
        Self { world, year: Year::ending(year), number: year, children: 0, tables }
    }

    /// Adds the children of a family who belong in the return.
    pub fn add(&mut self, family: &Family) {
        for (child, story) in family.children() {
            let (Some(id), Some(born)) = (&child.la_child_id, child.birth.born()) else { continue };
            let periods: Vec<&PeriodOfCare> = story
                .periods
                .iter()
                .filter(|period| self.year.touches(period.entered, period.ended.map(|(on, _)| on)))
                .collect();
            if let Some(latest) = periods.last() {
                self.looked_after(id, born, child, story, &periods, latest);
            } else if let Some(row) = outcomes::care_leaver(self.year, born, story) {
                self.header(id, born, child, "");
                self.row(OC3, &format!("{id},{},{row}", day(born)));
            }
        }
    }

    /// How many children the return has.
    pub fn children(&self) -> u32 {
        self.children
    }

    /// Name and text of each file.
    pub fn files(self) -> Vec<(&'static str, String)> {
        // Social-worker data has been collected since 2023-24.
        let collected = |table: usize| table != WORKERS || self.number >= 2024;
        FILES
            .iter()
            .zip(self.tables)
            .enumerate()
            .filter(|(table, _)| collected(*table))
            .map(|(_, ((name, _), text))| (*name, text))
            .collect()
    }

    fn looked_after(
        &mut self,
        id: &str,
        born: Date,
        child: &Person,
        story: &Story,
        periods: &[&PeriodOfCare],
        latest: &PeriodOfCare,
    ) {
        let short_breaks = latest.legal.iter().all(|legal| legal.code == "V3");
        let mother = if child.sex == Sex::Female && !short_breaks { "0" } else { "" };
        self.header(id, born, child, mother);
        let dob = day(born);
        let year = self.year;
        for period in periods {
            self.episodes(id, period);
            for review in period.reviews.iter().filter(|review| year.holds(review.held)) {
                let row = format!("{id},{dob},{},{}", day(review.held), review.participation);
                self.row(REVIEWS, &row);
            }
            for missing in period.missing.iter().filter(|missing| year.touches(missing.from, missing.to)) {
                let back = maybe(year.seen(missing.to));
                self.row(MISSING, &format!("{id},{dob},{},{},{back}", missing.kind, day(missing.from)));
            }
            self.adoption(id, &dob, period);
        }
        self.previous_permanence(id, born, latest);
        if child.came_alone {
            let eighteen = birthday(born, 18, LeapDay::Later);
            self.row(UASC, &format!("{id},{},{dob},{}", child.sex.code(), day(eighteen)));
        }
        if let Some(row) = outcomes::twelve_months(year, born, latest) {
            self.row(OC2, &format!("{id},{dob},{row}"));
        }
        for allocation in story.allocations.iter().filter(|allocation| year.touches(allocation.from, allocation.to)) {
            let worker = &self.world.staff().workers[allocation.worker].registration;
            let row = format!(
                "{id},{dob},{worker},{},{},{}",
                day(allocation.from),
                maybe(year.seen(allocation.to)),
                allocation.reason
            );
            self.row(WORKERS, &row);
        }
    }

    fn header(&mut self, id: &str, born: Date, child: &Person, mother: &str) {
        self.children += 1;
        let upn = child.upn.as_deref().or(child.upn_unknown).unwrap_or_default();
        let (sex, ethnicity) = (child.sex.code(), child.ethnicity);
        self.row(HEADER, &format!("{id},{sex},{},{ethnicity},{upn},{mother},", day(born)));
    }

    fn episodes<'p>(&mut self, id: &str, period: &'p PeriodOfCare) {
        let short_breaks = period.legal.iter().all(|legal| legal.code == "V3");
        // Where a child has a short break is not returned.
        let told = |text: Option<&'p str>| text.filter(|_| !short_breaks).unwrap_or_default();
        let home = told(period.home_postcode.as_deref());
        for episode in period.episodes() {
            if !self.year.touches(episode.from, episode.ended.map(|(on, _)| on)) {
                continue;
            }
            let ended = episode.ended.filter(|(on, _)| *on <= self.year.to);
            let (dec, rec) = ended.map_or((String::new(), ""), |(on, reason)| (day(on), reason));
            let change = episode.change_reason.filter(|_| ended.is_some()).unwrap_or_default();
            let place = episode.placement;
            let row = format!(
                "{id},{},{},{},{},{},{},{dec},{rec},{change},{home},{},{}",
                day(episode.from),
                episode.reason_new,
                episode.legal.code,
                period.need,
                place.kind,
                place.provider.unwrap_or_default(),
                told(Some(&place.postcode)),
                told(place.urn.as_deref()),
            );
            self.row(EPISODES, &row);
        }
    }

    fn adoption(&mut self, id: &str, dob: &str, period: &PeriodOfCare) {
        let Some(case) = &period.adoption else { return };
        let Some(decided) = case.decided.filter(|on| *on <= self.year.to) else { return };
        self.row(PLACED, &format!("{id},{dob},{},,", day(decided)));
        let (Some(matched), Some(order)) = (case.matched, case.order) else { return };
        if self.year.holds(order) {
            let (number, sex, law) = case.adopters;
            let row = format!("{id},{dob},{},{},0,{number},{sex},{law}", day(decided), day(matched));
            self.row(AD1, &row);
        }
    }

    fn previous_permanence(&mut self, id: &str, born: Date, period: &PeriodOfCare) {
        // Asked for with the start of a period, since 1 April 2016.
        if !self.year.holds(period.entered) || self.number < 2017 {
            return;
        }
        let dob = day(born);
        match period.previous_permanence {
            "Z1" => self.row(PREVIOUS, &format!("{id},{dob},Z1,,")),
            option => {
                let year = (period.entered.year() - 2).max(born.year());
                let la_code = self.world.authority().la_code;
                self.row(PREVIOUS, &format!("{id},{dob},{option},{la_code},zz/zz/{year}"));
            }
        }
    }

    fn row(&mut self, table: usize, row: &str) {
        self.tables[table].push_str(row);
        self.tables[table].push('\n');
    }
}

/// A date as SSDA903 writes it.
pub(super) fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

fn maybe(date: Option<Date>) -> String {
    date.map(day).unwrap_or_default()
}
