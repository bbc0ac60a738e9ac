//! What cannot be replaced: it goes to whom it belongs before the file that holds it ends.

use hearth_access::Action;
use hearth_record::{
    File, Problems, Record,
    class::{Open, Private},
    ids::RecordId,
    recording::Document,
    retention::{ExternalRecord, Keepsake},
    sets::KeepsakeAnswer,
    value::Line,
};

use super::State;
use crate::{Desk, Failure, retention::once_more};

/// Something that cannot be replaced and was neither handed over nor declined: it keeps the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// The record that it is, or that tells of it.
    pub record: RecordId,
    /// What it is, in the words of whoever recorded it.
    pub title: String,
    /// What was written of it before, such as that it was offered.
    before: Option<RecordId>,
    of: Of,
}

/// Where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    Document,
    Elsewhere,
    Nothing,
}

/// What of a file is unsettled.
pub(super) fn unsettled(file: &File) -> Vec<Unsettled> {
    let keepsakes: Vec<(RecordId, Keepsake)> = file.all::<Keepsake>().collect();
    let told =
        |is: &dyn Fn(&Keepsake) -> bool| keepsakes.iter().filter(|(_, keepsake)| is(keepsake)).collect::<Vec<_>>();
    let mut open = Vec::new();
    let mut look = |record: RecordId, title: String, of: Of, told: Vec<&(RecordId, Keepsake)>| {
        if !told.iter().any(|(_, keepsake)| keepsake.settled()) {
            open.push(Unsettled { record, title, before: told.first().map(|(id, _)| *id), of });
        }
    };
    for (id, document) in file.all::<Document>() {
        if document.document_kind.is_some_and(|kind| matches!(kind.code(), "PHOTOGRAPH" | "KEEPSAKE")) {
            let title = document.title.reveal().0.clone();
            look(id, title, Of::Document, told(&|keepsake| *keepsake.document == Some(id)));
        }
    }
    for (id, elsewhere) in file.all::<ExternalRecord>() {
        if elsewhere.remains() && *elsewhere.irreplaceable == Some(true) {
            let title = elsewhere.title.reveal().0.clone();
            look(id, title, Of::Elsewhere, told(&|keepsake| *keepsake.external_record == Some(id)));
        }
    }
    let alone =
        |(_, keepsake): &&(RecordId, Keepsake)| keepsake.document.is_none() && keepsake.external_record.is_none();
    for kept in keepsakes.iter().filter(alone) {
        look(kept.0, kept.1.what.reveal().0.clone(), Of::Nothing, vec![kept]);
    }
    open
}

/// The same by their titles.
pub(super) fn titles(file: &File) -> Vec<String> {
    unsettled(file).into_iter().map(|one| one.title).collect()
}

/// Writes down that things were handed over today to whoever is named, or that they did not want them. The file is not opened for it. A
/// load and a change for each.
///
/// # Errors
/// [`Failure::Refused`] for whoever proposes nothing, [`Failure::Problems`] in words for the form, [`Failure::Wrong`] where the batch is past
/// its review, and what the store refuses.
pub async fn give_back(
    desk: &Desk,
    (batch, item): (RecordId, RecordId),
    things: &[RecordId],
    to: &str,
    wanted: bool,
) -> Result<(), Failure> {
    desk.may(Action::ProposeDisposal).await?;
    let to = to.trim();
    let mut problems = Problems::none();
    problems.add_if(things.is_empty(), "things", "is needed: tick what was offered");
    let bad = to.is_empty() || to.chars().count() > 120;
    problems.add_if(bad, "offered_to", "is needed, in 120 characters or fewer");
    problems.or_ok(())?;
    let (batch, items) = super::one(desk, batch).await?;
    if batch.state(desk.now()) != State::Review {
        return Err(Failure::Wrong("this batch is past its review: stop it and propose another".to_owned()));
    }
    let item = items.iter().find(|one| one.id == item).ok_or(Failure::Absent("there is no such file in this batch"))?;
    let answer = KeepsakeAnswer::parse(if wanted { "WANTED" } else { "DECLINED" }).ok();
    for thing in things {
        once_more(desk, Action::ProposeDisposal, item.file, "disposal.give_back", |amending, _| {
            let open = unsettled(amending.file()).into_iter().find(|open| open.record == *thing);
            let open = open.ok_or(Failure::Absent("there is nothing of that sort in this file that waits"))?;
            let record = Keepsake {
                what: Private::new(Line(open.title.chars().take(200).collect())),
                document: Open(Some(*thing).filter(|_| open.of == Of::Document)),
                external_record: Open(Some(*thing).filter(|_| open.of == Of::Elsewhere)),
                offered_on: Open(Some(desk.today())),
                offered_to: Private::new(Some(Line(to.to_owned()))),
                answer: Open(answer),
                returned_on: Open(Some(desk.today()).filter(|_| wanted)),
            };
            let fields = record.to_fields();
            match open.before {
                Some(before) => amending.correct(before, fields, desk.written(None), desk.now()),
                None => {
                    amending.add(desk.new_record(), Keepsake::SCHEMA, fields, desk.written(None), desk.now(), None);
                }
            }
            Ok(*thing)
        })
        .await?;
    }
    Ok(())
}
