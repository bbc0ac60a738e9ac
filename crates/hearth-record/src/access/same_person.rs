use crate::prelude::*;

/// That this file and the files of another person are of one and the same. It stands in both; nothing moves, and to part
/// them again it is withdrawn in both.
#[derive(Record, Clone)]
#[record(kind = "same_person", title = "Same person", service = Access, category = Governance, given)]
pub struct SamePerson {
    /// The other person as whom this one is known.
    #[field(label = "Also known here as", find = Refers)]
    pub other: Private<PersonId>,
    /// When it was said.
    #[field(label = "Joined")]
    pub joined_at: Open<Timestamp>,
    /// Who said so.
    #[field(of = Staff)]
    pub joined_by: Open<Option<WorkerId>>,
    /// The second person who agreed.
    #[field(of = Staff)]
    pub agreed_by: Open<Option<WorkerId>>,
    /// From what it was concluded.
    #[field(label = "How do we know?", of = ThirdParty)]
    pub because: Private<Option<Narrative>>,
}

impl Makes for SamePerson {
    fn events(&self) -> Events {
        events![]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let alone = self.joined_by.is_some() && *self.joined_by == *self.agreed_by;
        problems.add_if(alone, "agreed_by", "must be somebody else than the one who said so");
        problems
    }
}
