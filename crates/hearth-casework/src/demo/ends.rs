//! What the records service has done with files whose day has come: a hold whose inquiry has reported long ago, a batch that is being
//! reviewed, and one that has rested and may be executed.

use std::collections::BTreeSet;

use hearth_record::ids::{FileId, RecordId};
use jiff::civil::date;

use super::dated::Cast;
use crate::{
    Desk, Failure,
    disposal::{self, Decided},
    holds::{self, NewHold},
};

/// The files of the stories.
pub(super) struct Files {
    /// Owen Pryce: to destroy, once two photographs and a letter are offered back.
    pub owen: FileId,
    /// Lily Farrow: due, while her mother is assessed before a birth.
    pub lily: FileId,
    /// Files that nothing speaks for.
    pub gone: Vec<FileId>,
}

/// Tells it.
pub(super) async fn tell(cast: &Cast, files: Files) -> Result<(), Failure> {
    inquiry(cast).await?;
    ready(cast, &files.gone).await?;
    in_review(cast, &files).await
}

/// The hold: the inquiry reported in 2022, the review is overdue, its closing is proposed, and nobody has decided it yet.
async fn inquiry(cast: &Cast) -> Result<(), Failure> {
    let opened = cast.at("records.manager", date(2015, 7, 13), 10, 0)?;
    let hold = NewHold {
        name: "Inquiry 2015".to_owned(),
        authority: "The statutory inquiry into child sexual abuse, by its letter to every authority".to_owned(),
        reason: "No record that may tell of sexual abuse of a child is to be destroyed while the inquiry sits."
            .to_owned(),
        scope: "SEXUAL_ABUSE".to_owned(),
        served: (None, None),
        review_on: Some(date(2022, 11, 30)),
    };
    let hold = holds::open(&opened.desk, hold).await?;
    let looked = cast.at("records.manager", date(2022, 11, 28), 15, 0)?;
    let note = "The inquiry published its report in October 2022. Whether the duty goes on is not said.";
    holds::review(&looked.desk, hold, Some(cast.ago(0, 2, 3)), note).await?;
    let proposed = cast.at("records.manager", cast.working(18), 11, 20)?;
    let because = "The inquiry has reported and its duty is understood to have ended. The newer inquiry has asked for nothing yet.";
    holds::propose(&proposed.desk, hold, because).await
}

/// The batch that may be executed: approved by a second person, looked at by the data protection officer, rested until yesterday.
async fn ready(cast: &Cast, files: &[FileId]) -> Result<(), Failure> {
    let manager = cast.at("records.manager", cast.days(34), 9, 30)?;
    let batch = proposed(&manager.desk, files).await?;
    let (_, items) = disposal::one(&manager.desk, batch).await?;
    for item in items {
        let decided = Decided { decision: "DESTROY".to_owned(), ..Decided::default() };
        disposal::review(&manager.desk, batch, item.id, &decided).await?;
    }
    disposal::submit(&manager.desk, batch).await?;
    let (read, approved) =
        (cast.at("records.approver", cast.days(29), 10, 0)?, cast.at("records.approver", cast.days(29), 10, 9)?);
    let (waits, _) = disposal::one(&read.desk, batch).await?;
    disposal::open_to_approve(&read.desk, &waits).await?;
    disposal::approve(&approved.desk, batch).await?;
    disposal::see_sample(&cast.at("dpo", cast.days(22), 14, 0)?.desk, batch).await
}

/// The batch in review: one file is kept a year longer, one waits until what cannot be replaced was offered back.
async fn in_review(cast: &Cast, files: &Files) -> Result<(), Failure> {
    let manager = cast.at("records.manager", cast.days(6), 9, 15)?;
    let batch = proposed(&manager.desk, &[files.owen, files.lily]).await?;
    let (_, items) = disposal::one(&manager.desk, batch).await?;
    for item in items.iter().filter(|item| item.file == files.lily) {
        let kept = Decided {
            decision: "KEEP".to_owned(),
            because: "Her mother is being assessed before a birth: what helped before may be asked for.".to_owned(),
            keep_until: Some(hearth_calendar::add_years(cast.today(), 1)),
        };
        disposal::review(&manager.desk, batch, item.id, &kept).await?;
    }
    Ok(())
}

async fn proposed(desk: &Desk, files: &[FileId]) -> Result<RecordId, Failure> {
    let wanted: BTreeSet<FileId> = files.iter().copied().collect();
    let proposed = disposal::propose_those(desk, |file| wanted.contains(&file)).await?;
    proposed.batch.ok_or(Failure::Absent("the stories propose files that are not due"))
}
