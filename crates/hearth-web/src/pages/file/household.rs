//! Everybody at one address or in one group, with how each of them stands.

use axum::response::Response;
use hearth_access::Action;
use hearth_casework::people::{self, Housemate};
use hearth_record::{Record, people::Relationship, recording::CaseNote};

use super::Opened;
use crate::{
    answer::{Answer, page as rendered},
    pages::home::tags,
    paths,
    view::{Link, family, file::Section},
};

/// `GET /children/{id}/household`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let day = opened.known.as_ref().map_or(opened.view.today, |past| past.day);
    let there = people::same_home(&opened.signed.desk, &opened.view, day).await;
    let there = there.map_err(|failure| opened.failed(failure))?;
    let may = opened.known.is_none() && opened.view.may(Action::Record);
    let mut frame = opened.frame("Everybody at this address");
    frame.back = Some(Link::new("Family and network", paths::family(opened.view.id)));
    Ok(rendered(&family::HouseholdPage {
        frame,
        identity: opened.identity(Some(Section::Family)),
        rows: there.iter().map(|housemate| row(&opened, housemate, day)).collect(),
        note: may.then(|| paths::add(opened.view.id, CaseNote::SCHEMA.kind)),
    }))
}

fn row(opened: &Opened, there: &Housemate, day: jiff::civil::Date) -> family::Housemate {
    let own = there.file == opened.view.id;
    let because = match (own, there.address, there.group) {
        (true, ..) => "Whose file this is",
        (_, true, true) => "Same address and same household",
        (_, true, _) => "Same address",
        _ => "Same household or family group",
    };
    let ties = opened.view.all::<Relationship>();
    let theirs = ties.iter().map(|(_, tie)| tie).filter(|tie| *tie.other.reveal() == Some(there.person));
    let relation: Vec<&str> = theirs.map(|tie| tie.relationship_type.reveal().words()).collect();
    family::Housemate {
        link: Link::new(there.name.clone(), paths::file(there.file)),
        age: there.born.map(|born| hearth_calendar::in_words::age_of(born, day)).unwrap_or_default(),
        relation: relation.join(", "),
        standing: tags(&there.flags),
        because: because.to_owned(),
    }
}
