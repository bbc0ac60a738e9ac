//! The lines of a family page: who somebody is, since when, who says so.

use hearth_casework::people::Family;
use hearth_practice::family::{Because, Bond, Home, Line, Lives, Somebody, Source as From, Tie};
use hearth_record::people::Address;
use jiff::civil::Date;

use super::super::Opened;
use crate::{
    frame,
    pages::home::tags,
    paths,
    view::{
        Tag, Tone,
        family::{Barred, Relative, Said, Source},
    },
};

/// A family on a day, for whoever writes the lines of a page.
pub(super) struct Telling<'a> {
    pub opened: &'a Opened,
    pub family: &'a Family,
    pub day: Date,
}

impl Telling<'_> {
    pub(super) fn somebody(&self, who: usize) -> &Somebody {
        &self.family.network.people[who]
    }

    /// The name, or that somebody is not shown or not named.
    pub(super) fn name(&self, who: usize) -> String {
        let there = self.somebody(who);
        match (&there.name, there.person) {
            (Some(name), _) => name.clone(),
            (None, Some(_)) => "Person not shown".to_owned(),
            (None, None) => "Name not known".to_owned(),
        }
    }

    /// "29 years", "due 27 December 2026", "died 4 May 2020".
    pub(super) fn age(&self, who: usize) -> Option<String> {
        let there = self.somebody(who);
        if there.dead_on(self.day) {
            return Some(
                there.died_on.map_or_else(|| "has died".to_owned(), |day| format!("died {}", frame::day(day))),
            );
        }
        match (there.born, there.expected) {
            (Some(born), _) if born <= self.day => Some(hearth_calendar::in_words::age_of(born, self.day)),
            (Some(born), _) => Some(format!("born {}", frame::day(born))),
            (None, Some(due)) => Some(format!("due {}", frame::day(due))),
            (None, None) => None,
        }
    }

    pub(super) fn href(&self, who: usize) -> Option<String> {
        self.family.members[who].file.map(paths::file)
    }

    /// Where somebody lives; an address that is kept from anybody is not told.
    pub(super) fn home(&self, who: usize) -> Option<(String, &From)> {
        let network = &self.family.network;
        match network.home_of(who, self.day) {
            Home::Placed(placement, source) => {
                let since = frame::day(*placement.started);
                Some((format!("{}, since {since}", placement.placement_type.words()), source))
            }
            Home::At(address, source) if network.is_protected(address) => {
                Some(("Address protected".to_owned(), source))
            }
            Home::At(address, source) => Some((in_one_line(address), source)),
            Home::NotKnown => None,
        }
    }

    /// Who says a line, who wrote it and when, and in whose file where that is another one.
    pub(super) fn source(&self, from: &From) -> Source {
        let here = self.opened.view.id;
        let written = format!("written by {} on {}", from.by, frame::day(from.on));
        let mut words = match &from.says {
            Some(says) => format!("Source: {says}, {written}"),
            None => format!("W{}", &written[1..]),
        };
        if from.file == here {
            return Source { words, href: Some(paths::record(here, from.record)) };
        }
        let whose = self.family.members.iter().position(|member| member.file == Some(from.file));
        if let Some(who) = whose {
            words = format!("{words}, in the file of {}", self.name(who));
        }
        Source { words, href: whose.map(|_| paths::record(from.file, from.record)) }
    }

    pub(super) fn relative(&self, line: &Line<'_>) -> Relative {
        let there = self.somebody(line.who);
        let tie = line.tie;
        let since = tie.started.map(|day| format!("since {}", frame::day(day)));
        let until = tie.ended.map(|day| format!("until {}", frame::day(day)));
        let dates: Vec<String> = [since, until].into_iter().flatten().collect();
        let basis = tie.basis.filter(|_| !line.turned).map(|basis| format!("Parental responsibility by: {basis}"));
        let lives = self.home(line.who).map(|(words, _)| format!("Lives: {words}"));
        let roles = [(tie.main_carer && !line.turned, "Main carer"), (tie.next_of_kin && !line.turned, "Next of kin")];
        let roles: Vec<&str> = roles.iter().filter(|(is, _)| *is).map(|(_, words)| *words).collect();
        let details = [Some(dates.join(" ")), Some(roles.join(", ")), basis, lives];
        Relative {
            name: self.name(line.who),
            href: self.href(line.who),
            relation: line.bond.words(there.gender).to_owned(),
            age: self.age(line.who),
            marks: self.marks(line),
            details: details.into_iter().flatten().filter(|words| !words.is_empty()).collect(),
            phone: None,
            source: Some(self.source(&tie.source)),
        }
    }

    fn marks(&self, line: &Line<'_>) -> Vec<Tag> {
        let mut marks = Vec::new();
        if line.tie.no_contact.is_some() {
            marks.push(Tag::new("Must not have contact", Tone::Grave));
        }
        if !line.turned {
            match line.tie.responsibility {
                Some(true) => marks.push(Tag::new("Parental responsibility", Tone::Plain)),
                Some(false) if line.bond.is_parent() => {
                    marks.push(Tag::new("No parental responsibility", Tone::Plain));
                }
                _ => {}
            }
        }
        if line.tie.confirmed == Some(false) {
            marks.push(Tag::new("Not confirmed", Tone::Plain));
        }
        marks.extend(tags(&self.family.members[line.who].flags));
        marks
    }

    /// Somebody of the household.
    pub(super) fn housemate(&self, mate: &Lives<'_>, lines: &[Line<'_>]) -> Relative {
        let bond = lines.iter().find(|line| line.who == mate.who).map(|line| line.bond);
        let because = match mate.because {
            Because::Household => "Recorded as one household",
            Because::Address => "Has the same address",
            Because::Placement => "Is in the same placement",
            Because::Cares => "Cares for the child there",
        };
        let since = mate.since.map_or_else(String::new, |day| format!(", since {}", frame::day(day)));
        Relative {
            name: self.name(mate.who),
            href: self.href(mate.who),
            relation: bond.map_or("Lives here", |bond| bond.words(self.somebody(mate.who).gender)).to_owned(),
            age: self.age(mate.who),
            marks: tags(&self.family.members[mate.who].flags),
            details: vec![format!("{because}{since}")],
            phone: None,
            source: Some(self.source(mate.source)),
        }
    }

    /// Who must not have contact with whom, in words. It stands although the relationship is over: nobody is safe by that.
    pub(super) fn barred(&self, tie: &Tie) -> Option<Barred> {
        let why = tie.no_contact.as_ref()?;
        let who = format!("{} must not have contact with {}", self.name(tie.to), self.name(tie.of));
        Some(Barred { who, why: why.clone(), source: self.source(&tie.source) })
    }

    /// Where the person of the page lives.
    pub(super) fn own_home(&self) -> Option<Said> {
        let (words, source) = self.home(hearth_practice::family::SELF)?;
        Some(Said { words, source: Some(self.source(source)) })
    }
}

/// Whether a line is over on a day.
pub(super) fn is_over(line: &Line<'_>, day: Date) -> bool {
    !line.tie.holds_on(day) || line.bond == Bond::FormerPartner
}

/// An address in one line.
fn in_one_line(address: &Address) -> String {
    let parts = [&address.flat, &address.building, &address.house, &address.street, &address.town];
    let parts = parts.map(|part| part.reveal().as_ref().map(|line| line.0.clone()));
    let postcode = address.postcode.reveal().as_ref().map(ToString::to_string);
    parts.into_iter().flatten().chain(postcode).collect::<Vec<_>>().join(", ")
}
