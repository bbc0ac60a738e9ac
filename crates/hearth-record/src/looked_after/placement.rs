use crate::prelude::*;

/// Where a looked-after child lives, from a date (Children Act 1989 s.22C).
///
/// A temporary placement (T0 to T4) is written over the usual one, which goes on: when the temporary one ends, the child is
/// back where they were (R17). The distance from home and the authority of the placement follow from the postcodes, and
/// whether a placement is temporary from its type; none of them is typed.
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
    /// Who provides it. The return asks for none where the placement is temporary.
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
    /// The foster household, by its name. What else is known of it stands in the carers' own file.
    #[field(label = "Foster household", of = ThirdParty)]
    pub household: Private<Option<Line>>,
    /// Whether the child stayed with the carers they had, so that only the placement changed. Where this is not said, the
    /// carers of the two placements are compared.
    #[field(label = "Did the child stay with the same carers?")]
    pub same_carer: Open<Option<bool>>,
    /// Whether the child is meant to stay until they are 18.
    #[field(label = "Meant to last until the child is 18?")]
    pub intended_to_18: Open<Option<bool>>,
    /// The placement to which the child goes back from a temporary one.
    #[field(label = "Goes back to")]
    pub returns_to: Open<Option<RecordId>>,
    /// Why the placement ended, by the SSDA903 codes.
    #[field(label = "Reason for the change of placement")]
    pub change_reason: Open<Option<sets::ReasonPlacementChange>>,
    /// Why this placement was chosen for this child.
    #[field(label = "Why this placement?", of = ThirdParty)]
    pub why_this_placement: Private<Option<Narrative>>,
}

impl Placement {
    /// Whether the type is one of those from which the child goes back (T0 to T4).
    pub fn is_temporary(&self) -> bool {
        self.placement_type.is_temporary()
    }
}

impl sets::PlacementType {
    /// Whether it is one of those from which the child goes back (T0 to T4).
    pub fn is_temporary(self) -> bool {
        self.code().starts_with('T')
    }
}

impl Makes for Placement {
    /// A temporary move is no new placement: it starts no visits and asks for no plan, and its time is limited by its type.
    fn events(&self) -> Events {
        match self.placement_type.code() {
            "T1" => events![hospital_stay.started => self.started, hospital_stay.ended => self.ended],
            "T3" => events![carer_holiday.started => self.started, carer_holiday.ended => self.ended],
            "T4" => events![short_move.started => self.started, short_move.ended => self.ended],
            _ if self.is_temporary() => events![temporary_move.started => self.started, temporary_move.ended => self.ended],
            _ => events![placement.started => self.started, placement.ended => self.ended],
        }
    }

    fn problems(&self) -> Problems {
        ends_before_it_starts(*self.started, *self.ended)
    }

    fn headline(&self) -> String {
        self.placement_type.words().to_owned()
    }
}
