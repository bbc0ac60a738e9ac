use std::collections::BTreeMap;

use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    retention::{self, Moves, Tried},
};
use hearth_practice::retention::{Rule, Rules};
use jiff::civil::Date;

use crate::{
    answer::{Answer, page as rendered, sentence, show},
    frame,
    guard::Signed,
    pages::{Sent, taken},
    paths,
    view::{
        Link,
        form::Posted,
        schedule::{MovesRow, NearerRow, TryPage, YearsRow},
    },
};

/// `GET /retention/schedule/try`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    Ok(rendered(&of(&signed, None, None, None).await?))
}

/// `POST /retention/schedule/try`: says what the years that were typed would move, and proposes them where that is asked.
pub async fn act(signed: Signed, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&signed, sent)?;
    let desk = &signed.desk;
    let typed = typed(&posted).and_then(|years| {
        let from = hearth_record::value::date(&posted.text("from"))
            .map_err(|_| "Give the day from which it holds".to_owned())?;
        Ok((years, from))
    });
    let (years, from) = match typed {
        Ok(typed) => typed,
        Err(problem) => {
            return Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(&signed, Some(&posted), None, Some(problem)).await?));
        }
    };
    let tried = match retention::try_out(desk, years.clone(), from).await {
        Ok(tried) => tried,
        Err(failure) => return refused(&signed, &posted, None, failure).await,
    };
    if posted.one("act") == "propose" {
        return match retention::propose(desk, years, from, posted.one("because"), &tried.moves).await {
            Ok(_) => Ok(Redirect::to(paths::SCHEDULE).into_response()),
            Err(failure) => refused(&signed, &posted, Some(&tried), failure).await,
        };
    }
    Ok(rendered(&of(&signed, Some(&posted), Some(&tried), None).await?))
}

async fn refused(
    signed: &Signed,
    posted: &Posted,
    tried: Option<&Tried>,
    failure: Failure,
) -> Result<Response, Answer> {
    let problem = match failure {
        Failure::Wrong(why) => sentence(&why),
        Failure::Problems(problems) => {
            let label = |field: Option<&str>| if field == Some("from") { "The day" } else { "The reason" };
            problems
                .iter()
                .map(|problem| format!("{} {}", label(problem.field), problem.message))
                .collect::<Vec<_>>()
                .join(". ")
        }
        other => return Err(Answer::framed(other, signed, None)),
    };
    Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &of(signed, Some(posted), tried, Some(problem)).await?))
}

/// The years that were typed, by rule.
fn typed(posted: &Posted) -> Result<BTreeMap<String, u16>, String> {
    let mut years = BTreeMap::new();
    for rule in settable() {
        let text = posted.one(&rule.id).trim();
        if text.is_empty() {
            continue;
        }
        let read = text.parse().map_err(|_| format!("The years of {} must be a whole number", label(rule)))?;
        years.insert(rule.id.clone(), read);
    }
    Ok(years)
}

/// The rules that a council sets, in the order of the classes' weight.
fn settable() -> impl Iterator<Item = &'static Rule> {
    Rules::compiled_in().rules.iter().filter(|rule| rule.is_councils())
}

fn label(rule: &'static Rule) -> String {
    let class = Rules::compiled_in().class(&rule.class).map_or("", |class| &class.name);
    format!("{class}, {}", rule.words)
}

async fn of(
    signed: &Signed,
    posted: Option<&Posted>,
    tried: Option<&Tried>,
    problem: Option<String>,
) -> Result<TryPage, Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let desk = &signed.desk;
    // Whoever may not see the changes may not try one.
    retention::proposals(desk).await.map_err(failed)?;
    let now = retention::in_force(desk.instance(), desk.authority(), desk.today()).await.map_err(failed)?.schedule;
    let mut frame = frame::of(signed, "Try another schedule");
    frame.back = Some(Link::new("How long files are kept", paths::SCHEDULE));
    let value = |rule: &Rule| match posted {
        Some(posted) => posted.one(&rule.id).to_owned(),
        None => now.own().years.get(&rule.id).map(u16::to_string).unwrap_or_default(),
    };
    let row = |rule: &'static Rule| YearsRow {
        id: rule.id.clone(),
        label: label(rule),
        floor: rule.law.map(|law| format!("The law asks for at least {law}")),
        value: value(rule),
    };
    let today = desk.today();
    let from = posted.map(|posted| posted.date("from"));
    Ok(TryPage {
        frame,
        problem,
        years: settable().map(row).collect(),
        from: from.map_or_else(
            || (today.day().to_string(), today.month().to_string(), today.year().to_string()),
            |typed| (typed.day, typed.month, typed.year),
        ),
        because: posted.map_or_else(String::new, |posted| posted.one("because").to_owned()),
        moves: tried.map(moves),
        nearer: tried.map(nearer).unwrap_or_default(),
        contradictions: tried
            .map_or_else(Vec::new, |tried| tried.contradictions.iter().map(|found| sentence(&found.words)).collect()),
        may_propose: desk.may_at_all(Action::ProposeDisposal),
    })
}

fn moves(tried: &Tried) -> Vec<MovesRow> {
    let row = |class: &str, moves: &Moves| MovesRow {
        class: class.to_owned(),
        later: moves.later,
        nearer: moves.nearer,
        due: moves.due,
    };
    let all = format!("All {} files", tried.looked_at);
    let classes = tried.by_class.iter().filter(|(_, moves)| **moves != Moves::default());
    [row(&all, &tried.moves)].into_iter().chain(classes.map(|(class, moves)| row(class, moves))).collect()
}

fn nearer(tried: &Tried) -> Vec<NearerRow> {
    let until = |until: Option<Date>| until.map_or_else(|| "no date".to_owned(), frame::day);
    let row = |(n, (file, before, after)): (usize, &(_, Option<Date>, Option<Date>))| NearerRow {
        link: Link::new(format!("File {}", n + 1), paths::kept(*file)),
        before: until(*before),
        after: until(*after),
    };
    tried.nearer.iter().enumerate().map(row).collect()
}
