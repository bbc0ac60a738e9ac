//! How far a family's story is meant to go.

use hearth_calendar::add_days;
use jiff::civil::Date;

use crate::chance::Chance;

/// The course of a story. How much of it has happened depends on how long ago it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Course {
    /// A contact, and advice.
    ContactOnly,
    /// A referral with no further action.
    NoFurtherAction,
    /// An assessment that finds no need.
    NotInNeed,
    /// A child in need plan.
    InNeed,
    /// A section 47 enquiry that needs no conference, then a plan.
    Enquiry,
    /// A child protection plan.
    Protection,
    /// A plan against exploitation.
    Exploitation,
    /// Short breaks for a disabled child.
    ShortBreaks,
    /// Care.
    Care,
    /// Care to the 18th birthday, long enough ago to have left it.
    LeftCare,
    /// A young person who came alone to seek asylum.
    CameAlone,
}

/// Courses and how many families in a thousand follow them, in a council's whole register.
const COURSES: &[(Course, u32)] = &[
    (Course::ContactOnly, 200),
    (Course::NoFurtherAction, 120),
    (Course::NotInNeed, 230),
    (Course::InNeed, 190),
    (Course::Enquiry, 60),
    (Course::Protection, 80),
    (Course::Exploitation, 16),
    (Course::ShortBreaks, 8),
    (Course::Care, 64),
    (Course::LeftCare, 24),
    (Course::CameAlone, 8),
];

/// The same for a demonstration: fewer closed doors, every service in use.
const LIVELY: &[(Course, u32)] = &[
    (Course::ContactOnly, 90),
    (Course::NoFurtherAction, 70),
    (Course::NotInNeed, 140),
    (Course::InNeed, 200),
    (Course::Enquiry, 70),
    (Course::Protection, 130),
    (Course::Exploitation, 40),
    (Course::ShortBreaks, 20),
    (Course::Care, 150),
    (Course::LeftCare, 60),
    (Course::CameAlone, 30),
];

impl Course {
    pub(crate) fn chosen(chance: &mut Chance, lively: bool) -> Self {
        chance.weighted(if lively { LIVELY } else { COURSES })
    }

    /// The day the story begins, seen from today.
    pub(crate) fn begins(self, chance: &mut Chance, today: Date, lively: bool) -> Date {
        let years_back = if lively { 1 } else { 4 };
        let (least, most) = match self {
            Self::ContactOnly | Self::NoFurtherAction => (0, 300 * years_back),
            Self::NotInNeed => (0, 250 * years_back),
            Self::InNeed | Self::Enquiry | Self::Exploitation => (2, 420 * years_back),
            Self::Protection => (4, 700 * years_back),
            Self::ShortBreaks => (100, 900),
            Self::Care | Self::CameAlone => (10, 1_900),
            Self::LeftCare => (1_000, 4_500),
        };
        // Two draws, the nearer taken: more is recent than is old.
        let nearer = chance.between(least, most).min(chance.between(least, most));
        add_days(today, -nearer)
    }

    /// The age of the eldest child when it begins, in days.
    pub(crate) fn eldest_age(self, chance: &mut Chance, begins: Date, today: Date) -> i32 {
        let year = |years: i32| years * 365 + years / 4;
        match self {
            Self::Exploitation => chance.between(year(13), year(17)),
            Self::CameAlone => chance.between(year(15), year(17) + 200),
            Self::ShortBreaks => chance.between(year(4), year(14)),
            Self::LeftCare => {
                // Eighteen by now, and not yet twenty-five.
                let ago = hearth_calendar::days_between(begins, today);
                let least = (year(18) - ago + 30).max(year(3));
                let most = (year(25) - ago).clamp(least, year(17));
                chance.between(least, most)
            }
            _ if chance.percent(14) => chance.between(-200, 200),
            _ => chance.between(0, year(17)).min(chance.between(200, year(17))),
        }
    }

    /// Whether the story leads to care.
    pub(crate) const fn leads_to_care(self) -> bool {
        matches!(self, Self::Care | Self::LeftCare | Self::CameAlone)
    }

    /// The primary need.
    pub(crate) fn need(self, chance: &mut Chance) -> &'static str {
        match self {
            Self::ShortBreaks => "N2",
            Self::CameAlone => "N8",
            Self::Exploitation => chance.weighted(&[("N1", 5), ("N6", 5)]),
            Self::Enquiry | Self::Protection | Self::Care | Self::LeftCare => {
                chance.weighted(&[("N1", 80), ("N5", 10), ("N4", 6), ("N3", 4)])
            }
            _ => chance.weighted(&[
                ("N1", 50),
                ("N2", 9),
                ("N3", 5),
                ("N4", 14),
                ("N5", 14),
                ("N6", 4),
                ("N7", 2),
                ("N8", 2),
            ]),
        }
    }
}
