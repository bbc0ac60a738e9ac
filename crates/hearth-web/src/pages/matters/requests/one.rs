//! One request: who asks, what comes next, and its answer.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    court::Papers,
    rights::{self, Step},
};
use hearth_record::{Problems, ids::RecordId, rights::DataSubjectRequest};

use super::{
    super::{NotDone, again, chosen, done, record_in},
    Of, asker, clock, due, tag,
};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::{Sent, file::Opened, sharing::handed, taken},
    paths,
    view::{
        Link,
        file::Section,
        form::Posted,
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// `GET /children/{id}/requests/{record}`
pub async fn one(mut opened: Opened, Path((_, record)): Of) -> Result<Response, Answer> {
    let record = record_in(&opened, &record)?;
    opened.know_colleagues().await?;
    Ok(rendered(&of_one(&opened, record, &Posted::default(), &Problems::none()).await?))
}

/// `POST /children/{id}/requests/{record}/{act}`: one step, the decision, the answer, or the papers of it.
pub async fn act(
    mut opened: Opened,
    Path((_, record, act)): Path<(String, String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let record = record_in(&opened, &record)?;
    let (desk, view) = (&opened.signed.desk, &opened.view);
    let text = |name: &str| posted.text(name);
    let acted = match act.as_str() {
        "decide" => rights::decide(desk, view, record, &chosen(&posted, "items"), text).await,
        "answer" => rights::answer(desk, view, record, posted.one("channel")).await,
        "close" => rights::finish(desk, view, record).await,
        "papers" => match rights::hand_over(desk, view, record).await {
            Ok(package) => return Ok(handed(package)),
            Err(failure) => Err(failure),
        },
        other => match Step::of(other) {
            Some(step) => rights::step(desk, view, record, step, text).await,
            None => return Err(opened.failed(Failure::Absent("there is no such step"))),
        },
    };
    match acted {
        Ok(_) => Ok(done(&after(&opened, record, &act, &posted))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => {
                opened.know_colleagues().await?;
                Ok(again(of_one(&opened, record, &posted, &problems).await?, &problems))
            }
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// Where an act leads: to the request, or to the desk where it was the last and the file closes with it.
fn after(opened: &Opened, record: RecordId, act: &str, posted: &Posted) -> String {
    let gives = rights::request(&opened.view, record).is_ok_and(|of| of.gives_records());
    let last = match act {
        "close" => true,
        "answer" => !gives,
        "decide" => matches!(posted.one("outcome"), "WITHDRAWN" | "NOT_PROVED"),
        _ => false,
    };
    if last && opened.signed.desk.may_at_all(Action::ReadRequests) {
        return paths::RIGHTS.to_owned();
    }
    paths::request(opened.view.id, record)
}

async fn of_one(opened: &Opened, record: RecordId, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let failed = |failure| opened.failed(failure);
    let (desk, view) = (&opened.signed.desk, &opened.view);
    let of = rights::request(view, record).map_err(failed)?;
    let open = of.answered_on.is_none();
    let heed = if open { rights::heed(desk, view, &of).await.map_err(failed)? } else { Vec::new() };
    let papers = if of.gives_records() { Some(rights::papers(desk, view, &of).await.map_err(failed)?) } else { None };
    let page = Showing { opened, record, of: &of, posted, problems };
    let mut parts = vec![Part { rows: page.rows(), ..Part::default() }];
    if open && view.may(Action::Record) {
        let standing =
            if of.is_erasure() { rights::standing_holds(desk, view).await.map_err(failed)? } else { Vec::new() };
        parts.extend(page.to_do(&standing).await?);
    } else if !open {
        parts.push(page.answered());
        parts.extend(page.closing());
    }
    if let Some(papers) = &papers {
        parts.extend(sheets(papers));
    }
    Ok(MatterPage {
        frame: opened.frame("Request"),
        identity: Some(opened.identity(Some(Section::Sharing))),
        heading: of.right.words().to_owned(),
        tag: Some(tag(&of)),
        intro: None,
        warning: (!heed.is_empty()).then(|| heed.join(" ")),
        problem: None,
        parts,
    })
}

/// The papers, record by record, and what is not in them.
pub(super) fn sheets(papers: &Papers) -> Vec<Part> {
    let mut parts = Vec::new();
    if !papers.left_out.is_empty() {
        let rows = papers.left_out.iter().map(|one| Row::new(one.title.clone(), one.why.clone())).collect();
        parts.push(Part { rows, ..Part::of("Left out of the papers") });
    }
    parts.extend(papers.index.iter().zip(1..).map(|(entry, number)| {
        let rows = entry.told.iter().map(|(label, said)| Row::new(label.clone(), said.clone())).collect();
        Part { rows, ..Part::of(format!("{number}. {}", entry.title)) }
    }));
    parts
}

/// A request as its page shows it.
pub(super) struct Showing<'a> {
    pub(super) opened: &'a Opened,
    pub(super) record: RecordId,
    pub(super) of: &'a DataSubjectRequest,
    pub(super) posted: &'a Posted,
    pub(super) problems: &'a Problems,
}

impl Showing<'_> {
    fn rows(&self) -> Vec<Row> {
        let of = self.of;
        let tie = of.relationship.and_then(|id| self.opened.view.record(id)).map(|held| {
            let words = (held.schema.headline)(&held.current().fields);
            Row::new("In the file", words).to(paths::record(self.opened.view.id, held.id))
        });
        let channel = of.channel.map(|how| format!(", {}", how.words().to_lowercase())).unwrap_or_default();
        let worker = of.worker.map(|id| self.opened.called(hearth_record::value::ValueType::Worker, &id.to_string()));
        let text = |label: &str, value: Option<String>| value.map(|value| Row::new(label, value));
        let narrative = |of: &Option<hearth_record::value::Narrative>| of.as_ref().map(|words| words.0.clone());
        [
            Some(Row::new("Who asks", asker(of))),
            text("By what", of.authority.reveal().as_ref().map(|line| line.0.clone())),
            tie,
            Some(Row::new("Proof of who they are", self.proof())),
            text("What they wrote or said", narrative(of.asks_for.reveal())),
            Some(Row::new("Received", format!("{}{channel}", frame::day(*of.received_on)))),
            text("Answer", self.due()),
            text("Who answers it", worker),
            text("Why more time", narrative(of.extended_because.reveal())),
            text("Decision", of.outcome.map(|outcome| outcome.meaning().to_owned())),
            text("Why", narrative(of.reason.reveal())),
            text("Put off for", self.put_off()),
            text("What the child says", narrative(of.child_says.reveal())),
            text("How serious harm was ruled out", narrative(of.no_harm.reveal())),
            text("Second person", self.second()),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn proof(&self) -> String {
        let of = self.of;
        match (*of.identity_proved_on, *of.identity_asked_on) {
            (Some(on), _) => {
                let how = of.identity_how.reveal().as_ref().map(|how| how.0.clone()).unwrap_or_default();
                format!("{how}, {}", frame::day(on))
            }
            (None, Some(on)) => format!("Asked for on {}. Nothing is sent before it is here.", frame::day(on)),
            (None, None) => "None yet. Nothing is sent before it is here.".to_owned(),
        }
    }

    fn due(&self) -> Option<String> {
        if self.of.answered_on.is_some() {
            return None;
        }
        let waits = "Its time has not begun: it waits for the proof of who asks";
        let on = due(self.opened.view.today, clock(self.opened, &[self.record]));
        Some(on.unwrap_or_else(|| {
            if self.of.identity_proved_on.is_none() { waits } else { "Its time stands still" }.to_owned()
        }))
    }

    fn put_off(&self) -> Option<String> {
        let names: Vec<&str> = self.of.hold_names.reveal().iter().map(|line| line.0.as_str()).collect();
        (!names.is_empty()).then(|| format!("{}. It is taken up again when the hold is released.", names.join(", ")))
    }

    fn second(&self) -> Option<String> {
        let worker = self.of.agreed_by.0?;
        let name = self.opened.called(hearth_record::value::ValueType::Worker, &worker.to_string());
        let said = self.of.agreed_because.reveal().as_ref().map(|why| format!(": {}", why.0)).unwrap_or_default();
        Some(format!("{name}{said}"))
    }

    /// The last step of a request that records were given for.
    fn closing(&self) -> Option<Part> {
        if self.of.is_over() || !self.opened.view.may(Action::Record) {
            return None;
        }
        let mut part = Part::of("When the papers have reached them");
        part.text.push("The file closes to you. Take the papers before you close it.".to_owned());
        part.form = Some(SmallForm {
            action: paths::request_act(self.opened.view.id, self.record, "close"),
            fields: Vec::new(),
            submit: "Close request".to_owned(),
            grave: false,
        });
        Some(part)
    }

    fn answered(&self) -> Part {
        let (of, id) = (self.of, self.opened.view.id);
        let words = if of.ends_untold() { "It ended without an answer." } else { "They were answered." };
        let on = of.answered_on.map(frame::day).unwrap_or_default();
        let mut part = Part { text: vec![format!("{words} {on}.")], ..Part::of("Answered") };
        if let Some(again) = *of.reopened_as {
            part.links.push(Link::new("Open the request that took it up again", paths::request(id, again)));
        }
        if let Some(told) = *of.told_in {
            part.links.push(Link::new("What they were told", paths::share(id, told)));
        }
        if of.gives_records() && of.told_in.is_some() {
            part.form = Some(SmallForm {
                action: paths::request_act(id, self.record, "papers"),
                fields: Vec::new(),
                submit: "Take the papers".to_owned(),
                grave: false,
            });
        }
        part
    }
}
