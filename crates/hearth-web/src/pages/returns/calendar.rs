use axum::response::Response;
use hearth_casework::returns::{
    CollectionYear, Return,
    kept::{Done, done},
    upload::may_check,
    whole::gather,
    year_of,
};
use hearth_record::sharing::ReturnRun;

use super::{counted, daily, found, named, number};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    pages::{
        Sent,
        progress::{Progress, as_it_goes},
        taken,
    },
    paths,
    view::{
        Link,
        returns::{CheckedReturn, KeptFile, Nights, ReturnRow, ReturnsPage},
    },
};

/// How many nights the page lists; the line shows all of the year.
const NIGHTS: usize = 14;
/// Width and height of the line of nights, in units of its own.
const LINE: (usize, usize) = (160, 32);

/// `GET /returns`. Two queries and a load for each of two years.
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, None).await?))
}

/// `POST /returns`: gathers a return and checks it. Reads every file that counts, so it takes seconds for a council of thousands; it says
/// how far it is, and nothing of it is kept.
pub async fn check(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    may_check(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let (of_return, year) = asked(&signed, &posted)?;
    let waiting = of(&signed, None).await?;
    Ok(as_it_goes(&waiting, |progress| async move {
        let gathered = gather(&signed.desk, of_return, year, |files| looked_at(&progress, files)).await;
        let gathered = gathered.map_err(|failure| Answer::framed(failure, &signed, None))?;
        progress.say("The rules are run…");
        let checked = found::told(&signed, gathered).await?;
        Ok(rendered(&of(&signed, Some(checked)).await?))
    }))
}

/// Says how many files were looked at.
pub(super) fn looked_at(progress: &Progress, files: u32) {
    progress.say(&format!("{} looked at…", number(files.try_into().unwrap_or(usize::MAX), "file", "files")));
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

/// The page of the returns, with what a check has just found.
pub(super) async fn of(signed: &Signed, checked: Option<CheckedReturn>) -> Result<ReturnsPage, Answer> {
    let today = signed.desk.today();
    let current = year_of(today);
    let mut rows: Vec<(jiff::civil::Date, ReturnRow)> = Vec::new();
    for year in current.into_iter().flat_map(|year| [year.before(), year]) {
        let done = done(&signed.desk, year).await.map_err(|failure| Answer::framed(failure, signed, None))?;
        rows.extend(done.into_iter().map(|(of, done)| (of.collection().due(year), row(signed, of, year, &done))));
    }
    // Next comes what is due next and was not sent; what is over stands below.
    rows.sort_by_key(|(due, row)| (row.sent.is_some(), *due < today, *due));
    Ok(ReturnsPage {
        frame: frame::of(signed, "Statutory returns"),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        daily: daily::runs(signed).await?,
        checked,
        problem: None,
        notice: Link::new("What people are told of it", paths::privacy(signed.desk.authority().as_str())),
    })
}

fn row(signed: &Signed, of: Return, year: CollectionYear, done: &Done) -> ReturnRow {
    let today = signed.desk.today();
    let collection = of.collection();
    let due = collection.due(year);
    let signed_off = done.signed.as_ref().map(|kept| KeptFile {
        says: format!(
            "Signed off by {} on {}: {}",
            kept.by,
            frame::moment(*kept.record.signed_at),
            number(usize::try_from(kept.record.children.0.0).unwrap_or(0), "child", "children")
        ),
        file: Link::new("The file that was signed", paths::kept_return(year.number(), kept.id)),
    });
    let sent = done.sent.as_ref().map(|kept| KeptFile {
        says: format!("Sent by {} on {}", kept.by, frame::moment(*kept.record.sent_at)),
        file: Link::new("The file as it was sent", paths::kept_return(year.number(), kept.id)),
    });
    let last_signed = done.signed.as_ref().map(|kept| kept.id);
    let unsent = last_signed.is_some() && done.sent.as_ref().and_then(|kept| *kept.record.signed) != last_signed;
    ReturnRow {
        code: of.code(),
        name: of.name(),
        number: year.number(),
        year: format!("{} to {}", frame::day(year.start()), frame::day(year.end())),
        due: if due < today { "the day has passed".to_owned() } else { hearth_calendar::in_words::when(today, due) },
        date: frame::day(due),
        guidance: &collection.guidance,
        put_right: (year_of(today) == Some(year)).then(|| paths::to_put_right(of.code())),
        signed: signed_off,
        unsent,
        sent,
        nights: nights(&done.nights),
    }
}

/// What the nights say: the last in words, all of them as a line, the newest as a list.
fn nights(runs: &[ReturnRun]) -> Option<Nights> {
    let last = runs.last()?;
    let count = |of: i64| usize::try_from(of).unwrap_or(0);
    let words = |run: &ReturnRun| counted(count(run.errors.0.0), count(run.queries.0.0));
    let all = |run: &ReturnRun| count(run.errors.0.0) + count(run.queries.0.0);
    let most = runs.iter().map(all).max().unwrap_or(0).max(1);
    let points = runs.iter().enumerate().map(|(at, run)| {
        let x = LINE.0 * at / (runs.len() - 1).max(1);
        let y = LINE.1 - LINE.1 * all(run) / most;
        format!("{x},{y}")
    });
    let points: Vec<String> = points.collect();
    let newest = runs.iter().rev().take(NIGHTS);
    Some(Nights {
        last: format!("Checked on {}: {}", frame::moment(*last.made_at), words(last)),
        line: (runs.len() > 1).then(|| points.join(" ")),
        list: newest.map(|run| (frame::day(hearth_calendar::london_date(*run.made_at)), words(run))).collect(),
    })
}
