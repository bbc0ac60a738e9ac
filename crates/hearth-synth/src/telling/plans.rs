//! Plans at home: protection, in need, exploitation.

use hearth_calendar::add_days;
use jiff::civil::Date;

use super::{Child, Spine, Telling};
use crate::chance::Chance;
use crate::story::{Conference, Enquiry, Episode, ExploitationPlan, InNeedPlan, ProtectionPlan, Visit};

impl Telling<'_> {
    /// A strategy discussion, an enquiry, a conference and a protection plan; then either a plan in
    /// need and the end, or care.
    pub(crate) fn protect(&self, chance: &mut Chance, spine: &mut Spine, previous: u8, to_care: bool) {
        let started = self.worked(chance.after(spine.episode.referred, 0, 12));
        let used = chance.days_used(15);
        let held = self.working_days(started, used);
        if self.come(started).is_none() {
            return;
        }
        let come = self.come(held);
        spine.episode.enquiries.push(Enquiry {
            started,
            ended: come,
            conference_needed: come.map(|_| true),
            conference_due: self.working_days(started, 15),
            conference: come.map(|held| Conference { held, plan: true, participation: "PN0" }),
        });
        if come.is_none() {
            return;
        }
        let removal = to_care.then(|| chance.after(held, 25, 380));
        let ended = self.protection_plan(chance, &mut spine.episode, held, previous, removal);
        spine.removal = removal;
        if let (None, Some(ended)) = (removal, ended) {
            let steps_down = self.worked(chance.after(ended, 1, 4));
            let last = self.in_need_plan(chance, &mut spine.episode, steps_down);
            let assessed = spine.episode.assessments.iter().filter_map(|assessment| assessment.authorised).max();
            let closes = chance.after(last, 0, 7).max(assessed.unwrap_or(last));
            self.close(&mut spine.episode, closes, "RC7");
        }
    }

    /// A protection plan; the day on which it ends, if that is known and has come.
    fn protection_plan(
        &self,
        chance: &mut Chance,
        episode: &mut Episode,
        started: Date,
        previous: u8,
        removal: Option<Date>,
    ) -> Option<Date> {
        let category = chance.weighted(&[("NEG", 48), ("EMO", 36), ("PHY", 9), ("SAB", 4), ("MUL", 3)]);
        let latest = if chance.percent(8) { "NEG" } else { category };
        let last_review = 1 + chance.below(4);
        let mut reviews = Vec::new();
        let mut ended = removal;
        let mut anchor = started;
        for number in 1..=last_review {
            let held = self.within_months(chance, anchor, if number == 1 { 3 } else { 6 });
            if removal.is_some_and(|removal| held >= removal) {
                break;
            }
            let plan = number < last_review || removal.is_some();
            if !plan {
                ended = Some(held);
            }
            if self.come(held).is_some() {
                reviews.push(Conference { held, plan, participation: "PN0" });
            }
            anchor = held;
        }
        let ended = ended.and_then(|ended| self.come(ended));
        let last = ended.unwrap_or(self.horizon);
        let used = chance.days_used(10);
        let mut core_groups = self.series(chance, self.working_days(started, used), last, 28, 42);
        core_groups.retain(|held| *held > started);
        episode.protection.push(ProtectionPlan {
            started,
            ended,
            categories: (category, latest),
            previous,
            reviews,
            core_groups,
            visits: Vec::new(),
        });
        ended
    }

    /// A plan in need from a day or soon after; the day on which it ends, whether or not it has come.
    pub(crate) fn in_need_plan(&self, chance: &mut Chance, episode: &mut Episode, from: Date) -> Date {
        let started = self.worked(chance.after(from, 0, 6));
        let ended = self.worked(chance.after(started, 60, 380));
        if self.come(started).is_some() {
            let ended = self.come(ended);
            let last = ended.unwrap_or(self.horizon);
            let first = self.within_months(chance, started, 3);
            let reviews = self.series(chance, first, last, 80, 170);
            episode.in_need.push(InNeedPlan { started, ended, reviews, visits: Vec::new() });
        }
        ended
    }

    /// A plan against exploitation beside a plan in need.
    pub(crate) fn exploitation(&self, chance: &mut Chance, episode: &mut Episode, from: Date) {
        let started = self.worked(chance.after(from, 3, 20));
        let closes = episode.closed.map(|(on, _)| on);
        let ended = closes.unwrap_or_else(|| chance.after(started, 120, 500));
        if started >= ended || self.come(started).is_none() {
            return;
        }
        let kind = chance.weighted(&[("CCE", 5), ("CSE", 3), ("GANGS", 1), ("MISSING", 1)]);
        let first = chance.weighted(&[("MODERATE", 5), ("SIGNIFICANT", 2), ("EMERGING", 3)]);
        let now = chance.weighted(&[(first, 5), ("SIGNIFICANT", 1), ("MODERATE", 2)]);
        let ended = self.come(ended);
        let last = ended.unwrap_or(self.horizon);
        let next = chance.after(started, 20, 31);
        let reviews = self.series(chance, next, last, 24, 34);
        episode.exploitation.push(ExploitationPlan { started, ended, kind, risk: (first, now), reviews });
    }

    /// Meetings from a first day, so many days apart, each on a working day, up to the last day.
    pub(crate) fn series(
        &self,
        chance: &mut Chance,
        first: Date,
        until: Date,
        shortest: i32,
        longest: i32,
    ) -> Vec<Date> {
        let mut days = Vec::new();
        let mut day = self.worked(first);
        while day <= until && day <= self.horizon {
            days.push(day);
            day = self.worked(chance.after(day, shortest, longest));
        }
        days
    }

    /// Visits from a day to another, so many days apart; now and then one is missed. Nobody is seen
    /// before birth.
    pub(crate) fn visits(
        &self,
        chance: &mut Chance,
        child: Child,
        from: Date,
        until: Date,
        shortest: i32,
        longest: i32,
    ) -> Vec<Visit> {
        let mut visits = Vec::new();
        let mut day = self.worked(chance.after(from, 1, longest.min(7)));
        while day <= until && day <= self.horizon {
            let born = child.birth.born().is_some_and(|born| born <= day);
            let seen = born && chance.percent(93);
            let alone = seen && child.age(day) >= 3 && chance.percent(80);
            visits.push(Visit { on: day, seen, alone });
            let gap = if chance.percent(5) { longest + 9 } else { chance.between(shortest, longest) };
            // A visit falls on the working day before, so that a limit of days is kept.
            let next = self.calendar.last_working_day_on_or_before(add_days(day, gap)).date;
            day = next.max(add_days(day, 1));
        }
        visits
    }
}
