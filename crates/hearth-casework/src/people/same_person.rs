use hearth_access::{Action, Second};
use hearth_record::{
    Problems, Record,
    access::SamePerson,
    class::{Open, Private},
    ids::{FileId, PersonId, RecordId},
    value::Narrative,
};
use hearth_store::{Change, Outcome, StoreError};

use crate::{
    Desk, Failure,
    act::TRIES,
    write::{self, Amending},
};

/// Says, with a second person who agrees, that two files are of one person: a record in each names the other. Nothing moves,
/// so it can be taken back.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Wrong`] where the two are one file, of one person already, or on two
/// sides of the adoption wall; and what access and the store refuse, in either file.
pub async fn same_person(desk: &Desk, second: &Desk, one: FileId, other: FileId, because: &str) -> Result<(), Failure> {
    same_person_agreed(desk, second_at(second), [one, other], because, |_| ()).await
}

/// The same where the second person said so before, at a desk of their own; `beside` adds what is written in the same change.
pub(super) async fn same_person_agreed(
    desk: &Desk,
    second: Second,
    files: [FileId; 2],
    because: &str,
    beside: impl Fn(&mut Change),
) -> Result<(), Failure> {
    let because = reason(because)?;
    let join = |amending: &mut Amending, other| {
        if standing(amending, other).is_some() {
            return Err(Failure::Wrong("the two files are joined already".to_owned()));
        }
        let joined = SamePerson {
            other: Private::new(other),
            joined_at: Open(desk.now()),
            joined_by: Open(Some(desk.subject().worker)),
            agreed_by: Open(Some(second.worker)),
            because: Private::new(Some(Narrative(because.clone()))),
        };
        amending.add(desk.new_record(), SamePerson::SCHEMA, joined.to_fields(), desk.written(None), desk.now(), None);
        Ok(())
    };
    both((desk, second), "person.join", files, join, beside).await
}

/// Takes back, with a second person, that two files are of one person. That it was once said stays readable.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Absent`] where they are not joined, and what access and the store
/// refuse, in either file.
pub async fn not_same_person(
    desk: &Desk,
    second: &Desk,
    one: FileId,
    other: FileId,
    because: &str,
) -> Result<(), Failure> {
    let because = reason(because)?;
    let part = |amending: &mut Amending, other| {
        let (record, joined) = standing(amending, other).ok_or(Failure::Absent("the two files are not joined"))?;
        let mut written = desk.written(Some(because.clone()));
        written.withdrawn = true;
        amending.correct(record, joined.to_fields(), written, desk.now());
        Ok(())
    };
    both((desk, second_at(second)), "person.part", [one, other], part, |_| ()).await
}

fn second_at(desk: &Desk) -> Second {
    Second { worker: desk.subject().worker, role: desk.subject().role }
}

fn reason(because: &str) -> Result<String, Problems> {
    let because = because.trim();
    if because.is_empty() {
        Err(Problems::at("because", "is needed: say how you know"))
    } else {
        Ok(because.to_owned())
    }
}

fn standing(amending: &Amending, other: PersonId) -> Option<(RecordId, SamePerson)> {
    amending.file().all::<SamePerson>().find(|(_, joined)| *joined.other.reveal() == other)
}

/// Writes into both files in one change, or into neither.
async fn both(
    (desk, second): (&Desk, Second),
    code: &'static str,
    files: [FileId; 2],
    write: impl Fn(&mut Amending, PersonId) -> Result<(), Failure>,
    beside: impl Fn(&mut Change),
) -> Result<(), Failure> {
    if files[0] == files[1] {
        return Err(Failure::Wrong("choose two files; this is one".to_owned()));
    }
    for _ in 0..TRIES {
        match once(desk, second, code, files, &write, &beside).await {
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            done => return done,
        }
    }
    Err(Failure::Wrong("the files are being written by many at once; try again in a moment".to_owned()))
}

async fn once(
    desk: &Desk,
    second: Second,
    code: &'static str,
    files: [FileId; 2],
    write: &impl Fn(&mut Amending, PersonId) -> Result<(), Failure>,
    beside: &impl Fn(&mut Change),
) -> Result<(), Failure> {
    let mut change = desk.change();
    let mut loaded = Vec::new();
    for file in files {
        let (row, facts) = desk.facts_of(file, Action::Merge).await?;
        let permit = desk.decided(Action::Merge, &facts, &desk.context(None).with_second(second)).await?;
        change.entries.push(desk.entry(code, Some(&permit), Some(file), Outcome::Done));
        let held = write::file_of(&desk.instance().store.load(file, None).await?)?;
        loaded.push((row, held));
    }
    let [(one, _), (other, _)] = &loaded[..] else { return Err(Failure::Absent("there is no such file")) };
    if one.person == other.person {
        return Err(Failure::Wrong("the two files are of one person already".to_owned()));
    }
    if one.flags.walled != other.flags.walled {
        // Joining across the wall would be the link that the wall is there to hide.
        return Err(hearth_access::Refusal::no_such_file().into());
    }
    let others = [other.person, one.person];
    for ((row, held), other) in loaded.into_iter().zip(others) {
        let mut amending = Amending::of(&row, held);
        write(&mut amending, other)?;
        amending.finish(desk.council(), &mut change, None);
    }
    beside(&mut change);
    desk.instance().store.commit(change).await?;
    Ok(())
}
