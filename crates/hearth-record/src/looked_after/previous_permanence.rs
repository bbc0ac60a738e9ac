use crate::prelude::*;

/// Whether a child who starts to be looked after had left care before for a permanent home (SSDA903 table `PrevPerm`, R14).
#[derive(Record, Clone)]
#[record(
    kind = "previous_permanence",
    title = "Previous permanence",
    service = LookedAfter,
    file = Care,
    category = Adoption
)]
pub struct PreviousPermanence {
    /// What sort of permanent home it was.
    #[field(label = "Previous permanence option")]
    pub option: Open<sets::PreviousPermanence>,
    /// The date of the order, as far as it is known.
    #[field(label = "Date of the order", hint = "Leave a part empty where it is not known")]
    pub order_date: Open<Option<PartialDate>>,
    /// The authority that arranged it: its number, the letters of a country, or 999 where it is not known.
    #[field(label = "Authority that arranged it")]
    pub arranging_authority: Private<Option<Line<40>>>,
}

impl Makes for PreviousPermanence {
    fn events(&self) -> Events {
        Events::default()
    }

    fn headline(&self) -> String {
        self.option.words().to_owned()
    }
}
