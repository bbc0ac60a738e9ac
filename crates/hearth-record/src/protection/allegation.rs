use crate::prelude::*;

/// That somebody who works or volunteers with children may have harmed a child, may have offended against one, or may not be
/// suitable to work with them (Working Together ch.2; Keeping Children Safe in Education, part 4). The designated officer is
/// told within one working day. It stands in the file of the person whom it is about, and of a child who was harmed.
#[derive(Record, Clone)]
#[record(kind = "allegation", title = "Allegation against somebody who works with children", service = Protection, category = ChildProtectionPlans)]
pub struct Allegation {
    /// The day on which it came to be known.
    #[field(label = "Known on")]
    pub known_on: Open<Date>,
    /// Whom it is about.
    #[field(label = "Name of the person it is about", of = ThirdParty)]
    pub about: Private<Option<Line>>,
    /// What that person does with children, and where.
    #[field(label = "What they do with children, and where", of = ThirdParty)]
    pub work: Private<Option<Line>>,
    /// Who alleges it.
    #[field(label = "Who says so?", of = ThirdParty)]
    pub source: Private<Option<Line>>,
    /// What is alleged.
    #[field(label = "What is alleged", of = ThirdParty)]
    pub what: Private<Narrative>,
    /// Why it meets the threshold of harm.
    #[field(label = "Why it is for the designated officer", of = ThirdParty)]
    pub threshold: Private<Vec<sets::AllegationThreshold>>,
    /// The day on which the designated officer of the authority (LADO) was told.
    #[field(label = "Designated officer (LADO) told on")]
    pub lado_told_on: Open<Option<Date>>,
    /// The officer's reference.
    #[field(label = "Reference of the designated officer", find = Identifier)]
    pub lado_reference: Private<Option<Line<40>>>,
    /// What keeps children safe while it is looked into.
    #[field(label = "What keeps children safe meanwhile", of = ThirdParty)]
    pub safety: Private<Option<Narrative>>,
    /// The days on which those concerned met about it.
    #[field(label = "Meetings held on")]
    pub meetings: Open<Vec<Date>>,
    /// How it ended.
    #[field(of = ThirdParty)]
    pub outcome: Private<Option<sets::AllegationOutcome>>,
    /// Why it ended so, and what follows for the person's work.
    #[field(label = "Why this outcome, and what follows", of = ThirdParty)]
    pub outcome_because: Private<Option<Narrative>>,
    /// The day on which it was closed.
    #[field(label = "Closed on")]
    pub closed_on: Open<Option<Date>>,
    /// The worker who follows it.
    #[field(of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Makes for Allegation {
    fn events(&self) -> Events {
        events![
            allegation.known => self.known_on,
            lado.told => self.lado_told_on,
            allegation.closed => self.closed_on,
        ]
    }

    fn problems(&self) -> Problems {
        let known = Some(*self.known_on);
        let mut problems = must_follow(known, "lado_told_on", *self.lado_told_on, "the day it was known");
        problems.join(must_follow(known, "closed_on", *self.closed_on, "the day it was known"));
        let early = self.meetings.iter().any(|held| *held < *self.known_on);
        problems.add_if(early, "meetings", "must be on or after the day it was known");
        problems
    }

    fn work(&self) -> Vec<Work> {
        open_until("allegation", self.closed_on.is_some(), None, *self.worker)
    }

    fn headline(&self) -> String {
        self.outcome.reveal().map_or("", sets::AllegationOutcome::words).to_owned()
    }
}
