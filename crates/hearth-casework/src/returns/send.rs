//! That a return was sent is a disclosure: it stands in the file of every child who was in it, with the powers that allowed it, and the
//! file as it was sent is kept.

use hearth_access::Action;
use hearth_record::{Record, ids::FileId, sharing::Shared};
use hearth_store::{Outcome, StoreError};

use super::{
    CollectionYear, Return,
    collection::Collection,
    kept::{self, SentFile},
    whole::Gathered,
};
use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    papers::Papers,
    sharing::Way,
    write::{self, Amending},
};

/// What was sent: the same for every child in it.
pub(super) struct Sending<'a> {
    /// To whom, by which powers and for what.
    pub collection: &'static Collection,
    /// What it is.
    pub what: &'a str,
    /// The SHA-256 of the file as it was sent, in hexadecimal digits.
    pub hash: &'a str,
}

/// Says that a return goes as it was gathered, signed off by nobody: keeps its file and writes into the file of each child in it that it
/// was sent. `progress` hears after each child. A load for each child and a change for each who was not told yet, one entry of the audit
/// for each and one for the whole. Where it is cut off, sending again tells the others.
///
/// Answers with the SHA-256 of the file in hexadecimal digits, and with the number of children.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses.
pub async fn sent(desk: &Desk, gathered: &Gathered, progress: impl FnMut()) -> Result<(String, u32), Failure> {
    desk.may(Action::RunReturn).await?;
    let file = SentFile::unsigned(desk, gathered).await?;
    let children: Vec<FileId> = gathered.children.values().map(|child| child.file).collect();
    conclude(desk, gathered.of, gathered.year, file, &children, progress).await
}

/// Says that a return went as it was signed off last. As [`sent`], and the children are those who stand in the file that was signed:
/// the records may have moved on since.
///
/// # Errors
/// [`Failure::Absent`] where it was not signed off; [`Failure::Wrong`] where a child in it is not known by that identifier any more; else as
/// [`sent`].
pub async fn sent_as_signed(
    desk: &Desk,
    of: Return,
    year: CollectionYear,
    progress: impl FnMut(),
) -> Result<(String, u32), Failure> {
    let done = kept::done(desk, year).await?.into_iter().find(|(each, _)| *each == of);
    let signed = done.and_then(|(_, done)| done.signed).ok_or(Failure::Absent("the return is not signed off"))?;
    let file = Papers::of_returns(year).file(desk.authority());
    let tables = kept::read(desk.instance(), file, of, *signed.record.blob).await?;
    let mut children = Vec::new();
    for child in tables.children().iter() {
        let found = desk.instance().store.file_of_child_number(desk.authority(), child.id()).await?;
        children.push(found.ok_or_else(|| {
            Failure::Wrong(
                "a child in the signed return is not known by its identifier any more: sign the return off again"
                    .to_owned(),
            )
        })?);
    }
    conclude(desk, of, year, SentFile::signed(&signed), &children, progress).await
}

async fn conclude(
    desk: &Desk,
    of: Return,
    year: CollectionYear,
    file: SentFile,
    children: &[FileId],
    mut progress: impl FnMut(),
) -> Result<(String, u32), Failure> {
    let hash = file.sha256.clone();
    let ends = year.number();
    let what = format!("The coded fields of the {}, {} to {ends}.", of.name(), ends - 1);
    let sending = Sending { collection: of.collection(), what: &what, hash: &hash };
    for child in children {
        sending.tell(desk, *child).await?;
        progress();
    }
    let told = u32::try_from(children.len()).unwrap_or(u32::MAX);
    file.note(desk, of, year, told).await?;
    Ok((hash, told))
}

impl Sending<'_> {
    /// Writes into a file that it was sent, unless that stands there already.
    pub(super) async fn tell(&self, desk: &Desk, file: FileId) -> Result<(), Failure> {
        for attempt in 0..TRIES {
            match self.once(desk, file).await {
                Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
                other => return other,
            }
        }
        Err(Failure::Wrong("a file is being written by many at once; send again in a moment".to_owned()))
    }

    async fn once(&self, desk: &Desk, file: FileId) -> Result<(), Failure> {
        let (row, facts) = desk.facts_of(file, Action::ReadReturn).await?;
        let permit = desk.decided(Action::ReadReturn, &facts, &desk.context(None)).await?;
        let mut amending = Amending::of(&row, write::file_of(&desk.instance().store.load(file, None).await?)?);
        let told = |shared: &Shared| shared.what.reveal().as_ref().is_some_and(|what| what.0.contains(self.hash));
        if amending.file().all::<Shared>().any(|(_, shared)| told(&shared)) {
            return Ok(());
        }
        let record = desk.new_record();
        amending.add(record, Shared::SCHEMA, self.shared(desk)?.to_fields(), desk.written(None), desk.now(), None);
        let mut change = desk.change();
        let mut entry = desk.entry("return.send", Some(&permit), Some(file), Outcome::Done);
        entry.record = Some(record);
        change.entries.push(entry);
        amending.finish(desk.council(), &mut change, None);
        desk.instance().store.commit(change).await?;
        Ok(())
    }

    fn shared(&self, desk: &Desk) -> Result<Shared, Failure> {
        let what = format!("{} The file as sent has the SHA-256 {}.", self.what, self.hash);
        self.collection.told(desk, Way::Return, desk.now(), &what)
    }
}
