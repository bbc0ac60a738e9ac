use crate::prelude::*;

/// What a child does that worries or heartens those around them: what was seen, what sets it off, what helps.
#[derive(Record, Clone)]
#[record(kind = "behaviour", title = "Behaviour", service = People, category = Behaviour)]
pub struct Behaviour {
    /// The day on which it was noted.
    #[field(label = "Date")]
    pub noted_on: Open<Date>,
    /// What sort of behaviour it is.
    #[field(label = "Type")]
    pub behaviour_kind: Private<Option<sets::BehaviourKind>>,
    /// What was seen or heard, by whom.
    #[field(label = "What happened", of = ThirdParty)]
    pub what_happened: Private<Narrative>,
    /// Who says so: who saw or heard it.
    #[field(label = "Who says so?", hint = "Such as her teacher, or her own words to the worker", of = ThirdParty)]
    pub source: Private<Option<Line>>,
    /// What came before and what may set it off.
    #[field(label = "What sets it off")]
    pub triggers: Private<Option<Narrative>>,
    /// What calms and what helps.
    #[field(label = "What helps")]
    pub what_helps: Private<Option<Narrative>>,
    /// Who was harmed or could be.
    #[field(label = "Who is at risk", of = ThirdParty)]
    pub who_is_at_risk: Private<Option<Narrative>>,
    /// What was done about it.
    pub response: Private<Option<Narrative>>,
}

impl Makes for Behaviour {
    fn events(&self) -> Events {
        events![behaviour.noted => self.noted_on]
    }

    fn headline(&self) -> String {
        self.behaviour_kind.reveal().map_or("", sets::BehaviourKind::words).to_owned()
    }
}
