//! Being looked after: reviews, visits, health, school, going missing.

use hearth_calendar::{LeapDay, add_days, add_months, birthday};
use jiff::civil::{Date, date};

use super::home::participation;
use super::{Child, Telling};
use crate::chance::Chance;
use crate::story::{HealthCheck, Missing, PeriodOfCare, Review, Sdq};

impl Telling<'_> {
    /// Fills a period of care up to its last day.
    pub(crate) fn life_in_care(&self, chance: &mut Chance, period: &mut PeriodOfCare, child: Child, last: Date) {
        let used = chance.days_used(10);
        period.care_plan = Some(self.working_days(period.entered, used)).filter(|on| *on <= last);
        self.reviews(chance, period, child, last);
        for place in period.placements.clone() {
            let until = place.to.unwrap_or(last).min(last);
            let visits = self.visits(chance, child, place.from, until, 28, 42);
            period.visits.extend(visits);
        }
        // Two stays may meet on one day.
        period.visits.dedup_by_key(|visit| visit.on);
        self.health(chance, period, child, last);
        self.questionnaires(chance, period, child, last);
        self.school(chance, period, child, last);
        self.going_missing(chance, period, child, last);
        self.pathway(chance, period, child, last);
    }

    fn reviews(&self, chance: &mut Chance, period: &mut PeriodOfCare, child: Child, last: Date) {
        let used = chance.days_used(20);
        let mut held = self.working_days(period.entered, used);
        let mut months = 3;
        while held <= last {
            period.reviews.push(Review { held, participation: participation(chance, child.age(held)) });
            held = self.within_months(chance, held, months);
            months = 6;
        }
    }

    fn health(&self, chance: &mut Chance, period: &mut PeriodOfCare, child: Child, last: Date) {
        let used = chance.days_used(20);
        let mut on = self.working_days(period.entered, used);
        let mut initial = true;
        while on <= last {
            period.health.push(HealthCheck { on, kind: "HEALTH_ASSESSMENT", initial });
            initial = false;
            let half_year_on = add_months(on, 6);
            let months = if child.age(half_year_on) < 5 { 6 } else { 12 };
            on = self.within_months(chance, on, months);
        }
        let mut on = self.worked(chance.after(period.entered, 20, 150));
        while on <= last {
            if child.age(on) >= 1 {
                period.health.push(HealthCheck { on, kind: "DENTAL", initial: false });
            }
            on = self.worked(chance.after(on, 150, 380));
        }
        period.health.sort_by_key(|check| check.on);
    }

    fn questionnaires(&self, chance: &mut Chance, period: &mut PeriodOfCare, child: Child, last: Date) {
        let mut on = self.worked(chance.after(period.entered, 30, 160).max(child.birthday(4)));
        while on <= last && on < child.birthday(17) {
            let reason = chance.percent(8).then(|| chance.weighted(&[("SDQ2", 4), ("SDQ4", 3), ("SDQ5", 3)]));
            let score = (chance.below(16) + chance.below(16)).min(40);
            let score = if reason.is_some() { None } else { u8::try_from(score).ok() };
            period.sdq.push(Sdq { on, score, reason });
            on = self.worked(chance.after(on, 330, 365));
        }
        self.asked_again(period, child, last);
    }

    /// A collection year that would end without a score of a child who must have one: the carer is asked again in its last
    /// weeks, with the answer of last time.
    fn asked_again(&self, period: &mut PeriodOfCare, child: Child, last: Date) {
        for year in period.entered.year()..=last.year() {
            let (starts, ends) = (date(year - 1, 4, 1), date(year, 3, 31));
            let on = self.worked(date(year, 3, 2));
            let all_year = period.entered <= starts && on <= last;
            let scored = period.sdq.iter().any(|sdq| sdq.score.is_some() && (starts..=ends).contains(&sdq.on));
            if all_year && !scored && child.birthday(4) <= starts && ends < child.birthday(17) {
                let before = period.sdq.iter().rfind(|sdq| sdq.score.is_some() && sdq.on < on);
                period.sdq.push(Sdq { on, score: before.map_or(Some(9), |sdq| sdq.score), reason: None });
                period.sdq.sort_by_key(|sdq| sdq.on);
            }
        }
    }

    fn school(&self, chance: &mut Chance, period: &mut PeriodOfCare, child: Child, last: Date) {
        let used = chance.days_used(10);
        let first = self.working_days(period.entered, used).max(child.birthday(3));
        let until = add_days(child.birthday(18), -1).min(last);
        period.education_plans = self.series(chance, first, until, 100, 135);
    }

    fn going_missing(&self, chance: &mut Chance, period: &mut PeriodOfCare, child: Child, last: Date) {
        let often = if child.came_alone { 12 } else { 22 };
        if !chance.percent(often) {
            return;
        }
        let mut from = chance.after(period.entered, 10, 90).max(child.birthday(12));
        while from < last {
            let longest = if chance.percent(85) { 2 } else { 9 };
            let back = chance.after(from, 1, longest);
            let ended = period.ended.is_some();
            let to = (back <= last).then_some(back);
            let seen = chance.percent(85).then(|| chance.after(back, 0, 2));
            let interview = seen.filter(|on| to.is_some() && *on <= self.horizon);
            let kind = chance.weighted(&[("M", 8), ("A", 2)]);
            // Nobody leaves care while missing: every reason in these stories is another.
            if !ended || back < last {
                period.missing.push(Missing { kind, from, to, interview });
            }
            from = chance.after(back, 4, 240);
        }
    }

    fn pathway(&self, chance: &mut Chance, period: &mut PeriodOfCare, child: Child, last: Date) {
        let sixteen = birthday(child.birth.day(), 16, LeapDay::Later);
        let eligible = sixteen.max(add_days(period.entered, 13 * 7));
        let plan = self.worked(chance.after(eligible, 40, 100));
        period.pathway_plan = Some(plan).filter(|on| *on <= last && *on < child.birthday(18));
    }
}
