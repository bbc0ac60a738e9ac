//! The form of a contact: what it posts, read into what casework takes.

use hearth_casework::front_door::{Told, Who};
use hearth_record::{
    FieldSchema, Fields, KindSchema, Problems, Record,
    front_door::Contact,
    people::{Address, Person, Relationship},
};

use crate::{
    field::{self, Offered},
    view::{
        form::{Control, Field, Posted},
        front_door::PersonForm,
    },
};

/// What is asked about the contact itself, in the order of the page, with the headings that begin a part.
pub const CONTACT: &[(&str, Option<&str>)] = &[
    ("told", Some("What we were told")),
    ("immediate_danger", None),
    ("received_at", None),
    ("source", Some("Who told us")),
    ("referrer_name", None),
    ("referrer_organisation", None),
    ("referrer_phone", None),
    ("keep_anonymous", None),
];
const PERSON: &[&str] = &["forename", "surname", "born"];
const HOME: &[&str] = &["house", "street", "town", "postcode"];
const ELSEWHERE: &[&str] = &["street", "postcode"];

/// Somebody on the form: the number in the names of the fields, and whether they are a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The number.
    pub n: u32,
    /// Whether they are a child.
    pub child: bool,
}

/// Those who stand on the form, as it carries them: `0c,1a`.
pub fn rows(posted: &Posted) -> Vec<Row> {
    let row = |part: &str| {
        let (n, kind) = part.trim().split_at_checked(part.trim().len().checked_sub(1)?)?;
        Some(Row { n: n.parse().ok()?, child: kind == "c" })
    };
    let rows: Vec<Row> = posted.one("people").split(',').filter_map(row).take(MOST).collect();
    if rows.is_empty() { vec![Row { n: 0, child: true }, Row { n: 1, child: false }] } else { rows }
}

/// The most people of one contact.
const MOST: usize = 20;

/// The same as the form carries it.
pub fn carried(rows: &[Row]) -> String {
    rows.iter().map(|row| format!("{}{}", row.n, if row.child { 'c' } else { 'a' })).collect::<Vec<_>>().join(",")
}

/// Everything that the form says, and what is wrong with it.
pub struct Taken {
    /// The contact.
    pub contact: Fields,
    /// Everybody who was named.
    pub people: Vec<(Row, Told)>,
    /// What is wrong with the contact.
    pub of_contact: Problems,
    /// What is wrong with the address of the household.
    pub of_home: Problems,
    /// What is wrong with each of the people.
    pub of_people: Vec<(u32, Problems)>,
}

impl Taken {
    /// Whether nothing is wrong.
    pub fn is_whole(&self) -> bool {
        self.of_contact.is_empty()
            && self.of_home.is_empty()
            && self.of_people.iter().all(|(_, wrong)| wrong.is_empty())
    }
}

/// Reads the form. A kind of referrer that was not chosen is one that is not known: nothing optional stands in the way.
pub fn read(posted: &Posted, now: jiff::Timestamp) -> Taken {
    let (mut contact, mut of_contact) = fields(Contact::SCHEMA, "", CONTACT.iter().map(|(name, _)| *name), posted);
    if contact.get("source").is_none() && of_contact.iter().all(|problem| problem.field != Some("source")) {
        contact.set("source", Some("10".into()));
    }
    if contact.get("received_at").is_none() && of_contact.iter().all(|problem| problem.field != Some("received_at")) {
        contact.set("received_at", Some(now.to_string().into()));
    }
    let later =
        contact.text("received_at").and_then(|at| at.parse::<jiff::Timestamp>().ok()).is_some_and(|at| at > now);
    of_contact.add_if(later, "received_at", "must not be in the future");
    let (home, of_home) = fields(Address::SCHEMA, "home-", HOME.iter().copied(), posted);
    let (mut people, mut of_people) = (Vec::new(), Vec::new());
    for row in rows(posted) {
        let (told, wrong) = person(row, posted, &home);
        let named = ["forename", "surname", "born", "expected"].iter().any(|name| told.person.get(name).is_some());
        if named || !wrong.is_empty() {
            people.push((row, told));
            of_people.push((row.n, wrong));
        }
    }
    let named = people.iter().any(|(row, told)| {
        row.child && (told.person.text("forename").is_some() || told.person.text("surname").is_some())
    });
    if !named {
        let first = rows(posted).into_iter().find(|row| row.child).map_or(0, |row| row.n);
        let mut wrong = Problems::none();
        wrong.add_if(true, "forename", "are needed, or the last name: name at least one child, as far as you know");
        of_people.push((first, wrong));
    }
    Taken { contact, people, of_contact, of_home, of_people }
}

fn person(row: Row, posted: &Posted, home: &Fields) -> (Told, Problems) {
    let prefix = format!("p{}-", row.n);
    let (mut person, mut wrong) = fields(Person::SCHEMA, &prefix, PERSON.iter().copied().chain(["expected"]), posted);
    let (elsewhere, of_address) = fields(Address::SCHEMA, &prefix, ELSEWHERE.iter().copied(), posted);
    wrong.join(of_address);
    wrong.join((Person::SCHEMA.check)(&person));
    if person.get("born").is_some() && person.get("expected").is_some() {
        person.set("expected", None);
    }
    let mut address = if elsewhere.is_empty() { home.clone() } else { elsewhere };
    let address = (!address.is_empty()).then(|| {
        address.set("address_type", Some("HOME".into()));
        address
    });
    let (relation, of_relation) = fields(Relationship::SCHEMA, &prefix, ["relationship_type"].into_iter(), posted);
    wrong.join(of_relation);
    let relationship = relation.text("relationship_type").map(str::to_owned).filter(|_| !row.child);
    (Told { child: row.child, person, address, relationship, who: Who::New, keep_address: false }, wrong)
}

/// The fields of a kind by these names, as they were posted under a prefix.
fn fields(
    kind: &KindSchema,
    prefix: &str,
    names: impl Iterator<Item = &'static str>,
    posted: &Posted,
) -> (Fields, Problems) {
    let (mut fields, mut problems) = (Fields::new(), Problems::none());
    for field in names.filter_map(|name| kind.field(name)) {
        match field.value.canonical(&posted.text(&format!("{prefix}{}", field.name))) {
            Ok(value) => fields.set(field.name, value),
            Err(bad) => problems.join(Problems::at(field.name, bad.to_string())),
        }
    }
    (fields, problems)
}

/// Boxes and choices for these fields of a kind, posted under a prefix.
fn boxes(kind: &KindSchema, prefix: &str, names: &[&str], posted: &Posted, problems: &Problems) -> Vec<Field> {
    let text = |field: &FieldSchema| posted.text(&format!("{prefix}{}", field.name));
    let mut all = field::form(&Offered::default(), kind, None, text, problems);
    let mut found = Vec::new();
    for name in names {
        if let Some(at) = all.iter().position(|field| field.name == *name) {
            let mut field = all.swap_remove(at);
            field.name = format!("{prefix}{}", field.name);
            // Nothing here is needed but one name, which the page says once and not at each box.
            field.optional = false;
            field.hint = field.hint.filter(|_| field.name == "told");
            found.push(field);
        }
    }
    found
}

/// The fields about the contact itself.
pub fn contact(posted: &Posted, problems: &Problems) -> Vec<Field> {
    let names: Vec<&str> = CONTACT.iter().map(|(name, _)| *name).collect();
    let mut fields = boxes(Contact::SCHEMA, "", &names, posted, problems);
    for (field, (name, part)) in fields.iter_mut().zip(CONTACT) {
        field.part = part.map(str::to_owned);
        if *name == "source" {
            "Who are they?".clone_into(&mut field.label);
            left_open(field);
        }
    }
    fields
}

/// The address of the household.
pub fn home(posted: &Posted, problems: &Problems) -> Vec<Field> {
    boxes(Address::SCHEMA, "home-", HOME, posted, problems)
}

/// The people on the form.
pub fn people(posted: &Posted, taken: &Taken) -> Vec<PersonForm> {
    let rows = rows(posted);
    let (mut children, mut adults) = (0, 0);
    let only_child = rows.iter().filter(|row| row.child).count() == 1;
    let one = |row: &Row| {
        let count = if row.child { &mut children } else { &mut adults };
        *count += 1;
        let title = format!("{} {count}", if row.child { "Child" } else { "Adult" });
        let wrong = taken.of_people.iter().filter(|(n, _)| *n == row.n);
        let mut problems = Problems::none();
        wrong.for_each(|(_, wrong)| problems.join(wrong.clone()));
        let prefix = format!("p{}-", row.n);
        let mut fields = boxes(Person::SCHEMA, &prefix, PERSON, posted, &problems);
        let mut more = Vec::new();
        if row.child {
            more = boxes(Person::SCHEMA, &prefix, &["expected"], posted, &problems);
        } else {
            let mut relation = boxes(Relationship::SCHEMA, &prefix, &["relationship_type"], posted, &problems);
            for field in &mut relation {
                "What they are to the children".clone_into(&mut field.label);
                left_open(field);
            }
            fields.extend(relation);
        }
        let mut elsewhere = boxes(Address::SCHEMA, &prefix, ELSEWHERE, posted, &problems);
        if let Some(street) = elsewhere.first_mut() {
            "Address, where they live elsewhere".clone_into(&mut street.label);
        }
        more.extend(elsewhere);
        let filled = more.iter().any(|field| field.error.is_some() || !posted.text(&field.name).is_empty());
        PersonForm { n: row.n, child: row.child, title, fields, more, open: filled, remove: !(row.child && only_child) }
    };
    rows.iter().map(one).collect()
}

/// Left open it is recorded as not known.
fn left_open(field: &mut Field) {
    if let Control::Select(choices) = &mut field.control
        && let Some(first) = choices.first_mut().filter(|choice| choice.value.is_empty())
    {
        "Not known".clone_into(&mut first.label);
    }
}
