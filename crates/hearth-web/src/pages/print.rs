//! A working copy on paper: one click, which is written down before the copy is shown.

use axum::response::Response;
use hearth_casework::{Failure, TimelineFilter, access, people, police};
use hearth_record::{ids::RecordId, recording::CaseSummary};

use super::{Sent, file::Opened, taken};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    view::{
        file::{Narrative, PrintPage},
        frame::Row,
    },
};

/// `POST /children/{id}/print`: the whole file in brief, or the one record that `record` names.
pub async fn page(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record: Option<RecordId> = posted.one("record").parse().ok();
    let noted = access::note_print(&opened.signed.desk, &opened.view, record).await;
    noted.map_err(|failure| opened.failed(failure))?;
    // A working copy is left lying about: what a family must not learn of while an inquiry runs is not on it.
    let hidden = police::hidden(&opened.view);
    if record.is_some_and(|record| hidden.contains(&record)) {
        let why = "this must not be printed: the family must not learn of it until it is released";
        return Err(opened.failed(Failure::Wrong(why.to_owned())));
    }
    if let Some(record) = record {
        return super::file::shown_record(opened, record, super::file::Said::Printed).await;
    }
    let view = &opened.view;
    let family = people::family(&opened.signed.desk, view).await.map_err(|failure| opened.failed(failure))?;
    let row = |relative: &people::Relative| {
        let born = relative.born.map(|day| format!(", born {}", frame::day(day))).unwrap_or_default();
        Row::new(relative.relationship, format!("{}{born}", relative.name))
    };
    let mut moments = view.timeline(&TimelineFilter::default());
    moments.retain(|moment| !hidden.contains(&moment.record));
    Ok(rendered(&PrintPage {
        frame: opened.frame("Working copy"),
        identity: opened.identity(None),
        summary: summary(&opened),
        family: family.iter().filter(|relative| relative.ended.is_none()).map(row).collect(),
        entries: super::file::together(&moments).iter().map(|row| super::file::entry(&opened, row)).collect(),
        closed: opened.closed(),
    }))
}

/// The newest summary, with how old it is.
pub fn summary(opened: &Opened) -> Option<Narrative> {
    let view = &opened.view;
    let newest = view.all::<CaseSummary>().into_iter().max_by_key(|(_, summary)| *summary.written_on)?;
    let (id, summary) = newest;
    let days = hearth_calendar::days_between(*summary.written_on, view.today);
    let old = u32::try_from(days).unwrap_or(0);
    let by = view.record(id).map(|held| held.current().written.by.name().to_owned()).unwrap_or_default();
    let day = frame::day(*summary.written_on);
    let stale = old > CaseSummary::LASTS_DAYS;
    Some(Narrative {
        text: summary.summary.reveal().0.clone(),
        by: if by.is_empty() { day } else { format!("{by}, {day}") },
        stale: stale.then(|| format!("out of date: {}", hearth_calendar::in_words::counted(old, "day") + " old")),
    })
}
