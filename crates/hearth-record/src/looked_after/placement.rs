use crate::prelude::*;

/// Where a looked-after child lives, from a date (Children Act 1989 s.22C).
#[derive(Record, Clone)]
#[record(kind = "placement", title = "Placement", service = LookedAfter, file = Care, category = EpisodesOfBeingLookedAfter)]
pub struct Placement {
    /// The day that the placement began. Where placements follow each other, the day that the last one ended.
    pub started: Open<Date>,
    /// The day that the placement ended.
    pub ended: Open<Option<Date>>,
    /// The type, by the SSDA903 codes.
    #[field(label = "Type of placement")]
    pub placement_type: Open<sets::PlacementType>,
    /// Who provides it.
    pub provider: Open<Option<sets::PlacementProvider>>,
    /// The provider's Ofsted number.
    #[field(label = "Ofsted number (URN)")]
    pub urn: Private<Option<Urn>>,
    /// Where it is.
    #[field(find = Postcode)]
    pub postcode: Private<Option<Postcode>>,
    /// Who cares for the child there.
    #[field(of = ThirdParty, find = Refers)]
    pub carers: Private<Vec<PersonId>>,
    /// Why the placement ended, by the SSDA903 codes.
    #[field(label = "Reason for the change of placement")]
    pub change_reason: Open<Option<sets::ReasonPlacementChange>>,
    /// Why this placement was chosen for this child.
    #[field(label = "Why this placement?", of = ThirdParty)]
    pub why_this_placement: Private<Option<Narrative>>,
}

impl Makes for Placement {
    fn events(&self) -> Events {
        events![placement.started => self.started, placement.ended => self.ended]
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn headline(&self) -> String {
        self.placement_type.meaning().to_owned()
    }
}
