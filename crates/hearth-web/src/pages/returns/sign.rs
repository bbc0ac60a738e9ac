//! A return is signed off by whoever answers for it, and sent as it was signed.

use axum::{
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use hearth_casework::{
    Failure,
    returns::{CollectionYear, kept, quality::Severity, send::sent_as_signed, whole::gather},
};
use hearth_record::ids::RecordId;

use super::{
    calendar::{asked, looked_at, of},
    found, number,
};
use crate::{
    answer::{Answer, page as rendered, sentence},
    guard::Signed,
    pages::{Sent, progress::as_it_goes, taken},
    view::frame::Notice,
};

/// `POST /returns/sign`: gathers the return once more, and signs it off where it is what the form showed.
pub async fn sign(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let (of_return, year) = asked(&signed, &posted)?;
    kept::may_sign(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let waiting = of(&signed, None).await?;
    Ok(as_it_goes(&waiting, |progress| async move {
        let failed = |failure| Answer::framed(failure, &signed, None);
        let gathered = gather(&signed.desk, of_return, year, |files| looked_at(&progress, files)).await;
        let (gathered, checked) = found::checked(gathered.map_err(failed)?).await.map_err(failed)?;
        let count = |severity| checked.findings.iter().filter(|found| found.severity == severity).count();
        let now = [gathered.children.len(), count(Severity::Error), count(Severity::Query)].map(|n| n.to_string());
        let looked_at = ["children", "errors", "queries"].map(|name| posted.one(name).to_owned());
        let problem = if now == looked_at {
            match kept::sign_off(&signed.desk, &gathered, &checked, posted.one("explanation")).await {
                Ok(_) => {
                    let mut page = of(&signed, None).await?;
                    page.frame.notice =
                        Some(Notice::new("The return is signed off, and the file that you signed is kept."));
                    return Ok(rendered(&page));
                }
                Err(Failure::Problems(problems)) => {
                    problems.iter().next().map(|problem| sentence(&problem.message)).unwrap_or_default()
                }
                Err(failure) => return Err(failed(failure)),
            }
        } else {
            "The records have changed since you looked at the return. Look at what was found now, and sign it off then."
                .to_owned()
        };
        let mut page = of(&signed, Some(found::shown(&signed, &gathered, &checked).await?)).await?;
        page.problem = Some(problem);
        Ok(rendered(&page))
    }))
}

/// `POST /returns/sent`: says in the file of each child that the return went as it was signed.
pub async fn send(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let (of_return, year) = asked(&signed, &posted)?;
    hearth_casework::returns::upload::may_check(&signed.desk)
        .await
        .map_err(|failure| Answer::framed(failure, &signed, None))?;
    let waiting = of(&signed, None).await?;
    Ok(as_it_goes(&waiting, |progress| async move {
        let mut told = 0_usize;
        let each = || {
            told += 1;
            if told.is_multiple_of(25) {
                progress.say(&format!("{told} children’s files say that it was sent…"));
            }
        };
        let (_, children) = sent_as_signed(&signed.desk, of_return, year, each)
            .await
            .map_err(|failure| Answer::framed(failure, &signed, None))?;
        let mut page = of(&signed, None).await?;
        let children = number(children.try_into().unwrap_or(usize::MAX), "child", "children");
        page.frame.notice =
            Some(Notice::new(format!("It is written down that the return was sent, and in the file of {children}.")));
        Ok(rendered(&page))
    }))
}

/// `GET /returns/kept/{year}/{record}`: the file that was signed off or sent, to take away.
pub async fn take_away(signed: Signed, Path((year, record)): Path<(i16, RecordId)>) -> Result<Response, Answer> {
    let failed = |failure| Answer::framed(failure, &signed, None);
    let absent = || Failure::Absent("there is no such return");
    let year = CollectionYear::ending(year).ok_or_else(|| failed(absent()))?;
    let (name, bytes) = kept::take_away(&signed.desk, year, record).await.map_err(failed)?;
    let named = format!("attachment; filename=\"{name}\"");
    let disposition = HeaderValue::from_str(&named).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/xml; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, disposition)], bytes.to_vec()).into_response())
}
