use hearth_record::{
    Record,
    front_door::Contact,
    ids::{FileId, RecordId},
};

use super::Saved;
use crate::{Desk, Failure, front_door, people, write};

/// Keeps who told anonymous in the file of each other child whom a contact is about, where the version that was just saved began to.
///
/// A load, and an act for each of the others.
///
/// # Errors
/// [`Failure::Wrong`] with the names of those in whose files it could not be written; in the rest it stands.
pub(super) async fn in_the_others(desk: &Desk, file: FileId, saved: Saved) -> Result<(), Failure> {
    let here = write::file_of(&desk.instance().store.load(file, None).await?)?;
    let Some(held) = here.record(saved.record).filter(|held| held.schema.kind == Contact::SCHEMA.kind) else {
        return Ok(());
    };
    let before = held.versions().iter().rfind(|version| version.number < saved.version);
    if before.is_some_and(|before| before.fields.get("keep_anonymous") == Some(&true.into())) {
        return Ok(());
    }
    let set = held.versions().iter().find_map(|version| version.written.set.as_ref());
    let others: Vec<(FileId, RecordId)> =
        set.map(|set| set.records.iter().filter(|(other, _)| *other != file).copied().collect()).unwrap_or_default();
    let mut missed = Vec::new();
    for place in others {
        if front_door::keep_anonymous(desk, &[place]).await.is_err() {
            missed.push(place.0);
        }
    }
    if missed.is_empty() { Ok(()) } else { Err(not_in(desk, &missed).await?) }
}

/// Says in which files it could not be written, as far as this person may know whose they are.
async fn not_in(desk: &Desk, missed: &[FileId]) -> Result<Failure, Failure> {
    let names: Vec<String> = people::names_of(desk, missed).await?.into_iter().map(|(_, name)| name).collect();
    let of = if names.len() == missed.len() {
        names.join(" and ")
    } else {
        let others = missed.len() - names.len();
        let others = if others == 1 { "another child".to_owned() } else { format!("{others} other children") };
        names.into_iter().chain([others]).collect::<Vec<_>>().join(" and ")
    };
    Ok(Failure::Wrong(format!(
        "it is corrected in this file, but who told is not yet kept anonymous in the file of {of}, where you may not write; \
         ask a manager of the front door to correct the contact there"
    )))
}
