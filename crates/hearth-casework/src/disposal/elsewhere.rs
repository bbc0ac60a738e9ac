//! What belongs to a file and stands outside it: copies on other media.

use hearth_access::Action;
use hearth_record::{File, Problems, class::Private, ids::RecordId, retention::ExternalRecord, value::Line};
use jiff::civil::Date;

use super::{Item, State, review::amend_item};
use crate::{Desk, Failure};

/// A copy outside the system that remains.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// The record in the file that tells of it.
    pub record: RecordId,
    /// The code of what it is kept on.
    pub medium: &'static str,
    /// That in words.
    pub words: &'static str,
    /// What it is, in the words of whoever recorded it.
    pub title: String,
    /// Where it is.
    pub location: String,
    /// Who answers for it.
    pub custodian: String,
    /// Its barcode.
    pub barcode: String,
    /// The day on which its destruction was confirmed in the batch, and how; none before.
    pub confirmed: Option<(Date, String)>,
}

/// The copies that remain, with what the batch knows of each.
pub(super) fn of(file: &File, item: &Item) -> Vec<Elsewhere> {
    let of = |(record, says): (RecordId, ExternalRecord)| Elsewhere {
        record,
        medium: says.medium_code(),
        words: says.medium.0.words(),
        title: says.title.reveal().0.clone(),
        location: says.location.reveal().0.clone(),
        custodian: says.custodian.reveal().0.clone(),
        barcode: says.barcode.reveal().as_ref().map(|code| code.0.clone()).unwrap_or_default(),
        confirmed: confirmation(item, record),
    };
    file.all::<ExternalRecord>().filter(|(_, says)| says.remains()).map(of).collect()
}

/// A confirmation stands as one line: the record, the day, and how, with strokes between.
fn confirmation(item: &Item, record: RecordId) -> Option<(Date, String)> {
    let record = record.to_string();
    item.says.elsewhere.reveal().iter().find_map(|line| {
        let mut parts = line.0.splitn(3, '|');
        let (of, on, how) = (parts.next()?, parts.next()?, parts.next()?);
        (of == record).then(|| Some((on.parse().ok()?, how.to_owned()))).flatten()
    })
}

/// How the copies of a file ended, in codes for its certificate; none where one remains that nobody has confirmed.
pub(super) fn ended(file: &File, item: &Item) -> Option<Vec<String>> {
    let mut ended = Vec::new();
    for (record, says) in file.all::<ExternalRecord>() {
        let medium = says.medium_code().to_lowercase();
        ended.push(match (*says.returned_on, *says.destroyed_on) {
            (Some(on), _) => format!("{medium} returned {on}"),
            (_, Some(on)) => format!("{medium} destroyed {on}"),
            (None, None) => format!("{medium} destroyed {}", confirmation(item, record)?.0),
        });
    }
    Some(ended)
}

/// Writes down that a copy outside the system was destroyed with the batch: by whom it is confirmed and how. Only once the batch was
/// approved: until then nothing of it is destroyed anywhere.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Problems`] where it is not said how, [`Failure::Wrong`] before the approval,
/// and what the store refuses.
pub async fn confirm(desk: &Desk, batch: RecordId, item: RecordId, record: RecordId, how: &str) -> Result<(), Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let how: String = how.trim().replace(['|', '\n', '\r'], " ");
    if how.is_empty() || how.chars().count() > 120 {
        return Err(Problems::at("how", "is needed, in 120 characters or fewer: who destroyed it, and how").into());
    }
    let (one, _) = super::one(desk, batch).await?;
    if !matches!(one.state(desk.now()), State::Ready) {
        return Err(Failure::Wrong(
            "copies are destroyed with the batch, once it was approved and has rested".to_owned(),
        ));
    }
    let line = Line(format!("{record}|{}|{how}", desk.today()));
    amend_item(desk, &one, item, "disposal.confirm", |says| {
        let mut lines = says.elsewhere.reveal().clone();
        lines.retain(|kept| !kept.0.starts_with(&format!("{record}|")));
        lines.push(line.clone());
        says.elsewhere = Private::new(lines);
        Ok(())
    })
    .await
}
