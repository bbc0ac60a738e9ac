use axum::response::Response;
use hearth_casework::returns::{CollectionYear, Return, upload::may_check, whole::gather, year_of};

use super::{found, named};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    view::returns::{CheckedReturn, ReturnRow, ReturnsPage},
};

/// `GET /returns`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    may_check(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    Ok(rendered(&of(&signed, None)))
}

/// `POST /returns`: gathers a return and checks it. Reads every file that counts, so it takes seconds for a council of thousands;
/// nothing of it is kept.
pub async fn check(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let failed = |failure| Answer::framed(failure, &signed, None);
    let (of_return, year) = asked(&signed, &posted)?;
    let gathered = gather(&signed.desk, of_return, year, |_| ()).await.map_err(failed)?;
    let checked = found::told(&signed, gathered).await?;
    Ok(rendered(&of(&signed, Some(checked))))
}

/// The return and the year that a form names.
pub(super) fn asked(signed: &Signed, posted: &crate::view::form::Posted) -> Result<(Return, CollectionYear), Answer> {
    let year = posted.one("year").parse().ok().and_then(CollectionYear::ending);
    named(posted).zip(year).ok_or_else(|| {
        Answer::Wrong(
            Box::new(frame::of(signed, "")),
            "say which return of which year: choose it in the list".to_owned(),
        )
    })
}

fn of(signed: &Signed, checked: Option<CheckedReturn>) -> ReturnsPage {
    let today = signed.desk.today();
    let current = year_of(today);
    let years = current.into_iter().flat_map(|year| [year.before(), year]);
    let mut rows: Vec<(jiff::civil::Date, ReturnRow)> = years
        .flat_map(|year| Return::ALL.map(|of| (year, of)))
        .map(|(year, of)| {
            let collection = of.collection();
            let due = collection.due(year);
            let row = ReturnRow {
                code: of.code(),
                name: of.name(),
                number: year.number(),
                year: format!("{} to {}", frame::day(year.start()), frame::day(year.end())),
                due: if due < today {
                    "the day has passed".to_owned()
                } else {
                    hearth_calendar::in_words::when(today, due)
                },
                date: frame::day(due),
                guidance: &collection.guidance,
            };
            (due, row)
        })
        .collect();
    rows.sort_by_key(|(due, _)| (*due < today, *due));
    ReturnsPage {
        frame: frame::of(signed, "Statutory returns"),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        checked,
    }
}
