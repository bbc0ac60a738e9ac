//! What becomes of a share: a second person agrees, it is taken back, it arrives, it ends, what changed since is told.

use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    sets::SharingState,
    sharing::Shared,
    value::{Line, Narrative},
};

use super::{how, letter};
use crate::{Desk, Failure, FileView, act::Act, recording::Saved};

/// Changes one share of a file: two queries, a load and a change.
async fn change(
    desk: &Desk,
    view: &FileView,
    record: RecordId,
    (code, action): (&'static str, Action),
    change: impl Fn(&mut Shared) -> Result<(), Failure> + Send + Sync,
) -> Result<Saved, Failure> {
    Act::new(view.id, code, view.purpose())
        .run(
            desk,
            action,
            |_| Ok(None),
            |_, amending| {
                let absent = Failure::Absent("there is no such share");
                let found = amending.file().all::<Shared>().find(|(id, _)| *id == record);
                let (_, mut shared) = found.ok_or(absent)?;
                change(&mut shared)?;
                let fields = shared.to_fields();
                (Shared::SCHEMA.check)(&fields).or_ok(())?;
                let version = amending.file().record(record).map_or(1, |held| held.current().number) + 1;
                amending.correct(record, fields, desk.written(None), desk.now());
                Ok(Saved { record, version })
            },
        )
        .await
}

pub(super) fn state(code: &'static str) -> Open<Option<SharingState>> {
    Open(SharingState::parse(code).ok())
}

fn words(text: &str, field: &'static str, missing: &str) -> Result<Narrative, Failure> {
    let text = text.trim();
    if text.is_empty() { Err(Problems::at(field, missing).into()) } else { Ok(Narrative(text.to_owned())) }
}

/// A second person agrees that something goes out which tells where somebody is who must not be found, or does not.
///
/// # Errors
/// [`Failure::Wrong`] for whoever shares it themselves and where nothing waits, [`Failure::Problems`] without words, and what access and the
/// store refuse.
pub async fn approve(
    desk: &Desk,
    view: &FileView,
    record: RecordId,
    agrees: bool,
    because: &str,
) -> Result<Saved, Failure> {
    let because = words(because, "because", "is needed: say why you agree, or why not")?;
    change(desk, view, record, ("share.approve", Action::ApproveShare), |shared| {
        not_own(desk, shared)?;
        if !shared.is("WAITING") {
            return Err(Failure::Wrong("nothing waits here for a second person any more".to_owned()));
        }
        if !agrees {
            shared.state = state("STOPPED");
            shared.stopped_because = Private::new(Some(because.clone()));
            shared.goes_at = Open(None);
            return Ok(());
        }
        let (now_is, goes_at) = how::approved(shared, desk.now());
        shared.state = state(now_is);
        shared.goes_at = Open(goes_at);
        shared.approved_by = Open(Some(desk.subject().worker));
        shared.approved_at = Open(Some(desk.now()));
        shared.approved_because = Private::new(Some(because.clone()));
        Ok(())
    })
    .await
}

fn not_own(desk: &Desk, shared: &Shared) -> Result<(), Failure> {
    if *shared.shared_by == Some(desk.subject().worker) {
        return Err(Failure::Wrong("this is your own; a second person looks at it with their own account".to_owned()));
    }
    Ok(())
}

/// Takes a share back before it went: no copy of it was made, and its link opens nothing.
///
/// # Errors
/// [`Failure::Wrong`] once it went, and what access and the store refuse.
pub async fn take_back(desk: &Desk, view: &FileView, record: RecordId, because: &str) -> Result<Saved, Failure> {
    change(desk, view, record, ("share.take_back", Action::Share), |shared| {
        if !(shared.is("WAITING") || shared.is("QUEUED")) {
            return Err(Failure::Wrong(
                "it went already and cannot be taken back: ring the recipient, and tell them by a notice what to destroy".to_owned(),
            ));
        }
        shared.state = state("TAKEN_BACK");
        shared.stopped_because = Private::new(Some(because.trim()).filter(|why| !why.is_empty()).map(Narrative::from));
        shared.link = Private::new(None);
        shared.code = Private::new(None);
        Ok(())
    })
    .await
}

/// Writes down that the recipient has it.
///
/// # Errors
/// [`Failure::Problems`] without words, [`Failure::Wrong`] where nothing went, and what access and the store refuse.
pub async fn received(desk: &Desk, view: &FileView, record: RecordId, receipt: &str) -> Result<Saved, Failure> {
    let receipt = words(receipt, "receipt", "is needed: say how you know")?;
    change(desk, view, record, ("share.receive", Action::Share), |shared| {
        if !shared.is("SENT") {
            return Err(Failure::Wrong("nothing went by this share that could have arrived".to_owned()));
        }
        shared.state = state("RECEIVED");
        shared.received_at = Open(Some(desk.now()));
        shared.receipt = Private::new(Some(Line(receipt.0.chars().take(200).collect())));
        Ok(())
    })
    .await
}

/// Ends a standing share.
///
/// # Errors
/// [`Failure::Problems`] without words, [`Failure::Wrong`] where none stands, and what access and the store refuse.
pub async fn stop(desk: &Desk, view: &FileView, record: RecordId, because: &str) -> Result<Saved, Failure> {
    let because = words(because, "because", "is needed: say why it ends")?;
    change(desk, view, record, ("share.stop", Action::Share), |shared| {
        if !shared.is("STANDING") {
            return Err(Failure::Wrong("this is no standing share, or it has ended".to_owned()));
        }
        shared.state = state("ENDED");
        shared.stopped_because = Private::new(Some(because.clone()));
        Ok(())
    })
    .await
}

/// Writes down that the recipient was told what changed in what they hold: on the share, and by the gate as something that was told.
///
/// # Errors
/// [`Failure::Wrong`] where there is nothing to tell or they were told, and what access and the store refuse.
pub async fn told_of_change(desk: &Desk, view: &FileView, record: RecordId) -> Result<Saved, Failure> {
    let notice = desk.new_record();
    Act::new(view.id, "share.recall", view.purpose())
        .run(
            desk,
            Action::Share,
            |_| Ok(None),
            |_, amending| {
                let absent = Failure::Absent("there is no such share");
                let found = amending.file().all::<Shared>().find(|(id, _)| *id == record);
                let (_, mut shared) = found.ok_or(absent)?;
                letter::waits(&shared)?;
                let told = letter::told(desk, record, &shared)?;
                shared.recalled_at = Open(Some(desk.now()));
                let version = amending.file().record(record).map_or(1, |held| held.current().number) + 1;
                amending.correct(record, shared.to_fields(), desk.written(None), desk.now());
                amending.add(notice, Shared::SCHEMA, told.to_fields(), desk.written(None), desk.now(), None);
                Ok(Saved { record, version })
            },
        )
        .await
}

/// Writes down what a manager found who looked at an urgent disclosure. Nobody looks at their own.
///
/// # Errors
/// [`Failure::Problems`] without words, [`Failure::Wrong`] for one's own and what was looked at already, and what access and the store
/// refuse.
pub async fn review(desk: &Desk, view: &FileView, record: RecordId, found: &str) -> Result<Saved, Failure> {
    let found = words(found, "review", "is needed: say whether it was right, and what happens now")?;
    change(desk, view, record, ("share.review", Action::ApproveShare), |shared| {
        not_own(desk, shared)?;
        if shared.reviewed_at.is_some() {
            return Err(Failure::Wrong("somebody has looked at this already".to_owned()));
        }
        shared.reviewed_at = Open(Some(desk.now()));
        shared.reviewed_by = Open(Some(desk.subject().worker));
        shared.review = Private::new(Some(found.clone()));
        Ok(())
    })
    .await
}

/// Writes down that the family was told of a share which they were not told of at the time: from then on it stands in their own list.
///
/// # Errors
/// [`Failure::Problems`] without words, and what access and the store refuse.
pub async fn told_family(desk: &Desk, view: &FileView, record: RecordId, said: &str) -> Result<Saved, Failure> {
    let said = words(said, "told_why", "is needed: say what they were told")?;
    change(desk, view, record, ("share.told", Action::Share), |shared| {
        shared.told = Open(hearth_record::sets::SharingTold::parse("TOLD").ok());
        shared.told_on = Open(Some(desk.today()));
        shared.told_why = Private::new(Some(said.clone()));
        Ok(())
    })
    .await
}
