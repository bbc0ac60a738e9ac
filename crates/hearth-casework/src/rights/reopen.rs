//! Requests that were put off for a hold are taken up again when it is released: each begins anew, with its own time.

use hearth_record::{
    Record,
    class::{Open, Private},
    ids::{FileId, RecordId},
    rights::DataSubjectRequest,
    sets::RequestOutcome,
    value::{Line, Narrative},
};
use hearth_store::{Change, StoreError, WorkQuery};

use crate::{
    Failure, Instance,
    act::TRIES,
    holds::Hold,
    papers::Hand,
    write::{self, Amending},
};

/// How many are looked at in one night at the most.
const MOST: u32 = 100_000;

/// Takes up again every request that was put off for one of these holds, whether or not the hold still covers its file: it stands anew in the
/// file from today, open, with who asks and how that was proved. A query, and for each file two more, a load and a change.
///
/// # Errors
/// What the store refuses. Then the hold must not let anything go.
pub(crate) async fn take_up_again(hand: &Hand<'_>, released: &[Hold]) -> Result<u64, Failure> {
    let (instance, authority) = hand.at();
    let (kind, state) = (hearth_record::clear::REQUEST_PUT_OFF, hearth_record::clear::OPEN);
    if released.is_empty() {
        return Ok(0);
    }
    let queue = WorkQuery::Queue { authority: authority.clone(), kind: kind.to_owned(), state: state.to_owned() };
    let waiting = instance.store.work(&queue, MOST).await?;
    let mut files: Vec<FileId> = waiting.iter().map(|row| row.file).collect();
    files.dedup();
    let mut again = 0;
    for file in files {
        again += in_file(hand, instance, file, released).await?;
    }
    Ok(again)
}

async fn in_file(hand: &Hand<'_>, instance: &Instance, file: FileId, released: &[Hold]) -> Result<u64, Failure> {
    for _ in 0..TRIES {
        match once(hand, instance, file, released).await {
            Err(Failure::Store(StoreError::Moved { .. })) => {}
            other => return other,
        }
    }
    Err(Failure::Wrong("a file with a request that was put off is being written by many at once; try again".to_owned()))
}

async fn once(hand: &Hand<'_>, instance: &Instance, file: FileId, released: &[Hold]) -> Result<u64, Failure> {
    let (_, authority) = hand.at();
    let Some(row) = instance.store.files(&[file]).await?.pop() else { return Ok(0) };
    let mut amending = Amending::of(&row, write::file_of(&instance.store.load(file, None).await?)?);
    let put_off: Vec<(RecordId, DataSubjectRequest)> =
        amending.file().all::<DataSubjectRequest>().filter(|(_, request)| request.waits_for_a_hold()).collect();
    let mut change = Change::new(authority.clone(), hand.now());
    let mut again = 0;
    for (record, request) in put_off {
        let ended = released.iter().find(|hold| request.holds.iter().any(|held| held.0 == hold.id.to_string()));
        let Some(ended) = ended else { continue };
        let anew = hand.new_record();
        let because = Some(format!("the hold “{}” was released", ended.name()));
        let open = taken_up(&request, record, hand, ended);
        amending.add(
            anew,
            DataSubjectRequest::SCHEMA,
            open.to_fields(),
            hand.written(because.clone()),
            hand.now(),
            None,
        );
        let before = DataSubjectRequest { reopened_as: Open(Some(anew)), ..request };
        amending.correct(record, before.to_fields(), hand.written(because), hand.now());
        for record in [anew, record] {
            let mut entry = hand.entry("request.reopen", Some(file));
            entry.record = Some(record);
            change.entries.push(entry);
        }
        again += 1;
    }
    if again > 0 {
        amending.finish(instance.pack(authority), &mut change, None);
        instance.store.commit(change).await?;
    }
    Ok(again)
}

/// The request as it stands anew: who asks, for what and by what, and how that was proved; everything else is still to be done.
fn taken_up(request: &DataSubjectRequest, of: RecordId, hand: &Hand<'_>, ended: &Hold) -> DataSubjectRequest {
    let today = hearth_calendar::london_date(hand.now());
    let asked = request.asks_for.reveal().as_ref().map(|asked| format!("\n\n{}", asked.0)).unwrap_or_default();
    let why = format!(
        "Taken up again because the hold “{}” was released. First received on {}.{asked}",
        ended.name(),
        hearth_calendar::in_words::date_without_weekday(*request.received_on)
    );
    DataSubjectRequest {
        received_on: Open(today),
        asks_for: Private::new(Some(Narrative(why))),
        clarification_asked_on: Open(None),
        clarified_on: Open(None),
        extended_on: Open(None),
        extended_because: Private::new(None),
        child_says: Private::new(None),
        outcome: Open(None::<RequestOutcome>),
        reason: Private::new(None),
        decided_on: Open(None),
        decided_by: Open(None),
        items: Open(Vec::new()),
        no_harm: Private::new(None),
        sha256: Private::new(None),
        agreed_by: Open(None),
        agreed_at: Open(None),
        agreed_because: Private::new(None),
        holds: Open(Vec::<Line<40>>::new()),
        hold_names: Private::new(Vec::new()),
        answered_on: Open(None),
        closed_on: Open(None),
        told_in: Open(None),
        reopens: Open(Some(of)),
        reopened_as: Open(None),
        // It was asked for and proved before: the order of those days stays as it was.
        identity_asked_on: Open(None),
        ..request.clone()
    }
}
