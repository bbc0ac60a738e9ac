use hearth_casework::returns::{
    collection::Collection,
    daily::{Logged, log},
};
use hearth_record::sharing::DailySend;
use jiff::civil::Date;

use super::number;
use crate::{
    answer::Answer,
    frame,
    guard::Signed,
    view::daily::{DailyRow, DailyRuns},
};

/// How many runs the page shows.
const RUNS: usize = 14;

/// The last runs of the daily data; none where nothing was ever sent. Two queries and a load for each of two years.
pub(super) async fn runs(signed: &Signed) -> Result<Option<DailyRuns>, Answer> {
    let runs = log(&signed.desk, RUNS).await.map_err(|failure| Answer::framed(failure, signed, None))?;
    let today = signed.desk.today();
    let runs: Vec<DailyRow> = runs.iter().map(|logged| row(logged, today)).collect();
    let recipient = &Collection::daily().recipient;
    Ok((!runs.is_empty()).then_some(DailyRuns { recipient, runs }))
}

fn row(logged: &Logged, today: Date) -> DailyRow {
    let run = &logged.run;
    let began = *run.began_at;
    let taken_back = Some(run.taken_back.0.0).filter(|taken_back| *taken_back > 0);
    let taken_back = taken_back.map_or_else(String::new, |count| format!(", {} taken back", children(count)));
    let (sent, unchanged) = (children(run.sent.0.0), children(run.unchanged.0.0));
    DailyRow {
        ago: hearth_calendar::in_words::when(today, hearth_calendar::london_date(began)),
        when: format!("{}, for {}", frame::moment(began), logged.by),
        says: format!("{sent} sent, {unchanged} unchanged{taken_back}"),
        trouble: trouble(run),
        receipts: run.receipts.reveal().iter().map(|receipt| receipt.0.clone()).collect(),
    }
}

/// What did not go as it should.
fn trouble(run: &DailySend) -> Option<String> {
    let mut parts = Vec::new();
    if run.refused.0.0 > 0 {
        parts.push(format!("{} refused: each file says why.", children(run.refused.0.0)));
    }
    if run.waiting.0.0 > 0 {
        parts.push(format!("{} waiting for the next run.", children(run.waiting.0.0)));
    }
    parts.extend(run.stopped.reveal().as_ref().map(|why| format!("It stopped: {}.", why.0)));
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn children(count: i64) -> String {
    number(usize::try_from(count).unwrap_or(0), "child", "children")
}
