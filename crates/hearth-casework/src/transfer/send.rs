use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    sets::{SharingBasis, SharingTold},
    sharing::{InternationalTransfer, Shared},
    value::Narrative,
};

use super::{change, why_not};
use crate::{
    Desk, Failure, FileView,
    act::Act,
    recording::Saved,
    sharing::{Disclosure, Taint, Way, Whose},
};

/// Sends what was approved to whoever is abroad: the gate is passed and the record of what was told is made. Everything that can change is
/// asked again now. Up to ten queries, a load and a change.
///
/// # Errors
/// [`Failure::Wrong`] where it may not go, with what to do; [`Failure::Problems`] where the basis is missing or what is told gives away where
/// somebody is who must not be found; [`Failure::Absent`] where there is no such transfer; and what access and the store refuse.
pub async fn send(
    desk: &Desk,
    view: &FileView,
    record: RecordId,
    basis: Option<SharingBasis>,
    because: &str,
) -> Result<Saved, Failure> {
    let found = view.all::<InternationalTransfer>().into_iter().find(|(id, _)| *id == record);
    let (_, transfer) = found.ok_or(Failure::Absent("there is no such transfer"))?;
    may_go(&transfer, desk)?;
    let taint = Taint::of(desk.instance(), &Whose::from(view), &view.file, view.today).await?;
    let what = &transfer.what.reveal().0;
    if let Some(why) = taint.names(what) {
        return Err(Problems::at("what", format!("must not go as it is: {why}; propose it again without that")).into());
    }
    let gate = Disclosure {
        way: Way::Letter,
        recipient: &transfer.recipient.reveal().0,
        purpose: &transfer.purpose.reveal().0,
        basis,
        because: Some(because),
        what: Some(what),
        from: Some(record),
    };
    let mut share = gate.pass(desk, desk.now())?;
    let told = if transfer.told_on.reveal().is_some() { "TOLD" } else { "ENDANGER" };
    share.told = Open(SharingTold::parse(told).ok());
    share.told_on = Open(*transfer.told_on.reveal());
    let words = transfer.told.reveal().as_ref().or(transfer.not_told_words.reveal().as_ref());
    share.told_why = Private::new(words.map(|words| Narrative(words.0.clone())));
    let told_in = desk.new_record();
    Act::new(view.id, "transfer.sent", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                let saved = change(desk, amending, record, |transfer| {
                    may_go(transfer, desk)?;
                    transfer.told_in = Open(Some(told_in));
                    Ok(())
                })?;
                amending.add(told_in, Shared::SCHEMA, share.to_fields(), desk.written(None), desk.now(), None);
                Ok(saved)
            },
        )
        .await
}

fn may_go(transfer: &InternationalTransfer, desk: &Desk) -> Result<(), Failure> {
    if transfer.told_in.is_some() {
        return Err(Failure::Wrong("it was sent already; propose anew what else is to be told".to_owned()));
    }
    match why_not(transfer, desk.now()) {
        Some(why) => Err(Failure::Wrong(format!("nothing was sent: {why}"))),
        None => Ok(()),
    }
}
