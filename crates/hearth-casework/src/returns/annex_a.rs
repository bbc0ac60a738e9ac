//! The lists that Ofsted asks for at an inspection, of a whole council; and that they were handed over.

use std::sync::Arc;

use hearth_access::{Action, role::Group};
use hearth_record::ids::FileId;
use hearth_returns::{
    annex_a::{AnnexA, FromRecords, Making},
    check::Postcodes,
};
use hearth_store::Outcome;
use jiff::civil::Date;

use super::{
    collection::Collection,
    send::Sending,
    walk::{Stop, Walked, noted, walk},
    workforce::Workforce,
};
use crate::{Desk, Failure};

/// The lists of a council, with the files that they were made from.
pub struct Gathered {
    /// The lists.
    pub lists: AnnexA,
    /// What was come by on the way.
    pub walked: Walked,
    /// The file of each child in a list.
    files: Vec<FileId>,
}

/// Makes the lists as at a day; `progress` hears how many files were looked at. Where placements lie is blank without `postcodes`. What is
/// decided and noted, and what is left out, is as for every return; the list of adopters is left out for whoever may not pass the adoption
/// wall.
///
/// Two queries for two hundred files, a load for each file that may be read, and one for the accounts. In memory are the rows of the lists.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses as a whole.
pub async fn gather(
    desk: &Desk,
    day: Date,
    postcodes: Option<Arc<Postcodes>>,
    progress: impl FnMut(u32),
) -> Result<Gathered, Failure> {
    let workforce = Workforce::of(desk).await?;
    let making = Making {
        authority: Some(desk.pack()?.ons_code.clone()),
        postcodes,
        teams: workforce.teams(),
        workers: workforce.names(),
        walled: desk.subject().role.is_in(Group::Adoption),
    };
    let mut lists = FromRecords::new(making, day);
    let mut files = Vec::new();
    let each = |stop: &Stop<'_>| {
        if lists.add(&stop.records) {
            files.push(stop.row.file);
        }
        Ok(Vec::new())
    };
    let (walked, permit) = walk(desk, each, progress).await?;
    noted(desk, &permit, format!("annex-a {day}"), files.len()).await?;
    Ok(Gathered { lists: lists.finish(), walked, files })
}

/// Writes into the file of each child in the lists that they were handed over: `hash` is the SHA-256 of the workbook in hexadecimal digits.
/// `progress` hears after each child. A load for each child and a change for each who was not told yet, one entry of the audit for each
/// and one for the whole. Where it is cut off, doing it again tells the others.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses.
pub async fn sent(desk: &Desk, gathered: &Gathered, hash: &str, mut progress: impl FnMut()) -> Result<u32, Failure> {
    let permit = desk.may(Action::RunReturn).await?;
    let day = gathered.lists.day;
    let what = format!(
        "The lists of children for an inspection, as at {}.",
        hearth_calendar::in_words::date_without_weekday(day)
    );
    let sending = Sending { collection: Collection::lists(), what: &what, hash };
    for file in &gathered.files {
        sending.tell(desk, *file).await?;
        progress();
    }
    let mut entry = desk.entry("return.send", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(gathered.files.len()).unwrap_or(u32::MAX);
    entry.detail = Some(format!("annex-a {day} sha256 {hash}").into_bytes());
    let told = entry.count;
    desk.instance().store.note(vec![entry]).await?;
    Ok(told)
}
