use axum::response::Response;
use hearth_access::Action;
use hearth_casework::TimelineFilter;
use hearth_record::{
    Record,
    looked_after::{LegalStatus, Placement},
    planning::PlanAction,
    recording::CaseSummary,
};
use jiff::civil::Date;

use super::{Opened, brief, clocks, entry, family, quality, together};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::print,
    paths,
    view::{
        file::{OverviewPage, Section},
        picture::{Lane, Picture, Span, placement_strip},
    },
};

/// How many events the overview shows.
const LATEST: usize = 6;

/// `GET /children/{id}`
pub async fn page(mut opened: Opened) -> Result<Response, Answer> {
    if opened.view.all::<PlanAction>().iter().any(|(_, action)| action.done_on.is_none() && action.worker.is_some()) {
        opened.know_colleagues().await?;
    }
    let view = &opened.view;
    let summary = print::summary(&opened);
    let family = family::brief(&opened).await?;
    let happened = view.timeline(&TimelineFilter { to: Some(view.today), ..TimelineFilter::default() });
    let (mut needs, ahead) = clocks::rows(&opened);
    if opened.known.is_none() {
        needs.extend(brief::waits(&opened, summary.as_ref()));
    }
    let page = OverviewPage {
        frame: opened.frame("Overview"),
        identity: opened.identity(Some(Section::Overview)),
        needs,
        ahead,
        summary_form: opened.view.may(Action::Record).then(|| paths::add(view.id, CaseSummary::SCHEMA.kind)),
        summary,
        voice: brief::voice(&opened),
        last_and_next: brief::last_and_next(&opened),
        plan: brief::plan(&opened),
        placements: placements(&opened),
        latest: together(&happened).iter().take(LATEST).map(|row| entry(&opened, row)).collect(),
        family,
        health_and_education: brief::health_and_education(&opened),
        involvement: brief::involvement(&opened),
        quality: quality::panel(&opened),
        closed: opened.closed(),
    };
    Ok(rendered(&page))
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
        view.all::<LegalStatus>().iter().map(|(_, s)| span(s.status.words(), *s.started, *s.ended)).collect();
    let mut placed: Vec<Span> =
        view.all::<Placement>().iter().map(|(_, p)| span(p.placement_type.words(), *p.started, *p.ended)).collect();
    legal.sort_by_key(|span| span.from);
    placed.sort_by_key(|span| span.from);
    let lanes = [
        Lane { label: "Legal status".to_owned(), spans: legal },
        Lane { label: "Placement".to_owned(), spans: placed },
    ];
    let columns = ["What", "From", "To"].map(str::to_owned).to_vec();
    placement_strip("placements-strip", "Legal status and placements over time", &lanes, columns, view.today)
}
