use axum::response::Response;
use hearth_casework::people::{self, Relative};
use hearth_record::people::Involvement;

use super::Opened;
use crate::{
    answer::{Answer, page as rendered},
    frame, paths,
    view::{
        Tag, Tone,
        file::{FamilyGroup, FamilyPage, Relative as Shown, Section},
    },
};

/// `GET /children/{id}/family`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let family = people::family(&opened.signed.desk, &opened.view).await.map_err(|failure| opened.failed(failure))?;
    let (parents, others): (Vec<_>, Vec<_>) = family.iter().partition(|relative| holds_or_is_parent(relative));
    let group = |title: &str, people: Vec<&Relative>, empty: &str| FamilyGroup {
        title: title.to_owned(),
        people: people.into_iter().map(|relative| shown(&opened, relative)).collect(),
        empty: empty.to_owned(),
    };
    let groups = vec![
        group(
            "Parents and those with parental responsibility",
            parents,
            "Nobody is recorded yet. Add a relationship to say who the parents are and who holds parental responsibility.",
        ),
        group(
            "Brothers, sisters and others",
            others,
            "Nobody is recorded yet. Brothers, sisters, grandparents and friends who matter will stand here.",
        ),
        FamilyGroup {
            title: "Professionals".to_owned(),
            people: professionals(&opened),
            empty: "No worker or team is recorded as involved.".to_owned(),
        },
    ];
    Ok(rendered(&FamilyPage {
        frame: opened.frame("Family and network"),
        identity: opened.identity(Some(Section::Family)),
        groups,
        closed: opened.closed(),
    }))
}

fn holds_or_is_parent(relative: &Relative) -> bool {
    let relation = relative.relationship.to_lowercase();
    relative.parental_responsibility == Some(true)
        || ["parent", "mother", "father"].iter().any(|word| relation.contains(word) && !relation.contains("grand"))
}

fn shown(opened: &Opened, relative: &Relative) -> Shown {
    let mut marks = Vec::new();
    if relative.no_contact {
        marks.push(Tag::new("No contact", Tone::Grave));
    }
    if relative.parental_responsibility == Some(true) {
        marks.push(Tag::new("Parental responsibility", Tone::Plain));
    }
    let until = relative.ended.map(|day| format!("until {}", frame::day(day)));
    let since = relative.started.map(|day| format!("since {}", frame::day(day)));
    let basis = relative.pr_basis.map(|basis| format!("Parental responsibility by: {basis}"));
    Shown {
        name: relative.name.clone(),
        href: relative.file.map(paths::file),
        relation: relative.relationship.to_owned(),
        age: relative.born.map(|born| hearth_calendar::in_words::age_of(born, opened.view.today)),
        marks,
        details: [since, until, basis].into_iter().flatten().collect(),
        source: relative.source.clone().map(|source| format!("from {source}")),
        record: Some(paths::record(opened.view.id, relative.record)),
    }
}

fn professionals(opened: &Opened) -> Vec<Shown> {
    let pack = opened.signed.desk.pack().ok();
    let open = opened.view.all::<Involvement>().into_iter().filter(|(_, involvement)| involvement.ended.is_none());
    open.map(|(id, involvement)| {
        let team =
            pack.and_then(|pack| involvement.team.and_then(|team| pack.team(team))).map(|team| team.name.clone());
        let name = opened.worker_name(&involvement);
        Shown {
            name: name.or_else(|| team.clone()).unwrap_or_else(|| "Not named".to_owned()),
            href: None,
            relation: involvement.role.meaning().to_owned(),
            age: None,
            marks: Vec::new(),
            details: team.into_iter().chain([format!("since {}", frame::day(*involvement.started))]).collect(),
            source: None,
            record: Some(paths::record(opened.view.id, id)),
        }
    })
    .collect()
}
