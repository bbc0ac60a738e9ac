use crate::prelude::*;

/// That whoever answers for a statutory return signed it off, and the file that they signed: what is sent is this and nothing else.
#[derive(Record, Clone)]
#[record(kind = "return_signed", title = "Return signed off", service = Sharing, file = Council, category = Governance, given)]
pub struct ReturnSigned {
    /// When it was signed off.
    #[field(label = "Signed off")]
    pub signed_at: Open<Timestamp>,
    /// Who signed it off.
    #[field(label = "Signed off by", of = Staff)]
    pub signed_by: Open<WorkerId>,
    /// Which return.
    #[field(label = "Return")]
    pub of: Open<sets::StatutoryReturn>,
    /// The collection year, named by the March in which it ends.
    pub year: Open<Whole<1900, 2199>>,
    /// How many children are in it.
    pub children: Open<Whole<0, { i64::MAX }>>,
    /// How many errors the rules found in it.
    pub errors: Open<Whole<0, { i64::MAX }>>,
    /// How many queries the rules raised.
    pub queries: Open<Whole<0, { i64::MAX }>>,
    /// Why it is sent as it is, where errors stand in it.
    #[field(label = "Why the errors stand")]
    pub explanation: Private<Option<Narrative>>,
    /// The stored bytes.
    pub blob: Open<BlobId>,
    /// The SHA-256 of the bytes, in hexadecimal.
    #[field(label = "Fingerprint")]
    pub sha256: Private<Line<64>>,
    /// How many bytes it has.
    #[field(label = "Size in bytes")]
    pub size: Open<Whole<0, { i64::MAX }>>,
}

impl Makes for ReturnSigned {
    fn events(&self) -> Events {
        events![return.signed_off => self.signed_at]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let unexplained = self.errors.0.0 > 0 && self.explanation.reveal().is_none();
        problems.add_if(unexplained, "explanation", "say why it is sent with errors in it");
        problems
    }

    fn headline(&self) -> String {
        format!("{}, {}", self.of.words(), self.year.0.0)
    }
}
