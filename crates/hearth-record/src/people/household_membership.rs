use crate::prelude::*;

/// That the person belongs to a household, a family group or a family in proceedings.
#[derive(Record, Clone)]
#[record(kind = "household_membership", title = "Household", service = People, category = FamilyCircumstances)]
pub struct HouseholdMembership {
    /// The identifier that the members share.
    #[field(label = "Family identifier", find = Identifier)]
    pub family_id: Private<Line<48>>,
    /// What sort of group it is.
    #[field(label = "Type of group")]
    pub household_kind: Open<Option<sets::HouseholdKind>>,
    /// Who else belongs to it, as far as they are known here.
    #[field(label = "With whom", of = ThirdParty, find = Refers)]
    pub members: Private<Vec<PersonId>>,
    /// The day on which the person joined, where that is known.
    #[field(label = "Joined")]
    pub started: Open<Option<Date>>,
    /// The day on which the person left.
    #[field(label = "Left")]
    pub ended: Open<Option<Date>>,
}

impl Makes for HouseholdMembership {
    fn events(&self) -> Events {
        events![household.joined => self.started, household.left => self.ended]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day of joining")
    }

    fn headline(&self) -> String {
        self.household_kind.map_or("", sets::HouseholdKind::words).to_owned()
    }
}
