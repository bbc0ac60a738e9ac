//! The picture of a family on a day, and the same in words.

use hearth_practice::family::{self as practice, Bond, Line, SELF, Sheet, Union};

use super::lines::Telling;
use crate::view::{
    family::{Genogram, Twin},
    picture::{Figure, Joined, genogram, height_of},
};

impl Telling<'_> {
    /// The picture; `None` where nobody is tied to the person.
    pub(super) fn picture(&self, lines: &[Line<'_>], home: &[usize]) -> Option<Genogram> {
        let drawn = practice::Genogram::of(&self.family.network, self.day);
        if drawn.people.len() < 2 {
            return None;
        }
        let figures: Vec<Figure> = drawn.people.iter().map(|who| self.figure(*who, lines)).collect();
        let sheet = Sheet::of(&drawn, |place| height_of(&figures[place]));
        let together: Vec<usize> = home.iter().filter_map(|who| drawn.place_of(*who)).chain([0]).collect();
        let homes = if together.len() > 1 { sheet.edge_around(&drawn, &together) } else { Vec::new() };
        let name = format!("Family of {}: {} people", self.name(SELF), drawn.people.len());
        let joined = |union: usize| joined(&drawn.unions[union]);
        let says = "The same is said in words under the picture.";
        Some(Genogram {
            svg: genogram("family", (&name, says), &sheet, &figures, joined, &homes),
            name,
            key: key(&drawn, &sheet, &figures, !homes.is_empty()),
            twin: self.twin(&drawn, lines),
            left_out: self.left_out(&drawn, lines),
        })
    }

    fn figure(&self, who: usize, lines: &[Line<'_>]) -> Figure {
        let there = self.somebody(who);
        let theirs = || lines.iter().filter(|line| line.who == who);
        let mut words: Vec<(String, bool)> = Vec::new();
        words.push((self.who_and_age(who, lines), false));
        if theirs().any(|line| !line.turned && line.tie.responsibility == Some(true)) {
            words.push(("PR".to_owned(), true));
        }
        if theirs().any(|line| line.tie.no_contact.is_some()) {
            words.push(("Must not have contact".to_owned(), true));
        }
        if theirs().any(|line| line.tie.confirmed == Some(false)) {
            words.push(("Not confirmed".to_owned(), false));
        }
        if let practice::Home::Placed(placement, _) = self.family.network.home_of(who, self.day) {
            let from = placement.started.year();
            let place = placement.placement_type.words();
            let words_of = if who == SELF { place.to_owned() } else { format!("Lives elsewhere: {place}") };
            words.push((format!("{words_of}, from {from}"), false));
        }
        words.retain(|(words, _)| !words.is_empty());
        Figure {
            name: self.name(who),
            words,
            gender: there.gender,
            unborn: there.unborn_on(self.day),
            dead: there.dead_on(self.day),
            own: who == SELF,
        }
    }

    /// "Mother, 29 years": what somebody is to the person of the page, as far as their files say it.
    fn who_and_age(&self, who: usize, lines: &[Line<'_>]) -> String {
        let kin = lines.iter().filter(|line| line.who == who && line.bond.step().is_some()).map(|line| line.bond);
        let kin = kin.map(|bond| bond.words(self.somebody(who).gender)).next();
        [kin.map(str::to_owned), self.age(who)].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// "Dana Okell (mother, 29 years; parental responsibility)".
    fn in_words(&self, who: usize, lines: &[Line<'_>]) -> String {
        let theirs = || lines.iter().filter(|line| line.who == who);
        let mut facts = vec![self.who_and_age(who, lines)];
        if theirs().any(|line| !line.turned && line.tie.responsibility == Some(true)) {
            facts.push("parental responsibility".to_owned());
        }
        if theirs().any(|line| line.tie.no_contact.is_some()) {
            facts.push("must not have contact".to_owned());
        }
        if theirs().any(|line| line.tie.confirmed == Some(false)) {
            facts.push("not confirmed".to_owned());
        }
        facts.retain(|fact| !fact.is_empty());
        let name = self.name(who);
        if facts.is_empty() { name } else { format!("{name} ({})", lower_first(&facts.join("; "))) }
    }

    /// The picture in words: the person's parents, and under each of them their own parents, their partners and the children
    /// they have with each; then the person's partners and children; then whoever hangs on nobody.
    fn twin(&self, drawn: &practice::Genogram, lines: &[Line<'_>]) -> Vec<Twin> {
        let mut told = vec![0_usize];
        let words = |place: usize| self.in_words(drawn.people[place], lines);
        let parents = drawn.unions.iter().find(|union| union.children.iter().any(|there| there.child == 0));
        let mut twin = Vec::new();
        for parent in parents.map(|union| union.parents.clone()).unwrap_or_default() {
            told.push(parent);
            let under = around(drawn, parent, &mut told, &words);
            twin.push(Twin { words: words(parent), under });
        }
        if let Some(union) = parents.filter(|union| union.parents.is_empty()) {
            for sibling in union.children.iter().filter(|there| there.child != 0) {
                told.push(sibling.child);
                twin.push(Twin { words: words(sibling.child), under: Vec::new() });
            }
        }
        twin.extend(around(drawn, 0, &mut told, &words));
        for place in 0..drawn.people.len() {
            if !told.contains(&place) {
                told.push(place);
                let under = around(drawn, place, &mut told, &words);
                twin.push(Twin { words: words(place), under });
            }
        }
        twin
    }

    /// Who is tied to the person and is not in the picture.
    fn left_out(&self, drawn: &practice::Genogram, lines: &[Line<'_>]) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for line in lines.iter().filter(|line| drawn.place_of(line.who).is_none()) {
            let name = self.name(line.who);
            if line.bond != Bond::FormerPartner && !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| format!("Not in the picture, but in the lists below: {}.", names.join(", ")))
    }
}

/// Who hangs on somebody: parents, partners with the children of both, children whose other parent is not known. `told` keeps
/// who was named, so that nobody is left out in the end.
fn around(
    drawn: &practice::Genogram,
    place: usize,
    told: &mut Vec<usize>,
    words: &impl Fn(usize) -> String,
) -> Vec<Twin> {
    let mut lines = Vec::new();
    // The parents of the person of the page are the first lines of all.
    for union in drawn.unions.iter().filter(|_| place != 0) {
        let Some(born) = union.children.iter().find(|there| there.child == place) else { continue };
        let how = if born.sure { "Parent" } else { "May be a parent" };
        for parent in &union.parents {
            told.push(*parent);
            lines.push(Twin { words: format!("{how}: {}", words(*parent)), under: Vec::new() });
        }
    }
    for union in drawn.unions.iter().filter(|union| union.parents.contains(&place)) {
        let other = union.parents.iter().copied().find(|other| *other != place);
        let children: Vec<usize> = union.children.iter().map(|there| there.child).filter(|child| *child != 0).collect();
        // A pair whose only child is the person of the page is told by its two parents.
        if children.is_empty() && union.partners.is_none() {
            continue;
        }
        told.extend(other.into_iter().chain(children.iter().copied()));
        let under = children.into_iter().map(|child| Twin { words: words(child), under: Vec::new() }).collect();
        lines.push(Twin { words: heading(union, other.map(words)), under });
    }
    lines
}

/// "Former partner: Ryan Thirlby, until 2026".
fn heading(union: &Union, other: Option<String>) -> String {
    let Some(other) = other else { return "Children".to_owned() };
    let how = match union.partners {
        Some(partners) if partners.over => "Former partner",
        Some(_) => "Partner",
        None => "Children with",
    };
    let dates = joined(union).dates;
    let dates = if dates.is_empty() { String::new() } else { format!(", {dates}") };
    format!("{how}: {other}{dates}")
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// The dates of a partnership as they fit beside its line.
fn joined(union: &Union) -> Joined {
    let Some(partners) = union.partners else { return Joined::default() };
    let dates = match (partners.started, partners.ended) {
        (Some(from), Some(to)) => format!("{} to {}", from.year(), to.year()),
        (Some(from), None) => format!("from {}", from.year()),
        (None, Some(to)) => format!("until {}", to.year()),
        (None, None) => String::new(),
    };
    Joined { dates, over: partners.over }
}

/// What the shapes and lines mean, as far as they occur.
fn key(drawn: &practice::Genogram, sheet: &Sheet, figures: &[Figure], home: bool) -> Vec<String> {
    use hearth_practice::family::Gender;
    let shape = |gender: Gender| figures.iter().any(|figure| !figure.unborn && figure.gender == gender);
    let own = &figures[0].name;
    let all = [
        (true, format!("Double line: {own}")),
        (shape(Gender::Male), "Square: male".to_owned()),
        (shape(Gender::Female), "Circle: female".to_owned()),
        (shape(Gender::Other), "Diamond: other, or not known".to_owned()),
        (figures.iter().any(|figure| figure.unborn), "Triangle: not yet born".to_owned()),
        (figures.iter().any(|figure| figure.dead), "Cross: has died".to_owned()),
        (home, format!("Dotted edge: lives with {own}")),
        (
            sheet.strokes.iter().any(|stroke| !stroke.sure),
            "Dashed line: not confirmed, or the side of the family is not known".to_owned(),
        ),
        (
            drawn.unions.iter().any(|union| union.partners.is_some_and(|partners| partners.over)),
            "Two strokes: have parted".to_owned(),
        ),
        (
            figures.iter().any(|figure| figure.words.iter().any(|(words, _)| words == "PR")),
            "PR: parental responsibility".to_owned(),
        ),
    ];
    all.into_iter().filter(|(occurs, _)| *occurs).map(|(_, words)| words).collect()
}
