use crate::prelude::*;

/// That a hold covers this file although nothing in it says so: somebody put it there by hand.
#[derive(Record, Clone)]
#[record(kind = "held_by_hand", title = "Put under a hold by hand", service = Retention, category = Governance, given)]
pub struct HeldByHand {
    /// The hold, by its id in the register of holds.
    #[field(label = "Hold, in the register")]
    pub hold: Open<Line<40>>,
    /// Its name, as it was then.
    #[field(label = "Hold")]
    pub name: Private<Line>,
    /// The day from which it is held.
    #[field(label = "Held since")]
    pub since: Open<Date>,
    /// Why this file.
    #[field(label = "Why")]
    pub because: Private<Narrative>,
}

impl Makes for HeldByHand {
    fn events(&self) -> Events {
        events![hold.placed => self.since]
    }

    fn headline(&self) -> String {
        self.name.reveal().0.clone()
    }
}
