//! The rows of the return that a child's records come to.
//!
//! The tables are those that a file would give, so what is checked, shown on the child's page and sent is one thing. What lies
//! after 31 March has not happened for the return.

use hearth_calendar::{LeapDay, birthday};
use hearth_record::ids::RecordId;
use hearth_record::looked_after::{
    AnnualOutcomes, CareReview, DeprivationOfLibertyOrder, LegalStatus, MissingEpisode, PeriodOfCare, Placement,
    PreviousPermanence,
    care_episodes::{self, CareEpisode, Gap},
};
use hearth_record::people::{ImmigrationStatus, Involvement, Person, Relationship};
use jiff::civil::{Date, date};

use super::tables::SSDA903;
use crate::check::CollectionYear;
use crate::filling::{Filling, Records};
use crate::history::TimeInCare;
use crate::tables::Tables;
use made_of::MadeOf;

mod adoption;
mod care_leaver;
mod made_of;
mod outcomes;

/// Why a child's records come to no rows, or to fewer than they should.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Untold {
    /// The child has no local identifier, which every row needs.
    NoIdentifier,
    /// The child was looked after in a time for which no legal status or no placement is recorded.
    Gap(Gap),
}

/// The return of one year, child by child.
pub struct FromRecords {
    filling: Filling,
    year: CollectionYear,
}

/// What the rows of one child are made from.
struct Told<'r> {
    records: &'r Records<'r>,
    person: RecordId,
    id: String,
    born: Option<Date>,
    year: CollectionYear,
    episodes: Vec<CareEpisode>,
}

impl FromRecords {
    /// An empty return of a year.
    pub fn new(year: CollectionYear) -> Self {
        Self { filling: Filling::new(&SSDA903), year }
    }

    /// Adds the rows of a child; none for a child who was neither looked after in the year nor a care leaver with a birthday in it.
    pub fn add(&mut self, records: &Records<'_>) -> Vec<Untold> {
        let Some((of, person)) = records.each::<Person>().next() else { return Vec::new() };
        let derived = care_episodes::derive(
            &records.all::<PeriodOfCare>().collect::<Vec<_>>(),
            &records.all::<LegalStatus>().collect::<Vec<_>>(),
            &records.all::<Placement>().collect::<Vec<_>>(),
        );
        let year = self.year;
        let mut untold: Vec<Untold> = derived
            .gaps
            .iter()
            .filter(|gap| year.touches(Some(gap.from), gap.until))
            .map(|gap| Untold::Gap(*gap))
            .collect();
        let history = derived.episodes.iter().map(in_care).collect();
        let episodes: Vec<CareEpisode> =
            derived.episodes.into_iter().filter(|episode| year.touches(Some(episode.decom), episode.dec)).collect();
        let told = Told {
            records,
            person: of,
            id: person.la_child_id.reveal().as_ref().map(|id| id.0.clone()).unwrap_or_default(),
            born: *person.born.reveal(),
            year: self.year,
            episodes,
        };
        let leaver = told.care_leaver();
        if told.episodes.is_empty() && leaver.is_none() {
            return untold;
        }
        if told.id.is_empty() {
            untold.push(Untold::NoIdentifier);
            return untold;
        }
        self.filling.history(&told.id, history);
        told.heading(&person, &mut self.filling);
        if let Some((of, leaver)) = leaver {
            told.leaver(&leaver, self.filling.of([of]));
        }
        if !told.episodes.is_empty() {
            told.looked_after(&mut self.filling);
        }
        untold
    }

    /// The whole return.
    pub fn finish(self) -> Tables {
        self.filling.finish()
    }
}

/// Since when a child's earlier permanent homes are collected.
const PREVIOUS_PERMANENCE: Date = date(2016, 4, 1);

impl Told<'_> {
    fn heading(&self, person: &Person, filling: &mut Filling) {
        let year = u16::try_from(self.year.number()).unwrap_or(0);
        let of_year = |code: &'static hearth_record::code::Code| {
            hearth_record::code::set(code.set).in_year(code, year).map_or("", |code| code.code.as_str())
        };
        let sex = person.sex.reveal().map_or("", |sex| of_year(sex.definition()));
        let upn = match (person.upn.reveal(), person.upn_unknown.reveal()) {
            (Some(upn), _) => upn.to_string(),
            (None, Some(why)) => why.code().to_owned(),
            (None, None) => String::new(),
        };
        let first_child = self.records.all::<Relationship>().filter(|r| r.relationship_type.reveal().code() == "CHILD");
        let first_child = first_child.min_by_key(|r| (r.other_born.reveal().is_none(), *r.other_born.reveal()));
        // Short breaks are returned without it, and so are care leavers and boys.
        let asked = self.episodes.iter().any(|e| !is_short_break(e)) && matches!(sex, "F" | "2");
        let mother = match (&first_child, asked) {
            (Some(_), true) => "1",
            (None, true) => "0",
            (_, false) => "",
        };
        let child_born = first_child.filter(|_| asked).and_then(|r| *r.other_born.reveal());
        let alone = !self.episodes.is_empty() && (self.alone().next().is_some() || self.given_as_alone());
        filling.of([self.person]).row(
            "Header",
            &[
                ("CHILD", &self.id),
                ("SEX", sex),
                ("DOB", &day(self.born)),
                ("ETHNIC", person.ethnicity.reveal().map_or("", |ethnicity| ethnicity.code())),
                ("UPN", &upn),
                ("MOTHER", mother),
                ("MC_DOB", &day(child_born)),
                ("UASC", if alone { "1" } else { "0" }),
            ],
        );
    }

    fn asylum(&self, filling: &mut Filling) {
        let sex = self.records.all::<Person>().next().and_then(|person| *person.sex.reveal());
        let sex = sex.map_or("", |sex| sex.code());
        for (of, ceases) in self.alone() {
            filling
                .of([of])
                .row("UASC", &[("CHILD", &self.id), ("SEX", sex), ("DOB", &day(self.born)), ("DUC", &day(ceases))]);
        }
    }

    /// The times in which the child was alone and sought asylum that reach into the year, each with the day on which that ceases: the one
    /// that is recorded, else the 18th birthday, on which it ceases at the latest.
    fn alone(&self) -> impl Iterator<Item = (RecordId, Option<Date>)> {
        let of_age = self.born.map(|born| birthday(born, 18, LeapDay::Later));
        let alone = self.records.each::<ImmigrationStatus>().filter(|(_, is)| is.status.reveal().code() == "UASC");
        let dated = alone.map(move |(of, status)| (of, *status.started, status.ended.or(of_age)));
        dated.filter(|(_, from, ceases)| self.year.touches(*from, *ceases)).map(|(of, _, ceases)| (of, ceases))
    }

    /// Whether an earlier system gave the child as one who sought asylum alone in the year, without a day.
    fn given_as_alone(&self) -> bool {
        let of_year = |outcomes: &AnnualOutcomes| outcomes.year.0.0 == i64::from(self.year.number());
        self.records.all::<AnnualOutcomes>().any(|given| of_year(&given) && *given.unaccompanied.reveal() == Some(true))
    }

    fn looked_after(&self, filling: &mut Filling) {
        let made_of = MadeOf::of(self.records);
        for episode in &self.episodes {
            filling.of(made_of.episode(episode));
            self.episode(episode, filling);
        }
        self.reviews(filling);
        self.missing(filling);
        self.workers(filling);
        self.liberty(filling);
        self.outcomes(filling);
        self.adoption(filling);
        self.asylum(filling);
        if self.episodes.iter().any(|e| e.rne.code() == "S" && e.decom >= PREVIOUS_PERMANENCE) {
            self.previous_permanence(filling);
        }
    }

    fn episode(&self, episode: &CareEpisode, filling: &mut Filling) {
        let ended = self.year.seen(episode.dec).is_some();
        let text = |text: Option<String>| text.unwrap_or_default();
        // Where a short break is, and with whom, is not collected.
        let placed = !is_short_break(episode);
        let shown = |text: Option<String>| text.filter(|_| placed).unwrap_or_default();
        filling.row(
            "Episodes",
            &[
                ("CHILD", &self.id),
                ("DECOM", &day(Some(episode.decom))),
                ("RNE", episode.rne.code()),
                ("LS", episode.legal_status.code()),
                ("CIN", episode.category_of_need.code()),
                ("PLACE", episode.place.placement_type.code()),
                ("PLACE_PROVIDER", episode.place.provider.map_or("", |provider| provider.code())),
                ("DEC", &day(self.year.seen(episode.dec))),
                ("REC", episode.rec.filter(|_| ended).map_or("", |rec| rec.code())),
                ("REASON_PLACE_CHANGE", episode.reason_place_change.filter(|_| ended).map_or("", |why| why.code())),
                ("HOME_POST", &shown(episode.home_postcode.reveal().as_ref().map(ToString::to_string))),
                ("PL_POST", &shown(episode.place.postcode.reveal().as_ref().map(ToString::to_string))),
                ("URN", &text(episode.place.urn.reveal().as_ref().filter(|_| placed).map(ToString::to_string))),
            ],
        );
    }

    fn reviews(&self, filling: &mut Filling) {
        for (of, review) in self.records.each::<CareReview>() {
            if let Some(held) = review.held.filter(|held| self.year.has(*held)) {
                let code = review.participation.map_or("", |how| how.code());
                let cells = [("REVIEW", day(Some(held))), ("REVIEW_CODE", code.to_owned())];
                self.row("Reviews", &cells, filling.of([of]));
            }
        }
    }

    fn missing(&self, filling: &mut Filling) {
        for (of, missing) in self.records.each::<MissingEpisode>() {
            if self.year.touches(Some(*missing.started), *missing.ended) {
                let cells = [
                    ("MISSING", missing.missing_type.code().to_owned()),
                    ("MIS_START", day(Some(*missing.started))),
                    ("MIS_END", day(self.year.seen(*missing.ended))),
                ];
                self.row("Missing", &cells, filling.of([of]));
            }
        }
    }

    fn workers(&self, filling: &mut Filling) {
        let social_worker = |i: &Involvement| i.role.code() == "CW" && i.registration.reveal().is_some();
        for (of, worker) in self.records.each::<Involvement>().filter(|(_, i)| social_worker(i)) {
            if self.year.touches(Some(*worker.started), *worker.ended) {
                let cells = [
                    ("SW_ID", worker.registration.reveal().as_ref().map(|id| id.0.clone()).unwrap_or_default()),
                    ("SW_DECOM", day(Some(*worker.started))),
                    ("SW_DEC", day(self.year.seen(*worker.ended))),
                    ("SW_REASON", worker.change_reason.map_or("", |why| why.code()).to_owned()),
                ];
                self.row("SWEpisodes", &cells, filling.of([of]));
            }
        }
    }

    fn liberty(&self, filling: &mut Filling) {
        for (of, order) in self.records.each::<DeprivationOfLibertyOrder>() {
            if self.year.touches(Some(*order.started), *order.ended) {
                let cells =
                    [("DOLO_START", day(Some(*order.started))), ("DOLO_END", day(self.year.seen(*order.ended)))];
                self.row("DoLo", &cells, filling.of([of]));
            }
        }
    }

    fn previous_permanence(&self, filling: &mut Filling) {
        for (of, before) in self.records.each::<PreviousPermanence>() {
            let when = before.order_date.as_ref().map(partial).unwrap_or_default();
            let whose = before.arranging_authority.reveal().as_ref().map(|whose| whose.0.clone());
            let cells = [
                ("PREV_PERM", before.option.code().to_owned()),
                ("LA_PERM", whose.unwrap_or_default()),
                ("DATE_PERM", when),
            ];
            self.row("PrevPerm", &cells, filling.of([of]));
        }
    }

    /// Adds a row of a table that repeats the child's date of birth.
    fn row(&self, table: &str, cells: &[(&str, String)], filling: &mut Filling) {
        let born = day(self.born);
        let mut all = vec![("CHILD", self.id.as_str()), ("DOB", born.as_str())];
        all.extend(cells.iter().map(|(column, text)| (*column, text.as_str())));
        filling.row(table, &all);
    }
}

/// An episode as the child's whole history tells it.
fn in_care(episode: &CareEpisode) -> TimeInCare {
    TimeInCare {
        from: episode.decom,
        until: episode.dec,
        short_break: is_short_break(episode),
        adopted: episode.rec.is_some_and(|rec| matches!(rec.code(), "E11" | "E12")),
    }
}

fn is_short_break(episode: &CareEpisode) -> bool {
    matches!(episode.legal_status.code(), "V3" | "V4")
}

/// A day as the return writes it; blank for none.
fn day(day: Option<Date>) -> String {
    day.map(|day| day.strftime("%d/%m/%Y").to_string()).unwrap_or_default()
}

/// A day of which parts may be unknown, the day first: `zz/zz/2012`.
fn partial(when: &hearth_record::value::PartialDate) -> String {
    when.as_str().rsplit('-').collect::<Vec<_>>().join("/")
}
