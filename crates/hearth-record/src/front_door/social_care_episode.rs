use crate::{event::When, prelude::*};

/// A referral and the open period of need that it starts: `CINdetails` of the census, a social care episode of the daily
/// feed. Assessments, plans, enquiries and conferences belong to one.
#[derive(Record, Clone)]
#[record(kind = "social_care_episode", title = "Social care episode", service = FrontDoor, category = ReferralInformation)]
pub struct SocialCareEpisode {
    /// The day of the referral.
    #[field(label = "Referral date")]
    pub received_on: Open<Date>,
    /// The moment of the referral, where it is known: a decision is due within one working day.
    #[field(label = "Referral received")]
    pub received_at: Open<Option<Timestamp>>,
    /// The contact that became the referral.
    pub contact: Open<Option<RecordId>>,
    /// Who referred, by code.
    #[field(label = "Source")]
    pub source: Open<Option<sets::ReferralSource>>,
    /// Why the child was referred.
    #[field(label = "Reason for the referral", of = ThirdParty)]
    pub reason: Private<Option<Narrative>>,
    /// What the referral led to, by the codes of the standard dataset.
    #[field(label = "Outcomes")]
    pub outcomes: Open<Vec<sets::ReferralOutcomeFlag>>,
    /// Whether it led to nothing further.
    #[field(label = "No further action?")]
    pub no_further_action: Open<Option<bool>>,
    /// When a manager decided.
    #[field(label = "Decided")]
    pub decided_at: Open<Option<Timestamp>>,
    /// Who decided: always a person.
    #[field(of = Staff)]
    pub decided_by: Open<Option<WorkerId>>,
    /// Why.
    #[field(label = "Why this decision?", of = ThirdParty)]
    pub rationale: Private<Option<Narrative>>,
    /// The child's primary need when first assessed: needed where there is further action (CIN 8610).
    pub primary_need: Private<Option<sets::PrimaryNeed>>,
    /// The day on which the episode closed.
    #[field(label = "Closure date")]
    pub closed_on: Open<Option<Date>>,
    /// Why it closed, by code.
    #[field(label = "Reason for closure")]
    pub closure_reason: Open<Option<sets::CinClosureReason>>,
    /// Why it closed, and what the family was told.
    #[field(label = "Closing summary", of = ThirdParty)]
    pub closing_summary: Private<Option<Narrative>>,
    /// The team that holds it.
    #[field(of = Staff)]
    pub team: Open<Option<TeamId>>,
    /// Why this team, where it is not the one of the area that the child lives in.
    #[field(label = "Why this team?", of = ThirdParty)]
    pub team_because: Private<Option<Narrative>>,
    /// The worker who holds it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for SocialCareEpisode {
    fn events(&self) -> Events {
        let received = When { on: *self.received_on, at: *self.received_at };
        events![referral.received => received, referral.decided => self.decided_at, episode.closed => self.closed_on]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(Some(*self.received_on), "closed_on", *self.closed_on, "the referral date");
        let decided = self.decided_at.map(hearth_calendar::london_date);
        problems.join(must_follow(Some(*self.received_on), "decided_at", decided, "the referral date"));
        let another_day = self.received_at.is_some_and(|at| hearth_calendar::london_date(at) != *self.received_on);
        problems.add_if(another_day, "received_at", "must lie on the referral date");
        // A closure without a reason is only unfinished; a reason for a closure that has not happened cannot be (R5).
        let still_open = self.closure_reason.is_some() && self.closed_on.is_none();
        problems.add_if(still_open, "closed_on", "must be there with the reason for closure");
        problems
    }

    fn work(&self) -> Vec<Work> {
        open_until("social_care_episode", self.closed_on.is_some(), *self.team, *self.worker)
    }

    fn headline(&self) -> String {
        let words = self.closure_reason.map(sets::CinClosureReason::words);
        words.or_else(|| self.source.map(sets::ReferralSource::words)).unwrap_or_default().to_owned()
    }
}
