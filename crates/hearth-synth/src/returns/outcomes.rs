//! OC2 and OC3: outcomes of those looked after for twelve months, and of care leavers.

use hearth_calendar::{LeapDay, add_months, age_on, birthday};
use jiff::civil::Date;

use super::Year;
use crate::chance::Chance;
use crate::story::{PeriodOfCare, Story};

/// The OC2 columns after the date of birth; `None` for a child who was not looked after for the whole
/// year up to 31 March (R23).
pub(crate) fn twelve_months(year: Year, born: Date, period: &PeriodOfCare) -> Option<String> {
    // Care that ends on 31 March was over at the end of the day.
    let still = period.ended.is_none_or(|(on, _)| on > year.to);
    if period.entered > year.from || !still || period.legal.iter().any(|legal| legal.code == "V3") {
        return None;
    }
    let age = age_on(born, year.to)?;
    let (score, reason) = questionnaire(year, born, period);
    let had = |kind| u8::from(period.health.iter().any(|check| check.kind == kind && year.holds(check.on)));
    // The rest is in no story: it is drawn from what the story is sure of, so that it repeats.
    let seed =
        u64::from(period.entered.day_of_year().unsigned_abs()) + u64::from(born.day_of_year().unsigned_abs()) * 400;
    let mut chance = Chance::of(seed, u64::from(year.to.year().unsigned_abs()));
    let convicted =
        if age >= 10 { u8::from(chance.percent(if age >= 14 { 5 } else { 1 })).to_string() } else { String::new() };
    let check = if age < 5 { u8::from(chance.percent(88)).to_string() } else { String::new() };
    let immunised = u8::from(chance.percent(87));
    let misuse = age >= 12 && chance.percent(5);
    let received = misuse && chance.percent(60);
    let (given, offered) = match (misuse, received) {
        (false, _) => ("", ""),
        (true, true) => ("1", ""),
        (true, false) => ("0", "1"),
    };
    let (teeth, assessed, misuse) = (had("DENTAL"), had("HEALTH_ASSESSMENT"), u8::from(misuse));
    Some(format!("{score},{reason},{convicted},{check},{immunised},{teeth},{assessed},{misuse},{given},{offered}"))
}

/// Score and reason: one of them, for children of 4 to 16 and for those who were for part of the year.
fn questionnaire(year: Year, born: Date, period: &PeriodOfCare) -> (String, &'static str) {
    let (Some(at_start), Some(at_end)) = (age_on(born, year.from), age_on(born, year.to)) else {
        return (String::new(), "");
    };
    if at_end < 4 || at_start >= 17 {
        return (String::new(), "");
    }
    let of_the_year = || period.sdq.iter().rev().filter(|sdq| year.holds(sdq.on));
    // A refusal after a score takes nothing back.
    let latest = of_the_year().find(|sdq| sdq.score.is_some()).or_else(|| of_the_year().next());
    let outside = at_start < 4 || at_end >= 17;
    match latest {
        Some(sdq) => (sdq.score.map(|score| score.to_string()).unwrap_or_default(), sdq.reason.unwrap_or("")),
        None if outside => (String::new(), "SDQ1"),
        None => (String::new(), "SDQ4"),
    }
}

/// The OC3 columns after the date of birth, for a care leaver whose 19th, 20th or 21st birthday lies in
/// the year: the contact nearest to it, from three months before to one month after (R24).
pub(crate) fn care_leaver(year: Year, born: Date, story: &Story) -> Option<String> {
    let leaver = story.leaver.as_ref()?;
    let day = (19..=21).map(|age| birthday(born, age, LeapDay::Later)).find(|day| year.holds(*day))?;
    let around = add_months(day, -3)..=add_months(day, 1).min(year.to);
    let seen = leaver.contacts.iter().rev().find(|contact| around.contains(&contact.on));
    Some(match seen {
        Some(contact) if contact.in_touch == "YES" => {
            let suitable = if contact.suitable { 1 } else { 2 };
            format!("YES,{},{}{suitable}", contact.activity, contact.accommodation)
        }
        Some(contact) => format!("{},0,0", contact.in_touch),
        None => "NO,0,0".to_owned(),
    })
}
