//! The schedule that is in force: what the council's settings say, until a change that two people agreed to takes its place.

use std::collections::BTreeMap;

use hearth_access::Action;
use hearth_practice::retention::{Own, Schedule};
use hearth_record::{
    File, Problems, Record,
    class::{Open, Private},
    ids::{AuthorityId, RecordId},
    retention::RetentionSchedule,
    value::{Line, Narrative, Whole},
};
use jiff::civil::Date;

use super::try_out::Moves;
use crate::{
    Desk, Failure, Instance,
    papers::{Hand, Papers},
};

/// The register in which changes of the schedule stand.
fn register() -> Papers {
    Papers::register("retention_schedule")
}

/// The schedule of a council on a day.
#[derive(Clone)]
pub struct InForce {
    /// It.
    pub schedule: Schedule,
    /// The change by which it is in force; none while what the settings say was never changed.
    pub changed_by: Option<RecordId>,
}

/// A change that was proposed.
#[derive(Clone)]
pub struct Proposal {
    /// The record.
    pub id: RecordId,
    /// What it says.
    pub says: RetentionSchedule,
    /// Who proposed it, by name.
    pub by: String,
}

impl Proposal {
    fn all(papers: &File) -> impl Iterator<Item = Self> {
        papers.all::<RetentionSchedule>().map(|(id, says)| {
            let first = papers.record(id).and_then(|held| held.versions().first());
            Self { id, says, by: first.map_or_else(String::new, |version| version.written.by.name().to_owned()) }
        })
    }

    /// Whether nobody has decided yet.
    pub fn waits(&self) -> bool {
        self.says.decided_at.is_none()
    }

    /// The years of each rule.
    pub fn years(&self) -> BTreeMap<String, u16> {
        let read = |line: &Line<20>| {
            let (id, years) = line.0.split_once(' ')?;
            Some((id.to_owned(), years.parse().ok()?))
        };
        self.says.years.iter().filter_map(read).collect()
    }

    /// The schedule that it would make, over what the settings say.
    fn schedule(&self, settings: &Schedule) -> Result<Schedule, Failure> {
        schedule_of(settings, self.years(), *self.says.from)
    }
}

/// A schedule with these years over what the settings say otherwise.
pub(super) fn schedule_of(settings: &Schedule, years: BTreeMap<String, u16>, from: Date) -> Result<Schedule, Failure> {
    let own = Own { supplied: true, years, from: Some(from), ..settings.own().clone() };
    Schedule::with(own).map_err(|why| Failure::Wrong(why.to_string()))
}

/// The schedule that is in force in a council. Two queries and a load.
///
/// # Errors
/// What the store refuses, and a change that no longer reads: then nothing is due, because nobody knows by what.
pub async fn in_force(instance: &Instance, authority: &AuthorityId, today: Date) -> Result<InForce, Failure> {
    let settings = instance.pack(authority).map(|pack| pack.retention.clone()).unwrap_or_default();
    let papers = register().read(instance, authority).await?;
    let approved = Proposal::all(&papers)
        .filter(|change| *change.says.approved == Some(true) && *change.says.from <= today)
        .max_by_key(|change| (*change.says.from, *change.says.decided_at));
    match approved {
        Some(change) => Ok(InForce { schedule: change.schedule(&settings)?, changed_by: Some(change.id) }),
        None => Ok(InForce { schedule: settings, changed_by: None }),
    }
}

/// Every change that was ever proposed, the newest first. Two queries and a load.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no schedule, and what the store refuses.
pub async fn proposals(desk: &Desk) -> Result<Vec<Proposal>, Failure> {
    may_look(desk).await?;
    let papers = register().read(desk.instance(), desk.authority()).await?;
    let mut all: Vec<Proposal> = Proposal::all(&papers).collect();
    all.sort_by_key(|change| std::cmp::Reverse(*change.says.proposed_at));
    Ok(all)
}

/// Whether this person keeps the schedule, or approves it.
pub(super) async fn may_look(desk: &Desk) -> Result<hearth_access::Permit, Failure> {
    let either = [Action::ApproveRules, Action::ApproveDisposal, Action::ApproveNotice, Action::ManageHolds];
    let action = either.into_iter().find(|action| desk.may_at_all(*action)).unwrap_or(Action::ProposeDisposal);
    desk.may(action).await
}

/// Proposes a change, with what it moves as it was seen before: another person approves it. Three queries and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Wrong`] where it goes below a floor of the law, [`Failure::Problems`]
/// without a reason, and what the store refuses.
pub async fn propose(
    desk: &Desk,
    years: BTreeMap<String, u16>,
    from: Date,
    because: &str,
    moves: &Moves,
) -> Result<RecordId, Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why the schedule changes").into());
    }
    if from < desk.today() {
        return Err(Problems::at("from", "must be today or later: a schedule does not change what was").into());
    }
    schedule_of(&desk.pack()?.retention, years.clone(), from)?;
    let count = |number: u64| Open(Whole(i64::try_from(number).unwrap_or(i64::MAX)));
    let record = RetentionSchedule {
        years: Open(years.iter().map(|(id, years)| Line(format!("{id} {years}"))).collect()),
        from: Open(from),
        because: Private::new(Narrative::from(because)),
        later: count(moves.later),
        nearer: count(moves.nearer),
        due: count(moves.due),
        proposed_at: Open(desk.now()),
        proposed_by: Open(desk.subject().worker),
        decided_at: Open(None),
        decided_by: Open(None),
        approved: Open(None),
    };
    Hand::of(desk).write(&register(), "schedule.propose", &record, None).await
}

/// Approves or refuses a change, as another person than the one who proposed it. Three queries and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever approves no rules, [`Failure::Absent`] where there is no such change, [`Failure::Wrong`] where it was
/// decided or the same person proposed it, and what the store refuses.
pub async fn decide(desk: &Desk, change: RecordId, approve: bool) -> Result<(), Failure> {
    desk.may(Action::ApproveRules).await?;
    let hand = Hand::of(desk);
    hand.amend(&register(), if approve { "schedule.approve" } else { "schedule.refuse" }, None, |amending| {
        let found = amending.file().all::<RetentionSchedule>().find(|(id, _)| *id == change);
        let (id, mut says) = found.ok_or(Failure::Absent("there is no such change of the schedule"))?;
        if says.decided_at.is_some() {
            return Err(Failure::Wrong("this change was decided already".to_owned()));
        }
        if *says.proposed_by == desk.subject().worker {
            return Err(Failure::Wrong(
                "whoever proposed a change does not approve it; ask a second person".to_owned(),
            ));
        }
        says.decided_at = Open(Some(desk.now()));
        says.decided_by = Open(Some(desk.subject().worker));
        says.approved = Open(Some(approve));
        amending.correct(id, says.to_fields(), hand.written(None), desk.now());
        Ok(())
    })
    .await
}
