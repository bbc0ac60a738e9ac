//! The first screen of the day.

use askama::Template;

use super::{Frame, Link, Tag, picture::Picture};

/// What a worker sees after signing in.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/home.html")]
pub struct HomePage {
    /// What every page has.
    pub frame: Frame,
    /// The heading, such as "Good morning, Priya".
    pub greeting: String,
    /// The day in words, such as "Sunday 22 November 2026".
    pub day: String,
    /// What this person may start from here, such as recording a contact.
    pub start: Vec<Link>,
    /// What must be done: what is late, today's, this week's, later.
    pub must_do: Vec<DoGroup>,
    /// Where nobody is held: the heading, and how that begins; none for whoever never holds anybody.
    pub nobody: Option<(&'static str, &'static str)>,
    /// Whose files this person holds: children first, then foster carers, then adults.
    pub holdings: Vec<Holding>,
    /// The size of the caseload in words, such as "14 children in 9 families, 2 foster carers".
    pub caseload: Option<String>,
    /// The same as a bar with its twin; none where there is nobody to count.
    pub meter: Option<Picture>,
    /// What others wrote since this person was here last.
    pub since: Since,
    /// The team, for whoever manages one.
    pub teams: Vec<TeamCard>,
    /// Forms begun and not finished.
    pub drafts: Vec<Draft>,
    /// Files opened lately.
    pub recent: Vec<Recent>,
}

impl HomePage {
    /// How many things are late, in words for the heading; empty where none is.
    pub fn late(&self) -> String {
        let late = self.must_do.iter().flat_map(|group| &group.rows).filter(|row| row.late).count();
        if late == 0 { String::new() } else { format!("{late} late") }
    }
}

/// Things to be done that belong to one time.
#[derive(Debug, Clone)]
pub struct DoGroup {
    /// "Late", "Today", "This week", "Later".
    pub title: &'static str,
    /// What is to be done.
    pub rows: Vec<DoRow>,
    /// What is so far off that it is folded away.
    pub folded: Option<Folded>,
}

/// Things to be done that are folded away until somebody asks for them.
#[derive(Debug, Clone)]
pub struct Folded {
    /// How many and from when, such as "34 more, after 22 December".
    pub summary: String,
    /// What is to be done.
    pub rows: Vec<DoRow>,
}

/// One thing to be done.
#[derive(Debug, Clone)]
pub struct DoRow {
    /// The clock first: "16 days late", "due Thursday".
    pub when: String,
    /// The date itself.
    pub date: String,
    /// Whether the time has passed.
    pub late: bool,
    /// The child, leading to the file.
    pub child: Link,
    /// What is to be done, leading to where it is done.
    pub what: Link,
    /// Where rule, start and sum stand.
    pub why: Option<String>,
}

/// People of one sort whose files this person holds.
#[derive(Debug, Clone)]
pub struct Holding {
    /// The heading, such as "My children".
    pub title: String,
    /// The part of the address within the page, such as `children`.
    pub anchor: &'static str,
    /// What one of them is called, over the column: "Child", "Foster carer".
    pub who: &'static str,
    /// What the day of the last meeting is called: "Last seen", "Last visited".
    pub seen: &'static str,
    /// The people, a household at a time.
    pub households: Vec<Household>,
}

/// People who belong together in a list.
#[derive(Debug, Clone)]
pub struct Household {
    /// How the list names them, such as "Okell and Okell-Thirlby".
    pub name: String,
    /// The people.
    pub people: Vec<PersonRow>,
    /// The adults of the family whose files are open too, each with the age and what their file is for.
    pub adults: Vec<Link>,
}

/// One person in a list.
#[derive(Debug, Clone)]
pub struct PersonRow {
    /// The name, leading to the file.
    pub person: Link,
    /// The age in words.
    pub age: String,
    /// How the person stands.
    pub standing: Vec<Tag>,
    /// When the person was seen last, in words; `None` where no visit says so.
    pub seen: Option<String>,
    /// What comes next, in words.
    pub next: Option<String>,
    /// Whether what comes next is late.
    pub late: bool,
}

/// What others wrote since somebody was here last.
#[derive(Debug, Clone, Default)]
pub struct Since {
    /// Since when, in words; `None` for whoever is here for the first time.
    pub when: Option<String>,
    /// What they wrote, child by child.
    pub children: Vec<NewsOf>,
}

/// What others wrote about one child.
#[derive(Debug, Clone)]
pub struct NewsOf {
    /// The child, leading to the file.
    pub child: Link,
    /// What, by whom and when: "Note, Gareth Moss, yesterday".
    pub news: Vec<NewsRow>,
}

/// One thing that somebody wrote.
#[derive(Debug, Clone)]
pub struct NewsRow {
    /// What, leading to the record.
    pub what: Link,
    /// By whom and when.
    pub by: String,
}

/// A team as its manager sees it.
#[derive(Debug, Clone)]
pub struct TeamCard {
    /// The name.
    pub name: String,
    /// How many children in how many families, how many foster carers.
    pub size: String,
    /// Its workers.
    pub workers: Vec<WorkerRow>,
    /// What is late, the longest first.
    pub late: Vec<DoRow>,
    /// How much more is late than is shown, in words.
    pub more: Option<String>,
}

/// What one worker of a team holds.
#[derive(Debug, Clone)]
pub struct WorkerRow {
    /// The name.
    pub name: String,
    /// What they hold, in words, such as "12 children".
    pub holds: String,
    /// How many things are late.
    pub late: usize,
    /// How many are due within a week.
    pub soon: usize,
}

/// A file opened lately.
#[derive(Debug, Clone)]
pub struct Recent {
    /// The name, leading to the file.
    pub child: Link,
    /// When, in words.
    pub when: String,
}

/// A form begun and not finished.
#[derive(Debug, Clone)]
pub struct Draft {
    /// What it is, leading to the form.
    pub form: Link,
    /// Whose file, where it is known.
    pub about: Option<String>,
    /// When it was last saved, in words.
    pub saved: String,
}

/// What the notes and visits of teams were for. Names nobody.
#[derive(Debug, Clone, Template)]
#[template(path = "pages/activity.html")]
pub struct ActivityPage {
    /// What every page has.
    pub frame: Frame,
    /// From when to when, in words.
    pub span: String,
    /// The teams.
    pub teams: Vec<ActivityTeam>,
}

/// What the work of one team was for.
#[derive(Debug, Clone)]
pub struct ActivityTeam {
    /// The name.
    pub name: String,
    /// How many for each purpose.
    pub rows: Vec<(String, usize)>,
    /// The same as a bar.
    pub meter: Option<Picture>,
}
