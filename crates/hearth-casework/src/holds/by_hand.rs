//! Putting a file under a hold by hand, although nothing in it says so.

use hearth_access::Action;
use hearth_record::{
    Problems, Record, Written,
    class::{Open, Private},
    ids::{FileId, RecordId},
    retention::HeldByHand,
    value::{Line, Narrative},
};
use hearth_store::{Outcome, StoreError, holds::HoldFor};

use super::one;
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    write::{self, Amending},
};

/// Puts a file under a hold: the record in the file that says so and the hold on it are one commit.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no holds, [`Failure::Absent`] where there is no such file or open hold, [`Failure::Problems`]
/// without a reason, and what the store refuses.
pub async fn put_under(desk: &Desk, hold: RecordId, file: FileId, because: &str) -> Result<RecordId, Failure> {
    let hold = one(desk, hold).await?;
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why this file").into());
    }
    if !hold.says.is_open() {
        return Err(Failure::Wrong("this hold is closed; open another if the file is needed".to_owned()));
    }
    let record = HeldByHand {
        hold: Open(Line(hold.id.to_string())),
        name: Private::new(Line(hold.name().to_owned())),
        since: Open(desk.today()),
        because: Private::new(Narrative::from(because)),
    };
    for attempt in 0..TRIES {
        match once(desk, hold.uuid(), file, &record).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(Failure::Wrong("the file is being written by many at once; try again in a moment".to_owned()))
}

async fn once(desk: &Desk, hold: uuid::Uuid, file: FileId, record: &HeldByHand) -> Result<RecordId, Failure> {
    let permit = desk.may(Action::ManageHolds).await?;
    let store = &desk.instance().store;
    let absent = || Failure::Absent("there is no such file");
    let row = store.files(&[file]).await?.pop().filter(|row| row.authority == *desk.authority()).ok_or_else(absent)?;
    if row.flags.walled || row.file_type == hearth_record::FileType::Council {
        return Err(absent());
    }
    let mut amending = Amending::of(&row, write::file_of(&store.load(file, None).await?)?);
    let id = desk.new_record();
    let written: Written = desk.written(None);
    amending.add(id, HeldByHand::SCHEMA, record.to_fields(), written, desk.now(), None);
    let mut change = desk.change();
    let mut entry = desk.entry("hold.place", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(id);
    change.entries.push(entry);
    change.holds.push((file, HoldFor::Hold(hold)));
    amending.finish(desk.council(), &mut change, None);
    store.commit(change).await?;
    Ok(id)
}
