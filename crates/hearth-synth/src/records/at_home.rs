//! Enquiries, conferences and plans, and the visits under them.

use hearth_record::ids::RecordId;
use jiff::civil::Date;

use super::draft::Draft;
use super::scribe::Scribe;
use super::words;
use crate::story::{Conference, Enquiry, Episode, ExploitationPlan, InNeedPlan, ProtectionPlan, Visit};

/// What links the records of an enquiry.
struct Links {
    episode: RecordId,
    enquiry: Option<RecordId>,
    plan: Option<RecordId>,
}

impl Scribe<'_> {
    /// Everything after the assessment.
    pub(crate) fn plans(&mut self, episode: &Episode, id: RecordId) {
        let mut conference = None;
        for enquiry in &episode.enquiries {
            conference = self.enquiry(enquiry, id).or(conference);
        }
        for plan in &episode.protection {
            self.protection(plan, id, conference);
        }
        for plan in &episode.in_need {
            self.in_need(plan, id);
        }
        for plan in &episode.exploitation {
            self.exploitation(plan, id);
        }
    }

    /// A strategy discussion and its enquiry; the conference that came of it.
    fn enquiry(&mut self, enquiry: &Enquiry, episode: RecordId) -> Option<RecordId> {
        let day = enquiry.started;
        let held = self.moment_on(day, 9, 17);
        let attendees = ["Social care: the worker and the manager", "Police: a detective", "Health: a named nurse"];
        let discussion = Draft::of("strategy_discussion")
            .moment("held_at", held)
            .id("episode", episode)
            .put("attendees", Some(attendees.map(str::to_owned).to_vec()))
            .code("decision", if self.chance.percent(65) { "JOINT" } else { "SINGLE" })
            .text("rationale", words::rationale(&mut self.chance, true))
            .id("chaired_by", self.worker_id(day))
            .id("team", self.team_id(day));
        let discussion = self.write(day, discussion);
        let outcome = match enquiry.conference_needed {
            Some(true) => "CP_CONFERENCE_FLAG",
            _ => "PROV_OF_SERVICES_FLAG",
        };
        let findings = words::analysis(&mut self.chance, self.person.forename);
        let draft = Draft::of("s47_enquiry")
            .date("started", day)
            .id("episode", episode)
            .id("strategy_discussion", discussion)
            .yes("joint", self.chance.percent(65));
        let draft = self.held(draft, day).later(enquiry.ended, |draft| {
            draft
                .date("ended", enquiry.ended)
                .codes("outcomes", &[outcome])
                .yes("no_further_action", false)
                .put("conference_required", enquiry.conference_needed)
                .text("findings", findings)
        });
        let id = self.write(day, draft);
        let links = Links { episode, enquiry: Some(id), plan: None };
        enquiry
            .conference
            .as_ref()
            .map(|conference| self.conference(conference, "INITIAL", enquiry.conference_due, &links))
    }

    fn conference(&mut self, conference: &Conference, kind: &'static str, due: Date, links: &Links) -> RecordId {
        let held = conference.held;
        let age = self.person.age_on(held);
        let late = (held > due).then(|| words::late(&mut self.chance));
        let voice = age.map(|age| words::voice(&mut self.chance, age));
        let made = if kind == "INITIAL" { "plan_made" } else { "plan_continues" };
        let outcome = if conference.plan { "CP_FLAG" } else { "PROV_OF_SERVICES_FLAG" };
        let minutes = self.world.calendar().add_working_days(held, 12).date;
        let draft = Draft::of("conference")
            .code("conference_kind", kind)
            .date("held_on", held)
            .id("episode", links.episode)
            .id_if("s47_enquiry", links.enquiry)
            .id_if("cp_plan", links.plan)
            .yes("quorate", self.chance.percent(97))
            .code("participation", conference.participation)
            .put("voice", voice)
            .codes("outcomes", &[outcome])
            .yes(made, conference.plan)
            .put("late_because", late)
            .date("minutes_sent_on", (minutes <= self.world.today()).then_some(minutes))
            .id("chair", self.worker(self.reviewer).id);
        let draft = self.held(draft, held);
        self.write_by(self.reviewer, held, draft)
    }

    fn protection(&mut self, plan: &ProtectionPlan, episode: RecordId, conference: Option<RecordId>) {
        let day = plan.started;
        let text = words::plan(&mut self.chance, self.person.forename);
        let draft = Draft::of("cp_plan")
            .date("started", day)
            .code("initial_category", plan.categories.0)
            .code("latest_category", plan.categories.1)
            .put("previous_plans", Some(plan.previous))
            .yes("other_authority", false)
            .id("episode", episode)
            .id_if("conference", conference)
            .put("visit_within", Some(10))
            .text("plan", text);
        let draft = self.held(draft, day).later(plan.ended, |draft| draft.date("ended", plan.ended));
        let id = self.write(day, draft);
        let links = Links { episode, enquiry: None, plan: Some(id) };
        let mut anchor = day;
        for (review, months) in plan.reviews.iter().zip([3].into_iter().chain(std::iter::repeat(6))) {
            let due = hearth_calendar::add_months(anchor, months);
            self.conference(review, "REVIEW", due, &links);
            anchor = review.held;
        }
        if !self.whole() {
            return;
        }
        for held in &plan.core_groups {
            let draft = Draft::of("core_group").date("held_on", *held).id("cp_plan", id).yes("plan_reviewed", true);
            self.write(*held, draft);
        }
        self.visits(&plan.visits, "CP", Some(id));
    }

    fn in_need(&mut self, plan: &InNeedPlan, episode: RecordId) {
        let day = plan.started;
        let text = words::plan(&mut self.chance, self.person.forename);
        let draft = Draft::of("cin_plan")
            .date("started", day)
            .id("episode", episode)
            .text("plan", text)
            .put("visit_within", Some(6));
        let draft = self.held(draft, day).later(plan.ended, |draft| draft.date("ended", plan.ended));
        let id = self.write(day, draft);
        if !self.whole() {
            return;
        }
        for held in &plan.reviews {
            let draft =
                Draft::of("cin_plan_review").date("held_on", *held).id("cin_plan", id).code("decision", "CONTINUE");
            self.write(*held, draft);
        }
        self.visits(&plan.visits, "CIN", Some(id));
    }

    fn exploitation(&mut self, plan: &ExploitationPlan, episode: RecordId) {
        let day = plan.started;
        let text = words::plan(&mut self.chance, self.person.forename);
        let draft = Draft::of("mace_plan")
            .date("started", day)
            .id("episode", episode)
            .codes("exploitation_types", &[plan.kind])
            .code("risk_level", plan.risk.1)
            .text("plan", text);
        let draft = self.held(draft, day).later(plan.ended, |draft| draft.date("ended", plan.ended));
        let id = self.write(day, draft);
        if !self.whole() {
            return;
        }
        for held in &plan.reviews {
            let draft = Draft::of("mace_meeting")
                .date("held_on", *held)
                .id("mace_plan", id)
                .code("risk_before", plan.risk.0)
                .code("risk_level", plan.risk.1);
            self.write(*held, draft);
        }
    }

    pub(crate) fn visits(&mut self, visits: &[Visit], context: &'static str, plan: Option<RecordId>) {
        for visit in visits {
            let narrative = words::visit(&mut self.chance, self.person.forename, visit.seen);
            let age = self.person.age_on(visit.on).filter(|_| visit.seen);
            let voice = age.map(|age| words::voice(&mut self.chance, age));
            let draft = Draft::of("visit")
                .code("context", context)
                .date("visited_on", visit.on)
                .yes("attempted_only", false)
                .yes("child_seen", visit.seen)
                .yes("seen_alone", visit.alone)
                .put("voice", voice)
                .text("narrative", narrative)
                .id_if("plan", plan)
                .id("worker", self.worker_id(visit.on));
            self.write(visit.on, draft);
        }
    }
}
