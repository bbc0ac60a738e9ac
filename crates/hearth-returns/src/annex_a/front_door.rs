//! Lists 1 to 4: contacts, early help, referrals, assessments.

use hearth_calendar::{add_months, london_date};
use hearth_record::assessment::Assessment;
use hearth_record::front_door::{Contact, EarlyHelpEpisode, SocialCareEpisode};
use jiff::civil::Date;

use super::answers::{SOURCE, answer, yes, yes_or_unknown};
use super::child::Told;

impl Told<'_> {
    pub(super) fn contacts(&mut self) {
        let window = self.window(1);
        for contact in self.records.all::<Contact>() {
            let on = london_date(*contact.received_at);
            if window.has(on) {
                let source = answer(SOURCE, contact.source.code(), contact.source.meaning());
                self.row(1, vec![("Date of Contact", on.into()), ("Contact Source", source.into())]);
            }
        }
    }

    pub(super) fn early_help(&mut self) {
        let window = self.window(2);
        for help in self.records.all::<EarlyHelpEpisode>() {
            if window.touches(Some(*help.started), *help.ended) {
                let organisation = help.organisation.reveal().as_ref().map(|name| name.0.clone());
                let cells = vec![
                    ("Assessment start date", (*help.started).into()),
                    ("Assessment completion date", window.seen(*help.ended).into()),
                    ("Organisation completing assessment", organisation.into()),
                ];
                self.row(2, cells);
            }
        }
    }

    pub(super) fn referrals(&mut self) {
        let window = self.window(3);
        let all: Vec<SocialCareEpisode> = self.records.all().collect();
        for episode in all.iter().filter(|episode| window.has(*episode.received_on)) {
            let on = *episode.received_on;
            let before = all.iter().map(|other| *other.received_on);
            let source = episode.source.map(|source| answer(SOURCE, source.code(), source.meaning()));
            let mut cells = vec![
                ("Date of referral", on.into()),
                ("Referral Source", source.into()),
                ("Referral NFA?", yes(*episode.no_further_action == Some(true)).into()),
                ("Number of Referrals in Last 12 Months", in_the_year_before(on, before).into()),
            ];
            cells.extend(self.staff(*episode.team, *episode.worker, on));
            self.row(3, cells);
        }
    }

    pub(super) fn assessments(&mut self) {
        let window = self.window(4);
        for assessment in self.records.all::<Assessment>() {
            if !window.touches(Some(*assessment.started), *assessment.authorised_on) {
                continue;
            }
            let authorised = window.seen(*assessment.authorised_on);
            let support = authorised.map(|_| yes_or_unknown(assessment.not_in_need.map(|none| !none)));
            let mut cells = vec![
                ("Continuous Assessment Start Date", (*assessment.started).into()),
                ("Child Seen During Continuous Assessment", yes_or_unknown(*assessment.child_seen).into()),
                ("Continuous Assessment Date of Authorisation", authorised.into()),
                ("Was the child assessed as requiring LA children's social care support?", support.into()),
            ];
            cells.extend(self.staff(*assessment.team, *assessment.worker, *assessment.started));
            self.row(4, cells);
        }
    }
}

/// How many of these days lie in the twelve months before a day, which is not counted.
pub(super) fn in_the_year_before(on: Date, days: impl Iterator<Item = Date>) -> u32 {
    let from = add_months(on, -12);
    u32::try_from(days.filter(|day| from <= *day && *day < on).count()).unwrap_or(u32::MAX)
}
