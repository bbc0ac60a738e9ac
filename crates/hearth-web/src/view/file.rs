//! A child's file: the header that stands on every page of it, the overview and the family.

use askama::Template;

use super::{Frame, Link, Tag, clock::ClockRow, frame::Row, picture::Picture, timeline::Entry};

/// The header on every page of a file, and the sections under it.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    /// The address of the file, such as `/children/0190…`, without a slash at the end.
    pub base: String,
    /// The name to call the child by, with the family name.
    pub name: String,
    /// The name alone, as it stands in a sentence: "Jaden".
    pub called: String,
    /// The legal name where it differs.
    pub legal_name: Option<String>,
    /// The date of birth in words, or "due 3 January 2027".
    pub born: String,
    /// The age in words; `None` for an unborn child.
    pub age: Option<String>,
    /// Pronouns, where recorded.
    pub pronouns: Option<String>,
    /// How the child stands, the gravest first.
    pub standing: Vec<Tag>,
    /// What must be known before anything else.
    pub hazards: Vec<Hazard>,
    /// Where the child is tonight, with whom, since when.
    pub tonight: Option<String>,
    /// Where a protected address is asked for, where the child lives at one.
    pub reveal: Option<String>,
    /// The allocated worker with the team.
    pub worker: Option<String>,
    /// Where the team of the allocated worker is rung.
    pub phone: Option<String>,
    /// Further facts of the header: manager, independent reviewing officer.
    pub facts: Vec<Row>,
    /// Identifiers and other names, folded away.
    pub references: Vec<Row>,
    /// What this reader may add; the first is the button.
    pub add: Vec<Link>,
    /// The sections; see [`Identity::sections`].
    pub sections: Vec<SectionLink>,
    /// The past moment that the whole page shows.
    pub known: Option<Known>,
}

/// A hazard or an order that restricts.
#[derive(Debug, Clone)]
pub struct Hazard {
    /// What it is, such as "Do not disclose the address".
    pub title: String,
    /// Whom it concerns and why.
    pub text: String,
}

/// The file as it was known at a past moment.
#[derive(Debug, Clone)]
pub struct Known {
    /// The moment in words: "the end of 20 November 2026".
    pub at: String,
    /// What goes behind every address of the file, such as `?known=2026-11-20`.
    pub query: String,
    /// The same page as known now.
    pub now: String,
}

/// A section in the sub-navigation.
#[derive(Debug, Clone)]
pub struct SectionLink {
    /// The name and the address.
    pub link: Link,
    /// Whether this is the page.
    pub here: bool,
}

/// The sections of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// `/children/{id}`
    Overview,
    /// `/children/{id}/family`
    Family,
    /// `/children/{id}/timeline`
    Timeline,
    /// `/children/{id}/records`
    Records,
    /// `/children/{id}/documents`
    Documents,
    /// `/children/{id}/share`
    Sharing,
    /// `/children/{id}/access`
    Access,
}

impl Section {
    /// Every section, in the order of the sub-navigation.
    pub const ALL: [Self; 7] =
        [Self::Overview, Self::Family, Self::Timeline, Self::Records, Self::Documents, Self::Sharing, Self::Access];

    /// The name that a page shows.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Family => "Family and network",
            Self::Timeline => "Timeline",
            Self::Records => "Records",
            Self::Documents => "Documents",
            Self::Sharing => "Sharing",
            Self::Access => "Who opened this file",
        }
    }

    /// What follows the address of the file.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Family => "/family",
            Self::Timeline => "/timeline",
            Self::Records => "/records",
            Self::Documents => "/documents",
            Self::Sharing => "/share",
            Self::Access => "/access",
        }
    }
}

impl Identity {
    /// Whether the page belongs to a section; a form stands apart from them.
    pub fn in_section(&self) -> bool {
        self.sections.iter().any(|section| section.here)
    }

    /// The sections of the file at `base`, of which `here` is shown; a past moment goes along.
    pub fn sections(base: &str, here: Section, known: Option<&Known>) -> Vec<SectionLink> {
        let query = known.map_or("", |known| known.query.as_str());
        Section::ALL
            .into_iter()
            .map(|section| SectionLink {
                link: Link::new(section.title(), format!("{base}{}{query}", section.path())),
                here: section == here,
            })
            .collect()
    }
}

/// The overview: who the child is, what the worry is, what the plan is and what is next.
#[derive(Debug, Clone, Template)]
#[template(path = "file/overview.html")]
pub struct OverviewPage {
    /// What every page has.
    pub frame: Frame,
    /// The header.
    pub identity: Identity,
    /// What needs somebody now, what is late first.
    pub needs: Vec<ClockRow>,
    /// The clocks that run on beyond the next days.
    pub ahead: Vec<ClockRow>,
    /// Why the council is involved, what works, what is planned.
    pub summary: Option<Narrative>,
    /// Where the summary is written, for whoever may.
    pub summary_form: Option<String>,
    /// The child's own words.
    pub voice: Option<Narrative>,
    /// Last seen, next visit, next review.
    pub last_and_next: Vec<Row>,
    /// What the plan asks for and is not done.
    pub plan: Vec<ActionRow>,
    /// Legal status and placement as bars over time.
    pub placements: Option<Picture>,
    /// The last few events.
    pub latest: Vec<Entry>,
    /// The household now, parents, brothers and sisters; who has a file here is one click away.
    pub family: Vec<Row>,
    /// Health and education in a few rows.
    pub health_and_education: Vec<Row>,
    /// Each time that the council was involved.
    pub involvement: Option<Picture>,
    /// What the statutory returns would stumble over; none for a file that no return is made from.
    pub quality: Option<super::quality::QualityPanel>,
    /// How many records stand outside the system, by what they are kept on; empty where none does.
    pub elsewhere_counted: String,
    /// Each of them.
    pub elsewhere: Vec<Link>,
    /// How long the file is kept, and why; none for whoever may neither write in it nor keeps the schedule.
    pub kept: Option<super::schedule::KeptView>,
    /// Sections that exist and that this reader may not open, with whom to ask.
    pub closed: Vec<String>,
}

/// An action of the plan.
#[derive(Debug, Clone)]
pub struct ActionRow {
    /// What is to be done, leading to the record.
    pub what: Link,
    /// Who does it.
    pub who: Option<String>,
    /// When it is due, in words.
    pub when: String,
    /// Whether that has passed.
    pub late: bool,
    /// Where it is said how it stands.
    pub update: String,
}

/// Something that a person wrote.
#[derive(Debug, Clone)]
pub struct Narrative {
    /// The text; paragraphs are kept.
    pub text: String,
    /// Who wrote it, when, and where it comes from.
    pub by: String,
    /// Whether it should be written anew, in words: "out of date: 41 days old".
    pub stale: Option<String>,
}

/// A working copy of a file, for paper.
#[derive(Debug, Clone, Template)]
#[template(path = "file/print.html")]
pub struct PrintPage {
    /// What every page has.
    pub frame: Frame,
    /// The header.
    pub identity: Identity,
    /// Why the council is involved.
    pub summary: Option<Narrative>,
    /// The family now.
    pub family: Vec<Row>,
    /// Everything that happened, the latest first.
    pub entries: Vec<Entry>,
    /// Sections that exist and are not on the copy.
    pub closed: Vec<String>,
}
