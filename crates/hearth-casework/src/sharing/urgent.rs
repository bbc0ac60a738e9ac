use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    sets::{SharingBasis, SharingState},
    sharing::Shared,
    value::Narrative,
};
use hearth_store::DraftKey;

use super::{Disclosure, Way};
use crate::{Desk, Failure, FileView, act::Act, recording::Saved};

/// Who was told what in an emergency, and why.
pub struct Urgent<'a> {
    /// Who is told: any words will do.
    pub who: &'a str,
    /// What they are told.
    pub what: &'a str,
    /// Why they must know now.
    pub why: &'a str,
}

/// Writes down an urgent safeguarding disclosure, before it is made or after. Nothing refuses it: no agreement, no consent, nobody told, no
/// role beyond being able to open the file. A manager looks at it on the next working day. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where one of the three is empty, and what the store refuses; whoever cannot open the file breaks the glass first.
pub async fn urgent(
    desk: &Desk,
    view: &FileView,
    told: &Urgent<'_>,
    draft: Option<&DraftKey>,
) -> Result<Saved, Failure> {
    let mut problems = Problems::none();
    problems.add_if(told.who.trim().is_empty(), "who", "is needed: a name, a team or a number will do");
    problems.add_if(told.what.trim().is_empty(), "what", "is needed: the least that keeps somebody safe");
    problems.add_if(told.why.trim().is_empty(), "why", "is needed: a sentence will do");
    problems.or_ok(())?;
    let disclosure = Disclosure {
        way: Way::Urgent,
        recipient: told.who,
        purpose: "To keep somebody safe now",
        basis: SharingBasis::parse("HARM").ok(),
        because: Some(told.why),
        what: Some(told.what),
        from: None,
    };
    let shared = disclosure.pass(desk, desk.now())?;
    let shared = Shared {
        state: Open(SharingState::parse("SENT").ok()),
        reason: Open(hearth_record::sets::NoticeSharingReason::parse("SAFEGUARD").ok()),
        harm: Private::new(Some(Narrative(told.why.trim().to_owned()))),
        review_on: Open(Some(next_working_day(desk))),
        ..shared
    };
    let act = Act { draft, ..Act::new(view.id, "share.urgent", view.purpose()) };
    let record = desk.new_record();
    act.run(
        desk,
        Action::OpenFile,
        |_| Ok(None),
        |_, amending| {
            amending.add(record, Shared::SCHEMA, shared.to_fields(), desk.written(None), desk.now(), None);
            Ok(Saved { record, version: 1 })
        },
    )
    .await
}

fn next_working_day(desk: &Desk) -> jiff::civil::Date {
    hearth_calendar::Calendar::england().add_working_days(desk.today(), 1).date
}
