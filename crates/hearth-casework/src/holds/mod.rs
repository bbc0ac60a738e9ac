//! Holds: which files are not destroyed whatever their schedule says, because an inquiry, a court or the council asked for that.
//!
//! A hold stands in the council's register. Which files it covers is a question asked of every file's digest, so that a file comes under
//! it by what is recorded: the save that brings it into scope places the hold in its own commit ([`placed_for`]), a night places what
//! an older save missed ([`sweep`]), and a destruction asks once more of the file itself. A hold stops no casework.

mod by_hand;
mod close;
mod open;
mod sweep;

use std::collections::BTreeSet;

use hearth_access::Action;
use hearth_practice::retention::Rules;
use hearth_record::{
    Digest, Event, File, FileType,
    ids::{AuthorityId, FileId, RecordId},
    retention::LegalHold,
};
use hearth_store::{FileRow, StoreError, holds::HoldFor};
use jiff::{
    Timestamp,
    civil::{Date, date},
};
use serde::{Deserialize, de::IgnoredAny};
use uuid::Uuid;

pub use self::{
    by_hand::put_under,
    close::{Closing, closing, decide, propose, refuse_closing},
    open::{NewHold, open, review},
    sweep::{Swept, sweep},
};
use crate::{Desk, Failure, Instance, papers::Papers};

/// The codes of the scopes that are told from a digest.
const SCOPES: [&str; 4] = ["SEXUAL_ABUSE", "LOOKED_AFTER", "PROTECTION", "EVERY_FILE"];
/// The scope that has two days behind its code.
const BY_DAYS: &str = "SERVED_BETWEEN";

/// As early and as late as days are written in four letters of a year.
const EVER: (Date, Date) = (date(1, 1, 1), Date::MAX);

/// The register in which holds stand.
pub(crate) fn register() -> Papers {
    Papers::register("holds")
}

/// A hold of the register.
#[derive(Clone)]
pub struct Hold {
    /// Its id.
    pub id: RecordId,
    /// What it says now.
    pub says: LegalHold,
    /// What was done with it, the oldest first: when, by whom, and why.
    pub history: Vec<Step>,
}

/// One thing that was done with a hold.
#[derive(Clone)]
pub struct Step {
    /// When.
    pub at: Timestamp,
    /// Whose act.
    pub by: String,
    /// What, in words.
    pub what: String,
}

impl Hold {
    /// Its id as the store keeps it.
    pub(crate) fn uuid(&self) -> Uuid {
        Uuid::from_bytes(self.id.as_bytes())
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.says.name.reveal().0
    }

    /// Its scope as the store keeps it: the code, and its two days where it has any.
    pub fn scope(&self) -> String {
        let code = self.says.scope.code();
        self.says.served().map_or_else(|| code.to_owned(), |(from, until)| format!("{code} {from} {until}"))
    }

    /// Whether it covers a file for what is recorded in it.
    pub fn covers(&self, digest: &Digest) -> bool {
        covers(&self.scope(), digest)
    }

    /// Which files it covers, in words.
    pub fn scope_in_words(&self) -> String {
        let day = hearth_calendar::in_words::date_without_weekday;
        let days = self.says.served().map(|(from, until)| format!(": {} and {}", day(from), day(until)));
        format!("{}{}", self.says.scope.words(), days.unwrap_or_default())
    }

    /// Whether somebody has proposed to close it and nobody has decided yet.
    pub fn waits(&self) -> bool {
        self.says.is_open() && self.says.closing_proposed_at.is_some()
    }
}

/// Whether a file with this digest is in a scope. Files of a hold by hand are named one by one.
fn covers(scope: &str, digest: &Digest) -> bool {
    told(scope, digest.csa, || digest.events.iter().map(|(event, _)| event))
}

/// The same of what a scope can ask: whether the file tells of sexual abuse, and its events.
fn told<'e, E: Iterator<Item = &'e Event>>(scope: &str, csa: bool, events: impl Fn() -> E) -> bool {
    // The same events that put a file into the class: a hold must not miss a child whose care began by another of them.
    let ever = |code: &str| {
        let class = Rules::compiled_in().class(code);
        class.is_some_and(|class| events().any(|event| class.any.contains(&event.name)))
    };
    match scope.split_once(' ').map_or((scope, None), |(code, days)| (code, Some(days))) {
        ("SEXUAL_ABUSE", None) => csa,
        ("LOOKED_AFTER", None) => ever("looked_after"),
        ("PROTECTION", None) => ever("protected"),
        ("EVERY_FILE", None) => true,
        (BY_DAYS, Some(days)) => {
            let days = days.split_once(' ').and_then(|(from, until)| Some((from.parse().ok()?, until.parse().ok()?)));
            let (first, last) = served(events());
            days.is_none_or(|(from, until): (Date, Date)| first <= until && last >= from)
        }
        _ => false,
    }
}

/// The first and the last day on which somebody was worked with: of all that happened but being born and dying. Where nothing says when,
/// it may have been at any time.
fn served<'e>(events: impl Iterator<Item = &'e Event>) -> (Date, Date) {
    let work = events.filter(|event| !event.name.as_str().starts_with("person.")).map(|event| event.on);
    let days = work.fold(None, |days: Option<(Date, Date)>, on| {
        Some(days.map_or((on, on), |(first, last)| (first.min(on), last.max(on))))
    });
    days.unwrap_or(EVER)
}

/// Under which holds a file with this digest comes by what is recorded in it, whichever of them are open: a save hands them to the store
/// with the rest of its change.
pub(crate) fn placed_for(digest: &Digest) -> impl Iterator<Item = HoldFor> {
    let (first, last) = served(digest.events.iter().map(|(event, _)| event));
    let scopes = SCOPES.into_iter().filter(|scope| covers(scope, digest));
    let scopes = scopes.map(|scope| HoldFor::Scope(scope.to_owned()));
    scopes.chain([HoldFor::Days { scope: BY_DAYS.to_owned(), first, last }])
}

/// Every hold of an authority, those that are open first, then by the day on which they are to be looked at. Two queries and a load.
pub(crate) async fn of(instance: &Instance, authority: &AuthorityId) -> Result<Vec<Hold>, Failure> {
    let mut holds = read(&register().read(instance, authority).await?);
    holds.sort_by_key(|hold| (!hold.says.is_open(), *hold.says.review_on));
    Ok(holds)
}

/// The names of all of them, by the id under which the store keeps each. Two queries and a load.
pub(crate) async fn names(
    instance: &Instance,
    authority: &AuthorityId,
) -> Result<std::collections::BTreeMap<Uuid, String>, Failure> {
    Ok(of(instance, authority).await?.into_iter().map(|hold| (hold.uuid(), hold.name().to_owned())).collect())
}

/// The holds under which a file stands, by id and name: those that were placed on it, and those that are open and cover it by what its digest
/// says. Three queries and a load.
pub(crate) async fn standing_on(
    instance: &Instance,
    authority: &AuthorityId,
    file: FileId,
    digest: &Digest,
) -> Result<Vec<(RecordId, String)>, Failure> {
    let placed = instance.store.holds_of(&[file]).await?;
    let known = of(instance, authority).await?;
    let covers = |hold: &&Hold| hold.says.is_open() && hold.covers(digest);
    let stands = |hold: &&Hold| covers(hold) || placed.iter().any(|(_, id)| *id == hold.uuid());
    let mut standing: Vec<(RecordId, String)> =
        known.iter().filter(stands).map(|hold| (hold.id, hold.name().to_owned())).collect();
    // A hold that the register does not name keeps the file all the same.
    let unnamed = placed.iter().filter(|(_, id)| !known.iter().any(|hold| hold.uuid() == *id));
    standing.extend(unnamed.map(|(_, id)| (RecordId::from_bytes(id.into_bytes()), "a hold".to_owned())));
    Ok(standing)
}

/// The register, for whoever keeps it.
///
/// # Errors
/// [`Failure::Refused`] for everybody else, and what the store refuses.
pub async fn all(desk: &Desk) -> Result<Vec<Hold>, Failure> {
    desk.may(Action::ManageHolds).await?;
    of(desk.instance(), desk.authority()).await
}

/// One hold of the register.
///
/// # Errors
/// As [`all`], and [`Failure::Absent`] where there is none with this id.
pub async fn one(desk: &Desk, id: RecordId) -> Result<Hold, Failure> {
    all(desk).await?.into_iter().find(|hold| hold.id == id).ok_or(Failure::Absent("there is no such hold"))
}

/// How many files it covers now: asked of every digest, and of the rows of those put under it by hand. It covers files behind the adoption
/// wall like all others and counts none of them: a count that rises with an adoption would tell of the file. A walk over the council.
///
/// # Errors
/// As [`all`].
pub async fn count(desk: &Desk, hold: &Hold) -> Result<u64, Failure> {
    desk.may(Action::ManageHolds).await?;
    let store = &desk.instance().store;
    let by_hand = store.files(&store.held_by(hold.uuid()).await?).await?;
    let mut covered = in_scope(desk.instance(), desk.authority(), &hold.scope()).await?;
    covered.extend(by_hand.iter().filter(|row| counts(row)).map(|row| row.file));
    Ok(covered.len() as u64)
}

/// The files of an authority that are in a scope now and may be counted, asked of every digest: none that stands behind the adoption wall. A
/// walk over the authority.
///
/// # Errors
/// A digest that cannot be read, because then nobody knows what a hold covers, and what the store refuses.
pub async fn in_scope(instance: &Instance, authority: &AuthorityId, scope: &str) -> Result<BTreeSet<FileId>, Failure> {
    let (mut covered, mut unread) = (BTreeSet::new(), 0_u64);
    let each = |row: FileRow, bytes: &[u8]| match covers_bytes(scope, bytes) {
        Ok(true) if counts(&row) => drop(covered.insert(row.file)),
        Ok(_) => {}
        Err(_) => unread += 1,
    };
    instance.store.each_digest(authority, each).await?;
    if unread > 0 {
        return Err(
            StoreError::Form(format!("{unread} digests cannot be read: what a hold covers is not known")).into()
        );
    }
    Ok(covered)
}

/// Whether a file may be counted: the papers of the council are about nobody, and what stands behind the adoption wall is told to nobody on
/// this side.
const fn counts(row: &FileRow) -> bool {
    !row.flags.walled && !matches!(row.file_type, FileType::Council)
}

/// The same as [`covers`] of a digest that is not read whole: a million of them are gone through.
fn covers_bytes(scope: &str, bytes: &[u8]) -> Result<bool, serde_json::Error> {
    #[derive(Deserialize)]
    struct Abuse {
        #[serde(rename = "a", default)]
        csa: bool,
    }
    #[derive(Deserialize)]
    struct Happened {
        #[serde(rename = "e", default)]
        events: Vec<(Event, IgnoredAny)>,
    }
    match scope {
        "SEXUAL_ABUSE" => serde_json::from_slice::<Abuse>(bytes).map(|abuse| abuse.csa),
        "BY_HAND" => Ok(false),
        "EVERY_FILE" => Ok(true),
        _ => serde_json::from_slice::<Happened>(bytes)
            .map(|happened| told(scope, false, || happened.events.iter().map(|(event, _)| event))),
    }
}

/// The holds of a register, with what was done with each.
fn read(papers: &File) -> Vec<Hold> {
    let of = |(id, says): (RecordId, LegalHold)| {
        let versions = papers.record(id).map(hearth_record::Held::versions).unwrap_or_default();
        let step = |version: &hearth_record::version::Version| Step {
            at: version.recorded_at,
            by: version.written.by.name().to_owned(),
            what: version.written.because.clone().unwrap_or_else(|| "Opened".to_owned()),
        };
        Hold { id, says, history: versions.iter().map(step).collect() }
    };
    papers.all::<LegalHold>().map(of).collect()
}

#[cfg(test)]
mod tests {
    use hearth_record::EventName;

    use super::*;

    fn event(name: &str, on: Date) -> (Event, RecordId) {
        let name = EventName::named(name).expect("an event");
        (Event { on, at: None, name }, RecordId::from_bytes([1; 16]))
    }

    fn digests() -> Vec<Digest> {
        let told = [true, false].map(|csa| Digest { csa, ..Digest::default() });
        let happened = ["care.started", "cp_plan.started", "referral.received", "person.born"];
        let happened = happened.map(|name| Digest { events: vec![event(name, date(2003, 5, 1))], ..Digest::default() });
        told.into_iter().chain(happened).collect()
    }

    #[test]
    fn a_digest_that_is_read_in_part_says_the_same() {
        for digest in digests() {
            let days = ["SERVED_BETWEEN 2001-01-01 2002-12-31", "SERVED_BETWEEN 2003-01-01 2003-12-31"];
            for scope in SCOPES.into_iter().chain(["BY_HAND"]).chain(days) {
                let bytes = digest.to_bytes();
                assert_eq!(covers_bytes(scope, &bytes).expect("a digest"), covers(scope, &digest), "{scope}");
            }
        }
    }

    #[test]
    fn somebody_was_worked_with_from_the_first_to_the_last_that_happened_and_not_from_birth() {
        let mut events = vec![event("person.born", date(1999, 2, 1)), event("referral.received", date(2003, 5, 1))];
        events.push(event("episode.closed", date(2005, 1, 1)));
        let digest = Digest { events, ..Digest::default() };
        let covers = |from: &str, until: &str| covers(&format!("SERVED_BETWEEN {from} {until}"), &digest);
        assert!(covers("2004-01-01", "2004-12-31"), "between the two, though nothing happened then");
        assert!(covers("2001-01-01", "2003-05-01") && covers("2005-01-01", "2010-01-01"), "to the day");
        assert!(!covers("1999-01-01", "2003-04-30") && !covers("2005-01-02", "2010-01-01"));
        assert!(super::covers("SERVED_BETWEEN 2001-01-01 2001-12-31", &Digest::default()), "nobody knows when");
        assert!(super::covers("SERVED_BETWEEN unreadable", &digest), "what cannot be read keeps");
    }

    #[test]
    fn every_scope_of_the_set_is_known_here() {
        for code in hearth_record::code::set("hold_scope").codes() {
            let named = ["BY_HAND", BY_DAYS];
            assert!(SCOPES.contains(&code.code.as_str()) || named.contains(&code.code.as_str()), "{}", code.code);
        }
    }
}
