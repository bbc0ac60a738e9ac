use crate::prelude::*;

/// That a statutory return was sent, and the file as it was sent. It is kept: the rules of the next year compare with it.
#[derive(Record, Clone)]
#[record(kind = "return_sent", title = "Return sent", service = Sharing, file = Council, category = Governance, given)]
pub struct ReturnSent {
    /// When it was sent.
    #[field(label = "Sent")]
    pub sent_at: Open<Timestamp>,
    /// Who sent it.
    #[field(label = "Sent by", of = Staff)]
    pub sent_by: Open<WorkerId>,
    /// Which return.
    #[field(label = "Return")]
    pub of: Open<sets::StatutoryReturn>,
    /// The collection year, named by the March in which it ends.
    pub year: Open<Whole<1900, 2199>>,
    /// The record by which it was signed off; none where nobody did.
    #[field(label = "Signed off in")]
    pub signed: Open<Option<RecordId>>,
    /// How many children are in it; the file of each says that it was sent.
    pub children: Open<Whole<0, { i64::MAX }>>,
    /// The stored bytes.
    pub blob: Open<BlobId>,
    /// The SHA-256 of the bytes, in hexadecimal.
    #[field(label = "Fingerprint")]
    pub sha256: Private<Line<64>>,
    /// How many bytes it has.
    #[field(label = "Size in bytes")]
    pub size: Open<Whole<0, { i64::MAX }>>,
}

impl Makes for ReturnSent {
    fn events(&self) -> Events {
        events![return.sent => self.sent_at]
    }

    fn headline(&self) -> String {
        format!("{}, {}", self.of.words(), self.year.0.0)
    }
}
