use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    court::CourtParty,
    ids::{FileId, RecordId},
    sets::{ApartDecision, WithdrawalAnswer},
    value::Narrative,
};
use jiff::civil::Date;

use crate::{Desk, Failure, FileView, act::Act, recording::Saved, write::Amending};

/// What somebody said who was offered to withdraw.
#[derive(Debug, Clone)]
pub struct Said {
    /// The day on which it was offered.
    pub offered_on: Date,
    /// What they answered.
    pub answer: WithdrawalAnswer,
    /// The day on which they answered.
    pub answered_on: Option<Date>,
    /// The records of the file that hold their part.
    pub records: Vec<RecordId>,
}

/// Writes down that a relative without parental responsibility was offered to withdraw from an assessment, and what they said. Once they
/// withdraw, their part is set apart at once. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where the answer has no day or the days are out of order, [`Failure::Wrong`] where they hold parental responsibility,
/// [`Failure::Absent`] where there is no such party, and what access and the store refuse.
pub async fn say_withdrawal(desk: &Desk, view: &FileView, party: RecordId, said: Said) -> Result<Saved, Failure> {
    let withdraws = said.answer.code() == "WITHDRAWS";
    let mut problems = Problems::none();
    problems.add_if(said.offered_on > desk.today(), "offered_on", "must be today or before");
    problems.add_if(
        said.answer.code() != "NO_ANSWER" && said.answered_on.is_none(),
        "answered_on",
        "is needed: say when they answered",
    );
    problems.add_if(
        said.answered_on.is_some_and(|on| on < said.offered_on || on > desk.today()),
        "answered_on",
        "must be on or after the day of the offer, and not lie ahead",
    );
    let there = |id: &RecordId| view.record(*id).is_some();
    problems.add_if(!said.records.iter().all(there), "records", "must be records of this file");
    problems.or_ok(())?;
    let code = if withdraws { "court_party.withdrew" } else { "court_party.offered" };
    Act::new(view.id, code, view.purpose())
        .run(desk, Action::Record, |_| Ok(None), |_, amending| {
            change(desk, amending, party, None, |party| {
                if *party.parental_responsibility.reveal() == Some(true) {
                    return Err(Failure::Wrong(
                        "somebody with parental responsibility is a party by law and cannot withdraw from being one".to_owned(),
                    ));
                }
                party.withdrawal_offered_on = Private::new(Some(said.offered_on));
                party.withdrawal_answer = Private::new(Some(said.answer));
                if withdraws {
                    party.withdrew_on = Private::new(said.answered_on);
                    party.set_apart = Open(said.records.clone());
                }
                Ok(())
            })
        })
        .await
}

/// Says of what was set apart that it may be disclosed, or stays withheld: a lawyer who works on the case. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Wrong`] where nobody withdrew, [`Failure::Absent`] where there is no such party, and what
/// access and the store refuse.
pub async fn decide_apart(
    desk: &Desk,
    file: FileId,
    party: RecordId,
    decision: ApartDecision,
    because: &str,
) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("apart_because", "is needed: say why it may be disclosed, or why not").into());
    }
    Act::new(file, "court_party.decided", None)
        .run(
            desk,
            Action::ReleaseToCourt,
            |_| Ok(None),
            |_, amending| {
                change(desk, amending, party, Some(because), |party| {
                    if party.withdrew_on.reveal().is_none() {
                        return Err(Failure::Wrong(
                            "they did not withdraw, so nothing of theirs is set apart".to_owned(),
                        ));
                    }
                    party.apart_decision = Private::new(Some(decision));
                    party.apart_decided_at = Private::new(Some(desk.now()));
                    party.apart_decided_by = Open(Some(desk.subject().worker));
                    party.apart_because = Private::new(Some(Narrative(because.to_owned())));
                    Ok(())
                })
            },
        )
        .await
}

fn change(
    desk: &Desk,
    amending: &mut Amending,
    record: RecordId,
    because: Option<&str>,
    change: impl FnOnce(&mut CourtParty) -> Result<(), Failure>,
) -> Result<Saved, Failure> {
    let held = amending.file().record(record).filter(|held| held.schema.kind == CourtParty::SCHEMA.kind);
    let held = held.filter(|held| !held.withdrawn()).ok_or(Failure::Absent("there is no such party"))?;
    let version = held.current().number + 1;
    let mut party = CourtParty::from_fields(&held.current().fields)?;
    change(&mut party)?;
    (CourtParty::SCHEMA.check)(&party.to_fields()).or_ok(())?;
    amending.correct(record, party.to_fields(), desk.written(because.map(str::to_owned)), desk.now());
    Ok(Saved { record, version })
}
