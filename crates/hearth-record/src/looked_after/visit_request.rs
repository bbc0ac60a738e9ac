use crate::prelude::*;

/// That the child, a carer or Ofsted reasonably asked for a visit to a looked-after child (Care Planning, Placement and Case
/// Review (England) Regulations 2010 reg 28(7)).
#[derive(Record, Clone)]
#[record(
    kind = "visit_request",
    title = "Visit asked for",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct VisitRequest {
    /// The day on which it was asked for.
    #[field(label = "Asked on")]
    pub asked_on: Open<Date>,
    /// Who asked.
    #[field(label = "Who asked?", of = ThirdParty)]
    pub asked_by: Private<Option<Line>>,
    /// Why.
    #[field(of = ThirdParty)]
    pub reason: Private<Option<Narrative>>,
}

impl Makes for VisitRequest {
    fn events(&self) -> Events {
        events![visit.requested => self.asked_on]
    }
}
