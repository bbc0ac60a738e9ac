//! Requests and complaints of a council that wait, for those who answer them.

use hearth_access::Action;
use hearth_record::{
    Digest, Record, clear,
    ids::{FileId, RecordId, WorkerId},
    rights::{Complaint, ComplaintStage, DataSubjectRequest},
    version,
};
use hearth_store::{Outcome, StoreError, WorkQuery, WorkRow};
use jiff::civil::Date;

use crate::{
    Desk, Failure,
    access::{Colleague, colleagues},
    facts,
    lists::Answers,
};

/// The most that one part of the page shows.
const MOST: u32 = 200;

/// A request, in a line.
pub struct Requesting {
    /// The file.
    pub file: FileId,
    /// The record.
    pub record: RecordId,
    /// Whose file it is.
    pub name: String,
    /// The request.
    pub request: DataSubjectRequest,
    /// By when it is to be answered; none while its time stands still.
    pub due: Option<Date>,
    /// Whether this person opens the file.
    pub opens: bool,
}

/// A complaint, in a line.
pub struct Complaining {
    /// The file.
    pub file: FileId,
    /// The record.
    pub record: RecordId,
    /// Whose file it is.
    pub name: String,
    /// The complaint.
    pub complaint: Complaint,
    /// The stage that it is at.
    pub stage: Option<ComplaintStage>,
    /// By when the next answer is due.
    pub due: Option<Date>,
    /// Whether this person opens the file.
    pub opens: bool,
}

/// What waits, and who answers.
pub struct Overview {
    /// Requests that are open, those that are due first in front.
    pub requests: Vec<Requesting>,
    /// Requests that were put off until a hold is released.
    pub put_off: Vec<Requesting>,
    /// Complaints that are not closed.
    pub complaints: Vec<Complaining>,
    /// Those who work here, by name.
    pub colleagues: Vec<Colleague>,
}

impl Overview {
    /// What somebody is called.
    pub fn called(&self, worker: Option<WorkerId>) -> Option<&str> {
        self.colleagues.iter().find(|known| Some(known.worker) == worker).map(|known| known.name.as_str())
    }
}

/// What waits across the council of this desk: nothing of a file of which this person may not even write a request down, so nothing behind the
/// adoption wall and nothing restricted to others. Fourteen queries, however many they are, and an entry of the audit.
///
/// # Errors
/// What access and the store refuse.
pub async fn overview(desk: &Desk) -> Result<Overview, Failure> {
    let permit = desk.may(Action::ReadRequests).await?;
    let (requests, put_off, complaints) = tokio::join!(
        part(desk, [clear::REQUEST; 2]),
        part(desk, [clear::REQUEST_PUT_OFF; 2]),
        part(desk, [clear::COMPLAINT, "complaint_stage"])
    );
    let mut overview = Overview {
        requests: of_requests(requests?)?,
        put_off: of_requests(put_off?)?,
        complaints: of_complaints(complaints?)?,
        colleagues: colleagues(desk).await?,
    };
    overview.requests.sort_by_key(|of| (of.due.is_none(), of.due, *of.request.received_on));
    overview.complaints.sort_by_key(|of| (of.due.is_none(), of.due, *of.complaint.received_on));
    let mut entry = desk.entry("request.list", Some(&permit), None, Outcome::Done);
    let lines = overview.requests.len() + overview.put_off.len() + overview.complaints.len();
    entry.count = u32::try_from(lines).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    Ok(overview)
}

/// What stands behind one sort of waiting rows.
struct Waiting {
    row: WorkRow,
    name: String,
    opens: bool,
    fields: hearth_record::Fields,
    /// The other records of the file that were asked for.
    beside: Vec<(RecordId, hearth_record::Fields)>,
    work: Vec<WorkRow>,
}

async fn part(desk: &Desk, kinds: [&'static str; 2]) -> Result<Vec<Waiting>, Failure> {
    let store = &desk.instance().store;
    let (authority, state) = (desk.authority().clone(), clear::OPEN.to_owned());
    let queue = WorkQuery::Queue { authority, kind: kinds[0].to_owned(), state };
    let waiting = store.work(&queue, MOST).await?;
    let mut files: Vec<FileId> = waiting.iter().map(|row| row.file).collect();
    files.sort_unstable();
    files.dedup();
    let (digests, records, work) =
        tokio::join!(store.digests(&files), store.records_behind(&files, kinds), store.work_of(&files));
    let (digests, records, work) = (digests?, records?, work?);
    let mut answers = Answers::at(desk);
    let mut found = Vec::new();
    for row in waiting {
        let Some((file, sealed)) = digests.iter().find(|(digest, _)| digest.file == row.file) else { continue };
        let facts = facts::of(file, &work);
        if !answers.permit(Action::TakeRequest, &facts, None) {
            continue;
        }
        let unreadable = |why: String| StoreError::Form(format!("request {}: {why}", row.record));
        let mut behind = Vec::new();
        for (_, stored) in records.iter().filter(|(of, _)| *of == row.file) {
            let (_, fields) = version::from_seal(&stored.body).map_err(|e| unreadable(e.to_string()))?;
            behind.push((stored.record, fields));
        }
        let Some(at) = behind.iter().position(|(record, _)| *record == row.record) else { continue };
        let (_, fields) = behind.swap_remove(at);
        let digest = Digest::from_bytes(sealed).map_err(|e| unreadable(e.to_string()))?;
        found.push(Waiting {
            name: digest.name.whole(),
            opens: answers.permit(Action::OpenFile, &facts, None),
            fields,
            beside: behind,
            work: work.iter().filter(|of| of.file == row.file).cloned().collect(),
            row,
        });
    }
    Ok(found)
}

fn of_requests(waiting: Vec<Waiting>) -> Result<Vec<Requesting>, Failure> {
    let one = |of: Waiting| {
        let request = DataSubjectRequest::from_fields(&of.fields)?;
        let clock = of.work.iter().find(|row| row.kind == clear::CLOCK && row.record == of.row.record);
        Ok(Requesting {
            file: of.row.file,
            record: of.row.record,
            name: of.name,
            due: clock.and_then(|row| row.due),
            request,
            opens: of.opens,
        })
    };
    waiting.into_iter().map(one).collect()
}

fn of_complaints(waiting: Vec<Waiting>) -> Result<Vec<Complaining>, Failure> {
    let one = |of: Waiting| {
        let complaint = Complaint::from_fields(&of.fields)?;
        let mut stages: Vec<(RecordId, ComplaintStage)> = of
            .beside
            .iter()
            .filter_map(|(id, fields)| Some((*id, ComplaintStage::from_fields(fields).ok()?)))
            .filter(|(_, stage)| *stage.complaint == of.row.record)
            .collect();
        stages.sort_by_key(|(_, stage)| stage.place());
        let here = |row: &&WorkRow| {
            row.kind == clear::CLOCK
                && (row.record == of.row.record || stages.iter().any(|(stage, _)| *stage == row.record))
        };
        let due = of.work.iter().filter(here).filter_map(|row| row.due).min();
        let stage = stages.pop().map(|(_, stage)| stage);
        Ok(Complaining {
            file: of.row.file,
            record: of.row.record,
            name: of.name,
            complaint,
            stage,
            due,
            opens: of.opens,
        })
    };
    waiting.into_iter().map(one).collect()
}
