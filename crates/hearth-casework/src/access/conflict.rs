use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    access::ConflictOfInterest,
    class::{Open, Private},
    ids::FileId,
    sets,
    value::Narrative,
};

use crate::{Desk, Failure, act::Act, recording::Saved};

/// Declares that this person has a conflict of interest with a file: it closes to them at once, and no emergency opens it.
///
/// # Errors
/// [`Failure::Problems`] where the tie is not said, and what access and the store refuse.
pub async fn declare_conflict(desk: &Desk, file: FileId, tie: &str) -> Result<Saved, Failure> {
    let tie = tie.trim();
    if tie.is_empty() {
        return Err(Problems::at("tie", "is needed: say how you are tied to this person").into());
    }
    let declared = sets::ConflictKind::parse("DECLARED").map_err(|e| Failure::Wrong(e.to_string()))?;
    let conflict = ConflictOfInterest {
        worker: Open(desk.subject().worker),
        conflict_kind: Open(declared),
        noted_at: Open(desk.now()),
        tie: Private::new(Some(Narrative(tie.to_owned()))),
        yielded_to: Open(None),
        yielded_at: Open(None),
        yielded_because: Private::new(None),
    };
    let record = desk.new_record();
    let act = Act::new(file, "conflict.declare", None);
    act.run(
        desk,
        Action::OpenFile,
        |_| Ok(None),
        |_, amending| {
            amending.add(
                record,
                ConflictOfInterest::SCHEMA,
                conflict.to_fields(),
                desk.written(None),
                desk.now(),
                None,
            );
            Ok(Saved { record, version: 1 })
        },
    )
    .await
}
