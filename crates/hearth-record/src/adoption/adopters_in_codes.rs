use crate::prelude::*;

/// What the statutory returns ask about those who adopted the child, as the adoption service handed it over: three codes (SSDA903
/// table `AD1`; dataset `ssd_permanence`). It stands in the care file, in which the child is who they were before, and names nobody and no
/// record of the adoption file.
#[derive(Record, Clone)]
#[record(
    kind = "adopters_in_codes",
    title = "Adopters, in codes",
    service = Adoption,
    file = Care,
    category = Adopters,
    given
)]
pub struct AdoptersInCodes {
    /// How many people adopted the child.
    #[field(label = "How many adopters?", of = ThirdParty)]
    pub number: Private<Option<sets::NumberOfAdopters>>,
    /// Their sex.
    #[field(label = "Sex of the adopters", of = ThirdParty)]
    pub sex: Private<Option<sets::SexOfAdopters>>,
    /// Their status in law as a couple or a single person.
    #[field(label = "Legal status of the adopters", of = ThirdParty)]
    pub legal_status: Private<Option<sets::LegalStatusOfAdopters>>,
}

impl AdoptersInCodes {
    /// Whether nothing is left to hand over.
    pub fn is_whole(&self) -> bool {
        self.number.reveal().is_some() && self.sex.reveal().is_some() && self.legal_status.reveal().is_some()
    }
}

/// The sexes that go with a legal status (SSDA903 rules 514, 517 to 520 and 524).
fn sexes_of(legal_status: &str) -> &'static [&'static str] {
    match legal_status {
        "L0" => &["M1", "F1"],
        "L11" | "L3" => &["MF"],
        "L12" | "L4" => &["MM", "FF"],
        _ => &["MM", "FF", "MF"],
    }
}

impl Makes for AdoptersInCodes {
    /// That there are adopters is told by the adoption order.
    fn events(&self) -> Events {
        events![]
    }

    /// Whoever hands the codes over says all three, and they agree (SSDA903 rule 511 and those of [`sexes_of`]). What came with a return or
    /// a dataset of another system stands as it came.
    fn lacks(&self) -> Problems {
        let code = |said: Option<&'static str>| said.unwrap_or_default();
        let number = code(self.number.reveal().map(sets::NumberOfAdopters::code));
        let sex = code(self.sex.reveal().map(sets::SexOfAdopters::code));
        let legal = code(self.legal_status.reveal().map(sets::LegalStatusOfAdopters::code));
        let mut problems = Problems::none();
        for (field, said) in [("number", number), ("sex", sex), ("legal_status", legal)] {
            if said.is_empty() {
                problems.join(Problems::at(field, "is needed: the return asks for it"));
            }
        }
        if !problems.is_empty() {
            return problems;
        }
        if (number == "2") != matches!(sex, "MM" | "FF" | "MF") {
            problems.join(Problems::at("sex", "does not fit the number of adopters"));
        }
        if !sexes_of(legal).contains(&sex) {
            problems.join(Problems::at("legal_status", "does not fit the sex of the adopters"));
        }
        problems
    }
}
