use std::collections::BTreeMap;

use axum::response::Response;
use hearth_access::Action;
use hearth_casework::{TimelineFilter, retention};
use hearth_record::{
    Record,
    ids::RecordId,
    looked_after::{LegalStatus, Placement},
    planning::PlanAction,
    recording::CaseSummary,
    retention::ExternalRecord,
};
use jiff::civil::Date;

use super::{Opened, brief, clocks, entry, family, quality, together};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::{print, schedule as schedule_page},
    paths,
    view::{
        Link,
        file::{OverviewPage, Section},
        picture::{Lane, Picture, Span, placement_strip},
        schedule::KeptView,
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
        elsewhere_counted: elsewhere_counted(&opened),
        elsewhere: elsewhere(&opened),
        kept: kept(&opened).await?,
        closed: opened.closed(),
    };
    Ok(rendered(&page))
}

/// The records outside the system that remain, each with its place.
fn elsewhere(opened: &Opened) -> Vec<Link> {
    let remain = opened.view.all::<ExternalRecord>().into_iter().filter(|(_, says)| says.remains());
    let link = |(id, says): (RecordId, ExternalRecord)| {
        let words = format!("{}, {}", says.title.reveal().0, says.location.reveal().0);
        Link::new(words, paths::record(opened.view.id, id))
    };
    remain.map(link).collect()
}

/// "1 paper file, 2 e-mail accounts".
fn elsewhere_counted(opened: &Opened) -> String {
    let mut by_medium: BTreeMap<&str, u32> = BTreeMap::new();
    for (_, says) in opened.view.all::<ExternalRecord>().iter().filter(|(_, says)| says.remains()) {
        *by_medium.entry(says.medium.words()).or_default() += 1;
    }
    // The names of the council's systems keep their capitals.
    let noun = |words: &str| words.replacen("Paper", "paper", 1).replacen("E-mail", "e-mail", 1);
    let counted = by_medium.iter().map(|(words, count)| hearth_calendar::in_words::counted(*count, &noun(words)));
    counted.collect::<Vec<_>>().join(", ")
}

/// How long the file is kept, for whoever works with it or keeps the schedule. Holds are not told here.
async fn kept(opened: &Opened) -> Result<Option<KeptView>, Answer> {
    let view = &opened.view;
    if opened.known.is_some() || !(view.may(Action::Record) || view.may(Action::ReadRetention)) {
        return Ok(None);
    }
    let desk = &opened.signed.desk;
    let schedule = desk.instance().schedule_lately(desk.authority(), desk.now()).await;
    let schedule = schedule.map_err(|failure| Answer::framed(failure, &opened.signed, None))?;
    Ok(Some(schedule_page::view_of(&retention::kept_of(view, &schedule))))
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
