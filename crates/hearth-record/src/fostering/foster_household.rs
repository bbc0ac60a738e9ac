use crate::prelude::*;

/// A household that is approved to foster: whom it may care for, from when, and until when (Fostering Services (England)
/// Regulations 2011 regs 27 and 30). It stands in the foster carer's own file, apart from the files of the children.
#[derive(Record, Clone)]
#[record(
    kind = "foster_household",
    title = "Foster household",
    service = Fostering,
    file = FosterCarer,
    category = PersonalInformation
)]
pub struct FosterHousehold {
    /// How the household is known, such as "Ash and Kim Brook". A child's placement shows this and no more.
    #[field(label = "Name of the household")]
    pub name: Private<Line>,
    /// The number that Ofsted has given the fostering service or the household.
    #[field(label = "Ofsted number (URN)")]
    pub urn: Private<Option<Urn>>,
    /// What sort of fostering it is approved for.
    #[field(label = "Approved for")]
    pub approved_for: Open<Vec<sets::FosterApproval>>,
    /// How many children at once.
    #[field(label = "Number of children at once")]
    pub children: Open<Option<Whole<1, 20>>>,
    /// The youngest age.
    #[field(label = "Youngest age, in years")]
    pub youngest: Open<Option<Whole<0, 18>>>,
    /// The oldest age.
    #[field(label = "Oldest age, in years")]
    pub oldest: Open<Option<Whole<0, 21>>>,
    /// Anything else in the terms.
    #[field(label = "Other terms of the approval")]
    pub terms: Private<Option<Narrative>>,
    /// The day of the approval.
    #[field(label = "Approved on")]
    pub approved_on: Open<Option<Date>>,
    /// The day on which the approval ended.
    #[field(label = "Approval ended on")]
    pub ended: Open<Option<Date>>,
    /// Why it ended.
    #[field(label = "Why did it end?")]
    pub end_reason: Private<Option<sets::FosterEndReason>>,
    /// The supervising social worker.
    #[field(label = "Supervising social worker", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for FosterHousehold {
    fn events(&self) -> Events {
        events![foster_carer.approved => self.approved_on, foster_carer.approval_ended => self.ended]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(*self.approved_on, "ended", *self.ended, "the day of the approval");
        problems.join(must_follow(self.youngest.map(|age| age.0), "oldest", self.oldest.map(|age| age.0), "the youngest age"));
        problems
    }

    fn work(&self) -> Vec<Work> {
        open_until("foster_household", self.ended.is_some(), None, *self.worker)
    }

    fn headline(&self) -> String {
        self.name.reveal().0.clone()
    }
}
