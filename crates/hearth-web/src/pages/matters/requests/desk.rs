//! What people ask and complain of across the council, for those who answer: what is due first, in front.

use axum::response::Response;
use hearth_access::Role;
use hearth_casework::rights::{Complaining, Overview, Requesting, overview};
use jiff::civil::Date;

use super::{asker, complainer, complaint_tag, due, tag};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    paths,
    view::{
        Link,
        matter::{Line, MatterPage, Part},
    },
};

/// What is due within so many days stands in front.
const SOON: i32 = 7;

/// `GET /rights`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let all = Box::pin(overview(&signed.desk)).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    Ok(rendered(&MatterPage {
        frame: frame::of(&signed, "Requests and complaints"),
        identity: None,
        heading: "Requests and complaints".to_owned(),
        tag: None,
        intro: Some(
            "What people ask about their information, and what they complain of. What is due first stands in front."
                .to_owned(),
        ),
        warning: None,
        problem: None,
        parts: parts(&signed, &all),
    }))
}

fn parts(signed: &Signed, all: &Overview) -> Vec<Part> {
    let today = signed.desk.today();
    let soon = |due: Option<Date>| due.is_some_and(|due| hearth_calendar::days_between(today, due) <= SOON);
    let answered = |of: &Requesting| of.request.answered_on.is_some();
    let waits = |of: &Requesting| of.due.is_none() && !answered(of);
    let second = |of: &Requesting| of.request.gives_records() && of.request.agreed_by.is_none() && !answered(of);
    let request = |of: &Requesting| request_line(signed, all, of);
    let complaint = |of: &Complaining| complaint_line(signed, all, of);
    let first = |heading: &str, lines: Vec<Line>| Part { lines, ..Part::of(heading) };
    let mut begin = Part::default();
    begin.text.push("To record one, find the child first. The file need not open to you.".to_owned());
    begin.links.push(Link::new("Find a child", "/find"));
    let due_first: Vec<Line> = all
        .requests
        .iter()
        .filter(|of| soon(of.due))
        .map(request)
        .chain(all.complaints.iter().filter(|of| soon(of.due)).map(complaint))
        .collect();
    let in_hand = |of: &&Requesting| !soon(of.due) && !waits(of) && !second(of) && !answered(of);
    let groups = [
        first("Late, or due in the next 7 days", due_first),
        first(
            "A second person is to look at the papers",
            all.requests.iter().filter(|of| !soon(of.due) && second(of)).map(request).collect(),
        ),
        first("In hand", all.requests.iter().filter(in_hand).map(request).collect()),
        first(
            "Waits for whoever asked",
            all.requests.iter().filter(|of| waits(of) && !second(of)).map(request).collect(),
        ),
        first(
            "Answered: close them when the papers have reached whoever asked",
            all.requests.iter().filter(|of| answered(of)).map(request).collect(),
        ),
        first("Complaints", all.complaints.iter().filter(|of| !soon(of.due)).map(complaint).collect()),
        first("Put off until a hold is released", all.put_off.iter().map(request).collect()),
    ];
    let mut parts = vec![begin];
    parts.extend(groups.into_iter().filter(|part| !part.lines.is_empty()));
    if parts.len() == 1 {
        parts.push(Part { text: vec!["Nothing waits.".to_owned()], ..Part::default() });
    }
    parts
}

fn request_line(signed: &Signed, all: &Overview, of: &Requesting) -> Line {
    let today = signed.desk.today();
    let who = all.called(*of.request.worker).map(|name| format!(" {name} answers it.")).unwrap_or_default();
    let when = match (due(today, of.due), of.request.answered_on.is_some()) {
        (Some(due), _) => format!(" Answer {due}."),
        (None, true) => String::new(),
        (None, false) => " Its time stands still.".to_owned(),
    };
    // The second person looks at the papers without opening the file; another colleague takes the request over first.
    let looks = of.request.gives_records()
        && of.request.agreed_by.is_none()
        && of.request.answered_on.is_none()
        && signed.desk.subject().role == Role::Dpo;
    let to = match (looks, of.opens) {
        (true, _) => paths::agree_request(of.file, of.record),
        (false, true) => paths::request(of.file, of.record),
        (false, false) => paths::request_act(of.file, of.record, "take"),
    };
    Line {
        title: Link::new(format!("{}: {}", of.name, of.request.right.words().to_lowercase()), to),
        tag: tag(&of.request),
        text: format!("{}.{when}{who}", asker(&of.request)),
    }
}

fn complaint_line(signed: &Signed, all: &Overview, of: &Complaining) -> Line {
    let who = all.called(*of.complaint.worker).map(|name| format!(" {name} answers it.")).unwrap_or_default();
    let when = due(signed.desk.today(), of.due).map(|due| format!(" Answer {due}.")).unwrap_or_default();
    let take = || paths::request_act(of.file, of.record, "take");
    let to = if of.opens { paths::complaint(of.file, of.record) } else { take() };
    Line {
        title: Link::new(format!("{}: complaint", of.name), to),
        tag: complaint_tag(&of.complaint, of.stage.as_ref()),
        text: format!("{}.{when}{who}", complainer(&of.complaint)),
    }
}
