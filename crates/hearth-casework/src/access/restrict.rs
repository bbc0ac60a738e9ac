use hearth_access::Action;
use hearth_record::{
    File, Problems, Record,
    access::Restriction,
    class::{Open, Private},
    ids::{FileId, RecordId, WorkerId},
    value::Narrative,
};

use crate::{Desk, Failure, act::Act, recording::Saved};

/// Restricts a file to those named. Whoever is not on the list is refused, allocated or not.
///
/// # Errors
/// [`Failure::Problems`] without a reason or without anybody named, [`Failure::Wrong`] where the file is restricted
/// already, and what access and the store refuse.
pub async fn restrict(desk: &Desk, file: FileId, allowed: Vec<WorkerId>, reason: &str) -> Result<Saved, Failure> {
    let mut problems = Problems::none();
    problems.add_if(reason.trim().is_empty(), "reason", "is needed: say why only those named may open the file");
    problems.add_if(allowed.is_empty(), "allowed", "is needed: a file that nobody may open helps no child");
    problems.or_ok(())?;
    let restriction = Restriction {
        set_at: Open(desk.now()),
        set_by: Open(Some(desk.subject().worker)),
        reason: Private::new(Narrative(reason.trim().to_owned())),
        allowed: Open(allowed),
        review_on: Open(None),
        lifted_at: Open(None),
        lifted_by: Open(None),
        lifted_because: Private::new(None),
    };
    let record = desk.new_record();
    let act = Act::new(file, "restriction.set", None);
    act.run(
        desk,
        Action::Restrict,
        |_| Ok(None),
        |_, amending| {
            if standing(amending.file()).is_some() {
                return Err(Failure::Wrong("the file is restricted already; lift that restriction first".to_owned()));
            }
            amending.add(record, Restriction::SCHEMA, restriction.to_fields(), desk.written(None), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await
}

/// Lifts the restriction of a file.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Absent`] where none stands, and what access and the store refuse.
pub async fn lift_restriction(desk: &Desk, file: FileId, because: &str) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why the file may be opened again").into());
    }
    let act = Act::new(file, "restriction.lift", None);
    act.run(
        desk,
        Action::Restrict,
        |_| Ok(None),
        |_, amending| {
            let found = standing(amending.file()).ok_or(Failure::Absent("the file is not restricted"))?;
            let (record, mut restriction) = found;
            restriction.lifted_at = Open(Some(desk.now()));
            restriction.lifted_by = Open(Some(desk.subject().worker));
            restriction.lifted_because = Private::new(Some(Narrative(because.to_owned())));
            let version = amending.file().record(record).map_or(1, |held| held.current().number) + 1;
            let written = desk.written(Some(because.to_owned()));
            amending.correct(record, restriction.to_fields(), written, desk.now());
            Ok(Saved { record, version })
        },
    )
    .await
}

/// Whether a restriction stands, for whoever may set or lift one. Two queries.
///
/// # Errors
/// What access and the store refuse.
pub async fn is_restricted(desk: &Desk, file: FileId) -> Result<bool, Failure> {
    let (row, facts) = desk.facts_of(file, Action::Restrict).await?;
    desk.decided(Action::Restrict, &facts, &desk.context(None)).await?;
    Ok(row.flags.restricted)
}

/// The restriction that stands.
fn standing(file: &File) -> Option<(RecordId, Restriction)> {
    file.all::<Restriction>().find(|(_, restriction)| restriction.lifted_at.is_none())
}
