//! Adding to the registers, and ending an agreement: records in the council's own papers, with the name of whoever did it.

use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    governance::{AgreementMade, PurposeAdded, StatuteAdded},
    ids::RecordId,
    sets::AgreementSort,
    value::{Line, Narrative},
};
use jiff::civil::Date;

use super::registers::{live, made, papers, purpose};
use crate::{Desk, Failure, papers::Hand, settings::Agreement};

/// Adds a law to the register; it can be cited from its day. Four queries, two loads and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever neither runs the system nor approves rules, [`Failure::Problems`] for a code that is taken, and what
/// the store refuses.
pub async fn add_statute(desk: &Desk, statute: &StatuteAdded) -> Result<RecordId, Failure> {
    let either = if desk.may_at_all(Action::ChangeSettings) { Action::ChangeSettings } else { Action::ApproveRules };
    desk.may(either).await?;
    let registers = live(desk.instance(), desk.authority()).await?;
    let taken = registers.statutes.iter().any(|held| held.code == statute.code.0.0);
    let mut problems = Problems::none();
    problems.add_if(taken, "code", "is taken by another law of the register");
    let empty = statute.functions.reveal().0.trim().is_empty();
    problems.add_if(empty, "functions", "is needed: say at least one thing that the council does under it");
    problems.or_ok(())?;
    Hand::of(desk).write(&papers(), "statute.add", statute, None).await
}

/// Adds a purpose to the register: while it is being prepared with whatever is known, in use with everything that the law asks for. Four
/// queries, two loads and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not approve rules, [`Failure::Problems`] for what it lacks, and what the store refuses.
pub async fn add_purpose(desk: &Desk, added: &PurposeAdded) -> Result<RecordId, Failure> {
    desk.may(Action::ApproveRules).await?;
    let registers = live(desk.instance(), desk.authority()).await?;
    let pack = desk.pack()?;
    let purpose = purpose(added);
    let mut problems = Problems::none();
    let taken = registers.purposes.iter().any(|held| held.code == purpose.code);
    problems.add_if(taken, "code", "is taken by another purpose of the register");
    if let Some(from) = purpose.activated {
        let citable: Vec<_> = registers.citable(from).cloned().collect();
        problems.join(purpose.lacks(pack, &citable));
    } else {
        // Even before it is in use it has one basis, and one that people were told of.
        let named = pack.notice.bases.contains(&purpose.article6);
        problems.add_if(!named, "article6", "must be one of the bases that the council’s notice names");
    }
    problems.or_ok(())?;
    Hand::of(desk).write(&papers(), "purpose.add", added, None).await
}

/// An agreement that is to be made.
pub type NewAgreement = AgreementMade;

/// Makes an agreement: from its first day shares can rest on it. Four queries, two loads and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not approve rules, [`Failure::Problems`] for a code that is taken or names nobody, and what the
/// store refuses.
pub async fn make_agreement(desk: &Desk, new: &NewAgreement) -> Result<RecordId, Failure> {
    desk.may(Action::ApproveRules).await?;
    let registers = live(desk.instance(), desk.authority()).await?;
    let pack = desk.pack()?;
    let mut problems = Problems::none();
    let taken = registers.agreements.iter().any(|held| held.code == new.code.0.0);
    problems.add_if(taken, "code", "is taken by another agreement of the register");
    let unknown = new.recipients.is_empty() || new.recipients.iter().any(|code| pack.recipient(&code.0).is_none());
    problems.add_if(unknown, "recipients", "is needed: choose recipients of the register");
    let known = |code: &Line<60>| registers.purposes.iter().any(|purpose| purpose.code == code.0);
    let aimless = new.purposes.is_empty() || !new.purposes.iter().all(known);
    problems.add_if(aimless, "purposes", "is needed: choose purposes of the register");
    problems.or_ok(())?;
    Hand::of(desk).write(&papers(), "agreement.make", new, None).await
}

/// Ends an agreement: `on` is the last day on which it holds. Four queries, two loads and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not approve rules, [`Failure::Absent`] where there is no such agreement, [`Failure::Problems`]
/// without a reason or with a day before it began, and what the store refuses.
pub async fn end_agreement(desk: &Desk, code: &str, on: Date, because: &str) -> Result<(), Failure> {
    desk.may(Action::ApproveRules).await?;
    let registers = live(desk.instance(), desk.authority()).await?;
    let held = registers.agreements.iter().find(|held| held.code == code);
    let held = held.ok_or(Failure::Absent("there is no such agreement"))?;
    let mut problems = Problems::none();
    let because = because.trim();
    problems.add_if(because.is_empty(), "because", "is needed: say why it ends");
    problems.add_if(on < held.from, "until", "must be on or after the day from which it holds");
    let ended = held.until.is_some_and(|until| until < desk.today());
    problems.add_if(ended, "until", "has passed: this agreement has ended already");
    problems.or_ok(())?;
    let record = ended_record(held, on, because)?;
    let hand = Hand::of(desk);
    hand.amend(&papers(), "agreement.end", None, |amending| {
        let fields = record.to_fields();
        match made(amending.file(), code) {
            Some(id) => amending.correct(id, fields, hand.written(Some(because.to_owned())), hand.now()),
            None => {
                amending.add(hand.new_record(), AgreementMade::SCHEMA, fields, hand.written(None), hand.now(), None);
            }
        }
        Ok(())
    })
    .await
}

fn ended_record(held: &Agreement, on: Date, because: &str) -> Result<AgreementMade, Failure> {
    let codes = |codes: &[String]| codes.iter().map(|code| Line(code.clone())).collect::<Vec<_>>();
    let sort = AgreementSort::parse(held.kind.code()).map_err(|e| Failure::Wrong(e.to_string()))?;
    Ok(AgreementMade {
        code: Open(Line(held.code.clone())),
        name: Private::new(Line(held.name.clone())),
        sort: Open(sort),
        recipients: Open(codes(&held.recipients)),
        scope: Private::new(Narrative(held.scope.clone())),
        purposes: Open(codes(&held.purposes)),
        from: Open(held.from),
        until: Open(Some(on)),
        safeguards: Private::new(Narrative(held.safeguards.clone())),
        ended_because: Private::new(Some(Line(because.chars().take(200).collect()))),
    })
}
