//! The split at adoption: a second person with a second file, and nothing stored that joins the two but one sealed link.
//!
//! Records and documents are copied under new ids, new keys and new seals, into a file behind the adoption wall whose terms are keyed
//! by another index key. The copies are committed a few at a time at moments that chance has spread over days, each with ids made
//! at its own moment, so that neither times nor ids nor the order of the audit pair the files. The link stands in the key
//! database, sealed under a key of its own and padded, under an id that is nothing but random.
//!
//! What the bodies say (names, persons referred to) is rewritten by who calls: the store does not read them.

use hearth_record::{
    FileType,
    ids::{AuthorityId, BlobId, FileId, PersonId, RecordId},
};
use jiff::{SignedDuration, Timestamp};
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{
    Store,
    blob::NewBlob,
    change::{Change, FileFlags, NewFile, NewVersion},
    driver::{Place, Step, params},
    error::StoreError,
    seal::Aad,
};

/// Links are padded to a multiple of this, so that their length tells nothing of how much was copied.
const PADDED: usize = 4096;
/// Records copied in one commit, at most.
const TOGETHER: usize = 3;

/// What is to be copied: a record and the documents that it describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToCopy {
    /// The record in the file of birth; all its versions are copied.
    pub record: RecordId,
    /// Its documents.
    pub blobs: Vec<BlobId>,
}

/// A split, as far as it has come. Whoever holds this holds the link: it is for the adoption role alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Split {
    /// The link's id: random, without a time in it.
    pub id: Uuid,
    /// The authority.
    pub authority: AuthorityId,
    /// The file of birth.
    pub birth: FileId,
    /// The person after adoption.
    pub person: PersonId,
    /// The file after adoption.
    pub adopted: FileId,
    /// What is still to be copied, in the order of the moments.
    pub steps: Vec<SplitStep>,
}

/// One commit of a split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitStep {
    /// Not before.
    pub due: Timestamp,
    /// Records to copy, with the ids they get and the documents they describe.
    pub records: Vec<(RecordId, RecordId, Vec<BlobId>)>,
}

/// The next commit of a split, to be finished by who calls: rewrite the bodies, add digest, terms, work rows and the audit entry (which
/// names the adopted file only), commit it, then call [`Store::split_step_done`].
pub struct SplitChange {
    /// The change so far: the new file when it is the first, the copied versions, the copied documents.
    pub change: Change,
    /// The old and new id of each document, for the bodies that name them.
    pub blobs: Vec<(BlobId, BlobId)>,
}

impl Store {
    /// Begins a split and keeps its link. Nothing is copied yet; the steps fall due one by one between `at` and `at + span`. Begun once
    /// a file: a second split of the same file is refused.
    pub async fn begin_split(
        &self,
        birth: FileId,
        copy: &[ToCopy],
        at: Timestamp,
        span: SignedDuration,
    ) -> Result<Split, StoreError> {
        const KEEP: &str = "INSERT INTO adoption_link (id, authority, sealed) VALUES ($1, $2, $3)";
        let row = self.files(&[birth]).await?.pop().ok_or(StoreError::UnknownFile { file: birth })?;
        if self.other_side(&row.authority, birth).await?.is_some() {
            return Err(StoreError::Refused(format!("file {birth} has been split already")));
        }
        let split = {
            let mut random = self.random();
            plan(row.authority, birth, copy, at, span, &mut **random)?
        };
        let sealed = self.sealed_link(&split)?;
        let link = params![split.id.into_bytes(), &split.authority, sealed];
        self.driver().write(Place::Keys, vec![Step::new(KEEP, link)]).await?;
        Ok(split)
    }

    /// The splits of an authority that have a step due.
    pub async fn splits_due(&self, authority: &AuthorityId, now: Timestamp) -> Result<Vec<Split>, StoreError> {
        let splits = self.splits(authority).await?;
        Ok(splits.into_iter().filter(|s| s.steps.first().is_some_and(|step| step.due <= now)).collect())
    }

    /// Prepares the next commit of a split. None when what it would write stands there already: a crash came between the commit and
    /// [`Store::split_step_done`].
    pub async fn next_split_change(
        &self,
        split: &Split,
        file_type: FileType,
        now: Timestamp,
    ) -> Result<Option<SplitChange>, StoreError> {
        let step = split.steps.first().filter(|step| step.due <= now);
        let step = step.ok_or_else(|| StoreError::Refused("no step of this split is due".to_owned()))?;
        let mut change = Change::new(split.authority.clone(), now);
        match self.files(&[split.adopted]).await?.pop() {
            None => change.new_files.push(NewFile {
                file: split.adopted,
                person: split.person,
                file_type,
                flags: FileFlags { restricted: false, walled: true },
            }),
            Some(row) => {
                let there = self.load(split.adopted, None).await?;
                if step.records.iter().all(|(_, new, _)| there.versions.iter().any(|v| v.record == *new)) {
                    return Ok(None);
                }
                change.reads.push((split.adopted, row.revision));
            }
        }
        let birth = self.load(split.birth, None).await?;
        let mut blobs = Vec::new();
        for (old, new, documents) in &step.records {
            change.versions.extend(birth.versions.iter().filter(|v| v.record == *old).map(|v| NewVersion {
                file: split.adopted,
                record: *new,
                version: v.version,
                kind: v.kind.clone(),
                body: v.body.to_vec(),
                import_key: None,
            }));
            for document in documents {
                let copied = self.blob_copy(split.birth, *document, now).await?;
                blobs.push((*document, copied.id()));
                change.blobs.push(NewBlob { file: split.adopted, blob: copied });
            }
        }
        Ok(Some(SplitChange { change, blobs }))
    }

    /// Records that the first step of a split is committed. When it was the last one only the link itself remains.
    pub async fn split_step_done(&self, split: &Split) -> Result<Split, StoreError> {
        const KEEP: &str = "UPDATE adoption_link SET sealed = $2 WHERE id = $1";
        let mut split = split.clone();
        if !split.steps.is_empty() {
            split.steps.remove(0);
        }
        let unknown = StoreError::Refused("there is no such split".to_owned());
        let link = params![split.id.into_bytes(), self.sealed_link(&split)?];
        self.driver().write(Place::Keys, vec![Step::new(KEEP, link).or(unknown)]).await?;
        Ok(split)
    }

    /// The other file of an adopted child, from either side. For the adoption role alone; the caller has decided that and notes it.
    pub async fn other_side(&self, authority: &AuthorityId, file: FileId) -> Result<Option<FileId>, StoreError> {
        let other = |split: Split| match file {
            f if f == split.birth => Some(split.adopted),
            f if f == split.adopted => Some(split.birth),
            _ => None,
        };
        Ok(self.splits(authority).await?.into_iter().find_map(other))
    }

    /// Every link is opened: nothing in clear tells which one is asked for.
    async fn splits(&self, authority: &AuthorityId) -> Result<Vec<Split>, StoreError> {
        const SQL: &str = "SELECT id, sealed FROM adoption_link WHERE authority = $1";
        let keys = self.authority_keys(authority)?;
        let mut splits = Vec::new();
        for row in self.driver().query(Place::Keys, SQL, params![authority]).await? {
            let opened = keys.link().open(&Aad::adoption_link(row.array(0)?), row.bytes(1)?);
            let opened = opened.map_err(|source| StoreError::Sealed { what: "an adoption link".to_owned(), source })?;
            let text = opened.split(|b| *b == 0).next().unwrap_or_default();
            splits.push(
                serde_json::from_slice(text)
                    .map_err(|_| StoreError::Form("an adoption link has another form".to_owned()))?,
            );
        }
        Ok(splits)
    }

    fn sealed_link(&self, split: &Split) -> Result<Vec<u8>, StoreError> {
        let wrong = |_| StoreError::Form("an adoption link cannot be written".to_owned());
        let mut text = Zeroizing::new(serde_json::to_vec(split).map_err(wrong)?);
        let padded = (text.len() + 1).next_multiple_of(PADDED);
        text.resize(padded, 0);
        let key = self.authority_keys(&split.authority)?;
        Ok(key.link().seal(&Aad::adoption_link(split.id.into_bytes()), &text, &mut **self.random()))
    }
}

/// Spreads the copies over the span by chance, a few records a commit, in a random order.
fn plan(
    authority: AuthorityId,
    birth: FileId,
    copy: &[ToCopy],
    at: Timestamp,
    span: SignedDuration,
    random: &mut dyn CryptoRng,
) -> Result<Split, StoreError> {
    let seconds = usize::try_from(span.as_secs()).ok().filter(|s| (60..=usize::MAX / 1000).contains(s));
    let seconds = seconds
        .ok_or_else(|| StoreError::Refused("the copies of a split are spread over at least a minute".to_owned()))?;
    let mut order: Vec<&ToCopy> = copy.iter().collect();
    for i in (1..order.len()).rev() {
        order.swap(i, below(random, i + 1));
    }
    let mut groups: Vec<Vec<&ToCopy>> = Vec::new();
    while !order.is_empty() {
        let n = (1 + below(random, TOGETHER)).min(order.len());
        groups.push(order.drain(..n).collect());
    }
    let mut moments = Vec::with_capacity(groups.len());
    for _ in 0..groups.len().max(1) {
        let later = SignedDuration::from_millis(i64::try_from(1 + below(random, seconds * 1000)).unwrap_or(i64::MAX));
        moments.push(at.saturating_add(later).unwrap_or(Timestamp::MAX));
    }
    moments.sort_unstable();
    let first = moments[0];
    let mut steps = Vec::with_capacity(groups.len());
    for (group, due) in groups.into_iter().zip(moments) {
        let records = group.into_iter().map(|c| (c.record, RecordId::new(due, random), c.blobs.clone())).collect();
        steps.push(SplitStep { due, records });
    }
    let mut id = [0; 16];
    random.fill_bytes(&mut id);
    Ok(Split {
        id: uuid::Builder::from_random_bytes(id).into_uuid(),
        authority,
        birth,
        person: PersonId::new(first, random),
        adopted: FileId::new(first, random),
        steps,
    })
}

/// A number below `n`, near enough evenly spread: `n` is far below what is drawn.
fn below(random: &mut dyn CryptoRng, n: usize) -> usize {
    let mut drawn = [0; size_of::<usize>()];
    random.fill_bytes(&mut drawn);
    usize::from_ne_bytes(drawn) % n
}
