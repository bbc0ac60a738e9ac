//! Which support a young person is entitled to as a care leaver, worked out from the time in care.
//!
//! Children Act 1989 Schedule 2 paragraph 19B and sections 23A, 23C and 24; SI 2010/959 regulation 40 and SI 2010/2571 regulation 3: 13
//! weeks in care since the fourteenth birthday, some of it after the sixteenth. A time in custody or hospital at sixteen, which counts as
//! well, is not known here.

use hearth_calendar::{LeapDay, birthday, days_between};
use hearth_record::looked_after::{LegalStatus, PeriodOfCare};
use jiff::civil::Date;

use crate::filling::Records;

/// The days in care, 13 weeks, that make a young person eligible.
const THIRTEEN_WEEKS: i32 = 91;

/// What a young person is on a day, as a code of `care_leaver_eligibility`. None for whoever was never in care at sixteen or later.
pub(crate) fn eligibility(records: &Records<'_>, born: Option<Date>, day: Date) -> Option<&'static str> {
    let at = |age| born.map(|born| birthday(born, age, LeapDay::Later));
    let (fourteen, sixteen, eighteen, twenty_five) = (at(14)?, at(16)?, at(18)?, at(25)?);
    let until = |period: &PeriodOfCare| period.ended.map_or(day, |ended| ended.min(day)).min(eighteen);
    let periods: Vec<PeriodOfCare> =
        records.all::<PeriodOfCare>().filter(|period| !short_breaks(records, period)).collect();
    let after = |from: Date| {
        let days = periods.iter().map(|period| days_between((*period.started).max(from), until(period)).max(0));
        days.sum::<i32>()
    };
    let in_care = periods.iter().any(|period| *period.started <= day && period.ended.is_none_or(|ended| day < ended));
    let long_enough = after(fourteen) >= THIRTEEN_WEEKS;
    let at_sixteen = day >= sixteen && (after(sixteen) > 0 || in_care);
    match () {
        () if !at_sixteen || day >= twenty_five => None,
        () if day >= eighteen => Some(if long_enough { "FORMER_RELEVANT" } else { "QUALIFYING" }),
        () if in_care => long_enough.then_some("ELIGIBLE"),
        () => Some(if long_enough { "RELEVANT" } else { "QUALIFYING" }),
    }
}

/// Whether a period of care was a series of short breaks, which does not count.
fn short_breaks(records: &Records<'_>, period: &PeriodOfCare) -> bool {
    let runs = |status: &LegalStatus| {
        *status.started <= *period.started && status.ended.is_none_or(|ended| *period.started < ended)
    };
    records.all::<LegalStatus>().any(|status| runs(&status) && matches!(status.status.code(), "V3" | "V4"))
}
