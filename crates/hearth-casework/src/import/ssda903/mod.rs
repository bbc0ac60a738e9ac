//! SSDA903 into records.
//!
//! The return gives a year of a child's life in care as twelve tables. Episodes become a period of care with its legal
//! statuses and placements ([`episodes`]); every other table is one kind of record. What OC2 says of the year without a
//! date is kept as that year's outcomes and makes no events.

use hearth_returns::{Child, Row};

use super::building::Building;
use super::draft::Draft;
use super::person::{Identifiers, identifier, local_id, pupil_number};
use super::{HeldRecord, ImportedChild};

mod adoption;
mod episodes;
mod outcomes;

/// One child of the return.
struct Ssda903<'r> {
    child: Child<'r>,
    year: u16,
    building: Building,
}

/// What one child's rows of the return come to, beside what is held.
pub(super) fn child(child: Child<'_>, year: u16, held: &[HeldRecord]) -> ImportedChild {
    let mut of = Ssda903 { child, year, building: Building::of(child.id()) };
    of.person();
    of.asylum();
    of.episodes(held);
    of.reviews();
    of.missing();
    of.workers();
    of.liberty();
    of.previous_permanence();
    of.outcomes();
    of.care_leaver();
    of.adoption();
    of.building.done()
}

impl<'r> Ssda903<'r> {
    fn rows(&mut self, table: &str) -> Vec<Row<'r>> {
        self.building.distinct(self.child.rows(table))
    }

    fn person(&mut self) {
        let mut rows = self.rows("Header").into_iter();
        let Some(row) = rows.next() else { return self.person_without_header() };
        let mut draft = Draft::new("person", row, self.year);
        local_id(&mut draft, &mut self.building, row, "CHILD");
        let belied = pupil_number(&mut draft, row, "UPN", None);
        draft.date("born", "DOB");
        draft.text("sex", "SEX");
        draft.text("ethnicity", "ETHNIC");
        let added = draft.finish(&mut self.building);
        for other in rows {
            self.building.reject(other.reject(
                "the child has another row of Header with other values; the first counts",
                "keep one row of Header a child",
            ));
        }
        if added.is_some() {
            identifier(&mut self.building, row, self.year, "UPN", belied, Identifiers::Pupil);
            self.first_child(row);
        }
    }

    /// A child who stands in other tables only: what those say of them.
    fn person_without_header(&mut self) {
        let dated = self.child.all_rows().find(|row| row.table().spec().find("DOB").is_some());
        let Some(row) = dated.or_else(|| self.child.all_rows().next()) else { return };
        let mut draft = Draft::new("person", row, self.year);
        local_id(&mut draft, &mut self.building, row, "CHILD");
        if row.table().spec().find("DOB").is_some() {
            draft.date("born", "DOB");
        }
        draft.finish_within(&mut self.building);
    }

    /// A looked-after mother's first child (`MOTHER`, `MC_DOB`).
    fn first_child(&mut self, row: Row<'r>) {
        if row.flag("MOTHER").ok().flatten() != Some(true) && row.text("MC_DOB").is_none() {
            return;
        }
        let mut draft = Draft::new("relationship", row, self.year);
        draft.text_of("relationship_type", "MOTHER", "CHILD");
        draft.date("other_born", "MC_DOB");
        draft.finish_within(&mut self.building);
    }

    fn asylum(&mut self) {
        for row in self.rows("UASC") {
            let mut draft = Draft::new("immigration_status", row, self.year);
            draft.text_of("status", "DUC", "UASC");
            draft.date("ended", "DUC");
            draft.finish(&mut self.building);
        }
    }

    fn reviews(&mut self) {
        for row in self.rows("Reviews") {
            let mut draft = Draft::new("care_review", row, self.year);
            draft.date("held", "REVIEW");
            draft.text("participation", "REVIEW_CODE");
            if !draft.has("held") {
                draft.fail("the review has no date that can be read", "give the day of the review as DD/MM/YYYY");
            }
            draft.finish(&mut self.building);
        }
    }

    fn missing(&mut self) {
        for row in self.rows("Missing") {
            let mut draft = Draft::new("missing_episode", row, self.year);
            draft.text("missing_type", "MISSING");
            draft.date("started", "MIS_START");
            draft.date("ended", "MIS_END");
            draft.finish(&mut self.building);
        }
    }

    fn workers(&mut self) {
        for row in self.rows("SWEpisodes") {
            let mut draft = Draft::new("involvement", row, self.year);
            draft.text_of("role", "SW_ID", "CW");
            draft.text("registration", "SW_ID");
            draft.date("started", "SW_DECOM");
            draft.date("ended", "SW_DEC");
            draft.text("change_reason", "SW_REASON");
            draft.finish(&mut self.building);
        }
    }

    fn liberty(&mut self) {
        for row in self.rows("DoLo") {
            let mut draft = Draft::new("deprivation_of_liberty_order", row, self.year);
            draft.date("started", "DOLO_START");
            draft.date("ended", "DOLO_END");
            draft.finish(&mut self.building);
        }
    }

    fn previous_permanence(&mut self) {
        for row in self.rows("PrevPerm") {
            let mut draft = Draft::new("previous_permanence", row, self.year);
            draft.text("option", "PREV_PERM");
            draft.text("order_date", "DATE_PERM");
            draft.text("arranging_authority", "LA_PERM");
            draft.finish(&mut self.building);
        }
    }
}
