use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    rights::DataSubjectRequest,
    value::Line,
};

use super::{Typed, change, papers, request};
use crate::{Desk, Failure, FileView, act::Act, holds, recording::Saved};

/// What is asked when a request is decided, beside the records.
const DECIDED: [&str; 4] = ["outcome", "reason", "child_says", "no_harm"];

/// The holds under which a file stands now: those that were placed on it, and those that cover it by what it says. Two queries and a load.
///
/// # Errors
/// What the store refuses: then nothing is decided.
pub async fn standing_holds(desk: &Desk, view: &FileView) -> Result<Vec<(RecordId, String)>, Failure> {
    holds::standing_on(desk.instance(), desk.authority(), view.id, &view.digest).await
}

/// Decides a request: what is done, why, and which records answer it. What goes is put together here and goes only as it is; a second person
/// looks at it first. While a hold stands nothing is erased: it is put off, and taken up again by the release of the hold. One that was taken
/// back, or of which nobody proved who they are, ends here. Up to ten queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing or cannot be, [`Failure::Wrong`] where it was answered already, and what access and the
/// store refuse.
pub async fn decide(
    desk: &Desk,
    view: &FileView,
    record: RecordId,
    items: &[RecordId],
    posted: impl Fn(&str) -> String,
) -> Result<Saved, Failure> {
    let typed = Typed::of(&DECIDED, posted);
    typed.lacks(&["outcome"]).or_ok(())?;
    let mut decided = request(view, record)?;
    super::open(&decided)?;
    decided = typed.read::<DataSubjectRequest>(&decided.to_fields(), desk.today())?;
    decided.items = Open(if decided.gives_records() { items.to_vec() } else { Vec::new() });
    let standing = standing_holds(desk, view).await?;
    wrong(&decided, &standing).or_ok(())?;
    let sha256 = sealed(desk, view, &decided).await?;
    Act::new(view.id, "request.decide", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                change(desk, amending, record, |request| {
                    *request = typed.read::<DataSubjectRequest>(&request.to_fields(), desk.today())?;
                    request.items = decided.items.clone();
                    request.sha256 = Private::new(sha256.clone());
                    request.decided_on = Open(Some(desk.today()));
                    request.decided_by = Open(Some(desk.subject().worker));
                    // Whoever agreed to something else agreed to nothing.
                    request.agreed_by = Open(None);
                    request.agreed_at = Open(None);
                    request.agreed_because = Private::new(None);
                    put_off(request, &standing);
                    if request.ends_untold() {
                        request.answered_on = Open(Some(desk.today()));
                    }
                    Ok(())
                })
            },
        )
        .await
}

/// What cannot be decided so.
fn wrong(decided: &DataSubjectRequest, standing: &[(RecordId, String)]) -> Problems {
    let mut problems = Problems::none();
    let names: Vec<&str> = standing.iter().map(|(_, name)| name.as_str()).collect();
    let erases = decided.is_erasure() && (decided.is("GRANTED") || decided.is("PART"));
    problems.add_if(
        erases && !standing.is_empty(),
        "outcome",
        format!(
            "cannot be that while the file stands under a hold ({}): put it off until the hold is released",
            names.join(", ")
        ),
    );
    let not_now = decided.is("DEFERRED") && standing.is_empty();
    problems.add_if(not_now, "outcome", "cannot be put off: no hold stands on this file");
    let unreasoned = !decided.is("GRANTED") && decided.reason.reveal().is_none();
    problems.add_if(unreasoned, "reason", "is needed: say why, as they are told it");
    let unheard = !decided.is_own() && decided.gives_records() && decided.child_says.reveal().is_none();
    problems.add_if(unheard, "child_says", "is needed: say whether the child can decide this, and what they say");
    if decided.gives_records() {
        problems.add_if(decided.items.is_empty(), "items", "are needed: choose the records that answer it");
        let unasked = decided.no_harm.reveal().is_none();
        problems.add_if(unasked, "no_harm", "is needed: say how it was made sure that it harms nobody, and with whom");
    }
    problems
}

/// The fingerprint of the papers that answer it, where records do.
async fn sealed(desk: &Desk, view: &FileView, decided: &DataSubjectRequest) -> Result<Option<Line<64>>, Failure> {
    if !decided.gives_records() {
        return Ok(None);
    }
    let papers = papers(desk, view, decided).await?;
    if papers.index.is_empty() {
        return Err(Problems::at("items", "are all set apart or kept back: nothing would be given").into());
    }
    Ok(Some(Line(papers.sha256())))
}

fn put_off(request: &mut DataSubjectRequest, standing: &[(RecordId, String)]) {
    let for_them: &[(RecordId, String)] = if request.is("DEFERRED") { standing } else { &[] };
    request.holds = Open(for_them.iter().map(|(id, _)| Line(id.to_string())).collect());
    let name = |name: &String| Line(name.chars().take(200).collect());
    request.hold_names = Private::new(for_them.iter().map(|(_, of)| name(of)).collect());
}
