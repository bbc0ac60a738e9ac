//! The second person: looks at the papers that answer a request, and at nothing else of the file.

use hearth_access::Action;
use hearth_record::{
    Problems,
    class::{Open, Private},
    ids::{FileId, RecordId},
    rights::DataSubjectRequest,
    value::Narrative,
};
use hearth_store::Outcome;

use super::{change, papers, request};
use crate::{Desk, Failure, act::Act, court::Papers, recording::Saved};

/// What the second person looks at.
pub struct ToAgree {
    /// The request.
    pub request: DataSubjectRequest,
    /// The papers as they would go; none where the records changed since, or nothing waits to be looked at.
    pub papers: Option<Papers>,
}

/// A request as the second person sees it: who asks and by what, and the papers that would go. Up to twelve queries, a load and an entry of
/// the audit.
///
/// # Errors
/// [`Failure::Absent`] where there is no such request, and what access and the store refuse.
pub async fn to_agree(desk: &Desk, file: FileId, record: RecordId) -> Result<ToAgree, Failure> {
    let view = desk.for_papers(file, Action::ClearDisclosure).await?;
    let mut entry = desk.entry("request.read", Some(&view.permit), Some(file), Outcome::Done);
    entry.record = Some(record);
    desk.instance().store.note(vec![entry]).await?;
    let request = request(&view, record)?;
    let waits = request.gives_records() && request.answered_on.is_none();
    let papers = if waits { Some(papers(desk, &view, &request).await?) } else { None };
    let same = |papers: &Papers| request.sha256.reveal().as_ref().is_some_and(|sealed| sealed.0 == papers.sha256());
    Ok(ToAgree { papers: papers.filter(same), request })
}

/// Agrees, as the second person, that these papers go: not whoever put them together, and to nothing else than was looked at. Two queries, a
/// load and a change.
///
/// # Errors
/// [`Failure::Problems`] where it is not said what was looked at, [`Failure::Wrong`] where the papers are others by now, and what access and
/// the store refuse.
pub async fn agree(desk: &Desk, file: FileId, record: RecordId, seen: &str, because: &str) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("agreed_because", "is needed: say what you looked for").into());
    }
    Act::new(file, "request.agree", None)
        .run(
            desk,
            Action::ClearDisclosure,
            |_| Ok(None),
            |_, amending| {
                change(desk, amending, record, |request| {
                    let same = request.sha256.reveal().as_ref().is_some_and(|sealed| sealed.0 == seen);
                    if !same || !request.gives_records() {
                        return Err(Failure::Wrong(
                            "these papers were changed meanwhile: look at them again".to_owned(),
                        ));
                    }
                    if *request.decided_by == Some(desk.subject().worker) {
                        return Err(Failure::Wrong(
                            "this takes two people, and you put these papers together: ask a colleague to look at them"
                                .to_owned(),
                        ));
                    }
                    request.agreed_by = Open(Some(desk.subject().worker));
                    request.agreed_at = Open(Some(desk.now()));
                    request.agreed_because = Private::new(Some(Narrative(because.to_owned())));
                    Ok(())
                })
            },
        )
        .await
}
