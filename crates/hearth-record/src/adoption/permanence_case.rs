use crate::prelude::*;

/// The path of a looked-after child towards adoption or another permanent home, by its milestones (Adoption and Children Act
/// 2002; SSDA903 tables `AD1` and `PlacedAdoption`). It stands in the child's care file until an order is made; what is
/// known of the adopters stands in the adoption file.
#[derive(Record, Clone)]
#[record(kind = "permanence_case", title = "Permanence", service = Adoption, file = Care, category = Adoption)]
pub struct PermanenceCase {
    /// The day on which the agency's decision-maker decided that the child should be placed for adoption (Adoption Agencies
    /// Regulations 2005 reg 19).
    #[field(label = "Decided: should be placed for adoption")]
    pub decided: Open<Option<Date>>,
    /// The day of the decision to place the child with carers who are also approved to adopt (fostering for adoption, or
    /// concurrent planning).
    #[field(label = "Decided: fostering for adoption or concurrent planning")]
    pub early_placement_decided: Open<Option<Date>>,
    /// The day on which the child was placed with such carers.
    #[field(label = "Placed: fostering for adoption or concurrent planning")]
    pub early_placed: Open<Option<Date>>,
    /// The day of the placement order (2002 Act s.21).
    #[field(label = "Placement order made")]
    pub placement_order: Open<Option<Date>>,
    /// The day on which the child was matched with adopters (reg 33).
    #[field(label = "Matched with adopters")]
    pub matched: Open<Option<Date>>,
    /// The day on which the child was placed for adoption with them.
    #[field(label = "Placed for adoption")]
    pub placed: Open<Option<Date>>,
    /// The day on which the adopters applied to the court, which they may once the child has lived with them for ten weeks
    /// (2002 Act s.42).
    #[field(label = "Applied to adopt on")]
    pub applied: Open<Option<Date>>,
    /// Whether those who adopt were the child's foster carers.
    #[field(label = "Adopted by their foster carers?")]
    pub adopted_by_carer: Open<Option<bool>>,
    /// The day on which the child came to those foster carers.
    #[field(label = "Placed with those foster carers on")]
    pub placed_with_carer: Open<Option<Date>>,
    /// The day of the decision that the child should no longer be placed for adoption.
    #[field(label = "Decision reversed")]
    pub reversed: Open<Option<Date>>,
    /// Why that was decided, by the SSDA903 codes.
    #[field(label = "Why was the decision reversed?")]
    pub reversed_reason: Open<Option<sets::ReasonNoLongerPlaced>>,
    /// Whether the child is one of siblings who need a home.
    #[field(label = "One of siblings?")]
    pub sibling_group: Open<Option<bool>>,
    /// With how many siblings the child is, or is to be, placed.
    #[field(label = "Siblings placed together")]
    pub siblings_together: Private<Option<Whole<0, 20>>>,
    /// From how many siblings the child is, or is to be, placed apart.
    #[field(label = "Siblings placed apart")]
    pub siblings_apart: Private<Option<Whole<0, 20>>>,
    /// The Ofsted number of the agency that found the adopters.
    #[field(label = "Ofsted number of the agency (URN)")]
    pub agency_urn: Private<Option<Urn>>,
    /// The day of the order that made the home permanent.
    #[field(label = "Order made")]
    pub order_made: Open<Option<Date>>,
    /// Which order that was.
    pub order_type: Open<Option<sets::PermanenceOrderType>>,
    /// The adoption worker.
    #[field(label = "Adoption worker", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl PermanenceCase {
    /// How far the case has come, while it is on its way.
    fn stage(&self) -> Option<&'static str> {
        if self.order_made.is_some() || self.reversed.is_some() {
            None
        } else if self.placed.is_some() {
            Some("placed")
        } else if self.matched.is_some() {
            Some("matched")
        } else if self.decided.is_some() {
            Some("decided")
        } else {
            Some("considered")
        }
    }
}

impl Makes for PermanenceCase {
    fn events(&self) -> Events {
        let adopted = self.order_type.is_none_or(|order| order.code() == "ADOPTION");
        let (adoption, other) = if adopted { (*self.order_made, None) } else { (None, *self.order_made) };
        events![
            adoption.decided => self.decided,
            placement_order.made => self.placement_order,
            adoption.matched => self.matched,
            adoption.placed => self.placed,
            adoption.applied => self.applied,
            adoption.decision_reversed => self.reversed,
            adoption.order_made => adoption,
            permanence.order_made => other,
        ]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.decided, "reversed", *self.reversed, "the decision that it reverses")
    }

    /// The order in which these things are done (SSDA903 rules 151 and 551 to 561). A day that was typed wrongly is the usual
    /// cause, so a person looks at it.
    fn doubts(&self) -> Problems {
        let mut doubts = Problems::none();
        let decision = "the decision that the child should be placed for adoption";
        doubts.join(must_follow(*self.decided, "placement_order", *self.placement_order, decision));
        doubts.join(must_follow(*self.decided, "matched", *self.matched, decision));
        doubts.join(must_follow(*self.matched, "placed", *self.placed, "the match"));
        doubts.join(must_follow(*self.placed, "order_made", *self.order_made, "the placement for adoption"));
        doubts
    }

    fn work(&self) -> Vec<Work> {
        let worker = *self.worker;
        let row =
            |stage: &'static str| Work { kind: "permanence_case", state: stage.into(), due: None, team: None, worker };
        self.stage().map(row).into_iter().collect()
    }

    fn headline(&self) -> String {
        self.order_type.map(|order| order.words().to_owned()).unwrap_or_default()
    }
}
