//! A family's story: what its children share, and what becomes of each.

use hearth_calendar::add_days;
use jiff::civil::Date;

use super::{Child, Course, Spine, Telling};
use crate::chance::Chance;
use crate::family::Plan;
use crate::people::places;
use crate::staff::TeamService;
use crate::story::{Allocation, Episode, LegalStatus, PeriodOfCare, Placement, Story};

impl Telling<'_> {
    /// Tells the stories of the children of a family.
    pub(crate) fn family(
        &self,
        chance: &mut Chance,
        plan: &Plan,
        children: &[Child],
        stories: &mut [Story],
        postcode: &str,
    ) {
        if chance.percent(25) && plan.course != Course::CameAlone {
            let before = chance.after(plan.begins, -700, -30);
            self.contact(chance, before, children, stories);
        }
        if plan.course == Course::ContactOnly {
            self.contact(chance, plan.begins, children, stories);
            return;
        }
        let spine = self.spine(chance, plan.course, plan.begins, 0);
        for (child, story) in children.iter().zip(stories.iter_mut()) {
            self.live(chance, plan.course, spine.clone(), *child, story, postcode);
        }
        if spine.removal.is_none() {
            self.come_again(chance, &spine, children, stories, postcode);
        }
    }

    fn contact(&self, chance: &mut Chance, on: Date, children: &[Child], stories: &mut [Story]) {
        let contact = self.contact_only(chance, on);
        for (child, story) in children.iter().zip(stories) {
            // About a child who was there to be told of.
            if child.birth.day() <= add_days(on, 200) && on < child.birthday(18) {
                story.contacts.push(contact.clone());
            }
        }
    }

    /// Some families come back: another episode after the one that was closed.
    fn come_again(
        &self,
        chance: &mut Chance,
        spine: &Spine,
        children: &[Child],
        stories: &mut [Story],
        postcode: &str,
    ) {
        let Some((closed, _)) = spine.episode.closed else { return };
        let again = self.worked(chance.after(closed, 40, 900));
        if !chance.percent(24) || self.come(again).is_none() {
            return;
        }
        let course = chance.weighted(&[
            (Course::NoFurtherAction, 25),
            (Course::NotInNeed, 30),
            (Course::InNeed, 30),
            (Course::Protection, 15),
        ]);
        let previous = u8::try_from(spine.episode.protection.len()).unwrap_or(0);
        let next = self.spine(chance, course, again, previous);
        for (child, story) in children.iter().zip(stories) {
            if child.birth.day() <= next.episode.referred && self.horizon < child.birthday(18) {
                self.live(chance, course, next.clone(), *child, story, postcode);
            }
        }
    }

    fn live(&self, chance: &mut Chance, course: Course, spine: Spine, child: Child, story: &mut Story, postcode: &str) {
        let Spine { mut episode, removal } = spine;
        let need = episode.need.unwrap_or("N1");
        if let Some(entered) = removal {
            if let Some(period) = self.period(chance, course, child, need, entered, postcode) {
                self.after_care(chance, &mut episode, child, &period, story);
                story.periods.push(period);
            } else {
                stay_home_after_all(&mut episode, entered);
            }
        }
        if course == Course::ShortBreaks {
            story.periods = self.short_breaks(chance, &episode, postcode);
        }
        self.as_lived_by(chance, &mut episode, child);
        story.episodes.push(episode);
    }

    /// What closes the episode of a child who was looked after.
    fn after_care(
        &self,
        chance: &mut Chance,
        episode: &mut Episode,
        child: Child,
        period: &PeriodOfCare,
        story: &mut Story,
    ) {
        let Some((left, reason)) = period.ended else { return };
        let done = episode.assessments.iter().map(|assessment| assessment.authorised).max().flatten();
        let Some(done) = done else { return };
        let closing = match reason {
            "E11" | "E12" => (left, "RC1"),
            "E45" | "E46" | "E47" | "E48" => (chance.after(left, 0, 10), "RC4"),
            "E4A" | "E4B" if left < add_days(child.birthday(18), -120) => {
                let ended = self.in_need_plan(chance, episode, add_days(left, 1));
                (chance.after(ended, 0, 7), "RC7")
            }
            _ => {
                story.leaver = self.leaver(chance, child, period);
                match &story.leaver {
                    Some(leaver) => match leaver.to {
                        Some(to) => (to, "RC7"),
                        None => return,
                    },
                    None => (chance.after(left, 0, 30), "RC7"),
                }
            }
        };
        self.close(episode, closing.0.max(done), closing.1);
    }

    /// Short breaks beside a plan in need: each at most 17 days, and 75 in twelve months (R19).
    fn short_breaks(&self, chance: &mut Chance, episode: &Episode, postcode: &str) -> Vec<PeriodOfCare> {
        let Some(plan) = episode.in_need.first() else { return Vec::new() };
        let last = plan.ended.unwrap_or(self.horizon);
        let house = places::address(chance, self.authority.towns).postcode;
        let mut periods = Vec::new();
        let mut from = chance.after(plan.started, 10, 40);
        loop {
            let to = chance.after(from, 2, 5);
            if to >= last {
                return periods;
            }
            periods.push(short_break(from, to, postcode, &house));
            from = chance.after(to, 26, 60);
        }
    }

    /// Who was allocated, and when it passed to another.
    pub(crate) fn allocations(&self, chance: &mut Chance, story: &Story, child: Child) -> Vec<Allocation> {
        let mut allocations = Vec::new();
        for episode in &story.episodes {
            let last = match episode.closed {
                Some((on, _)) => Some(on),
                None if episode.no_further_action => self.come(add_days(episode.referred, 3)),
                None => None,
            };
            let mut from = episode.referred;
            let mut reason = "FCONTA";
            let mut service = TeamService::Locality;
            loop {
                let stays = chance.after(from, 140, 620);
                let (turn, next) = next_service(story, child, service);
                let passes = turn.filter(|turn| *turn > from).map_or(stays, |turn| turn.min(stays));
                let to = last.map_or(passes, |last| passes.min(last));
                let serves = if episode.no_further_action { TeamService::FrontDoor } else { service };
                let before = allocations.last().map(|last: &Allocation| last.worker);
                let worker = self.staff.another(chance, serves, before);
                let to = self.come(to);
                allocations.push(Allocation { worker, from, to, reason });
                let Some(to) = to.filter(|to| Some(*to) != last) else { break };
                let transferred = turn == Some(to);
                reason = if transferred {
                    "TSPROC"
                } else {
                    chance.weighted(&[("LEFTRL", 5), ("MANAGE", 3), ("ORGRST", 1), ("ABSENC", 1)])
                };
                service = if transferred { next } else { service };
                from = to;
            }
        }
        allocations
    }
}

/// The day on which another service takes over, and which.
fn next_service(story: &Story, child: Child, service: TeamService) -> (Option<Date>, TeamService) {
    let entered = story.periods.first().filter(|period| period.legal[0].code != "V3").map(|period| period.entered);
    match service {
        TeamService::Locality => (entered, TeamService::LookedAfter),
        TeamService::LookedAfter if story.leaver.is_some() => (Some(child.birthday(18)), TeamService::LeavingCare),
        other => (None, other),
    }
}

/// A child who was not there to be taken: the plan that was to end with care goes on.
fn stay_home_after_all(episode: &mut Episode, removal: Date) {
    for plan in &mut episode.protection {
        plan.ended = plan.ended.filter(|ended| *ended != removal);
    }
}

/// A short break in the council's own residential home.
fn short_break(from: Date, to: Date, home: &str, house: &str) -> PeriodOfCare {
    let placement = Placement {
        kind: "R1",
        provider: Some("PR1"),
        urn: None,
        postcode: house.to_owned(),
        carers: 1,
        from,
        to: Some(to),
        change_reason: None,
        planned: Some(from),
        to_eighteen: false,
    };
    PeriodOfCare {
        entered: from,
        need: "N2",
        home_postcode: Some(home.to_owned()),
        legal: vec![LegalStatus { code: "V3", from, to: Some(to) }],
        placements: vec![placement],
        ended: Some((to, "E4A")),
        previous_permanence: "Z1",
        care_plan: None,
        reviews: Vec::new(),
        visits: Vec::new(),
        health: Vec::new(),
        sdq: Vec::new(),
        missing: Vec::new(),
        education_plans: Vec::new(),
        adoption: None,
        pathway_plan: None,
    }
}
