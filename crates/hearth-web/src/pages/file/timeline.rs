use axum::{extract::Query, response::Response};
use hearth_casework::{Moment, TimelineFilter};
use hearth_record::{Service, event::VOCABULARY};
use jiff::civil::Date;

use super::{Opened, Past, weighty};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::step,
    paths,
    view::{
        Tag, Tone,
        file::Section,
        form::Choice,
        picture::{Dot, Gap, timeline_strip},
        timeline::{Entry, Filter, Pages, TimelinePage, TimelineRow},
    },
};

/// How many entries a page shows.
const A_PAGE: usize = 100;
/// After so many days without an entry the timeline says so.
const A_GAP: i32 = 90;

/// `GET /children/{id}/timeline`
pub async fn page(opened: Opened, Query(asked): Query<Vec<(String, String)>>) -> Result<Response, Answer> {
    let view = &opened.view;
    let one = |name: &str| asked.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let services: Vec<&str> =
        asked.iter().filter(|(key, _)| key == "service").map(|(_, value)| value.as_str()).collect();
    let kinds: Vec<&str> = asked
        .iter()
        .filter(|(key, value)| key == "kind" && !value.is_empty())
        .map(|(_, value)| value.as_str())
        .collect();
    let (from, to) = (day(one("from")), day(one("to")));
    let problem = match (&from, &to) {
        (Err(()), _) | (_, Err(())) => Some("Type dates such as 25/11/2026".to_owned()),
        (Ok(Some(from)), Ok(Some(to))) if to < from => Some("The last day must be on or after the first".to_owned()),
        _ => None,
    };
    let filter = TimelineFilter { from: from.ok().flatten(), to: to.ok().flatten(), ..TimelineFilter::default() };
    let all = view.timeline(&TimelineFilter::default());
    let mut moments = view.timeline(&filter);
    moments.retain(|moment| {
        (services.is_empty() || services.contains(&moment.kind.service.code()))
            && (kinds.is_empty() || kinds.contains(&moment.kind.kind))
    });
    let oldest_first = one("order") == "old";
    if oldest_first {
        moments.reverse();
    }
    let moments: Vec<Happening<'_>> = together(&moments);
    let page_number = one("page").parse::<usize>().unwrap_or(1).max(1);
    let start = (page_number - 1) * A_PAGE;
    let shown: Vec<&Happening<'_>> = moments.iter().skip(start).take(A_PAGE).collect();
    let active = !services.is_empty() || !kinds.is_empty() || filter.from.is_some() || filter.to.is_some();
    let page = TimelinePage {
        frame: opened.frame("Timeline"),
        identity: opened.identity(Some(Section::Timeline)),
        filter: Filter {
            action: format!("{}/timeline", paths::file(view.id)),
            kinds: kind_choices(&all, &kinds),
            services: service_choices(&all, &services),
            from: filter.from.map(|d| d.to_string()).unwrap_or_default(),
            to: filter.to.map(|d| d.to_string()).unwrap_or_default(),
            oldest_first,
            known: opened.known.as_ref().map(|past| past.day.to_string()).unwrap_or_default(),
            today: view.today.to_string(),
            problem,
            active,
        },
        strip: strip(&moments, view.today),
        count: count(start, shown.len(), moments.len()),
        rows: rows(&opened, &shown, active),
        pages: pages(&opened, &asked, page_number, moments.len()),
        closed: opened.closed(),
    };
    Ok(rendered(&page))
}

fn day(text: &str) -> Result<Option<Date>, ()> {
    if text.trim().is_empty() { Ok(None) } else { hearth_record::value::date(text).map(Some).map_err(drop) }
}

fn service_choices(all: &[Moment], chosen: &[&str]) -> Vec<Choice> {
    let used = Service::ALL.into_iter().filter(|service| all.iter().any(|moment| moment.kind.service == *service));
    used.map(|service| Choice::new(service.code(), service.title()).chosen_if(chosen.contains(&service.code())))
        .collect()
}

fn kind_choices(all: &[Moment], chosen: &[&str]) -> Vec<Choice> {
    let used = hearth_record::kinds().filter(|kind| all.iter().any(|moment| moment.kind.kind == kind.kind));
    used.map(|kind| Choice::new(kind.kind, kind.title).chosen_if(chosen.contains(&kind.kind))).collect()
}

fn count(start: usize, shown: usize, of: usize) -> String {
    match of {
        0 => "Nothing to show".to_owned(),
        of if shown == of && of == 1 => "Showing 1 entry".to_owned(),
        of if shown == of => format!("Showing all {of} entries"),
        of => format!("Showing {} to {} of {of}", start + 1, start + shown),
    }
}

/// What one record says of one day, in one row: that a visit was made, and that the child was seen at it.
pub(crate) struct Happening<'a> {
    /// What the row is called after.
    first: &'a Moment,
    /// What else the record says of the day.
    beside: Vec<&'a Moment>,
}

/// The moments as rows, in their order.
pub(crate) fn together(moments: &[Moment]) -> Vec<Happening<'_>> {
    let mut rows: Vec<Happening<'_>> = Vec::new();
    for moment in moments {
        let day = |row: &&mut Happening<'_>| row.first.event.on == moment.event.on;
        let same = rows.iter_mut().rev().take_while(day).find(|row| row.first.record == moment.record);
        match same {
            // A visit is called a visit, not after the child who was seen.
            Some(row) if row.first.event.name.as_str() == "child.seen" => {
                row.beside.push(row.first);
                row.first = moment;
            }
            Some(row) => row.beside.push(moment),
            None => rows.push(Happening { first: moment, beside: Vec::new() }),
        }
    }
    rows
}

fn rows(opened: &Opened, shown: &[&Happening<'_>], filtered: bool) -> Vec<TimelineRow> {
    let mut rows = Vec::new();
    let mut before: Option<Date> = None;
    for row in shown {
        let moment = row.first;
        let on = moment.event.on;
        // Nothing is expected between a birth and the first contact.
        if let Some(before) = before.filter(|_| !filtered && !is_birth(moment)) {
            let days = hearth_calendar::days_between(before, on).abs();
            if days > A_GAP {
                rows.push(TimelineRow::Gap(format!("Nothing is recorded for {days} days")));
            }
        }
        if before.is_none_or(|before| before.year() != on.year()) {
            rows.push(TimelineRow::Year(on.year().to_string()));
        }
        rows.push(TimelineRow::Entry(entry(opened, row)));
        before = Some(on);
    }
    rows
}

/// What one record says of one day as a row.
pub(crate) fn entry(opened: &Opened, row: &Happening<'_>) -> Entry {
    let moment = row.first;
    let mut titles: Vec<&str> = row.beside.iter().map(|beside| beside.event.name.title()).collect();
    titles.insert(0, moment.event.name.title());
    // In the order in which such things happen, but for the child who was seen at a visit.
    titles.sort_by_key(|title| (*title == "Child seen", VOCABULARY.iter().position(|(_, words)| words == title)));
    let also = titles.iter().skip(1).map(|title| lower_first(title));
    let title = titles.iter().take(1).map(|title| (*title).to_owned()).chain(also).collect::<Vec<_>>().join(", ");
    // The same words once: a headline that only names the event again says nothing.
    let detail = Some(moment.headline.clone()).filter(|line| !line.is_empty() && !title.starts_with(line.as_str()));
    let held = opened.view.record(moment.record);
    let mut marks = Vec::new();
    if held.is_some_and(step::was_corrected) {
        marks.push(Tag::new("Corrected", Tone::Plain));
    }
    if moment.event.on > opened.view.today {
        marks.push(Tag::new("To come", Tone::Plain));
    }
    let by = held.map(|held| {
        let current = held.current();
        format!("{}, {}", current.written.by.name(), frame::moment(current.recorded_at))
    });
    let known = opened.known.as_ref().map(Past::query).unwrap_or_default();
    Entry {
        date: frame::day(moment.event.on),
        machine: moment.event.on.to_string(),
        age: moment.age.filter(|_| !is_birth(moment)).map(|age| format!("age {}", age_in_years(age))),
        title,
        href: Some(format!("{}{known}", paths::record(opened.view.id, moment.record))),
        kind: moment.kind.title.to_owned(),
        detail,
        by,
        marks,
        weighty: weighty(moment) || row.beside.iter().any(|beside| weighty(beside)),
    }
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn age_in_years(age: hearth_calendar::Age) -> String {
    if age.years == 0 {
        hearth_calendar::in_words::counted(u32::from(age.months), "month")
    } else {
        age.years.to_string()
    }
}

fn is_birth(moment: &Moment) -> bool {
    moment.event.name.as_str() == "person.born"
}

fn strip(moments: &[Happening<'_>], today: Date) -> Option<crate::view::picture::Picture> {
    // The years between birth and the first contact would leave no room for the work.
    let worked = moments.iter().map(|row| row.first).filter(|moment| !is_birth(moment));
    let dots: Vec<Dot> = worked.map(|moment| Dot { on: moment.event.on, weighty: weighty(moment) }).collect();
    let mut days: Vec<Date> = dots.iter().map(|dot| dot.on).collect();
    days.sort_unstable();
    let gaps: Vec<Gap> = days
        .windows(2)
        .filter(|two| hearth_calendar::days_between(two[0], two[1]) > A_GAP)
        .map(|two| Gap {
            from: two[0],
            to: two[1],
            words: format!("{} days", hearth_calendar::days_between(two[0], two[1])),
        })
        .collect();
    timeline_strip("timeline-strip", &dots, &gaps, today)
}

fn pages(opened: &Opened, asked: &[(String, String)], here: usize, of: usize) -> Option<Pages> {
    let last = of.div_ceil(A_PAGE);
    if last <= 1 {
        return None;
    }
    let address = |number: usize| {
        let kept = asked.iter().filter(|(key, value)| key != "page" && !value.is_empty());
        // Codes, dates and words of ours: what could need escaping was refused when the page was asked for.
        let kept: Vec<String> =
            kept.filter(|(k, v)| plain(k) && plain(v)).map(|(key, value)| format!("{key}={value}")).collect();
        format!(
            "{}/timeline?{}",
            paths::file(opened.view.id),
            [kept, vec![format!("page={number}")]].concat().join("&")
        )
    };
    Some(Pages {
        previous: (here > 1).then(|| address(here - 1)),
        next: (here < last).then(|| address(here + 1)),
        here: format!("Page {here} of {last}"),
    })
}

fn plain(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '/'))
}
