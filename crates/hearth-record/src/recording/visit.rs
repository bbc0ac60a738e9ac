use crate::prelude::*;

/// A visit that law or a plan asks for, whichever it is: the context says under which.
#[derive(Record, Clone)]
#[record(kind = "visit", title = "Visit", service = Recording, category = PersonalInformation)]
pub struct Visit {
    /// Under which duty it was made.
    #[field(label = "Type of visit")]
    pub context: Open<sets::VisitContext>,
    /// The day.
    #[field(label = "Date of the visit")]
    pub visited_on: Open<Date>,
    /// Whether nobody was in, or the door stayed shut.
    #[field(label = "Attempted only?")]
    pub attempted_only: Open<Option<bool>>,
    /// Whether the child was seen.
    #[field(label = "Child seen?")]
    pub child_seen: Open<Option<bool>>,
    /// Whether the child was seen alone.
    #[field(label = "Child seen alone?")]
    pub seen_alone: Open<Option<bool>>,
    /// Why the child was not seen, or not alone.
    #[field(label = "Why not?", of = ThirdParty)]
    pub not_seen_because: Private<Option<Narrative>>,
    /// Whether the child's bedroom was seen.
    #[field(label = "Bedroom seen?")]
    pub bedroom_seen: Open<Option<bool>>,
    /// Where the visit was.
    #[field(label = "Where", of = ThirdParty)]
    pub place: Private<Option<Line>>,
    /// Who else was there.
    #[field(label = "Who was there", of = ThirdParty)]
    pub present: Private<Vec<Line>>,
    /// What the child said, in the child's own words.
    #[field(label = "What the child said", hint = "In the child's own words")]
    pub voice: Private<Option<Narrative>>,
    /// What was seen, said and done.
    #[field(label = "What happened", of = ThirdParty)]
    pub narrative: Private<Option<Narrative>>,
    /// Whether something at the visit worries whoever made it.
    #[field(label = "Does something worry you?")]
    pub worrying: Open<Option<bool>>,
    /// What the visit was for.
    #[field(label = "What was this for?")]
    pub activity: Open<Option<sets::ActivityPurpose>>,
    /// The plan, placement or period of care that asks for it.
    #[field(label = "Plan or placement")]
    pub plan: Open<Option<RecordId>>,
    /// Who visited.
    #[field(label = "Visitor", of = Staff)]
    pub worker: Open<Option<WorkerId>>,
}

impl Visit {
    /// Whether a manager would want to hear of it today: the visitor is worried, nobody opened, or the child was not seen.
    pub fn worries(&self) -> bool {
        *self.worrying == Some(true) || !self.made() || *self.child_seen == Some(false)
    }

    /// Whether the visit took place: somebody was met.
    fn made(&self) -> bool {
        *self.attempted_only != Some(true)
    }
}

impl Makes for Visit {
    /// An attempt is no visit: a clock that a visit stops runs on. Where only a visit with the child seen stops it, the
    /// rule asks for `child.seen` beside.
    fn events(&self) -> Events {
        let on = self.visited_on;
        if !self.made() {
            return events![visit.attempted => on];
        }
        let seen = self.child_seen.filter(|seen| *seen).map(|_| *on);
        let mut events = match self.context.code() {
            "CIN" => events![cin_visit.made => on],
            "CP" => events![cp_visit.made => on],
            "CLA" => events![care_visit.made => on],
            "CARE_LEAVER" => events![care_leaver.visited => on, care_leaver.contacted => seen],
            "PRIVATE_FOSTERING" => events![private_fostering.visited => on],
            "ADOPTION" => events![adoption_visit.made => on],
            "FOSTER_CARER" => events![foster_carer.visited => on],
            _ => events![visit.made => on],
        };
        events.0.extend(events![child.seen => seen].0);
        events
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let seen = *self.child_seen == Some(true);
        problems.add_if(!self.made() && seen, "child_seen", "must not be yes where the visit was only attempted");
        let alone = *self.seen_alone == Some(true);
        problems.add_if(
            alone && *self.child_seen == Some(false),
            "seen_alone",
            "must not be yes where the child was not seen",
        );
        problems
    }

    fn headline(&self) -> String {
        self.context.words().to_owned()
    }
}
