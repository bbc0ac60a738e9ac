//! What the work of a team was for.

use axum::response::Response;
use hearth_casework::home;

use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    view::{
        home::{ActivityPage, ActivityTeam},
        picture::{Part, meter},
    },
};

/// How many months the report covers.
const MONTHS: i32 = -3;

/// `GET /reports/activity`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let since = hearth_calendar::add_months(desk.today(), MONTHS);
    let report = home::activity(desk, since).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let team = |(n, of): (usize, &home::Activity)| {
        let known = desk.pack().ok().and_then(|pack| pack.team(of.team)).map(|team| team.name.clone());
        let name = known.unwrap_or_else(|| "A team that is not set up here".to_owned());
        let mut parts: Vec<Part> =
            of.counts.iter().map(|(p, count)| Part { label: p.words().to_owned(), count: *count }).collect();
        parts.push(Part { label: "Not said".to_owned(), count: of.unsaid });
        ActivityTeam {
            meter: meter(&format!("activity-{n}"), &format!("What the work of {name} was for"), &parts),
            rows: parts.into_iter().map(|part| (part.label, part.count)).collect(),
            name,
        }
    };
    Ok(rendered(&ActivityPage {
        frame: frame::of(&signed, "What the work was for"),
        span: format!("{} to {}", frame::day(since), frame::day(desk.today())),
        teams: report.iter().enumerate().map(team).collect(),
    }))
}
