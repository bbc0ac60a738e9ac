use crate::prelude::*;

/// That only those on a list may open the file, from a moment until it is lifted.
#[derive(Record, Clone)]
#[record(kind = "restriction", title = "Restriction", service = Access, category = Governance, given)]
pub struct Restriction {
    /// When it was set.
    #[field(label = "Restricted")]
    pub set_at: Open<Timestamp>,
    /// Who set it.
    #[field(of = Staff)]
    pub set_by: Open<Option<WorkerId>>,
    /// Why.
    #[field(label = "Why is the file restricted?", of = ThirdParty)]
    pub reason: Private<Narrative>,
    /// Who may open the file.
    #[field(label = "Who may open it", of = Staff)]
    pub allowed: Open<Vec<WorkerId>>,
    /// The day on which somebody asks whether it is still needed.
    #[field(label = "Review on")]
    pub review_on: Open<Option<Date>>,
    /// When it was lifted.
    #[field(label = "Lifted")]
    pub lifted_at: Open<Option<Timestamp>>,
    /// Who lifted it.
    #[field(of = Staff)]
    pub lifted_by: Open<Option<WorkerId>>,
    /// Why it was lifted.
    #[field(label = "Why was it lifted?", of = ThirdParty)]
    pub lifted_because: Private<Option<Narrative>>,
}

impl Makes for Restriction {
    fn events(&self) -> Events {
        events![restriction.set => self.set_at, restriction.lifted => self.lifted_at]
    }

    fn problems(&self) -> Problems {
        must_follow(Some(*self.set_at), "lifted_at", *self.lifted_at, "the moment it was set")
    }

    /// A row for each worker on the list. One that was lifted has none: nobody needs to be named any more.
    fn work(&self) -> Vec<Work> {
        if self.lifted_at.is_some() {
            return Vec::new();
        }
        self.allowed.iter().flat_map(|worker| open_until(clear::NAMED, false, None, Some(*worker))).collect()
    }

    fn flags(&self) -> Vec<Flag> {
        if self.lifted_at.is_none() { vec![Flag::Restricted] } else { Vec::new() }
    }
}
