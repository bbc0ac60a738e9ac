//! Contacts, referrals and assessments.

use hearth_calendar::add_days;
use hearth_record::ids::RecordId;
use jiff::civil::Date;

use super::draft::Draft;
use super::scribe::Scribe;
use super::words;
use crate::story::{Assessment, Contact, Episode, Story, Visit};

impl Scribe<'_> {
    /// Contacts that went no further.
    pub(crate) fn contacts(&mut self, story: &Story) {
        for contact in &story.contacts {
            self.contact(contact, false);
        }
    }

    fn contact(&mut self, contact: &Contact, further: bool) -> RecordId {
        let received = self.moment_on(contact.on, 0, 22);
        let screener = self.worker(self.front_door);
        let school = self.school();
        let draft = Draft::of("contact")
            .moment("received_at", received)
            .code("source", contact.source)
            .text("told", words::told(&mut self.chance, contact.source, self.person.forename))
            .put("referrer_organisation", words::organisation(contact.source, school))
            .put("keep_anonymous", (contact.source == "9").then_some(true))
            .code("consent_known", if self.chance.percent(60) { "GIVEN" } else { "NOT_KNOWN" })
            .id("team", self.world.staff().team_of(self.front_door).id)
            .id("screened_by", screener.id);
        let decided = contact.decided.map(|day| self.moment_on(day, 10, 18).max(received));
        let outcomes: Vec<&'static str> = contact.outcome.into_iter().collect();
        let threshold = if further { "3" } else { self.chance.weighted(&[("2", 6), ("1", 3)]) };
        let rationale = words::rationale(&mut self.chance, further);
        let draft = draft.later(contact.decided, |draft| {
            draft
                .moment("decided_at", decided)
                .id("decided_by", screener.id)
                .codes("outcomes", &outcomes)
                .code("decision", if further { "REFERRAL" } else { "ADVICE" })
                .code("threshold", threshold)
                .text("rationale", rationale)
        });
        self.write_by(self.front_door, contact.on, draft)
    }

    /// A social care episode with everything in it.
    pub(crate) fn episode(&mut self, episode: &Episode) {
        let contact = self.contact(&episode.contact, true);
        let id = self.referral(episode, contact);
        for assessment in &episode.assessments {
            self.assessment(assessment, episode.referred, id);
        }
        if self.whole() && !episode.no_further_action {
            self.first_seen(episode);
        }
        self.plans(episode, id);
        if self.whole() {
            self.notes(episode);
        }
    }

    fn referral(&mut self, episode: &Episode, contact: RecordId) -> RecordId {
        let day = episode.referred;
        let received = self.moment_on(day, 8, 18);
        let decided = self.moment_on(day, 18, 20).max(received);
        let further = !episode.no_further_action;
        let outcomes = outcomes(episode);
        let rationale = words::rationale(&mut self.chance, further);
        let draft = Draft::of("social_care_episode")
            .date("received_on", day)
            .moment("received_at", received)
            .id("contact", contact)
            .code("source", episode.contact.source)
            .codes("outcomes", &outcomes)
            .yes("no_further_action", !further)
            .moment("decided_at", decided)
            .id("decided_by", self.worker(self.front_door).id)
            .text("rationale", rationale)
            .code("primary_need", episode.need);
        let draft = self.held(draft, day);
        let closed = episode.closed.map(|(on, _)| on);
        let draft = draft.later(closed, |draft| {
            draft.date("closed_on", closed).code("closure_reason", episode.closed.map(|(_, reason)| reason))
        });
        self.write_by(self.front_door, day, draft)
    }

    fn assessment(&mut self, assessment: &Assessment, referred: Date, episode: RecordId) {
        let day = assessment.started;
        let due = self.world.calendar().add_working_days(referred, 45).date;
        let review_due = self.world.calendar().add_working_days(day, 10).date;
        let draft =
            Draft::of("assessment").date("started", day).id("episode", episode).date("internal_review_due", review_due);
        let draft = self.held(draft, day);
        let Some(authorised) = assessment.authorised else {
            let reviewed = assessment.reviewed;
            self.write(day, draft.later(reviewed, |draft| draft.date("reviewed_on", reviewed)));
            return;
        };
        let age = self.person.age_on(authorised);
        let name = self.person.forename;
        let seen = self.seen_between(day, authorised);
        let analysis = words::analysis(&mut self.chance, name);
        let voice = age.map(|age| words::voice(&mut self.chance, age));
        let late = (authorised > due).then(|| words::late(&mut self.chance));
        let outcome = if assessment.not_in_need { "NFA_FLAG" } else { "PROV_OF_SERVICES_FLAG" };
        let manager = self.worker_id(authorised);
        let reviewed = assessment.reviewed;
        let draft = draft.later(Some(authorised), |draft| {
            draft
                .date("reviewed_on", reviewed)
                .put("child_seen", seen.map(|_| true))
                .put("seen_on", seen.map(|on| vec![on.to_string()]))
                .put("voice", voice)
                .text("analysis", analysis)
                .codes("factors", &assessment.factors)
                .codes("outcomes", &[outcome])
                .yes("not_in_need", assessment.not_in_need)
                .date("authorised_on", authorised)
                .id("authorised_by", manager)
                .put("late_because", late)
        });
        self.write(day, draft);
    }

    /// The child is seen within days of the allocation, and on the day on which an enquiry begins.
    fn first_seen(&mut self, episode: &Episode) {
        let within = if self.chance.percent(97) { self.chance.between(1, 4) } else { 7 };
        let days = u32::try_from(within).unwrap_or(4);
        let after_allocation = self.world.calendar().add_working_days(episode.referred, days).date;
        let mut days = vec![after_allocation];
        days.extend(episode.enquiries.iter().map(|enquiry| enquiry.started));
        let last = episode.closed.map_or(self.world.today(), |(on, _)| on);
        let born = self.person.birth.born();
        for on in days.into_iter().filter(|on| *on <= last && born.is_some_and(|born| born <= *on)) {
            let age = self.person.age_on(on).unwrap_or(0);
            let visit = Visit { on, seen: true, alone: age >= 3 && self.chance.percent(70) };
            self.visits(&[visit], "ASSESSMENT", None);
        }
    }

    /// A day between two on which the child could be seen.
    fn seen_between(&mut self, from: Date, to: Date) -> Option<Date> {
        let born = self.person.birth.born()?;
        let first = from.max(born);
        (first <= to).then(|| self.chance.day(first, to.min(add_days(first, 8))))
    }

    /// Notes between the referral and the closure, every few weeks.
    fn notes(&mut self, episode: &Episode) {
        let last = episode.closed.map_or(self.world.today(), |(on, _)| on);
        let mut day = self.chance.after(episode.referred, 1, 9);
        // Long after the referral other records tell the story.
        let until = last.min(add_days(episode.referred, 400));
        while day < until && !episode.no_further_action {
            let (subject, body) = words::note(&mut self.chance, self.person.forename);
            let at = self.moment_on(day, 9, 17);
            let kind = self.chance.weighted(&[("CALL", 5), ("EMAIL", 3), ("MEETING", 2), ("MESSAGE", 1)]);
            let draft = Draft::of("case_note")
                .moment("occurred_at", at)
                .code("note_kind", kind)
                .text("subject", subject)
                .text("body", body)
                .yes("significant", self.chance.percent(10));
            self.write(day, draft);
            day = self.chance.after(day, 9, 45);
        }
    }

    pub(crate) fn school(&mut self) -> &'static str {
        // The name is cut loose from the world by asking the streets again: schools are called after them.
        crate::people::places::street_name(&mut self.chance)
    }
}

fn outcomes(episode: &Episode) -> Vec<&'static str> {
    if episode.no_further_action {
        return vec!["NFA_FLAG"];
    }
    let mut outcomes = vec!["SINGLE_ASSESSMENT_FLAG"];
    if !episode.enquiries.is_empty() {
        outcomes.push("STRATEGY_DISCUSSION_FLAG");
    }
    outcomes
}
