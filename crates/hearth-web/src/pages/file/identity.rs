use hearth_access::Action;
use hearth_casework::{FileView, settings::Team};
use hearth_record::{
    Flag,
    ids::RecordId,
    looked_after::Placement,
    people::{Address, Involvement, Person, Relationship},
};
use jiff::civil::Date;

use super::Opened;
use crate::{
    frame,
    pages::home::tags,
    paths,
    view::{
        Link,
        file::{Hazard, Identity, Section},
        frame::Row,
    },
};

/// What stands in place of a protected address.
const PROTECTED: &str = "Protected address";

/// The header that stands on every page of a file.
pub(crate) fn of(opened: &Opened, here: Option<Section>) -> Identity {
    let view = &opened.view;
    let base = paths::file(view.id);
    let known = opened.known.as_ref().map(|past| past.shown(&base));
    let name = view.digest.name.whole();
    let person = view.all::<Person>().pop().map(|(_, person)| person);
    let called = person.as_ref().and_then(|p| p.preferred_name.reveal().as_ref()).map_or_else(
        || view.digest.name.given.split_whitespace().next().unwrap_or("this person").to_owned(),
        |line| line.0.clone(),
    );
    let held = holding(view);
    let mut sections = Identity::sections(&base, here.unwrap_or(Section::Overview), known.as_ref());
    if here.is_none() {
        for section in &mut sections {
            section.here = false;
        }
    }
    Identity {
        called,
        legal_name: None,
        born: born(view),
        age: view
            .digest
            .born
            .filter(|_| !view.has(Flag::Unborn))
            .map(|day| hearth_calendar::in_words::age_of(day, view.today)),
        pronouns: None,
        standing: tags(&view.digest.flags),
        hazards: hazards(view),
        tonight: tonight(view),
        reveal: protected_home(view),
        worker: held.as_ref().and_then(|held| worker(opened, held)),
        phone: held.as_ref().and_then(|held| team(opened, held)).and_then(|team| team.phone.clone()),
        facts: facts(opened),
        references: references(view, person.as_ref()),
        add: add(view),
        sections,
        known,
        name,
        base,
    }
}

fn born(view: &FileView) -> String {
    let unborn = view.all::<Person>().pop().and_then(|(_, person)| *person.expected.reveal());
    match (view.digest.born, unborn) {
        (Some(day), _) => format!("born {}", frame::day(day)),
        (None, Some(day)) => format!("due {}", frame::day(day)),
        (None, None) => "date of birth not known".to_owned(),
    }
}

fn hazards(view: &FileView) -> Vec<Hazard> {
    let mut hazards = Vec::new();
    if let Some(family) = protected_by_the_family(view) {
        hazards.push(family);
    } else if view.has_now(Flag::ProtectedAddress) {
        hazards.push(Hazard {
            title: "Do not disclose the address.".to_owned(),
            text: "An address in this file is protected. Ask the allocated worker before you tell, print or send it."
                .to_owned(),
        });
    }
    if view.has_now(Flag::Restricted) {
        hazards.push(Hazard {
            title: "Restricted file.".to_owned(),
            text: "Only those named may open it. Do not discuss it with others.".to_owned(),
        });
    }
    let kept_away = view.all::<Relationship>().into_iter().map(|(_, said)| said);
    let kept_away = kept_away.filter(|said| *said.no_contact.reveal() == Some(true) && said.ended.is_none());
    for said in kept_away {
        let who = said.other_name.reveal().as_ref().map_or_else(
            || said.relationship_type.reveal().words().to_owned(),
            |name| format!("{}, {}", name.0, said.relationship_type.reveal().words().to_lowercase()),
        );
        hazards.push(Hazard {
            title: "No contact.".to_owned(),
            text: format!("{who} must not meet or reach this child. See family and network for the reason."),
        });
    }
    hazards
}

/// Said where nothing in this file protects the address that stands in it.
fn protected_by_the_family(view: &FileView) -> Option<Hazard> {
    let open = !view.has_now(Flag::ProtectedAddress) && view.records().any(|held| view.family_protects(held));
    open.then(|| Hazard {
        title: "Do not disclose the address.".to_owned(),
        text: "An address in this file is protected in the file of a relative, so it is kept back here too. Ask the allocated \
               worker before you tell, print or send it."
            .to_owned(),
    })
}

/// Where the child is tonight: the placement that lasts, or the home address. A protected address is not written here.
fn tonight(view: &FileView) -> Option<String> {
    let lasting =
        |started: Date, ended: Option<Date>| started <= view.today && ended.is_none_or(|ended| ended > view.today);
    let placement = view
        .all::<Placement>()
        .into_iter()
        .filter(|(_, p)| lasting(*p.started, *p.ended))
        .max_by_key(|(_, p)| *p.started);
    if let Some((_, placement)) = placement {
        let since = format!("since {}", frame::day(*placement.started));
        let with = carers(view);
        let with = if with.is_empty() { String::new() } else { format!(" with {}", with.join(" and ")) };
        return Some(format!("{}{with}, {since}", placement.placement_type.words()));
    }
    home(view).map(|(id, address)| {
        if is_protected(view, id) {
            return PROTECTED.to_owned();
        }
        let parts = [&address.flat, &address.house, &address.street, &address.town]
            .map(|part| part.reveal().as_ref().map(|line| line.0.clone()));
        let postcode = address.postcode.reveal().as_ref().map(ToString::to_string);
        let told = (*address.confirmed == Some(false)).then(|| "told, not confirmed".to_owned());
        parts.into_iter().flatten().chain(postcode).chain(told).collect::<Vec<_>>().join(", ")
    })
}

/// The foster carers whom the file names and who still are.
fn carers(view: &FileView) -> Vec<String> {
    let ties = view.all::<Relationship>().into_iter().map(|(_, tie)| tie);
    let fosters = ties.filter(|tie| tie.relationship_type.reveal().code() == "FOSTER_CARER");
    let now = fosters.filter(|tie| tie.ended.is_none_or(|ended| ended > view.today));
    now.filter_map(|tie| tie.other_name.into_inner()).map(|name| name.0).collect()
}

/// Where the address is asked for with a reason, where the child is tonight at a protected one.
fn protected_home(view: &FileView) -> Option<String> {
    let (id, _) = home(view)?;
    let placed = tonight(view).is_some_and(|words| words != PROTECTED);
    (is_protected(view, id) && !placed).then(|| paths::reveal(view.id, id))
}

/// Whether the address is protected at the moment of the view, or has been since: looking back does not tell it either.
fn is_protected(view: &FileView, id: RecordId) -> bool {
    view.record(id).is_some_and(|held| view.protects(held))
}

/// The address at which the person lives now.
fn home(view: &FileView) -> Option<(RecordId, Address)> {
    let now = |address: &Address| address.ended.is_none_or(|ended| ended > view.today);
    view.all::<Address>().into_iter().filter(|(_, address)| now(address)).max_by_key(|(_, address)| address.likeliest())
}

/// Who else answers for the child: the manager, the reviewing officer, the chair.
fn facts(opened: &Opened) -> Vec<Row> {
    let involved = opened.view.all::<Involvement>();
    let of = |role: &str| {
        let open = involved.iter().map(|(_, i)| i).filter(|i| i.ended.is_none() && i.role.code() == role);
        let holder = open.max_by_key(|i| *i.started)?;
        Some(Row::new(holder.role.words(), opened.worker_name(holder)?))
    };
    ["MANAGER", "IRO", "CP_CHAIR"].into_iter().filter_map(of).collect()
}

/// Who holds the case now.
fn holding(view: &FileView) -> Option<Involvement> {
    let open = view.all::<Involvement>().into_iter().map(|(_, i)| i).filter(|i| i.ended.is_none());
    open.filter(|i| matches!(i.role.code(), "CW" | "PA")).max_by_key(|i| *i.started)
}

fn team<'a>(opened: &'a Opened, holds: &Involvement) -> Option<&'a Team> {
    opened.signed.desk.pack().ok()?.team((*holds.team)?)
}

fn worker(opened: &Opened, holds: &Involvement) -> Option<String> {
    let name = opened.worker_name(holds);
    let parts: Vec<String> = name.into_iter().chain(team(opened, holds).map(|team| team.name.clone())).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn references(view: &FileView, person: Option<&Person>) -> Vec<Row> {
    let mut rows = Vec::new();
    if let Some(id) = &view.digest.la_child_id {
        rows.push(Row::new("Local identifier", id.clone()));
    }
    if let Some(person) = person {
        rows.extend(person.nhs_number.reveal().as_ref().map(|number| Row::new("NHS number", number.to_string())));
        rows.extend(person.upn.reveal().as_ref().map(|upn| Row::new("Unique pupil number", upn.to_string())));
    }
    if !view.digest.other_names.is_empty() {
        rows.push(Row::new("Also known as", view.digest.other_names.join(", ")));
    }
    rows
}

fn add(view: &FileView) -> Vec<Link> {
    if !view.may(Action::Record) {
        return Vec::new();
    }
    vec![
        Link::new("Record a visit", paths::add(view.id, "visit")),
        Link::new("Add a note", paths::add(view.id, "case_note")),
        Link::new("Add something else", paths::choose(view.id)),
    ]
}
