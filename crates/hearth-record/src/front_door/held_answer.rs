use crate::prelude::*;

/// An answer of an agency that came when the file had been closed to whoever gave it: kept as it came, for somebody who may open the
/// file to read it and to record it with its question.
#[derive(Record, Clone)]
#[record(kind = "held_answer", title = "Answer held", service = FrontDoor, category = ReferralInformation, given)]
pub struct HeldAnswer {
    /// The question that it answers.
    #[field(label = "Question")]
    pub enquiry: Open<RecordId>,
    /// When it came.
    #[field(label = "Came")]
    pub received_at: Open<Timestamp>,
    /// What was told.
    #[field(of = ThirdParty)]
    pub answer: Private<Option<Narrative>>,
    /// How serious the agency thinks it.
    pub rating: Private<Option<sets::EnquiryRating>>,
    /// Who answered.
    #[field(of = Staff)]
    pub answered_by: Private<Option<Line>>,
}

impl Makes for HeldAnswer {
    fn events(&self) -> Events {
        events![mash_enquiry.answer_held => self.received_at]
    }

    fn headline(&self) -> String {
        "An agency has answered; its answer waits to be read and recorded".to_owned()
    }
}
