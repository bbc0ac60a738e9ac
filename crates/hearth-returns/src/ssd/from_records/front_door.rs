//! Contacts, early help, referrals, assessments, plans and visits of children in need.

use hearth_record::assessment::Assessment;
use hearth_record::child_in_need::CinPlan;
use hearth_record::front_door::{Contact, EarlyHelpEpisode, SocialCareEpisode};
use hearth_record::people::Involvement;
use hearth_record::recording::Visit;
use serde_json::Value as Json;

use super::Told;
use super::cells::{Cells, counted_flags, flags, json};

impl Told<'_> {
    pub(super) fn front_door(&mut self) {
        for (of, contact) in self.records.each::<Contact>() {
            if !self.of.window.has(hearth_calendar::london_date(*contact.received_at)) {
                continue;
            }
            let outcomes = contact.outcomes.iter().map(|flag| flag.code());
            let row = Cells::of("ssd_contacts")
                .shown("cont_contact_id", Some(of))
                .text("cont_person_id", self.id.clone())
                .moment("cont_contact_date", Some(*contact.received_at), None)
                .text("cont_contact_source_code", contact.source.code())
                .text("cont_contact_source_desc", contact.source.meaning())
                .text("cont_contact_outcome_json", json(flags("contact_outcome_flag", outcomes)));
            self.row(row);
        }
        for (of, help) in self.records.each::<EarlyHelpEpisode>() {
            if !self.of.window.touches(Some(*help.started), *help.ended) {
                continue;
            }
            let organisation = help.organisation.reveal().as_ref().map(|name| name.0.clone());
            let row = Cells::of("ssd_early_help_episodes")
                .shown("earl_episode_id", Some(of))
                .text("earl_person_id", self.id.clone())
                .day("earl_episode_start_date", Some(*help.started))
                .day("earl_episode_end_date", self.of.window.seen(*help.ended))
                .text("earl_episode_reason", self.words(help.reason.reveal().as_ref()))
                .text("earl_episode_end_reason", help.end_reason.map_or("", |why| why.code()))
                .text("earl_episode_organisation", organisation.unwrap_or_default())
                .shown("earl_episode_worker_id", *help.worker);
            self.row(row);
        }
        self.referrals();
        self.assessments();
    }

    fn referrals(&mut self) {
        for (of, episode) in self.records.each::<SocialCareEpisode>() {
            let closed = self.of.window.seen(*episode.closed_on);
            let outcomes = episode.outcomes.iter().map(|flag| flag.code());
            let row = Cells::of("ssd_cin_episodes")
                .shown("cine_referral_id", Some(of))
                .text("cine_person_id", self.id.clone())
                .moment("cine_referral_date", *episode.received_at, Some(*episode.received_on))
                .text("cine_cin_primary_need_code", episode.primary_need.reveal().map_or("", |need| need.code()))
                .text("cine_referral_source_code", episode.source.map_or("", |source| source.code()))
                .text("cine_referral_source_desc", episode.source.map_or("", |source| source.meaning()))
                .text("cine_referral_outcome_json", json(flags("referral_outcome_flag", outcomes)))
                .yes("cine_referral_nfa", *episode.no_further_action)
                .text("cine_close_reason", closed.and(*episode.closure_reason).map_or("", |why| why.code()))
                .day("cine_close_date", closed)
                .shown("cine_referral_team", *episode.team)
                .shown("cine_referral_worker_id", *episode.worker);
            self.row_of(Some(*episode.received_on), *episode.closed_on, row);
        }
    }

    fn assessments(&mut self) {
        for (of, assessment) in self.records.each::<Assessment>() {
            if !self.of.window.touches(Some(*assessment.started), *assessment.authorised_on) {
                continue;
            }
            let outcomes = assessment.outcomes.iter().map(|flag| flag.code());
            let comment = ("COMMENTS", self.words(assessment.outcome_comments.reveal().as_ref()));
            let referral = self.referral(*assessment.episode, *assessment.started);
            let row = Cells::of("ssd_cin_assessments")
                .shown("cina_assessment_id", Some(of))
                .text("cina_person_id", self.id.clone())
                .shown("cina_referral_id", referral)
                .day("cina_assessment_start_date", Some(*assessment.started))
                .yes("cina_assessment_child_seen", *assessment.child_seen)
                .day("cina_assessment_auth_date", self.of.window.seen(*assessment.authorised_on))
                .text("cina_assessment_outcome_json", json(counted_flags("assessment_outcome_flag", outcomes, comment)))
                .yes("cina_assessment_outcome_nfa", *assessment.not_in_need)
                .shown("cina_assessment_team", *assessment.team)
                .shown("cina_assessment_worker_id", *assessment.worker);
            self.row(row);
            let factors: Vec<Json> = assessment.factors.reveal().iter().map(|factor| factor.code().into()).collect();
            if !factors.is_empty() {
                let row = Cells::of("ssd_assessment_factors")
                    .shown("cinf_table_id", Some(of))
                    .shown("cinf_assessment_id", Some(of))
                    .text("cinf_assessment_factors_json", Json::from(factors).to_string());
                self.row(row);
            }
        }
    }

    pub(super) fn in_need(&mut self) {
        for (of, plan) in self.records.each::<CinPlan>() {
            let row = Cells::of("ssd_cin_plans")
                .shown("cinp_cin_plan_id", Some(of))
                .shown("cinp_referral_id", self.referral(*plan.episode, *plan.started))
                .text("cinp_person_id", self.id.clone())
                .day("cinp_cin_plan_start_date", Some(*plan.started))
                .day("cinp_cin_plan_end_date", self.of.window.seen(*plan.ended))
                .shown("cinp_cin_plan_team", *plan.team)
                .shown("cinp_cin_plan_worker_id", *plan.worker);
            self.row_of(Some(*plan.started), *plan.ended, row);
        }
        for (of, visit) in self.records.each::<Visit>() {
            if self.of.window.has(*visit.visited_on) {
                self.visit(of, &visit);
            }
        }
    }

    pub(super) fn involvements(&mut self) {
        for (of, held) in self.records.each::<Involvement>() {
            if !self.of.window.touches(Some(*held.started), *held.ended) {
                continue;
            }
            let row = Cells::of("ssd_involvements")
                .shown("invo_involvements_id", Some(of))
                .text("invo_professional_id", super::workforce::id_of(&held))
                .text("invo_professional_role_id", held.role.code())
                .shown("invo_professional_team", *held.team)
                .day("invo_involvement_start_date", Some(*held.started))
                .day("invo_involvement_end_date", self.of.window.seen(*held.ended))
                .text("invo_worker_change_reason", held.change_reason.map_or("", |why| why.code()))
                .text("invo_person_id", self.id.clone())
                .shown("invo_referral_id", self.referral(*held.episode, *held.started));
            self.row(row);
        }
    }
}
