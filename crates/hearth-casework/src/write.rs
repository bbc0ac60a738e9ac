//! From new versions to a [`Change`]: what follows from a version in digest, work rows, index and flags is computed here,
//! once, whatever the act.

use std::collections::BTreeSet;

use hearth_practice::clocks::Clocks;
use hearth_record::ids::RecordId;
use hearth_record::{
    Author, Digest, Fields, File, Flag, Held, KindSchema, Version, Written, find, ids::FileId, version,
};
use hearth_store::{
    Change, Entry, FileFlags, FileRow, LoadedFile, NewFile, NewVersion, NewWork, Revision, StoreError, StoredVersion,
    TermChange,
};
use jiff::{Timestamp, civil::Date};

use crate::{
    Pack,
    clocks::{self, ClockRows},
    holds,
    returns::quality,
    sharing::recall,
};

/// A file in the middle of an act: as it was loaded, and as it will be.
pub struct Amending {
    file: FileId,
    revision: Option<Revision>,
    flags: FileFlags,
    before: File,
    /// The digest of the file before, where there was one.
    was: Digest,
    after: File,
    versions: Vec<NewVersion>,
    touched: BTreeSet<RecordId>,
}

impl Amending {
    /// A file that begins with this act.
    pub fn new_file(file: FileId, walled: bool) -> Self {
        Self {
            file,
            revision: None,
            flags: FileFlags { restricted: false, walled },
            before: File::default(),
            after: File::default(),
            was: Digest::default(),
            versions: Vec::new(),
            touched: BTreeSet::new(),
        }
    }

    /// A file as it was loaded.
    pub fn of(row: &FileRow, file: File) -> Self {
        Self::at(row.file, row.revision, row.flags, file)
    }

    /// A file as it stands at a revision.
    pub fn at(id: FileId, revision: Revision, flags: FileFlags, file: File) -> Self {
        Self {
            file: id,
            revision: Some(revision),
            flags,
            was: Digest::of(&file),
            after: file.clone(),
            before: file,
            versions: Vec::new(),
            touched: BTreeSet::new(),
        }
    }

    /// The file as it will be.
    pub fn file(&self) -> &File {
        &self.after
    }

    /// Whether nothing was added yet.
    pub fn is_empty(&self) -> bool {
        self.versions.is_empty()
    }

    /// The record that this act wrote, where it wrote one only.
    pub(crate) fn only_touched(&self) -> Option<RecordId> {
        self.touched.first().copied().filter(|_| self.touched.len() == 1)
    }

    /// The records that this act wrote.
    pub(crate) fn touched(&self) -> impl Iterator<Item = RecordId> {
        self.touched.iter().copied()
    }

    /// Adds the first version of a record.
    pub fn add(
        &mut self,
        record: RecordId,
        kind: &KindSchema,
        fields: Fields,
        written: Written,
        at: Timestamp,
        import_key: Option<String>,
    ) {
        self.take(
            Version { record, number: 1, kind: kind.kind.to_owned(), recorded_at: at, written, fields },
            import_key,
        );
    }

    /// Adds the next version of a record that is there; nothing where it is not.
    pub fn correct(&mut self, record: RecordId, fields: Fields, written: Written, at: Timestamp) {
        if let Some(held) = self.after.record(record) {
            let number = held.current().number + 1;
            let kind = held.schema.kind.to_owned();
            self.take(Version { record, number, kind, recorded_at: at, written, fields }, None);
        }
    }

    /// Takes a version as it was written, of a record that is there or of a new one.
    pub fn take(&mut self, version: Version, import_key: Option<String>) {
        self.versions.push(NewVersion {
            file: self.file,
            record: version.record,
            version: version.number,
            kind: version.kind.clone(),
            body: version::to_seal(&version.written, &version.fields),
            import_key,
        });
        self.touched.insert(version.record);
        self.after.take(version);
    }

    /// Puts everything that this file's new versions come to into `change`: the clocks are those of the council, and the rules of its
    /// returns are run where it has settings.
    pub fn finish(mut self, council: Option<&Pack>, change: &mut Change, begins: Option<NewFile>) {
        let today = hearth_calendar::london_date(change.at);
        for (share, fields) in recall::due(&self.before, &self.after, &self.touched, today) {
            let by = Author::Job { name: "sharing".to_owned() };
            let because = Some("what the recipient holds has changed".to_owned());
            self.correct(share, fields, Written { by, because, set: None, withdrawn: false }, change.at);
        }
        let clocks = council.map_or(Clocks::usual(), |pack| &pack.clocks);
        let mut digest = Digest::of(&self.after);
        let unwalled = council.filter(|_| !self.flags.walled && !digest.events.is_empty());
        digest.quality = unwalled.and_then(|pack| quality::in_brief(&self.after, pack, today));
        match self.revision {
            Some(revision) => change.reads.push((self.file, revision)),
            None => change.new_files.extend(begins),
        }
        let (mut run, ran) = self.clock_rows(clocks, &digest, today);
        // All of them, changed or not: a night may have taken a row away that runs again by this change.
        let written: BTreeSet<RecordId> = self.touched.iter().chain(run.keys()).chain(&ran).copied().collect();
        for record in written {
            if let Some(held) = self.after.record(record) {
                let mut rows = work_of(held);
                rows.extend(run.remove(&record).unwrap_or_default());
                change.work.push((self.file, record, rows));
            }
        }
        let (had, has) = (find::terms(&self.before), find::terms(&self.after));
        if had != has {
            let add = has.difference(&had).cloned().collect();
            let remove = had.difference(&has).cloned().collect();
            change.terms.push((self.file, TermChange { add, remove }));
        }
        let flags = FileFlags { restricted: digest.has(Flag::Restricted), ..self.flags };
        if flags != self.flags {
            change.flags.push((self.file, flags));
        }
        if digest.la_child_id != self.was.la_child_id {
            change.child_numbers.push((self.file, digest.la_child_id.clone()));
        }
        // Where it comes into the scope of a hold, it stands under it from this commit on.
        change.holds.extend(holds::placed_for(&digest).map(|hold| (self.file, hold)));
        change.digests.push((self.file, digest.to_bytes()));
        self.stand_for_all(&mut change.entries);
        change.versions.extend(self.versions);
    }

    /// An act that writes more records than the one which its entry names has an entry that stands for all of them.
    fn stand_for_all(&self, entries: &mut [Entry]) {
        let mut of_file: Vec<&mut Entry> = entries.iter_mut().filter(|entry| entry.file == Some(self.file)).collect();
        let named = |record: RecordId, of_file: &[&mut Entry]| {
            of_file.iter().any(|entry| entry.record.is_none_or(|named| named == record))
        };
        let unnamed = self.touched.iter().any(|record| !named(*record, &of_file));
        if let Some(first) = of_file.first_mut().filter(|_| unnamed) {
            first.record = None;
        }
    }
}

impl Amending {
    /// The rows of the clocks that run from today, and the records under which rows may stand: those that the last change of the
    /// file left, and those that the file as it was comes to today, because its clocks were looked at since.
    fn clock_rows(&self, clocks: &Clocks, digest: &Digest, today: Date) -> (ClockRows, BTreeSet<RecordId>) {
        let written = |held: &Held| held.versions().last().map(|version| version.recorded_at);
        let last = self.before.records().iter().filter_map(written).max().map(hearth_calendar::london_date);
        let rows = |of, day| clocks::rows(clocks, of, self.flags.walled, day);
        let days: BTreeSet<Date> = last.into_iter().flat_map(|last| [last, today]).collect();
        let ran = days.into_iter().flat_map(|day| rows((&self.before, &self.was), day).into_keys()).collect();
        (rows((&self.after, digest), today), ran)
    }
}

/// What of a record stands in clear; nothing once it is withdrawn.
pub(crate) fn work_of(held: &Held) -> Vec<NewWork> {
    if held.withdrawn() {
        return Vec::new();
    }
    let rows = (held.schema.work)(&held.current().fields).into_iter();
    rows.map(|w| NewWork {
        kind: w.kind.to_owned(),
        state: w.state.to_string(),
        due: w.due,
        team: w.team,
        worker: w.worker,
    })
    .collect()
}

/// The file that stored versions make.
///
/// # Errors
/// When a version opened but does not read: the store names it, so that it can be restored.
pub fn file_of(loaded: &LoadedFile) -> Result<File, StoreError> {
    file_from(&loaded.versions)
}

/// The part of a file that some of its versions make.
///
/// # Errors
/// As [`file_of`].
pub fn file_from(versions: &[StoredVersion]) -> Result<File, StoreError> {
    let versions: Result<Vec<Version>, StoreError> = versions.iter().map(read).collect();
    Ok(File::of(versions?))
}

pub(crate) fn read(stored: &StoredVersion) -> Result<Version, StoreError> {
    let (written, fields) = version::from_seal(&stored.body)
        .map_err(|e| StoreError::Form(format!("version {} of record {}: {e}", stored.version, stored.record)))?;
    Ok(Version {
        record: stored.record,
        number: stored.version,
        kind: stored.kind.clone(),
        recorded_at: stored.recorded_at,
        written,
        fields,
    })
}
