//! The children whose adoption the statutory returns are told of.

use futures_util::{StreamExt, stream};
use hearth_access::Action;
use hearth_record::{
    Digest, File, FileType,
    adoption::{AdoptersInCodes, PermanenceCase},
    ids::FileId,
    looked_after::PeriodOfCare,
};
use hearth_returns::check::CollectionYear;
use hearth_store::{FileRow, Outcome, StoreError};
use jiff::civil::Date;

use crate::{Desk, Failure, facts, lists::Answers, returns::year_of, write};

/// How many files are read at once.
const AT_ONCE: usize = 16;

/// A child who was adopted, as the care file knows them: under the name that they had before.
pub struct Adopted {
    /// The care file.
    pub file: FileId,
    /// The name in it.
    pub name: String,
    /// The date of birth.
    pub born: Option<Date>,
    /// The day of the adoption.
    pub on: Date,
    /// The return that it counts in.
    pub year: CollectionYear,
    /// What was handed over of the adopters.
    pub codes: Option<AdoptersInCodes>,
}

impl Adopted {
    /// Whether the returns still lack something.
    pub fn waits(&self) -> bool {
        !self.codes.as_ref().is_some_and(AdoptersInCodes::is_whole)
    }
}

/// The adoptions of two collection years, this one and the one before, whose return is made in these months.
pub struct Adoptions {
    /// Those of which the returns lack the codes of the adopters, the earliest adoption first.
    pub waiting: Vec<Adopted>,
    /// Those that were handed over, the latest first.
    pub handed_over: Vec<Adopted>,
    /// How many more may lie in files that are closed to this reader.
    pub closed: usize,
}

/// For which adopted children the codes of the adopters are still to be handed over, and for which they are. Only care files are looked
/// at: no file behind the wall takes part.
///
/// One pass over the digests of the council, a query for five hundred children who left care in the two years and a load for each of
/// them; one entry of the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not work in adoption, and what the store refuses.
pub async fn adoptions(desk: &Desk) -> Result<Adoptions, Failure> {
    let permit = desk.may(Action::HandOver).await?;
    let year = year_of(desk.today()).ok_or_else(|| Failure::Wrong("there is no return of this year".to_owned()))?;
    let since = year.before().start();
    let found = left_care(desk, since).await?;
    let mut adoptions = Adoptions { waiting: Vec::new(), handed_over: Vec::new(), closed: 0 };
    let store = &desk.instance().store;
    let work = store.work_of(&found.iter().map(|row| row.file).collect::<Vec<_>>()).await?;
    let mut answers = Answers::at(desk);
    let (open, closed): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|row| answers.permit(Action::HandOver, &facts::of(row, &work), None));
    adoptions.closed = closed.len();
    let loads = stream::iter(open).map(|row| async move { (store.load(row.file, None).await, row.file) });
    let mut loads = loads.buffered(AT_ONCE);
    while let Some((loaded, id)) = loads.next().await {
        let file = write::file_of(&loaded?)?;
        let Some(child) = of_file(id, &file).filter(|child| child.on >= since && child.on <= desk.today()) else {
            continue;
        };
        if child.waits() { &mut adoptions.waiting } else { &mut adoptions.handed_over }.push(child);
    }
    adoptions.waiting.sort_by_key(|child| (child.on, child.file));
    adoptions.handed_over.sort_by_key(|child| (std::cmp::Reverse(child.on), child.file));
    let mut entry = desk.entry("adopters.list", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(adoptions.waiting.len() + adoptions.handed_over.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    Ok(adoptions)
}

/// One of them, for the form. A load, and one entry of the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever may hand nothing over into this file, [`Failure::Absent`] where it tells of no adoption, and what the
/// store refuses.
pub async fn adoption(desk: &Desk, file: FileId) -> Result<Adopted, Failure> {
    let (_, facts) = desk.facts_of(file, Action::HandOver).await?;
    let permit = desk.decided(Action::HandOver, &facts, &desk.context(None)).await?;
    let store = &desk.instance().store;
    let child = of_file(file, &write::file_of(&store.load(file, None).await?)?);
    let child = child.ok_or(Failure::Absent("this file tells of no adoption"))?;
    store.note(vec![desk.entry("adopters.look", Some(&permit), Some(file), Outcome::Done)]).await?;
    Ok(child)
}

/// The care files of children who left care, or were adopted, since a day.
async fn left_care(desk: &Desk, since: Date) -> Result<Vec<FileRow>, Failure> {
    let mut found = Vec::new();
    let mut unread = None;
    let take = |row: FileRow, bytes: &[u8]| {
        if row.file_type != FileType::Care || row.flags.walled {
            return;
        }
        match Digest::from_bytes(bytes) {
            Ok(digest) => {
                let mut events = digest.events.iter().filter(|(event, _)| event.on >= since);
                if events.any(|(event, _)| matches!(event.name.as_str(), "care.ended" | "adoption.order_made")) {
                    found.push(row);
                }
            }
            Err(error) => unread = Some(StoreError::Form(format!("digest of {}: {error}", row.file))),
        }
    };
    desk.instance().store.each_digest(desk.authority(), take).await?;
    unread.map_or(Ok(found), |error| Err(error.into()))
}

fn of_file(id: FileId, file: &File) -> Option<Adopted> {
    let on = adopted_on(file)?;
    let digest = Digest::of(file);
    let codes = file.all::<AdoptersInCodes>().last().map(|(_, codes)| codes);
    Some(Adopted { file: id, name: digest.name.whole(), born: digest.born, on, year: year_of(on)?, codes })
}

/// The day on which the child was adopted: on which their time in care ended so (SSDA903 codes E11 and E12), else that of the order.
pub(super) fn adopted_on(file: &File) -> Option<Date> {
    let by_adoption = |period: &PeriodOfCare| period.end_reason.is_some_and(|why| matches!(why.code(), "E11" | "E12"));
    let care = file.all::<PeriodOfCare>().filter(|(_, period)| by_adoption(period)).filter_map(|(_, of)| *of.ended);
    let adoption = |case: &PermanenceCase| case.order_type.is_none_or(|order| order.code() == "ADOPTION");
    let order = file.all::<PermanenceCase>().filter(|(_, case)| adoption(case)).filter_map(|(_, of)| *of.order_made);
    care.max().or_else(|| order.max())
}
