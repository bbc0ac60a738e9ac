use hearth_access::Action;
use hearth_record::{
    Author, Digest, File, FileType, Flag, Record, find,
    ids::{AuthorityId, EntryId, FileId, RecordId},
    recording::Document,
    version,
};
use hearth_store::{
    Actor, Entry, FileFlags, NewVersion, Outcome, TermChange,
    adoption::{Split, SplitChange, ToCopy},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value as Json;

use crate::{Desk, Failure, Instance, clocks, write};

/// Begins the split of a child's file at adoption: the records chosen are copied behind the wall under new ids over `span`, so
/// that neither times nor ids pair the two files. The file of birth stays as it is.
///
/// The name, identifiers and relationships of birth are never copied: who the child is now is recorded behind the wall.
///
/// # Errors
/// [`Failure::Wrong`] where no adoption order is recorded, and what access and the store refuse.
pub async fn begin_split(
    desk: &Desk,
    birth: FileId,
    records: &[RecordId],
    span: SignedDuration,
) -> Result<FileId, Failure> {
    let permit = desk.may(Action::StartFile).await?;
    let view = desk.open(birth, None, None).await?;
    if !view.digest.was_adopted() {
        return Err(Failure::Wrong("no adoption order is recorded in this file; record it first".to_owned()));
    }
    let chosen = view.records().filter(|held| records.contains(&held.id) && may_cross(held.schema.kind));
    let copy: Vec<ToCopy> = chosen
        .map(|held| {
            let blob = Document::from_fields(&held.current().fields)
                .ok()
                .filter(|_| held.schema.kind == Document::SCHEMA.kind);
            ToCopy { record: held.id, blobs: blob.map(|document| *document.blob).into_iter().collect() }
        })
        .collect();
    // The entry names neither file: which child was split stands under the link's own key only.
    desk.instance().store.note(vec![desk.entry("adoption.split", Some(&permit), None, Outcome::Done)]).await?;
    let split = desk.instance().store.begin_split(birth, &copy, desk.now(), span).await?;
    Ok(split.adopted)
}

/// Kinds that say who the child was, or who is theirs by birth: they stay on this side.
fn may_cross(kind: &str) -> bool {
    !matches!(
        kind,
        "person"
            | "person_name"
            | "person_identifier"
            | "relationship"
            | "household_membership"
            | "address"
            | "same_person"
            | "daily_feed"
            | "adopters_in_codes"
    )
}

/// Commits the steps of splits that have fallen due. A job runs this; it decides nothing.
///
/// # Errors
/// What the store refuses. A step that was committed is not committed again.
pub async fn go_on_with_splits(instance: &Instance, authority: &AuthorityId, now: Timestamp) -> Result<usize, Failure> {
    let mut steps = 0;
    for split in instance.store.splits_due(authority, now).await? {
        if let Some(step) = instance.store.next_split_change(&split, FileType::Adoption, now).await? {
            commit(instance, &split, step, now).await?;
            steps += 1;
        }
        instance.store.split_step_done(&split).await?;
    }
    Ok(steps)
}

async fn commit(instance: &Instance, split: &Split, step: SplitChange, now: Timestamp) -> Result<(), Failure> {
    let SplitChange { mut change, blobs } = step;
    for version in &mut change.versions {
        rewrite(version, &blobs)?;
    }
    let before = if change.new_files.is_empty() {
        write::file_of(&instance.store.load(split.adopted, None).await?)?
    } else {
        File::default()
    };
    let mut after = before.clone();
    for new in &change.versions {
        let (written, fields) =
            version::from_seal(&new.body).map_err(|e| hearth_store::StoreError::Form(e.to_string()))?;
        after.take(version::Version {
            record: new.record,
            number: new.version,
            kind: new.kind.clone(),
            recorded_at: now,
            written,
            fields,
        });
    }
    let digest = Digest::of(&after);
    let today = hearth_calendar::london_date(now);
    let mut run = clocks::rows(instance.clocks(&split.authority), (&after, &digest), true, today);
    // A copy can end a clock that an earlier copy started, so every record's rows are written anew.
    for held in after.records() {
        let rows = write::work_of(held).into_iter().chain(run.remove(&held.id).unwrap_or_default()).collect();
        change.work.push((split.adopted, held.id, rows));
    }
    let (had, has) = (find::terms(&before), find::terms(&after));
    let added = TermChange { add: has.difference(&had).cloned().collect(), remove: Vec::new() };
    change.terms.push((split.adopted, added));
    change.flags.push((split.adopted, FileFlags { restricted: digest.has(Flag::Restricted), walled: true }));
    change.digests.push((split.adopted, digest.to_bytes()));
    change.entries.push(Entry {
        id: instance.draw(|random| EntryId::new(now, random)),
        at: now,
        actor: Actor::Job("adoption".to_owned()),
        authority: split.authority.clone(),
        purpose: String::new(),
        action: "file.import",
        file: Some(split.adopted),
        record: None,
        outcome: Outcome::Done,
        count: 0,
        detail: None,
    });
    instance.store.commit(change).await?;
    Ok(())
}

/// Makes a copied body name the copied documents, and no person, record or set of the other side: what was written for brothers
/// and sisters together no longer says whose files it stands in.
fn rewrite(
    version: &mut NewVersion,
    blobs: &[(hearth_record::ids::BlobId, hearth_record::ids::BlobId)],
) -> Result<(), Failure> {
    let bad = |e: hearth_record::fields::NotFields| hearth_store::StoreError::Form(e.to_string());
    let (mut written, mut fields) = version::from_seal(&version.body).map_err(bad)?;
    written.set = None;
    // Who wrote it there worked with the family of birth.
    written.by = Author::Job { name: "adoption".to_owned() };
    let Some(kind) = hearth_record::kind(&version.kind) else { return Ok(()) };
    for field in kind.fields {
        use hearth_record::value::ValueType::{Document, List, Person as OtherPerson, Record as OtherRecord, Set};
        match field.value {
            OtherPerson | OtherRecord | Set | List(OtherPerson | OtherRecord) => fields.set(field.name, None),
            Document => {
                let new = fields.text(field.name).and_then(|old| blobs.iter().find(|(id, _)| id.to_string() == old));
                fields.set(field.name, new.map(|(_, new)| Json::from(new.to_string())));
            }
            _ => {}
        }
    }
    version.body = version::to_seal(&written, &fields);
    Ok(())
}

#[cfg(test)]
mod tests {
    use hearth_record::people::Person;

    use super::*;

    #[test]
    fn who_the_child_was_never_crosses_the_wall() {
        assert!(!may_cross(Person::SCHEMA.kind));
        assert!(!may_cross(hearth_record::adoption::AdoptersInCodes::SCHEMA.kind), "it was handed over from there");
        assert!(!may_cross(hearth_record::sharing::DailyFeed::SCHEMA.kind), "it holds the name as it was sent");
        for kind in hearth_record::kinds().filter(|kind| {
            kind.fields.iter().any(|field| matches!(field.find, Some(hearth_record::schema::FindAs::Given)))
        }) {
            assert!(!may_cross(kind.kind), "{}", kind.kind);
        }
    }
}
