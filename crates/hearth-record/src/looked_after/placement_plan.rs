use crate::prelude::*;

/// How one placement meets the child's needs, agreed with those who care for them there (Care Planning, Placement and Case
/// Review (England) Regulations 2010 reg 9 and Schedule 2).
#[derive(Record, Clone)]
#[record(
    kind = "placement_plan",
    title = "Placement plan",
    service = LookedAfter,
    file = Care,
    category = EpisodesOfBeingLookedAfter
)]
pub struct PlacementPlan {
    /// The placement for which it was made.
    pub placement: Open<RecordId>,
    /// The day on which it was prepared.
    pub prepared: Open<Date>,
    /// The day on which the carers signed it.
    pub signed: Open<Option<Date>>,
    /// Who signed it.
    #[field(of = ThirdParty)]
    pub signed_by: Private<Vec<Line>>,
    /// What the carers may decide by themselves, and what not (reg 9 and Schedule 2 paragraph 1).
    #[field(label = "Delegated authority")]
    pub delegated_authority: Private<Option<Narrative>>,
    /// How the child's days run: food, bed, school, faith, hobbies.
    pub routines: Private<Option<Narrative>>,
    /// How family time is arranged from this placement.
    #[field(of = ThirdParty)]
    pub family_time: Private<Option<Narrative>>,
    /// Who consents to which treatment.
    #[field(label = "Consents to medical treatment", category = Medical)]
    pub health_consents: Private<Option<Narrative>>,
}

impl Makes for PlacementPlan {
    fn events(&self) -> Events {
        events![placement_plan.prepared => self.prepared]
    }

    fn work(&self) -> Vec<Work> {
        awaits("placement_plan", self.signed.is_some(), None, None)
    }
}
