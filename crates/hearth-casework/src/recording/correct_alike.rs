use std::collections::BTreeSet;

use hearth_access::Action;
use hearth_record::{
    Held, Record,
    front_door::Contact,
    ids::{FileId, RecordId},
    people::Address,
};

use super::{
    Correction, SavedIn,
    correct::{corrected, held},
};
use crate::{Desk, Failure, FileView};

/// What each child's record says of that child alone: a correction of it says nothing of the others.
const OF_THE_CHILD: &[&str] = &["child_seen", "seen_alone", "voice"];

/// Makes the last correction of a record in the records that were written with it: each field that it changed gets the same value in
/// the files of the others, with the same reason, as far as this person may correct there. A record in which all of it stands already
/// is left as it is.
///
/// Two queries and a load for each file, and an act for each that changes.
///
/// # Errors
/// [`Failure::Wrong`] for a record that was never corrected or stands alone, or whose correction is of this child alone, and what access and the store refuse; what was corrected
/// before that stays corrected.
pub async fn correct_alike(desk: &Desk, view: &FileView, record: RecordId) -> Result<Vec<SavedIn>, Failure> {
    let mine = held(&view.file, record)?;
    let [.., before, now] = mine.versions() else {
        return Err(Failure::Wrong("this record was never corrected".to_owned()));
    };
    let set = mine.versions().iter().find_map(|version| version.written.set.as_ref());
    let set = set.ok_or_else(|| Failure::Wrong("this record was written for one child alone".to_owned()))?;
    // A version without a reason is a step of the work, such as that somebody took a contact, and no correction.
    let because = now.written.because.clone();
    let because = because.ok_or_else(|| Failure::Wrong("what was written last is no correction".to_owned()))?;
    let changed: BTreeSet<String> =
        before.fields.changed(&now.fields).into_iter().filter(|name| of_all(mine, name)).collect();
    if changed.is_empty() {
        return Err(Failure::Wrong("what was corrected is said of this child alone".to_owned()));
    }
    let tells_who = mine.schema.kind == Contact::SCHEMA.kind
        && changed.iter().any(|name| Contact::TELLS_WHO.contains(&name.as_str()));
    if tells_who {
        may_know_who(desk, view.id).await?;
    }
    let others: Vec<(FileId, RecordId)> = set.records.iter().filter(|(file, _)| *file != view.id).copied().collect();
    let views = desk.look_into(&others.iter().map(|(file, _)| *file).collect::<Vec<_>>()).await?;
    let mut saved = Vec::new();
    for (file, id) in others {
        let Some(there) =
            views.iter().find(|view| view.id == file && !view.digest.was_adopted()).and_then(|view| view.record(id))
        else {
            continue;
        };
        if there.withdrawn() {
            continue;
        }
        let current = there.current();
        let mut fields = current.fields.clone();
        for name in &changed {
            fields.set(name, now.fields.get(name).cloned());
        }
        if fields == current.fields {
            continue;
        }
        if tells_who {
            may_know_who(desk, file).await?;
        }
        let correction = Correction {
            record: id,
            from: current.number,
            fields,
            because: because.clone(),
            purpose: None,
            draft: None,
        };
        // What was asked for with a reason in the one file is put right in the others by the same act.
        let address = there.schema.kind == Address::SCHEMA.kind && !there.withheld().is_empty();
        saved.push((file, corrected(desk, file, correction, address).await?));
    }
    Ok(saved)
}

/// Whether a field of the record says the same of each child. Of a contact that is what was told and by whom; what was decided is
/// decided for each.
fn of_all(held: &Held, name: &str) -> bool {
    if held.schema.kind == Contact::SCHEMA.kind {
        Contact::OF_ALL.contains(&name)
    } else {
        !OF_THE_CHILD.contains(&name)
    }
}

/// Who told goes into the file of another child by the hand of somebody who may know it in both.
async fn may_know_who(desk: &Desk, file: FileId) -> Result<(), Failure> {
    let (_, facts) = desk.facts_of(file, Action::KnowReferrer).await?;
    desk.decided(Action::KnowReferrer, &facts, &desk.context(None)).await.map(drop)
}
