//! `child_details`: who the child is.

use std::collections::BTreeSet;

use hearth_record::people::{Address, Disability, ImmigrationStatus, Person, PersonIdentifier};
use jiff::civil::Date;
use serde::Serialize;

use super::telling::Telling;

#[derive(Serialize)]
pub(super) struct ChildDetails {
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_pupil_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    former_unique_pupil_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unique_pupil_number_unknown_reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    surname: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_of_birth: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected_date_of_birth: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sex: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ethnicity: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    disabilities: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postcode: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uasc_flag: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uasc_end_date: Option<Date>,
}

/// How long a pupil number is, whether or not its check letter is right.
const UPN: usize = 13;

impl Telling<'_> {
    pub(super) fn details(&self, person: &Person) -> ChildDetails {
        let upn = person.upn.reveal().as_ref().map(ToString::to_string);
        let unknown = person.upn_unknown.reveal().filter(|_| upn.is_none());
        let (uasc_flag, uasc_end_date) = self.unaccompanied();
        ChildDetails {
            former_unique_pupil_number: self.former_upn().filter(|former| Some(former) != upn.as_ref()),
            unique_pupil_number_unknown_reason: unknown.and_then(|why| self.code(why.definition(), 4)),
            unique_pupil_number: upn,
            first_name: person.forename.reveal().as_ref().map(|name| name.0.clone()),
            surname: person.surname.reveal().as_ref().map(|name| name.0.clone()),
            date_of_birth: self.window.seen(*person.born.reveal()),
            expected_date_of_birth: *person.expected.reveal(),
            sex: person.sex.reveal().and_then(|sex| self.code(sex.definition(), 1)),
            ethnicity: person.ethnicity.reveal().and_then(|ethnicity| self.code(ethnicity.definition(), 4)),
            disabilities: self.disabilities(),
            postcode: self.home(),
            uasc_flag,
            uasc_end_date,
        }
    }

    /// The pupil number that held last before the one of today.
    fn former_upn(&self) -> Option<String> {
        let former = self.records.all::<PersonIdentifier>();
        let former = former.filter(|number| number.identifier_type.code() == "Former Unique Pupil Number");
        let last = former.max_by_key(|number| (*number.valid_to, *number.valid_from))?;
        Some(last.value.reveal().0.clone()).filter(|number| number.chars().count() == UPN)
    }

    /// Those of today. That there is none is told where somebody recorded it and nothing else.
    fn disabilities(&self) -> Vec<String> {
        let today = self.window.today;
        let runs = |d: &Disability| {
            d.started.is_none_or(|started| started <= today) && d.ended.is_none_or(|ended| today <= ended)
        };
        let running = self.records.all::<Disability>().filter(runs);
        let mut codes: BTreeSet<String> =
            running.filter_map(|d| self.code(d.disability.reveal().definition(), 4)).collect();
        if codes.len() > 1 {
            codes.remove("NONE");
        }
        codes.into_iter().collect()
    }

    /// The postcode of the home of today. One that is protected is left out: the department asks for it to count distances, and it may be
    /// absent.
    fn home(&self) -> Option<String> {
        let today = self.window.today;
        let lived_in = |home: &Address| {
            home.address_type.code() == "HOME"
                && home.started.is_none_or(|started| started <= today)
                && home.ended.is_none_or(|ended| today < ended)
        };
        let home = self.records.all::<Address>().filter(lived_in).max_by_key(Address::likeliest)?;
        if *home.protected == Some(true) {
            return None;
        }
        home.postcode.reveal().as_ref().map(ToString::to_string)
    }

    /// Whether the child is an unaccompanied asylum-seeking child today, and the day on which that ended. Of whom nothing is recorded
    /// nothing is told.
    fn unaccompanied(&self) -> (Option<bool>, Option<Date>) {
        let alone = self.records.all::<ImmigrationStatus>().filter(|status| status.status.reveal().code() == "UASC");
        let begun = alone.filter(|status| status.started.is_none_or(|started| started <= self.window.today));
        match begun.max_by_key(|status| *status.started) {
            Some(status) => {
                let ended = self.window.seen(*status.ended);
                (Some(ended.is_none()), ended)
            }
            None => (None, None),
        }
    }
}
