//! Lists 5 to 7: section 47 enquiries, children in need, protection plans.

use hearth_record::assessment::Assessment;
use hearth_record::care_leaver::CareLeaver;
use hearth_record::child_in_need::CinPlan;
use hearth_record::front_door::SocialCareEpisode;
use hearth_record::ids::RecordId;
use hearth_record::looked_after::PeriodOfCare;
use hearth_record::protection::{Conference, CpPlan, S47Enquiry};
use hearth_record::recording::Visit;
use jiff::civil::Date;

use super::answers::{ABUSE, CLOSURE, NEED, answer, yes, yes_or_unknown};
use super::child::{Told, said};
use super::front_door::in_the_year_before;
use crate::window::Window;

impl Told<'_> {
    pub(super) fn enquiries(&mut self) {
        let window = self.window(5);
        let all: Vec<(RecordId, S47Enquiry)> = self.records.each().collect();
        let conferences: Vec<Conference> =
            self.records.all::<Conference>().filter(|of| of.conference_kind.code() != "REVIEW").collect();
        for (of, enquiry) in all.iter().filter(|(_, of)| window.touches(Some(*of.started), *of.ended)) {
            let on = *enquiry.started;
            let conference = conferences.iter().find(|conference| *conference.s47_enquiry == Some(*of));
            let held = window.seen(conference.and_then(|conference| *conference.held_on));
            let unnecessary = match (*enquiry.conference_required, conference, *enquiry.no_further_action) {
                (Some(required), ..) => Some(!required),
                (None, Some(_), _) => Some(false),
                (None, None, Some(true)) => Some(true),
                _ => None,
            };
            let plan = held.and(conference).and_then(|conference| *conference.plan_made);
            let earlier = in_the_year_before(on, all.iter().map(|(_, other)| *other.started));
            let met = in_the_year_before(on, conferences.iter().filter_map(|of| *of.held_on));
            let mut cells = vec![
                ("Strategy discussion initiating Section 47 Enquiry Start Date", on.into()),
                ("Was an Initial Child Protection Conference deemed unnecessary?", said(unnecessary)),
                ("Date of Initial Child Protection Conference", held.into()),
                ("Did the Initial Child Protection Conference Result in a Child Protection Plan", said(plan)),
                ("Number of Section 47 Enquiries in the last 12 months", earlier.into()),
                ("Number of ICPCs in the last 12 months", met.into()),
            ];
            cells.extend(self.staff(*enquiry.team, *enquiry.worker, on));
            self.row(5, cells);
        }
    }

    pub(super) fn in_need(&mut self) {
        let window = self.window(6);
        let open = self.records.all::<SocialCareEpisode>().filter(|episode| {
            window.touches(Some(*episode.received_on), *episode.closed_on) && *episode.no_further_action != Some(true)
        });
        let Some(episode) = open.max_by_key(|episode| *episode.received_on) else { return };
        let closed = window.seen(*episode.closed_on);
        let time = Window { from: *episode.received_on, day: closed.unwrap_or(self.day) };
        if !self.served(time) || self.is_leaver() {
            return;
        }
        let need = episode.primary_need.reveal().map(|need| answer(NEED, need.code(), need.meaning()));
        let why = closed.and(*episode.closure_reason).map(|why| answer(CLOSURE, why.code(), why.meaning()));
        let mut cells = vec![
            ("CIN Start Date", (*episode.received_on).into()),
            ("Primary Need Code", need.into()),
            ("Date Child Was Last Seen", self.last_seen(time).into()),
            ("CIN Closure Date", closed.into()),
            ("Reason for Closure", why.into()),
            ("Case Status", self.status(closed).into()),
        ];
        cells.extend(self.staff(None, None, time.day));
        self.row(6, cells);
    }

    /// Whether more than a referral happened in a time of need.
    fn served(&self, time: Window) -> bool {
        self.records.all::<Assessment>().any(|of| time.touches(Some(*of.started), *of.authorised_on))
            || self.records.all::<S47Enquiry>().any(|of| time.touches(Some(*of.started), *of.ended))
            || self.records.all::<CinPlan>().any(|of| time.touches(Some(*of.started), *of.ended))
            || self.records.all::<CpPlan>().any(|of| time.touches(Some(*of.started), *of.ended))
            || self.records.all::<PeriodOfCare>().any(|of| time.touches(Some(*of.started), *of.ended))
    }

    /// Whether the young person is a care leaver and no child in need besides.
    fn is_leaver(&self) -> bool {
        let now = Window { from: self.day, day: self.day };
        let leaver = self.records.all::<CareLeaver>().any(|of| now.open(*of.started, *of.ended));
        let in_need = self.records.all::<CinPlan>().any(|of| now.open(Some(*of.started), *of.ended))
            || self.records.all::<CpPlan>().any(|of| now.open(Some(*of.started), *of.ended));
        leaver && !in_need && !self.in_care()
    }

    fn last_seen(&self, time: Window) -> Option<Date> {
        let visits =
            self.records.all::<Visit>().filter(|visit| *visit.child_seen == Some(true)).map(|visit| *visit.visited_on);
        let assessed = self.records.all::<Assessment>().flat_map(|of| of.seen_on.0);
        visits.chain(assessed).filter(|on| time.has(*on)).max()
    }

    /// How the case stands on the day, the strongest first; blank where none of the published answers is true.
    fn status(&self, closed: Option<Date>) -> &'static str {
        let now = Window { from: self.day, day: self.day };
        match () {
            () if closed.is_some() => "e) Closed episode",
            () if self.in_care() => "a) Looked after child",
            () if self.records.all::<CpPlan>().any(|of| now.open(Some(*of.started), *of.ended)) => {
                "b) Child Protection plan"
            }
            () if self.records.all::<CinPlan>().any(|of| now.open(Some(*of.started), *of.ended)) => {
                "c) Child in need plan"
            }
            () if self.records.all::<Assessment>().any(|of| now.open(Some(*of.started), *of.authorised_on)) => {
                "d) Open assessment"
            }
            () => "",
        }
    }

    pub(super) fn protection(&mut self) {
        let window = self.window(7);
        let all: Vec<(RecordId, CpPlan)> = self.records.each().collect();
        let ours = all.iter().filter(|(_, plan)| {
            window.touches(Some(*plan.started), *plan.ended) && *plan.other_authority != Some(true)
        });
        let Some((of, plan)) = ours.max_by_key(|(_, plan)| *plan.started) else { return };
        let ended = window.seen(*plan.ended);
        let time = Window { from: *plan.started, day: ended.unwrap_or(self.day) };
        let visits = self.records.all::<Visit>().filter(|visit| {
            visit.context.code() == "CP" && *visit.attempted_only != Some(true) && time.has(*visit.visited_on)
        });
        let visit = visits.max_by_key(|visit| (*visit.visited_on, *visit.seen_alone));
        let reviews = self
            .records
            .all::<Conference>()
            .filter(|held| held.conference_kind.code() == "REVIEW" && held.cp_plan.is_none_or(|plan| plan == *of));
        let reviewed = reviews.filter_map(|held| *held.held_on).filter(|on| time.has(*on)).max();
        let guarded = self.legal_statuses().iter().any(|status| {
            matches!(status.status.code(), "L1" | "L2") && window.touches(Some(*status.started), *status.ended)
        });
        let earlier = all.iter().filter(|(_, other)| *other.started < *plan.started).count();
        let counted = u32::try_from(earlier).unwrap_or(u32::MAX);
        let given = plan.previous_plans.reveal().as_ref().and_then(|given| u32::try_from(given.0).ok());
        let initial = *plan.initial_category.reveal();
        let latest = plan.latest_category.reveal().unwrap_or(initial);
        let mut cells = vec![
            ("Child Protection Plan Start Date", (*plan.started).into()),
            ("Initial Category of Abuse", answer(ABUSE, initial.code(), initial.meaning()).into()),
            ("Latest Category of Abuse", answer(ABUSE, latest.code(), latest.meaning()).into()),
            ("Date of the Last Statutory Visit", visit.as_ref().map(|visit| *visit.visited_on).into()),
            ("Was the Child Seen Alone?", visit.map(|visit| yes_or_unknown(*visit.seen_alone)).into()),
            ("Date of latest review conference", reviewed.into()),
            ("Child Protection Plan End Date", ended.into()),
            (
                "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
                yes(guarded).into(),
            ),
            // Plans that other councils made are known to whoever wrote their number down.
            ("Number of Previous Child Protection Plans", given.unwrap_or(0).max(counted).into()),
        ];
        cells.extend(self.staff(*plan.team, *plan.worker, time.day));
        self.row(7, cells);
    }
}
