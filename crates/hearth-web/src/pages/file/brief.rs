//! The parts of the overview that are worked out from the records: what waits for somebody, the child's own words, what was last and what
//! comes next, the plan, health and education, and each time that the council was involved.

use hearth_access::Action;
use hearth_casework::TimelineFilter;
use hearth_record::{
    EventName, Flag, Record,
    child_in_need::CinPlan,
    court::CourtHearing,
    education::{Attendance, School},
    front_door::SocialCareEpisode,
    ids::RecordId,
    looked_after::{CareReview, HealthCheck, Pep, PeriodOfCare, Sdq},
    planning::PlanAction,
    protection::{Conference, CoreGroup, CpPlan},
    recording::{CaseSummary, DirectWork, Visit},
};
use jiff::civil::Date;

use super::Opened;
use crate::{
    frame, paths,
    view::{
        Link,
        clock::ClockRow,
        file::{ActionRow, Narrative},
        frame::Row,
        picture::{Lane, Picture, Span, placement_strip},
    },
};

/// The most actions of the plan that the overview shows.
const MOST_ACTIONS: usize = 5;

/// What waits for somebody without a clock, each leading to where it is done.
pub fn waits(opened: &Opened, summary: Option<&Narrative>) -> Vec<ClockRow> {
    let view = &opened.view;
    let unsent = view.all::<CareReview>().into_iter().find(|(_, r)| r.held.is_some() && r.record_sent.is_none());
    let mut waits: Vec<ClockRow> = unsent
        .map(|(id, _)| waiting("not sent", "Record of the last review", Some(paths::record(view.id, id))))
        .into_iter()
        .collect();
    let open = [Flag::ProtectionPlan, Flag::LookedAfter, Flag::InNeedPlan].iter().any(|flag| view.has(*flag));
    let write = view.may(Action::Record).then(|| paths::add(view.id, CaseSummary::SCHEMA.kind));
    match summary {
        None if open => waits.push(waiting("not written", "Case summary", write)),
        Some(Narrative { stale: Some(_), .. }) => waits.push(waiting("out of date", "Case summary", write)),
        _ => {}
    }
    waits
}

fn waiting(stands: &str, name: &str, act: Option<String>) -> ClockRow {
    ClockRow { name: name.to_owned(), stands: stands.to_owned(), act, ..ClockRow::default() }
}

/// The child's own words, the latest that are recorded.
pub fn voice(opened: &Opened) -> Option<Narrative> {
    let view = &opened.view;
    let visits = view.all::<Visit>().into_iter().filter_map(|(id, visit)| {
        let said = visit.voice.reveal().as_ref()?.0.clone();
        Some((*visit.visited_on, id, said, visit.context.words()))
    });
    let work = view.all::<DirectWork>().into_iter().filter_map(|(id, work)| {
        let said = work.voice.reveal().as_ref()?.0.clone();
        Some((*work.on, id, said, "Direct work"))
    });
    let (on, id, text, medium) = visits.chain(work).max_by_key(|(on, id, ..)| (*on, *id))?;
    let by = view.record(id).map(|held| held.versions()[0].written.by.name().to_owned()).unwrap_or_default();
    Some(Narrative { text, by: format!("{medium}, {}; written down by {by}", frame::day(on)), stale: None })
}

/// What was last, and what is arranged next.
pub fn last_and_next(opened: &Opened) -> Vec<Row> {
    let view = &opened.view;
    let mut rows: Vec<Row> = last_seen(opened).into_iter().collect();
    let ahead = |day: Option<Date>| day.filter(|day| *day >= view.today);
    let reviews = view.all::<CareReview>();
    let conferences = view.all::<Conference>();
    let last = |what: &str, found: Option<(Date, RecordId)>| {
        found.map(|(on, id)| Row::new(what, frame::day(on)).to(paths::record(view.id, id)))
    };
    rows.extend(last("Last review", reviews.iter().filter_map(|(id, r)| Some(((*r.held)?, *id))).max()));
    rows.extend(last("Last conference", conferences.iter().filter_map(|(id, c)| Some(((*c.held_on)?, *id))).max()));
    let next = |what: &str, found: Option<(Date, RecordId)>| {
        found.map(|(on, id)| {
            let when = hearth_calendar::in_words::when(view.today, on);
            Row::new(what, format!("{} ({when})", frame::day(on))).to(paths::record(view.id, id))
        })
    };
    let groups = view.all::<CoreGroup>();
    let hearings = view.all::<CourtHearing>();
    rows.extend(next("Next review", reviews.iter().filter_map(|(id, r)| Some((ahead(*r.arranged)?, *id))).min()));
    rows.extend(next(
        "Next conference",
        conferences
            .iter()
            .filter(|(_, c)| c.held_on.is_none())
            .filter_map(|(id, c)| Some((ahead(*c.planned_for)?, *id)))
            .min(),
    ));
    rows.extend(next("Next core group", groups.iter().filter_map(|(id, g)| Some((ahead(*g.next_on)?, *id))).min()));
    rows.extend(next(
        "Next hearing",
        hearings
            .iter()
            .filter(|(_, h)| h.held_on.is_none())
            .filter_map(|(id, h)| Some((ahead(*h.listed_for)?, *id)))
            .min(),
    ));
    rows
}

fn last_seen(opened: &Opened) -> Option<Row> {
    let view = &opened.view;
    let seen = view.timeline(&TimelineFilter {
        to: Some(view.today),
        event: EventName::named("child.seen").ok(),
        ..TimelineFilter::default()
    });
    let Some(moment) = seen.first() else {
        let open = [Flag::LookedAfter, Flag::ProtectionPlan, Flag::InNeedPlan].iter().any(|flag| view.has(*flag));
        return open.then(|| Row::new("Last seen", "No visit with the child seen is recorded"));
    };
    let held = view.record(moment.record);
    let by = held.map(|held| held.versions()[0].written.by.name().to_owned()).unwrap_or_default();
    let alone = held.and_then(|held| held.current().fields.get("seen_alone")).and_then(serde_json::Value::as_bool);
    let alone = match alone {
        Some(true) => ", alone",
        Some(false) => ", not alone",
        None => "",
    };
    let when = hearth_calendar::in_words::when(view.today, moment.event.on);
    let words = format!("{} ({when}) by {by}{alone}", frame::day(moment.event.on));
    Some(Row::new("Last seen", words).to(paths::record(view.id, moment.record)))
}

/// The actions of the plan that are not done: what is late first.
pub fn plan(opened: &Opened) -> Vec<ActionRow> {
    let view = &opened.view;
    let mut open: Vec<(RecordId, PlanAction)> =
        view.all::<PlanAction>().into_iter().filter(|(_, action)| action.done_on.is_none()).collect();
    open.sort_by_key(|(_, action)| (action.due.unwrap_or(Date::MAX), *action.agreed_on));
    let row = |(id, action): (RecordId, PlanAction)| ActionRow {
        what: Link::new(action.action.reveal().0.clone(), paths::record(view.id, id)),
        who: action.who.reveal().as_ref().map(|who| who.0.clone()).or_else(|| {
            let worker = (*action.worker)?;
            opened.colleagues.iter().find(|known| known.worker == worker).map(|known| known.name.clone())
        }),
        when: action.due.map(|due| hearth_calendar::in_words::due(view.today, due)).unwrap_or_default(),
        late: action.due.is_some_and(|due| due < view.today),
        update: paths::correct(view.id, id),
    };
    open.into_iter().take(MOST_ACTIONS).map(row).collect()
}

/// School, attendance, health checks, the score of strengths and difficulties, the education plan.
pub fn health_and_education(opened: &Opened) -> Vec<Row> {
    let view = &opened.view;
    let mut rows = Vec::new();
    let link = |row: Row, id: RecordId| row.to(paths::record(view.id, id));
    let schools = view.all::<School>();
    if let Some((id, school)) = schools.iter().filter(|(_, s)| s.ended.is_none()).max_by_key(|(_, s)| *s.started) {
        let year = school.year_group.reveal().as_ref().map(|year| format!(", {}", year.0)).unwrap_or_default();
        rows.push(link(Row::new("School", format!("{}{year}", school.name.reveal().0)), *id));
    }
    if let Some((id, attended)) = view.all::<Attendance>().into_iter().max_by_key(|(_, a)| *a.ended) {
        let words = format!("{} per cent, to {}", attended.percent.reveal().0, frame::day(*attended.ended));
        rows.push(link(Row::new("Attendance", words), id));
    }
    if let Some((id, pep)) =
        view.all::<Pep>().into_iter().filter(|(_, p)| p.held.is_some()).max_by_key(|(_, p)| *p.held)
    {
        rows.push(link(Row::new("Education plan", pep.held.map(frame::day).unwrap_or_default()), id));
    }
    let checks = view.all::<HealthCheck>();
    if let Some((id, check)) = checks.into_iter().filter(|(_, c)| c.on.is_some()).max_by_key(|(_, c)| *c.on) {
        let words = format!("{}, {}", check.check_type.words(), check.on.map(frame::day).unwrap_or_default());
        rows.push(link(Row::new("Last health check", words), id));
    }
    let mut scores: Vec<(Date, u64, RecordId)> = view
        .all::<Sdq>()
        .into_iter()
        .filter_map(|(id, sdq)| Some(((*sdq.completed)?, u64::try_from(sdq.score.reveal().as_ref()?.0).ok()?, id)))
        .collect();
    scores.sort_unstable();
    if let Some((on, _, id)) = scores.last() {
        let trend: Vec<String> = scores.iter().rev().take(3).rev().map(|(_, score, _)| score.to_string()).collect();
        rows.push(link(
            Row::new("Strengths and difficulties", format!("{} ({})", trend.join(", then "), frame::day(*on))),
            *id,
        ));
    }
    rows
}

/// Each time that the council was involved, as bars over time: referral, plans, care.
pub fn involvement(opened: &Opened) -> Option<Picture> {
    let view = &opened.view;
    let span = |label: &str, from: Date, to: Option<Date>, why: &str| Span {
        label: label.to_owned(),
        from,
        to,
        row: vec![label.to_owned(), frame::day(from), to.map_or_else(|| "now".to_owned(), frame::day), why.to_owned()],
    };
    let lane = |label: &str, mut spans: Vec<Span>| {
        spans.sort_by_key(|span| span.from);
        Lane { label: label.to_owned(), spans }
    };
    let episodes = view.all::<SocialCareEpisode>().into_iter().map(|(_, e)| {
        let why = e.primary_need.reveal().map_or("", hearth_record::sets::PrimaryNeed::words);
        span("Referral", *e.received_on, *e.closed_on, why)
    });
    let cin = view.all::<CinPlan>().into_iter().map(|(_, p)| span("Child in need plan", *p.started, *p.ended, ""));
    let cp = view.all::<CpPlan>().into_iter().map(|(_, p)| span("Protection plan", *p.started, *p.ended, ""));
    let care = view.all::<PeriodOfCare>().into_iter().map(|(_, p)| span("In care", *p.started, *p.ended, ""));
    let lanes = [
        lane("Referrals", episodes.collect()),
        lane("Child in need", cin.collect()),
        lane("Child protection", cp.collect()),
        lane("Looked after", care.collect()),
    ];
    let columns = ["What", "From", "To", "Why"].map(str::to_owned).to_vec();
    placement_strip("involvement-strip", "Each time that we were involved", &lanes, columns, view.today)
}
