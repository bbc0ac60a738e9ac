//! What happens at home: the spine of dates that the children of a family share, and each child's own.

use hearth_calendar::{add_days, add_months};
use jiff::civil::Date;

use super::{Child, Course, Telling};
use crate::chance::Chance;
use crate::story::{Assessment, Contact, Enquiry, Episode};

/// The dates that the children of a family share.
#[derive(Clone)]
pub(crate) struct Spine {
    pub(crate) episode: Episode,
    /// The day on which the children are taken into care, if the story leads there.
    pub(crate) removal: Option<Date>,
}

const SOURCES: &[(&str, u32)] = &[
    ("6", 30),
    ("2A", 17),
    ("3A", 4),
    ("3B", 4),
    ("3E", 5),
    ("3D", 4),
    ("5A", 4),
    ("5D", 9),
    ("5B", 5),
    ("1A", 8),
    ("1B", 4),
    ("1C", 1),
    ("4", 2),
    ("7", 4),
    ("8", 4),
    ("9", 3),
    ("5C", 3),
    ("2B", 2),
    ("10", 1),
];

const FACTORS: &[&str] = &[
    "3B", "4B", "17A", "16A", "2B", "1B", "18C", "4A", "3A", "14A", "15A", "5A", "6A", "10A", "7A", "11A", "19C", "2A",
    "13A", "24A", "3C", "4C", "6B", "18B", "19B", "20",
];

impl Telling<'_> {
    /// A contact that goes no further.
    pub(crate) fn contact_only(&self, chance: &mut Chance, on: Date) -> Contact {
        let due = self.working_days(on, 1);
        let decided = if chance.percent(94) { due } else { self.working_days(due, 1) };
        let outcome = chance.weighted(&[("NFA_FLAG", 5), ("ADVICE_FLAG", 4), ("OTHER_OUTCOMES_EXIST_FLAG", 1)]);
        let decided = self.come(decided);
        Contact { on, source: chance.weighted(SOURCES), decided, outcome: decided.map(|_| outcome) }
    }

    /// The spine of an episode that follows a course from a day.
    pub(crate) fn spine(&self, chance: &mut Chance, course: Course, begins: Date, previous_plans: u8) -> Spine {
        let referred = if chance.percent(92) { self.worked(begins) } else { begins };
        let mut spine = self.referral(chance, course, referred.min(self.horizon));
        let referred = spine.episode.referred;
        if course == Course::NoFurtherAction {
            return spine;
        }
        let authorised = self.assess(chance, &mut spine.episode, course == Course::NotInNeed);
        match course {
            Course::NotInNeed => self.close(&mut spine.episode, authorised, chance.weighted(&[("RC8", 6), ("RC9", 4)])),
            Course::Enquiry => {
                let ended = self.enquire_without_conference(chance, &mut spine.episode);
                self.plan_then_close(chance, &mut spine.episode, ended.max(authorised));
            }
            Course::Protection => self.protect(chance, &mut spine, previous_plans, false),
            Course::Care | Course::LeftCare if chance.percent(50) => {
                self.protect(chance, &mut spine, previous_plans, true);
            }
            Course::Care | Course::LeftCare => {
                let ended = self.enquire_without_conference(chance, &mut spine.episode);
                spine.removal = Some(chance.after(ended, 0, 20));
            }
            Course::CameAlone => spine.removal = Some(referred),
            Course::Exploitation => {
                self.plan_then_close(chance, &mut spine.episode, authorised);
                self.exploitation(chance, &mut spine.episode, authorised);
            }
            _ => self.plan_then_close(chance, &mut spine.episode, authorised),
        }
        spine
    }

    fn referral(&self, chance: &mut Chance, course: Course, referred: Date) -> Spine {
        let no_further_action = course == Course::NoFurtherAction;
        let on = if chance.percent(60) { referred } else { self.calendar.subtract_working_days(referred, 1).date };
        let source = if course == Course::CameAlone { "6" } else { chance.weighted(SOURCES) };
        let outcome = Some("NEW_REFERRAL_FLAG");
        let episode = Episode {
            contact: Contact { on, source, decided: Some(referred), outcome },
            referred,
            need: (!no_further_action).then(|| course.need(chance)),
            no_further_action,
            assessments: Vec::new(),
            enquiries: Vec::new(),
            protection: Vec::new(),
            in_need: Vec::new(),
            exploitation: Vec::new(),
            closed: None,
        };
        Spine { episode, removal: None }
    }

    /// Assesses; the day on which it is authorised, whether or not that day has come.
    fn assess(&self, chance: &mut Chance, episode: &mut Episode, not_in_need: bool) -> Date {
        let started = self.worked(chance.after(episode.referred, 0, 3));
        let limit = chance.weighted(&[(45, 6), (35, 3), (20, 1)]);
        let used = chance.days_used(limit);
        let authorised = self.working_days(episode.referred, used).max(self.working_days(started, 3));
        if self.come(started).is_some() {
            episode.assessments.push(Assessment {
                started,
                reviewed: self.come(self.working_days(started, 10).min(authorised)),
                authorised: self.come(authorised),
                factors: Vec::new(),
                not_in_need,
            });
        }
        authorised
    }

    /// An enquiry that finds no need of a conference; the day on which it ends.
    fn enquire_without_conference(&self, chance: &mut Chance, episode: &mut Episode) -> Date {
        let started = self.worked(chance.after(episode.referred, 0, 6));
        let used = 3 + chance.below(10);
        let ended = self.working_days(started, used);
        if self.come(started).is_some() {
            let come = self.come(ended);
            episode.enquiries.push(Enquiry {
                started,
                ended: come,
                conference_needed: come.map(|_| false),
                conference_due: self.working_days(started, 15),
                conference: None,
            });
        }
        ended
    }

    /// A plan at home and then nothing more.
    fn plan_then_close(&self, chance: &mut Chance, episode: &mut Episode, from: Date) {
        let ended = self.in_need_plan(chance, episode, from);
        let closes = chance.after(ended, 0, 7);
        self.close(episode, closes, "RC7");
    }

    pub(crate) fn close(&self, episode: &mut Episode, on: Date, reason: &'static str) {
        episode.closed = self.come(on).map(|on| (on, reason));
    }

    /// What is a child's own in an episode: factors, visits, how it took part.
    pub(crate) fn as_lived_by(&self, chance: &mut Chance, episode: &mut Episode, child: Child) {
        for assessment in &mut episode.assessments {
            if let Some(on) = assessment.authorised {
                assessment.factors = factors(chance, child.age(on), assessment.not_in_need);
            }
        }
        for enquiry in &mut episode.enquiries {
            if let Some(conference) = &mut enquiry.conference {
                conference.participation = participation(chance, child.age(conference.held));
            }
        }
        for plan in &mut episode.protection {
            for review in &mut plan.reviews {
                review.participation = participation(chance, child.age(review.held));
            }
            let last = plan.ended.unwrap_or(self.horizon);
            plan.visits = self.visits(chance, child, plan.started, last, 10, 14);
        }
        for plan in &mut episode.in_need {
            let last = plan.ended.unwrap_or(self.horizon);
            plan.visits = self.visits(chance, child, plan.started, last, 20, 42);
        }
    }

    /// Days that follow each other by months, at most so many, moved back to a working day.
    pub(crate) fn within_months(&self, chance: &mut Chance, anchor: Date, months: i32) -> Date {
        let limit = add_months(anchor, months);
        let late = if chance.percent(4) { 9 } else { -chance.between(0, months * 4) };
        self.calendar.last_working_day_on_or_before(add_days(limit, late)).date
    }
}

fn factors(chance: &mut Chance, age: u16, not_in_need: bool) -> Vec<&'static str> {
    if not_in_need && chance.percent(35) {
        return vec!["21"];
    }
    let mut factors = Vec::new();
    for _ in 0..=chance.below(4) {
        let factor = chance.by_rank(FACTORS);
        let for_teens = matches!(factor, "11A" | "13A" | "24A" | "2A" | "15A" | "14A" | "10A" | "7A" | "4A");
        if !factors.contains(&factor) && (age >= 10 || !for_teens) {
            factors.push(factor);
        }
    }
    if factors.is_empty() {
        factors.push("3B");
    }
    factors.sort_unstable();
    factors
}

/// How a child took part in a meeting: under four nobody asks.
pub(crate) fn participation(chance: &mut Chance, age: u16) -> &'static str {
    match age {
        0..4 => "PN0",
        4..10 => chance.weighted(&[("PN6", 50), ("PN5", 20), ("PN1", 15), ("PN7", 10), ("PN3", 5)]),
        _ => chance.weighted(&[("PN1", 50), ("PN6", 25), ("PN2", 8), ("PN5", 8), ("PN7", 7), ("PN4", 2)]),
    }
}
