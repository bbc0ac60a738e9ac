//! What of the end of files waits for somebody: a batch whose next step is theirs, a hold that is to be looked at.

use hearth_access::{Action, Role};
use hearth_casework::{
    Desk, Failure,
    disposal::{self, Batch, State},
    holds::{self, Hold},
};
use jiff::civil::Date;

use crate::{
    frame,
    pages::retention::called,
    paths,
    view::{Link, home::DoRow},
};

/// For whoever has to do with it; nothing and no query for everybody else. Four queries and two loads.
pub(super) async fn of(desk: &Desk) -> Result<Vec<(Option<Date>, DoRow)>, Failure> {
    let mut rows = Vec::new();
    let ways = [Action::ProposeDisposal, Action::ApproveDisposal, Action::ManageHolds];
    if ways.into_iter().any(|action| desk.may_at_all(action)) {
        let batches = disposal::batches(desk).await?;
        rows.extend(batches.iter().filter_map(|batch| Some((None, batch_row(batch, next(desk, batch)?)))));
    }
    if desk.may_at_all(Action::ManageHolds) {
        rows.extend(holds::all(desk).await?.iter().filter_map(|hold| hold_row(desk, hold)));
    }
    Ok(rows)
}

/// What is next with a batch, where it is for whoever is at the desk.
fn next(desk: &Desk, batch: &Batch) -> Option<&'static str> {
    let says = &batch.says;
    let unseen = says.submitted_at.is_some() && says.sample_seen_at.is_none();
    match batch.state(desk.now()) {
        State::Executed | State::Stopped => None,
        _ if unseen && desk.subject().role == Role::Dpo => Some("Look at the sample"),
        State::Review => desk.may_at_all(Action::ProposeDisposal).then_some("Decide on each file"),
        State::Approval => desk.may_at_all(Action::ApproveDisposal).then_some("Read and approve"),
        State::Ready if !unseen => desk.may_at_all(Action::ProposeDisposal).then_some("Execute"),
        State::Resting(_) | State::Ready => None,
    }
}

fn batch_row(batch: &Batch, next: &str) -> DoRow {
    let page = paths::batch(batch.id);
    DoRow {
        when: "waits for you".to_owned(),
        date: String::new(),
        late: false,
        child: Link::new(called(batch), page.clone()),
        what: Link::new(next, page),
        why: None,
    }
}

/// A hold whose review is late, or whose closing waits for a second person.
fn hold_row(desk: &Desk, hold: &Hold) -> Option<(Option<Date>, DoRow)> {
    let (says, today) = (&hold.says, desk.today());
    let (review, page) = (*says.review_on, paths::hold(hold.id));
    let decides = hold.waits() && *says.closing_proposed_by != Some(desk.subject().worker);
    let late = says.is_open() && review < today;
    (decides || late).then(|| {
        let what = if decides { "Decide whether it is closed" } else { "Review the hold" };
        let row = DoRow {
            when: if late { hearth_calendar::in_words::due(today, review) } else { "waits for you".to_owned() },
            date: if late { frame::day(review) } else { String::new() },
            late,
            child: Link::new(hold.name(), page.clone()),
            what: Link::new(what, page),
            why: None,
        };
        (late.then_some(review), row)
    })
}
