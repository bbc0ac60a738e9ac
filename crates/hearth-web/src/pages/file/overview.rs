use axum::response::Response;
use hearth_casework::{TimelineFilter, people};
use hearth_record::{
    EventName, Flag,
    front_door::SocialCareEpisode,
    looked_after::{LegalStatus, Placement},
};
use jiff::civil::Date;

use super::{Opened, entry};
use crate::{
    answer::{Answer, page as rendered},
    frame, paths,
    view::{
        file::{OverviewPage, Section},
        frame::Row,
        picture::{Lane, Picture, Span, placement_strip},
    },
};

/// How many events the overview shows.
const LATEST: usize = 6;

/// `GET /children/{id}`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let view = &opened.view;
    let family = people::family(&opened.signed.desk, view).await.map_err(|failure| opened.failed(failure))?;
    let happened = view.timeline(&TimelineFilter { to: Some(view.today), ..TimelineFilter::default() });
    let relatives = family.iter().filter(|relative| relative.ended.is_none());
    let page = OverviewPage {
        frame: opened.frame("Overview"),
        identity: opened.identity(Some(Section::Overview)),
        needs: Vec::new(),
        summary: None,
        voice: None,
        last_and_next: last_and_next(&opened),
        placements: placements(&opened),
        latest: happened.iter().take(LATEST).map(|moment| entry(&opened, moment)).collect(),
        family: relatives.map(relative).collect(),
        health_and_education: Vec::new(),
        involvement: involvement(&opened),
        closed: opened.closed(),
    };
    Ok(rendered(&page))
}

/// Somebody of the family, one click away where the council has a file of theirs.
fn relative(relative: &people::Relative) -> Row {
    let row = Row::new(relative.relationship, relative.name.clone());
    match relative.file {
        Some(file) => row.to(paths::file(file)),
        None => row,
    }
}

fn last_and_next(opened: &Opened) -> Vec<Row> {
    let view = &opened.view;
    let seen = view.timeline(&TimelineFilter {
        to: Some(view.today),
        event: EventName::named("child.seen").ok(),
        ..TimelineFilter::default()
    });
    let mut rows = Vec::new();
    if let Some(moment) = seen.first() {
        let when = hearth_calendar::in_words::when(view.today, moment.event.on);
        rows.push(
            Row::new("Last seen", format!("{} ({when})", frame::day(moment.event.on)))
                .to(paths::record(view.id, moment.record)),
        );
    } else if view.has(Flag::LookedAfter) || view.has(Flag::ProtectionPlan) || view.has(Flag::InNeedPlan) {
        rows.push(Row::new("Last seen", "No visit with the child seen is recorded"));
    }
    rows
}

fn involvement(opened: &Opened) -> Vec<Row> {
    let mut episodes = opened.view.all::<SocialCareEpisode>();
    episodes.sort_by_key(|(_, episode)| std::cmp::Reverse(*episode.received_on));
    let row = |(id, episode): (hearth_record::ids::RecordId, SocialCareEpisode)| {
        let closed = episode.closed_on.map_or_else(|| "open".to_owned(), |day| format!("closed {}", frame::day(day)));
        Row::new(format!("Referral of {}", frame::day(*episode.received_on)), closed)
            .to(paths::record(opened.view.id, id))
    };
    episodes.into_iter().map(row).collect()
}

/// Legal status over placement, as bars over time.
fn placements(opened: &Opened) -> Option<Picture> {
    let view = &opened.view;
    let span = |label: &str, from: Date, to: Option<Date>| Span {
        label: label.to_owned(),
        from,
        to,
        row: vec![label.to_owned(), frame::day(from), to.map_or_else(|| "now".to_owned(), frame::day)],
    };
    let mut legal: Vec<Span> =
        view.all::<LegalStatus>().iter().map(|(_, s)| span(s.status.meaning(), *s.started, *s.ended)).collect();
    let mut placed: Vec<Span> =
        view.all::<Placement>().iter().map(|(_, p)| span(p.placement_type.meaning(), *p.started, *p.ended)).collect();
    legal.sort_by_key(|span| span.from);
    placed.sort_by_key(|span| span.from);
    let lanes = [
        Lane { label: "Legal status".to_owned(), spans: legal },
        Lane { label: "Placement".to_owned(), spans: placed },
    ];
    let columns = ["What", "From", "To"].map(str::to_owned).to_vec();
    placement_strip("placements-strip", "Legal status and placements over time", &lanes, columns, view.today)
}
