use hearth_record::sharing::DailySend;

use crate::{Desk, Failure, papers::Papers, returns::year_of};
use hearth_access::Action;

/// A run that is over, as it stands in the papers of the council.
pub struct Logged {
    /// What came of it.
    pub run: DailySend,
    /// The name of whoever it ran for.
    pub by: String,
}

/// The last `most` runs of the daily data, the newest first: of this collection year and, at its beginning, of the one before. Two queries
/// and a load for each year.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses.
pub async fn log(desk: &Desk, most: usize) -> Result<Vec<Logged>, Failure> {
    desk.may(Action::RunReturn).await?;
    let mut runs = Vec::new();
    let Some(year) = year_of(desk.today()) else { return Ok(runs) };
    for year in [year, year.before()] {
        let papers = Papers::of_returns(year).read(desk.instance(), desk.authority()).await?;
        runs.extend(papers.all::<DailySend>().map(|(id, run)| {
            let by = papers.record(id).map(|held| held.current().written.by.name().to_owned());
            Logged { run, by: by.unwrap_or_default() }
        }));
        if runs.len() >= most {
            break;
        }
    }
    runs.sort_by_key(|logged| std::cmp::Reverse(*logged.run.began_at));
    runs.truncate(most);
    Ok(runs)
}
