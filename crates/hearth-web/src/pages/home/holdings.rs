//! Whose files somebody holds: children family by family, foster carers household by household, and the size of it all.

use hearth_casework::home::{self, Count, Family, Listed};
use hearth_record::{FileType, Flag};
use jiff::civil::Date;

use super::tags;
use crate::{
    paths,
    view::{
        Link,
        home::{Holding, Household, PersonRow},
        picture::{Part, Picture, meter},
    },
};

/// Fewer children than these are counted at a glance.
const WORTH_A_BAR: usize = 4;

/// The people of a list by what their files are for. Adults of a family stand with its children.
pub fn of(families: &[Family<'_>], today: Date) -> Vec<Holding> {
    let (with, without): (Vec<&Family<'_>>, Vec<&Family<'_>>) =
        families.iter().partition(|family| !family.children.is_empty());
    let is_carer = |file: &&&Listed| file.file_type == FileType::FosterCarer;
    let children: Vec<Household> = with
        .iter()
        .map(|family| Household {
            name: surnames(&family.children),
            people: family.children.iter().map(|file| person_row(today, file)).collect(),
            adults: family.adults.iter().filter(|file| !is_carer(file)).map(|file| adult(today, file)).collect(),
        })
        .collect();
    let others = |is: &dyn Fn(&&&Listed) -> bool, families: &[&Family<'_>]| -> Vec<Household> {
        let those = families.iter().map(|family| family.adults.iter().filter(is).copied().collect::<Vec<&Listed>>());
        let household = |people: Vec<&Listed>| Household {
            name: surnames(&people),
            people: people.into_iter().map(|file| person_row(today, file)).collect(),
            adults: Vec::new(),
        };
        those.filter(|people| !people.is_empty()).map(household).collect()
    };
    let all: Vec<&Family<'_>> = families.iter().collect();
    let holding = |title: &str, anchor, who, seen, households: Vec<Household>| {
        (!households.is_empty()).then(|| Holding { title: title.to_owned(), anchor, who, seen, households })
    };
    let (title, who) = called(&Count::of(families.iter().flat_map(|family| family.children.iter().copied()), today));
    [
        holding(title, "children", who, "Last seen", children),
        holding("My foster carers", "carers", "Foster carer", "Last visited", others(&is_carer, &all)),
        holding("Adults", "adults", "Adult", "Last seen", others(&|file| !is_carer(file), &without)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a caseload of children is called, and one of them: care leavers are children no more.
const fn called(count: &Count) -> (&'static str, &'static str) {
    match (count.children, count.young_adults) {
        (_, 0) => ("My children", "Child"),
        (0, _) => ("My young people", "Young person"),
        _ => ("My children and young people", "Child or young person"),
    }
}

/// "14 children in 9 families, 2 foster carers"; `None` where nobody is held.
pub fn size(families: &[Family<'_>], today: Date) -> Option<String> {
    let all = || families.iter().flat_map(|family| family.children.iter().chain(&family.adults).copied());
    let count = Count { adults: 0, ..Count::of(all(), today) };
    let with = families.iter().filter(|family| !family.children.is_empty()).count();
    let young = Count { foster_carers: 0, ..count };
    let carers = Count { foster_carers: count.foster_carers, ..Count::default() };
    let young = (with > 0).then(|| format!("{} in {}", in_words(young), several(with, "family", "families")));
    let carers = (count.foster_carers > 0).then(|| in_words(carers));
    let parts: Vec<String> = [young, carers].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// "9 children, 2 young adults"; "nobody" where that is so.
pub fn in_words(count: Count) -> String {
    let sorts = [
        (count.children, "child", "children"),
        (count.young_adults, "young adult", "young adults"),
        (count.foster_carers, "foster carer", "foster carers"),
        (count.adults, "adult", "adults"),
    ];
    let words: Vec<String> =
        sorts.into_iter().filter(|(many, ..)| *many > 0).map(|(many, one, more)| several(many, one, more)).collect();
    if words.is_empty() { "nobody".to_owned() } else { words.join(", ") }
}

fn several(many: usize, one: &str, more: &str) -> String {
    format!("{many} {}", if many == 1 { one } else { more })
}

/// The caseload of children by how each stands; who stands in several ways counts where the duty is heaviest.
pub fn meter_of(families: &[Family<'_>], today: Date) -> Option<Picture> {
    let ways = [
        ("Child protection plan", Flag::ProtectionPlan),
        ("Looked after", Flag::LookedAfter),
        ("Child in need plan", Flag::InNeedPlan),
    ];
    let first = |file: &Listed| ways.iter().position(|(_, flag)| file.flags.contains(flag)).unwrap_or(ways.len());
    let mut parts: Vec<Part> = ways.iter().map(|(label, _)| Part { label: (*label).to_owned(), count: 0 }).collect();
    parts.push(Part { label: "Other".to_owned(), count: 0 });
    for file in families.iter().flat_map(|family| &family.children) {
        parts[first(file)].count += 1;
    }
    if parts.iter().map(|part| part.count).sum::<usize>() < WORTH_A_BAR {
        return None;
    }
    meter("caseload-meter", &format!("Caseload: {}", size(families, today)?), &parts)
}

/// "Lewin and Okell": the surnames of those who stand together.
fn surnames(people: &[&Listed]) -> String {
    let names: std::collections::BTreeSet<&str> =
        people.iter().map(|file| file.family.as_str()).filter(|name| !name.is_empty()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [] => "Name not known".to_owned(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn adult(today: Date, file: &Listed) -> Link {
    let age = file.born.map(|born| format!(", {}", hearth_calendar::in_words::age_of(born, today)));
    Link::new(format!("{}{}", file.name, age.unwrap_or_default()), paths::file(file.file))
}

fn person_row(today: Date, file: &Listed) -> PersonRow {
    PersonRow {
        person: Link::new(file.name.clone(), paths::file(file.file)),
        age: file.born.map(|born| hearth_calendar::in_words::age_of(born, today)).unwrap_or_default(),
        standing: tags(&file.flags),
        seen: file.last_seen.map(|day| hearth_calendar::in_words::when(today, day)),
        next: file
            .next
            .as_ref()
            .map(|(rule, due)| format!("{}, {}", home::clock_name(rule), hearth_calendar::in_words::due(today, *due))),
        late: file.next.as_ref().is_some_and(|(_, due)| *due < today),
    }
}
