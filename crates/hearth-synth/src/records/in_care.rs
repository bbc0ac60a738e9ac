//! Being looked after, and what follows.

use hearth_record::ids::RecordId;
use jiff::civil::Date;

use super::draft::Draft;
use super::scribe::Scribe;
use super::words;
use crate::story::{CareLeaver, Missing, PeriodOfCare, Placement, Story};

impl Scribe<'_> {
    /// Periods of care and the time after them.
    pub(crate) fn care(&mut self, story: &Story) {
        for period in &story.periods {
            self.period(period);
        }
        if let Some(leaver) = &story.leaver {
            self.leaver(leaver);
        }
    }

    fn period(&mut self, period: &PeriodOfCare) {
        let ended = period.ended.map(|(on, _)| on);
        let draft = Draft::of("period_of_care")
            .date("started", period.entered)
            .code("category_of_need", period.need)
            .put("home_postcode", period.home_postcode.as_deref())
            .later(ended, |draft| {
                draft.date("ended", ended).code("end_reason", period.ended.map(|(_, reason)| reason))
            });
        self.write(period.entered, draft);
        for legal in &period.legal {
            let draft = Draft::of("legal_status")
                .code("status", legal.code)
                .date("started", legal.from)
                .later(legal.to, |draft| draft.date("ended", legal.to));
            self.write(legal.from, draft);
        }
        self.placements(period);
        if period.entered >= jiff::civil::date(2016, 4, 1) {
            let year = (period.entered.year() - 2).max(self.person.birth.day().year());
            let order = (period.previous_permanence != "Z1").then(|| format!("{year:04}-zz-zz"));
            let draft =
                Draft::of("previous_permanence").code("option", period.previous_permanence).put("order_date", order);
            self.write(period.entered, draft);
        }
        self.life(period);
        if let Some(case) = &period.adoption {
            let last =
                [case.decided, case.placement_order, case.matched, case.placed, case.order].into_iter().flatten().max();
            let draft = Draft::of("permanence_case")
                .date("decided", case.decided)
                .date("placement_order", case.placement_order)
                .date("matched", case.matched)
                .date("placed", case.placed)
                .date("order_made", case.order)
                // As the return of these stories says it: nobody adopts whom they fostered.
                .put("adopted_by_carer", case.order.map(|_| false))
                .code("order_type", case.order.map(|_| "ADOPTION"));
            self.write(last.unwrap_or(period.entered), draft);
        }
    }

    /// Placements: a usual one goes on under a temporary one.
    fn placements(&mut self, period: &PeriodOfCare) {
        let mut places = period.placements.iter().enumerate();
        while let Some((number, place)) = places.next() {
            let mut usual = place.clone();
            let mut away = None;
            if let Some(temporary) = period.placements.get(number + 1).filter(|next| next.temporary()) {
                // INVARIANT: the child returns from a temporary placement to the one before it.
                if let Some(back) = period.placements.get(number + 2) {
                    usual.to = back.to;
                    usual.change_reason = back.change_reason;
                    away = Some(temporary);
                    places.next();
                    places.next();
                }
            }
            let moved = number > 0;
            let id = self.placement(&usual, None, moved.then_some(false));
            if let Some(temporary) = away {
                self.placement(temporary, Some(id), Some(false));
            }
            self.notices(&usual, id);
            if let Some(planned) = usual.planned {
                let signed = ["The child's worker", "The carer", "A parent"].map(str::to_owned).to_vec();
                let draft = Draft::of("placement_plan")
                    .id("placement", id)
                    .date("prepared", planned)
                    .date("signed", planned)
                    .put("signed_by", Some(signed));
                self.write(planned, draft);
            }
        }
    }

    /// That a placement began, and that it ended, told to everybody who must know it.
    fn notices(&mut self, place: &Placement, id: RecordId) {
        if !self.whole() || place.kind == "R1" {
            return;
        }
        let calendar = self.world.calendar();
        let began = calendar.add_working_days(place.from, 1).date;
        let ended = place.to.map(|to| calendar.add_working_days(to, 2).date);
        for (of, on) in [("START", Some(began)), ("END", ended)] {
            let Some(on) = on.filter(|on| *on <= self.world.today() && !self.chance.percent(2)) else { continue };
            let draft = Draft::of("placement_notice")
                .id("placement", id)
                .code("notice_of", of)
                .date("sent_on", on)
                .codes("told", &["CHILD", "PARENTS", "GP", "HEALTH", "SCHOOL", "IRO"]);
            self.write(on, draft);
        }
    }

    /// When the decisions and the record of a review were sent, as far as those days have come.
    fn sent_after(&mut self, held: Date) -> (Option<Date>, Option<Date>) {
        let calendar = self.world.calendar();
        let after = |days: u32| Some(calendar.add_working_days(held, days).date);
        let days = if self.chance.percent(97) { 12 + self.chance.below(8) } else { 26 };
        let come = |on: &Date| *on <= self.world.today();
        (after(5).filter(come), after(days).filter(come))
    }

    fn placement(&mut self, place: &Placement, returns_to: Option<RecordId>, same_carer: Option<bool>) -> RecordId {
        let draft = Draft::of("placement")
            .date("started", place.from)
            .code("placement_type", place.kind)
            .code("provider", place.provider)
            .put("urn", place.urn.as_deref())
            .text("postcode", place.postcode.as_str())
            .put("same_carer", same_carer)
            .yes("intended_to_18", place.to_eighteen)
            .id_if("returns_to", returns_to)
            .later(place.to, |draft| draft.date("ended", place.to).code("change_reason", place.change_reason));
        self.write(place.from, draft)
    }

    fn life(&mut self, period: &PeriodOfCare) {
        if let Some(made) = period.care_plan {
            let age = self.person.age_on(made).unwrap_or(0);
            let draft = Draft::of("care_plan")
                .date("started", made)
                .codes("permanence_plans", &[aim(period)])
                .id("reviewing_officer", self.worker(self.reviewer).id)
                .text("wishes", words::voice(&mut self.chance, age));
            self.write(made, draft);
        }
        for review in &period.reviews {
            let (decisions, record) = self.sent_after(review.held);
            let voice = self.person.age_on(review.held).map(|age| words::voice(&mut self.chance, age));
            let draft = Draft::of("care_review")
                .date("held", review.held)
                .code("participation", review.participation)
                .id("reviewing_officer", self.worker(self.reviewer).id)
                .put("child_views", voice)
                .later(record.or(decisions), |draft| {
                    draft.date("decisions_sent", decisions).date("record_sent", record)
                });
            self.write_by(self.reviewer, review.held, draft);
        }
        for check in &period.health {
            let draft = Draft::of("health_check")
                .code("check_type", check.kind)
                .date("on", check.on)
                .code("status", "Completed")
                .yes("initial", check.initial);
            self.write(check.on, draft);
        }
        for sdq in &period.sdq {
            let draft = Draft::of("sdq")
                .date("completed", sdq.score.map(|_| sdq.on))
                .put("score", sdq.score)
                .code("no_score_reason", sdq.reason)
                .code("completed_by", sdq.score.map(|_| "CARER"));
            self.write(sdq.on, draft);
        }
        for missing in &period.missing {
            self.missing(missing);
        }
        if let Some(prepared) = period.pathway_plan {
            let draft = Draft::of("pathway_plan").date("needs_assessed", prepared).date("prepared", prepared);
            let reviewed = self.plan_reviews(prepared, period);
            let last = reviewed.last().copied();
            let days: Vec<String> = reviewed.iter().map(ToString::to_string).collect();
            let draft = draft.later(last, |draft| draft.put("reviewed", Some(days)));
            self.write(prepared, draft);
        }
        if !self.whole() {
            return;
        }
        self.visits(&period.visits, "CLA", None);
        for begun in &period.education_plans {
            let school = self.school();
            let draft = Draft::of("pep")
                .text("school", format!("{school} School"))
                .code("term", term(*begun))
                .date("started", *begun)
                .date("held", *begun)
                .code("quality", self.chance.weighted(&[("GOOD", 6), ("NEARLY", 3), ("WEAK", 1)]));
            self.write(*begun, draft);
        }
    }

    /// Reviews of the pathway plan after it was prepared.
    fn plan_reviews(&self, prepared: Date, period: &PeriodOfCare) -> Vec<Date> {
        let leaver = self.story.and_then(|story| story.leaver.as_ref());
        let ended = period.ended.map_or(self.world.today(), |(on, _)| on);
        let until = leaver.map_or(ended, |leaver| leaver.from);
        let half_a_year = |on: Date| {
            let limit = hearth_calendar::add_days(hearth_calendar::add_months(on, 6), -6);
            self.world.calendar().last_working_day_on_or_before(limit).date
        };
        let before = std::iter::successors(Some(half_a_year(prepared)), |on| Some(half_a_year(*on)));
        let after = leaver.map(|leaver| leaver.plan_reviews.as_slice()).unwrap_or_default();
        before.take_while(|on| *on <= until).chain(after.iter().copied().filter(|on| *on > until)).collect()
    }

    fn missing(&mut self, missing: &Missing) {
        let went = self.moment_on(missing.from, 15, 23);
        let back = missing.to.map(|to| self.moment_on(to, 6, 15).max(went));
        let draft = Draft::of("missing_episode")
            .code("missing_type", missing.kind)
            .date("started", missing.from)
            .moment("started_at", went)
            .code("risk", self.chance.weighted(&[("MEDIUM", 6), ("HIGH", 2), ("LOW", 2)]))
            .later(missing.to, |draft| draft.date("ended", missing.to).moment("ended_at", back));
        let id = self.write(missing.from, draft);
        if let Some(held) = missing.interview {
            let draft = Draft::of("return_interview")
                .id("missing_episode", id)
                .code("offered", "Y")
                .code("accepted", "Y")
                .date("held", held)
                .yes("independent", self.chance.percent(85));
            self.write(held, draft);
        } else if let Some(back) = missing.to.filter(|_| self.whole() && !self.chance.percent(12)) {
            let on = hearth_calendar::add_days(back, 1).min(self.world.today());
            let draft = Draft::of("return_interview")
                .id("missing_episode", id)
                .code("offered", "Y")
                .code("accepted", "N")
                .date("declined", on);
            self.write(on, draft);
        }
    }

    fn leaver(&mut self, leaver: &CareLeaver) {
        let draft = Draft::of("care_leaver")
            .date("started", leaver.from)
            .code("eligibility", "FORMER_RELEVANT")
            .id("personal_adviser", self.worker_id(leaver.from))
            .id("team", self.team_id(leaver.from))
            .id("worker", self.worker_id(leaver.from))
            .later(leaver.to, |draft| draft.date("ended", leaver.to));
        self.write(leaver.from, draft);
        for contact in &leaver.contacts {
            let draft = Draft::of("care_leaver_contact")
                .date("on", contact.on)
                .code("in_touch", contact.in_touch)
                .code("activity", contact.activity)
                .code("accommodation", contact.accommodation)
                .code("suitable", if contact.suitable { "1" } else { "2" });
            self.write(contact.on, draft);
        }
    }
}

/// What the care plan aims at, as far as it was known when it was made.
fn aim(period: &PeriodOfCare) -> &'static str {
    match (&period.adoption, period.ended) {
        (Some(_), _) => "ADOPTION",
        (None, Some((_, "E4A" | "E4B"))) => "RETURNEV",
        (None, Some((_, "E45" | "E47"))) => "LTRELFR",
        _ => "LTFOST18",
    }
}

fn term(day: Date) -> &'static str {
    match day.month() {
        9..=12 => "AUTUMN",
        1..=3 => "SPRING",
        _ => "SUMMER",
    }
}
