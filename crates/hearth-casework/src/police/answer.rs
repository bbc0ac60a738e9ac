use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    sets::{NoticeSharingReason, SharingBasis, SharingTold},
    sharing::{PoliceRequest, Shared},
    value::{Line, Narrative},
};

use super::answered;
use crate::{
    Desk, Failure, FileView,
    act::Act,
    court::{Papers, compose},
    recording::Saved,
    sharing::{Disclosure, Way},
};

/// What a request is answered with.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The records that are told.
    pub items: Vec<RecordId>,
    /// Why the officer needs these and no less would do.
    pub why_minimum: String,
}

/// What an officer is called: nothing goes to anybody but whom the request names.
fn named(request: &PoliceRequest) -> String {
    format!(
        "{} {}, {}, {}",
        request.rank.reveal().0,
        request.officer.reveal().0,
        request.number.reveal().0,
        request.station.reveal().0
    )
}

/// The papers that answer a request. Up to ten queries.
///
/// # Errors
/// What the store refuses.
pub async fn papers(desk: &Desk, view: &FileView, items: &[RecordId]) -> Result<Papers, Failure> {
    compose(desk, view, "Answer to a request by the police", items).await
}

/// Answers a request through the gate, with the records that were chosen and no more, to the officer whom it names and by the secure address
/// that was checked. Up to twenty queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where nothing is chosen, it is not said why no less would do, or the officer was not checked; [`Failure::Wrong`] where
/// the request has no authority or was answered already; [`Failure::Absent`] where there is no such request; and what access, the gate and
/// the store refuse.
pub async fn answer(desk: &Desk, view: &FileView, record: RecordId, with: &Answer) -> Result<Saved, Failure> {
    let found = view.all::<PoliceRequest>().into_iter().find(|(id, _)| *id == record);
    let (_, request) = found.ok_or(Failure::Absent("there is no such request"))?;
    super::waits(&request)?;
    let why = with.why_minimum.trim();
    let mut problems = Problems::none();
    problems.add_if(with.items.is_empty(), "items", "is needed: choose what answers the request");
    problems.add_if(why.is_empty(), "why_minimum", "is needed: say why the officer needs these and no less would do");
    problems.add_if(request.checked.reveal().is_none(), "checked", "is needed: say how the officer was checked first");
    problems.add_if(
        request.channel.reveal().is_none(),
        "channel",
        "is needed: it goes to a secure address of the officer",
    );
    problems.or_ok(())?;
    let papers = papers(desk, view, &with.items).await?;
    if papers.index.is_empty() {
        return Err(Problems::at("items", "are all set apart or kept back: nothing would be told").into());
    }
    let share = share(desk, &request, record, &papers, why)?;
    let told_in = desk.new_record();
    Act::new(view.id, "police_request.answered", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                amending.add(told_in, Shared::SCHEMA, share.to_fields(), desk.written(None), desk.now(), None);
                answered(desk, amending, record, told_in)
            },
        )
        .await
}

fn share(
    desk: &Desk,
    request: &PoliceRequest,
    record: RecordId,
    papers: &Papers,
    why: &str,
) -> Result<Shared, Failure> {
    let wrong = |e: hearth_record::code::NotACode| Failure::Wrong(e.to_string());
    let ordered = matches!(request.authority.reveal().code(), "WARRANT" | "ORDER");
    let basis = SharingBasis::parse(if ordered { "LEGAL" } else { "PUBLIC_TASK" }).map_err(wrong)?;
    let reference = request.reference.reveal().as_ref().map(|number| format!(", {}", number.0)).unwrap_or_default();
    let because = format!("{}{reference}", request.authority.reveal().meaning());
    let list: Vec<String> =
        papers.index.iter().enumerate().map(|(n, entry)| format!("{}. {}", n + 1, entry.title)).collect();
    let officer = named(request);
    let gate = Disclosure {
        way: Way::Police,
        recipient: &officer,
        purpose: &request.purpose.reveal().0,
        basis: Some(basis),
        because: Some(&because),
        what: Some(&list.join("\n")),
        from: Some(record),
    };
    let mut share = gate.pass(desk, desk.now())?;
    share.reason = Open(NoticeSharingReason::parse("CRIME").ok());
    share.why_minimum = Private::new(Some(Narrative(why.to_owned())));
    share.sha256 = Private::new(Some(Line(papers.sha256())));
    if *request.prejudices.reveal() {
        share.told = Open(SharingTold::parse("NOT_YET").ok());
        share.told_why = Private::new(Some(Narrative("Telling the family would prejudice an inquiry.".to_owned())));
    }
    Ok(share)
}
