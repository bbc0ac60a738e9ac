//! That a return was sent is a disclosure: it stands in the file of every child who was in it, with the powers that allowed it.

use hearth_access::Action;
use hearth_record::{
    Record,
    class::{Open, Private},
    ids::FileId,
    sets::SharingBasis,
    sharing::Shared,
    value::{Line, Narrative},
};
use hearth_store::{Outcome, StoreError};

use super::whole::Gathered;
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    write::{self, Amending},
};

/// Writes into the file of each child in the return that it was sent, and what was sent: `hash` is the SHA-256 of the file as sent, in
/// hexadecimal digits. `progress` hears after each child. A load and a change for each child, one entry of the audit for each and one
/// for the whole. It may be cut off: what was written stays, and sending again writes again.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses.
pub async fn sent(desk: &Desk, gathered: &Gathered, hash: &str, mut progress: impl FnMut()) -> Result<u32, Failure> {
    let permit = desk.may(Action::RunReturn).await?;
    let mut told = 0;
    for child in gathered.children.values() {
        tell(desk, gathered, child.file, hash).await?;
        told += 1;
        progress();
    }
    let mut entry = desk.entry("return.send", Some(&permit), None, Outcome::Done);
    entry.count = told;
    entry.detail = Some(format!("{} {} sha256 {hash}", gathered.of.code(), gathered.year.number()).into_bytes());
    desk.instance().store.note(vec![entry]).await?;
    Ok(told)
}

async fn tell(desk: &Desk, gathered: &Gathered, file: FileId, hash: &str) -> Result<(), Failure> {
    for attempt in 0..TRIES {
        match once(desk, gathered, file, hash).await {
            Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
            other => return other,
        }
    }
    Err(Failure::Wrong("a file is being written by many at once; send again in a moment".to_owned()))
}

async fn once(desk: &Desk, gathered: &Gathered, file: FileId, hash: &str) -> Result<(), Failure> {
    let (row, facts) = desk.facts_of(file, Action::ReadReturn).await?;
    let permit = desk.decided(Action::ReadReturn, &facts, &desk.context(None)).await?;
    let mut amending = Amending::of(&row, write::file_of(&desk.instance().store.load(file, None).await?)?);
    let record = desk.new_record();
    let fields = shared(desk, gathered, hash).to_fields();
    amending.add(record, Shared::SCHEMA, fields, desk.written(None), desk.now(), None);
    let mut change = desk.change();
    let mut entry = desk.entry("return.send", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(record);
    change.entries.push(entry);
    amending.finish(desk.clocks(), &mut change, None);
    desk.instance().store.commit(change).await?;
    Ok(())
}

fn shared(desk: &Desk, gathered: &Gathered, hash: &str) -> Shared {
    let collection = gathered.of.collection();
    let year = gathered.year.number();
    let what = format!(
        "The coded fields of the {}, {} to {year}. The file as sent has the SHA-256 {hash}.",
        gathered.of.name(),
        year - 1
    );
    let why = format!("{}: required by {}.", collection.reason, collection.powers.join("; "));
    Shared {
        shared_at: Open(desk.now()),
        recipient: Private::new(Line(collection.recipient.clone())),
        purpose: Private::new(Line(collection.purpose.clone())),
        basis: Open(SharingBasis::parse("LEGAL").ok()),
        what: Private::new(Some(Narrative(what))),
        justification: Private::new(Some(Narrative(why))),
        from: Open(None),
        shared_by: Open(Some(desk.subject().worker)),
    }
}
