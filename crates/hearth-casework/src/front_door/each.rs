//! One act on several files: into all of them in one change, or into none.

use hearth_access::{Action, Purpose};
use hearth_record::ids::FileId;
use hearth_store::{Change, DraftKey, FileRow, Outcome, StoreError};

use crate::{
    Desk, Failure,
    act::{TRIES, stand_back},
    write::{self, Amending},
};

/// What the act is, beside what it writes.
pub(super) struct InEach<'a> {
    /// The code in the audit.
    pub code: &'static str,
    /// What the policies are asked about each file.
    pub action: Action,
    /// Why the person is in the files, where nothing in the records explains it.
    pub purpose: Option<Purpose>,
    /// The files, each once.
    pub files: &'a [FileId],
    /// The draft that it makes good.
    pub draft: Option<&'a DraftKey>,
}

impl InEach<'_> {
    /// Decides about each file, loads it, and gives all to `write`, which puts what it writes into them; `write` may begin
    /// other files in the change. Again from the start where somebody else wrote in between.
    ///
    /// # Errors
    /// What access, `write` and the store refuse; then nothing is written.
    pub async fn run<T>(
        &self,
        desk: &Desk,
        write: impl Fn(&mut [(FileRow, Amending)], &mut Change) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        for attempt in 0..TRIES {
            match self.once(desk, &write).await {
                Err(Failure::Store(StoreError::Moved { .. })) => stand_back(desk, attempt).await,
                other => return other,
            }
        }
        Err(Failure::Wrong("the files are being written by many at once; try again in a moment".to_owned()))
    }

    async fn once<T>(
        &self,
        desk: &Desk,
        write: impl Fn(&mut [(FileRow, Amending)], &mut Change) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut change = desk.change();
        let mut loaded = Vec::with_capacity(self.files.len());
        for file in self.files {
            let (row, facts) = desk.facts_of(*file, self.action).await?;
            let permit = desk.decided(self.action, &facts, &desk.context(self.purpose)).await?;
            change.entries.push(desk.entry(self.code, Some(&permit), Some(*file), Outcome::Done));
            let held = write::file_of(&desk.instance().store.load(*file, None).await?)?;
            let amending = Amending::of(&row, held);
            loaded.push((row, amending));
        }
        let done = write(&mut loaded, &mut change)?;
        for (_, amending) in loaded {
            if !amending.is_empty() {
                amending.finish(desk.council(), &mut change, None);
            }
        }
        change.drafts_done.extend(self.draft.cloned());
        desk.instance().store.commit(change).await?;
        Ok(done)
    }
}
