use hearth_access::Action;
use hearth_record::{
    Fields, Problems, Record,
    adoption::AdoptersInCodes,
    ids::{FileId, RecordId},
};

use super::adopted::adopted_on;
use crate::{Desk, Failure, act::Act, recording::Saved};

/// Hands over what the statutory returns ask about the adopters of a child, in codes, into the care file in which the child is who they
/// were before. No file behind the wall is read or written, and the record names nobody: what ties the two together is known to whoever
/// does it and stands nowhere.
///
/// What was handed over before is corrected, for which `because` gives the reason. One load and one change.
///
/// # Errors
/// [`Failure::Problems`] where a code is missing or does not fit another, or a correction has no reason; [`Failure::Wrong`] where no
/// adoption is recorded in the file; what access refuses to whoever does not work in adoption, and what the store refuses.
pub async fn hand_over(desk: &Desk, file: FileId, fields: &Fields, because: &str) -> Result<Saved, Failure> {
    let kind = AdoptersInCodes::SCHEMA;
    let because = because.trim();
    let fresh = desk.new_record();
    let act = Act::new(file, "adopters.hand_over", None);
    act.run(
        desk,
        Action::HandOver,
        |file| match adopted_on(file) {
            Some(_) => Ok(None),
            None => Err(Failure::Wrong(
                "no adoption is recorded in this file; record how the time in care ended".to_owned(),
            )),
        },
        |_, amending| {
            // After the decision, so that whoever is refused learns nothing by what they typed.
            (kind.check)(fields).or_ok(())?;
            (kind.lacks)(fields).or_ok(())?;
            let there: Option<RecordId> = amending.file().all::<AdoptersInCodes>().last().map(|(id, _)| id);
            let Some(held) = there.and_then(|id| amending.file().record(id)) else {
                amending.add(fresh, kind, fields.clone(), desk.written(None), desk.now(), None);
                return Ok(Saved { record: fresh, version: 1 });
            };
            let (id, now) = (held.id, held.current());
            let number = now.number;
            if kind.fields.iter().all(|field| now.fields.get(field.name) == fields.get(field.name)) {
                return Ok(Saved { record: id, version: number });
            }
            let whole = AdoptersInCodes::from_fields(&now.fields).is_ok_and(|codes| codes.is_whole());
            if whole && because.is_empty() {
                return Err(Problems::at("because", "is needed: these codes were handed over before").into());
            }
            let because = Some(because.to_owned()).filter(|because| !because.is_empty());
            amending.correct(id, fields.clone(), desk.written(because), desk.now());
            Ok(Saved { record: id, version: number + 1 })
        },
    )
    .await
}
