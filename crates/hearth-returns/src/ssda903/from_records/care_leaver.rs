//! `OC3`: how a care leaver lives at the birthday that lies in the year.

use hearth_calendar::{LeapDay, add_months, birthday};
use hearth_record::{care_leaver::CareLeaverContact, ids::RecordId};
use jiff::civil::Date;

use super::Told;
use crate::filling::Filling;

/// The birthdays that the return asks for.
const FIRST: u16 = 17;
const LAST: u16 = 21;

impl Told<'_> {
    /// The contact that the return takes: given for the birthday, or nearest to it from three months before to one month after.
    pub(super) fn care_leaver(&self) -> Option<(RecordId, CareLeaverContact)> {
        let born = self.born?;
        let (age, day) = (FIRST..=LAST)
            .map(|age| (age, birthday(born, age, LeapDay::Later)))
            .find(|(_, day)| self.year.has(*day))?;
        let (from, until) = (add_months(day, -3), add_months(day, 1));
        let away = |on: Date| (on.duration_since(day).as_hours() / 24).abs();
        let near = |contact: &CareLeaverContact| contact.on.filter(|on| from <= *on && *on <= until).map(away);
        let given =
            |contact: &CareLeaverContact| contact.birthday.reveal().as_ref().is_some_and(|b| b.0 == i64::from(age));
        let contacts = self.records.each::<CareLeaverContact>();
        contacts.filter(|(_, c)| given(c) || near(c).is_some()).min_by_key(|(_, c)| near(c).unwrap_or(0))
    }

    pub(super) fn leaver(&self, contact: &CareLeaverContact, filling: &mut Filling) {
        let of = |code: Option<&'static str>| code.unwrap_or("0").to_owned();
        let accommodation = contact.accommodation.reveal().map(|where_| {
            let suitable = contact.suitable.reveal().map_or("", |suitable| suitable.code());
            format!("{}{suitable}", where_.code())
        });
        let cells = [
            ("IN_TOUCH", contact.in_touch.code().to_owned()),
            ("ACTIV", of(contact.activity.reveal().map(hearth_record::sets::CareLeaverActivity::code))),
            ("ACCOM", accommodation.unwrap_or_else(|| "0".to_owned())),
        ];
        self.row("OC3", &cells, filling);
    }
}
