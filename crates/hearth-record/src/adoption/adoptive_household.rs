use crate::prelude::*;

/// Those who adopt, or wish to: what the SSDA903 asks of them, and how their approval went (Adoption Agencies Regulations 2005
/// Part 4). It stands in the adoption case record (reg 12), behind the wall, never in the care file.
#[derive(Record, Clone)]
#[record(kind = "adoptive_household", title = "Adopters", service = Adoption, file = Adoption, category = Adoption)]
pub struct AdoptiveHousehold {
    /// Who they are.
    #[field(of = ThirdParty, find = Refers)]
    pub adopters: Private<Vec<PersonId>>,
    /// How many they are.
    #[field(label = "Number of adopters", of = ThirdParty)]
    pub number: Private<Option<sets::NumberOfAdopters>>,
    /// Their sex, by the SSDA903 codes.
    #[field(label = "Sex of the adopters", of = ThirdParty)]
    pub sex: Private<Option<sets::SexOfAdopters>>,
    /// Their status in law as a couple or a single person, by the SSDA903 codes.
    #[field(label = "Legal status of the adopters", of = ThirdParty)]
    pub legal_status: Private<Option<sets::LegalStatusOfAdopters>>,
    /// The day on which the agency accepted their interest: stage 1 is to be decided within two months.
    #[field(label = "Interest registered on")]
    pub registered: Open<Option<Date>>,
    /// The day on which the first stage of the assessment began (reg 21 onwards).
    #[field(label = "Stage 1 began")]
    pub stage1_started: Open<Option<Date>>,
    /// The day on which the agency decided whether they go on to stage 2.
    #[field(label = "Stage 1 decided")]
    pub stage1_decided: Open<Option<Date>>,
    /// The day on which they gave notice to go on, and stage 2 began: it is to be decided within four months.
    #[field(label = "Stage 2 began")]
    pub stage2_started: Open<Option<Date>>,
    /// The day on which the adoption panel considered them.
    #[field(label = "Adoption panel")]
    pub panel: Open<Option<Date>>,
    /// The day on which a refusal was proposed. They have 40 working days to answer.
    #[field(label = "Refusal proposed on")]
    pub refusal_proposed: Open<Option<Date>>,
    /// The day on which they made representations or went to the independent review.
    #[field(label = "Representations made on")]
    pub represented: Open<Option<Date>>,
    /// The day on which the agency's decision-maker decided (reg 30B).
    #[field(label = "Decided on")]
    pub decided: Open<Option<Date>>,
    /// How the approval stands.
    pub approval: Open<Option<sets::AdopterApproval>>,
}

impl Makes for AdoptiveHousehold {
    fn events(&self) -> Events {
        events![
            adopters.registered => self.registered,
            adopters.stage1_started => self.stage1_started,
            adopters.stage1_decided => self.stage1_decided,
            adopters.stage2_started => self.stage2_started,
            adopters.refusal_proposed => self.refusal_proposed,
            adopters.represented => self.represented,
            adopters.decided => self.decided,
        ]
    }

    fn headline(&self) -> String {
        self.approval.map(|approval| approval.words().to_owned()).unwrap_or_default()
    }
}
