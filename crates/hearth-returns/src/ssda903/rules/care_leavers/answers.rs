//! What the row of a care leaver says by itself.

use jiff::civil::Date;

use crate::check::{Codes, Found, Set};
use crate::ssda903::case::turns;
use crate::ssda903::{Ad1, Case, Oc3};

impl Oc3<'_> {
    /// Whether anything is recorded.
    pub(super) fn is_filled(&self) -> bool {
        !(self.in_touch.is_empty() && self.activ.is_empty() && self.accom.is_empty())
    }

    /// The date of birth of the row, or of the heading where the row has none.
    pub(super) fn born(&self, case: &Case<'_>) -> Option<Date> {
        self.born.or_else(|| case.born())
    }
}

impl Ad1<'_> {
    /// Whether anything is recorded; a date that cannot be read is something.
    pub(super) fn is_filled(&self) -> bool {
        let text = [self.foster_care, self.nb_adoptr, self.sex_adoptr, self.ls_adoptr];
        text.iter().any(|text| !text.is_empty())
            || ["DATE_INT", "DATE_MATCH"].iter().any(|date| !self.row.cell(*date).is_empty())
    }
}

pub(super) fn in_touch_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    found.each(&case.now.oc3, |oc3| !oc3.in_touch.is_empty() && !codes.has(Set::InTouch, oc3.in_touch));
}

pub(super) fn activity_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    found.each(&case.now.oc3, |oc3| match oc3.activ {
        "" => false,
        // Training or employment, before F4, F5, P4 and P5: kept for what was recorded then.
        "F3" | "P3" => true,
        activity => !codes.has(Set::Activity, activity),
    });
}

pub(super) fn accommodation_is_no_code<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let codes = &case.setting.codes;
    found.each(&case.now.oc3, |oc3| !oc3.accom.is_empty() && !is_accommodation(*codes, oc3.accom));
}

/// A letter with its suitability, or 0. Nowhere to live (S) and custody (X) are never suitable.
fn is_accommodation(codes: Codes, code: &str) -> bool {
    let parts = || code.split_at_checked(1);
    code == "0"
        || parts().is_some_and(|(letter, suitable)| {
            codes.has(Set::Accommodation, letter)
                && codes.has(Set::Suitability, suitable)
                && !(matches!(letter, "S" | "X") && suitable == "1")
        })
}

pub(super) fn answered_in_part<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc3, |oc3| oc3.is_filled() && [oc3.in_touch, oc3.activ, oc3.accom].contains(&""));
}

pub(super) fn answered_after_death_or_return<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    let known = |answer: &str| !matches!(answer, "" | "0");
    found.each(&case.now.oc3, |oc3| matches!(oc3.in_touch, "DIED" | "RHOM") && (known(oc3.activ) || known(oc3.accom)));
}

pub(super) fn in_touch_without_answers<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc3, |oc3| oc3.in_touch == "YES" && (oc3.activ == "0" || oc3.accom == "0"));
}

/// Answers are given as of the birthday, so whoever turns 18 in the year may live in a foyer.
pub(super) fn foyer_under_eighteen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc3, |oc3| {
        matches!(oc3.accom, "T" | "T1" | "T2") && oc3.born(case).is_some_and(|born| turns(born, 18) > case.end())
    });
}

pub(super) fn not_seventeen_to_twenty_one<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc3, |oc3| {
        let out = |born| turns(born, 17) > case.end() || turns(born, 22) <= case.start();
        oc3.is_filled() && oc3.born(case).is_some_and(out)
    });
}

pub(super) fn staying_put_at_seventeen<'a>(case: &Case<'a>, found: &mut Found<'a>) {
    found.each(&case.now.oc3, |oc3| {
        matches!(oc3.accom, "Z1" | "Z2") && oc3.born(case).is_some_and(|born| case.year.has(turns(born, 17)))
    });
}
