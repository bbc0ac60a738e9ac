use hearth_access::Action;
use hearth_record::{
    FileType, Record,
    class::{Open, Private},
    ids::{FileId, PersonId},
    people::{Involvement, Person},
    sets,
    value::Line,
};
use hearth_store::{FileFlags, NewFile, Outcome};

use crate::{Desk, Failure, write::Amending};

/// Somebody whose file begins.
pub struct NewPerson {
    /// Who they are.
    pub person: Person,
    /// What the file is for.
    pub file_type: FileType,
}

/// A file that began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// The person.
    pub person: PersonId,
    /// Their file.
    pub file: FileId,
}

/// Starts a file with its person record, and with whoever starts it as involved: from there the file is worked on or handed
/// over, and without it nobody could open it.
///
/// # Errors
/// [`Failure::Problems`] where the person cannot be true, and what access and the store refuse: among the latter a local
/// identifier that another file has.
pub async fn start_file(desk: &Desk, new: &NewPerson) -> Result<Started, Failure> {
    let permit = desk.may(Action::StartFile).await?;
    let fields = new.person.to_fields();
    (Person::SCHEMA.check)(&fields).or_ok(())?;
    let (person, file) = desk.new_file();
    let record = desk.new_record();
    let walled = new.file_type == FileType::Adoption;
    let mut amending = Amending::new_file(file, walled);
    amending.add(record, Person::SCHEMA, fields, desk.written(None), desk.now(), None);
    let involved = involvement(desk);
    amending.add(desk.new_record(), Involvement::SCHEMA, involved.to_fields(), desk.written(None), desk.now(), None);
    let mut change = desk.change();
    // The entry names no one record: both are written under it.
    change.entries.push(desk.entry("file.start", Some(&permit), Some(file), Outcome::Done));
    let flags = FileFlags { restricted: false, walled };
    amending.finish(desk.council(), &mut change, Some(NewFile { file, person, file_type: new.file_type, flags }));
    desk.instance().store.commit(change).await?;
    Ok(Started { person, file })
}

/// That whoever is at the desk, and their first team, are involved from today. Nobody is allocated by it.
fn involvement(desk: &Desk) -> Involvement {
    Involvement {
        worker: Open(Some(desk.subject().worker)),
        worker_name: Private::new(Some(Line::from(desk.name()))),
        registration: Private::new(None),
        team: Open(desk.subject().teams.first().copied()),
        role: Open(
            sets::InvolvementRole::parse("OTHER").expect("INVARIANT: the set of roles has a code for any other"),
        ),
        started: Open(desk.today()),
        ended: Open(None),
        change_reason: Open(None),
        episode: Open(None),
    }
}
