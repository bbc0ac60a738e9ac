use crate::prelude::*;

/// One run of the daily data: what was told to the department of the children of the council, and what it answered.
#[derive(Record, Clone)]
#[record(kind = "daily_send", title = "Daily data sent", service = Sharing, file = Council, category = Governance, given)]
pub struct DailySend {
    /// When it began.
    #[field(label = "Began")]
    pub began_at: Open<Timestamp>,
    /// When it ended.
    #[field(label = "Ended")]
    pub ended_at: Open<Timestamp>,
    /// On whose behalf.
    #[field(label = "Sent by", of = Staff)]
    pub sent_by: Open<WorkerId>,
    /// The first day of the time that was looked back over.
    #[field(label = "Looked back to")]
    pub window_from: Open<Date>,
    /// How many children count.
    pub children: Open<Whole<0, { i64::MAX }>>,
    /// Of how many something new was accepted.
    pub sent: Open<Whole<0, { i64::MAX }>>,
    /// Of how many there was nothing new.
    pub unchanged: Open<Whole<0, { i64::MAX }>>,
    /// How many were taken back as a whole: they count no more.
    pub taken_back: Open<Whole<0, { i64::MAX }>>,
    /// How many the department refused: the file of each says why.
    pub refused: Open<Whole<0, { i64::MAX }>>,
    /// How many wait for the next run.
    pub waiting: Open<Whole<0, { i64::MAX }>>,
    /// In how many files something could not be told.
    #[field(label = "Files left out")]
    pub left_out: Open<Whole<0, { i64::MAX }>>,
    /// How many batches were accepted.
    pub batches: Open<Whole<0, { i64::MAX }>>,
    /// How often something was sent, with what was tried again.
    #[field(label = "Requests")]
    pub posts: Open<Whole<0, { i64::MAX }>>,
    /// What the department answered to each batch, as it wrote it; of one receipt a child, the first.
    pub receipts: Private<Vec<Line<1000>>>,
    /// Why it stopped before the end.
    #[field(label = "Why it stopped")]
    pub stopped: Private<Option<Narrative>>,
}

impl Makes for DailySend {
    fn events(&self) -> Events {
        events![]
    }

    fn headline(&self) -> String {
        let (sent, refused) = (self.sent.0.0, self.refused.0.0);
        let stopped = if self.stopped.reveal().is_some() { ", stopped" } else { "" };
        format!("{sent} sent, {refused} refused{stopped}")
    }
}
