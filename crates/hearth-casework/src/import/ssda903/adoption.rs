//! `AD1` and `PlacedAdoption`: one path towards adoption, told twice.
//!
//! Both tables give the day of the decision that the child should be placed (`DATE_INT`, `DATE_PLACED`). Rows with the same
//! day are one case. What is said of the adopters stands where the adoption service hands it over, closed to all but that service.

use hearth_record::Fields;
use hearth_returns::Row;

use super::{Draft, Ssda903};
use crate::import::Fate;
use crate::import::building::Added;

impl<'r> Ssda903<'r> {
    pub(super) fn adoption(&mut self) {
        for row in self.rows("PlacedAdoption") {
            let mut draft = Draft::new("permanence_case", row, self.year);
            draft.date("decided", "DATE_PLACED");
            draft.date("reversed", "DATE_PLACED_CEASED");
            draft.text("reversed_reason", "REASON_PLACED_CEASED");
            if !draft.has("decided") {
                draft.fail("the decision has no day that can be read", "give the day as DD/MM/YYYY");
            }
            draft.finish(&mut self.building);
        }
        for row in self.rows("AD1") {
            self.adopted(row);
        }
    }

    fn adopted(&mut self, row: Row<'r>) {
        let mut draft = Draft::new("permanence_case", row, self.year);
        draft.date("decided", "DATE_INT");
        draft.date("matched", "DATE_MATCH");
        draft.flag("adopted_by_carer", "FOSTER_CARE");
        if !draft.has("decided") && !draft.has("matched") {
            draft.fail("neither the decision nor the match has a day that can be read", "give the days as DD/MM/YYYY");
        }
        let case = draft.get("decided").and_then(|day| self.building.find("permanence_case", "decided", day));
        match case {
            Some(case) if self.can_join(case, &draft) => {
                self.join(case, draft);
                let fate = if self.adopters(row) { Fate::Made } else { Fate::Carried };
                self.building.fate(&row, fate);
            }
            _ => {
                if draft.finish(&mut self.building).is_some() {
                    self.adopters(row);
                }
            }
        }
    }

    /// The case that `PlacedAdoption` made, with what `AD1` says laid over it.
    fn whole(&self, case: Added, draft: &Draft<'r>) -> Fields {
        let mut whole = self.building.record(case).fields.clone();
        for (name, value) in draft.fields().iter() {
            whole.set(name, Some(value.clone()));
        }
        whole
    }

    fn can_join(&self, case: Added, draft: &Draft<'r>) -> bool {
        (self.building.record(case).schema.check)(&self.whole(case, draft)).is_empty()
    }

    fn join(&mut self, case: Added, draft: Draft<'r>) {
        let whole = self.whole(case, &draft);
        draft.discard(&mut self.building);
        self.building.record_mut(case).fields = whole;
    }

    /// Makes the record of the adopters, where anything is said of them.
    fn adopters(&mut self, row: Row<'r>) -> bool {
        let mut draft = Draft::new("adopters_in_codes", row, self.year);
        draft.text("number", "NB_ADOPTR");
        draft.text("sex", "SEX_ADOPTR");
        draft.text("legal_status", "LS_ADOPTR");
        if draft.fields().is_empty() {
            draft.discard(&mut self.building);
            return false;
        }
        draft.finish_within(&mut self.building).is_some()
    }
}
