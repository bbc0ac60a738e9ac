use axum::response::Response;
use hearth_casework::{TimelineFilter, people};
use hearth_record::{
    Flag,
    front_door::SocialCareEpisode,
    looked_after::{LegalStatus, Placement},
    recording::Visit,
};
use jiff::civil::Date;

use super::{Opened, entry};
use crate::{
    answer::{Answer, page as rendered},
    frame, paths,
    view::{
        Link,
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
    let siblings = family.iter().filter(|relative| relative.relationship.to_lowercase().contains("sibling") || relative.relationship.to_lowercase().contains("brother"));
    let siblings = siblings.filter_map(|relative| relative.file.map(|file| Link::new(relative.name.clone(), paths::file(file)))).collect();
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
        family: relatives.map(|relative| Row::new(relative.relationship, relative.name.clone())).collect(),
        health_and_education: Vec::new(),
        involvement: involvement(&opened),
        siblings,
        closed: opened.closed(),
    };
    Ok(rendered(&page))
}

fn last_and_next(opened: &Opened) -> Vec<Row> {
    let view = &opened.view;
    let visits = view.all::<Visit>();
    let seen = visits.iter().filter(|(_, visit)| visit.child_seen.unwrap_or(false) && *visit.visited_on <= view.today);
    let mut rows = Vec::new();
    if let Some((id, visit)) = seen.max_by_key(|(_, visit)| *visit.visited_on) {
        let alone = if visit.seen_alone.unwrap_or(false) { ", alone" } else { "" };
        let when = hearth_calendar::in_words::when(view.today, *visit.visited_on);
        rows.push(Row::new("Last seen", format!("{}{alone} ({when})", frame::day(*visit.visited_on))).to(paths::record(view.id, *id)));
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
        Row::new(format!("Referral of {}", frame::day(*episode.received_on)), closed).to(paths::record(opened.view.id, id))
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
    let mut legal: Vec<Span> = view.all::<LegalStatus>().iter().map(|(_, s)| span(s.status.meaning(), *s.started, *s.ended)).collect();
    let mut placed: Vec<Span> = view.all::<Placement>().iter().map(|(_, p)| span(p.placement_type.meaning(), *p.started, *p.ended)).collect();
    legal.sort_by_key(|span| span.from);
    placed.sort_by_key(|span| span.from);
    let lanes = [Lane { label: "Legal status".to_owned(), spans: legal }, Lane { label: "Placement".to_owned(), spans: placed }];
    let columns = ["What", "From", "To"].map(str::to_owned).to_vec();
    placement_strip("placements-strip", "Legal status and placements over time", &lanes, columns, view.today)
}
