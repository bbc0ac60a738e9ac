//! One child of the return with typed rows, and what many rules ask about them.

use hearth_calendar::{LeapDay, birthday};
use jiff::civil::Date;

use super::tables::{
    AD1, DOLO, EPISODES, HEADER, MISSING, OC2, OC3, PLACED_ADOPTION, PREV_PERM, REVIEWS, SW_EPISODES, UASC,
};
use super::{care, places};
use crate::check::{CollectionYear, Setting, typed::typed};
use crate::children::Child;
use crate::history::TimeInCare;
use crate::tables::Tables;

typed! {
    /// A child's heading.
    Header in HEADER {
        sex: code "SEX", born: date "DOB", ethnic: code "ETHNIC", upn: code "UPN", mother: text "MOTHER",
        child_born: date "MC_DOB", uasc: text "UASC",
    }
}
typed! {
    /// An episode of care.
    Episode in EPISODES {
        decom: date "DECOM", rne: code "RNE", ls: code "LS", cin: code "CIN", place: code "PLACE",
        provider: code "PLACE_PROVIDER", dec: date "DEC", rec: code "REC", change: code "REASON_PLACE_CHANGE",
        home_post: text "HOME_POST", pl_post: text "PL_POST", urn: text "URN", pl_la: text "PL_LA",
        pl_location: text "PL_LOCATION", pl_distance: decimal "PL_DISTANCE",
    }
}
typed! {
    /// A review.
    Review in REVIEWS { born: date "DOB", review: date "REVIEW", code: text "REVIEW_CODE" }
}
typed! {
    /// An unaccompanied asylum-seeking child.
    Uasc in UASC { sex: code "SEX", born: date "DOB", duc: date "DUC" }
}
typed! {
    /// Outcomes of a child looked after for twelve months.
    Oc2 in OC2 {
        born: date "DOB", sdq_score: text "SDQ_SCORE", sdq_reason: text "SDQ_REASON", convicted: text "CONVICTED",
        health_check: text "HEALTH_CHECK", immunisations: text "IMMUNISATIONS", teeth_check: text "TEETH_CHECK",
        health_assessment: text "HEALTH_ASSESSMENT", substance_misuse: text "SUBSTANCE_MISUSE",
        intervention_received: text "INTERVENTION_RECEIVED", intervention_offered: text "INTERVENTION_OFFERED",
    }
}
typed! {
    /// A care leaver.
    Oc3 in OC3 { born: date "DOB", in_touch: text "IN_TOUCH", activ: text "ACTIV", accom: text "ACCOM" }
}
typed! {
    /// An adoption.
    Ad1 in AD1 {
        born: date "DOB", date_int: date "DATE_INT", date_match: date "DATE_MATCH", foster_care: text "FOSTER_CARE",
        nb_adoptr: code "NB_ADOPTR", sex_adoptr: code "SEX_ADOPTR", ls_adoptr: code "LS_ADOPTR",
    }
}
typed! {
    /// A decision to place for adoption.
    Placed in PLACED_ADOPTION {
        born: date "DOB", placed: date "DATE_PLACED", ceased: date "DATE_PLACED_CEASED",
        reason_ceased: code "REASON_PLACED_CEASED",
    }
}
typed! {
    /// A permanent home before this care.
    PrevPerm in PREV_PERM { born: date "DOB", prev_perm: text "PREV_PERM", la_perm: text "LA_PERM", date_perm: text "DATE_PERM" }
}
typed! {
    /// A time missing, or away without authorisation.
    Missing in MISSING { born: date "DOB", missing: text "MISSING", start: date "MIS_START", end: date "MIS_END" }
}
typed! {
    /// A social worker's time with the child.
    SwEpisode in SW_EPISODES {
        born: date "DOB", sw_id: text "SW_ID", decom: date "SW_DECOM", dec: date "SW_DEC", reason: text "SW_REASON",
    }
}
typed! {
    /// A deprivation of liberty order.
    Dolo in DOLO { born: date "DOB", start: date "DOLO_START", end: date "DOLO_END" }
}

/// A child's typed rows of one year.
///
/// Episodes, and everything else with a start, stand in the order of their starts; rows without a readable start stand last,
/// in the order read.
#[derive(Clone, Default)]
pub struct Rows<'a> {
    /// Headings: one, where nobody made a mistake.
    pub header: Vec<Header<'a>>,
    /// Episodes, by start.
    pub episodes: Vec<Episode<'a>>,
    /// Reviews, by day.
    pub reviews: Vec<Review<'a>>,
    /// Unaccompanied asylum-seeking child.
    pub uasc: Vec<Uasc<'a>>,
    /// Outcomes.
    pub oc2: Vec<Oc2<'a>>,
    /// Care leaver.
    pub oc3: Vec<Oc3<'a>>,
    /// Adoption.
    pub ad1: Vec<Ad1<'a>>,
    /// Decisions to place for adoption, by day.
    pub placed: Vec<Placed<'a>>,
    /// Permanent homes before.
    pub prev_perm: Vec<PrevPerm<'a>>,
    /// Times missing, by start.
    pub missing: Vec<Missing<'a>>,
    /// Social workers, by start.
    pub sw_episodes: Vec<SwEpisode<'a>>,
    /// Deprivation of liberty orders, by start.
    pub dolo: Vec<Dolo<'a>>,
}

impl<'a> Rows<'a> {
    fn read(child: Child<'a>) -> Self {
        // The places of the tables in the return.
        let [header, episodes, reviews, uasc, oc2, oc3, ad1, placed, prev_perm, missing, sw, dolo]: [usize; 12] =
            std::array::from_fn(|at| at);
        let by = |day: Option<Date>| (day.is_none(), day);
        let mut rows = Self {
            header: child.rows_at(header).map(Header::read).collect(),
            episodes: child.rows_at(episodes).map(Episode::read).collect(),
            reviews: child.rows_at(reviews).map(Review::read).collect(),
            uasc: child.rows_at(uasc).map(Uasc::read).collect(),
            oc2: child.rows_at(oc2).map(Oc2::read).collect(),
            oc3: child.rows_at(oc3).map(Oc3::read).collect(),
            ad1: child.rows_at(ad1).map(Ad1::read).collect(),
            placed: child.rows_at(placed).map(Placed::read).collect(),
            prev_perm: child.rows_at(prev_perm).map(PrevPerm::read).collect(),
            missing: child.rows_at(missing).map(Missing::read).collect(),
            sw_episodes: child.rows_at(sw).map(SwEpisode::read).collect(),
            dolo: child.rows_at(dolo).map(Dolo::read).collect(),
        };
        rows.episodes.sort_by_key(|e| by(e.decom));
        rows.reviews.sort_by_key(|r| by(r.review));
        rows.placed.sort_by_key(|p| by(p.placed));
        rows.missing.sort_by_key(|m| by(m.start));
        rows.sw_episodes.sort_by_key(|e| by(e.decom));
        rows.dolo.sort_by_key(|d| by(d.start));
        rows
    }

    /// Whether the child has no row at all: was not in the return.
    pub fn is_empty(&self) -> bool {
        self.header.is_empty()
            && self.episodes.is_empty()
            && self.reviews.is_empty()
            && self.uasc.is_empty()
            && self.oc2.is_empty()
            && self.oc3.is_empty()
            && self.ad1.is_empty()
            && self.placed.is_empty()
            && self.prev_perm.is_empty()
            && self.missing.is_empty()
            && self.sw_episodes.is_empty()
            && self.dolo.is_empty()
    }

    /// The episodes whose start can be read, by start.
    pub fn dated(&self) -> &[Episode<'a>] {
        let undated = self.episodes.iter().position(|e| e.decom.is_none()).unwrap_or(self.episodes.len());
        &self.episodes[..undated]
    }

    /// The latest episode by start.
    pub fn latest(&self) -> Option<&Episode<'a>> {
        self.dated().last()
    }

    /// Each dated episode with the next.
    pub fn pairs(&self) -> impl Iterator<Item = (&Episode<'a>, &Episode<'a>)> {
        self.dated().windows(2).map(|pair| (&pair[0], &pair[1]))
    }
}

/// One child of the return: this year's rows, and last year's where that return was given.
pub struct Case<'a> {
    /// The child's identifier; empty for rows that name no child.
    pub child: &'a str,
    /// This year.
    pub now: Rows<'a>,
    /// The return of the year before, where one was given; without rows where the child was not in it.
    pub last: Option<Rows<'a>>,
    /// The collection year.
    pub year: CollectionYear,
    /// What the check is run with.
    pub setting: &'a Setting,
    /// All care that the child ever had, where the return was made from records.
    pub history: Option<&'a [TimeInCare]>,
    /// The heading that says the date of birth, looked for once.
    heading: Option<Header<'a>>,
}

impl<'a> Case<'a> {
    pub(crate) fn of(child: Child<'a>, last: Option<&'a Tables>, setting: &'a Setting) -> Self {
        let now = Rows::read(child);
        let last = last.map(|last| last.child(child.id()).map(Rows::read).unwrap_or_default());
        let heading = now.header.iter().find(|h| h.born.is_some()).copied();
        let history = child.tables().care_of(child.id());
        let mut case = Self { child: child.id(), now, last, year: setting.year, setting, history, heading };
        if let Some(postcodes) = &setting.postcodes {
            places::fill(&mut case, postcodes);
        }
        case
    }

    /// 1 April.
    pub fn start(&self) -> Date {
        self.year.start()
    }

    /// 31 March.
    pub fn end(&self) -> Date {
        self.year.end()
    }

    /// The day to which what is open is counted: 31 March, or the day up to which the record is known.
    pub fn end_of_open(&self) -> Date {
        self.setting.as_at_in(self.year)
    }

    /// Whether the record is known to the end of the year: until then, what a return asks for on 31 March can still come.
    pub fn is_year_over(&self) -> bool {
        self.end_of_open() == self.end()
    }

    /// The date of birth in the heading.
    pub fn born(&self) -> Option<Date> {
        self.heading.and_then(|heading| heading.born)
    }

    /// The heading that says the date of birth.
    pub fn heading(&self) -> Option<Header<'a>> {
        self.heading
    }

    /// Whether the child is not yet of an age on a day. Not where either date is unknown.
    pub fn is_under(&self, years: u16, day: Option<Date>) -> bool {
        self.born().zip(day).is_some_and(|(born, day)| day < turns(born, years))
    }

    /// Whether the child is of an age on a day, the birthday among them. Not where either date is unknown.
    pub fn has_turned(&self, years: u16, day: Option<Date>) -> bool {
        self.born().zip(day).is_some_and(|(born, day)| day >= turns(born, years))
    }

    /// Whether the child is or was an unaccompanied asylum seeker.
    ///
    /// The heading of the XML form says so, or a row of UASC does: this year's, or last year's of a child who has a heading there. A stray
    /// row of last year without one counts where it says when that ended.
    pub fn uasc(&self) -> bool {
        let said = |rows: &Rows<'_>| rows.header.iter().any(|h| h.uasc == "1");
        let before = |last: &Rows<'_>| {
            said(last) || last.uasc.iter().any(|row| !last.header.is_empty() || !row.row.cell("DUC").is_empty())
        };
        said(&self.now) || !self.now.uasc.is_empty() || self.last.as_ref().is_some_and(before)
    }

    /// Whether the child was looked after without a break through the whole collection year and still is on 31 March, short
    /// breaks (V3, V4) apart. In mid-year: as far as the record is known.
    pub fn looked_after_all_year(&self) -> bool {
        care::throughout(&self.now, self.year)
    }
}

/// The day on which somebody born on `born` reaches the age of `years`: 1 March for a child of 29 February, in other years.
pub fn turns(born: Date, years: u16) -> Date {
    birthday(born, years, LeapDay::Later)
}
