use crate::prelude::*;

/// What an agency of the hub was asked about a contact, on which basis, and what it answered.
#[derive(Record, Clone)]
#[record(kind = "mash_enquiry", title = "Agency enquiry", service = FrontDoor, category = ReferralInformation)]
pub struct MashEnquiry {
    /// The contact that it belongs to.
    pub contact: Open<Option<RecordId>>,
    /// The agency.
    pub agency: Open<sets::MashAgency>,
    /// Which police force, school or trust it is.
    #[field(label = "Name of the agency")]
    pub agency_name: Private<Option<Line>>,
    /// When it was asked.
    #[field(label = "Asked")]
    pub asked_at: Open<Timestamp>,
    /// What it was asked: no more than is needed.
    #[field(of = ThirdParty)]
    pub question: Private<Option<Narrative>>,
    /// That no more was asked than is needed, and why that much.
    #[field(label = "Why this much and no more", of = ThirdParty)]
    pub minimum: Private<Option<Narrative>>,
    /// The basis on which the agency may tell.
    #[field(label = "Basis for sharing")]
    pub basis: Open<Option<sets::SharingBasis>>,
    /// By when an answer was asked for.
    #[field(label = "Answer asked for by")]
    pub answer_by: Open<Option<Date>>,
    /// When it answered.
    #[field(label = "Answered")]
    pub answered_at: Open<Option<Timestamp>>,
    /// Who answered.
    #[field(of = Staff)]
    pub answered_by: Private<Option<Line>>,
    /// What it told.
    #[field(label = "Answer", of = ThirdParty)]
    pub answer: Private<Option<Narrative>>,
    /// How serious the agency thinks it.
    pub rating: Private<Option<sets::EnquiryRating>>,
    /// The team that is to answer.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// The worker who is to answer.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for MashEnquiry {
    fn events(&self) -> Events {
        events![mash_enquiry.asked => self.asked_at, mash_enquiry.answered => self.answered_at]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.asked_at), "answered_at", *self.answered_at, "the moment it was asked")
    }

    /// Whoever is to answer has a task on the file until they have: a partner agency sees the question by it, and no more.
    fn work(&self) -> Vec<Work> {
        let answered = self.answered_at.is_some();
        let mut work = open_until(clear::ENQUIRY, answered, *self.team, *self.worker);
        if !answered && (self.team.is_some() || self.worker.is_some()) {
            work.extend(open_until(clear::TASK, false, *self.team, *self.worker));
        }
        for row in &mut work {
            row.due = *self.answer_by;
        }
        work
    }

    fn headline(&self) -> String {
        self.agency.words().to_owned()
    }
}
