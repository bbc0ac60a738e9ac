use axum::response::Response;
use hearth_access::Action;
use hearth_record::{Held, Service};

use super::{super::add::can_be_added, Opened, Past};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::step,
    paths,
    view::{
        Link, Tag, Tone,
        file::Section,
        record::{KindRecords, RecordRow, RecordsPage, ServiceRecords},
    },
};

/// How many records of a kind stand open; of many more the older ones are folded away.
const SHOWN: usize = 5;

/// `GET /children/{id}/records`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let may_add = opened.known.is_none() && opened.view.may(Action::Record);
    let services = Service::ALL.into_iter().filter_map(|service| of_service(&opened, service, may_add)).collect();
    Ok(rendered(&RecordsPage {
        frame: opened.frame("Records"),
        identity: opened.identity(Some(Section::Records)),
        services,
        closed: opened.closed(),
    }))
}

fn of_service(opened: &Opened, service: Service, may_add: bool) -> Option<ServiceRecords> {
    let of_file = |kind: &&hearth_record::KindSchema| {
        kind.service == service && kind.file.is_none_or(|of| of == opened.view.file_type)
    };
    let kinds: Vec<KindRecords> = hearth_record::kinds()
        .filter(of_file)
        .map(|kind| {
            let mut held: Vec<&Held> = opened.view.records().filter(|held| held.schema.kind == kind.kind).collect();
            held.sort_by_key(|held| std::cmp::Reverse(day_of(held)));
            let mut rows: Vec<RecordRow> = held.into_iter().map(|held| row(opened, held)).collect();
            let older = rows.split_off(if rows.len() > SHOWN + 1 { SHOWN } else { rows.len() });
            KindRecords { title: kind.title.to_owned(), rows, older }
        })
        .filter(|kind| !kind.rows.is_empty())
        .collect();
    let add: Vec<Link> = hearth_record::kinds()
        .filter(|kind| may_add && of_file(kind) && can_be_added(kind, opened))
        .map(|kind| Link::new(kind.title, paths::add(opened.view.id, kind.kind)))
        .collect();
    (!kinds.is_empty() || !add.is_empty()).then(|| ServiceRecords {
        title: service.title().to_owned(),
        anchor: service.code().replace('_', "-"),
        kinds,
        add,
    })
}

fn day_of(held: &Held) -> Option<jiff::civil::Date> {
    held.events().iter().map(|event| event.on).max()
}

fn row(opened: &Opened, held: &Held) -> RecordRow {
    let current = held.current();
    let headline = (held.schema.headline)(&current.fields);
    let text = if headline.is_empty() { held.schema.title.to_owned() } else { headline };
    let known = opened.known.as_ref().map(Past::query).unwrap_or_default();
    RecordRow {
        when: day_of(held).map_or_else(|| "No date".to_owned(), frame::day),
        record: Link::new(text, format!("{}{known}", paths::record(opened.view.id, held.id))),
        by: format!("{}, {}", current.written.by.name(), frame::moment(current.recorded_at)),
        marks: marks(held),
    }
}

/// Corrected, withdrawn, imported.
pub(super) fn marks(held: &Held) -> Vec<Tag> {
    let mut marks = Vec::new();
    if held.withdrawn() {
        marks.push(Tag::new("Withdrawn", Tone::Grave));
    } else if step::was_corrected(held) {
        marks.push(Tag::new("Corrected", Tone::Plain));
    }
    if matches!(held.versions()[0].written.by, hearth_record::Author::Import { .. }) {
        marks.push(Tag::new("Imported", Tone::Plain));
    }
    marks
}
