//! Why a return that went through the records does not say the same everywhere.

use hearth_returns::{Child, Lost, Reject, check::CollectionYear};
use jiff::civil::Date;

use super::compare::{Difference, Of};

/// A difference that is right, and why.
pub struct Explained {
    /// The return.
    pub of: &'static str,
    pub table: &'static str,
    /// The column, [`LOST`] or [`NEW`] for a row.
    pub column: &'static str,
    pub why: &'static str,
    holds: fn(&Seen<'_>) -> bool,
}

/// Stands for a row that was given and is not returned.
pub const LOST: &str = "(row)";
/// Stands for a row that is returned and was not given.
pub const NEW: &str = "(new row)";

/// A difference with what both returns say of the child.
pub struct Seen<'a> {
    /// The return.
    pub of: &'static str,
    pub difference: &'a Difference,
    pub given: Option<Child<'a>>,
    pub made: Option<Child<'a>>,
    pub named: &'a [Reject],
    pub year: CollectionYear,
}

/// Every difference that a records officer is told of instead of being surprised by it.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "a method of `Seen<'_>` is of one lifetime, and the table is of all"
)]
pub const EXPLAINED: &[Explained] = &[
    ssda903(
        "Header",
        LOST,
        "the child was not looked after in the year, nor a care leaver with a birthday in it",
        |seen| seen.not_looked_after(),
    ),
    ssda903("Header", "MOTHER", "a girl without a child of her own is said to have none", |seen| {
        seen.blank_became("false")
    }),
    ssda903("Header", "UASC", "whether a child sought asylum alone is said of every child", |seen| {
        seen.blank_became("false")
    }),
    ssda903("Header", "UASC", "a child with a day on which that ceases was one", |seen| {
        seen.blank_became("true") && seen.made_has("UASC")
    }),
    ssda903("Episodes", "DEC", "what lies after 31 March has not happened", |seen| seen.after_the_year("DEC")),
    ssda903("Episodes", "REC", "an episode that has not ended has no reason to", |seen| seen.after_the_year("DEC")),
    ssda903("Episodes", "HOME_POST", "of a short break it is not returned where the child lives", |seen| {
        seen.short_break()
    }),
    ssda903("Episodes", "PL_POST", "of a short break it is not returned where it is", |seen| seen.short_break()),
    ssda903("Episodes", "URN", "of a short break it is not returned with whom it is", |seen| seen.short_break()),
    ssda903("Reviews", LOST, "the review was held in another year", |seen| !seen.in_year("REVIEW", "REVIEW")),
    ssda903("Reviews", LOST, NOT_LOOKED_AFTER, |seen| seen.not_looked_after()),
    ssda903("UASC", LOST, NOT_LOOKED_AFTER, |seen| seen.not_looked_after()),
    ssda903("UASC", LOST, "the status ceased before the year", |seen| seen.before_the_year("DUC")),
    ssda903("OC2", LOST, NOT_LOOKED_AFTER, |seen| seen.not_looked_after()),
    ssda903("AD1", LOST, NOT_LOOKED_AFTER, |seen| seen.not_looked_after()),
    ssda903("AD1", LOST, "adopters are returned in the year of the adoption", |seen| seen.not_adopted()),
    ssda903("PlacedAdoption", LOST, NOT_LOOKED_AFTER, |seen| seen.not_looked_after()),
    ssda903("PlacedAdoption", LOST, "the decision was taken back before the year", |seen| {
        seen.before_the_year("DATE_PLACED_CEASED")
    }),
    ssda903("PrevPerm", LOST, NOT_LOOKED_AFTER, |seen| seen.not_looked_after()),
    ssda903("PrevPerm", LOST, "asked where care started, since April 2016", |seen| !seen.started_care()),
    ssda903("PrevPerm", NEW, "returned for as long as the episode is with which care started", |seen| {
        seen.started_care()
    }),
    ssda903("Missing", LOST, NOT_LOOKED_AFTER, |seen| seen.not_looked_after()),
    ssda903("SWEpisodes", LOST, "the worker held the case in another year", |seen| !seen.in_year("SW_DECOM", "SW_DEC")),
    ssda903("DoLo", LOST, "the order ran in another year", |seen| !seen.in_year("DOLO_START", "DOLO_END")),
    census("Header", "SoftwareCode", HEADING, |_| true),
    census("Header", "Release", HEADING, |_| true),
    census("Header", "DateTime", HEADING, |_| true),
    census("Header", "LEA", HEADING, |_| true),
    census("Header", "Year", "the heading that was given names two years", |seen| seen.two_years()),
    census("Header", "ReferenceDate", "the heading that was given names two years", |seen| seen.two_years()),
    census("ChildIdentifiers", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("ChildCharacteristics", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("Disabilities", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("ChildIdentifiers", "GenderCurrent", "the census asks for the sex instead since 2024", |seen| {
        seen.difference.made("GenderCurrent").is_empty()
    }),
    census("CINdetails", LOST, "the time of need was closed before the year, or began after it", |seen| {
        !seen.in_year("CINreferralDate", "CINclosureDate")
    }),
    census("Assessments", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("Assessments", LOST, "the assessment is of another year", |seen| {
        !seen.in_year("AssessmentActualStartDate", "AssessmentAuthorisationDate")
    }),
    census("Assessments", "AssessmentInternalReviewDate", "a review that lies after the year is planned", |seen| {
        seen.blank_became_later("AssessmentInternalReviewDate")
    }),
    census("AssessmentFactorsList", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("AssessmentFactorsList", LOST, "its assessment is not returned", |seen| {
        !seen.made_row("Assessments", "AssessmentActualStartDate", "AssessmentID")
    }),
    census("CINplanDates", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("Section47", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("Section47", "InitialCPCtarget", "worked out from the day on which the enquiry began", |seen| {
        !seen.difference.made("InitialCPCtarget").is_empty()
    }),
    census("Section47", NEW, "an enquiry of the year before of which nobody said that it ended runs still", |seen| {
        let began = Seen::day(seen.difference.made("S47ActualStartDate"));
        let ended =
            !seen.difference.made("DateOfInitialCPC").is_empty() || seen.difference.made("ICPCnotRequired") == "true";
        began.is_some_and(|began| began < seen.year.start()) && !ended
    }),
    census("ChildProtectionPlans", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("Reviews", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census(
        "Reviews",
        NEW,
        "the reviews of a plan are returned from its start, no rule and no guidance at hand forbids it",
        |seen| Seen::day(seen.difference.made("CPPreviewDate")).is_some_and(|held| held < seen.year.start()),
    ),
    census("PreProceedingsandFGDM", LOST, NOT_IN_NEED, |seen| seen.not_in_need()),
    census("PreProceedingsandFGDM", LOST, "they began after the year", |seen| {
        !seen.in_year("PPStartDate", "StepDecisionDate")
    }),
];

const NOT_LOOKED_AFTER: &str = "the child was not looked after in the year";
const NOT_IN_NEED: &str = "the child was not in need in the year";
const HEADING: &str = "the heading says who writes the file, with what and when";

const fn ssda903(
    table: &'static str,
    column: &'static str,
    why: &'static str,
    holds: fn(&Seen<'_>) -> bool,
) -> Explained {
    Explained { of: "ssda903", table, column, why, holds }
}

const fn census(
    table: &'static str,
    column: &'static str,
    why: &'static str,
    holds: fn(&Seen<'_>) -> bool,
) -> Explained {
    Explained { of: "cin", ..ssda903(table, column, why, holds) }
}

/// Which explanation: the return, the table, and the column or row.
pub type Why = (&'static str, &'static str, &'static str);

impl Explained {
    pub fn place(&self) -> Why {
        (self.of, self.table, self.column)
    }

    /// Whether this explains the difference.
    pub fn explains(&self, seen: &Seen<'_>) -> bool {
        let column = match seen.difference.of {
            Of::Cell(column) => column,
            Of::Lost => LOST,
            Of::New => NEW,
        };
        self.of == seen.of && self.table == seen.difference.table && self.column == column && (self.holds)(seen)
    }
}

impl Seen<'_> {
    fn day(text: &str) -> Option<Date> {
        Date::strptime("%d/%m/%Y", text).or_else(|_| text.parse()).ok()
    }

    fn given_day(&self, column: &str) -> Option<Date> {
        Self::day(self.difference.given(column))
    }

    fn blank_became(&self, made: &str) -> bool {
        let Of::Cell(column) = self.difference.of else { return false };
        self.difference.given(column).is_empty() && self.difference.made(column) == made
    }

    /// A day after the year came to be known.
    fn blank_became_later(&self, column: &str) -> bool {
        let made = Self::day(self.difference.made(column));
        self.difference.given(column).is_empty() && made.is_some_and(|day| day > self.year.end())
    }

    fn in_year(&self, from: &str, until: &str) -> bool {
        self.year.touches(self.given_day(from), self.given_day(until))
    }

    fn after_the_year(&self, column: &str) -> bool {
        self.given_day(column).is_some_and(|day| day > self.year.end())
    }

    fn before_the_year(&self, column: &str) -> bool {
        self.given_day(column).is_some_and(|day| day < self.year.start())
    }

    fn short_break(&self) -> bool {
        matches!(self.difference.given("LS"), "V3" | "V4")
    }

    fn made_has(&self, table: &str) -> bool {
        self.made.is_some_and(|child| child.rows(table).next().is_some())
    }

    fn made_row(&self, table: &str, column: &str, of: &str) -> bool {
        self.made.is_some_and(|child| child.rows(table).any(|row| row.cell(column) == self.difference.given(of)))
    }

    /// No episode of the year was given that the import took.
    fn not_looked_after(&self) -> bool {
        let episode = |one: &Reject, row: u32| one.table == "Episodes" && one.row == row && one.lost == Lost::Row;
        let refused = |row: u32| self.named.iter().any(|one| episode(one, row));
        let mut episodes = self.given.into_iter().flat_map(|child| child.rows("Episodes"));
        let day = |text: &str| Self::day(text);
        !self.made_has("Episodes")
            && !episodes
                .any(|row| self.year.touches(day(row.cell("DECOM")), day(row.cell("DEC"))) && !refused(row.number()))
    }

    fn not_adopted(&self) -> bool {
        let mut episodes = self.made.into_iter().flat_map(|child| child.rows("Episodes"));
        !episodes.any(|row| matches!(row.cell("REC"), "E11" | "E12"))
    }

    fn started_care(&self) -> bool {
        let since = jiff::civil::date(2016, 4, 1);
        let mut episodes = self.made.into_iter().flat_map(|child| child.rows("Episodes"));
        episodes.any(|row| row.cell("RNE") == "S" && Self::day(row.cell("DECOM")).is_some_and(|day| day >= since))
    }

    fn two_years(&self) -> bool {
        let reference = self.given_day("ReferenceDate").map(|day| day.year().to_string());
        reference.is_some_and(|year| year != self.difference.given("Year"))
    }

    /// No time of need of the year was given.
    fn not_in_need(&self) -> bool {
        let day = |text: &str| Self::day(text);
        let mut needs = self.given.into_iter().flat_map(|child| child.rows("CINdetails"));
        !self.made_has("CINdetails")
            && !needs.any(|row| self.year.touches(day(row.cell("CINreferralDate")), day(row.cell("CINclosureDate"))))
    }
}
