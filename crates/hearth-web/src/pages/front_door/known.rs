//! What is already known, in lines for the page of a contact.

use hearth_access::role::Group;
use hearth_casework::{
    Desk,
    access::Colleague,
    front_door::{Known, PersonKnown},
};
use hearth_record::{front_door::Contact, sets};

use super::queue::holder;
use crate::{
    frame,
    pages::home::tags,
    paths,
    view::{Link, frame::Row, front_door::KnownPerson},
};

/// The family and those who only have the same postcode, apart.
pub fn people(desk: &Desk, colleagues: &[Colleague], known: &Known) -> (Vec<KnownPerson>, Vec<KnownPerson>) {
    let near = |person: &&PersonKnown| person.relation.starts_with("lives or lived");
    let (near, family): (Vec<&PersonKnown>, Vec<&PersonKnown>) = known.people.iter().partition(near);
    let shown = |people: Vec<&PersonKnown>| people.into_iter().map(|person| one(desk, colleagues, person)).collect();
    (shown(family), shown(near))
}

/// What goes behind the address of a file that the front door looks into for this contact.
pub fn checking(desk: &Desk) -> &'static str {
    if desk.subject().role.is_in(Group::FrontDoor) { "?purpose=front_door_check" } else { "" }
}

fn one(desk: &Desk, colleagues: &[Colleague], person: &PersonKnown) -> KnownPerson {
    let (mut lines, check) = (Vec::new(), checking(desk));
    if let Some(open) = person.open_to {
        lines.push(Row::new("Open", format!("to {}", holder(desk, colleagues, open))));
    }
    for (record, contact) in &person.contacts {
        let row = Row::new(
            format!("Contact, {}", frame::day(hearth_calendar::london_date(*contact.received_at))),
            came_to(contact),
        );
        lines.push(row.to(format!("{}{check}", paths::contact(person.file, *record))));
    }
    for (record, episode) in &person.episodes {
        let closed = episode.closed_on.map(|day| {
            let why = episode.closure_reason.map(|reason| format!(": {}", reason.words())).unwrap_or_default();
            format!("closed {}{why}", frame::day(day))
        });
        let row = Row::new(
            format!("Referral, {}", frame::day(*episode.received_on)),
            closed.unwrap_or_else(|| "open".to_owned()),
        );
        lines.push(row.to(format!("{}{check}", paths::record(person.file, *record))));
    }
    if lines.is_empty() {
        lines.push(Row::new("Nothing", "no contact in 12 months, no referral, no open case"));
    }
    let born = person.born.map(|born| format!(", {}", hearth_calendar::in_words::age_of(born, desk.today())));
    KnownPerson {
        person: Link::new(person.name.clone(), format!("{}{check}", paths::file(person.file))),
        relation: format!("{}{}", frame::capital(&person.relation), born.unwrap_or_default()),
        standing: tags(&person.flags),
        lines,
    }
}

/// What a contact came to, in a few words.
fn came_to(contact: &Contact) -> String {
    let decision = contact.decision.reveal().map(sets::ContactDecision::words);
    let source = contact.source.words();
    match (decision, *contact.decided_at) {
        (Some(decision), _) => format!("{source}. {decision}"),
        (None, Some(_)) => format!("{source}. Decided"),
        (None, None) => format!("{source}. Not decided yet"),
    }
}
