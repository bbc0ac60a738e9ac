use crate::prelude::*;

/// A child died or was seriously harmed, and abuse or neglect is known or suspected; or a looked-after child died (Children Act
/// 2004 s.16C). The national panel is told within five working days, and a rapid review goes to it within fifteen.
#[derive(Record, Clone)]
#[record(kind = "serious_incident", title = "Serious incident", service = Protection, category = ChildProtectionPlans)]
pub struct SeriousIncident {
    /// The day on which the authority came to know of it.
    #[field(label = "Known on")]
    pub known_on: Open<Date>,
    /// The day on which it happened.
    #[field(label = "Happened on")]
    pub happened_on: Open<Option<Date>>,
    /// What sort of incident it is.
    #[field(label = "Type of incident")]
    pub incident: Private<sets::SeriousIncidentKind>,
    /// What happened.
    #[field(label = "What happened", of = ThirdParty)]
    pub what_happened: Private<Narrative>,
    /// What was done at once to keep this child and others safe.
    #[field(label = "What was done at once", of = ThirdParty)]
    pub done_at_once: Private<Option<Narrative>>,
    /// The day on which the national panel and Ofsted were told.
    #[field(label = "Panel and Ofsted told on")]
    pub notified_on: Open<Option<Date>>,
    /// The number of the notification.
    #[field(label = "Notification number", find = Identifier)]
    pub notification: Private<Option<Line<40>>>,
    /// The day on which the rapid review was sent to the panel.
    #[field(label = "Rapid review sent on")]
    pub rapid_review_sent: Open<Option<Date>>,
    /// What the review came to.
    #[field(label = "What the rapid review found", of = ThirdParty)]
    pub findings: Private<Option<Narrative>>,
    /// Who follows it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for SeriousIncident {
    fn events(&self) -> Events {
        events![
            serious_incident.known => self.known_on,
            serious_incident.notified => self.notified_on,
            rapid_review.sent => self.rapid_review_sent,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(*self.happened_on, "known_on", Some(*self.known_on), "the day it happened");
        for (field, day) in [("notified_on", *self.notified_on), ("rapid_review_sent", *self.rapid_review_sent)] {
            problems.join(must_follow(Some(*self.known_on), field, day, "the day it was known"));
        }
        problems
    }

    fn work(&self) -> Vec<Work> {
        open_until("serious_incident", self.rapid_review_sent.is_some(), None, *self.worker)
    }

    fn headline(&self) -> String {
        self.incident.reveal().words().to_owned()
    }
}
