//! A visit stands in the table of its purpose; visits of other purposes stand in none.

use hearth_record::ids::RecordId;
use hearth_record::recording::Visit;

use super::Told;
use super::cells::Cells;

impl Told<'_> {
    pub(super) fn visit(&mut self, of: RecordId, visit: &Visit) {
        let attempted = *visit.attempted_only == Some(true);
        // Whoever found nobody in saw nobody.
        let seen = if attempted { Some(false) } else { *visit.child_seen };
        let alone = if attempted { Some(false) } else { *visit.seen_alone };
        let row = match visit.context.code() {
            "CIN" => Cells::of("ssd_cin_visits")
                .shown("cinv_cin_visit_id", Some(of))
                .text("cinv_person_id", self.id.clone())
                .day("cinv_cin_visit_date", Some(*visit.visited_on))
                .yes("cinv_cin_visit_seen", seen)
                .yes("cinv_cin_visit_seen_alone", alone)
                .yes("cinv_cin_visit_bedroom", *visit.bedroom_seen)
                .shown("cinv_cin_plan_id", *visit.plan),
            "CP" => Cells::of("ssd_cp_visits")
                .shown("cppv_cp_visit_id", Some(of))
                .text("cppv_person_id", self.id.clone())
                .shown("cppv_cp_plan_id", visit.plan.or_else(|| self.protection_plan_on(*visit.visited_on)))
                .day("cppv_cp_visit_date", Some(*visit.visited_on))
                .yes("cppv_cp_visit_seen", seen)
                .yes("cppv_cp_visit_seen_alone", alone)
                .yes("cppv_cp_visit_bedroom", *visit.bedroom_seen),
            "CLA" => Cells::of("ssd_cla_visits")
                .shown("clav_cla_visit_id", Some(of))
                .shown("clav_cla_id", self.period_on(*visit.visited_on))
                .text("clav_person_id", self.id.clone())
                .day("clav_cla_visit_date", Some(*visit.visited_on))
                .yes("clav_cla_visit_seen", seen)
                .yes("clav_cla_visit_seen_alone", alone),
            _ => return,
        };
        self.row(row);
    }
}
