//! After the 18th birthday.

use hearth_calendar::add_days;
use jiff::civil::Date;

use super::{Child, Telling};
use crate::chance::Chance;
use crate::story::{CareLeaver, LeaverContact, PeriodOfCare};

impl Telling<'_> {
    /// What followed a period of care that lasted to 18 and had lasted 13 weeks; `None` for any other.
    pub(crate) fn leaver(&self, chance: &mut Chance, child: Child, period: &PeriodOfCare) -> Option<CareLeaver> {
        let (from, reason) = period.ended?;
        if from != child.birthday(18) || add_days(period.entered, 13 * 7) > from {
            return None;
        }
        let in_education = chance.percent(20);
        let until = child.birthday(if in_education { 25 } else { 21 });
        let mut leaver = CareLeaver { from, to: self.come(until), contacts: Vec::new(), plan_reviews: Vec::new() };
        let last = until.min(self.horizon);
        let touch = chance.weighted(&[("YES", 92), ("NO", 5), ("REFU", 3)]);
        let mut home =
            if reason == "E17" { "Z" } else { chance.weighted(&[("D", 45), ("U", 20), ("E", 20), ("B", 15)]) };
        let mut activity = activity(chance, in_education);
        let mut on = self.worked(chance.after(from, 10, 40));
        while on < last {
            if chance.percent(8) {
                home = chance.weighted(&[("U", 60), ("D", 20), ("K", 8), ("T", 8), ("V", 2), ("B", 2)]);
            }
            if chance.percent(6) {
                activity = self::activity(chance, in_education);
            }
            leaver.contacts.push(contact(chance, on, touch, activity, home));
            let gap = if chance.percent(6) { 66 } else { chance.between(35, 54) };
            on = self.worked(add_days(on, gap));
        }
        let first_review = self.within_months(chance, from, 6);
        leaver.plan_reviews = self.series(chance, first_review, last, 150, 178);
        Some(leaver)
    }
}

fn activity(chance: &mut Chance, in_education: bool) -> &'static str {
    if in_education {
        chance.weighted(&[("F1", 5), ("F2", 5), ("F4", 2)])
    } else {
        chance.weighted(&[("F5", 30), ("G5", 30), ("P5", 12), ("F2", 12), ("G4", 10), ("G6", 6)])
    }
}

fn contact(
    chance: &mut Chance,
    on: Date,
    touch: &'static str,
    activity: &'static str,
    home: &'static str,
) -> LeaverContact {
    if touch != "YES" {
        return LeaverContact { on, in_touch: touch, activity: "G5", accommodation: "R", suitable: false };
    }
    let suitable = !matches!(home, "V") && chance.percent(94);
    LeaverContact { on, in_touch: touch, activity, accommodation: home, suitable }
}
