use axum::{http::StatusCode, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    disposal::{self, Asked},
};
use hearth_record::Problems;

use super::{day, field, line, words};
use crate::{
    answer::{Answer, page as rendered, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link,
        form::{Control, Posted},
        retention::AskPage,
    },
};

/// `GET /retention/ask`
pub async fn form(signed: Signed) -> Result<Response, Answer> {
    disposal::may_ask(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    Ok(rendered(&of(&signed, &Posted::default(), &Problems::none(), None)))
}

/// `POST /retention/ask`: the name travels in the body and is kept nowhere.
pub async fn answer(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let asked = Asked {
        given: posted.one("given").to_owned(),
        family: posted.one("family").to_owned(),
        born: day(&posted, "born"),
    };
    match disposal::ask(&signed.desk, &asked).await {
        Ok(answered) => Ok(rendered(&of(&signed, &posted, &Problems::none(), Some(&answered)))),
        Err(Failure::Problems(problems)) => {
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, &posted, &problems, None)))
        }
        Err(failure) => Err(Answer::framed(failure, &signed, None)),
    }
}

fn of(signed: &Signed, posted: &Posted, problems: &Problems, answered: Option<&disposal::Answered>) -> AskPage {
    let desk = &signed.desk;
    let reads = desk.may_at_all(Action::ProposeDisposal)
        || desk.may_at_all(Action::ApproveDisposal)
        || desk.may_at_all(Action::ManageHolds);
    let answer = |certificate: &hearth_casework::disposal::Certificate| {
        let on = frame::day(hearth_calendar::london_date(certificate.destroyed_at));
        let words = format!(
            "Yes. A file was held and was destroyed on {on}, by the rule for “{}”.",
            words::rule(&certificate.rule)
        );
        (words, reads.then(|| Link::new("Its certificate", paths::certificate(certificate.file))))
    };
    let mut frame = frame::of(signed, "Did we ever hold a file on them?");
    frame.back = reads.then(|| Link::new("How files end", paths::RETENTION));
    AskPage {
        frame,
        fields: vec![
            field("given", "Given name", None, problems, line(posted, "given")),
            field(
                "family",
                "Family name",
                Some("As it was then; ask again for each name"),
                problems,
                line(posted, "family"),
            ),
            field("born", "Date of birth", None, problems, Control::Date(posted.date("born"))),
        ],
        asked: answered.is_some(),
        answers: answered.map(|answered| answered.destroyed.iter().map(answer).collect()).unwrap_or_default(),
    }
}
