use std::collections::BTreeSet;

use hearth_practice::matching::{Pair, Roll};
use hearth_record::{
    Digest, clear,
    ids::{AuthorityId, EntryId, FileId},
};
use hearth_store::{Actor, Change, Entry, FileRow, Outcome, StoreError};
use jiff::Timestamp;

use super::{pair_of, place_of, queue, row};
use crate::{Failure, Instance, people::candidates};

/// What a sweep came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// How many people were compared.
    pub people: usize,
    /// How many pairs were raised.
    pub raised: usize,
    /// How many stood before and do not fit any more.
    pub dropped: usize,
}

/// How likely a pair must be to be raised.
const WORTH_RAISING: f64 = 0.7;
/// How many pairs one sweep raises at most, the likeliest: more than anybody looks at in a day.
const MOST_RAISED: usize = 500;
/// How many pairs are written together.
const TOGETHER: usize = 50;
/// How many rows of a state are read.
const ALL: u32 = 1_000_000;

/// Compares everybody in an authority with everybody and raises who may stand in two files. Files behind the adoption wall are
/// left out before anybody is compared; so no pair ever crosses it.
///
/// Reads every digest once. The comparison itself is handed to a thread of its own.
///
/// # Errors
/// What the store refuses.
pub async fn sweep(instance: &Instance, authority: &AuthorityId, now: Timestamp) -> Result<Swept, Failure> {
    let (roll, rows) = everybody(instance, authority).await?;
    let people = rows.len();
    let pairs = tokio::task::spawn_blocking(move || doubles(roll)).await.map_err(|_| {
        Failure::Wrong("comparing everybody was cut off; it begins again with the next sweep".to_owned())
    })?;
    let found: Vec<[&FileRow; 2]> = pairs
        .iter()
        .map(|pair| [&rows[pair.a as usize], &rows[pair.b as usize]])
        .filter(|[one, other]| one.person != other.person)
        .collect();
    let standing = standing(instance, authority).await?;
    let known: BTreeSet<_> = standing.iter().map(|(pair, _)| *pair).collect();
    let new: Vec<[&FileRow; 2]> = found
        .iter()
        .filter(|[one, other]| !known.contains(&place_of(one.file, other.file)))
        .take(MOST_RAISED)
        .copied()
        .collect();
    let mut raised = 0;
    for some in new.chunks(TOGETHER) {
        raised += usize::from(write(instance, authority, now, some, Some(clear::OPEN)).await?) * some.len();
    }
    let still: BTreeSet<_> = found.iter().map(|[one, other]| place_of(one.file, other.file)).collect();
    let row_of = |file: FileId| rows.iter().find(|row| row.file == file);
    let gone: Vec<[&FileRow; 2]> = standing
        .iter()
        .filter(|(pair, open)| *open && !still.contains(pair))
        .filter_map(|((file, other), _)| Some([row_of(*file)?, row_of(FileId::from_bytes(other.as_bytes()))?]))
        .collect();
    let mut dropped = 0;
    for some in gone.chunks(TOGETHER) {
        dropped += usize::from(write(instance, authority, now, some, None).await?) * some.len();
    }
    Ok(Swept { people, raised, dropped })
}

/// Everybody who is not behind the wall, with the rows of their files by place.
async fn everybody(instance: &Instance, authority: &AuthorityId) -> Result<(Roll, Vec<FileRow>), Failure> {
    let (mut roll, mut rows, mut damaged) = (Roll::new(), Vec::new(), None);
    let take = |row: FileRow, bytes: &[u8]| {
        if row.flags.walled {
            return;
        }
        match Digest::from_bytes(bytes) {
            Ok(digest) => {
                roll.add(&candidates::described(&digest, []));
                rows.push(row);
            }
            Err(error) => damaged = Some(format!("digest of file {}: {error}", row.file)),
        }
    };
    instance.store.each_digest(authority, take).await?;
    // One digest that does not read must not keep everybody else from being compared.
    if let Some(damaged) = damaged {
        tracing::warn!(damaged, "left out of the sweep for doubles");
    }
    Ok((roll, rows))
}

fn doubles(mut roll: Roll) -> Vec<Pair> {
    let mut pairs = roll.doubles(None, WORTH_RAISING);
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.a, a.b).cmp(&(b.a, b.b))));
    pairs
}

/// The pairs that were raised before, and whether they wait still.
async fn standing(
    instance: &Instance,
    authority: &AuthorityId,
) -> Result<Vec<((FileId, hearth_record::ids::RecordId), bool)>, Failure> {
    let mut standing = Vec::new();
    for state in [clear::OPEN, clear::SAID_SAME, clear::APART, clear::JOINED] {
        let rows = instance.store.work(&queue(authority, state), ALL).await?;
        standing.extend(rows.iter().map(|row| {
            let [one, other] = pair_of(row);
            (place_of(one, other), state == clear::OPEN)
        }));
    }
    Ok(standing)
}

/// Writes the rows of some pairs, or takes them away; `false` where somebody wrote to one of the files in between: the next
/// sweep comes back to them.
async fn write(
    instance: &Instance,
    authority: &AuthorityId,
    now: Timestamp,
    pairs: &[[&FileRow; 2]],
    state: Option<&str>,
) -> Result<bool, Failure> {
    let mut change = Change::new(authority.clone(), now);
    for [one, other] in pairs {
        let (file, record) = place_of(one.file, other.file);
        change.work.push((file, record, state.map(|state| row(state, None)).into_iter().collect()));
        for side in [one, other] {
            if !change.reads.iter().any(|(file, _)| *file == side.file) {
                change.reads.push((side.file, side.revision));
            }
            change.entries.push(entry(instance, authority, now, side.file));
        }
    }
    match instance.store.commit(change).await {
        Ok(_) => Ok(true),
        Err(StoreError::Moved { .. }) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

fn entry(instance: &Instance, authority: &AuthorityId, now: Timestamp, file: FileId) -> Entry {
    Entry {
        id: instance.draw(|random| EntryId::new(now, random)),
        at: now,
        actor: Actor::Job("doubles".to_owned()),
        authority: authority.clone(),
        purpose: String::new(),
        action: "person.possible_double",
        file: Some(file),
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    }
}
