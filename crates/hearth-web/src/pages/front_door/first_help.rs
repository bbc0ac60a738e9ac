use axum::response::Response;
use hearth_casework::front_door;

use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    view::front_door::{FirstHelpPage, FirstHelpRow},
};

/// `GET /reports/first-help`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let desk = &signed.desk;
    let today = desk.today();
    let report = front_door::first_help(desk, today).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let team = |id: Option<_>| {
        let known = id.and_then(|id| desk.pack().ok()?.team(id)).map(|team| team.name.clone());
        known.unwrap_or_else(|| if id.is_some() { "A team that is not set up here" } else { "No team yet" }.to_owned())
    };
    let days = |days: Option<i32>| days.map_or_else(|| "–".to_owned(), |days| days.to_string());
    let mut rows: Vec<FirstHelpRow> = report
        .iter()
        .map(|of| FirstHelpRow {
            team: team(of.team),
            contacts: of.contacts,
            helped: of.days.len(),
            median: days(of.median()),
            within_ten: of.within(10),
            longest: days(of.days.last().copied()),
        })
        .collect();
    rows.sort_by(|a, b| a.team.cmp(&b.team));
    let since = hearth_calendar::add_months(today, -12);
    Ok(rendered(&FirstHelpPage {
        frame: frame::of(&signed, "From contact to first help"),
        span: format!("{} to {}", frame::day(since), frame::day(today)),
        rows,
    }))
}
