//! The schedule in force with the changes that wait: what is kept how long, and how many files there are of each class.

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    retention::{self, Due, Proposal},
};
use hearth_practice::{
    clocks::Sure,
    retention::{Rule, Rules, Schedule},
};

use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link, Tag, Tone,
        schedule::{ChangeRow, ClassRow, RuleRow, SchedulePage},
    },
};

/// `GET /retention/schedule`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, None, None).await?))
}

/// `POST /retention/schedule`: counts the files of each class, or approves or refuses a change.
pub async fn act(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let desk = &signed.desk;
    let failure = match posted.one("act") {
        "count" => match retention::due(desk, desk.today(), |_| ()).await {
            Ok(found) => return Ok(rendered(&of(&signed, None, Some(&found)).await?)),
            Err(failure) => failure,
        },
        act => {
            let change =
                posted.one("change").parse().map_err(|_| Answer::NotFound(Box::new(frame::of(&signed, ""))))?;
            match retention::decide(desk, change, act == "approve").await {
                Ok(()) => return Ok(Redirect::to(paths::SCHEDULE).into_response()),
                Err(failure) => failure,
            }
        }
    };
    let problem = match failure {
        Failure::Wrong(why) => sentence(&why),
        Failure::Absent(why) => sentence(why),
        other => return Err(Answer::framed(other, &signed, None)),
    };
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some(problem), None).await?))
}

async fn of(signed: &Signed, problem: Option<String>, counted: Option<&Due>) -> Result<SchedulePage, Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let desk = &signed.desk;
    let changes = retention::proposals(desk).await.map_err(failed)?;
    let in_force = retention::in_force(desk.instance(), desk.authority(), desk.today()).await.map_err(failed)?;
    let schedule = &in_force.schedule;
    let mut frame = frame::of(signed, "How long files are kept");
    frame.back = Some(Link::new("How files end", paths::RETENTION));
    let held_from = in_force.changed_by.and(schedule.own().from);
    let since = held_from.map(|from| format!(" It was changed here; this version holds from {}.", frame::day(from)));
    Ok(SchedulePage {
        frame,
        problem,
        source: format!("{}.{}", schedule.own().source.trim_end_matches('.'), since.unwrap_or_default()),
        supplied: schedule.is_supplied(),
        rules: Rules::compiled_in().rules.iter().map(|rule| row(schedule, rule)).collect(),
        contradictions: schedule.contradictions().into_iter().map(|found| sentence(&found.words)).collect(),
        beside: Rules::compiled_in().beside.iter().map(|one| (one.name.clone(), sentence(&one.words))).collect(),
        uncovered: counted.map(uncovered),
        counted: counted.map(classes),
        changes: changes.iter().map(|change| change_row(signed, change)).collect(),
        try_out: desk
            .may_at_all(Action::ProposeDisposal)
            .then(|| Link::new("Try another schedule", paths::TRY_SCHEDULE)),
    })
}

fn uncovered(found: &Due) -> String {
    match found.uncovered() {
        0 => format!("Every one of {} files has a rule of the council.", found.looked_at),
        some => {
            format!("{some} of {} files have no rule of the council: they are kept until it has one.", found.looked_at)
        }
    }
}

fn classes(found: &Due) -> Vec<ClassRow> {
    let row = |class: &retention::ClassTally| ClassRow {
        class: class.name.clone(),
        files: class.files,
        dated: class.dated,
        ruled: class.ruled,
    };
    found.classes.values().map(row).collect()
}

fn row(schedule: &Schedule, rule: &'static Rule) -> RuleRow {
    let class = Rules::compiled_in().class(&rule.class);
    let years = |years: u16| hearth_calendar::in_words::counted(years.into(), "year");
    let council = schedule.own().years.get(&rule.id).filter(|_| schedule.is_supplied());
    let follows = rule.counts.children.then(|| sentence(&rule.words));
    let ruled = class.is_some_and(|class| schedule.has_rule(class));
    let tag = match (ruled, rule.law) {
        (true, _) => None,
        (false, Some(_)) => Some(Tag::new("Only the law", Tone::Plain)),
        (false, None) => Some(Tag::new("No rule: kept", Tone::Plain)),
    };
    let sure = match rule.sure {
        Sure::A => "read at its source",
        Sure::B => "read in procedures and guidance",
        Sure::C => "known, and not read at its source",
    };
    RuleRow {
        class: class.map_or_else(String::new, |class| class.name.clone()),
        council: council
            .map(|of| format!("{} {}", years(*of), rule.words))
            .or(follows)
            .unwrap_or_else(|| "None".to_owned()),
        law: rule.law.map_or_else(|| "None".to_owned(), |of| format!("{} {}", years(of), rule.words)),
        tag,
        source: format!("{}; {sure}; {}", sentence(&rule.source).trim_end_matches('.'), rule.id),
    }
}

fn change_row(signed: &Signed, change: &Proposal) -> ChangeRow {
    let rules = Rules::compiled_in();
    let says = |(id, years): (&String, &u16)| {
        let rule = rules.rule(id)?;
        let class = rules.class(&rule.class)?;
        Some(format!("{}: {} {}", class.name, hearth_calendar::in_words::counted((*years).into(), "year"), rule.words))
    };
    let state = match *change.says.approved {
        None => Tag::new("Waits for approval", Tone::Needs),
        Some(true) => Tag::new("Approved", Tone::Standing),
        Some(false) => Tag::new("Refused", Tone::Plain),
    };
    let own = *change.says.proposed_by == signed.desk.subject().worker;
    ChangeRow {
        id: change.id.to_string(),
        says: change.years().iter().filter_map(says).collect(),
        because: change.says.because.reveal().0.clone(),
        moves: format!(
            "{} kept for longer, {} for a shorter time, {} due at once.",
            files(change.says.later.0.0),
            files(change.says.nearer.0.0),
            files(change.says.due.0.0)
        ),
        state,
        by: format!("From {}, proposed by {}", frame::day(*change.says.from), change.by),
        decide: change.waits() && !own && signed.desk.may_at_all(Action::ApproveRules),
    }
}

fn files(count: i64) -> String {
    hearth_calendar::in_words::counted(u32::try_from(count).unwrap_or(0), "file")
}
