//! Returns that are kept: signed off, sent, and the file as it was, which the rules of the next year compare with.

use std::io::Write as _;

use hearth_access::Action;
use hearth_record::{
    Record,
    class::{Open, Private},
    ids::RecordId,
    sharing::{ReturnRun, ReturnSent, ReturnSigned},
    value::{Line, Narrative, Whole},
};
use hearth_returns::{Limits, NamedInput, Tables, check::Severity, cin, ssda903};
use hearth_store::{Outcome, StoreError, blob::StoredBlob};
use jiff::Timestamp;
use zeroize::Zeroizing;

use super::{
    CollectionYear, Return,
    whole::{Checked, Gathered},
};
use crate::{
    Desk, Failure, Instance,
    papers::{Hand, Papers},
    recording::document::hex,
};

/// The largest return that is kept, in bytes: all England fits.
const LARGEST: u64 = 1 << 30;

/// What was done with one return of a year.
#[derive(Default)]
pub struct Done {
    /// The checks of the nights, the oldest first.
    pub nights: Vec<ReturnRun>,
    /// The last time it was signed off, with the record that says so and the name of whoever signed.
    pub signed: Option<Kept<ReturnSigned>>,
    /// The last time it was sent.
    pub sent: Option<Kept<ReturnSent>>,
}

/// A record of the papers.
pub struct Kept<R> {
    /// Its id.
    pub id: RecordId,
    /// What it says.
    pub record: R,
    /// The name of whoever wrote it, as it was then.
    pub by: String,
}

/// What was done with each return of a year, in the order of [`Return::ALL`]. Two queries and a load.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses.
pub async fn done(desk: &Desk, year: CollectionYear) -> Result<Vec<(Return, Done)>, Failure> {
    desk.may(Action::RunReturn).await?;
    let papers = Papers::of_returns(year).read(desk.instance(), desk.authority()).await?;
    let of = |of: Return| {
        let mut done = Done::default();
        done.nights.extend(papers.all::<ReturnRun>().map(|(_, run)| run).filter(|run| *run.of == of.set_code()));
        done.nights.sort_by_key(|run| *run.made_at);
        done.signed = last(&papers, |signed: &ReturnSigned| (*signed.of == of.set_code()).then_some(*signed.signed_at));
        done.sent = last(&papers, |sent: &ReturnSent| (*sent.of == of.set_code()).then_some(*sent.sent_at));
        (of, done)
    };
    Ok(Return::ALL.map(of).into())
}

/// The last record of a kind, by the moment that `at` gives; none gives those that are not asked for.
fn last<R: Record>(papers: &hearth_record::File, at: impl Fn(&R) -> Option<Timestamp>) -> Option<Kept<R>> {
    let of_kind = papers.all::<R>().filter_map(|(id, record)| at(&record).map(|at| (at, id, record)));
    let (_, id, record) = of_kind.max_by_key(|(at, ..)| *at)?;
    let by = papers.record(id).map(|held| held.current().written.by.name().to_owned()).unwrap_or_default();
    Some(Kept { id, record, by })
}

/// Whether whoever is at the desk may sign a return off: before it is gathered for that.
///
/// # Errors
/// [`Failure::Refused`].
pub async fn may_sign(desk: &Desk) -> Result<(), Failure> {
    desk.may(Action::SignReturn).await.map(|_| ())
}

/// Signs a return off: its file is written, stored and named by its fingerprint. What is sent afterwards is this file.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not answer for returns, [`Failure::Problems`] where errors stand in it without an explanation,
/// and what the store refuses.
pub async fn sign_off(
    desk: &Desk,
    gathered: &Gathered,
    checked: &Checked,
    explanation: &str,
) -> Result<RecordId, Failure> {
    desk.may(Action::SignReturn).await?;
    let of = |severity| checked.findings.iter().filter(|found| found.severity == severity).count();
    let explanation = Some(explanation.trim()).filter(|text| !text.is_empty()).map(Narrative::from);
    if of(Severity::Error) > 0 && explanation.is_none() {
        let problem = "say why it is signed off with errors in it";
        return Err(hearth_record::Problems::at("explanation", problem).into());
    }
    let blob = keep(desk, xml(gathered)?).await?;
    let record = ReturnSigned {
        signed_at: Open(desk.now()),
        signed_by: Open(desk.subject().worker),
        of: Open(gathered.of.set_code()),
        year: Open(Whole(gathered.year.number().into())),
        children: whole(gathered.children.len()),
        errors: whole(of(Severity::Error)),
        queries: whole(of(Severity::Query)),
        explanation: Private::new(explanation),
        blob: Open(blob.id()),
        sha256: Private::new(Line(hex(&blob.hash()))),
        size: Open(Whole(i64::try_from(blob.length()).unwrap_or(i64::MAX))),
    };
    Hand::of(desk).write(&Papers::of_returns(gathered.year), "return.sign", &record, Some(blob)).await
}

/// A file as it was sent, and its fingerprint.
pub(super) struct SentFile {
    /// The record by which it was signed off; none where nobody did.
    pub signed: Option<RecordId>,
    /// The stored bytes, where they are not stored yet.
    pub blob: Option<StoredBlob>,
    pub id: hearth_record::ids::BlobId,
    pub sha256: String,
    pub size: u64,
}

impl SentFile {
    /// A return that goes as it was written just now, signed off by nobody.
    pub async fn unsigned(desk: &Desk, gathered: &Gathered) -> Result<Self, Failure> {
        let blob = keep(desk, xml(gathered)?).await?;
        let (id, sha256, size) = (blob.id(), hex(&blob.hash()), blob.length());
        Ok(Self { signed: None, blob: Some(blob), id, sha256, size })
    }

    /// A return that goes as it was signed off.
    pub fn signed(kept: &Kept<ReturnSigned>) -> Self {
        Self {
            signed: Some(kept.id),
            blob: None,
            id: *kept.record.blob,
            sha256: kept.record.sha256.reveal().0.clone(),
            size: u64::try_from(kept.record.size.0.0).unwrap_or(0),
        }
    }

    /// Writes down that it was sent.
    pub async fn note(self, desk: &Desk, of: Return, year: CollectionYear, children: u32) -> Result<(), Failure> {
        let record = ReturnSent {
            sent_at: Open(desk.now()),
            sent_by: Open(desk.subject().worker),
            of: Open(of.set_code()),
            year: Open(Whole(year.number().into())),
            signed: Open(self.signed),
            children: Open(Whole(children.into())),
            blob: Open(self.id),
            sha256: Private::new(Line(self.sha256)),
            size: Open(Whole(i64::try_from(self.size).unwrap_or(i64::MAX))),
        };
        Hand::of(desk).write(&Papers::of_returns(year), "return.sent", &record, self.blob).await.map(|_| ())
    }
}

/// A kept file, to take away: its name and its bytes, whose fingerprint was checked. The read is in the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, [`Failure::Absent`] where there is none, and what the store refuses.
pub async fn take_away(
    desk: &Desk,
    year: CollectionYear,
    record: RecordId,
) -> Result<(String, Zeroizing<Vec<u8>>), Failure> {
    let permit = desk.may(Action::RunReturn).await?;
    let papers = Papers::of_returns(year).read(desk.instance(), desk.authority()).await?;
    let signed = papers.all::<ReturnSigned>().find(|(id, _)| *id == record).map(|(_, kept)| (*kept.of, *kept.blob));
    let sent = || papers.all::<ReturnSent>().find(|(id, _)| *id == record).map(|(_, kept)| (*kept.of, *kept.blob));
    let (of, blob) = signed.or_else(sent).ok_or(Failure::Absent("there is no such return"))?;
    let file = Papers::of_returns(year).file(desk.authority());
    let mut entry = desk.entry("return.open", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(record);
    let store = &desk.instance().store;
    let (bytes, noted) = tokio::join!(store.blob_read(file, blob), store.note(vec![entry]));
    noted?;
    Ok((format!("{}-{}.xml", of.code().to_lowercase(), year.number()), bytes?))
}

/// The return of a year as it was sent, read again; none where none was kept.
///
/// # Errors
/// What the store refuses, and a kept file that does not read.
pub(super) async fn as_sent(
    instance: &Instance,
    authority: &hearth_record::ids::AuthorityId,
    of: Return,
    year: CollectionYear,
) -> Result<Option<Tables>, Failure> {
    let papers = Papers::of_returns(year).read(instance, authority).await?;
    let sent = last(&papers, |sent: &ReturnSent| (*sent.of == of.set_code()).then_some(*sent.sent_at));
    let Some(sent) = sent else { return Ok(None) };
    read(instance, Papers::of_returns(year).file(authority), of, *sent.record.blob).await.map(Some)
}

/// The rows of a kept file.
pub(super) async fn read(
    instance: &Instance,
    file: hearth_record::ids::FileId,
    of: Return,
    blob: hearth_record::ids::BlobId,
) -> Result<Tables, Failure> {
    let bytes = instance.store.blob_read(file, blob).await?;
    let input = NamedInput::from_text("the return as it was sent", bytes.to_vec());
    let tables = match of {
        Return::Ssda903 => ssda903::read_xml(input, &Limits::default()),
        Return::Cin => cin::read_xml(input, &Limits::default()),
    };
    tables.map_err(|error| Failure::Store(StoreError::Form(format!("a kept return does not read: {error}"))))
}

fn xml(gathered: &Gathered) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let written = gathered.write_xml(&mut bytes).and_then(|()| bytes.flush());
    written.map_err(|error| Failure::Wrong(format!("the return could not be written: {error}")))?;
    Ok(bytes)
}

async fn keep(desk: &Desk, bytes: Vec<u8>) -> Result<StoredBlob, Failure> {
    Ok(desk.instance().store.blob_put(std::io::Cursor::new(bytes), LARGEST, desk.now()).await?)
}

fn whole(number: usize) -> Open<Whole<0, { i64::MAX }>> {
    Open(Whole(i64::try_from(number).unwrap_or(i64::MAX)))
}
