//! Opening a hold, and saying how the matter stands.

use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    retention::LegalHold,
    sets::HoldScope,
    value::{Line, Narrative},
};
use hearth_store::Outcome;
use jiff::civil::Date;

use super::{Hold, register, sweep};
use crate::{Desk, Failure, papers::Hand};

/// What somebody says who opens a hold.
#[derive(Clone)]
pub struct NewHold {
    /// What it is called.
    pub name: String,
    /// By whose authority.
    pub authority: String,
    /// Why.
    pub reason: String,
    /// The code of its scope.
    pub scope: String,
    /// Of those with whom the council worked between two days, the two.
    pub served: (Option<Date>, Option<Date>),
    /// The day by which somebody asks whether it still stands.
    pub review_on: Option<Date>,
}

/// Opens a hold, and puts every file under it that is in its scope today. Whatever is saved afterwards comes under it with the save.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no holds, [`Failure::Problems`] where something is not said, and what the store refuses.
pub async fn open(desk: &Desk, new: NewHold) -> Result<RecordId, Failure> {
    desk.may(Action::ManageHolds).await?;
    let record = said(desk, &new)?;
    let id = Hand::of(desk).write(&register(), "hold.open", &record, None).await?;
    let hold = Hold { id, says: record, history: Vec::new() };
    let entry = desk.entry("hold.stands", None, None, Outcome::Done);
    desk.instance().store.open_hold(desk.authority(), hold.uuid(), &hold.scope(), entry).await?;
    sweep::place(desk.instance(), desk.authority(), std::slice::from_ref(&hold), desk.now()).await?;
    Ok(id)
}

fn said(desk: &Desk, new: &NewHold) -> Result<LegalHold, Failure> {
    let mut problems = Problems::none();
    let texts = [("name", &new.name), ("authority", &new.authority), ("reason", &new.reason)];
    for (field, text) in texts {
        problems.add_if(text.trim().is_empty(), field, "is needed");
    }
    problems.add_if(new.name.chars().count() > 200, "name", "must be 200 characters or fewer");
    problems.add_if(new.authority.chars().count() > 200, "authority", "must be 200 characters or fewer");
    let scope = HoldScope::parse(&new.scope);
    problems.add_if(scope.is_err(), "scope", "is needed: choose which files it covers");
    let late = new.review_on.is_none_or(|day| day <= desk.today());
    problems.add_if(late, "review_on", "must be a day that lies ahead");
    let (Ok(scope), Some(review_on), true) = (scope, new.review_on, problems.is_empty()) else {
        return Err(problems.into());
    };
    let by_days = scope.code() == "SERVED_BETWEEN";
    let (from, until) = new.served;
    let record = LegalHold {
        name: Private::new(Line(new.name.trim().to_owned())),
        authority: Private::new(Line(new.authority.trim().to_owned())),
        reason: Private::new(Narrative(new.reason.trim().to_owned())),
        scope: Open(scope),
        served_from: Open(from.filter(|_| by_days)),
        served_until: Open(until.filter(|_| by_days)),
        opened_on: Open(desk.today()),
        opened_by: Open(desk.subject().worker),
        review_on: Open(review_on),
        note: Private::new(None),
        closing_proposed_at: Open(None),
        closing_proposed_by: Open(None),
        closing_because: Private::new(None),
        closed_at: Open(None),
        closed_by: Open(None),
    };
    (LegalHold::SCHEMA.check)(&record.to_fields()).or_ok(record).map_err(Failure::from)
}

/// Says that somebody asked whether it still stands: how the matter stands, and when to ask again.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no holds, [`Failure::Problems`] where the day does not lie ahead, [`Failure::Absent`] and
/// what the store refuses.
pub async fn review(desk: &Desk, id: RecordId, review_on: Option<Date>, note: &str) -> Result<(), Failure> {
    let review_on = review_on.filter(|day| *day > desk.today());
    let review_on = review_on.ok_or_else(|| Problems::at("review_on", "must be a day that lies ahead"))?;
    let note = note.trim();
    amend(desk, id, "hold.review", "Looked at, and it stands", |says| {
        says.review_on = Open(review_on);
        if !note.is_empty() {
            says.note = Private::new(Some(Narrative::from(note)));
        }
        Ok(())
    })
    .await
}

/// Writes the next version of an open hold.
pub(super) async fn amend(
    desk: &Desk,
    id: RecordId,
    action: &'static str,
    what: &str,
    change: impl Fn(&mut LegalHold) -> Result<(), Failure>,
) -> Result<(), Failure> {
    desk.may(Action::ManageHolds).await?;
    let hand = Hand::of(desk);
    hand.amend(&register(), action, None, |amending| {
        let held = amending.file().all::<LegalHold>().find(|(held, _)| *held == id);
        let (_, mut says) = held.ok_or(Failure::Absent("there is no such hold"))?;
        if !says.is_open() {
            return Err(Failure::Wrong("this hold is closed; open another if the files are needed again".to_owned()));
        }
        change(&mut says)?;
        let fields = says.to_fields();
        (LegalHold::SCHEMA.check)(&fields).or_ok(())?;
        amending.correct(id, fields, hand.written(Some(what.to_owned())), hand.now());
        Ok(())
    })
    .await
}
