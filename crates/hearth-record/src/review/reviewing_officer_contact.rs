use crate::prelude::*;

/// That the reviewing officer spoke with the child, or looked at how the plan goes, between reviews (Care Planning, Placement
/// and Case Review (England) Regulations 2010 reg 45).
#[derive(Record, Clone)]
#[record(
    kind = "reviewing_officer_contact",
    title = "Reviewing officer between reviews",
    service = Review,
    file = Care,
    category = EpisodesOfBeingLookedAfter,
    independent
)]
pub struct ReviewingOfficerContact {
    /// The day.
    #[field(label = "Date")]
    pub on: Open<Date>,
    /// How they were in touch.
    #[field(label = "How", hint = "Such as a visit, a call, or a look at the record")]
    pub manner: Private<Option<Line>>,
    /// Whether it was with the child.
    #[field(label = "Did you speak with the child?")]
    pub with_child: Open<Option<bool>>,
    /// What the child said, in the child's own words.
    #[field(label = "What the child said", hint = "In the child's own words")]
    pub voice: Private<Option<Narrative>>,
    /// How the decisions of the last review are coming along.
    #[field(label = "How the plan goes", of = ThirdParty)]
    pub progress: Private<Option<Narrative>>,
    /// The reviewing officer.
    #[field(label = "Reviewing officer", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for ReviewingOfficerContact {
    fn events(&self) -> Events {
        events![reviewing_officer.contacted => self.on]
    }

    fn headline(&self) -> String {
        if *self.with_child == Some(true) { "With the child".to_owned() } else { String::new() }
    }
}
