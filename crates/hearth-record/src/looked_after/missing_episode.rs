use super::span::{moment_on, on_or_at};
use crate::prelude::*;

/// A time in which a child was missing, or away without leave, from care or from home. The SSDA903 takes those from care.
#[derive(Record, Clone)]
#[record(
    kind = "missing_episode",
    title = "Missing",
    service = LookedAfter,
    file = Care,
    category = OutcomesForLookedAfterChildren
)]
pub struct MissingEpisode {
    /// Missing, or away without authorisation.
    #[field(label = "Missing or away?")]
    pub missing_type: Open<sets::MissingType>,
    /// The day on which the child went missing.
    pub started: Open<Date>,
    /// The moment from which the child is missing, where it is known.
    #[field(label = "Missing from")]
    pub started_at: Open<Option<Timestamp>>,
    /// The day on which the child was found or came back.
    pub ended: Open<Option<Date>>,
    /// The moment at which the child was found or came back: the 72 hours of the return interview run from it.
    #[field(label = "Found or returned at")]
    pub ended_at: Open<Option<Timestamp>>,
    /// The reference of the police.
    #[field(label = "Police reference", find = Identifier)]
    pub police_reference: Private<Option<Line<40>>>,
    /// Who reported the child missing.
    #[field(of = ThirdParty)]
    pub reported_by: Private<Option<Line>>,
    /// How great the police hold the risk to be.
    pub risk: Private<Option<sets::MissingRisk>>,
    /// What happened.
    #[field(of = ThirdParty)]
    pub circumstances: Private<Option<Narrative>>,
}

impl Makes for MissingEpisode {
    fn events(&self) -> Events {
        events![
            missing.started => on_or_at(Some(*self.started), *self.started_at),
            missing.ended => on_or_at(*self.ended, *self.ended_at),
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = ends_before_it_starts(*self.started, *self.ended);
        problems.join(moment_on("started_at", Some(*self.started), *self.started_at));
        problems.join(moment_on("ended_at", *self.ended, *self.ended_at));
        let from = "the moment from which the child is missing";
        problems.join(must_follow(*self.started_at, "ended_at", *self.ended_at, from));
        problems
    }

    fn work(&self) -> Vec<Work> {
        open_until("missing_episode", self.ended.is_some(), None, None)
    }

    fn flags(&self) -> Vec<Flag> {
        if self.ended.is_some() { Vec::new() } else { vec![Flag::Missing] }
    }

    fn headline(&self) -> String {
        self.missing_type.words().to_owned()
    }
}
