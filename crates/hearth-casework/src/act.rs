//! The way of every act that writes into one file, mostly one record: decide, load, compute, commit; again from the start where
//! somebody else wrote to the file in between.

use std::time::Duration;

use hearth_access::{Action, Purpose, Second};
use hearth_record::{File, ids::FileId};
use hearth_store::{DraftKey, FileRow, Outcome, StoreError, blob::NewBlob};

use crate::{
    Desk, Failure,
    recording::Saved,
    write::{self, Amending},
};

/// How often an act is computed again when somebody else wrote to the file in between.
pub(crate) const TRIES: usize = 8;

/// What an act is, beside what it writes.
pub(crate) struct Act<'a> {
    /// The file.
    pub file: FileId,
    /// The code in the audit, such as `record.add`.
    pub code: &'static str,
    /// Why the person is in the file, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
    /// The draft that it makes good.
    pub draft: Option<&'a DraftKey>,
    /// Words for the sealed part of the audit.
    pub detail: Option<&'a str>,
    /// A stored document that belongs to the file from now on.
    pub blob: Option<&'a NewBlob>,
    /// The second person, for an act that takes two.
    pub second: Option<Second>,
}

impl Act<'_> {
    /// An act with nothing beside it.
    pub const fn new(file: FileId, code: &'static str, purpose: Option<Purpose>) -> Self {
        Self { file, code, purpose, draft: None, detail: None, blob: None, second: None }
    }

    /// Does it: decides `before` the file is loaded, then whatever the file itself asks for beside it (`seen`), then writes.
    ///
    /// # Errors
    /// What access, `seen`, `write` and the store refuse; then nothing is written.
    pub async fn run<A: IntoIterator<Item = Action>>(
        &self,
        desk: &Desk,
        before: Action,
        seen: impl Fn(&File) -> Result<A, Failure>,
        write: impl Fn(&FileRow, &mut Amending) -> Result<Saved, Failure>,
    ) -> Result<Saved, Failure> {
        for attempt in 0..TRIES {
            match self.once(desk, before, &seen, &write).await {
                Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
                other => return other,
            }
        }
        Err(Failure::Wrong("the file is being written by many at once; try again in a moment".to_owned()))
    }

    async fn once<A: IntoIterator<Item = Action>>(
        &self,
        desk: &Desk,
        before: Action,
        seen: impl Fn(&File) -> Result<A, Failure>,
        write: impl Fn(&FileRow, &mut Amending) -> Result<Saved, Failure>,
    ) -> Result<Saved, Failure> {
        let (row, facts) = desk.facts_of(self.file, before).await?;
        let alone = desk.context(self.purpose);
        let context = self.second.map_or(alone, |second| alone.with_second(second));
        let mut permit = desk.decided(before, &facts, &context).await?;
        let file = write::file_of(&desk.instance().store.load(self.file, None).await?)?;
        let asked: Vec<Action> = seen(&file)?.into_iter().collect();
        for action in asked {
            permit = desk.decided(action, &facts, &context).await?;
        }
        let mut amending = Amending::of(&row, file);
        let saved = write(&row, &mut amending)?;
        if amending.is_empty() {
            // It was written before, by the same form sent twice: what is left to do is to let the draft go.
            super::recording::draft_done(desk, self.draft).await?;
            return Ok(saved);
        }
        let mut change = desk.change();
        let mut entry = desk.entry(self.code, Some(&permit), Some(self.file), Outcome::Done);
        entry.record = Some(saved.record);
        entry.detail = self.detail.map(|words| words.as_bytes().to_vec());
        change.entries.push(entry);
        // An act that writes several records of the file has an entry for each: who wrote what is asked by record.
        for record in amending.touched().filter(|record| *record != saved.record) {
            let mut entry = desk.entry(self.code, Some(&permit), Some(self.file), Outcome::Done);
            entry.record = Some(record);
            change.entries.push(entry);
        }
        change.drafts_done.extend(self.draft.cloned());
        change.blobs.extend(self.blob.cloned());
        amending.finish(desk.council(), &mut change, None);
        desk.instance().store.commit(change).await?;
        Ok(saved)
    }
}

/// Lets the others write first: longer with each attempt, and not all of them equally long, so that nobody loses every time.
pub(crate) async fn stand_back(desk: &Desk, attempt: usize) {
    let most = 4_u32 << attempt;
    let wait = desk.instance().draw(|random| random.next_u32() % most);
    tokio::time::sleep(Duration::from_millis(wait.into())).await;
}
