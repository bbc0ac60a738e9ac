//! "Did you ever hold a file on me?": answered after the file is gone, from a keyed hash of a name and a date of birth.

use hearth_access::Action;
use hearth_calendar::{LeapDay, anniversary};
use hearth_record::{
    Problems,
    ids::{AuthorityId, FileId},
};
use hearth_store::{Outcome, destroy::Certificate};
use jiff::civil::Date;

use crate::{Desk, Failure, Instance};

/// Years for which an answer is kept: a lifetime after the last of a childhood's files is gone. The council may want another time; it is
/// a promise about personal data, so it has its own end.
const YEARS: u16 = 75;

/// Whom somebody asks after.
#[derive(Clone, Default)]
pub struct Asked {
    /// The given names, or the first of them.
    pub given: String,
    /// The family name.
    pub family: String,
    /// The date of birth.
    pub born: Option<Date>,
}

/// What is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The certificates of what was destroyed.
    pub destroyed: Vec<Certificate>,
}

/// Whether whoever is at the desk answers such questions.
///
/// # Errors
/// [`Failure::Refused`] for everybody else.
pub async fn may_ask(desk: &Desk) -> Result<(), Failure> {
    desk.may(Action::AskAfterDestroyed).await.map(|_| ())
}

/// Answers whether a file of somebody was destroyed here. The question is in the audit, without the name.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not answer such questions, [`Failure::Problems`] where name or date lack, and what the store refuses.
pub async fn ask(desk: &Desk, asked: &Asked) -> Result<Answered, Failure> {
    let permit = desk.may(Action::AskAfterDestroyed).await?;
    let mut problems = Problems::none();
    problems.add_if(asked.given.trim().is_empty(), "given", "is needed");
    problems.add_if(asked.family.trim().is_empty(), "family", "is needed");
    problems.add_if(asked.born.is_none(), "born", "must be a real date, such as 25/11/2009");
    let person = asked.born.and_then(|born| person(&format!("{} {}", asked.given, asked.family), born));
    let (Some(person), true) = (person, problems.is_empty()) else { return Err(problems.into()) };
    let store = &desk.instance().store;
    let entry = desk.entry("disposal.ask", Some(&permit), None, Outcome::Done);
    store.note(vec![entry]).await?;
    let mut destroyed = store.was_destroyed(desk.authority(), &person, desk.today()).await?;
    if !desk.is_behind_the_wall() {
        // Whoever was adopted is answered by the adoption service: nobody else learns under which name a file was.
        let files: Vec<FileId> = destroyed.iter().map(|certificate| certificate.file).collect();
        let walled: Vec<FileId> =
            store.files(&files).await?.into_iter().filter(|row| row.flags.walled).map(|row| row.file).collect();
        destroyed.retain(|certificate| !walled.contains(&certificate.file));
    }
    Ok(Answered { destroyed })
}

/// A name and a date of birth as they are hashed: letters alone, in lower case, first and last name. Somebody who asks need not
/// remember a middle name.
pub(super) fn person(name: &str, born: Date) -> Option<String> {
    let plain: String =
        name.chars().map(|c| if c.is_alphabetic() || c == '\'' || c == '-' { c } else { ' ' }).collect();
    let words: Vec<String> = plain.split_whitespace().map(fold).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [first, .., last] => Some(format!("{first} {last} {born}")),
        _ => None,
    }
}

fn fold(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// The last day on which an answer that is written today is kept.
pub(super) fn kept_until(today: Date) -> Date {
    anniversary(today, YEARS, LeapDay::Later)
}

/// Lets go of the answers whose time is over. A night does this.
///
/// # Errors
/// What the store refuses.
pub async fn let_go(instance: &Instance, _authority: &AuthorityId, today: Date) -> Result<(), Failure> {
    Ok(instance.store.let_go_of_stubs(today).await?)
}
