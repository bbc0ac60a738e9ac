//! The family and the network of a person: now, and on a day that the reader chooses.

mod drawing;
mod lines;

use axum::{extract::Query, response::Response};
use hearth_access::Action;
use hearth_casework::people::{self, Family, Reach};
use hearth_practice::family::{Bond, Line, SELF};
use hearth_record::people::Involvement;
use jiff::civil::Date;

use super::{Opened, Past};
use crate::{
    answer::{Answer, page as rendered},
    frame, paths,
    view::{
        Link,
        family::{Barred, FamilyGroup, FamilyPage, Relative, Sibling, Source},
        file::Section,
        frame::Row,
    },
};
use lines::{Telling, is_over};

/// `GET /children/{id}/family`, and `?on=2021-03-03` for another day.
pub async fn page(opened: Opened, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Answer> {
    let today = opened.known.as_ref().map_or(opened.view.today, |past| past.day);
    let asked = asked.iter().find(|(name, _)| name == "on").map_or("", |(_, text)| text.trim());
    let (day, problem) = match hearth_record::value::date(asked) {
        _ if asked.is_empty() => (today, None),
        Ok(day) if day <= today => (day, None),
        Ok(_) => (today, Some("The day must not be later than the day shown; today is shown instead".to_owned())),
        Err(problem) => (today, Some(format!("The day {problem}; today is shown instead"))),
    };
    let family = people::network(&opened.signed.desk, &opened.view, Reach::Family).await;
    let family = family.map_err(|failure| opened.failed(failure))?;
    Ok(rendered(&of(&opened, &family, day, problem)))
}

fn of(opened: &Opened, family: &Family, day: Date, problem: Option<String>) -> FamilyPage {
    let telling = Telling { opened, family, day };
    let network = &family.network;
    let mut lines = network.lines();
    // The eldest first, whoever they are.
    let born =
        |line: &Line<'_>| network.people[line.who].born.or(network.people[line.who].expected).unwrap_or(Date::MAX);
    lines.sort_by_key(born);
    let (over, holding): (Vec<&Line<'_>>, Vec<&Line<'_>>) = lines.iter().partition(|line| is_over(line, day));
    let household = network.household(day);
    let at_home: Vec<usize> = household.iter().map(|lives| lives.who).collect();
    let changed = day != opened.known.as_ref().map_or(opened.view.today, |past| past.day);
    FamilyPage {
        frame: opened.frame("Family and network"),
        identity: opened.identity(Some(Section::Family)),
        on: if changed { day.to_string() } else { String::new() },
        on_words: changed.then(|| frame::day(day)),
        today: opened.view.today.to_string(),
        known: opened.known.as_ref().map(|past| past.query().trim_start_matches("?known=").to_owned()),
        problem,
        action: paths::family(opened.view.id),
        add: add(opened),
        siblings: siblings(&telling, &holding),
        barred: barred(&telling),
        home: telling.own_home(),
        together: Link::new(
            "Everybody at this address",
            format!("{}{}", paths::household(opened.view.id), known(opened)),
        ),
        genogram: telling.picture(&lines, &at_home),
        groups: groups(&telling, &holding, household.iter().map(|lives| telling.housemate(lives, &lines)).collect()),
        history: over.into_iter().map(|line| telling.relative(line)).collect(),
        closed: opened.closed(),
    }
}

/// The family in a few rows, from what the file itself says: who lives here, whose responsibility, brothers and sisters, who must
/// keep away. Three queries.
///
/// # Errors
/// What the store refuses.
pub async fn brief(opened: &Opened) -> Result<Vec<Row>, Answer> {
    let family = people::network(&opened.signed.desk, &opened.view, Reach::OwnFile).await;
    let family = family.map_err(|failure| opened.failed(failure))?;
    let telling =
        Telling { opened, family: &family, day: opened.known.as_ref().map_or(opened.view.today, |past| past.day) };
    let lines = family.network.lines();
    let household = family.network.household(telling.day);
    let mut rows = Vec::new();
    if !household.is_empty() {
        let names: Vec<String> = household.iter().map(|lives| telling.name(lives.who)).collect();
        rows.push(Row::new("Lives with", names.join(", ")).to(paths::family(opened.view.id)));
    }
    for line in lines.iter().filter(|line| !is_over(line, telling.day)) {
        if is_of_parents(line) || line.bond.is_sibling() {
            rows.push(brief_row(&telling, line));
        }
    }
    let barred: Vec<String> =
        lines.iter().filter(|line| telling.barred(line.tie).is_some()).map(|line| telling.name(line.who)).collect();
    if !barred.is_empty() {
        rows.push(Row::new("Must not have contact", barred.join(", ")).to(paths::family(opened.view.id)));
    }
    Ok(rows)
}

fn brief_row(telling: &Telling<'_>, line: &Line<'_>) -> Row {
    let responsible = !line.turned && line.tie.responsibility == Some(true);
    let without = line.bond.is_parent() && line.tie.responsibility == Some(false);
    let parts = [
        Some(telling.name(line.who)),
        telling.age(line.who),
        responsible.then(|| "parental responsibility".to_owned()),
        without.then(|| "no parental responsibility".to_owned()),
    ];
    let words = line.bond.words(telling.somebody(line.who).gender);
    let row = Row::new(words, parts.into_iter().flatten().collect::<Vec<_>>().join(", "));
    match telling.href(line.who) {
        Some(href) => row.to(href),
        None => row,
    }
}

fn add(opened: &Opened) -> Vec<Link> {
    if opened.known.is_some() || !opened.view.may(Action::Record) {
        return Vec::new();
    }
    let add = |words: &str, kind: &str| Link::new(words, paths::add(opened.view.id, kind));
    vec![
        add("Add a person to this family", "relationship"),
        add("Add a household", "household_membership"),
        add("Add an address", "address"),
    ]
}

/// The same page of each brother and sister.
fn siblings(telling: &Telling<'_>, holding: &[&Line<'_>]) -> Vec<Sibling> {
    let mut found: Vec<usize> = holding.iter().filter(|line| line.bond.is_sibling()).map(|line| line.who).collect();
    found.dedup();
    let way = |who: usize| {
        let member = &telling.family.members[who];
        let href = paths::family(member.file?);
        let standing = crate::pages::home::tags(&member.flags);
        Some(Sibling { link: Link::new(telling.name(who), href), age: telling.age(who), standing })
    };
    found.into_iter().filter_map(way).collect()
}

/// Who must keep away from whom: from the person of the page first, then from whoever else these files tell of.
fn barred(telling: &Telling<'_>) -> Vec<Barred> {
    let mut ties: Vec<_> = telling.family.network.ties.iter().filter(|tie| tie.no_contact.is_some()).collect();
    ties.sort_by_key(|tie| (tie.of != SELF, tie.to != SELF));
    ties.into_iter().filter_map(|tie| telling.barred(tie)).collect()
}

fn is_of_parents(line: &Line<'_>) -> bool {
    let responsible = !line.turned && line.tie.responsibility == Some(true);
    line.bond.is_parent() || responsible || matches!(line.bond, Bond::SpecialGuardian | Bond::Guardian)
}

fn groups(telling: &Telling<'_>, holding: &[&Line<'_>], household: Vec<Relative>) -> Vec<FamilyGroup> {
    let of = |title: &str, empty: &str, is: &dyn Fn(&Line<'_>) -> bool| {
        let people = holding.iter().filter(|line| is(line)).map(|line| telling.relative(line)).collect();
        FamilyGroup { title: title.to_owned(), people, empty: empty.to_owned() }
    };
    let is_child = |line: &Line<'_>| line.bond.is_child() || line.bond == Bond::StepChild;
    let mut groups = vec![
        FamilyGroup {
            title: "Lives with".to_owned(),
            people: household,
            empty: "Nobody is recorded as living here. Add a household, or the same address in the files of both."
                .to_owned(),
        },
        of(
            "Parents and those with parental responsibility",
            "Nobody is recorded yet. Add a person to say who the parents are and who holds parental responsibility.",
            &is_of_parents,
        ),
        of("Brothers and sisters", "No brother or sister is recorded.", &|line| line.bond.is_sibling()),
    ];
    let children = of("Children", "", &is_child);
    if !children.people.is_empty() {
        groups.push(children);
    }
    groups.push(of("Others who matter", "Grandparents, aunts, uncles and friends will stand here.", &|line| {
        !is_of_parents(line) && !line.bond.is_sibling() && !is_child(line)
    }));
    groups.push(FamilyGroup {
        title: "Professionals".to_owned(),
        people: professionals(telling),
        empty: "No worker or team is recorded as involved.".to_owned(),
    });
    groups
}

fn professionals(telling: &Telling<'_>) -> Vec<Relative> {
    let (opened, day) = (telling.opened, telling.day);
    let pack = opened.signed.desk.pack().ok();
    let involved =
        |involvement: &Involvement| *involvement.started <= day && involvement.ended.is_none_or(|ended| day < ended);
    let there = opened.view.all::<Involvement>().into_iter().filter(|(_, involvement)| involved(involvement));
    let row = |(id, involvement): (hearth_record::ids::RecordId, Involvement)| {
        let team = pack.and_then(|pack| involvement.team.and_then(|team| pack.team(team)));
        let name = opened.worker_name(&involvement);
        let since = format!("since {}", frame::day(*involvement.started));
        let of_team = team.map(|team| format!("{}, {since}", team.name)).filter(|_| name.is_some());
        Relative {
            name: name.or_else(|| team.map(|team| team.name.clone())).unwrap_or_else(|| "Not named".to_owned()),
            href: None,
            relation: involvement.role.words().to_owned(),
            age: None,
            marks: Vec::new(),
            details: vec![of_team.unwrap_or(since)],
            phone: team.and_then(|team| team.phone.clone()),
            source: Some(Source {
                words: "Record of the involvement".to_owned(),
                href: Some(format!("{}{}", paths::record(opened.view.id, id), known(opened))),
            }),
        }
    };
    there.map(row).collect()
}

fn known(opened: &Opened) -> String {
    opened.known.as_ref().map(Past::query).unwrap_or_default()
}
